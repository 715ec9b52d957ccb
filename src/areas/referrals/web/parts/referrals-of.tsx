import { dayOf } from '../../../../kernel/local-date.ts';
import { ActionButton } from '../../../../platform/web/action-button.tsx';
import type { OfRecord } from '../../../../platform/web/additions.tsx';
import { day } from '../../../../platform/web/format.ts';
import { To, useGo } from '../../../../platform/web/navigation.tsx';
import { say } from '../../../../platform/web/say.ts';
import { useMay } from '../../../../platform/web/session.ts';
import { Answer } from '../../../../platform/web/states.tsx';
import '../referrals.css';
import { useReferralsOf } from './ask-referrals.ts';
import { Returned } from './returned.tsx';
import { ReferralStatus } from './referral-status.tsx';

type Whose = { need?: string; person?: string; resource?: string; organization?: string };
/** The referrals of a need, a person, a resource or an organisation, the newest first. */
function Referrals(whose: Whose) {
  const referrals = useReferralsOf(whose);
  return (
    <Answer of={referrals} lines={3}>
      {({ total, items }) => (items.length === 0 ? <p className="quiet">{say('referrals.ofNeedNone')}</p> : (
        <>
          <ul className="referrals-of">
            {items.map((referral) => (
              <li key={referral.id}>
                <To path={`/referrals/${referral.id}`}>{whose.need ? referral.providerName : [say(`needs.item.${referral.item}`), whose.person ? referral.providerName : referral.communityName].join(' · ')}</To>
                <ReferralStatus referral={referral} /> <span className="quiet">{day(dayOf(referral.offeredAt))}</span>
              </li>
            ))}
          </ul>
          {total > items.length && <p className="quiet">{say('referrals.ofLast', { shown: items.length, count: total })}</p>}
        </>
      ))}
    </Answer>
  );
}

/** With the way to hand the need on by hand. */
export function OfNeed({ id }: OfRecord) {
  const may = useMay();
  const go = useGo();
  return (
    <>
      <Returned needId={id} />
      <Referrals need={id} />
      {may('referral.offer') && <p className="referrals-offer"><ActionButton label={say('referrals.offer')} onClick={() => go(`/referrals/offer?need=${id}`)} /></p>}
    </>
  );
}
export const OfPerson = ({ id }: OfRecord) => <Referrals person={id} />;
export const OfResource = ({ id }: OfRecord) => <Referrals resource={id} />;
export const OfOrganization = ({ id }: OfRecord) => <Referrals organization={id} />;
