import { ageOn } from '../../../kernel/local-date.ts';
import type { Call } from '../../../platform/server/call.ts';
import { idsWithTokens, tokensAsked } from '../../../platform/server/search-tokens.ts';
import { sql } from '../../../platform/server/sql.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ListHistory, Search } from '../core/contract.ts';
import { maskName } from '../core/mask.ts';
import { seesNames } from '../core/permissions.ts';
import { idsAnswering, ownPlan } from './queries.ts';

type Found = { kind: string; id: string; title: string; detail: string | null; path: string };
// as many as a list under a search box shows without scrolling
const MOST = 8;

async function findPeople(tx: Tx, call: Call, q: string): Promise<Found[]> {
  const ids = idsAnswering(call, q);
  if (!ids) return [];
  const rows = await tx.many<{ id: string; fullName: string; birthDate: string | null; place: string }>(sql`
    select p.id, p.full_name as "fullName", p.birth_date as "birthDate", d.name as place
    from (${ids} limit 200) f(person_id) join person p on p.city = current_setting('app.city') and p.id = f.person_id join division d on d.city = p.city and d.code = p.division_code
    where p.merged_into is null and p.taken_back_on is null group by p.id, p.full_name, p.birth_date, d.name order by (p.full_name = ${q}) desc, length(p.full_name), p.id limit ${MOST}`);
  return rows.map(({ id, fullName, birthDate, place }) => ({
    kind: 'person', id, title: seesNames(call.actor.role) ? fullName : maskName(fullName), detail: [birthDate ? ageOn(birthDate, call.today) : null, place].filter((part) => part !== null).join(' · '), path: `/people/${id}`,
  }));
}

/** The needs of the people found that are still open, and needs of places by their own words. */
async function findNeeds(tx: Tx, call: Call, q: string, tokens: string[]): Promise<Found[]> {
  const people = idsAnswering(call, q);
  const rows = await tx.many<{ id: string; item: string; fullName: string | null; place: string; status: string }>(sql`
    select n.id, n.item, p.full_name as "fullName", d.name as place, n.status
    from (${people ? sql`(select n.id from (${people} limit 200) f(person_id) join need n on n.city = current_setting('app.city') and n.person_id = f.person_id and n.status in ('open', 'matched', 'inService') limit ${MOST})` : sql`select null::uuid as id where false`}
      union all ${tokens.length > 0 ? sql`(${idsWithTokens('need', tokens, 'app.lo')} limit ${MOST})` : sql`select null::uuid where false`}) f
    join need n on n.city = current_setting('app.city') and n.id = f.id join division d on d.city = n.city and d.code = n.division_code left join person p on p.city = n.city and p.id = n.person_id
    order by n.heard_on desc, n.id limit ${MOST}`);
  const shown = (name: string) => (seesNames(call.actor.role) ? name : maskName(name));
  return rows.map((row) => ({ kind: 'need', id: row.id, title: row.item, detail: [row.fullName && shown(row.fullName), row.place].filter(Boolean).join(' · '), path: `/needs/${row.id}` }));
}

const findOrganizations = (tx: Tx, tokens: string[]): Promise<Found[]> => tx.many(sql`
  select 'organization' as kind, o.id, o.name as title, d.name as detail, '/organizations/' || o.id as path
  from (${idsWithTokens('organization', tokens)} limit 100) f join organization o on o.city = current_setting('app.city') and o.id = f.subject_id left join division d on d.city = o.city and d.code = o.division_code
  order by length(o.name), o.id limit ${MOST}`);

const findResources = (tx: Tx, tokens: string[]): Promise<Found[]> => tx.many(sql`
  select 'resource' as kind, r.id, r.provider_name as title, d.name as detail, '/resources/' || r.id as path
  from (${idsWithTokens('resource', tokens)} limit 100) f join resource r on r.city = current_setting('app.city') and r.id = f.subject_id left join division d on d.city = r.city and d.code = r.division_code
  order by length(r.provider_name), r.id limit ${MOST}`);

/** The search of every page: people, their open needs, organisations, resources; all asked in one round trip. */
export async function search(tx: Tx, call: Call, { q }: Search): Promise<{ items: Found[] }> {
  if ([...q].length < 2) return { items: [] };
  const tokens = tokensAsked(q);
  ownPlan(tx);
  const seesResidents = scopeOf(call.actor).settings['app.lo'] !== '';
  const found = await Promise.all([
    seesResidents ? findPeople(tx, call, q) : [], seesResidents ? findNeeds(tx, call, q, tokens) : [],
    tokens.length > 0 ? findOrganizations(tx, tokens) : [], tokens.length > 0 ? findResources(tx, tokens) : [],
  ]);
  return { items: found.flat() };
}

type HistoryRow = { id: string; at: string; action: string; actorName: string; actorRole: string; reason: string | null; changes: Record<string, [unknown, unknown]> | null };

/** A party sees its own acts in any timeline; in that of a referral made to its organisation, everybody's. */
async function openTimeline(tx: Tx, { actor }: Call, kind: string, subjectId: string): Promise<void> {
  if (kind !== 'referral' || actor.role !== 'organizationManager') return;
  const referral = await tx.maybe<{ id: string }>(sql`select id from referral where city = ${actor.city} and id = ${subjectId} and organization_id = ${actor.organizationId}`);
  if (referral) tx.open('app.record', referral.id);
}

/** The timeline of any record, newest first. Row security decides whose lines one sees. */
export async function listHistory(tx: Tx, call: Call, { kind, subjectId, after, limit }: ListHistory): Promise<{ total: number; next: string | null; items: (Omit<HistoryRow, 'changes'> & { changes: Record<string, { from: unknown; to: unknown }> | null })[] }> {
  await openTimeline(tx, call, kind, subjectId);
  const about = sql`city = current_setting('app.city') and kind = ${kind} and subject_id = ${subjectId}`;
  const [at, id] = after?.split('_') ?? [];
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*) as total from history where ${about}`),
    tx.many<HistoryRow>(sql`
      select id, happened_at as at, action, actor_name as "actorName", actor_role as "actorRole", reason, changes from history
      where ${about} ${at && id ? sql`and (happened_at, id) < (${at}::timestamptz, ${id}::uuid)` : sql``} order by happened_at desc, id desc limit ${limit + 1}`),
  ]);
  const items = rows.slice(0, limit).map((row) => ({ ...row, changes: row.changes && Object.fromEntries(Object.entries(row.changes).map(([field, [from, to]]) => [field, { from, to }])) }));
  const last = items.at(-1);
  return { total, items, next: rows.length > limit && last ? `${last.at}_${last.id}` : null };
}
