import type { Call } from '../../../platform/server/call.ts';
import { decodeCursor } from '../../../platform/server/cursor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { join, raw, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Binding, Dropped } from '../core/bindings.ts';
import type { Questionnaire } from '../core/questionnaire.ts';
import type { ListResponses, ResponseChannel, ResponseFile, ResponseRow } from '../core/response-contract.ts';

const moment = (column: string): Sql => raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** The questions of one version. */
export async function getForm(tx: Tx, questionnaireId: string, version: number): Promise<{ form: Questionnaire; divisionCode: string }> {
  const found = await tx.maybe<{ form: Questionnaire; divisionCode: string }>(sql`select form, division_code as "divisionCode" from questionnaire_version where city = current_setting('app.city') and questionnaire_id = ${questionnaireId} and version = ${version}`);
  if (!found) throw new NotFound('questionnaire', questionnaireId);
  return found;
}

export type BindingsRow = { revision: number; bindings: Binding[]; dropped: Dropped[]; madeByName: string | null; madeAt: string | null };
const NO_BINDINGS: BindingsRow = { revision: 0, bindings: [], dropped: [], madeByName: null, madeAt: null };

/** Which answers of a version are needs, as last said. */
export async function findBindings(tx: Tx, questionnaireId: string, version: number): Promise<BindingsRow> {
  return (await tx.maybe<BindingsRow>(sql`
    select revision, bindings, dropped, made_by_name as "madeByName", ${moment('made_at')} as "madeAt" from questionnaire_bindings
    where city = current_setting('app.city') and questionnaire_id = ${questionnaireId} and version = ${version} order by revision desc limit 1`)) ?? NO_BINDINGS;
}

export function insertBindings(tx: Tx, call: Call, made: { questionnaireId: string; version: number; revision: number; divisionCode: string; bindings: Binding[]; dropped: Dropped[] }): void {
  tx.send(sql`
    insert into questionnaire_bindings (city, questionnaire_id, version, revision, division_code, bindings, dropped, made_by, made_by_name, made_at)
    values (${call.actor.city}, ${made.questionnaireId}, ${made.version}, ${made.revision}, ${made.divisionCode}, ${JSON.stringify(made.bindings)}::jsonb, ${JSON.stringify(made.dropped)}::jsonb, ${call.actor.accountId}, ${call.actor.name}, ${call.now})`);
}

export type NewResponse = {
  id: string; divisionCode: string; questionnaireId: string; version: number; channel: ResponseChannel; personId: string | null; askedBy: string | null; askedByName: string; askedOn: string; answers: Record<string, string>;
  roundId?: string | null; roundMemberId?: string | null; householdId?: string | null; linkId?: string; linkHash?: string; supersedes: string | null;
};

export function insertResponse(tx: Tx, call: Call, made: NewResponse): void {
  tx.send(sql`
    insert into response (city, id, division_code, questionnaire_id, version, channel, person_id, household_id, asked_by, asked_by_name, asked_on, answers, round_id, round_member_id, link_id, link_hash, supersedes, created_at)
    values (${call.actor.city}, ${made.id}, ${made.divisionCode}, ${made.questionnaireId}, ${made.version}, ${made.channel}, ${made.personId}, ${made.personId ? sql`(select household_id from person where city = current_setting('app.city') and id = ${made.personId})` : made.householdId ?? null},
      ${made.askedBy}, ${made.askedByName}, ${made.askedOn}, ${JSON.stringify(made.answers)}::jsonb, ${made.roundId ?? null}, ${made.roundMemberId ?? null}, ${made.linkId ?? null}, ${made.linkHash ?? null}, ${made.supersedes}, ${call.now})`);
}

export type ResponseNeed = { needId: string; item: string; outcome: 'new' | 'joined' | 'kept' };

export function insertResponseNeeds(tx: Tx, call: Call, responseId: string, divisionCode: string, needs: ResponseNeed[]): void {
  if (needs.length === 0) return;
  tx.send(sql`insert into response_need (city, response_id, need_id, division_code, outcome) values ${join(needs.map(({ needId, outcome }) => sql`(${call.actor.city}, ${responseId}, ${needId}, ${divisionCode}, ${outcome})`))}`);
}

export type Superseded = { id: string; questionnaireId: string; personId: string | null; divisionCode: string; linkId: string | null; /** Whose the needs of an answer without a name were said to be. */ namedId: string | null; roundId: string | null; roundMemberId: string | null; isCorrected: boolean };

/** An answered questionnaire that is to be corrected, with the needs that came of it and are not closed. */
export async function getSuperseded(tx: Tx, id: string): Promise<Superseded & { needs: { needId: string; item: string }[] }> {
  const [found, needs] = await Promise.all([
    tx.maybe<Superseded>(sql`
      select r.id, r.questionnaire_id as "questionnaireId", r.person_id as "personId", r.division_code as "divisionCode", r.link_id as "linkId", r.round_id as "roundId", r.round_member_id as "roundMemberId",
        (with recursive line(id) as (select r.id where r.person_id is null union select e.supersedes from line join response e on e.city = r.city and e.id = line.id where e.supersedes is not null)
          select coalesce(p.merged_into, p.id) from line join response_need rn on rn.city = r.city and rn.response_id = line.id join need n on n.city = rn.city and n.id = rn.need_id join person p on p.city = n.city and p.id = n.person_id limit 1) as "namedId",
        exists (select 1 from response s where s.city = r.city and s.supersedes = r.id) as "isCorrected"
      from response r where r.city = current_setting('app.city') and r.id = ${id}`),
    tx.many<{ needId: string; item: string }>(sql`
      select n.id as "needId", n.item from response_need rn join need n on n.city = rn.city and n.id = rn.need_id
      where rn.city = current_setting('app.city') and rn.response_id = ${id} and n.status in ('open', 'matched', 'inService')`),
  ]);
  if (!found) throw new NotFound('response', id);
  return { ...found, needs };
}

