import { useQueryOf } from '../../../../platform/web/data.ts';
import type { OfNeedAnswer } from '../../core/contract.ts';

/** What the match says of one need; asked once by all parts of a page. */
export const useMatchesOf = (needId: string) => useQueryOf<OfNeedAnswer>('/api/match-runs/of-need/:needId', { needId }, { kinds: ['matchRun', 'matchRule', 'need', 'referral'] });
