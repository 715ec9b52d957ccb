import { dayOf } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { today } from '../../../platform/web/format.ts';
import { MoreActions, type MoreAction } from '../../../platform/web/more-actions.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { RemindButton } from '../../duties/web/parts/remind.tsx';
import type { ReferralAnswer } from '../core/contract.ts';
import { ACTIONS, isLive, REFERRAL_LIFECYCLE, takeStep, type LiveStatus, type ReferralAction } from '../core/referral.ts';
import { usePartnerActions } from './partner-part.tsx';

const PERMISSION: Record<ReferralAction, string> = {
  accept: 'referral.answer', decline: 'referral.answer', schedule: 'referral.schedule', deliver: 'referral.deliver', confirm: 'referral.confirm', refuse: 'referral.refuse', fail: 'referral.fail', withdraw: 'referral.withdraw',
};

/** The step that a state waits for. */
const NEXT: Record<LiveStatus, ReferralAction> = { offered: 'accept', accepted: 'schedule', scheduled: 'deliver', delivered: 'confirm' };

/**
 * The one thing to do next, what may be wanted with it, and the rest behind "more". The buttons ask the rule that the server asks; only steps that
 * the role could ever take are shown; what cannot be pressed now says why.
 */
export function ReferralActions({ referral, open }: { referral: ReferralAnswer; open: (act: ReferralAction) => void }) {
  const may = useMay();
  const go = useGo();
  const role = grantOf(useSession())?.role ?? 'resident';
  const { link, type, refused } = usePartnerActions(referral);
  const { id, status, hasManager } = referral;
  const state = { status, offeredOn: dayOf(referral.offeredAt), scheduledFor: referral.scheduledFor, clock: referral.clock, urgency: referral.urgency };
  const isStation = may('referral.withdraw');
  const steps: MoreAction[] = ACTIONS.filter((action) => may(PERMISSION[action]) && REFERRAL_LIFECYCLE[status][action] !== undefined).map((action) => {
    const step = takeStep(state, action, role, today(), action === 'decline' ? { declineCode: 'full' } : {});
    return { key: action, label: actionWords(referral, action, isStation), disabledReason: step.ok ? null : say(`referrals.refusal.${step.refusal.code}`, { ...step.refusal }), isDanger: action === 'withdraw', onClick: () => open(action) };
  });
  const slip: MoreAction | null = may('referral.slip') && (status === 'delivered' || status === 'scheduled' || status === 'accepted')
    ? { key: 'slip', label: say('referrals.slipOpen'), disabledReason: status === 'delivered' && referral.hasCode ? null : say('referrals.slipNone'), onClick: () => go(`/referrals/${id}/slip`) } : null;
  const next = isLive(status) ? steps.find(({ key }) => key === NEXT[status]) : undefined;
  // a receiver that signs in says yes itself, and a day that was offered is settled below
  const waits = (status === 'offered' && isStation && hasManager) || (referral.proposedFor !== null && may('referral.agreeVisit'));
  const main = waits ? undefined : next;
  const beside = status === 'offered' ? (isStation ? (hasManager ? null : link) : steps.find(({ key }) => key === 'decline') ?? null) : status === 'delivered' ? slip : null;
  const rest = [...steps, link, type, slip].filter((action): action is MoreAction => action !== null && action !== main && action !== beside);
  const ends = rest.filter(({ isDanger }) => isDanger);
  return (
    <>
      {main && <ActionButton kind="primary" {...main} />}
      {!isLive(status) && !referral.helped && may('referral.offer') && <ActionButton kind="primary" label={say('referrals.onWithNeed')} onClick={() => go(`/needs/${referral.needId}`)} />}
      {beside && <ActionButton {...beside} />}
      <RemindButton subjectKind="referral" subjectId={id} />
      <MoreActions actions={[...rest.filter(({ isDanger }) => !isDanger), ...ends]} />
      {refused}
    </>
  );
}

/** Whoever does not answer for themselves has said it, and the station writes it down. */
function actionWords({ scheduledFor, hasManager }: ReferralAnswer, action: ReferralAction, isStation: boolean): string {
  if (action === 'schedule' && scheduledFor) return say('referrals.reschedule');
  if (isStation && action === 'accept') return say(hasManager ? 'referrals.acceptFor' : 'referrals.acceptHeard');
  if (isStation && action === 'decline') return say(hasManager ? 'referrals.declineFor' : 'referrals.declineHeard');
  return action === 'confirm' && !isStation ? say('referrals.confirmOwn') : say(`referrals.action.${action}`);
}
