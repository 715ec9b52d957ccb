import Radio from 'antd/es/radio';
import { announce } from '../../../platform/web/announce.tsx';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { CheckField, ChoiceField, DayField, Field, type FieldProps, LongTextField, NumberField, RadioField, TextField } from '../../../platform/web/form-fields.tsx';
import { useFormValue } from '../../../platform/web/form-context.ts';
import { day, today } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { dayOf } from '../../../kernel/local-date.ts';
import type { ReferralAnswer } from '../core/contract.ts';
import { DECLINE_CODES, isBeforeAgreed, REFUSAL_CODES, RESULTS, type ReferralAction } from '../core/referral.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

type Props = { referral: ReferralAnswer; act: ReferralAction | null; close: () => void };

/** The steps of a referral, each asking what it needs and no more. */
export function ReferralDialogs({ referral, act, close }: Props) {
  const may = useMay();
  // the station does not answer for itself: it writes down what it was told
  const isHeard = may('referral.withdraw');
  const dialog = (action: ReferralAction) => ({
    isOpen: act === action, name: `referral-${action}-${referral.id}`, fixed: { referralId: referral.id, version: referral.version }, submit: say(`referrals.action.${action}`), onClose: close,
  });
  const done = (key: string) => () => announce(say(key));
  const reason = <LongTextField name="reason" label={say('referrals.reason')} required maxLength={500} />;
  return (
    <>
      <FormDialog {...dialog('accept')} title={say(isHeard ? 'referrals.acceptHeard' : 'referrals.action.accept')} lead={isHeard ? say('referrals.acceptHeardLead', { who: referral.providerName }) : say('referrals.acceptLead')} path="/api/referrals/answer" fixed={{ ...dialog('accept').fixed, answer: 'accept' }} {...(isHeard ? { submit: say('referrals.acceptHeard') } : {})} onDone={done('referrals.accepted')}>{null}</FormDialog>
      <FormDialog {...dialog('decline')} title={say(isHeard ? 'referrals.declineHeard' : 'referrals.action.decline')} lead={say('referrals.declineLead')} path="/api/referrals/answer" fixed={{ ...dialog('decline').fixed, answer: 'decline' }} {...(isHeard ? { submit: say('referrals.declineHeard') } : {})} onDone={done('referrals.declined')}>
        <DeclineFields />
      </FormDialog>
      <ScheduleDialog {...dialog('schedule')} referral={referral} onDone={done('referrals.scheduled')} />
      <FormDialog {...dialog('deliver')} title={say('referrals.action.deliver')} lead={say('referrals.deliverLead')} path="/api/referrals/deliver" initial={{ heldOn: deliveredDay(referral), visitorName: referral.visitorName }} onDone={done('referrals.delivered')}>
        <ServedOnFields referral={referral} />
        <TextField name="visitorName" label={say('referrals.field.visitorName')} hint={say('referrals.visitorHint')} maxLength={50} />
        {referral.units > 1 && <NumberField name="units" label={say('referrals.field.deliveredUnits')} />}
        <NumberField name="minutes" label={say('referrals.minutes')} unit={say('referrals.minutesUnit')} />
        <RadioField name="result" label={say('referrals.resultLabel')} required options={RESULTS.map((value) => ({ value, label: say(`referrals.result.${value}`) }))} />
        <LongTextField name="words" label={say('referrals.deliverWords')} maxLength={500} />
      </FormDialog>
      <ConfirmDialog {...dialog('confirm')} onDone={done('referrals.confirmed')} />
      <FormDialog {...dialog('refuse')} title={say('referrals.action.refuse')} lead={say('referrals.refuseLead')} path="/api/referrals/refuse" onDone={done('referrals.refusedDone')}>
        <RefuseFields />
      </FormDialog>
      <FormDialog {...dialog('fail')} title={say('referrals.action.fail')} lead={say('referrals.failLead')} path="/api/referrals/fail" onDone={done('referrals.failed')}><FailFields /></FormDialog>
      <FormDialog {...dialog('withdraw')} title={say('referrals.action.withdraw')} lead={say('referrals.withdrawLead')} path="/api/referrals/withdraw" onDone={done('referrals.withdrawn')}>{reason}</FormDialog>
    </>
  );
}

