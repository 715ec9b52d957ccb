import { dayOf } from '../../../kernel/local-date.ts';
import type { Addition, OfRecord } from '../../../platform/web/additions.tsx';
import { say } from '../../../platform/web/say.ts';
import { ThreadItem } from '../../../platform/web/thread.tsx';
import { useReferralOfNeed, useReferralsOf } from './parts/ask-referrals.ts';

function ReferralItem({ id }: OfRecord) {
  const { referral, tries } = useReferralOfNeed(id);
  const label = say('referrals.thread.referral');
  if (!referral) return <ThreadItem label={label} />;
  const status = say(referral.helped === false ? 'referrals.status.notHelped' : `referrals.status.${referral.status}`);
  return <ThreadItem label={label} path={`/referrals/${referral.id}`} detail={tries > 1 ? say('referrals.thread.tries', { status, count: tries }) : status} />;
}

/** What an accepted proposal became. */
function OfProposal({ id }: OfRecord) {
  const { data } = useReferralsOf({ proposal: id });
  const referral = data?.items[0];
  return referral ? <ThreadItem label={say('referrals.thread.referral')} path={`/referrals/${referral.id}`} detail={say(`referrals.status.${referral.status}`)} /> : null;
}

function ConfirmationItem({ id }: OfRecord) {
  const { referral } = useReferralOfNeed(id);
  const label = say('referrals.step.confirmed');
  if (!referral || (referral.status !== 'delivered' && referral.status !== 'confirmed')) return <ThreadItem label={label} />;
  const detail = referral.confirmedAt ? `${say(referral.helped ? 'referrals.yes' : 'referrals.no')} · ${dayOf(referral.confirmedAt)}` : say('referrals.step.waiting');
  return <ThreadItem label={label} path={`/referrals/${referral.id}`} detail={detail} />;
}

const tab = (content: NonNullable<Addition['tab']>['content']) => ({ key: 'referrals', label: 'referrals.ofNeed', content });

export const additions: Addition[] = [
  { to: 'need', permission: 'referral.list', order: 20, tab: tab(() => import('./parts/referrals-of.tsx').then(({ OfNeed }) => ({ default: OfNeed }))), thread: ReferralItem },
  { to: 'need', permission: 'referral.list', order: 40, thread: ConfirmationItem },
  { to: 'proposal', permission: 'referral.list', order: 20, thread: OfProposal },
  { to: 'person', permission: 'referral.list', order: 20, tab: tab(() => import('./parts/referrals-of.tsx').then(({ OfPerson }) => ({ default: OfPerson }))) },
  { to: 'resource', permission: 'referral.list', order: 20, tab: tab(() => import('./parts/referrals-of.tsx').then(({ OfResource }) => ({ default: OfResource }))) },
  { to: 'organization', permission: 'referral.list', order: 20, tab: tab(() => import('./parts/referrals-of.tsx').then(({ OfOrganization }) => ({ default: OfOrganization }))) },
];
