import { ageOn } from '../../../kernel/local-date.ts';
import type { Call } from '../../../platform/server/call.ts';
import { decodeCursor } from '../../../platform/server/cursor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { isGuardianAsked } from '../../people/core/consent.ts';
import { maskPhone } from '../../people/core/mask.ts';
import type { CallRow, DoorRow, ListCalls, MemberFile, RouteBlock } from '../core/round-contract.ts';
import { SETTLED, type DayPart, type MemberChannel, type Outcome, type RoundChannel, type RoundStatus } from '../core/round.ts';

export type MemberRecord = {
  id: string; roundId: string; divisionCode: string; householdId: string | null; personId: string | null; place: string; block: string; cell: number; routeOrder: number;
  outcome: Outcome | null; channel: MemberChannel | null; attempts: number; triedOn: string | null; againOn: string | null; againPart: DayPart | null;
};
const STATE = sql`m.outcome, m.channel, m.attempts, m.tried_on as "triedOn", m.again_on as "againOn", m.again_part as "againPart"`;
const RECORD = sql`m.id, m.round_id as "roundId", m.division_code as "divisionCode", m.household_id as "householdId", m.person_id as "personId", m.place, m.block, m.cell, m.route_order as "routeOrder", ${STATE}`;

export async function getMember(tx: Tx, memberId: string): Promise<MemberRecord> {
  const found = await tx.maybe<MemberRecord>(sql`select ${RECORD} from round_member m where m.city = current_setting('app.city') and m.id = ${memberId}`);
  if (!found) throw new NotFound('roundMember', memberId);
  return found;
}

/** Locks the row, so that two who were at one door note two attempts. */
export async function getMemberForUpdate(tx: Tx, memberId: string): Promise<MemberRecord> {
  const found = await tx.maybe<MemberRecord>(sql`select ${RECORD} from round_member m where m.city = current_setting('app.city') and m.id = ${memberId} for update`);
  if (!found) throw new NotFound('roundMember', memberId);
  return found;
}

export const countHeard = async (tx: Tx, member: MemberRecord): Promise<number> => (await tx.one<{ heard: number }>(sql`
  select count(distinct need_id)::int as heard from evidence where city = current_setting('app.city') and round_id = ${member.roundId} and round_member_id = ${member.id} and struck_on is null`)).heard;

export type NewContact = { channel: MemberChannel; outcome: Outcome; againOn: string | null; againPart: DayPart | null; note: string; /** It came by the link of the door: nobody of us was there. */ isByLink?: boolean };

/** Notes an attempt: a row that stays, and where the member stands now. */
export function addContact(tx: Tx, call: Call, member: MemberRecord, contact: NewContact): void {
  tx.send(sql`
    insert into round_contact (city, id, round_id, member_id, division_code, channel, outcome, tried_on, again_on, again_part, note, tried_by, tried_by_name, created_at)
    values (${call.actor.city}, ${newId()}, ${member.roundId}, ${member.id}, ${member.divisionCode}, ${contact.channel}, ${contact.outcome}, ${call.today}, ${contact.againOn}, ${contact.againPart}, ${contact.note}, ${call.actor.accountId}, ${contact.isByLink ? '' : call.actor.name}, ${call.now})`);
  tx.send(sql`
    update round_member set outcome = ${contact.outcome}, channel = ${contact.channel}, attempts = attempts + 1, tried_on = ${call.today}, again_on = ${contact.againOn}, again_part = ${contact.againPart}
    where city = current_setting('app.city') and id = ${member.id}`);
}

/** Whom nobody has tried, and to whom somebody meant to come back. */
export const countUndone = (tx: Tx, roundId: string): Promise<{ waiting: number; again: number }> => tx.one(sql`
  select (count(*) filter (where outcome is null))::int as waiting, (count(*) filter (where outcome = 'again'))::int as again from round_member where city = current_setting('app.city') and round_id = ${roundId}`);

export const listAgain = async (tx: Tx, roundId: string): Promise<string[]> =>
  (await tx.many<{ id: string }>(sql`select id from round_member where city = current_setting('app.city') and round_id = ${roundId} and outcome = 'again'`)).map(({ id }) => id);

