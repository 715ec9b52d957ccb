import { useState } from 'react';
import { addDays, dayOf } from '../../../../kernel/local-date.ts';
import { ActionButton } from '../../../../platform/web/action-button.tsx';
import { announce } from '../../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../../platform/web/data.ts';
import { useFormValue } from '../../../../platform/web/form-context.ts';
import { FormDialog } from '../../../../platform/web/form-dialog.tsx';
import { DayField, LongTextField, RadioField } from '../../../../platform/web/form-fields.tsx';
import { dueTone, dueWords } from '../../../../platform/web/due.ts';
import { day, today } from '../../../../platform/web/format.ts';
import { To } from '../../../../platform/web/navigation.tsx';
import { say } from '../../../../platform/web/say.ts';
import { useMay } from '../../../../platform/web/session.ts';
import type { DecidedReturned, ReturnedAnswer } from '../../core/contract.ts';
import { DAYS_AHEAD } from '../../core/referral.ts';
import { DECISIONS, type Decision } from '../../core/returns.ts';

type Item = ReturnedAnswer['items'][number];
const WHATS = ['declined', 'refused', 'notHelped'] as const;

/** What came back of a need, by whose no it was, and whose it is to decide what comes next. Nothing where nothing came back. */
export function Returned({ needId }: { needId: string }) {
  const [isDeciding, decide] = useState(false);
  const may = useMay();
  const { data } = useQueryOf<ReturnedAnswer>('/api/referrals/returned', { needId }, { kinds: ['need', 'referral', 'duty'] });
  if (!data || data.items.length === 0) return null;
  const { items, waiting } = data;
  const counts = WHATS.map((what) => ({ what, count: items.filter((item) => item.what === what).length })).filter(({ count }) => count > 0);
  return (
    <section className={`referrals-returned${waiting ? ' is-waiting' : ''}`} aria-label={say('referrals.returned')}>
      <h2>{say('referrals.returned')} <span className="quiet">{counts.map(({ what, count }) => say(`referrals.returned.${what}`, { count })).join(' · ')}</span></h2>
      {waiting && <p className="referrals-returned-whose">{say('referrals.returned.whose', { who: [say(`access.role.${waiting.ownerRole}`), waiting.ownerName].filter(Boolean).join(' ') })} <span className={`word-${dueTone(waiting.dueOn, today())}`}>{dueWords(waiting.dueOn, today())}</span></p>}
      <ul>{items.map((item) => <li key={item.referralId}><One item={item} /></li>)}</ul>
      {waiting && <p><ActionButton kind="primary" label={say('referrals.decide')} disabledReason={may('referral.decideReturned') ? null : say('referrals.decide.notMine')} onClick={() => decide(true)} /></p>}
      <FormDialog<DecidedReturned> isOpen={isDeciding} title={say('referrals.decide')} lead={say('referrals.decide.lead')} name={`decide-returned-${needId}`} path="/api/referrals/decide-returned" fixed={{ needId }} submit={say('referrals.decide')} onClose={() => decide(false)}
        onDone={({ decision }) => announce(say(`referrals.decided.${decision}`))}>
        <DecideFields />
      </FormDialog>
    </section>
  );
}

function One({ item }: { item: Item }) {
  const why = item.what === 'declined' ? (item.isAfterYes ? say('referrals.cannotAfterAll', { why: say(`referrals.decline.${item.declineCode}`) }) : say(`referrals.decline.${item.declineCode}`)) : item.what === 'refused' ? `${say('referrals.status.refused')} · ${say(`referrals.refusalCode.${item.refusalCode}`)}` : say('referrals.returned.notHelpedOne');
  return (
    <>
      <To path={`/referrals/${item.referralId}`}>{item.providerName}</To> <span>{why}</span> <span className="quiet referrals-returned-day">{day(dayOf(item.at))}</span>
      {item.words && <p className="referrals-returned-words">{item.words}</p>}
    </>
  );
}

/** What is written is read by colleagues, or, where it cannot be done now, by the resident: the field says which. */
function DecideFields() {
  const decision = useFormValue<Decision>('decision');
  return (
    <>
      <RadioField name="decision" label={say('referrals.decide.what')} required options={DECISIONS.map((value) => ({ value, label: say(`referrals.decision.${value}`) }))} />
      {decision === 'meeting' && <DayField name="meetsOn" label={say('referrals.decide.meetsOn')} required min={today()} max={addDays(today(), DAYS_AHEAD)} />}
      <LongTextField name="reason" label={say(decision === 'notNow' ? 'referrals.decide.tellResident' : 'referrals.decide.note')} why={decision === 'notNow' ? say('referrals.decide.tellResidentWhy') : undefined} required maxLength={500} />
    </>
  );
}
