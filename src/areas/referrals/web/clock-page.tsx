import { useState } from 'react';
import { dayOf } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { DayField, Field, LongTextField } from '../../../platform/web/form-fields.tsx';
import { day, today } from '../../../platform/web/format.ts';
import { To, useAddress } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { CLOCK_STEPS, DEFAULT_CLOCKS, URGENCIES, type ClockTable } from '../core/clock.ts';
import type { ClockPage as Answered } from '../core/clock-contract.ts';
import { ClockGrid } from './clock-grid.tsx';
import './clock-page.css';

type Version = Answered['inForce'];

/** How long each step of a referral may take, by whose rule, and since when: for all to read, for the city's and the banner's officers to change. */
export default function ClockPage() {
  const [{ division }] = useAddress((raw) => ({ division: /^\d{4}(\d\d)?$/.test(raw.division ?? '') ? raw.division! : null }));
  const clocks = useQueryOf<Answered>('/api/referral-clocks', { division }, { kinds: [] });
  return <Answer of={clocks} lines={8}>{(answer) => <Clocks page={answer} />}</Answer>;
}

function Clocks({ page }: { page: Answered }) {
  const { place, inForce, isOwn, versions, others, lastVersion, mayChange } = page;
  const [act, open] = useState<'change' | 'follow' | null>(null);
  const may = useMay();
  const own = versions[0];
  const planned = own && own.fromOn! > today() ? own : null;
  const why = mayChange ? null : say('referrals.clocks.notHere');
  const asked = { path: '/api/referral-clocks/change', onClose: () => open(null), onDone: ({ version, fromOn }: { version: number; fromOn: string }) => announce(say('referrals.clocks.changed', { version, day: day(fromOn) })) };
  // what is planned already can only be followed by something later
  const since = planned ? planned.fromOn! : today();
  return (
    <Page title={say('referrals.clocks.title', { place: place.name })} lead={say('referrals.clocks.lead')} actions={may('referral.changeClocks') && <>
      {place.code.length === 6 && isOwn && <ActionButton label={say('referrals.clocks.follow')} disabledReason={why} onClick={() => open('follow')} />}
      <ActionButton kind="primary" label={say('referrals.clocks.change')} disabledReason={why} onClick={() => open('change')} />
    </>}>
      <p className="referrals-clock-which"><strong>{nameOf(inForce)}</strong> <span className="quiet">{whenceOf(inForce)}</span></p>
      {!isOwn && place.code.length === 6 && <p className="quiet">{say('referrals.clocks.follows', { place: place.name, city: inForce.placeName })}</p>}
      <Table clocks={inForce.clocks ?? DEFAULT_CLOCKS} />
      <p className="quiet">{say('referrals.clocks.unit')}</p>
      {planned && <p className="referrals-clock-planned">{say('referrals.clocks.planned', { version: planned.version, day: day(planned.fromOn!) })}</p>}
      {versions.length > 0 && <section><h2>{say('referrals.clocks.versions')}</h2><ul className="referrals-clock-versions">{versions.map((version) => <li key={version.version}><One version={version} /></li>)}</ul></section>}
      {others.length > 0 && <section><h2>{say('referrals.clocks.others')}</h2><ul className="referrals-clock-versions">{others.map(({ code, name, version }) => <li key={code}><To path={`/referral-clocks?division=${code}`}>{say('referrals.clocks.other', { place: name, version })}</To></li>)}</ul></section>}
      <FormDialog isOpen={act === 'change'} {...asked} title={say('referrals.clocks.change')} lead={say('referrals.clocks.changeLead')} name={`clocks-${place.code}`} fixed={{ version: lastVersion }} initial={{ clocks: (planned ?? inForce).clocks ?? DEFAULT_CLOCKS, fromOn: since }} submit={say('referrals.clocks.change')}>
        <Field<ClockTable> name="clocks" label={say('referrals.clocks.days')} required isGroup>{(props) => <ClockGrid {...props} />}</Field>
        <DayField name="fromOn" label={say('referrals.clocks.fromOn')} required min={since} />
        <LongTextField name="why" label={say('referrals.clocks.why')} required maxLength={300} lines={2} />
      </FormDialog>
      <FormDialog isOpen={act === 'follow'} {...asked} title={say('referrals.clocks.follow')} lead={say('referrals.clocks.followLead')} name={`clocks-follow-${place.code}`} fixed={{ version: lastVersion, clocks: null }} initial={{ fromOn: since }} submit={say('referrals.clocks.follow')}>
        <DayField name="fromOn" label={say('referrals.clocks.fromOn')} required min={since} />
        <LongTextField name="why" label={say('referrals.clocks.why')} required maxLength={300} lines={2} />
      </FormDialog>
    </Page>
  );
}

const nameOf = ({ placeName, version }: Version): string => say('referrals.clocks.version', { place: placeName, version });
const whenceOf = ({ fromOn, madeBy, madeOn, why }: Version): string =>
  (fromOn ? [say('referrals.clocks.since', { day: day(fromOn) }), madeBy && say('referrals.clocks.madeBy', { who: madeBy, day: day(dayOf(madeOn!)) }), why].filter(Boolean).join(' · ') : say('referrals.clocks.published'));

const One = ({ version }: { version: Version }) => <><strong>{nameOf(version)}</strong> <span>{version.clocks ? '' : say('referrals.clocks.followed')}</span> <span className="quiet">{whenceOf(version)}</span></>;

/** Steps down, urgency across; the categories that have days of their own below their step. */
function Table({ clocks }: { clocks: ClockTable }) {
  return (
    <table className="referrals-clock">
      <thead><tr><th scope="col">{say('referrals.clocks.head')}</th>{URGENCIES.map((urgency) => <th key={urgency} scope="col">{say(`needs.urgency.${urgency}`)}</th>)}</tr></thead>
      <tbody>
        {CLOCK_STEPS.flatMap((step) => [
          <Row key={step} head={<>{say(`referrals.clock.${step}`)} <span className="quiet">{say(`referrals.clockWhen.${step}`)}</span></>} days={clocks.days[step]} />,
          ...clocks.exceptions.filter((one) => one.step === step).map(({ category, days }) => <Row key={`${step}-${category}`} isException head={say(`needs.category.${category}`)} days={days} />),
        ])}
      </tbody>
    </table>
  );
}

const Row = ({ head, days, isException }: { head: React.ReactNode; days: readonly number[]; isException?: boolean }) => (
  <tr className={isException ? 'is-exception' : undefined}><th scope="row">{head}</th>{days.map((count, i) => <td key={i}>{count}</td>)}</tr>
);
