import type { Call } from '../../../platform/server/call.ts';
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { empty, join, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { CommunityRow, ListCommunities, ListGaps, ListNotYet, ListProposals, ListRules, ListRuns, RuleAnswer, RunAnswer } from '../core/contract.ts';
import type { Aims, Alternative, Cure, UnmetReason } from '../core/model.ts';
import type { ProposalStatus } from '../core/review.ts';
import { HANDED, type HandedRow, withColleague } from './handed-queries.ts';

const within = (column: Sql, division: string): Sql => sql`${column} >= ${division} and ${column} < ${`${division}:`}`;
const all = (conditions: Sql[]): Sql => join(conditions, ' and ');
const CITY = sql`current_setting('app.city')`;

const RUN = sql`
  m.id, m.division_code as "divisionCode", coalesce(d.name, '') as "divisionName", m.status, m.stage, m.progress, m.as_of as "asOf", m.requested_at as "requestedAt", m.requested_by_name as "requestedByName",
  m.started_at as "startedAt", m.ended_at as "endedAt", m.failure, m.needs_listed as "needsListed", m.resources_listed as "resourcesListed", m.units_wanted as "unitsWanted", m.units_met as "unitsMet",
  m.units_for_consent as "unitsForConsent", m.units_for_verification as "unitsForVerification",
  m.totals, m.proof, m.weights, m.kind, m.based_on as "basedOn", m.changes`;
const RUN_FROM = sql`from match_run m left join division d on d.city = m.city and d.code = m.division_code`;

export const findRun = (tx: Tx, runId: string): Promise<RunAnswer | null> => tx.maybe(sql`select ${RUN} ${RUN_FROM} where m.city = ${CITY} and m.id = ${runId}`);

/** A division and all above it: whose runs are over it. */
const lineOf = (division: string): string[] => [4, 6, 9, 12].filter((length) => length <= division.length).map((length) => division.slice(0, length));

export const findLatestProven = (tx: Tx, division: string): Promise<RunAnswer | null> => tx.maybe(sql`
  select ${RUN} ${RUN_FROM} where m.city = ${CITY} and m.kind = 'match' and m.status = 'proven' and m.division_code = any(${lineOf(division)}) order by m.ended_at desc, m.id desc limit 1`);

/** The last proven run of each part of a run's place since that run, those of the reader's own part and of what lies in it. */
export const listLater = (tx: Tx, run: RunAnswer, own: string): Promise<{ runId: string; divisionName: string; requestedAt: string }[]> => tx.many(sql`
  select f.* from (
    select distinct on (m.division_code) m.id as "runId", coalesce(d.name, '') as "divisionName", m.requested_at as "requestedAt" ${RUN_FROM}
    where m.city = ${CITY} and m.kind = 'match' and m.status = 'proven' and m.id > ${run.id}::uuid and ${within(sql`m.division_code`, run.divisionCode)} and m.division_code <> ${run.divisionCode}
      and (${within(sql`m.division_code`, own)} or m.division_code = any(${lineOf(own)}))
    order by m.division_code, m.id desc) f
  order by f."runId" desc limit 6`);

/** The newest run over the division that is at work or came to nothing, asked for after `later`. */
export const findSince = (tx: Tx, division: string, later: string | null): Promise<RunAnswer | null> => tx.maybe(sql`
  select ${RUN} ${RUN_FROM} where m.city = ${CITY} and m.kind = 'match' and m.status <> 'proven' and m.division_code = any(${lineOf(division)}) ${later ? sql`and m.id > ${later}` : empty}
  order by (m.status in ('queued', 'running')) desc, m.requested_at desc, m.id desc limit 1`);

export async function listRuns(tx: Tx, { division, kind, basedOn, after, limit }: ListRuns): Promise<{ total: number; items: RunAnswer[]; next: string | null }> {
  const conditions = [sql`m.city = ${CITY}`, ...(kind ? [sql`m.kind = ${kind}`] : []), ...(basedOn ? [sql`m.based_on = ${basedOn}`] : []), ...(division ? [sql`(${within(sql`m.division_code`, division)} or m.division_code = any(${lineOf(division)}))`] : [])];
  const from = decodeCursor(after);
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*)::int as total from match_run m where ${all(conditions)}`),
    tx.many<RunAnswer>(sql`select ${RUN} ${RUN_FROM} where ${all([...conditions, ...(from ? [sql`(m.requested_at, m.id) < (${String(from.value)}::timestamptz, ${from.id}::uuid)`] : [])])}
      order by m.requested_at desc, m.id desc limit ${limit + 1}`),
  ]);
  return { total, ...pageOf(rows, limit, ({ requestedAt, id }) => ({ value: requestedAt, id })) };
}

function pageOf<T>(rows: T[], limit: number, cursor: (row: T) => { value: string | number; id: string }): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? encodeCursor(cursor(items.at(-1)!)) : null };
}

type Run = Pick<RunAnswer, 'id' | 'divisionCode'>;

/** Rows of a run as it was, or what stands now over its division: of each community's last run. */
export const ofRun = (t: Sql, run: Run, standing: 'true' | 'false', division: string | undefined): Sql[] => [
  sql`${t}.city = ${CITY}`,
  standing === 'true' ? sql`${t}.is_current and ${within(sql`${t}.division_code`, run.divisionCode)}` : sql`${t}.run_id = ${run.id}`,
  ...(division ? [within(sql`${t}.division_code`, division)] : []),
];

/** Community by community, in each the needs with the most points first. */
const keyset = (t: Sql, id: Sql, after: string | undefined): Sql[] => {
  const cursor = decodeCursor(after);
  const [code, points] = String(cursor?.value ?? '').split(' ');
  if (!cursor || !code || !/^\d+$/.test(points ?? '')) return [];
  return [sql`(${t}.division_code > ${code} or (${t}.division_code = ${code} and (${t}.points < ${Number(points)} or (${t}.points = ${Number(points)} and ${id} > ${cursor.id}::uuid))))`];
};

const NEED = sql`
  n.id as "needId", n.person_id as "personId", pe.full_name as "fullName", n.item, n.description, n.urgency, n.quantity, n.heard_on as "heardOn", n.wished_time as "wishedTime", n.language, n.qualification, n.worker_sex as "workerSex", n.same_worker as "sameWorker",
  n.status as "needStatus", coalesce(d.name, '') as "communityName"`;
const NEED_JOINS = (t: Sql): Sql => sql`
  join need n on n.city = ${t}.city and n.id = ${t}.need_id left join person pe on pe.city = n.city and pe.id = n.person_id left join division d on d.city = ${t}.city and d.code = ${t}.division_code`;

export type NeedRow = {
  needId: string; personId: string | null; fullName: string | null; item: string; description: string; urgency: number; quantity: number; heardOn: string; wishedTime: string | null;
  language: string | null; qualification: string | null; workerSex: 'female' | 'male' | null; sameWorker: 'only' | 'wished' | null; needStatus: string; communityName: string;
};
export type ProposalRow = NeedRow & {
  id: string; runId: string; status: ProposalStatus; units: number; points: number; divisionCode: string; decidedAt: string | null; resourceId: string; why: Record<string, unknown>; nextBest: Alternative[];
  handed: HandedRow | null;
};

const PROPOSAL = sql`p.id, p.run_id as "runId", p.status, p.units, p.points, p.division_code as "divisionCode", p.decided_at as "decidedAt", p.resource_id as "resourceId", p.why, p.next_best as "nextBest", ${HANDED} as handed, ${NEED}`;

export async function listProposals(tx: Tx, run: Run, input: ListProposals): Promise<{ total: number; items: ProposalRow[]; next: string | null }> {
  const p = sql`p`;
  const conditions = [
    ...ofRun(p, run, input.standing, input.division),
    ...(input.need ? [sql`p.need_id = ${input.need}`] : []),
    ...(input.status && input.status.length > 0 ? [sql`p.status = any(${input.status})`] : input.standing === 'true' ? [sql`p.status <> 'superseded'`] : []),
    ...(input.item && input.item.length > 0 ? [sql`n.item = any(${input.item})`] : []),
  ];
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*)::int as total from proposal p join need n on n.city = p.city and n.id = p.need_id where ${all(conditions)}`),
    tx.many<ProposalRow>(sql`select ${PROPOSAL} from proposal p ${NEED_JOINS(p)} where ${all([...conditions, ...keyset(p, sql`p.id`, input.after)])}
      order by p.division_code, p.points desc, p.id limit ${input.limit + 1}`),
  ]);
  return { total, ...pageOf(rows, input.limit, ({ divisionCode, points, id }) => ({ value: `${divisionCode} ${points}`, id })) };
}

