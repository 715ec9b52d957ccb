import { performance } from 'node:perf_hooks';
import { searchDuplicates } from '../src/areas/needs/server/search-duplicates.ts';
import { registerPeople } from '../src/areas/people/server/operations.ts';
import { findCandidates, type Candidate } from '../src/areas/people/server/alike.ts';
import { scopeOf, type Actor } from '../src/platform/server/actor.ts';
import { makeCall, systemActor } from '../src/platform/server/call.ts';
import { newId } from '../src/platform/server/ids.ts';
import { chosenKind, heldOutKind, unseenKind } from './support/duplicate-kinds.ts';
import { labelledSet, type Kind, type Written } from './support/duplicate-register.ts';
import { fillMillion } from './support/million-people.ts';
import { makeScratch, ms, quantile, type Measured, type Scratch } from './support/scratch.ts';

const NOW = new Date('2024-06-30T12:00:00+08:00');
const PEOPLE = 1_000_000;
const SEARCH_MS = 30;
const BATCH = 500;
const CHANGED = 5000;

const actorAt = (divisionCode: string): Actor => ({ ...systemActor('1506'), role: 'supervisor', divisionCode });

const askedOf = ({ is: _, contactPhone, ...written }: Written) => ({ ...written, contactPhone });

async function search(scratch: Scratch, actor: Actor, written: Written): Promise<Candidate[]> {
  const call = makeCall(actor, NOW, newId(), 'zh', scratch.platform.vault);
  return scratch.platform.database.transaction(scopeOf(actor), (tx) => findCandidates(tx, call, askedOf(written)), { readOnly: true });
}

type Score = { truth: number; found: number; asked: number; right: number; likely: number; likelyRight: number; byNumber: number };

/** A register of its own through the operations, everybody asked about through the candidate search, compared with the labels. Pairs of one valid number are known at once and not counted. */
async function score(kinds: Kind[]): Promise<Score> {
  const sum: Score = { truth: 0, found: 0, asked: 0, right: 0, likely: 0, likelyRight: 0, byNumber: 0 };
  for (const kind of kinds) {
    const scratch = await makeScratch();
    try {
      const { register, asked } = labelledSet(kind);
      const actor = actorAt('1506');
      const idOf = new Map<number, string>();
      for (let i = 0; i < register.length; i += BATCH) {
        const batch = register.slice(i, i + BATCH);
        const made = await scratch.platform.database.transaction(scopeOf(actor), (tx) => registerPeople(tx, makeCall(actor, NOW, newId(), 'zh', scratch.platform.vault), batch.map(askedOf)));
        batch.forEach((written, j) => idOf.set(written.is, made[j]!.personId));
      }
      await scratch.owner.query('vacuum (analyze)');
      const numbered = new Set(register.flatMap(({ is, residentId }) => (residentId ? [is] : [])));
      for (const written of asked) {
        const own = idOf.get(written.is);
        if (own && written.residentId && numbered.has(written.is)) { sum.byNumber++; continue; }
        if (own) sum.truth++;
        for (const { personId, comparison } of await search(scratch, actor, written)) {
          const isRight = personId === own;
          sum.asked++;
          if (isRight) { sum.right++; sum.found++; }
          if (comparison.verdict === 'likely') { sum.likely++; if (isRight) sum.likelyRight++; }
        }
      }
    } finally {
      await scratch.close();
    }
  }
  return sum;
}

const share = (part: number, whole: number): string => (whole === 0 ? '—' : (part / whole).toFixed(4));
const rowsOf = (name: string, { truth, found, asked, right, likely, likelyRight, byNumber }: Score, isPromised: boolean): Measured[] => [
  { what: `${name}: recall, of ${truth} who are registered under another record (${byNumber} more are known by their number)`, measured: share(found, truth), ...(isPromised ? { wanted: '≥ 0.97' } : {}), isMet: isPromised ? found / truth >= 0.97 : null },
  { what: `${name}: precision, of ${asked} suggested`, measured: share(right, asked), ...(isPromised ? { wanted: '≥ 0.95' } : {}), isMet: isPromised ? right / asked >= 0.95 : null },
  { what: `${name}: precision, of ${likely} told to be likely`, measured: share(likelyRight, likely), isMet: null },
];

