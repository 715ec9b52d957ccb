import type { ReactNode } from 'react';
import { dayOf } from '../../../kernel/local-date.ts';
import { dueTone, dueWords } from '../../../platform/web/due.ts';
import { day, today } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import type { ReferralAnswer } from '../core/contract.ts';
import { isLive, type LiveStatus } from '../core/referral.ts';
import { hoursWords, whenWords } from './when.ts';
import { ruleWords } from './parts/clock-rule.tsx';

const STEPS = ['offered', 'answered', 'scheduled', 'delivered', 'confirmed'] as const;
type Step = (typeof STEPS)[number];

/** Which fact the present state waits for. */
const WAITS_FOR: Record<LiveStatus, Step> = { offered: 'answered', accepted: 'scheduled', scheduled: 'delivered', delivered: 'confirmed' };

const onDay = (moment: string | null) => (moment ? day(dayOf(moment)) : null);

function factOf(referral: ReferralAnswer, step: Step): { on: string | null; more: ReactNode[] } {
  switch (step) {
    case 'offered': return { on: onDay(referral.offeredAt), more: [referral.providerName] };
    case 'answered': return { on: onDay(referral.answeredAt), more: [referral.answeredAt && (referral.status === 'declined' ? say(`referrals.decline.${referral.declineCode}`) : say('referrals.status.accepted')), referral.declineWords] };
    case 'scheduled': return { on: referral.scheduledFor && whenWords(referral, referral.scheduledFor), more: [!referral.deliveredOn && referral.visitorName && say('referrals.partner.proposedWho', { name: referral.visitorName }), referral.scheduledWords, !referral.scheduledFor && referral.deliveredOn && say('referrals.step.skipped')] };
    case 'delivered': return { on: referral.deliveredOn && [day(referral.deliveredOn), hoursWords(referral.deliveredFrom, referral.deliveredUntil)].filter(Boolean).join(' '), more: [referral.visitorName && referral.deliveredOn && say('referrals.visitor', { name: referral.visitorName }), referral.result && say(`referrals.result.${referral.result}`), referral.resultWords] };
    case 'confirmed': return {
      on: onDay(referral.confirmedAt),
      more: [referral.helped !== null && say(referral.helped ? 'referrals.yes' : 'referrals.no'), referral.confirmedVia && say(`referrals.via.${referral.confirmedVia}`), referral.rating && say('referrals.ratingOf', { rating: referral.rating }), referral.residentWords && `“${referral.residentWords}”`],
    };
  }
}

/** Offer, answer, appointment, service, confirmation: five facts with five days. */
export function FiveFacts({ referral }: { referral: ReferralAnswer }) {
  const may = useMay();
  const waiting = isLive(referral.status) ? WAITS_FOR[referral.status] : null;
  return (
    <section aria-label={say('referrals.steps')}>
      <p className="page-lead">{say('referrals.stepsWhy')}</p>
      <ol className="referrals-steps">
        {STEPS.map((step) => {
          const { on, more } = factOf(referral, step);
          const said = more.filter(Boolean);
          return (
            <li key={step} aria-current={step === waiting ? 'step' : undefined}>
              <Mark state={on ? 'done' : step === waiting ? 'waiting' : 'open'} />
              <span className="step-name">{say(`referrals.step.${step}`)}</span>
              <span>
                {on ?? (step === waiting ? <Waiting referral={referral} /> : <span className="quiet">{said.length > 0 ? '' : '—'}</span>)}
                {said.map((words, i) => <span key={i} className="step-more">{words}</span>)}
              </span>
            </li>
          );
        })}
      </ol>
      {referral.personId && isLive(referral.status) && <p className="quiet referrals-slip-who">{say(`referrals.slipWho.${whoPrints(may('referral.slip'), referral)}`)}</p>}
    </section>
  );
}

/** Who prints the slip by which the resident answers, and when: told to those who do and to those who need not. */
const whoPrints = (isMine: boolean, { status }: ReferralAnswer): 'now' | 'later' | 'station' => (!isMine ? 'station' : status === 'delivered' ? 'now' : 'later');

function Waiting({ referral }: { referral: ReferralAnswer }) {
  const may = useMay();
  const grant = grantOf(useSession());
  if (!referral.dueOn) return <span className="quiet">{say('referrals.step.waiting')}</span>;
  const rule = ruleWords(referral);
  const isMine = may('referral.clocks') && grant?.divisionCode?.startsWith(referral.clock?.placeCode ?? '-');
  return (
    <>
      <span className={`word-${dueTone(referral.dueOn, today())}`}>{say('referrals.step.dueBy', { day: day(referral.dueOn) })} · {dueWords(referral.dueOn, today())}</span>
      {rule && <span className="step-more quiet">{isMine ? <To path={referral.clock!.placeCode.length === 6 ? `/referral-clocks?division=${referral.clock!.placeCode}` : '/referral-clocks'}>{rule}</To> : rule}</span>}
    </>
  );
}

/** A tick, a clock or a ring: told by shape, the colour only repeats it. */
function Mark({ state }: { state: 'done' | 'waiting' | 'open' }) {
  const tone = state === 'done' ? 'word-steppe' : state === 'waiting' ? 'word-sand' : 'quiet';
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className={tone}>
      {state === 'done' && <path d="M3 8.5 6.5 12 13 4.5" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round" />}
      {state === 'waiting' && <><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" /><path d="M8 4.8V8l2.4 1.6" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" /></>}
      {state === 'open' && <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.4" />}
    </svg>
  );
}
