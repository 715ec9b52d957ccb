import type { LocalDate } from '../../../kernel/local-date.ts';
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { join, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { HOURS } from './queries.ts';
import type { BoardCard, BoardColumn, ListReferrals, ReferralRow } from '../core/contract.ts';

/**
 * What lists and boards show. The name of the resident comes from the residents' records for those who may read them, and for the receiver
 * from what was disclosed to it: before its yes there is none.
 */
const rowColumns = (today: LocalDate): Sql => sql`
  r.id, r.need_id as "needId", r.resource_id as "resourceId", r.proposal_id as "proposalId", r.organization_id as "organizationId", r.person_id as "personId", r.division_code as "divisionCode",
  r.item, r.units, r.community_name as "communityName", r.provider_name as "providerName", coalesce(p.full_name, r.recipient_name) as "recipientName", r.worker_name as "workerName",
  r.status, r.due_on as "dueOn", (r.status in ('offered', 'accepted', 'scheduled', 'delivered') and r.due_on < ${today}) as "isLate", r.version, r.urgency, r.need_words as "needWords", r.wished_time as "wishedTime",
  r.offered_at as "offeredAt", r.answered_at as "answeredAt", r.scheduled_for as "scheduledFor", ${HOURS}, r.delivered_on as "deliveredOn", r.confirmed_at as "confirmedAt", r.closed_at as "closedAt",
  r.helped, r.decline_code as "declineCode", r.refusal_code as "refusalCode", r.clock`;
const FROM = sql`from referral r left join person p on p.city = r.city and p.id = r.person_id`;

type Filters = Pick<ListReferrals, 'status' | 'item' | 'division' | 'organization' | 'need' | 'proposal' | 'person' | 'resource' | 'overdue' | 'offeredFrom' | 'offeredTo' | 'q'>;

function conditionsOf(filters: Filters, today: LocalDate): Sql[] {
  const conditions: Sql[] = [sql`true`];
  if (filters.status && filters.status.length > 0) conditions.push(sql`r.status = any(${filters.status})`);
  if (filters.item && filters.item.length > 0) conditions.push(sql`r.item = any(${filters.item})`);
  if (filters.division) conditions.push(sql`r.division_code >= ${filters.division} and r.division_code < ${`${filters.division}:`}`);
  if (filters.organization) conditions.push(sql`r.organization_id = ${filters.organization}`);
  if (filters.need) conditions.push(sql`r.need_id = ${filters.need}`);
  if (filters.proposal) conditions.push(sql`r.proposal_id = ${filters.proposal}`);
  if (filters.person) conditions.push(sql`r.person_id = ${filters.person}`);
  if (filters.resource) conditions.push(sql`r.resource_id = ${filters.resource}`);
  if (filters.overdue === 'true') conditions.push(sql`r.status in ('offered', 'accepted', 'scheduled', 'delivered') and r.due_on < ${today}`);
  if (filters.overdue === 'false') conditions.push(sql`not (r.status in ('offered', 'accepted', 'scheduled', 'delivered') and r.due_on < ${today})`);
  // days of China's clock, as moments, so that an index on offered_at serves
  if (filters.offeredFrom) conditions.push(sql`r.offered_at >= ${`${filters.offeredFrom}T00:00:00+08:00`}::timestamptz`);
  if (filters.offeredTo) conditions.push(sql`r.offered_at < ${`${filters.offeredTo}T00:00:00+08:00`}::timestamptz + interval '1 day'`);
  if (filters.q) {
    const like = `%${filters.q.replace(/[%_\\]/g, '')}%`;
    const initials = `${filters.q.toLowerCase().replace(/[^a-z]/g, '')}%`;
    conditions.push(sql`(r.provider_name like ${like} or r.community_name like ${like} or p.full_name like ${like} or r.recipient_name like ${like}${initials.length > 1 ? sql` or p.name_initials like ${initials} or p.name_pinyin like ${initials}` : sql``})`);
  }
  return conditions;
}

// A referral that nobody owes anything on has no day; it stands behind all that have one.
const FAR = '9999-12-31';

/** One page by keyset, with the exact number of all. */
export async function listReferrals(tx: Tx, input: ListReferrals, today: LocalDate): Promise<{ total: number; items: ReferralRow[]; next: string | null }> {
  const conditions = join(conditionsOf(input, today), ' and ');
  const key = input.sort.endsWith('dueOn') ? sql`coalesce(r.due_on, ${FAR}::date)` : sql`r.offered_at`;
  const isDown = input.sort.startsWith('-');
  const after = decodeCursor(input.after);
  const cast = input.sort.endsWith('dueOn') ? sql`::date` : sql`::timestamptz`;
  const beyond = after ? (isDown ? sql`and (${key}, r.id) < (${String(after.value)}${cast}, ${after.id}::uuid)` : sql`and (${key}, r.id) > (${String(after.value)}${cast}, ${after.id}::uuid)`) : sql``;
  // the value of the place to go on from goes out and comes back as text with all its digits
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total ${FROM} where ${conditions}`),
    tx.many<ReferralRow & { place: string }>(sql`
      select ${rowColumns(today)}, ${key}::text as place ${FROM} where ${conditions} ${beyond}
      order by ${isDown ? sql`${key} desc, r.id desc` : sql`${key}, r.id`} limit ${input.limit + 1}`),
  ]);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return { total, items: items.map(({ place: _, ...row }) => row), next: rows.length > input.limit && last ? encodeCursor({ value: last.place, id: last.id }) : null };
}

export type Appointment = {
  id: string; scheduledWords: string | null; contactName: string | null; contactPhoneSealed: string | null;
  proposedFor: string | null; proposedFrom: string | null; proposedUntil: string | null; proposedWords: string | null; proposedName: string | null; proposalAnswer: string | null;
};

/** What was said about the visit, who can be called about it, and the day that is offered. */
export const listAppointments = (tx: Tx, ids: string[]): Promise<Appointment[]> =>
  tx.many(sql`select r.id, r.scheduled_words as "scheduledWords", r.contact_name as "contactName", encode(r.contact_phone_sealed, 'hex') as "contactPhoneSealed",
    r.proposed_for as "proposedFor", to_char(r.proposed_from, 'HH24:MI') as "proposedFrom", to_char(r.proposed_until, 'HH24:MI') as "proposedUntil", r.proposed_words as "proposedWords", r.proposed_name as "proposedName", r.proposal_answer as "proposalAnswer"
    from referral r where r.id = any(${ids}::uuid[])`);

/** All that the filters give, for a workbook. */
export const listReferralsWhole = (tx: Tx, filters: Filters, today: LocalDate, most: number): Promise<ReferralRow[]> =>
  tx.many(sql`select ${rowColumns(today)} ${FROM} where ${join(conditionsOf(filters, today), ' and ')} order by r.offered_at desc, r.id desc limit ${most}`);

// 40: more in one column nobody reads; the number above it opens to the list.
const CARDS = 40;
// What has ended is shown for a month, so that a week's work can be looked back on.
const DAYS_SHOWN = 30;

/** The board: each column's exact number, how many of it are late, and its cards, what is due first on top. */
export async function listBoard(tx: Tx, filters: Pick<Filters, 'division' | 'item'>, today: LocalDate, namesOwners: boolean): Promise<{ column: BoardColumn; total: number; late: number; items: BoardCard[] }[]> {
  const column = sql`case when r.status in ('declined', 'refused', 'failed', 'withdrawn') or r.helped = false then 'returned' when r.status = 'confirmed' then 'done' else r.status end`;
  // parties see no accounts, and know themselves
  const waitsFor = namesOwners
    ? sql`(select a.name from duty u join account a on a.city = u.city and a.id = u.owner_account_id where u.city = current_setting('app.city') and u.subject_id = ranked.id and u.status = 'open' order by u.due_on, u.id limit 1)`
    : sql`null`;
  const rows = await tx.many<BoardCard & { column: BoardColumn; total: number; late: number }>(sql`
    with seen as (
      select ${rowColumns(today)}, ${column} as "column" ${FROM}
      where ${join(conditionsOf(filters, today), ' and ')}
        and (r.status in ('offered', 'accepted', 'scheduled', 'delivered') or r.closed_at >= ${today}::date - ${DAYS_SHOWN}::integer)),
    ranked as (
      select *, count(*) over (partition by "column") as total, count(*) filter (where "isLate") over (partition by "column") as late,
        row_number() over (partition by "column" order by "dueOn" nulls last, "closedAt" desc nulls last, id) as place from seen)
    select *, case when "isLate" then ${waitsFor} end as "waitsFor" from ranked where place <= ${CARDS} order by "column", place`);
  const groups = new Map<BoardColumn, { column: BoardColumn; total: number; late: number; items: BoardCard[] }>();
  for (const { column: name, total, late, ...row } of rows) {
    const group = groups.get(name) ?? { column: name, total, late, items: [] };
    group.items.push(row);
    groups.set(name, group);
  }
  return [...groups.values()];
}

export type ReferralFile = ReferralRow & {
  recipientAddress: string | null; recipientPhoneSealed: string | null; language: string; declineWords: string | null; refusalWords: string | null; scheduledWords: string | null; scheduledAt: string | null;
  contactName: string | null; contactPhoneSealed: string | null; deliveredAt: string | null; result: 'full' | 'partly' | null; resultWords: string | null; confirmHash: string | null; confirmIssue: number;
  confirmUntil: string | null; rating: number | null; residentWords: string | null; confirmedVia: 'link' | 'account' | 'worker' | null; closedReason: string | null;
  visitorName: string | null; deliveredUnits: number | null; deliveredFrom: string | null; deliveredUntil: string | null; partnerHash: string | null; partnerIssue: number; partnerUntil: string | null; partnerByName: string | null; partnerOpenedAt: string | null; confirmationAskedOn: string | null;
  proposedFor: string | null; proposedFrom: string | null; proposedUntil: string | null; proposedWords: string | null; proposedName: string | null; proposedPhoneSealed: string | null; proposedBy: string | null; proposalAnswer: string | null;
};

/** One referral whole: by its id, or for the holder of a slip, or of a provider's link, by the code's hash. */
export const findReferralFile = (tx: Tx, by: { id: string } | { hash: string } | { partnerHash: string }, today: LocalDate): Promise<ReferralFile | null> =>
  tx.maybe(sql`
    select ${rowColumns(today)}, r.recipient_address as "recipientAddress", encode(r.recipient_phone_sealed, 'hex') as "recipientPhoneSealed", r.language, r.decline_words as "declineWords", r.refusal_words as "refusalWords",
      r.scheduled_words as "scheduledWords", r.scheduled_at as "scheduledAt", r.contact_name as "contactName", encode(r.contact_phone_sealed, 'hex') as "contactPhoneSealed",
      r.delivered_at as "deliveredAt", r.result, r.result_words as "resultWords", r.confirm_hash as "confirmHash", r.confirm_issue as "confirmIssue", r.confirm_until as "confirmUntil", r.rating,
      r.resident_words as "residentWords", r.confirmed_via as "confirmedVia", r.closed_reason as "closedReason",
      r.visitor_name as "visitorName", r.delivered_units as "deliveredUnits", to_char(r.delivered_from, 'HH24:MI') as "deliveredFrom", to_char(r.delivered_until, 'HH24:MI') as "deliveredUntil", r.partner_hash as "partnerHash", r.partner_issue as "partnerIssue", r.partner_until as "partnerUntil", r.partner_by_name as "partnerByName", r.partner_opened_at as "partnerOpenedAt",
      r.confirmation_asked_on as "confirmationAskedOn", r.proposed_for as "proposedFor", to_char(r.proposed_from, 'HH24:MI') as "proposedFrom", to_char(r.proposed_until, 'HH24:MI') as "proposedUntil", r.proposed_words as "proposedWords",
      r.proposed_name as "proposedName", encode(r.proposed_phone_sealed, 'hex') as "proposedPhoneSealed", r.proposed_by as "proposedBy", r.proposal_answer as "proposalAnswer"
    ${FROM} where ${'id' in by ? sql`r.id = ${by.id}` : 'hash' in by ? sql`r.confirm_hash = ${by.hash}` : sql`r.partner_hash = ${by.partnerHash}`}`);
