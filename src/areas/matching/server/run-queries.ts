import type { Call } from '../../../platform/server/call.ts';
import { empty, sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Aims, MatchInput } from '../core/model.ts';
import type { MatchProof } from '../core/match.ts';
import type { RunFailure, RunStatus } from '../core/review.ts';
import type { WhatIfChange } from '../core/what-if.ts';
import { handedOf } from './handed-queries.ts';

/** A process that works on a run says so every second; after half a minute without a word it is taken for dead. */
export const SECONDS_TO_LIVE = 30;

const within = (divisionCode: string) => sql`division_code >= ${divisionCode} and division_code < ${`${divisionCode}:`}`;

export type NewRun = { id: string; divisionCode: string; asOf: string; weights: unknown; copies?: { runId: string; changes: WhatIfChange[] } };

/** Puts a run into the queue; answers false where one over the same division waits there already. */
export async function addRun(tx: Tx, call: Call, run: NewRun): Promise<boolean> {
  return (await tx.run(sql`
    insert into match_run (city, id, division_code, status, as_of, weights, requested_by, requested_by_name, requested_at, kind, based_on, changes)
    values (${call.actor.city}, ${run.id}, ${run.divisionCode}, 'queued', ${run.asOf}, ${JSON.stringify(run.weights)}, ${call.actor.accountId}, ${call.actor.name}, ${call.now},
      ${run.copies ? 'whatIf' : 'match'}, ${run.copies?.runId ?? null}, ${run.copies ? JSON.stringify(run.copies.changes) : null})
    on conflict (city, division_code) where status = 'queued' and kind = 'match' do nothing`)) > 0;
}

export const findWaitingRun = (tx: Tx, divisionCode: string): Promise<{ id: string } | null> =>
  tx.maybe(sql`select id from match_run where city = current_setting('app.city') and division_code = ${divisionCode} and status = 'queued' and kind = 'match'`);

/** A run as it is taken up; `basedOn` and `changes` are what a what-if was asked to try. */
export type TakenRun = StoredRun & { requestedBy: string; basedOn: string | null; changes: WhatIfChange[] | null };
export type StoredRun = { id: string; divisionCode: string; status: RunStatus; attempt: number; asOf: string };

export const findRunForUpdate = (tx: Tx, runId: string): Promise<StoredRun | null> =>
  tx.maybe(sql`select id, division_code as "divisionCode", status, attempt, as_of as "asOf" from match_run where city = current_setting('app.city') and id = ${runId} for update`);

/** Takes a run up: one that waits, or one whose process has died. Null where it is done, cancelled or in good hands. */
export const takeRun = (tx: Tx, call: Call, runId: string): Promise<TakenRun | null> => tx.maybe(sql`
  update match_run set status = 'running', stage = 'listing', attempt = attempt + 1, progress = 0, started_at = ${call.now}, beat_at = clock_timestamp()
  where city = current_setting('app.city') and id = ${runId}
    and (status = 'queued' or (status = 'running' and beat_at < clock_timestamp() - make_interval(secs => ${SECONDS_TO_LIVE})))
  returning id, division_code as "divisionCode", status, attempt, as_of as "asOf", requested_by as "requestedBy", based_on as "basedOn", changes`);

/** Says that the run is alive and how far; false where it is no longer this process's to work on. */
export async function beat(tx: Tx, runId: string, attempt: number, stage: 'listing' | 'solving' | 'saving', progress: number): Promise<boolean> {
  return (await tx.run(sql`
    update match_run set beat_at = clock_timestamp(), stage = ${stage}, progress = ${progress}
    where city = current_setting('app.city') and id = ${runId} and status = 'running' and attempt = ${attempt}`)) > 0;
}

/** The lists as this attempt found them; an earlier attempt's are replaced, an ended run's never. */
export const keepInput = (tx: Tx, run: StoredRun, input: MatchInput): Promise<{ frozenAt: string }> => tx.one(sql`
  insert into match_file (run_id, division_code, input) values (${run.id}, ${run.divisionCode}, ${JSON.stringify(input)})
  on conflict (city, run_id) do update set input = excluded.input, answer = null returning clock_timestamp() as "frozenAt"`);

