import { useQueryOf } from '../../../../platform/web/data.ts';
import type { OfNeedAnswer, ReadyAnswer } from '../../core/contract.ts';

/** What the match says of one need; asked once by all parts of a page. */
export const useMatchesOf = (needId: string) => useQueryOf<OfNeedAnswer>('/api/match-runs/of-need/:needId', { needId }, { kinds: ['matchRun', 'matchRule', 'need', 'referral'] });

/** Who could serve a need now, before any run; whatever changes a need, a place or a proposal changes it. */
export const useReadyFor = (needId: string) => useQueryOf<ReadyAnswer>('/api/match-runs/ready-for/:needId', { needId }, { kinds: ['matchRun', 'matchRule', 'need', 'referral', 'resource', 'consent'] });
