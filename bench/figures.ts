import { existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { valuesByDivision, valuesByMonth, valuesOf } from '../src/areas/figures/server/queries.ts';
import { refreshFigures } from '../src/areas/figures/server/refresh.ts';
import { FIGURE_CODES, type FigureCode } from '../src/areas/figures/core/figures.ts';
import { monthsOf, wholeYear, type Period } from '../src/areas/figures/core/period.ts';
import { figuresScopeOf } from '../src/platform/server/actor.ts';
import { systemActor } from '../src/platform/server/call.ts';
import { sql } from '../src/platform/server/sql.ts';
import type { Tx } from '../src/platform/server/tx.ts';
import { makeScratch, ms, quantile, type Measured } from './support/scratch.ts';

const ATTENDANCES = 1_000_000;
const FIRST_DAY = '2021-01-01';
const DAYS = 1277; // to the middle of 2024
const ASKED = 240;
const COMPARED = 80;
const PROMISED_MS = 50;

/** Seeded: 200 communities, 60,000 persons, 66,667 sessions of 15 people each. Written past the operations, for the size alone. */
const FILL = `
  create temporary table place as select row_number() over (order by md5(code)) - 1 as n, code from division where level = 'community' and not is_service_area order by md5(code) limit 200;
  insert into participation (city, id, division_code, station_name, since_on) select '1506', gen_random_uuid(), code, code, date '2020-01-01' + (n * 7)::int from place;
  create temporary table resident as select n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id, n % 200 as home, hashint4(n) from generate_series(0, 59999) n;
  insert into person (city, id, division_code, full_name, birth_date)
    select '1506', r.id, p.code, 'bench', date '1930-01-01' + (abs(hashint4(r.n)) % 32000) from resident r join place p on p.n = r.home;
  analyze place; analyze resident;
  create temporary table held as select n, ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid as id, abs(hashint4(n)) % 200 as home, date '${FIRST_DAY}' + (abs(hashint4(n + 7)) % ${DAYS}) as held_on from generate_series(0, 66666) n;
  analyze held;
  insert into activity (city, id, division_code, name, kind, category)
    select '1506', ('00000000-0000-7000-a000-' || lpad(to_hex(n), 12, '0'))::uuid, code, 'bench', 'service', 'elderCare' from place;
  insert into activity_session (city, id, division_code, activity_id, kind, held_on, status, unregistered_persons, cancel_reason)
    select '1506', h.id, p.code, ('00000000-0000-7000-a000-' || lpad(to_hex(h.home), 12, '0'))::uuid, case when h.n % 5 = 0 then 'culture' else 'service' end, h.held_on,
      case when h.n % 50 = 0 then 'cancelled' else 'held' end, case when h.n % 10 = 0 then h.n % 9 else 0 end, case when h.n % 50 = 0 then 'bench' end
    from held h join place p on p.n = h.home;
  insert into attendance (city, id, division_code, session_id, person_id, part, presence, held_on, age_group)
    select '1506', gen_random_uuid(), p.code, h.id, r.id, case when i = 14 then 'volunteer' else 'beneficiary' end, case when (h.n + i) % 20 = 0 then 'absent' else 'present' end, h.held_on,
      case abs(hashint4(r.n)) % 10 when 0 then 'child' when 1 then 'child' when 2 then 'unknown' when 3 then 'adult' when 4 then 'adult' else 'elder' end
    from held h join place p on p.n = h.home cross join generate_series(0, 14) i
    join resident r on r.n = h.home + 200 * ((abs(hashint4(h.n * 31)) % 300 + i * 7) % 300)
    limit ${ATTENDANCES};`;

async function fill(owner: pg.Client): Promise<void> {
  await owner.query('set session_replication_role = replica'); // as after a restore: triggers and foreign keys rest
  await owner.query(FILL);
  await owner.query('insert into figure_stale (division_code, held_on) select distinct division_code, held_on from activity_session');
  await owner.query('set session_replication_role = origin');
  await owner.query('vacuum (analyze)');
}

type Question = { division: string; period: Period };

/** Any division and month: city, banners, streets and communities a quarter each, from a fixed seed. */
function questions(codes: string[]): Question[] {
  let seed = 20210701;
  const chance = (below: number) => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return seed % below; };
  const months = monthsOf({ from: FIRST_DAY, to: '2024-06-30' });
  const ofLength = (length: number) => codes.filter((code) => code.length === length);
  const levels = [4, 6, 9, 12].map(ofLength);
  return Array.from({ length: ASKED }, (_, i) => {
    const level = levels[i % 4]!;
    return { division: level[chance(level.length)]!, period: months[chance(months.length)]! };
  });
}