/** Units of a resource that stand proposed, what one costs its organisation, and what it takes along. */
export type Held = { resourceId: string; organizationId: string | null; units: number; unitCostFen: number; alsoTakesId: string | null; alsoTakesUnits: number };

/** What stands proposed to needs outside a division. */
export const listHeld = (tx: Tx, divisionCode: string): Promise<Held[]> => tx.many(sql`
  with held as (select city, resource_id, sum(units)::int as units from proposal
    where city = current_setting('app.city') and is_current and status = 'proposed' and not (${within(divisionCode)}) group by 1, 2)
  select h.resource_id as "resourceId", r.organization_id as "organizationId", h.units, r.unit_cost_fen as "unitCostFen", r.also_takes_id as "alsoTakesId", r.also_takes_units as "alsoTakesUnits" from held h join resource r on r.city = h.city and r.id = h.resource_id`);

/** Of the open needs that ask for somebody known: the resources, and their organisations, that have served the person before. */
export const listServedBefore = (tx: Tx, needId?: string): Promise<{ needId: string; servedBy: string[] }[]> => tx.many(sql`
  select n.id as "needId", array_agg(distinct s.id order by s.id) as "servedBy"
  from need n join referral f on f.city = n.city and f.person_id = n.person_id and f.status in ('delivered', 'confirmed') cross join lateral (values (f.resource_id), (f.organization_id)) s (id)
  where n.city = current_setting('app.city') and n.status = 'open' and n.same_worker is not null and s.id is not null ${needId ? sql`and n.id = ${needId}` : empty} group by n.id`);

/** Of the open needs: what circumstances are on record of their persons, by code and nothing else. */
export const listCircumstances = (tx: Tx): Promise<{ needId: string; circumstances: string[] }[]> => tx.many(sql`
  select n.id as "needId", array_agg(distinct c.kind order by c.kind) as circumstances from need n join circumstance c on c.city = n.city and c.person_id = n.person_id and c.ended_on is null
  where n.city = current_setting('app.city') and n.status = 'open' group by n.id`);

/** Units that stand proposed to other needs than one, wherever they are, as far as the actor sees: of these resources, of those that take them along, and of all of these organisations. */
export const listHeldFromOthers = (tx: Tx, needId: string, resourceIds: string[], organizationIds: string[]): Promise<Held[]> => tx.many(sql`
  select p.resource_id as "resourceId", r.organization_id as "organizationId", sum(p.units)::int as units, r.unit_cost_fen as "unitCostFen", r.also_takes_id as "alsoTakesId", r.also_takes_units as "alsoTakesUnits"
  from resource r join proposal p on p.city = r.city and p.resource_id = r.id and p.is_current and p.status = 'proposed' and p.need_id <> ${needId}
  where r.city = current_setting('app.city') and (r.id = any(${resourceIds}::uuid[]) or r.also_takes_id = any(${resourceIds}::uuid[]) or r.organization_id = any(${organizationIds}::uuid[])) group by 1, 2, 4, 5, 6`);

export type StandingRule = { kind: 'pin' | 'veto'; needId: string; resourceId: string; code: string | null };

/** Pins and vetoes in force, in the order in which they were set. */
export const listStandingRules = (tx: Tx, divisionCode: string): Promise<StandingRule[]> => tx.many(sql`
  select kind, need_id as "needId", resource_id as "resourceId", reason_code as code from match_rule
  where city = current_setting('app.city') and lifted_at is null and ${within(divisionCode)} order by made_at, id`);

/** One run at a time is saved in a city, so that none overlooks what another has just proposed. */
export const lockSaving = (tx: Tx): Promise<number> => tx.run(sql`select pg_advisory_xact_lock(hashtext('matching.save'), current_setting('app.city')::int)`);

