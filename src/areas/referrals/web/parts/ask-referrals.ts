import { useQueryOf } from '../../../../platform/web/data.ts';
import type { ReferralRow } from '../../core/contract.ts';
import { isLive } from '../../core/status.ts';

const MOST = 50;

/** The referrals of a need, a proposal, a person, a resource or an organisation, the newest first; asked once by all parts of a page. */
export const useReferralsOf = (whose: { need?: string; proposal?: string; person?: string; resource?: string; organization?: string }) =>
  useQueryOf<{ total: number; items: ReferralRow[] }>('/api/referrals', { ...whose, limit: MOST }, { kinds: ['referral'] });

/** The referral of a need that counts: the one at work or done, else the last that was tried. */
export function useReferralOfNeed(need: string): { referral: ReferralRow | undefined; tries: number } {
  const { data } = useReferralsOf({ need });
  const items = data?.items ?? [];
  return { referral: items.find(({ status }) => isLive(status) || status === 'confirmed') ?? items[0], tries: data?.total ?? 0 };
}
