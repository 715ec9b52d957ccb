import type { Call } from '../../../platform/server/call.ts';
import { decodeCursor } from '../../../platform/server/cursor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { newId } from '../../../platform/server/ids.ts';
import { join, sql, type Sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { bornBetween } from '../../people/core/circumstances.ts';
import type { ListRounds, RoundFile, RoundRow, SizeFrame } from '../core/round-contract.ts';
import type { DrawnCell, DrawnMember, FrameMember } from '../core/round-draw.ts';
import type { RoundChannel, RoundStatus, RoundUnit } from '../core/round.ts';

/** Whom a round may ask. */
export type Whom = Pick<SizeFrame, 'unit' | 'divisionCode'> & { ageGroup: SizeFrame['ageGroup'] | null; circumstances: string[] };

/** People on record who live there and meet the condition. */
function fitting(call: Call, { divisionCode, ageGroup, circumstances }: Whom): Sql {
  const conditions: Sql[] = [sql`p.city = current_setting('app.city')`, sql`p.division_code >= ${divisionCode} and p.division_code < ${`${divisionCode}:`}`, sql`p.merged_into is null`, sql`p.taken_back_on is null`, sql`p.died_on is null`];
  if (ageGroup) {
    const [after, upTo] = bornBetween(ageGroup, call.today);
    conditions.push(sql`p.birth_date > ${after} and p.birth_date <= ${upTo}`);
  }
  if (circumstances.length > 0) conditions.push(sql`exists (select 1 from circumstance k where k.city = p.city and k.person_id = p.id and k.kind = any(${circumstances}) and k.ended_on is null)`);
  return join(conditions, ' and ');
}

export async function countFrame(tx: Tx, call: Call, whom: Whom): Promise<{ frame: number; homeless: number }> {
  const { people, households, homeless } = await tx.one<{ people: number; households: number; homeless: number }>(sql`
    select count(*)::int as people, count(distinct p.household_id)::int as households, count(*) filter (where p.household_id is null)::int as homeless from person p where ${fitting(call, whom)}`);
  return whom.unit === 'household' ? { frame: households, homeless } : { frame: people, homeless: 0 };
}

/** Everybody, or every home, that the round may ask. */
export const listFrame = (tx: Tx, call: Call, whom: Whom): Promise<FrameMember[]> => (whom.unit === 'household'
  ? tx.many(sql`
    select h.id, h.division_code as "divisionCode", h.address from household h
    where h.city = current_setting('app.city') and h.id in (select p.household_id from person p where ${fitting(call, whom)} and p.household_id is not null)`)
  : tx.many(sql`select p.id, p.division_code as "divisionCode", coalesce(p.address, '') as address from person p where ${fitting(call, whom)}`));

export type RoundRecord = {
  id: string; divisionCode: string; purpose: string; unit: RoundUnit; ageGroup: RoundFile['ageGroup']; circumstances: RoundFile['circumstances']; sampleSize: number | null; seed: number; channels: RoundChannel[];
  questionnaireId: string | null; questionnaireVersion: number | null; fromOn: string; untilOn: string; status: RoundStatus; ownerId: string; ownerName: string; begunOn: string | null; closedOn: string | null;
};
const RECORD = sql`id, division_code as "divisionCode", purpose, unit, age_group as "ageGroup", circumstances, sample_size as "sampleSize", seed, channels, questionnaire_id as "questionnaireId", questionnaire_version as "questionnaireVersion",
  from_on as "fromOn", until_on as "untilOn", status, owner_id as "ownerId", owner_name as "ownerName", begun_on as "begunOn", closed_on as "closedOn"`;

export async function getRound(tx: Tx, roundId: string): Promise<RoundRecord> {
  const found = await tx.maybe<RoundRecord>(sql`select ${RECORD} from survey_round where city = current_setting('app.city') and id = ${roundId}`);
  if (!found) throw new NotFound('surveyRound', roundId);
  return found;
}

/** Who notes something in a round shares it with others who do; who begins or closes it has it alone. Whoever waited sees what became of it. */
export const lockRound = (tx: Tx, roundId: string, how: 'shared' | 'alone'): Promise<unknown> => tx.run(how === 'alone'
  ? sql`select pg_advisory_xact_lock(hashtext('surveys.round'), hashtext(${roundId}))` : sql`select pg_advisory_xact_lock_shared(hashtext('surveys.round'), hashtext(${roundId}))`);

export type NewRound = Omit<RoundRecord, 'status' | 'begunOn' | 'closedOn' | 'ownerId' | 'ownerName'>;

export function insertRound(tx: Tx, call: Call, round: NewRound): void {
  tx.send(sql`
    insert into survey_round (city, id, division_code, purpose, unit, age_group, circumstances, sample_size, seed, channels, questionnaire_id, questionnaire_version, from_on, until_on, owner_id, owner_name, created_at, updated_at)
    values (${call.actor.city}, ${round.id}, ${round.divisionCode}, ${round.purpose}, ${round.unit}, ${round.ageGroup}, ${round.circumstances}, ${round.sampleSize}, ${round.seed}, ${round.channels}, ${round.questionnaireId}, ${round.questionnaireVersion},
      ${round.fromOn}, ${round.untilOn}, ${call.actor.accountId}, ${call.actor.name}, ${call.now}, ${call.now})`);
}

/** A plan said anew; the seed and whoever leads it stay. */
export function savePlan(tx: Tx, call: Call, roundId: string, plan: Omit<NewRound, 'id' | 'seed'>): void {
  tx.send(sql`
    update survey_round set division_code = ${plan.divisionCode}, purpose = ${plan.purpose}, unit = ${plan.unit}, age_group = ${plan.ageGroup}, circumstances = ${plan.circumstances}, sample_size = ${plan.sampleSize}, channels = ${plan.channels},
      questionnaire_id = ${plan.questionnaireId}, questionnaire_version = ${plan.questionnaireVersion}, from_on = ${plan.fromOn}, until_on = ${plan.untilOn}, updated_at = ${call.now}
    where city = current_setting('app.city') and id = ${roundId}`);
}

export const fixVersion = (tx: Tx, call: Call, roundId: string, version: number): void => tx.send(sql`update survey_round set questionnaire_version = ${version}, updated_at = ${call.now} where city = current_setting('app.city') and id = ${roundId}`);

/** Writes where a round stands: its state, its last day, what was drawn, what it says. */
export function saveRound(tx: Tx, call: Call, roundId: string, { status, untilOn, cells, result }: { status: RoundStatus; untilOn: string; cells?: DrawnCell[]; result?: unknown }): void {
  tx.send(sql`
    update survey_round set status = ${status}, until_on = ${untilOn}, updated_at = ${call.now}
      ${cells ? sql`, begun_on = ${call.today}, draw = ${JSON.stringify(cells)}::jsonb` : sql``} ${result ? sql`, closed_on = ${call.today}, result = ${JSON.stringify(result)}::jsonb` : sql``}
    where city = current_setting('app.city') and id = ${roundId}`);
}

export function insertMembers(tx: Tx, call: Call, { id: roundId, unit }: Pick<RoundRecord, 'id' | 'unit'>, drawn: DrawnMember[]): void {
  const rows = drawn.map((member) => ({ ...member, memberId: newId() }));
  tx.send(sql`
    insert into round_member (city, id, round_id, division_code, household_id, person_id, place, block, cell, stratum_drawn, stratum_frame, route_order)
    select ${call.actor.city}, "memberId", ${roundId}, "divisionCode", ${unit === 'household' ? sql`id, null::uuid` : sql`null::uuid, id`}, place, block, cell, "stratumDrawn", "stratumFrame", "routeOrder"
    from ${tableOf('m', rows, { memberId: 'uuid', divisionCode: 'text', id: 'uuid', place: 'text', block: 'text', cell: 'integer', stratumDrawn: 'integer', stratumFrame: 'integer', routeOrder: 'integer' })}`);
}

export const getDraw = async (tx: Tx, roundId: string): Promise<{ cells: DrawnCell[] | null; result: unknown }> =>
  tx.one<{ cells: DrawnCell[] | null; result: unknown }>(sql`select draw as cells, result from survey_round where city = current_setting('app.city') and id = ${roundId}`);

const COUNTED = sql`(select count(*)::int as members, count(m.outcome)::int as tried, (count(*) filter (where m.outcome = 'heard'))::int as heard from round_member m where m.city = r.city and m.round_id = r.id)`;
const ROW = sql`r.id, r.purpose, r.division_code as "divisionCode", coalesce(d.name, r.division_code) as "divisionName", r.unit, r.status, r.channels, r.from_on as "fromOn", r.until_on as "untilOn", r.owner_name as "ownerName", c.members, c.tried, c.heard`;
const FROM = sql`from survey_round r left join division d on d.city = r.city and d.code = r.division_code left join lateral ${COUNTED} c on true`;

const asked = ({ q, status }: ListRounds): Sql => sql`r.city = current_setting('app.city') ${q ? sql`and position(lower(${q}) in lower(r.purpose)) > 0` : sql``} ${status ? sql`and r.status = any(${status})` : sql``}`;

export const countRounds = async (tx: Tx, input: ListRounds): Promise<number> => (await tx.one<{ total: number }>(sql`select count(*)::int as total from survey_round r where ${asked(input)}`)).total;

/** The newest first. */
export function listRoundRows(tx: Tx, input: ListRounds, limit: number): Promise<RoundRow[]> {
  const cursor = decodeCursor(input.after);
  return tx.many(sql`select ${ROW} ${FROM} where ${asked(input)} ${cursor ? sql`and (r.from_on, r.id) < (${String(cursor.value)}::date, ${cursor.id}::uuid)` : sql``} order by r.from_on desc, r.id desc limit ${limit}`);
}

export type RoundShown = RoundRow & Pick<RoundFile, 'ageGroup' | 'circumstances' | 'sampleSize' | 'seed' | 'begunOn' | 'closedOn' | 'questionnaire' | 'again' | 'dueAgain'> & { cells: DrawnCell[] | null };

export async function findShown(tx: Tx, call: Call, roundId: string): Promise<RoundShown> {
  const found = await tx.maybe<RoundShown>(sql`
    select ${ROW}, r.age_group as "ageGroup", r.circumstances, r.sample_size as "sampleSize", r.seed, r.begun_on as "begunOn", r.closed_on as "closedOn", r.draw as cells,
      case when v.version is not null then jsonb_build_object('id', q.id, 'version', v.version, 'newest', q.version, 'title', v.form ->> 'title', 'questions', v.questions) end as questionnaire,
      (select count(*)::int from round_member m where m.city = r.city and m.round_id = r.id and m.outcome = 'again') as again,
      (select count(*)::int from round_member m where m.city = r.city and m.round_id = r.id and m.outcome = 'again' and m.again_on <= ${call.today}) as "dueAgain"
    ${FROM} left join questionnaire q on q.city = r.city and q.id = r.questionnaire_id left join questionnaire_version v on v.city = r.city and v.questionnaire_id = r.questionnaire_id and v.version = r.questionnaire_version
    where r.city = current_setting('app.city') and r.id = ${roundId}`);
  if (!found) throw new NotFound('surveyRound', roundId);
  return found;
}
