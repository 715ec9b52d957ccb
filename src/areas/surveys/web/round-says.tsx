import { useQueryOf } from '../../../platform/web/data.ts';
import { number } from '../../../platform/web/format.ts';
import { ChoiceInput } from '../../../platform/web/form-inputs.tsx';
import { useAddress } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { seesFiguresOnly, grantOf, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { RoundFile, RoundSays, SaidPart } from '../core/round-contract.ts';
import { FEW } from '../core/round-says.ts';
import { MEMBER_CHANNELS, OUTCOMES } from '../core/round.ts';
import { units } from './round-status.tsx';

/** What the round says: whom it reached, what they need, what that says of all and how surely, and apart from it what else was heard. */
export function RoundSaysTab({ round }: { round: RoundFile }) {
  const said = useQueryOf<{ says: RoundSays | null; isFinal: boolean }>('/api/survey-rounds/:roundId/says', { roundId: round.id }, { kinds: ['surveyRound', 'need'] });
  return <Answer of={said}>{({ says, isFinal }) => (says ? <Said says={says} isFinal={isFinal} /> : <p className="quiet">{say('surveys.round.onlyWhole')}</p>)}</Answer>;
}

function Said({ says, isFinal }: { says: RoundSays; isFinal: boolean }) {
  const [{ area }, change] = useAddress((raw) => ({ area: says.parts.find(({ divisionCode }) => divisionCode === raw['area'])?.divisionCode ?? '' }));
  const part = says.parts.find(({ divisionCode }) => divisionCode === area) ?? says.whole;
  const isHidden = seesFiguresOnly(grantOf(useSession()));
  return (
    <div className="rounds-says">
      <p className="quiet">{say(isFinal ? 'surveys.round.isFinal' : 'surveys.round.isNow2')}</p>
      <Coverage says={says} />
      <section aria-label={say('surveys.round.needsTitle')}>
        <div className="rounds-what">
          <h2>{say('surveys.round.needsTitle')}</h2>
          {says.parts.length > 0 && <ChoiceInput value={area} label={say('surveys.round.area')} onChange={(next) => change({ area: next === '' ? null : next })} options={[{ value: '', label: say('surveys.round.areaAll') }, ...says.parts.map(({ divisionCode, divisionName }) => ({ value: divisionCode!, label: divisionName! }))]} />}
        </div>
        <Categories says={says} part={part} isWhole={part === says.whole} isHidden={isHidden} />
        {isHidden && <p className="quiet">{say('surveys.round.fewHidden', { few: FEW })}</p>}
        {part.method ? <><p className="rounds-method">{say('surveys.round.method')}</p><p className="quiet">{say('surveys.round.methodFacts', { answered: part.method.answered, freedom: part.method.freedom, effect: number(part.method.designEffect, 2) })}</p></> : <p className="rounds-method">{part.isEarly ? say('surveys.round.tooEarly', { untried: units(says.unit, part.coverage.untried) }) : say('surveys.round.tooFew')}</p>}
      </section>
      {says.apart.voices + says.apart.outside + says.apart.discussions + says.apart.byWall + says.apart.offList > 0 && (
        <section aria-label={say('surveys.round.apartTitle')}>
          <h2>{say('surveys.round.apartTitle')}</h2>
          <p>{say('surveys.round.apartLead', { discussions: says.apart.discussions, present: says.apart.present, voices: says.apart.voices, outside: says.apart.outside })}</p>
          {says.apart.byWall + says.apart.offList > 0 && <p>{say('surveys.round.sheetsApart', { byWall: says.apart.byWall, offList: says.apart.offList })}</p>}
        </section>
      )}
    </div>
  );
}

const rate = ({ drawn, outcomes }: SaidPart['coverage']) => (drawn === 0 ? '—' : percentOf(outcomes.heard / drawn));

function Coverage({ says: { whole, parts, unit } }: { says: RoundSays }) {
  const { coverage } = whole;
  const missed = coverage.drawn - coverage.outcomes.heard;
  const others = [...OUTCOMES.filter((outcome) => outcome !== 'heard').map((outcome) => ({ key: outcome as string, count: coverage.outcomes[outcome] })), { key: 'untried', count: coverage.untried }].filter(({ count }) => count > 0);
  const bars = [{ key: 'heard', count: coverage.outcomes.heard }, ...others];
  return (
    <section aria-label={say('surveys.round.coverage')}>
      <h2>{say('surveys.round.coverage')}</h2>
      <p>{say('surveys.round.coverageLead', { frame: units(unit, coverage.frame), drawn: units(unit, coverage.drawn), heard: units(unit, coverage.outcomes.heard), rate: rate(coverage) })}{missed > 0 && <> {say('surveys.round.nonResponse', { missed: units(unit, missed), reasons: others.map(({ key, count }) => `${say(`surveys.round.outcome.${key}`)} ${count}`).join(say('needs.list.and')) })}</>}</p>
      {coverage.outcomes.heard > 0 && <p className="quiet">{say('surveys.round.ways', { ways: MEMBER_CHANNELS.filter((channel) => coverage.channels[channel] > 0).map((channel) => say('surveys.round.wayCount', { way: say(`needs.channel.${channel}`), count: coverage.channels[channel] })).join(say('needs.list.and')) })}</p>}
      {coverage.drawn > 0 && <div className="rounds-bar" aria-hidden="true">{bars.map(({ key, count }) => <span key={key} className={`rounds-bar-${key}`} style={{ flexGrow: count }} title={`${say(`surveys.round.outcome.${key}`)} ${count}`} />)}</div>}
      {parts.length > 0 && (
        <details className="rounds-draw">
          <summary>{say('surveys.round.byCommunity')}</summary>
          <div className="rounds-scroll" tabIndex={0} role="region" aria-label={say('surveys.round.byCommunity')}>
            <table className="rounds-table">
              <thead><tr><th scope="col">{say('surveys.round.community')}</th><th scope="col">{say('surveys.round.frameShort')}</th><th scope="col">{say('surveys.round.drawnShort')}</th>{bars.map(({ key }) => <th scope="col" key={key}>{say(`surveys.round.outcome.${key}`)}</th>)}<th scope="col">{say('surveys.round.rate')}</th></tr></thead>
              <tbody>{parts.map((part) => <tr key={part.divisionCode}><th scope="row">{part.divisionName}</th><td>{number(part.coverage.frame)}</td><td>{part.coverage.drawn}</td>{bars.map(({ key }) => <td key={key}>{key === 'untried' ? part.coverage.untried : part.coverage.outcomes[key as 'heard']}</td>)}<td>{rate(part.coverage)}</td></tr>)}</tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}

type Shown = SaidPart['categories'][number];

function Categories({ says, part, isWhole, isHidden }: { says: RoundSays; part: SaidPart; isWhole: boolean; isHidden: boolean }) {
  const apartOf = (category: string) => (isWhole ? says.apart.categories.find((one) => one.category === category) : undefined);
  const shown = part.categories.filter((one) => one.members > 0 || apartOf(one.category)).sort((a, b) => (b.estimate?.share ?? b.members) - (a.estimate?.share ?? a.members));
  const silent = part.categories.filter((one) => !shown.includes(one));
  const most = Math.min(1, Math.max(0.1, ...shown.map(({ estimate }) => estimate?.high ?? 0)));
  if (part.coverage.outcomes.heard === 0 && shown.length === 0) return <p className="quiet">{say('surveys.round.nothingYet')}</p>;
  return (
    <>
      <table className="rounds-needs">
        <thead><tr><th scope="col">{say('surveys.round.colCategory')}</th><th scope="col">{say('surveys.round.colRaw')}</th><th scope="col">{say('surveys.round.colEstimate')}</th>{isWhole && <th scope="col">{say('surveys.round.colApart')}</th>}</tr></thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.category}>
              <th scope="row">{say(`needs.category.${one.category}`)}</th>
              <td data-label={say('surveys.round.colRaw')}>{say(`surveys.round.raw.${says.unit}`, { members: one.members, needs: one.needs })}</td>
              <td data-label={say('surveys.round.colEstimate')}><Estimate of={one} frame={part.coverage.frame} most={most} unit={says.unit} /></td>
              {isWhole && <td data-label={say('surveys.round.colApart')} className={apartOf(one.category) ? '' : 'rounds-none'}><Apart of={apartOf(one.category)} /></td>}
            </tr>
          ))}
        </tbody>
      </table>
      {silent.length > 0 && !isHidden && <p className="quiet">{silent[0]!.estimate ? say('surveys.round.noneSaid', { count: silent.length, high: percentOf(silent[0]!.estimate.high) }) : say('surveys.round.noneSaidBare', { count: silent.length })}</p>}
    </>
  );
}