export type NotYetRow = NeedRow & { hasConsent: boolean; isVerified: boolean; runId: string; units: number; points: number; divisionCode: string; details: { reason: UnmetReason; cure: Cure } };
const HAS_CONSENT = sql`(n.person_id is null or exists (select 1 from consent c where c.city = n.city and c.person_id = n.person_id and c.purpose = 'serviceMatching' and c.withdrawn_on is null))`;
const NOT_YET = sql`
  ${HAS_CONSENT} as "hasConsent",
  n.verified_on is not null as "isVerified", y.run_id as "runId", y.units, y.points, y.division_code as "divisionCode", y.details, ${NEED}`;

/** What a need waits for besides a resource: as the run found it; as it stands, both may have been done since, and then it waits for the next run alone. */
export const waitsFor = (standing: 'true' | 'false'): Sql => (standing === 'false' ? sql`y.waits_for`
  : sql`case when y.waits_for is null then null when not ${HAS_CONSENT} then 'consent' when n.verified_on is null then 'verification' else 'nextRun' end`);

const WAITS = { verification: 'forVerification', consent: 'forConsent', nextRun: 'sinceRun' } as const;
const reasonIs = (reasons: readonly string[], standing: 'true' | 'false'): Sql => {
  const waits = Object.entries(WAITS).flatMap(([what, filter]) => (reasons.includes(filter) ? [what] : []));
  return sql`(y.reason = any(${reasons}) ${waits.length > 0 ? sql`or ${waitsFor(standing)} = any(${waits})` : empty} ${reasons.includes('unmatched') ? sql`or y.waits_for is null` : empty})`;
};

