import { addDays } from '../../../kernel/local-date.ts';
import type { Role } from '../../../kernel/role.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { DutyLine, MyWork } from '../core/contract.ts';
import { bandOf, daysLate, type DutyKind } from '../core/duty.ts';
import { DOING, isReachable, placeOf, RESIDENTS_KINDS } from '../core/places.ts';

type Row = {
  id: string; kind: DutyKind; subjectKind: string; subjectId: string; title: string; placeName: string; sinceOn: string; dueOn: string; status: 'open'; ownerRole: Role; ownerName?: string | null;
  ownerAccountId: string | null; organizationId: string | null; escalatedLevel: number; escalatedOn: string | null; risenFrom: string[]; details: Record<string, unknown>; name?: string | null; words?: string | null;
};

const ROW = sql`
  u.id, u.kind, u.subject_kind as "subjectKind", u.subject_id as "subjectId", u.subject_title as title, coalesce(d.name, u.division_code) as "placeName", u.since_on as "sinceOn", u.owner_role as "ownerRole",
  u.due_on as "dueOn", u.status, u.owner_account_id as "ownerAccountId", u.organization_id as "organizationId", u.escalated_level as "escalatedLevel",
  (u.escalated_at at time zone 'Asia/Shanghai')::date as "escalatedOn", u.risen_from as "risenFrom", u.details`;
const FROM = sql`from duty u left join division d on d.city = u.city and d.code = u.division_code`;
// organisations and residents see no accounts
const OWNER = sql`left join account a on a.city = u.city and a.id = u.owner_account_id`;
// Nobody says "verified" to a line that does not tell what was said, and by whom. Row security keeps both from those who see no residents.
const OF_STATION = sql`, a.name as "ownerName", left(n.description, 80) as words, p.full_name as name`;
const STATION = sql`${OWNER} left join need n on u.kind = 'verifyNeed' and n.city = u.city and n.id = u.subject_id left join person p on p.city = n.city and p.id = n.person_id`;

// 300: more lines than anybody does in a week; the counts are exact all the same. Whoever looks over a whole banner is shown the oldest few, and the places.
const MOST_LINES = 300, MOST_LINES_OF_MANY = 30;

/** Whether the record behind a duty about residents can be opened at all: parties see their own, officers of a banner or the city none. */
export const residentsSeen = ({ actor }: Call): boolean => scopeOf(actor).dbRole !== 'sanshe_app' || scopeOf(actor).settings['app.lo'] !== '';

/** An officer of a banner or the city looks over places rather than things. */
const looksOverMany = (call: Call): boolean => call.actor.role === 'officer' && !residentsSeen(call);

/** Mine: named to me; nobody's by name and of my role within my division; my organisation's; my own as a person; and what rose from me, which I can still do. Each part has its index. */
function mine(call: Call): Sql {
  const { actor } = call;
  // what an officer of a banner has only because nobody at the place holds the post is a gap among the places, not work
  const notGaps = looksOverMany(call) ? sql`and not (escalated_level = 0 and kind = any(${RESIDENTS_KINDS}))` : sql``;
  const parts = [sql`select id from duty where status = 'open' and owner_account_id = ${actor.accountId} ${notGaps}`];
  if (scopeOf(actor).dbRole === 'sanshe_app') {
    parts.push(sql`select id from duty where status = 'open' and risen_from <> '{}' and risen_from @> array[${actor.accountId}]::uuid[]`);
    parts.push(sql`select id from duty where status = 'open' and owner_account_id is null and organization_id is null and person_id is null and owner_role = ${actor.role}
      and owner_division >= ${actor.divisionCode} and owner_division < ${`${actor.divisionCode}:`}`);
  }
  if (actor.organizationId) parts.push(sql`select id from duty where status = 'open' and organization_id = ${actor.organizationId}`);
  if (actor.personId && actor.role !== 'organizationManager') parts.push(sql`select id from duty where status = 'open' and person_id = ${actor.personId} and owner_role in ('resident', 'volunteer')`);
  return parts.slice(1).reduce((all, part) => sql`${all} union ${part}`, parts[0]!);
}

