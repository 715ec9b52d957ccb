import { addDays } from '../../../kernel/local-date.ts';
import { Fragment, useEffect, useRef } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { useForm, useFormValue } from '../../../platform/web/form-context.ts';
import { ClockField, DayField, TextField } from '../../../platform/web/form-fields.tsx';
import { day, today } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { ITEMS, type ItemCode } from '../../needs/core/items.ts';
import { clockAt, decideBooking, longEnough, minutesOf, type DayOf, type Stretch } from '../../resources/core/booking.ts';
import type { DayOfReferral, ReferralAnswer } from '../core/contract.ts';
import { DAYS_AHEAD } from '../core/referral.ts';

// Most visits take an hour; whoever knows better has typed until when, and keeps that length.
const USUAL_MINUTES = 60;

const stretchWords = ({ from, until }: Stretch): string => `${from}–${until}`;
const listOf = (stretches: Stretch[]): string => stretches.map(stretchWords).join(language() === 'zh' ? '、' : ', ');

/** What others have of the resources; what this referral has itself may move. */
const daysOf = ({ resources }: DayOfReferral): DayOf[] => resources.map((one) => ({ ...one, taken: one.taken.filter(({ isOwn }) => !isOwn) }));

type Held = DayOfReferral['resources'][number]['taken'][number]['held'];
/** For what hours are taken, where that is in sight: no resident is named. */
const heldWords = (held: Held): string => (held ? say('referrals.heldFor', { place: held.communityName, item: ITEMS[held.item as ItemCode]?.[language()] ?? held.item }) : '');
/** When all can be had, or the next day on which they can. */
function whenElse({ free, next }: DayOfReferral, { from, until }: Values): string {
  const isEnough = from && until ? longEnough(free, minutesOf(until) - minutesOf(from)) : free.length > 0;
  return next && !isEnough ? say('referrals.freeNext', { on: day(next.on), free: stretchWords(next) }) : free.length > 0 ? say('referrals.freeThen', { free: listOf(free) }) : say('referrals.freeNotThen');
}

type Values = { scheduledFor?: string | null; from?: string | null; until?: string | null };

/** The rule that the server asks, asked before: of the day that is in sight. */
function problemOf(known: DayOfReferral | null, { scheduledFor, from, until }: Values): { path: string[]; message: string }[] {
  if (!known || known.on !== scheduledFor || known.resources.length === 0) return [];
  const decided = decideBooking(known.on, { from, until }, daysOf(known));
  if (decided.ok) return [];
  const { field, ...refusal } = { ...decided.refusal, free: null };
  const clash = refusal.code === 'bookedAlready' ? known.resources.find(({ name }) => name === refusal.name)?.taken.find((one) => one.from === refusal.from) : undefined;
  return [{ path: [field], message: say(`referrals.refusal.${refusal.code}`, { ...refusal, when: whenElse(known, { from, until }), heldFor: heldWords(clash?.held ?? null) }) }];
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

/** Hours that are taken; what they are for, where that is in sight, leads there. */
function Taken({ one }: { one: DayOfReferral['resources'][number]['taken'][number] }) {
  if (one.isOwn) return say('referrals.dayOwn', { when: stretchWords(one) });
  return <>{stretchWords(one)}{one.held && <To path={`/referrals/${one.held.referralId}`}>{heldWords(one.held)}</To>}</>;
}

/** When each is taken, for what as far as that is in sight, and when all can be had: that day, or next. */
function DayInSight({ day: { on, resources, free, next } }: { day: DayOfReferral }) {
  const form = useForm();
  const [from, until] = [useFormValue<string>('from'), useFormValue<string>('until')];
  const length = from && until && from < until ? minutesOf(until) - minutesOf(from) : USUAL_MINUTES;
  const take = (stretch: Stretch) => {
    form.set('from', stretch.from);
    form.set('until', clockAt(Math.min(minutesOf(stretch.from) + length, minutesOf(stretch.until))));
  };
  const takeNext = (stretch: Stretch & { on: string }) => { form.set('scheduledFor', stretch.on); take(stretch); };
  const single = resources.filter(({ isOneAtATime }) => isOneAtATime);
  return (
    <section className="referrals-day" aria-label={say('referrals.dayOf', { day: day(on) })}>
      <p className="referrals-day-title">{say('referrals.dayOf', { day: day(on) })}</p>
      <ul>
        {single.map(({ name, isClosed, taken }) => (
          <li key={name}><span>{name}</span> <span className={isClosed || taken.length > 0 ? '' : 'quiet'}>{isClosed ? say('referrals.dayClosed') : taken.length === 0 ? say('referrals.dayNone')
            : <>{say('referrals.dayTaken')} {taken.map((one, i) => <Fragment key={one.from}>{i > 0 && (language() === 'zh' ? '、' : ', ')}<Taken one={one} /></Fragment>)}</>}</span></li>
        ))}
      </ul>
      {free.length === 0 && <p className="word-sand">{say('referrals.freeNotThen')}</p>}
      {free.length > 0 && (
        <div role="group" aria-label={say('referrals.dayFree')}>
          <p className="quiet">{say('referrals.dayFree')}</p>
          <div className="referrals-free">
            {free.map((stretch) => <button key={stretch.from} type="button" className="referrals-free-one" aria-pressed={from !== null && from >= stretch.from && from < stretch.until} onClick={() => take(stretch)}>{stretchWords(stretch)}</button>)}
          </div>
        </div>
      )}
      {next && (
        <div role="group" aria-label={say('referrals.dayNext')}>
          <p className="quiet">{say('referrals.dayNext')}</p>
          <div className="referrals-free"><button type="button" className="referrals-free-one" onClick={() => takeNext(next)}>{say('referrals.takeNext', { day: day(next.on), when: stretchWords(next) })}</button></div>
        </div>
      )}
    </section>
  );
}