/** What cannot wait stands before all else, whatever the community. */
function afterUrgent(after: string | undefined): Sql[] {
  const wasUrgent = String(decodeCursor(after)?.value ?? '').endsWith(' urgent'), beyond = keyset(sql`y`, sql`y.need_id`, after);
  if (beyond.length === 0) return [];
  return wasUrgent ? [sql`(n.urgency < 3 or ${all(beyond)})`] : [sql`n.urgency < 3`, ...beyond];
}

export async function listNotYet(tx: Tx, run: Run, input: ListNotYet): Promise<{ total: number; items: NotYetRow[]; next: string | null }> {
  const y = sql`y`;
  const conditions = [
    ...ofRun(y, run, input.standing, input.division),
    ...(input.reason && input.reason.length > 0 ? [reasonIs(input.reason, input.standing)] : []),
    ...(input.item && input.item.length > 0 ? [sql`n.item = any(${input.item})`] : []),
    // a need that has been served or withdrawn since is no longer waiting
    ...(input.standing === 'true' ? [sql`n.status = 'open'`] : []),
  ];
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*)::int as total from not_yet y join need n on n.city = y.city and n.id = y.need_id where ${all(conditions)}`),
    tx.many<NotYetRow>(sql`select ${NOT_YET} from not_yet y ${NEED_JOINS(y)} where ${all([...conditions, ...afterUrgent(input.after)])}
      order by n.urgency < 3, y.division_code, y.points desc, y.need_id limit ${input.limit + 1}`),
  ]);
  return { total, ...pageOf(rows, input.limit, ({ urgency, divisionCode, points, needId }) => ({ value: `${divisionCode} ${points} ${urgency === 3 ? 'urgent' : 'calm'}`, id: needId })) };
}

/** What the last run proposes for a need, and first of all what was accepted, of whichever run: it stays the reason of the help given. */
export const listProposalsOfNeed = (tx: Tx, needId: string): Promise<ProposalRow[]> => tx.many(sql`
  select ${PROPOSAL} from proposal p ${NEED_JOINS(sql`p`)} where p.city = ${CITY} and p.need_id = ${needId} and (p.status = 'accepted' or (p.is_current and p.status <> 'superseded')) order by p.status = 'accepted' desc, p.id desc`);

export const findNotYetOfNeed = (tx: Tx, needId: string): Promise<NotYetRow | null> => tx.maybe(sql`
  select ${NOT_YET} from not_yet y ${NEED_JOINS(sql`y`)} where y.city = ${CITY} and y.need_id = ${needId} and y.is_current and n.status = 'open' limit 1`);

export type ResourceName = { id: string; providerName: string; homeName: string; homeCode: string; kind: string; slotWords: string | null; isItself?: boolean };

/** Names of the resources that a page speaks of, in one query. */
export async function listResourceNames(tx: Tx, ids: string[]): Promise<Map<string, ResourceName>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.many<ResourceName>(sql`
    select r.id, r.provider_name as "providerName", coalesce(d.name, '') as "homeName", r.home_code as "homeCode", r.kind, r.slot_words as "slotWords", coalesce(r.provider_name = o.name, false) as "isItself"
    from resource r left join organization o on o.city = r.city and o.id = r.organization_id left join division d on d.city = r.city and d.code = r.home_code where r.city = ${CITY} and r.id = any(${[...new Set(ids)]}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

export type RivalRow = { id: string; item: string; urgency: number; heardOn: string; communityName: string };

/** Of the needs that came first, those the actor may see; row security leaves the others out. */
export async function listRivals(tx: Tx, ids: string[]): Promise<RivalRow[]> {
  if (ids.length === 0) return [];
  return tx.many(sql`
    select n.id, n.item, n.urgency, n.heard_on as "heardOn", coalesce(d.name, '') as "communityName"
    from need n left join division d on d.city = n.city and d.code = n.division_code where n.city = ${CITY} and n.id = any(${[...new Set(ids)]}::uuid[])`);
}

export type GapRow = { id: string; rank: number; item: string | null; resourceId: string | null; organization: { id: string; name: string } | null; budgetFen: number | null; divisionCode: string; divisionName: string; countyName: string; townshipName: string; unmetUnits: number; gain: Aims };

export async function listGaps(tx: Tx, run: Run, { division, item, limit }: ListGaps): Promise<{ total: number; items: GapRow[] }> {
  const conditions = [sql`g.city = ${CITY} and g.run_id = ${run.id}`, ...(division ? [within(sql`g.division_code`, division)] : []), ...(item && item.length > 0 ? [sql`g.item = any(${item})`] : [])];
  const [{ total }, items] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*)::int as total from match_gap g where ${all(conditions)}`),
    tx.many<GapRow>(sql`
      select g.id, g.rank, g.item, g.resource_id as "resourceId",
        case when g.organization_id is not null then jsonb_build_object('id', g.organization_id, 'name', coalesce(o.name, '')) end as organization, g.budget_fen as "budgetFen", g.division_code as "divisionCode", coalesce(d.name, '') as "divisionName", coalesce(c.name, '') as "countyName", coalesce(t.name, '') as "townshipName", g.unmet_units as "unmetUnits", g.gain
      from match_gap g left join division d on d.city = g.city and d.code = g.division_code left join division c on c.city = g.city and c.code = left(g.division_code, 6) left join division t on length(g.division_code) = 12 and t.city = g.city and t.code = left(g.division_code, 9)
      left join organization o on o.city = g.city and o.id = g.organization_id
      where ${all(conditions)} order by g.rank limit ${limit}`),
  ]);
  return { total, items };
}

/** How many of what stand where; communities with nothing of either are left out. */
export const listCommunities = (tx: Tx, call: Call, run: Run, { standing, division }: ListCommunities): Promise<CommunityRow[]> => tx.many(sql`
  with counted as (
    select p.division_code, count(*) filter (where p.status = 'proposed') as proposed, count(*) filter (where p.status = 'accepted') as accepted, count(*) filter (where p.status = 'vetoed') as vetoed, 0 as not_yet,
      count(*) filter (where p.status = 'proposed' and ${withColleague(sql`p`, call)}) as with_colleagues
    from proposal p where ${all(ofRun(sql`p`, run, standing, division))} and p.status <> 'superseded' group by 1
    union all
    select y.division_code, 0, 0, 0, count(*), 0 from not_yet y join need n on n.city = y.city and n.id = y.need_id
    where ${all(ofRun(sql`y`, run, standing, division))} ${standing === 'true' ? sql`and n.status = 'open'` : empty} group by 1)
  select c.division_code as "divisionCode", coalesce(d.name, '') as name, coalesce(t.name, '') as "townshipName",
    sum(proposed)::int as proposed, sum(accepted)::int as accepted, sum(vetoed)::int as vetoed, sum(not_yet)::int as "notYet", sum(with_colleagues)::int as "withColleagues"
  from counted c left join division d on d.city = ${CITY} and d.code = c.division_code left join division t on t.city = ${CITY} and t.code = left(c.division_code, 9)
  group by 1, 2, 3 order by 1`);

/** The most that one command accepts. */
const MOST_AT_ONCE = 2000;

/** What a colleague has got to decide is left out: it is the colleague's. */
export async function listProposedIds(tx: Tx, call: Call, run: Run, division: string | undefined): Promise<{ proposalIds: string[]; total: number }> {
  const rows = await tx.many<{ id: string; total: number }>(sql`
    select p.id, count(*) over ()::int as total from proposal p where ${all(ofRun(sql`p`, run, 'true', division))} and p.status = 'proposed' and not ${withColleague(sql`p`, call)}
    order by p.division_code, p.points desc, p.id limit ${MOST_AT_ONCE}`);
  return { proposalIds: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 };
}

const RULE = sql`
  m.id, m.kind, m.need_id as "needId", m.resource_id as "resourceId", n.item, coalesce(d.name, '') as "communityName", coalesce(r.provider_name, '') as "providerName", m.reason_code as code, m.reason as words, m.made_at as "madeAt",
  coalesce(a.name, '') as "madeByName", p.full_name as "fullName",
  case when m.kind = 'pin' then coalesce(
    (select q.why #> '{refusedPin,lacks}' from proposal q where q.city = m.city and q.need_id = m.need_id and q.is_current and q.why #>> '{refusedPin,resourceId}' = m.resource_id::text limit 1),
    (select y.details #> '{refusedPin,lacks}' from not_yet y where y.city = m.city and y.need_id = m.need_id and y.is_current and y.details #>> '{refusedPin,resourceId}' = m.resource_id::text limit 1)) end as lacks
  from match_rule m join need n on n.city = m.city and n.id = m.need_id left join person p on p.city = n.city and p.id = n.person_id left join account a on a.city = m.city and a.id = m.made_by left join resource r on r.city = m.city and r.id = m.resource_id left join division d on d.city = m.city and d.code = m.division_code`;

export type RuleRow = Omit<RuleAnswer, 'personName'> & { fullName: string | null };

export async function listRules(tx: Tx, { kind, division, after, limit }: ListRules): Promise<{ total: number; items: RuleRow[]; next: string | null }> {
  const conditions = [sql`m.city = ${CITY} and m.lifted_at is null`, ...(kind ? [sql`m.kind = ${kind}`] : []), ...(division ? [within(sql`m.division_code`, division)] : [])];
  const from = decodeCursor(after);
  const [{ total }, rows] = await Promise.all([
    tx.one<{ total: number }>(sql`select count(*)::int as total from match_rule m where ${all(conditions)}`),
    tx.many<RuleRow>(sql`select ${RULE} where ${all([...conditions, ...(from ? [sql`(m.made_at, m.id) < (${String(from.value)}::timestamptz, ${from.id}::uuid)`] : [])])}
      order by m.made_at desc, m.id desc limit ${limit + 1}`),
  ]);
  return { total, ...pageOf(rows, limit, ({ madeAt, id }) => ({ value: madeAt, id })) };
}

export type NeedRule = { id: string; kind: 'pin' | 'veto'; needId: string; resourceId: string; providerName: string; madeBy: string; madeByName: string };

/** What is laid down for these needs, in one query for a page of them. */
export async function listRulesOfNeeds(tx: Tx, needIds: string[]): Promise<NeedRule[]> {
  if (needIds.length === 0) return [];
  return tx.many(sql`
    select m.id, m.kind, m.need_id as "needId", m.resource_id as "resourceId", coalesce(r.provider_name, '') as "providerName", m.made_by as "madeBy", coalesce(a.name, '') as "madeByName"
    from match_rule m left join resource r on r.city = m.city and r.id = m.resource_id left join account a on a.city = m.city and a.id = m.made_by
    where m.city = ${CITY} and m.lifted_at is null and m.need_id = any(${[...new Set(needIds)]}::uuid[]) order by m.made_at desc, m.id desc`);
}

export const listRulesOfNeed = (tx: Tx, needId: string): Promise<RuleRow[]> =>
  tx.many(sql`select ${RULE} where m.city = ${CITY} and m.lifted_at is null and m.need_id = ${needId} order by m.made_at desc, m.id desc`);
