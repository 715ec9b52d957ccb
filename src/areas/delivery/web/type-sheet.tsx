import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { useFormValue } from '../../../platform/web/form-context.ts';
import { CheckField, ChoiceField, ClockField, DayField, LongTextField, NumberField, RadioField, TextField } from '../../../platform/web/form-fields.tsx';
import { Form } from '../../../platform/web/form.tsx';
import { addDays, dayOf } from '../../../kernel/local-date.ts';
import { today } from '../../../platform/web/format.ts';
import { useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer, EmptyState } from '../../../platform/web/states.tsx';
import type { ReferralAnswer } from '../../referrals/core/contract.ts';
import { DAYS_AHEAD, DECLINE_CODES, RESULTS } from '../../referrals/core/referral.ts';
import './delivery.css';

/** What came back on a provider's sheet, typed in one form in the order in which it stands on the paper. */
export default function TypeSheet() {
  const referralId = usePathPart('referralId');
  const go = useGo();
  const referral = useQueryOf<ReferralAnswer>('/api/referrals/:referralId', { referralId }, { kinds: [] });
  const back = () => go(`/referrals/${referralId}`);
  return (
    <Answer of={referral}>
      {(answer) => (
        <Page title={`${say('delivery.sheet.title')} · ${answer.providerName}`} lead={say('delivery.sheet.lead')}>
          {['offered', 'accepted', 'scheduled'].includes(answer.status) ? (
            <Form<{ status: string }> name={`sheet-${referralId}`} path="/api/referrals/type-sheet" fixed={{ referralId, version: answer.version }} submit={say('delivery.sheet.send')}
              initial={{ cameOn: today(), ...(answer.scheduledFor ? { what: 'report', heldOn: answer.scheduledFor <= today() ? answer.scheduledFor : today(), startsAt: answer.scheduledFrom, endsAt: answer.scheduledUntil, visitorName: answer.visitorName } : {}) }}
              onDone={() => { announce(say('delivery.sheet.done')); back(); }} onCancel={back}>
              <DayField name="cameOn" label={say('delivery.sheet.cameOn')} required max={today()} />
              <SheetFields referral={answer} />
            </Form>
          ) : <EmptyState title={say('delivery.sheet.over')} ways={[{ label: say('platform.back'), path: `/referrals/${referralId}` }]} />}
        </Page>
      )}
    </Answer>
  );
}

function SheetFields({ referral }: { referral: ReferralAnswer }) {
  const isOffered = referral.status === 'offered';
  const answer = useFormValue<string>('answer'), what = useFormValue<string>('what'), code = useFormValue<string>('declineCode');
  return (
    <>
      {isOffered && <RadioField name="answer" label={say('delivery.sheet.answer')} required options={(['accept', 'decline'] as const).map((value) => ({ value, label: say(`referrals.action.${value}`) }))} />}
      {answer === 'decline' && <>
        <ChoiceField name="declineCode" label={say('referrals.declineWhy')} required options={DECLINE_CODES.map((value) => ({ value, label: say(`referrals.decline.${value}`) }))} />
        <LongTextField name="words" label={say('referrals.words')} required={code === 'other'} maxLength={500} />
      </>}
      {(!isOffered || answer === 'accept') && <RadioField name="what" label={say('delivery.sheet.what')} required={!isOffered} options={(['visit', 'report', 'failed'] as const).map((value) => ({ value, label: say(`delivery.sheet.what.${value}`) }))} />}
      {answer !== 'decline' && what === 'visit' && <VisitFields />}
      {answer !== 'decline' && what === 'report' && <ReportFields referral={referral} />}
      {answer !== 'decline' && what === 'failed' && <LongTextField name="reason" label={say('referrals.reason')} required maxLength={500} />}
    </>
  );
}

function VisitFields() {
  return (
    <>
      <DayField name="scheduledFor" label={say('referrals.scheduleFor')} required min={today()} max={addDays(today(), DAYS_AHEAD)} />
      <div className="delivery-hours"><ClockField name="from" label={say('referrals.from')} /><ClockField name="until" label={say('referrals.until')} /></div>
      <TextField name="contactName" label={say('referrals.whoComes')} maxLength={50} />
      <TextField name="contactPhone" label={say('referrals.field.contactPhone')} kind="tel" maxLength={30} />
      <CheckField name="isAgreed" label={say('delivery.sheet.agreed')} words={say('delivery.sheet.agreedYes')} />
    </>
  );
}

function ReportFields({ referral }: { referral: ReferralAnswer }) {
  const heldOn = useFormValue<string>('heldOn');
  const isEarlier = referral.scheduledFor !== null && Boolean(heldOn) && heldOn! < referral.scheduledFor;
  return (
    <>
      <DayField name="heldOn" label={say('referrals.servedOn')} required min={dayOf(referral.offeredAt)} max={today()} />
      {isEarlier && <CheckField name="isEarlier" label={say('delivery.sheet.earlier')} required words={say('referrals.earlierYes')} />}
      <div className="delivery-hours"><ClockField name="startsAt" label={say('referrals.from')} /><ClockField name="endsAt" label={say('referrals.until')} /></div>
      <TextField name="visitorName" label={say('referrals.field.visitorName')} maxLength={50} />
      {referral.units > 1 && <NumberField name="units" label={say('referrals.field.deliveredUnits')} />}
      <RadioField name="result" label={say('referrals.resultLabel')} required options={RESULTS.map((value) => ({ value, label: say(`referrals.result.${value}`) }))} />
      <LongTextField name="reportWords" label={say('referrals.deliverWords')} maxLength={500} />
    </>
  );
}
