import { useState } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { day } from '../../../platform/web/format.ts';
import { Masked } from '../../../platform/web/masked.tsx';
import { To, usePathPart } from '../../../platform/web/navigation.tsx';
import { RecordPage, type Fact } from '../../../platform/web/record-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { Timeline } from '../../../platform/web/timeline.tsx';
import type { Role } from '../../../kernel/role.ts';
import { dayOf } from '../../../kernel/local-date.ts';
import { Urgency } from '../../needs/web/parts/urgency.tsx';
import type { ReferralAnswer } from '../core/contract.ts';
import type { ReferralAction } from '../core/referral.ts';
import { disclosureOf } from '../core/disclosure.ts';
import { FiveFacts } from './five-facts.tsx';
import { ReferralStatus } from './parts/referral-status.tsx';
import { PartnerLinkFact, Proposed } from './partner-part.tsx';
import { ReferralActions } from './referral-actions.tsx';
import { ReferralDialogs } from './referral-dialogs.tsx';
import './referrals.css';

/** One referral: where it stands, whose the next step is and until when, and the five facts it is made of. */
export default function ReferralPage() {
  const referralId = usePathPart('referralId');
  const referral = useQueryOf<ReferralAnswer>('/api/referrals/:referralId', { referralId }, { kinds: ['referral'] });
  return <Answer of={referral}>{(answer) => <Referral referral={answer} />}</Answer>;
}

function Referral({ referral }: { referral: ReferralAnswer }) {
  const [act, open] = useState<ReferralAction | null>(null);
  const may = useMay();
  const role = grantOf(useSession())?.role ?? 'resident';
  return (
    <RecordPage title={[say(`needs.item.${referral.item}`), referral.recipientName ?? (referral.personId ? referral.communityName : say('referrals.placeNeed'))].join(' · ')} beside={<ReferralStatus referral={referral} />} factsTitle={say('referrals.facts')}
      thread={[
        { label: say('referrals.thread.need'), path: may('need.read') ? `/needs/${referral.needId}` : null },
        { label: say('referrals.thread.match'), path: referral.proposalId && may('match.read') ? '/match' : null },
        { label: say('referrals.thread.referral'), isHere: true },
      ]}
      addedTo={{ kind: 'referral', id: referral.id }}
      actions={<ReferralActions referral={referral} open={open} />} facts={factsOf(referral, role, may)}
      timeline={<Timeline kind="referral" subjectId={referral.id} words="referrals" />}>
      <Asked referral={referral} />
      <Proposed referral={referral} agree={() => open('schedule')} />
      <FiveFacts referral={referral} />
      <ReferralDialogs referral={referral} act={act} close={() => open(null)} />
    </RecordPage>
  );
}

/** What is wanted, how soon, when and where: enough to say yes or no by, and nothing of whose it is. */
function Asked({ referral }: { referral: ReferralAnswer }) {
  const more = [referral.wishedTime && say('referrals.wishedTime', { when: referral.wishedTime }), referral.communityName, referral.units > 1 && `× ${referral.units}`].filter(Boolean);
  return (
    <section className="referrals-asked" aria-label={say('referrals.asked')}>
      <h2>{say('referrals.asked')} {referral.urgency && <Urgency urgency={referral.urgency} />}</h2>
      <p>{referral.needWords ?? say(`needs.item.${referral.item}`)}</p>
      <p className="quiet">{more.join(' · ')}</p>
    </section>
  );
}

/** Why address and telephone are not shown; null where they are, or where there are none. */
function whyHidden(referral: ReferralAnswer, role: Role): string | null {
  if (!referral.personId) return null;
  if (!disclosureOf(referral, role).whereabouts) return say(role === 'organizationManager' ? 'referrals.whereaboutsOver' : 'referrals.whereaboutsAtStation');
  return referral.status === 'offered' ? say('referrals.notDisclosed') : null;
}

/** Why it ended; a provider that could not after all says so by one of the reasons. */
const closedWords = ({ status, declineCode, closedReason }: ReferralAnswer): string => [status === 'failed' && declineCode && say('referrals.cannotAfterAll', { why: say(`referrals.decline.${declineCode}`) }), closedReason].filter(Boolean).join(' · ');

/** Between the yes and the service somebody has to telephone. */
const isToCall = ({ status }: ReferralAnswer): boolean => status === 'accepted' || status === 'scheduled';

function factsOf(referral: ReferralAnswer, role: Role, may: (permission: string) => boolean): Fact[] {
  const why = whyHidden(referral, role);
  const hidden = why ? <span className="quiet">{why}</span> : null;
  const recipient = referral.personId && may('person.read') ? <To path={`/people/${referral.personId}`}>{referral.recipientName}</To> : (referral.recipientName ?? (referral.personId ? hidden : say('referrals.placeNeed')));
  const provider = referral.organizationId && may('organization.read') ? <To path={`/organizations/${referral.organizationId}`}>{referral.providerName}</To> : referral.providerName;
  const phone = referral.recipientPhone && may('referral.reveal')
    ? <Masked label={say('referrals.field.phone')} masked={referral.recipientPhone} path="/api/referrals/reveal-phone" input={{ referralId: referral.id }} purposes={[{ value: 'callResident', label: say('referrals.revealCall') }, { value: 'arrangeService', label: say('referrals.revealVisit') }, { value: 'checkIdentity', label: say('referrals.revealCheck') }]}
      button={isToCall(referral) ? say('referrals.revealButton') : undefined} />
    : (referral.recipientPhone ?? hidden ?? (isToCall(referral) ? <span className="quiet">{say('referrals.noPhone')}</span> : null));
  return [
    { label: say('referrals.field.recipient'), value: recipient },
    ...(referral.personId ? [{ label: say('referrals.field.address'), value: referral.recipientAddress ?? hidden }, { label: say('referrals.field.phone'), value: phone }] : []),
    { label: say('referrals.field.place'), value: referral.communityName },
    { label: say('referrals.field.provider'), value: provider },
    ...(referral.partnerLink ? [{ label: say('referrals.partner.link'), value: <PartnerLinkFact referral={referral} /> }] : []),
    { label: say('referrals.field.units'), value: referral.deliveredUnits && referral.deliveredUnits !== referral.units ? say('referrals.unitsOf', { done: referral.deliveredUnits, count: referral.units }) : referral.units },
    ...(referral.language === 'mn' ? [{ label: say('referrals.field.language'), value: say('referrals.language.mn') }] : []),
    ...(referral.contactName || referral.contactPhone ? [{ label: say('referrals.field.contact'), value: [referral.contactName, referral.contactPhone].filter(Boolean).join(' ') }] : []),
    { label: say('referrals.field.worker'), value: referral.workerName },
    ...(referral.refusalCode ? [{ label: say('referrals.field.refusalCode'), value: [say(`referrals.refusalCode.${referral.refusalCode}`), referral.refusalWords].filter(Boolean).join(' · ') }] : []),
    ...(closedWords(referral) ? [{ label: say('referrals.field.closedReason'), value: closedWords(referral) }] : []),
    ...(referral.closedAt ? [{ label: say('referrals.view.closed'), value: day(dayOf(referral.closedAt)) }] : []),
  ];
}
