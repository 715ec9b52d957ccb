import { WITH_RESIDENTS, type Role } from '../../../kernel/role.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { raw, sql, type Sql } from '../../../platform/server/sql.ts';
import type { DutyLine } from '../core/contract.ts';
import { bandOf, daysLate, type DutyKind } from '../core/duty.ts';
import { DOING, isReachable, placeOf, RESIDENTS_KINDS } from '../core/places.ts';

export type Row = {
  id: string; kind: DutyKind; subjectKind: string; subjectId: string; title: string; placeName: string; sinceOn: string; dueOn: string; status: 'open'; ownerRole: Role; ownerName?: string | null;
  ownerAccountId: string | null; organizationId: string | null; escalatedLevel: number; escalatedOn: string | null; risenFrom: string[]; details: Record<string, unknown>; name?: string | null; words?: string | null; isUrgent: boolean;
};

const isUrgent = (table: 'n' | 'r'): Sql => sql`coalesce(${raw(table)}.urgency = 3, false)`;

const ROW = sql`
  u.id, u.kind, u.subject_kind as "subjectKind", u.subject_id as "subjectId", u.subject_title as title, coalesce(d.name, u.division_code) as "placeName", u.since_on as "sinceOn", u.owner_role as "ownerRole",
  u.due_on as "dueOn", u.status, u.owner_account_id as "ownerAccountId", u.organization_id as "organizationId", u.escalated_level as "escalatedLevel",
  (u.escalated_at at time zone 'Asia/Shanghai')::date as "escalatedOn", u.risen_from as "risenFrom", u.details`;
const FROM = sql`from duty u left join division d on d.city = u.city and d.code = u.division_code`;
// Whose it is and what was said stand in the residents' records, never in the register of duties. Row security keeps them from those who see no residents.
const STATION = sql`, a.name as "ownerName", case when u.kind = 'verifyNeed' then left(n.description, 80) end as words, coalesce(p.full_name, m.place) as name, ${isUrgent('n')} as "isUrgent"`;
const STATION_FROM = sql`
  ${FROM} left join account a on a.city = u.city and a.id = u.owner_account_id
  left join need n on n.city = u.city and n.id = case when u.subject_kind = 'need' then u.subject_id else (u.details ->> 'needId')::uuid end
  left join person p on p.city = u.city and p.id = case when u.subject_kind = 'person' then u.subject_id else n.person_id end
  left join round_member m on m.city = u.city and u.kind in ('tryAgain', 'nameAnswerer') and m.id = u.subject_id`;
// organisations see no accounts, and of residents what was disclosed with the referral: before their yes there is none
const PARTY = sql`, r.recipient_name as name, ${isUrgent('r')} as "isUrgent"`;
const PARTY_FROM = sql`${FROM} left join referral r on u.subject_kind = 'referral' and r.city = u.city and r.id = u.subject_id`;

const isParty = ({ actor }: Call): boolean => scopeOf(actor).dbRole === 'sanshe_party';

/** The columns of a line and where they come from, for whoever asks. */
export const lineRows = (call: Call): Sql => sql`select ${ROW} ${isParty(call) ? PARTY : STATION} ${linesFrom(call)}`;
export const linesFrom = (call: Call): Sql => (isParty(call) ? PARTY_FROM : STATION_FROM);

/** What cannot wait before what can; beside `linesFrom`. */
export const urgentFirst = (call: Call): Sql => sql`${isUrgent(isParty(call) ? 'r' : 'n')} desc`;

/** Whether the record behind a duty about residents can be opened at all: parties see their own, officers of a banner or the city none. */
export const residentsSeen = ({ actor }: Call): boolean => scopeOf(actor).dbRole !== 'sanshe_app' || scopeOf(actor).settings['app.lo'] !== '';

/** An officer of a banner or the city looks over places rather than things. */
export const looksOverMany = (call: Call): boolean => call.actor.role === 'officer' && !residentsSeen(call);

/** Mine: named to me; nobody's by name and of my role within my division; my organisation's; and what rose from me, which I can still do. Each part has its index. */
export function mine(call: Call): Sql {
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
  return parts.slice(1).reduce((all, part) => sql`${all} union ${part}`, parts[0]!);
}

/** With whom it is now, if I (or my organisation) let it lie. */
function risenTo({ actor }: Call, row: Row): DutyLine['risenTo'] {
  const wasMine = row.risenFrom.includes(actor.accountId) || (row.organizationId !== null && row.organizationId === actor.organizationId && row.ownerRole !== 'organizationManager');
  return wasMine && row.ownerAccountId !== actor.accountId ? { name: row.ownerName ?? null, role: row.ownerRole, on: row.escalatedOn ?? row.dueOn } : null;
}

// those who work with residents, as everywhere, and the organisation that serves them; a street's officer is told what was said, not by whom
const NAMES_WHOLE: readonly string[] = [...WITH_RESIDENTS, 'organizationManager'];

function aboutOf({ actor }: Call, row: Row): DutyLine['about'] {
  const about = { name: NAMES_WHOLE.includes(actor.role) ? row.name ?? null : null, words: row.words ?? null };
  return about.name ?? about.words ? about : null;
}

export function lineOf(call: Call, row: Row): DutyLine {
  const clock = { dueOn: row.dueOn, status: row.status };
  const act = DOING[row.kind].act;
  const text = (field: string) => (typeof row.details[field] === 'string' ? row.details[field] as string : null);
  return {
    id: row.id, kind: row.kind, band: bandOf(clock, call.today), subjectKind: row.subjectKind, subjectId: row.subjectId, title: row.title, item: text('item'), isUrgent: row.isUrgent, placeName: row.placeName,
    sinceOn: row.sinceOn, dueOn: row.dueOn, rule: (row.details['rule'] ?? null) as DutyLine['rule'], daysLate: daysLate(clock, call.today), path: placeOf(row), opens: DOING[row.kind].opens, does: DOING[row.kind].does,
    isWithinReach: isReachable(row.kind, residentsSeen(call)),
    about: aboutOf(call, row),
    risenTo: risenTo(call, row), hasRisen: row.risenFrom.length > 0 && row.ownerAccountId === call.actor.accountId, byTelephone: row.details['byTelephone'] === true && row.ownerRole !== 'organizationManager' ? text('provider') : null,
    byLink: row.details['byLink'] === true && row.ownerRole !== 'organizationManager' ? text('provider') : null, askedToAsk: text('askedToAsk'), asksAnother: row.details['asksAnother'] === true, visit: (row.details['visit'] ?? null) as DutyLine['visit'],
    act: act ? { command: act.command, permission: act.permission, input: act.input(row) } : null,
    isNamed: row.ownerAccountId === call.actor.accountId, isMyOrganizations: call.actor.organizationId !== null && row.organizationId === call.actor.organizationId,
    escalatedLevel: row.escalatedLevel, cameFrom: text('cameFrom'), note: text('note'), reminded: (row.details['reminded'] ?? null) as DutyLine['reminded'],
  };
}