/** Has a run over the same places been saved since the lists were frozen? Then they are no longer the lists. */
export async function isOvertaken(tx: Tx, run: StoredRun, frozenAt: string): Promise<boolean> {
  const { overtaken } = await tx.one<{ overtaken: boolean }>(sql`
    select exists (select 1 from match_run where city = current_setting('app.city') and status = 'proven' and kind = 'match' and id <> ${run.id} and beat_at > ${frozenAt}
      and (starts_with(division_code, ${run.divisionCode}) or starts_with(${run.divisionCode}, division_code))) as overtaken`);
  return overtaken;
}

/** What earlier runs proposed within the division stands no longer; answers which reviews that takes off the register. */
export async function supersede(tx: Tx, divisionCode: string): Promise<{ runId: string; divisionCode: string }[]> {
  const gone = await tx.many<{ runId: string; divisionCode: string }>(sql`
    with gone as (update proposal set status = 'superseded' where city = current_setting('app.city') and is_current and status = 'proposed' and ${within(divisionCode)} returning run_id, division_code)
    select distinct run_id as "runId", division_code as "divisionCode" from gone`);
  tx.send(sql`update proposal set is_current = false where city = current_setting('app.city') and is_current and ${within(divisionCode)}`);
  tx.send(sql`update not_yet set is_current = false where city = current_setting('app.city') and is_current and ${within(divisionCode)}`);
  return gone;
}

export type NewProposal = { id: string; divisionCode: string; needId: string; resourceId: string; units: number; points: number; why: unknown; nextBest: unknown };

/** Who was served meanwhile, or vetoed meanwhile, is not proposed again. Answers what stands proposed, by community. */
export const addProposals = (tx: Tx, run: StoredRun, proposals: NewProposal[]): Promise<{ divisionCode: string; amount: number }[]> => tx.many(sql`
  with added as (
    insert into proposal (id, division_code, run_id, need_id, resource_id, units, points, why, next_best, status)
    select p.id, p."divisionCode", ${run.id}, p."needId", p."resourceId", p.units, p.points, p.why, p."nextBest",
      case when n.status <> 'open' then 'superseded' when r.id is not null then 'vetoed' else 'proposed' end
    from ${tableOf('p', proposals, { id: 'uuid', divisionCode: 'text', needId: 'uuid', resourceId: 'uuid', units: 'integer', points: 'integer', why: 'jsonb', nextBest: 'jsonb' })}
    join need n on n.city = current_setting('app.city') and n.id = p."needId"
    left join match_rule r on r.city = n.city and r.need_id = p."needId" and r.resource_id = p."resourceId" and r.kind = 'veto' and r.lifted_at is null
    returning division_code, status)
  select division_code as "divisionCode", count(*)::int as amount from added where status = 'proposed' group by 1 order by 1`);

export type NewNotYet = { needId: string; divisionCode: string; reason: string; units: number; points: number; details: unknown };

export function addNotYet(tx: Tx, run: StoredRun, rows: NewNotYet[]): void {
  tx.send(sql`
    insert into not_yet (run_id, need_id, division_code, reason, units, points, details)
    select ${run.id}, "needId", "divisionCode", reason, units, points, details
    from ${tableOf('n', rows, { needId: 'uuid', divisionCode: 'text', reason: 'text', units: 'integer', points: 'integer', details: 'jsonb' })}`);
}

export type NewGap = { id: string; divisionCode: string | null; item: string | null; resourceId: string | null; organizationId: string | null; budgetFen: number | null; unmetUnits: number; gain: Aims; rank: number };

/** A resource's gap stands where the resource does, an organisation's where the organisation does. */
export function addGaps(tx: Tx, run: StoredRun, gaps: NewGap[]): void {
  tx.send(sql`
    insert into match_gap (id, run_id, division_code, item, resource_id, organization_id, budget_fen, unmet_units, gain, rank)
    select g.id, ${run.id}, coalesce(g."divisionCode", r.division_code, o.division_code), g.item, g."resourceId", g."organizationId", g."budgetFen", g."unmetUnits", g.gain, g.rank
    from ${tableOf('g', gaps, { id: 'uuid', divisionCode: 'text', item: 'text', resourceId: 'uuid', organizationId: 'uuid', budgetFen: 'bigint', unmetUnits: 'integer', gain: 'jsonb', rank: 'integer' })}
    left join resource r on r.city = current_setting('app.city') and r.id = g."resourceId"
    left join organization o on o.city = current_setting('app.city') and o.id = g."organizationId"`);
}

