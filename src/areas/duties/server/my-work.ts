import { addDays } from '../../../kernel/local-date.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { DutyLine, ListMine, MyWork } from '../core/contract.ts';
import { lineOf, lineRows, linesFrom, looksOverMany, mine, urgentFirst, type Row } from './lines.ts';

// Of each kind in each band the first dozen, which is a morning's work; behind each kind stands its whole list. Whoever looks over a whole banner is shown fewer, and the places.
const LINES_OF_KIND = 12, LINES_OF_KIND_FOR_MANY = 4;

// more than these and one calls a meeting
const MOST_WATCHED = 50;

/** The band of a duty by its last day, as `bandOf` has it. */
const bandIn = (call: Call): Sql => sql`case when u.due_on < ${call.today}::date then 'late' when u.due_on = ${call.today}::date then 'today' when u.due_on <= ${addDays(call.today, 7)}::date then 'thisWeek' else 'later' end`;

/** What I arranged, others owe and is late. */
const listWatched = (tx: Tx, call: Call): Promise<Row[]> =>
  (scopeOf(call.actor).dbRole !== 'sanshe_app' ? Promise.resolve([]) : tx.many(sql`
    ${lineRows(call)} where u.city = ${call.actor.city} and u.status = 'open' and u.details ->> 'arrangedBy' = ${call.actor.accountId} and u.due_on < ${call.today}::date
      and u.owner_account_id is distinct from ${call.actor.accountId} and not (u.risen_from @> array[${call.actor.accountId}]::uuid[])
    order by u.due_on, u.id limit ${MOST_WATCHED}`));

/** Late referrals that I may see and that are not mine: counted only for those who see residents' records. */
async function countLateElsewhere(tx: Tx, call: Call): Promise<number> {
  const { settings, dbRole } = scopeOf(call.actor);
  if (dbRole !== 'sanshe_app' || !settings['app.lo']) return 0;
  const { late } = await tx.one<{ late: number }>(sql`
    select count(*) as late from duty where status = 'open' and subject_kind = 'referral' and due_on < ${call.today}::date and not (id in (${mine(call)}))`);
  return late;
}

/** What I have to do, by the day it is due: late, today, this week, in each what cannot wait first, each a line to act on, a dozen of a kind; how much there is of each kind, and how much comes later. */
export async function readMyWork(tx: Tx, call: Call): Promise<MyWork> {
  const [counted, rows, watched, lateElsewhere] = await Promise.all([
    tx.many<{ band: DutyLine['band']; kind: DutyLine['kind']; count: number }>(sql`
      select ${bandIn(call)} as band, u.kind, count(*) as count from duty u where u.id in (${mine(call)}) group by 1, 2 order by count(*) desc, u.kind`),
    tx.many<Row>(sql`
      ${lineRows(call)} where u.id in (
        select id from (
          select u.id, row_number() over (partition by ${bandIn(call)}, u.kind order by ${urgentFirst(call)}, u.due_on, u.since_on, u.id) as place ${linesFrom(call)}
          where u.id in (${mine(call)}) and u.due_on <= ${addDays(call.today, 7)}::date) placed
        where place <= ${looksOverMany(call) ? LINES_OF_KIND_FOR_MANY : LINES_OF_KIND})
      order by ${urgentFirst(call)}, u.due_on, u.since_on, u.id`),
    listWatched(tx, call), countLateElsewhere(tx, call),
  ]);
  const counts = { late: 0, today: 0, thisWeek: 0, later: 0 };
  for (const { band, count } of counted) counts[band] += count;
  const kinds = counted.flatMap(({ band, ...rest }) => (band === 'later' ? [] : [{ band, ...rest }]));
  return {
    watched: watched.map((row) => ({ ...lineOf(call, row), ownerName: row.ownerName ?? null })), lateElsewhere, today: call.today, total: counts.late + counts.today, counts, kinds,
    items: rows.map((row) => lineOf(call, row)), next: null,
  };
}

/** All of what I have to do, or one kind or band of it: what stands behind the dozen that my work shows. */
export async function listMine(tx: Tx, call: Call, input: ListMine): Promise<{ total: number; items: DutyLine[]; next: string | null }> {
  const conditions = sql`u.id in (${mine(call)}) ${input.band ? sql`and ${bandIn(call)} = ${input.band}` : sql``} ${input.kind && input.kind.length > 0 ? sql`and u.kind = any(${input.kind})` : sql``}`;
  const isDown = input.sort.startsWith('-');
  const after = decodeCursor(input.after);
  const beyond = after ? sql`and (u.due_on, u.id) ${isDown ? sql`<` : sql`>`} (${String(after.value)}::date, ${after.id}::uuid)` : sql``;
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from duty u where ${conditions}`),
    tx.many<Row>(sql`${lineRows(call)} where ${conditions} ${beyond} order by ${isDown ? sql`u.due_on desc, u.id desc` : sql`u.due_on, u.id`} limit ${input.limit + 1}`),
  ]);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return { total, items: items.map((row) => lineOf(call, row)), next: rows.length > input.limit && last ? encodeCursor({ value: last.dueOn, id: last.id }) : null };
}
