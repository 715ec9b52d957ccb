import { askAhead, useQueryOf } from '../../../../platform/web/data.ts';
import type { NeedFile } from '../../core/contract.ts';

const asked = (needId: string) => ['/api/needs/:needId', { needId }, { kinds: ['need', 'referral', 'consent'] }] as const;

/** One need as its page shows it. */
export const useNeed = (needId: string) => useQueryOf<NeedFile>(...asked(needId));
/** The same, for whoever is on the way to its page. */
export const askNeedAhead = (needId: string): void => askAhead(...asked(needId));