export type RunOutcome = { needsListed: number; resourcesListed: number; unitsWanted: number; unitsMet: number; unitsForConsent: number; unitsForVerification: number; totals: Aims; proof: MatchProof };

export function endProven(tx: Tx, call: Call, run: StoredRun, outcome: RunOutcome, answer: unknown): void {
  tx.send(sql`update match_file set answer = ${JSON.stringify(answer)} where city = current_setting('app.city') and run_id = ${run.id}`);
  tx.send(sql`
    update match_run set status = 'proven', stage = 'ended', progress = 1, beat_at = clock_timestamp(), ended_at = ${call.now}, needs_listed = ${outcome.needsListed}, resources_listed = ${outcome.resourcesListed},
      units_wanted = ${outcome.unitsWanted}, units_met = ${outcome.unitsMet}, units_for_consent = ${outcome.unitsForConsent}, units_for_verification = ${outcome.unitsForVerification},
      totals = ${JSON.stringify(outcome.totals)}, proof = ${JSON.stringify(outcome.proof)}
    where city = current_setting('app.city') and id = ${run.id}`);
}

export const endRun = (tx: Tx, call: Call, runId: string, status: 'failed' | 'cancelled', failure: RunFailure | null): Promise<number> => tx.run(sql`
  update match_run set status = ${status}, stage = 'ended', failure = ${failure}, ended_at = ${call.now}
  where city = current_setting('app.city') and id = ${runId} and status in ('queued', 'running')`);

/** Runs whose process has not said a word for a while. */
export const listLostRuns = (tx: Tx): Promise<{ id: string; attempt: number; divisionCode: string }[]> => tx.many(sql`
  select id, attempt, division_code as "divisionCode" from match_run
  where city = current_setting('app.city') and status = 'running' and beat_at < clock_timestamp() - make_interval(secs => ${SECONDS_TO_LIVE})`);

export const findFile = (tx: Tx, runId: string): Promise<{ input: MatchInput; answer: unknown; status: RunStatus; divisionCode: string } | null> => tx.maybe(sql`
  select f.input, f.answer, r.status, r.division_code as "divisionCode" from match_file f join match_run r on r.city = f.city and r.id = f.run_id where f.city = current_setting('app.city') and f.run_id = ${runId}`);

/** What a review still has to decide: what a colleague has got is the colleague's. */
const STILL_THEIRS = sql`p.status = 'proposed' and not exists (${handedOf(sql`p`)})`;

/** Of these reviews, those with nothing left to decide. */
export const listDecided = (tx: Tx, reviews: { runId: string; divisionCode: string }[]): Promise<{ runId: string; divisionCode: string }[]> => tx.many(sql`
  select v."runId", v."divisionCode" from ${tableOf('v', reviews, { runId: 'uuid', divisionCode: 'text' })}
  where not exists (select 1 from proposal p where p.city = current_setting('app.city') and p.run_id = v."runId" and p.division_code = v."divisionCode" and ${STILL_THEIRS})`);

export const listReviewsOf = (tx: Tx, proposalIds: string[]): Promise<{ runId: string; divisionCode: string }[]> => tx.many(sql`
  select distinct run_id as "runId", division_code as "divisionCode" from proposal where city = current_setting('app.city') and id = any(${proposalIds}::uuid[])`);

/** Reviews on the register that have nothing left to decide: accepted in the referrals' own transaction. */
export const listFinishedReviews = (tx: Tx): Promise<{ runId: string; divisionCode: string }[]> => tx.many(sql`
  select d.subject_id as "runId", d.window_key as "divisionCode" from duty d
  where d.city = current_setting('app.city') and d.kind = 'reviewProposals' and d.subject_kind = 'matchRun' and d.status = 'open'
    and not exists (select 1 from proposal p where p.city = d.city and p.run_id = d.subject_id and p.division_code = d.window_key and ${STILL_THEIRS})`);
