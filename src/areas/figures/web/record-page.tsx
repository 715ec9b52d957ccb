import { useQueryOf } from '../../../platform/web/data.ts';
import { day, number, quantity } from '../../../platform/web/format.ts';
import { To, useAddress, usePathPart } from '../../../platform/web/navigation.tsx';
import { type Fact, RecordPage } from '../../../platform/web/record-page.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { FiguresAnswer } from '../core/contract.ts';
import type { Appearance, NeedFacts, RecordCard, ReferralFacts, SessionFacts } from '../core/record-contract.ts';
import './figures.css';
import { detailWords, SUBJECT_PATHS } from './record-words.ts';
import { readWhere, useOwnDivision, wherePart, type Where } from './where.tsx';

/** What one record of a figure is, for whoever sees the figure: what, where, when, by whom and how far. Whose it is stands on the pages of those who help. */
export default function FigureRecordPage() {
  const code = usePathPart('code');
  const recordId = usePathPart('recordId');
  const own = useOwnDivision();
  const [{ where, on }] = useAddress((raw) => ({ where: readWhere(raw, own), on: raw.on }));
  const { division, from, to } = where;
  const answer = useQueryOf<RecordCard>('/api/figures/:id/records/:recordId', { id: code, recordId, division, from, to, ...(on ? { on } : {}) }, { kinds: ['*'] });
  return <Answer of={answer}>{(card) => <Card card={card} where={where} />}</Answer>;
}

function Card({ card, where }: { card: RecordCard; where: Where }) {
  const { figure, record, session, need, referrals, appearances } = card;
  const steps = need ? stepsOf(need, referrals) : [];
  const list = `/figures/${figure.code}?${wherePart(where)}`;
  return (
    <RecordPage title={titleOf(card)} lead={say('figures.record.lead')} facts={factsOf(card)}
      thread={[{ label: say('figures.thread'), detail: figure.name, path: list }, { label: say('figures.record.one'), isHere: true }]}
      actions={record.subject ? <To className="plain-link" path={`${SUBJECT_PATHS[record.subject.kind]}/${record.subject.id}`}>{say('figures.record.whole')}</To> : null}>
      {steps.length > 0 && <Steps title={say('figures.record.steps')} steps={steps} />}
      {session && !need && <Came session={session} />}
      {figure.recordKind === 'person' && <Appearances appearances={appearances} times={record.times ?? 0} />}
      {card.community ? <OfPlace where={{ ...where, division: record.divisionCode }} place={record.place.at(-1) ?? ''} /> : <p className="figures-note figures-record-note">{say('figures.record.masked')}</p>}
    </RecordPage>
  );
}

function titleOf({ figure, record, session }: RecordCard): string {
  if (figure.recordKind === 'person') return say('figures.record.person', { place: record.place.at(-1) ?? '' });
  if (figure.recordKind === 'community') return record.place.at(-1) ?? record.title;
  return record.title || (session ? detailWords(session.kind) : figure.name);
}

function factsOf({ figure, record, session, need, referrals, community }: RecordCard): Fact[] {
  const facts: (Fact | false | null)[] = [
    { label: say('figures.records.place'), value: record.place.join(' · ') },
    figure.recordKind === 'attendance' && { label: say('figures.record.counted'), value: detailWords(record.detail) },
    figure.recordKind === 'person' && { label: say('figures.records.lastOn'), value: record.on ? day(record.on) : null },
    community && { label: say('figures.records.station'), value: community.stationName },
    community && { label: say('figures.records.since'), value: day(community.sinceOn) },
    community?.untilOn ? { label: say('figures.record.until'), value: day(community.untilOn) } : false,
    ...(session ? sessionFacts(session, need !== null) : []),
    need && { label: say('figures.record.urgency'), value: say(`needs.urgency.${need.urgency}`) },
    need && { label: say('figures.record.status'), value: say(`needs.status.${need.status}`) },
    need?.closeCode && canSay(`needs.closeCode.${need.closeCode}`) ? { label: say('figures.record.why'), value: say(`needs.closeCode.${need.closeCode}`) } : false,
    need && { label: say('figures.record.by'), value: <Helpers referrals={referrals} /> },
  ];
  return facts.filter((fact): fact is Fact => Boolean(fact));
}

function sessionFacts(session: SessionFacts, isReferral: boolean): Fact[] {
  const clock = [session.startsAt, session.endsAt].filter(Boolean).join('–');
  const by = session.organization ? <OrganizationLink {...session.organization} /> : session.organizer || null;
  return [
    { label: say('figures.records.on'), value: `${day(session.heldOn)}${clock ? ` ${clock}` : ''}` },
    { label: say('figures.records.detail'), value: detailWords(isReferral ? 'referral' : session.kind) },
    ...(isReferral ? [] : [
      { label: say('figures.records.what'), value: [session.activityName, session.title].filter(Boolean).join(' · ') || null },
      { label: say('figures.record.venue'), value: session.place || null }, { label: say('figures.record.organizer'), value: by },
    ]),
  ];
}

