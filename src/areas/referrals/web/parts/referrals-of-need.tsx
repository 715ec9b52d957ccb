import { useQueryOf } from '../../../../platform/web/data.ts';
import { day } from '../../../../platform/web/format.ts';
import { To } from '../../../../platform/web/navigation.tsx';
import { say } from '../../../../platform/web/say.ts';
import { Answer } from '../../../../platform/web/states.tsx';
import { dayOf } from '../../../../kernel/local-date.ts';
import type { ReferralRow } from '../../core/contract.ts';
import { ReferralStatus } from './referral-status.tsx';

/** The referrals of a need, a resource or an organisation, the newest first: for the pages of other records. */
export function ReferralsOf({ need, resource, organization }: { need?: string; resource?: string; organization?: string }) {
  const referrals = useQueryOf<{ items: ReferralRow[] }>('/api/referrals', { need, resource, organization, limit: 50 }, { kinds: ['referral'] });
  return (
    <Answer of={referrals} lines={3}>
      {({ items }) => (items.length === 0 ? <p className="quiet">{say('referrals.ofNeedNone')}</p> : (
        <ul className="referrals-of">
          {items.map((referral) => (
            <li key={referral.id}>
              <To path={`/referrals/${referral.id}`}>{need ? referral.providerName : [say(`needs.item.${referral.item}`), referral.communityName].join(' · ')}</To>{' '}
              <ReferralStatus referral={referral} /> <span className="quiet">{day(dayOf(referral.offeredAt))}</span>
            </li>
          ))}
        </ul>
      ))}
    </Answer>
  );
}
