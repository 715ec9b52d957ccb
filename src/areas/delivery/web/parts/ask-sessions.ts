import { useQueryOf } from '../../../../platform/web/data.ts';
import type { SessionList } from '../../core/contract.ts';

/** The sessions that a referral, or the referrals of a need, came to; asked once by all parts of a page. */
export const useSessionsOf = (of: { need?: string; referral?: string }) => useQueryOf<SessionList>('/api/sessions', of, { kinds: ['activity', 'referral'] });