/** With whom it is now, if I (or my organisation) let it lie. */
function risenTo({ actor }: Call, row: Row): DutyLine['risenTo'] {
  const wasMine = row.risenFrom.includes(actor.accountId) || (row.organizationId !== null && row.organizationId === actor.organizationId && row.ownerRole !== 'organizationManager');
  return wasMine && row.ownerAccountId !== actor.accountId ? { name: row.ownerName ?? null, role: row.ownerRole, on: row.escalatedOn ?? row.dueOn } : null;
}

// those who work with residents; a street's officer is told what was said, not by whom
const NAMES_WHOLE: string[] = ['stationLead', 'stationWorker', 'socialWorker', 'supervisor'];

function lineOf(call: Call, row: Row): DutyLine {
  const clock = { dueOn: row.dueOn, status: row.status };
  const act = DOING[row.kind].act;
  const text = (field: string) => (typeof row.details[field] === 'string' ? row.details[field] as string : null);
  return {
    id: row.id, kind: row.kind, band: bandOf(clock, call.today) as DutyLine['band'], subjectKind: row.subjectKind, subjectId: row.subjectId, title: row.title, item: text('item'), placeName: row.placeName,
    sinceOn: row.sinceOn, dueOn: row.dueOn, daysLate: daysLate(clock, call.today), path: placeOf(row), opens: DOING[row.kind].opens, does: DOING[row.kind].does,
    isWithinReach: isReachable(row.kind, residentsSeen(call)),
    about: row.words ? { name: NAMES_WHOLE.includes(call.actor.role) ? row.name ?? null : null, words: row.words } : null,
    risenTo: risenTo(call, row), hasRisen: row.risenFrom.length > 0 && row.ownerAccountId === call.actor.accountId, byTelephone: row.details['byTelephone'] === true && row.ownerRole !== 'organizationManager' ? text('provider') : null,
    act: act ? { command: act.command, permission: act.permission, input: act.input(row) } : null,
    isNamed: row.ownerAccountId === call.actor.accountId, isMyOrganizations: call.actor.organizationId !== null && row.organizationId === call.actor.organizationId,
    escalatedLevel: row.escalatedLevel, cameFrom: text('cameFrom'), note: text('note'), reminded: (row.details['reminded'] ?? null) as DutyLine['reminded'],
  };
}

// more than these and one calls a meeting
const MOST_WATCHED = 50;

/** What I arranged, others owe and is late. */
const listWatched = (tx: Tx, call: Call): Promise<Row[]> =>
  (scopeOf(call.actor).dbRole !== 'sanshe_app' ? Promise.resolve([]) : tx.many(sql`
    select ${ROW}, a.name as "ownerName" ${FROM} ${OWNER} where u.city = ${call.actor.city} and u.status = 'open' and u.details ->> 'arrangedBy' = ${call.actor.accountId} and u.due_on < ${call.today}::date
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

/** What I have to do, by the day it is due: late, today, this week, each a line to act on; how much comes later. */
export async function readMyWork(tx: Tx, call: Call): Promise<MyWork> {
  const week = addDays(call.today, 7);
  const isParty = scopeOf(call.actor).dbRole === 'sanshe_party';
  const [counts, rows, watched, lateElsewhere] = await Promise.all([
    tx.one<{ late: number; today: number; thisWeek: number; later: number }>(sql`
      select count(*) filter (where due_on < ${call.today}::date) as late, count(*) filter (where due_on = ${call.today}::date) as today,
        count(*) filter (where due_on > ${call.today}::date and due_on <= ${week}::date) as "thisWeek", count(*) filter (where due_on > ${week}::date) as later
      from duty where id in (${mine(call)})`),
    tx.many<Row>(sql`
      select ${ROW}${isParty ? sql`` : OF_STATION} ${FROM} ${isParty ? sql`` : STATION}
      where u.id in (${mine(call)}) and u.due_on <= ${week}::date order by u.due_on, u.since_on, u.id limit ${looksOverMany(call) ? MOST_LINES_OF_MANY : MOST_LINES}`),
    listWatched(tx, call), countLateElsewhere(tx, call),
  ]);
  return { watched: watched.map((row) => ({ ...lineOf(call, row), ownerName: row.ownerName ?? null })), lateElsewhere, today: call.today, total: counts.late + counts.today, counts, items: rows.map((row) => lineOf(call, row)), next: null };
}
