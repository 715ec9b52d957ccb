import { addDays } from '../../../kernel/local-date.ts';
import { useEffect, useRef } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { useForm, useFormValue } from '../../../platform/web/form-context.ts';
import { ClockField, DayField, TextField } from '../../../platform/web/form-fields.tsx';
import { day, today } from '../../../platform/web/format.ts';
import { language, say } from '../../../platform/web/say.ts';
import { clockAt, decideBooking, minutesOf, type DayOf, type Stretch } from '../../resources/core/booking.ts';
import type { DayOfReferral, ReferralAnswer } from '../core/contract.ts';
import { DAYS_AHEAD } from '../core/referral.ts';

// Most visits take an hour; whoever knows better has typed until when, and keeps that length.
const USUAL_MINUTES = 60;

const stretchWords = ({ from, until }: Stretch): string => `${from}–${until}`;
const listOf = (stretches: Stretch[]): string => stretches.map(stretchWords).join(language() === 'zh' ? '、' : ', ');

/** What others have of the resources; what this referral has itself may move. */
const daysOf = ({ resources }: DayOfReferral): DayOf[] => resources.map((one) => ({ ...one, taken: one.taken.filter(({ isOwn }) => !isOwn) }));

type Values = { scheduledFor?: string | null; from?: string | null; until?: string | null };

/** The rule that the server asks, asked before: of the day that is in sight. */
function problemOf(known: DayOfReferral | null, { scheduledFor, from, until }: Values): { path: string[]; message: string }[] {
  if (!known || known.on !== scheduledFor || known.resources.length === 0) return [];
  const decided = decideBooking(known.on, { from, until }, daysOf(known));
  if (decided.ok) return [];
  const { field, ...refusal } = { ...decided.refusal, free: null };
  const when = known.free.length > 0 ? say('referrals.freeThen', { free: listOf(known.free) }) : say('referrals.freeNotThen');
  return [{ path: [field], message: say(`referrals.refusal.${refusal.code}`, { ...refusal, when }) }];
}

type Props = { referral: ReferralAnswer; isOpen: boolean; name: string; fixed: Record<string, unknown>; submit: string; onClose: () => void; onDone: () => void };

/** A day and, where what is called on serves one at a time, its hours: with what is taken and free that day in sight before one types. */
export function ScheduleDialog({ referral, ...dialog }: Props) {
  const known = useRef<DayOfReferral | null>(null);
  const check = { safeParse: (values: unknown) => { const issues = problemOf(known.current, values as Values); return { success: issues.length === 0, error: { issues } }; } };
  const { proposedFor } = referral; // a day that was offered is what one agrees to
  const isToCome = referral.scheduledFor !== null && referral.scheduledFor >= today();
  return (
    <FormDialog {...dialog} check={check} title={say(referral.scheduledFor ? 'referrals.reschedule' : 'referrals.action.schedule')} path="/api/referrals/schedule"
      initial={proposedFor && proposedFor >= today() ? {
        scheduledFor: proposedFor, from: referral.proposedFrom, until: referral.proposedUntil, words: referral.proposedWords, contactName: referral.proposedName, contactPhone: referral.proposedPhone,
      } : {
        scheduledFor: isToCome ? referral.scheduledFor : null, words: referral.scheduledWords, ...(isToCome ? { from: referral.scheduledFrom, until: referral.scheduledUntil } : {}),
        ...(referral.scheduledFor ? { contactName: referral.contactName, contactPhone: referral.contactPhone } : {}),
      }}>
      <DayField name="scheduledFor" label={say('referrals.scheduleFor')} required min={today()} max={addDays(today(), DAYS_AHEAD)} />
      <HoursFields referralId={referral.id} tell={(answer) => { known.current = answer; }} />
      <TextField name="words" label={say('referrals.scheduleWords')} hint={say('referrals.scheduleWordsHint')} maxLength={100} />
      <TextField name="contactName" label={say('referrals.whoComes')} why={say('referrals.contactWhy')} hint={referral.contactName ? say('referrals.whoComesElse', { name: [referral.contactName, referral.contactPhone].filter(Boolean).join(' ') }) : undefined} maxLength={50} />
      <TextField name="contactPhone" label={say('referrals.field.contactPhone')} kind="tel" maxLength={30} />
    </FormDialog>
  );
}

/** From when until when; above it the day as it stands, and its free stretches to press. */
function HoursFields({ referralId, tell }: { referralId: string; tell: (answer: DayOfReferral | null) => void }) {
  const form = useForm();
  const on = useFormValue<string>('scheduledFor');
  const problem = form.problemOf('from');
  const found = useQueryOf<DayOfReferral>('/api/referrals/:referralId/day', { referralId, ...(on ? { on } : {}) }, { kinds: ['resource', 'referral'] });
  const { data, refetch } = found;
  const shown = data && on ? data : null;
  useEffect(() => tell(shown), [tell, shown]);
  // whoever was told that the hours are taken sees at once by what
  useEffect(() => { if (problem) void refetch(); }, [problem, refetch]);
  const isNeeded = data?.resources.some(({ isOneAtATime }) => isOneAtATime) ?? false;
  return (
    <>
      {shown && isNeeded && <DayInSight day={shown} />}
      <div className="referrals-hours">
        <ClockField name="from" label={say('referrals.from')} required={isNeeded} />
        <ClockField name="until" label={say('referrals.until')} required={isNeeded} />
      </div>
      {found.isError && <p className="field-problem" role="alert">{say('referrals.dayUnknown')} <button type="button" className="text-button" onClick={() => void refetch()}>{say('platform.tryAgain')}</button></p>}
    </>
  );
}

/** When each is taken, without whom by, and when all can be had. */
function DayInSight({ day: { on, resources, free } }: { day: DayOfReferral }) {
  const form = useForm();
  const [from, until] = [useFormValue<string>('from'), useFormValue<string>('until')];
  const length = from && until && from < until ? minutesOf(until) - minutesOf(from) : USUAL_MINUTES;
  const take = (stretch: Stretch) => {
    form.set('from', stretch.from);
    form.set('until', clockAt(Math.min(minutesOf(stretch.from) + length, minutesOf(stretch.until))));
  };
  const single = resources.filter(({ isOneAtATime }) => isOneAtATime);
  return (
    <section className="referrals-day" aria-label={say('referrals.dayOf', { day: day(on) })}>
      <p className="referrals-day-title">{say('referrals.dayOf', { day: day(on) })}</p>
      <ul>
        {single.map(({ name, isClosed, taken }) => (
          <li key={name}><span>{name}</span> <span className={isClosed || taken.length > 0 ? '' : 'quiet'}>{isClosed ? say('referrals.dayClosed') : taken.length === 0 ? say('referrals.dayNone')
            : say('referrals.dayTaken', { taken: taken.map((one) => (one.isOwn ? say('referrals.dayOwn', { when: stretchWords(one) }) : stretchWords(one))).join(language() === 'zh' ? '、' : ', ') })}</span></li>
        ))}
      </ul>
      {free.length === 0 ? <p className="word-sand">{say('referrals.freeNotThen')}</p> : (
        <div role="group" aria-label={say('referrals.dayFree')}>
          <p className="quiet">{say('referrals.dayFree')}</p>
          <div className="referrals-free">
            {free.map((stretch) => <button key={stretch.from} type="button" className="referrals-free-one" aria-pressed={from !== null && from >= stretch.from && from < stretch.until} onClick={() => take(stretch)}>{stretchWords(stretch)}</button>)}
          </div>
        </div>
      )}
    </section>
  );
}