/** The buildings of the route in their order, with how many doors are done in each and how many are to be tried again by today. */
export const listBlocks = (tx: Tx, call: Call, roundId: string): Promise<RouteBlock[]> => tx.many(sql`
  select m.cell, m.division_code as "divisionCode", coalesce(d.name, m.division_code) as "divisionName", m.block, count(*)::int as members, (count(*) filter (where m.outcome = any(${[...SETTLED]})))::int as done,
    (count(*) filter (where m.again_on <= ${call.today}))::int as due
  from round_member m left join division d on d.city = m.city and d.code = m.division_code
  where m.city = current_setting('app.city') and m.round_id = ${roundId} group by m.cell, m.division_code, d.name, m.block order by m.cell`);

const NAME = sql`(select p.full_name from person p where p.city = m.city and p.id = m.person_id) as name`;

export const listDoorRows = (tx: Tx, roundId: string, cell: number): Promise<DoorRow[]> => tx.many(sql`
  select m.id, m.place, ${NAME}, ${STATE} from round_member m where m.city = current_setting('app.city') and m.round_id = ${roundId} and m.cell = ${cell} order by m.route_order limit 5000`);

/** The first doors of the route that are not settled, with their buildings. */
export const listOpenDoors = (tx: Tx, roundId: string, most: number): Promise<(DoorRow & { cell: number; block: string; divisionName: string })[]> => tx.many(sql`
  select m.id, m.place, ${NAME}, ${STATE}, m.cell, m.block, coalesce(d.name, m.division_code) as "divisionName" from round_member m left join division d on d.city = m.city and d.code = m.division_code
  where m.city = current_setting('app.city') and m.round_id = ${roundId} and (m.outcome is null or not m.outcome = any(${[...SETTLED]})) order by m.cell, m.route_order limit ${most}`);

/** Who has a telephone of their own in the home. */
const HAS_PHONE = sql`exists (select 1 from contact t join person p on p.city = t.city and p.id = t.person_id where t.city = m.city and t.kind <> 'contactPerson' and p.merged_into is null and (p.id = m.person_id or p.household_id = m.household_id))`;

const inView = (call: Call, view: ListCalls['view']) => ({
  // to be called now: never tried, called in vain, or promised by today; a wrong number is called again by nobody
  due: sql`and (m.outcome is null or m.outcome in ('noAnswer', 'nobodyHome') or (m.outcome = 'again' and m.again_on <= ${call.today})) and ${HAS_PHONE}`,
  open: sql`and (m.outcome is null or not m.outcome = any(${[...SETTLED]}))`,
  done: sql`and m.outcome = any(${[...SETTLED]})`,
})[view];

/** Where a call stands in the list: promised ones first, then those that nobody has tried, then along the route. */
const turn = (call: Call) => sql`((case when m.outcome = 'again' and m.again_on <= ${call.today} then 0 when m.attempts = 0 then 1 else 2 end)::bigint * 1000000 + m.route_order)`;

export function listCallRows(tx: Tx, call: Call, { roundId, view, after, limit }: ListCalls): Promise<(CallRow & { turn: number })[]> {
  const cursor = decodeCursor(after);
  return tx.many(sql`
    select m.id, m.place, ${NAME}, ${STATE}, coalesce(d.name, m.division_code) as "divisionName", ${HAS_PHONE} as "hasPhone", ${turn(call)}::int as turn
    from round_member m left join division d on d.city = m.city and d.code = m.division_code
    where m.city = current_setting('app.city') and m.round_id = ${roundId} ${inView(call, view)} ${cursor ? sql`and (${turn(call)}, m.id) > (${Number(cursor.value)}, ${cursor.id}::uuid)` : sql``}
    order by ${turn(call)}, m.id limit ${limit + 1}`);
}

export const countCalls = async (tx: Tx, call: Call, { roundId, view }: ListCalls): Promise<number> =>
  (await tx.one<{ total: number }>(sql`select count(*)::int as total from round_member m where m.city = current_setting('app.city') and m.round_id = ${roundId} ${inView(call, view)}`)).total;

type PersonRow = { id: string; divisionCode: string; name: string; sex: 'male' | 'female' | 'unknown'; birthDate: string | null; circumstances: string[]; consentSince: string | null; openItems: string[]; phones: { id: string; kind: 'mobile' | 'landline' | 'contactPerson'; sealed: string; contactName: string | null }[] };

