import { useState } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { dueWords } from '../../../platform/web/due.ts';
import { number, today } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { usePhone } from '../../../platform/web/preferences.ts';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { Answer, EmptyState, type Way } from '../../../platform/web/states.tsx';
import { BANDS_SHOWN, type DutyLine, type MyWork } from '../core/contract.ts';
import { DutyRow, WatchedRow } from './duty-row.tsx';
import { HandOnDialog } from './hand-on-dialog.tsx';
import { RemindDialog } from './parts/remind.tsx';
import { Places } from './places.tsx';
import './my-work.css';

/** Who is to be reminded of which line. */
type Reminding = { line: DutyLine; who: string | null };

/** Today 12, 2 of them late. */
function sentence({ total, counts }: MyWork): string {
  if (total === 0) return say('duties.sentenceNone');
  return counts.late > 0 ? say('duties.sentenceLate', { count: total, late: counts.late }) : say('duties.sentence', { count: total });
}

// a thumb scrolls past five of a kind, not past a dozen: the rest is one press away
const OF_KIND_ON_PHONE = 5;

/** The lines of a band: on a phone fewer of each kind. */
function shownOf({ items }: MyWork, band: DutyLine['band'], isPhone: boolean): DutyLine[] {
  const lines = items.filter((line) => line.band === band);
  return isPhone ? lines.filter((line, i) => lines.slice(0, i).filter(({ kind }) => kind === line.kind).length < OF_KIND_ON_PHONE) : lines;
}

/** What is worth doing when nothing is owed: the first that this grant may do. */
function useNextThings(lateElsewhere: number): Way[] {
  const may = useMay();
  const ownOrganization = grantOf(useSession())?.organizationId;
  const ways: [string, string, string][] = [
    ...(lateElsewhere > 0 ? [['referral.list', 'duties.next.late', '/referrals/all?view=late'] as [string, string, string]] : []),
    ['need.hear', 'duties.next.hear', '/needs/new'], ['match.decide', 'duties.next.match', '/match'], ['resource.add', 'duties.next.resources', '/resources?view=stale'],
    ['referral.list', 'duties.next.referrals', '/referrals'], ...(ownOrganization ? [['resource.list', 'duties.next.mine', '/resources'] as [string, string, string]] : []), ['figure.read', 'duties.next.city', '/city'],
  ];
  return ways.filter(([permission]) => may(permission)).slice(0, 2).map(([, label, path]) => ({ label: say(label), path }));
}

/** Where everyone starts: what is mine to do, in three bands, each line to be done without opening it. */
export default function MyWorkPage() {
  const work = useQueryOf<MyWork>('/api/my-work', {}, { kinds: ['*'] });
  const [handing, handOn] = useState<DutyLine | null>(null);
  const [reminding, remindOf] = useState<Reminding | null>(null);
  const lateElsewhere = work.data?.lateElsewhere ?? 0;
  const next = useNextThings(lateElsewhere);
  const isPhone = usePhone();
  const isOverseer = grantOf(useSession())?.role === 'officer';
  const why = lateElsewhere > 0 ? say('duties.nothingElsewhere', { count: lateElsewhere }) : say('duties.nothingWhy');
  return (
    <Page title={say('duties.title')} beside={work.data && <span className="duties-sentence" aria-live="polite">{sentence(work.data)}</span>}>
      <Answer of={work}>
        {(answer) => (
          <>
            {answer.items.length === 0 && <EmptyState title={say('duties.nothing')} {...(next.length > 0 ? { why, ways: next } : {})} />}
            {BANDS_SHOWN.map((band) => <Band key={band} band={band} count={answer.counts[band]} kinds={answer.kinds.filter((kind) => kind.band === band)} lines={shownOf(answer, band, isPhone)} handOn={handOn} remindOf={(line) => remindOf({ line, who: line.cameFrom })} />)}
            {isOverseer && <Places />}
            {answer.watched.length > 0 && <Watched lines={answer.watched} remindOf={(line) => remindOf({ line, who: line.ownerName })} />}
            {answer.counts.later > 0 && <p className="quiet">{say('duties.laterCount', { count: answer.counts.later })} <To path="/my-work/lines?view=later">{say('duties.laterSee')}</To></p>}
          </>
        )}
      </Answer>
      <HandOnDialog duty={handing} onClose={() => handOn(null)} />
      {reminding && <RemindDialog isOpen subjectKind={reminding.line.subjectKind} subjectId={reminding.line.subjectId} close={() => remindOf(null)} who={[reminding.who, say(`duties.kind.${reminding.line.kind}`), dueWords(reminding.line.dueOn, today())].filter(Boolean).join(' · ')} />}
    </Page>
  );
}

type OfBand = { band: DutyLine['band']; count: number; kinds: MyWork['kinds']; lines: DutyLine[] };

function Band({ band, count, kinds, lines, handOn, remindOf }: OfBand & { handOn: (line: DutyLine) => void; remindOf: (line: DutyLine) => void }) {
  if (lines.length === 0) return null;
  return (
    <section className={`duties-band duties-${band}`} aria-labelledby={`duties-${band}`}>
      <h2 id={`duties-${band}`}>{say(`duties.band.${band}`)} <span className="tab-count">{number(count)}</span></h2>
      <ul>{lines.map((line) => <DutyRow key={line.id} line={line} handOn={() => handOn(line)} remind={() => remindOf(line)} />)}</ul>
      <AllOfKinds band={band} kinds={kinds} lines={lines} />
    </section>
  );
}

/** The kinds of which there is more than is shown: how many, and the way to all of them. */
function AllOfKinds({ band, kinds, lines }: Omit<OfBand, 'count'>) {
  const more = kinds.filter(({ kind, count }) => count > lines.filter((line) => line.kind === kind).length);
  if (more.length === 0) return null;
  return (
    <p className="duties-all">
      <span className="quiet">{say('duties.firstOfKind')}</span>
      {more.map(({ kind, count }) => <To key={kind} path={`/my-work/lines?view=${band}&kind=${kind}`}>{say('duties.allOfKind', { kind: say(`duties.kind.${kind}`), count })}</To>)}
    </p>
  );
}

/** What one arranged and others leave lying: not in the count of what is one's own. */
function Watched({ lines, remindOf }: { lines: MyWork['watched']; remindOf: (line: MyWork['watched'][number]) => void }) {
  return (
    <section className="duties-band" aria-labelledby="duties-watched">
      <h2 id="duties-watched">{say('duties.watched')} <span className="tab-count">{number(lines.length)}</span></h2>
      <p className="quiet">{say('duties.watchedLead')}</p>
      <ul>{lines.map((line) => <WatchedRow key={line.id} line={line} remind={() => remindOf(line)} />)}</ul>
    </section>
  );
}