const OrganizationLink = ({ id, name }: { id: string; name: string }) => <To path={`/organizations/${id}`}>{name}</To>;

/** Who was asked last is who helped; those that declined before stand in the steps. */
function Helpers({ referrals }: { referrals: ReferralFacts[] }) {
  const last = referrals.at(-1);
  if (!last) return <>{say('figures.record.nobodyYet')}</>;
  return last.organization ? <OrganizationLink {...last.organization} /> : <>{helperWords(last)}</>;
}

const helperWords = ({ organization, resourceKind }: ReferralFacts): string => organization?.name ?? (resourceKind ? say(`resources.kind.${resourceKind}`) : say('figures.record.local'));

/** What a community that takes part has done in this period, each number open again. */
function OfPlace({ where, place }: { where: Where; place: string }) {
  const answer = useQueryOf<FiguresAnswer>('/api/figures', { division: where.division, from: where.from, to: where.to }, { kinds: ['*'] });
  return (
    <section aria-label={say('figures.title', { place })}>
      <h2>{say('figures.title', { place })}</h2>
      <Answer of={answer}>{({ figures }) => (
        <table className="figures-table"><tbody>{figures.filter(({ value }) => value > 0).map((figure) => (
          <tr key={figure.code}><th scope="row">{figure.name}</th><td className="is-number"><To path={`/figures/${figure.code}?${wherePart(where)}`}>{number(figure.value)} {say(`figures.unit.${figure.unit}`)}</To></td></tr>
        ))}</tbody></table>
      )}</Answer>
    </section>
  );
}

type Step = { key: string; on: string; what: string; who?: string };

/** need → referral → help → the resident's word, as days; the newest first, as in every timeline. */
function stepsOf(need: NeedFacts, referrals: ReferralFacts[]): Step[] {
  const steps: Step[] = [{ key: 'heard', on: need.heardOn, what: say('figures.step.heard') }];
  const add = (key: string, on: string | null, what: string, who?: string) => { if (on) steps.push({ key, on, what, ...(who ? { who } : {}) }); };
  add('verified', need.verifiedOn, say('figures.step.verified'));
  for (const referral of referrals) {
    const { id, status } = referral;
    add(`${id} offered`, referral.offeredOn, say('figures.step.offered'), helperWords(referral));
    add(`${id} answered`, referral.answeredOn, say(status === 'declined' ? 'figures.step.declined' : 'figures.step.accepted'), helperWords(referral));
    add(`${id} delivered`, referral.deliveredOn, say('figures.step.delivered'), helperWords(referral));
    add(`${id} confirmed`, referral.confirmedOn, say(referral.helped === false ? 'figures.step.notHelped' : 'figures.step.confirmed'));
    if (status === 'failed' || status === 'withdrawn' || status === 'refused') add(`${id} ended`, referral.closedOn, say(`referrals.status.${status}`));
  }
  add('closed', need.closedOn, say('figures.step.closed', { status: say(`needs.status.${need.status}`) }));
  return steps.map((step, i) => ({ step, i })).sort((a, b) => b.step.on.localeCompare(a.step.on) || b.i - a.i).map(({ step }) => step);
}

function Steps({ title, steps }: { title: string; steps: Step[] }) {
  return (
    <section className="timeline figures-steps" aria-label={title}>
      <h2>{title}</h2>
      <ol>{steps.map((step) => <li key={step.key}><div className="timeline-what">{step.what}</div>{step.who && <div className="timeline-who">{step.who}</div>}<time className="timeline-when" dateTime={step.on}>{day(step.on)}</time></li>)}</ol>
    </section>
  );
}

const PARTS = ['elders', 'children', 'others', 'volunteers', 'unregistered'] as const;

/** How many came, as it was counted; never who. */
function Came({ session }: { session: SessionFacts }) {
  const parts = PARTS.filter((part) => session[part] > 0);
  if (parts.length === 0) return null;
  return (
    <section className="figures-came" aria-label={say('figures.record.came')}>
      <h2>{say('figures.record.came')}</h2>
      <dl className="facts">{parts.map((part) => <div key={part}><dt>{say(`figures.record.came.${part}`)}</dt><dd>{quantity(session[part], 'persons')}</dd></div>)}</dl>
    </section>
  );
}

function Appearances({ appearances, times }: { appearances: Appearance[]; times: number }) {
  return (
    <section aria-label={say('figures.record.appearances')}>
      <h2>{say('figures.record.appearances')} <span className="quiet">{say('figures.records.timesValue', { count: times })}</span></h2>
      <table className="figures-table">
        <thead><tr><th scope="col">{say('figures.records.on')}</th><th scope="col">{say('figures.records.what')}</th><th scope="col">{say('figures.records.place')}</th></tr></thead>
        <tbody>{appearances.map((one) => <tr key={one.id}><td>{day(one.on)}</td><td>{one.title || detailWords(one.kind)}</td><td>{one.place.join(' · ')}</td></tr>)}</tbody>
      </table>
      {appearances.length < times && <p className="figures-note">{say('figures.record.more', { count: number(times - appearances.length) })}</p>}
    </section>
  );
}