const deliveredDay = (referral: ReferralAnswer) => (referral.scheduledFor && referral.scheduledFor <= today() ? referral.scheduledFor : today());

/** The day of the service. One before the agreed day is asked about: a worker who meant to agree a day must not record a service by mistake. */
function ServedOnFields({ referral }: { referral: ReferralAnswer }) {
  const heldOn = useFormValue<string>('heldOn');
  const agreed = referral.scheduledFor;
  return (
    <>
      <DayField name="heldOn" label={say('referrals.servedOn')} required min={dayOf(referral.offeredAt)} max={today()} />
      {agreed && heldOn && isBeforeAgreed(referral, heldOn) && (
        <CheckField name="isEarlier" label={say(heldOn === today() ? 'referrals.earlierToday' : 'referrals.earlierThen', { agreed: day(agreed), held: day(heldOn) })} required words={say('referrals.earlierYes')} />
      )}
    </>
  );
}

/** "Another reason" is none until it is told. */
function DeclineFields() {
  const code = useFormValue<string>('declineCode');
  return (
    <>
      <ChoiceField name="declineCode" label={say('referrals.declineWhy')} required options={DECLINE_CODES.map((value) => ({ value, label: say(`referrals.decline.${value}`) }))} />
      <LongTextField name="words" label={say('referrals.words')} required={code === 'other'} maxLength={500} />
    </>
  );
}

/** A provider that cannot after all gives one of its reasons, as before the yes; anything else is told in words. */
function FailFields() {
  const code = useFormValue<string>('declineCode');
  return (
    <>
      <ChoiceField name="declineCode" label={say('referrals.failByProvider')} hint={say('referrals.failByProviderHint')} options={DECLINE_CODES.map((value) => ({ value, label: say(`referrals.decline.${value}`) }))} />
      <LongTextField name="reason" label={say(code ? 'referrals.words' : 'referrals.reason')} required={!code || code === 'other'} maxLength={500} />
    </>
  );
}

/** The resident's reason, in their words where it is none of these. */
function RefuseFields() {
  const code = useFormValue<string>('refusalCode');
  return (
    <>
      <ChoiceField name="refusalCode" label={say('referrals.refuseWhy')} required options={REFUSAL_CODES.map((value) => ({ value, label: say(`referrals.refusalCode.${value}`) }))} />
      <LongTextField name="words" label={say('referrals.refuseWords')} required={code === 'other'} maxLength={500} />
    </>
  );
}

/** What the resident says, and how well it was done. */
function ConfirmDialog(dialog: { isOpen: boolean; name: string; fixed: Record<string, unknown>; submit: string; onClose: () => void; onDone: () => void }) {
  return (
    <FormDialog {...dialog} title={say('referrals.action.confirm')} lead={say('referrals.confirmLead')} path="/api/referrals/confirm">
      <ButtonsField<boolean> name="helped" label={say('referrals.confirmHelped')} required options={[[true, say('referrals.helpedYes')], [false, say('referrals.helpedNo')]]} />
      <ButtonsField<number> name="rating" label={say('referrals.field.rating')} options={[5, 4, 3, 2, 1].map((rating) => [rating, String(rating)])} />
      <LongTextField name="words" label={say('referrals.field.residentWords')} maxLength={500} />
    </FormDialog>
  );
}

/** A choice of few whose values are not text. */
function ButtonsField<T extends boolean | number>({ options, ...field }: FieldProps & { options: [T, string][] }) {
  return (
    <Field<T> {...field} isGroup>
      {(props) => (
        <Radio.Group {...(props.id ? { id: props.id } : {})} value={props.value} onChange={(event) => props.onChange(event.target.value as T)} className="radios">
          {options.map(([value, label]) => <Radio key={String(value)} value={value}>{label}</Radio>)}
        </Radio.Group>
      )}
    </Field>
  );
}