/** What the figures over attendances must be, written plainly and apart from the code under test, asked as the owner. */
const PLAIN = `
  with counted as (
    select a.person_id, a.part, a.age_group from attendance a join activity_session s on (s.city, s.id) = (a.city, a.session_id)
    where a.division_code >= $1 and a.division_code < $1 || ':' and a.held_on >= $2 and a.held_on <= $3 and a.presence = 'present' and s.status = 'held'),
  sessions as (select kind, unregistered_persons from activity_session where division_code >= $1 and division_code < $1 || ':' and held_on >= $2 and held_on <= $3 and status = 'held')
  select (select count(*) from counted where part = 'beneficiary' and age_group = 'elder')::int as "F4",
    (select count(*) from counted where part = 'beneficiary' and age_group = 'child')::int as "F5",
    (select count(*) from sessions where kind = 'culture')::int as "F6",
    (select count(distinct person_id) from counted where part = 'volunteer')::int as "F7",
    ((select count(*) from counted where part = 'beneficiary') + (select coalesce(sum(unregistered_persons), 0) from sessions))::int as "F8",
    (select count(distinct person_id) from counted where part = 'beneficiary')::int as "personsReached",
    (select count(*) from sessions)::int as "sessionsHeld"`;

/** Processor time that a server process has used, where the system tells: on a busy machine the clock on the wall says little. */
function processorMs(pid: number): number | null {
  if (!existsSync(`/proc/${pid}/stat`)) return null;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export async function run(): Promise<Measured[]> {
  const scratch = await makeScratch();
  try {
    const { platform, owner } = scratch;
    const system = systemActor('1506');
    const read = <T>(work: (tx: Tx) => Promise<T>) => platform.database.transaction(figuresScopeOf(system), work, { readOnly: true });
    const timed = async (work: () => Promise<unknown>) => { const start = performance.now(); await work(); return performance.now() - start; };
    const filled = await timed(() => fill(owner));
    const { rows: [size] } = await owner.query<{ n: number }>('select count(*)::int as n from attendance');
    const { rows } = await owner.query<{ code: string }>('select code from division where not is_service_area');
    const asked = questions(rows.map(({ code }) => code));
    const measure = async (codes: FigureCode[], some = asked) => {
      const times: number[] = [];
      for (const { division, period } of some) times.push(await timed(() => read((tx) => valuesOf(tx, division, period, codes))));
      return times;
    };
    const words = (times: number[]) => `p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}, worst ${ms(Math.max(...times))}`;

    const { pid } = await read((tx) => tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)); // one question at a time, so one connection
    /** Mean processor time of all figures of the city, and of the other places, in a month. */
    const processor = async (ofCity: boolean) => {
      const chosen = asked.filter(({ division }) => (division === '1506') === ofCity);
      const start = processorMs(pid);
      for (const { division, period } of chosen) await read((tx) => valuesOf(tx, division, period, FIGURE_CODES));
      const end = processorMs(pid);
      return start === null || end === null ? '—' : ms((end - start) / chosen.length);
    };

    const cold = await measure(['F4'], asked.slice(0, 60));
    const refreshed = await timed(() => refreshFigures(platform.database, '1506'));
    await owner.query('vacuum (analyze) figure_day, figure_month, figure_stale');
    await measure(FIGURE_CODES); // warms the connections' plans
    const times = await measure(FIGURE_CODES);
    const [processorCity, processorOther] = [await processor(true), await processor(false)];
    const persons = await measure(['personsReached']);
    const additive = await measure(['F4']);
    let differences = 0;
    for (const { division, period } of asked.slice(0, COMPARED)) {
      const values: Record<string, number> = await read((tx) => valuesOf(tx, division, period, FIGURE_CODES));
      const { rows: [plain] } = await owner.query<Record<string, number>>(PLAIN, [division, period.from, period.to]);
      for (const [code, value] of Object.entries(plain!)) if (values[code] !== value) differences++;
    }
    const year = wholeYear('2021');
    const ofYear = await timed(() => read((tx) => valuesOf(tx, '1506', year, FIGURE_CODES)));
    const map = await timed(() => read((tx) => valuesByDivision(tx, 'F4', '1506', year)));
    const mapOfPersons = await timed(() => read((tx) => valuesByDivision(tx, 'personsReached', '1506', year)));
    const trend = await timed(() => read((tx) => valuesByMonth(tx, FIGURE_CODES, '1506', monthsOf(year))));
    return [
      { what: `attendances made in ${(filled / 1000).toFixed(0)} s`, measured: size!.n.toLocaleString('en'), wanted: '1,000,000', isMet: size!.n === ATTENDANCES },
      { what: `all ${FIGURE_CODES.length} figures of any division and month (${ASKED} asked)`, measured: words(times), wanted: `p95 ≤ ${PROMISED_MS} ms`, isMet: quantile(times, 0.95) <= PROMISED_MS },
      { what: 'processor time of that on the server, mean: city / other places', measured: `${processorCity} / ${processorOther}`, isMet: null },
      { what: 'one figure in person-times, any division and month', measured: words(additive), isMet: null },
      { what: 'distinct persons, any division and month', measured: words(persons), isMet: null },
      { what: 'one figure in person-times, nothing added up yet', measured: words(cold), isMet: null },
      { what: `differences from plain SQL (7 figures, ${COMPARED} divisions and months)`, measured: String(differences), wanted: '0', isMet: differences === 0 },
      { what: 'all figures of the city in a year', measured: ms(ofYear), isMet: null },
      { what: 'the map of person-times / of persons, a year', measured: `${ms(map)} / ${ms(mapOfPersons)}`, isMet: null },
      { what: 'all figures of the city by month, a year', measured: ms(trend), isMet: null },
      { what: 'adding up everything from nothing', measured: ms(refreshed), isMet: null },
    ];
  } finally {
    await scratch.close();
  }
}
