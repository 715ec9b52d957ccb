import { addDays, type LocalDate } from '../../../kernel/local-date.ts';
import type { Call } from '../../../platform/server/call.ts';
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { join, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ListDuties, OwedRow, PlaceWork } from '../core/contract.ts';
import { DOING, isReachable, placeOf, RESIDENTS_KINDS } from '../core/places.ts';
import { residentsSeen } from './lines.ts';

// the next level down: city → banner → street → community
const NEXT: Record<number, number> = { 4: 6, 6: 9, 9: 12 };
// a banner has about twenty streets, a street about twenty communities
const MOST_PLACES = 100;

const within = (division: string): Sql => sql`u.division_code >= ${division} and u.division_code < ${`${division}:`}`;
/** Owed by a post that nobody holds at the place, so that it fell to an officer above who cannot do it. */
const isGap = sql`(u.owner_role in ('officer', 'administrator') and u.escalated_level = 0 and u.kind = any(${RESIDENTS_KINDS}))`;

/** What is owed in each place one level down, whoever owes it; the places with most that is late first. */
export async function readPlaces(tx: Tx, call: Call): Promise<{ total: number; items: PlaceWork[]; next: null }> {
  const { divisionCode } = call.actor;
  const digits = NEXT[divisionCode.length];
  if (!digits) return { total: 0, items: [], next: null };
  const week = addDays(call.today, 7);
  const items = await tx.many<PlaceWork>(sql`
    select p.code, coalesce(d.name, p.code) as name, p.late, p.today, p."thisWeek", p.gaps from (
      select left(u.division_code, ${digits}::integer) as code, count(*) filter (where u.due_on < ${call.today}::date) as late, count(*) filter (where u.due_on = ${call.today}::date) as today,
        count(*) filter (where u.due_on > ${call.today}::date and u.due_on <= ${week}::date) as "thisWeek", count(*) filter (where ${isGap}) as gaps
      from duty u where u.status = 'open' and ${within(divisionCode)} group by 1) p
    left join division d on d.code = p.code where p.late + p.today + p."thisWeek" + p.gaps > 0 order by p.late desc, p.today desc, p."thisWeek" desc, p.code limit ${MOST_PLACES}`);
  return { total: items.length, items, next: null };
}

function conditionsOf(input: ListDuties, today: LocalDate): Sql[] {
  const conditions: Sql[] = [sql`u.status = 'open'`];
  if (input.division) conditions.push(within(input.division));
  if (input.kind && input.kind.length > 0) conditions.push(sql`u.kind = any(${input.kind})`);
  if (input.gap === 'true') conditions.push(isGap);
  if (input.band === 'late') conditions.push(sql`u.due_on < ${today}::date`);
  if (input.band === 'today') conditions.push(sql`u.due_on = ${today}::date`);
  if (input.band === 'thisWeek') conditions.push(sql`u.due_on > ${today}::date and u.due_on <= ${addDays(today, 7)}::date`);
  return conditions;
}

/** The role by which whoever owns it is known: the one the duty was given to, if they hold it, else the one they hold. A social worker who arranged a referral owns a worker's duty and is no station worker. */
const roleOfOwner = (today: LocalDate): Sql => sql`coalesce((select g.role from access_grant g where g.city = u.city and g.account_id = u.owner_account_id and g.from_on <= ${today} and (g.until_on is null or g.until_on >= ${today})
  order by (g.role = u.owner_role) desc, g.from_on, g.id limit 1), u.owner_role)`;

type Row = Omit<OwedRow, 'item' | 'path' | 'opens' | 'reminded' | 'isLate'> & { details: Record<string, unknown> };

function rowOf(call: Call, { details, ...row }: Row): OwedRow {
  return {
    ...row, item: typeof details['item'] === 'string' ? details['item'] : null, isLate: row.dueOn < call.today, reminded: (details['reminded'] ?? null) as OwedRow['reminded'],
    path: isReachable(row.kind, residentsSeen(call)) ? placeOf({ ...row, details }) : null, opens: DOING[row.kind].opens,
  };
}

/** Everything owed in the division acted for or one below it, by whom and until when; one page by keyset, with the exact number of all. */
export async function listDuties(tx: Tx, call: Call, input: ListDuties): Promise<{ total: number; items: OwedRow[]; next: string | null }> {
  const conditions = join([within(call.actor.divisionCode), ...conditionsOf(input, call.today)], ' and ');
  const isDown = input.sort.startsWith('-');
  const after = decodeCursor(input.after);
  const beyond = after ? sql`and (u.due_on, u.id) ${isDown ? sql`<` : sql`>`} (${String(after.value)}::date, ${after.id}::uuid)` : sql``;
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from duty u where ${conditions}`),
    tx.many<Row>(sql`
      select u.id, u.kind, u.subject_kind as "subjectKind", u.subject_id as "subjectId", u.subject_title as title, coalesce(d.name, u.division_code) as "placeName", u.since_on as "sinceOn", u.due_on as "dueOn",
        ${roleOfOwner(call.today)} as "ownerRole", a.name as "ownerName", o.name as "ownerPlace", ${isGap} as "isGap", u.details
      from duty u left join division d on d.city = u.city and d.code = u.division_code left join division o on o.city = u.city and o.code = u.owner_division left join account a on a.city = u.city and a.id = u.owner_account_id
      where ${conditions} ${beyond} order by ${isDown ? sql`u.due_on desc, u.id desc` : sql`u.due_on, u.id`} limit ${input.limit + 1}`),
  ]);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return { total, items: items.map((row) => rowOf(call, row)), next: rows.length > input.limit && last ? encodeCursor({ value: last.dueOn, id: last.id }) : null };
}