/** No more places than the answers bear: one behind the point for small shares, so that 0.4 % is not nothing. */
const percentOf = (share: number): string => `${number(share > 0 && share < 0.1 ? Math.round(share * 1000) / 10 : Math.round(share * 100))}%`;

function Estimate({ of: { estimate }, frame, most, unit }: { of: Shown; frame: number; most: number; unit: RoundSays['unit'] }) {
  if (!estimate) return <span className="quiet">—</span>;
  const { share, low, high } = estimate;
  const at = (value: number) => `${(value / most) * 100}%`;
  return (
    <div className="rounds-estimate">
      <div className="rounds-interval" aria-hidden="true"><span className="rounds-interval-range" style={{ left: at(low), width: at(high - low) }} /><span className="rounds-interval-point" style={{ left: at(share) }} /></div>
      <span><strong>{say('surveys.round.about', { share: percentOf(share) })}</strong> <span className="quiet">{say('surveys.round.range', { low: percentOf(low), high: percentOf(high) })}</span></span>
      <span className="quiet">{say(`surveys.round.amount.${unit}`, { low: Math.round(low * frame), high: Math.round(high * frame) })}</span>
    </div>
  );
}

const Apart = ({ of }: { of: RoundSays['apart']['categories'][number] | undefined }) => (of ? <>{[of.voices > 0 && say('surveys.round.voiceCount', { count: of.voices }), of.outside > 0 && say('surveys.round.outsideCount', { count: of.outside })].filter(Boolean).join(' · ')}</> : <span className="quiet">—</span>);