async function speed(): Promise<Measured[]> {
  const scratch = await makeScratch();
  try {
    const began = performance.now();
    const asked = await fillMillion(scratch, PEOPLE);
    const rows: Measured[] = [];
    for (const [name, within] of [['worker of a community', 12], ['worker of a street', 9], ['worker of a banner', 6], ['the whole city', 4]] as const) {
      const times: number[] = [];
      let met = 0;
      for (const written of asked) {
        const actor = actorAt(written.divisionCode.slice(0, within));
        if (times.length === 0) await search(scratch, actor, written);
        const start = performance.now();
        const found = await search(scratch, actor, written);
        times.push(performance.now() - start);
        met += found.length > 0 ? 1 : 0;
      }
      rows.push({ what: `${name}: who may be the same, ${asked.length} asked, ${met} answered`, measured: `p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}, worst ${ms(Math.max(...times))}`, wanted: `p95 ≤ ${SEARCH_MS} ms`, isMet: quantile(times, 0.95) <= SEARCH_MS });
    }
    const { rows: [size] } = await scratch.owner.query<{ n: number; words: number }>('select (select count(*)::int from person) as n, (select count(*)::int from search_token) as words');
    const night = await nightAmong(scratch, asked);
    return [{ what: `people in the register (${size!.words.toLocaleString('en')} search words), made in ${((performance.now() - began) / 1000).toFixed(0)} s with the asking`, measured: size!.n.toLocaleString('en'), isMet: null }, ...rows, ...night];
  } finally {
    await scratch.close();
  }
}

/** A night after a day on which so many were registered or changed; some of them once more, by another hand, every other one in another community. */
async function nightAmong({ platform, owner }: Scratch, asked: (Written & { id: string })[]): Promise<Measured[]> {
  const actor = actorAt('1506');
  const moved = asked.map((written, i) => ({ ...written, divisionCode: asked[i % 2 === 0 ? i : (i + 1) % asked.length]!.divisionCode, address: i % 2 === 0 ? written.address : null }));
  const made = (await platform.database.transaction(scopeOf(actor), (tx) => registerPeople(tx, makeCall(actor, NOW, newId(), 'zh', platform.vault), moved.map(askedOf)))).map(({ personId }) => personId);
  await owner.query(`insert into person_to_compare (city, person_id) select '1506', id from person where not id = any($1::uuid[]) order by md5(id::text) limit $2`, [made, CHANGED - made.length]);
  let most = 0;
  const look = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 50), start = performance.now();
  const compared = await searchDuplicates(platform), seconds = (performance.now() - start) / 1000;
  clearInterval(look);
  const { rows } = await owner.query<{ pair: string; place: string }>(`select first_id || ' ' || second_id as pair, division_code as place from duplicate_question where kind = 'person'`);
  const truth = new Set(asked.map(({ id }, i) => [id, made[i]!].sort().join(' '))), right = rows.filter(({ pair }) => truth.has(pair)), beyond = rows.filter(({ place }) => place.length < 9);
  return [
    { what: `a night: ${compared.toLocaleString('en')} new or changed compared with all, memory of the process ${(most / 2 ** 20).toFixed(0)} MB at most`, measured: `${seconds.toFixed(0)} s, ${ms(seconds * 1000 / compared)} each`, isMet: null },
    { what: `of ${made.length} registered once more that day, every other one in another community, asked about; of all ${rows.length} pairs asked about`, measured: `${right.length}, ${share(right.length, rows.length)}`, isMet: null },
    { what: `of ${beyond.length} pairs of two streets`, measured: share(beyond.filter(({ pair }) => truth.has(pair)).length, beyond.length), isMet: null },
  ];
}

/** Whether the same person is found again under another record, on generated registers, and how long a search takes among a million. */
export async function run(): Promise<Measured[]> {
  if (process.env["ONLY_SPEED"]) return speed();
  const [chosen, heldOut, unseen] = [await score([chosenKind(1, 15_000, 3000)]), await score([heldOutKind(101, 15_000, 3000), heldOutKind(102, 15_000, 3000)]), await score([unseenKind(701, 15_000, 3000), unseenKind(702, 15_000, 3000)])];
  return [...rowsOf('the kind chosen on', chosen, false), ...rowsOf('held out', heldOut, true), ...rowsOf('held out, other hands', unseen, true), ...await speed()];
}
