import { askAhead, useQueryOf } from '../../../../platform/web/data.ts';
import type { OfNeedAnswer, ReadyAnswer } from '../../core/contract.ts';

const matchesOf = (needId: string) => ['/api/match-runs/of-need/:needId', { needId }, { kinds: ['matchRun', 'matchRule', 'need', 'referral'] }] as const;
const readyFor = (needId: string) => ['/api/match-runs/ready-for/:needId', { needId }, { kinds: ['matchRun', 'matchRule', 'need', 'referral', 'resource', 'consent'] }] as const;

/** What the match says of one need; asked once by all parts of a page. */
export const useMatchesOf = (needId: string) => useQueryOf<OfNeedAnswer>(...matchesOf(needId));

/** Who could serve a need now, before any run; whatever changes a need, a place or a proposal changes it. */
export const useReadyFor = (needId: string) => useQueryOf<ReadyAnswer>(...readyFor(needId));

/** Both, before the page of the need stands: who could serve it first, for a browser lets few questions out at a time. */
export function askMatchesAhead(needId: string): void {
  askAhead(...readyFor(needId));
  askAhead(...matchesOf(needId));
}