/** Who lives behind a door, or the one person who was drawn: telephones masked. */
export async function listPeopleOf(tx: Tx, call: Call, member: MemberRecord): Promise<(MemberFile['people'][number] & { divisionCode: string })[]> {
  const rows = await tx.many<PersonRow>(sql`
    select p.id, p.division_code as "divisionCode", p.full_name as name, p.sex, p.birth_date as "birthDate",
      array(select k.kind from circumstance k where k.city = p.city and k.person_id = p.id and k.ended_on is null order by k.kind) as circumstances,
      (select min(c.given_on) from consent c where c.city = p.city and c.person_id = p.id and c.purpose = 'serviceMatching' and c.withdrawn_on is null) as "consentSince",
      array(select n.item from need n where n.city = p.city and n.person_id = p.id and n.status in ('open', 'matched', 'inService') order by n.heard_on, n.id) as "openItems",
      coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'sealed', encode(t.phone_sealed, 'hex'), 'contactName', t.contact_name) order by (t.kind = 'contactPerson'), t.created_at, t.id) from contact t where t.city = p.city and t.person_id = p.id), '[]') as phones
    from person p where p.city = current_setting('app.city') and ${member.personId ? sql`p.id = ${member.personId}` : sql`p.household_id = ${member.householdId}`} and p.merged_into is null and p.taken_back_on is null and p.died_on is null
    order by p.birth_date nulls last, p.id limit 40`);
  return rows.map(({ birthDate, phones, ...person }) => ({
    ...person, age: birthDate ? ageOn(birthDate, call.today) : null, isGuardianAsked: isGuardianAsked(birthDate, call.today),
    phones: phones.map(({ sealed, ...phone }) => ({ ...phone, masked: maskPhone(call.vault.open(Buffer.from(sealed, 'hex'))) })),
  }));
}

/** Whether a person lives behind this door, or is who was drawn, and where. */
export const findAtDoor = (tx: Tx, member: MemberRecord, personId: string): Promise<{ divisionCode: string; birthDate: string | null } | null> => tx.maybe(sql`
  select division_code as "divisionCode", birth_date as "birthDate" from person where city = current_setting('app.city') and id = ${personId} and merged_into is null and taken_back_on is null and (id = ${member.personId}::uuid or household_id = ${member.householdId}::uuid)`);

export type MemberBeside = Pick<MemberFile, 'contacts' | 'heard' | 'before' | 'next'> & { round: { purpose: string; status: RoundStatus; channels: RoundChannel[]; fromOn: string; untilOn: string; divisionName: string; questionnaire: MemberFile['questionnaire'] } };

export async function findBeside(tx: Tx, member: MemberRecord): Promise<MemberBeside> {
  const neighbour = (isNext: boolean) => tx.maybe<{ id: string }>(isNext
    ? sql`select id from round_member where city = current_setting('app.city') and round_id = ${member.roundId} and (cell, route_order) > (${member.cell}, ${member.routeOrder}) order by cell, route_order limit 1`
    : sql`select id from round_member where city = current_setting('app.city') and round_id = ${member.roundId} and (cell, route_order) < (${member.cell}, ${member.routeOrder}) order by cell desc, route_order desc limit 1`);
  const [contacts, heard, round, before, next] = await Promise.all([
    tx.many<MemberFile['contacts'][number]>(sql`
      select id, channel, outcome, tried_on as "triedOn", again_on as "againOn", again_part as "againPart", note, tried_by_name as "byName" from round_contact where city = current_setting('app.city') and member_id = ${member.id} order by created_at desc, id desc limit 50`),
    tx.many<MemberFile['heard'][number]>(sql`
      select e.id, n.id as "needId", n.item, p.full_name as "personName", e.words, e.heard_on as "heardOn" from evidence e join need n on n.city = e.city and n.id = e.need_id left join person p on p.city = n.city and p.id = n.person_id
      where e.city = current_setting('app.city') and e.round_id = ${member.roundId} and e.round_member_id = ${member.id} and e.struck_on is null order by e.created_at, e.id limit 100`),
    tx.one<MemberBeside['round']>(sql`
      select r.purpose, r.status, r.channels, r.from_on as "fromOn", r.until_on as "untilOn", coalesce(d.name, ${member.divisionCode}) as "divisionName",
        case when r.questionnaire_id is not null then jsonb_build_object('id', r.questionnaire_id, 'version', r.questionnaire_version) end as questionnaire from survey_round r left join division d on d.city = r.city and d.code = ${member.divisionCode}
      where r.city = current_setting('app.city') and r.id = ${member.roundId}`),
    neighbour(false), neighbour(true),
  ]);
  return { contacts, heard, round, before: before?.id ?? null, next: next?.id ?? null };
}