// a record that was found to be the same person's as another shows the name of the one that stays
const ROW = sql`r.id, r.questionnaire_id as "questionnaireId", q.title, r.version, r.channel, coalesce(p.merged_into, p.id) as "personId", coalesce(k.full_name, p.full_name) as "personName", r.division_code as "divisionCode",
  coalesce(d.name, r.division_code) as "divisionName", r.asked_by_name as "askedByName", r.asked_on as "askedOn", r.link_id is not null as "isByLink", r.supersedes as "correctionOf",
  case when r.round_id is null then null when r.round_member_id is not null then 'drawn' when r.link_id is not null then 'wall' when r.channel = 'talk' then 'talk' else 'outside' end as standing,
  (select count(*) from response_need rn where rn.city = r.city and rn.response_id = r.id) as needs`;
const FROM = sql`from response r join questionnaire q on q.city = r.city and q.id = r.questionnaire_id
  left join person p on p.city = r.city and p.id = r.person_id left join person k on k.city = p.city and k.id = p.merged_into left join division d on d.city = r.city and d.code = r.division_code`;

/** Those that nothing has taken the place of. */
const asked = (input: Partial<ListResponses>): Sql => sql`r.city = current_setting('app.city') and not exists (select 1 from response s where s.city = r.city and s.supersedes = r.id)
  ${input.questionnaireId ? sql`and r.questionnaire_id = ${input.questionnaireId}` : sql``} ${input.roundId ? sql`and r.round_id = ${input.roundId}` : sql``} ${input.channel ? sql`and r.channel = any(${input.channel})` : sql``}
  ${input.personId ? sql`and r.person_id in (select id from person where city = current_setting('app.city') and (id = ${input.personId} or merged_into = ${input.personId}))` : sql``}
  ${input.askedFrom ? sql`and r.asked_on >= ${input.askedFrom}` : sql``} ${input.askedTo ? sql`and r.asked_on <= ${input.askedTo}` : sql``}`;

export async function countResponses(tx: Tx, input: Partial<ListResponses>): Promise<number> {
  return (await tx.one<{ total: number }>(sql`select count(*) as total from response r where ${asked(input)}`)).total;
}

export function listResponseRows(tx: Tx, input: ListResponses, limit: number): Promise<ResponseRow[]> {
  const isDown = input.sort.startsWith('-');
  const cursor = decodeCursor(input.after);
  return tx.many(sql`
    select ${ROW} ${FROM} where ${asked(input)} ${cursor ? sql`and (r.asked_on, r.id) ${raw(isDown ? '<' : '>')} (${String(cursor.value)}::date, ${cursor.id}::uuid)` : sql``}
    order by r.asked_on ${raw(isDown ? 'desc' : 'asc')}, r.id ${raw(isDown ? 'desc' : 'asc')} limit ${limit}`);
}

/** One answered questionnaire with the questions it was answered under, what it corrected or was corrected by, and the needs that came of it and of those it corrected. */
export async function getResponseFile(tx: Tx, responseId: string): Promise<ResponseFile> {
  const [found, came] = await Promise.all([
    tx.maybe<Omit<ResponseFile, 'came'>>(sql`
      select ${ROW}, r.answers, v.form, q.version as "newestVersion", ${moment('r.created_at')} as "createdAt", l.place as "linkPlace", case when o.id is not null then jsonb_build_object('id', o.id, 'purpose', o.purpose, 'memberId', m.id, 'place', m.place) end as round, (select s.id from response s where s.city = r.city and s.supersedes = r.id) as "correctedBy"
      ${FROM} join questionnaire_version v on v.city = r.city and v.questionnaire_id = r.questionnaire_id and v.version = r.version
        left join questionnaire_link l on l.city = r.city and l.id = r.link_id left join survey_round o on o.city = r.city and o.id = r.round_id left join round_member m on m.city = r.city and m.id = r.round_member_id
      where r.city = current_setting('app.city') and r.id = ${responseId}`),
    tx.many<ResponseFile['came'][number]>(sql`
      with recursive line(id) as (select ${responseId}::uuid union select r.supersedes from line join response r on r.city = current_setting('app.city') and r.id = line.id where r.supersedes is not null)
      select distinct on (n.id) n.id as "needId", n.item, n.status, rn.outcome, rn.response_id = ${responseId} as "isStill" from line
        join response_need rn on rn.city = current_setting('app.city') and rn.response_id = line.id join need n on n.city = rn.city and n.id = rn.need_id
      order by n.id, rn.response_id = ${responseId} desc`),
  ]);
  if (!found) throw new NotFound('response', responseId);
  return { ...found, came };
}
