import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { workOut } from '../core/answer-form.ts';
import { needsOf, type Heard } from '../core/bindings.ts';
import { planOf } from '../core/form-plan.ts';
import type { MemberFile } from '../core/round-contract.ts';
import { findBindings, getForm } from './response-queries.ts';

/** Answers that stand already, of a door. `isHeard`: their needs are somebody's. */
export type Answered = { id: string; divisionCode: string; questionnaireId: string; version: number; roundMemberId: string; askedOn: string; answers: Record<string, string>; isHeard: boolean };
// An answer by the link of a door comes without a person, and so stays whoever corrects it.
const ANSWERED = sql`r.id, r.division_code as "divisionCode", r.questionnaire_id as "questionnaireId", r.version, r.round_member_id as "roundMemberId", r.asked_on as "askedOn", r.answers,
    exists (select 1 from response_need n where n.city = r.city and n.response_id = r.id) as "isHeard"
  from response r where r.city = current_setting('app.city') and r.person_id is null and r.round_member_id is not null and not exists (select 1 from response s where s.city = r.city and s.supersedes = r.id)`;

/** An answer of a door of which nobody has said whose it is. */
export const findAnswered = (tx: Tx, responseId: string): Promise<Answered | null> => tx.maybe(sql`select ${ANSWERED} and r.id = ${responseId}`);

/** The needs in answers that stand already. */
export async function needsIn(tx: Tx, { questionnaireId, version, answers, askedOn }: Pick<Answered, 'questionnaireId' | 'version' | 'answers' | 'askedOn'>): Promise<Heard[]> {
  const [{ form }, { bindings }] = await Promise.all([getForm(tx, questionnaireId, version), findBindings(tx, questionnaireId, version)]);
  return bindings.length === 0 ? [] : needsOf(workOut(planOf(form), answers, { today: askedOn, language: 'zh' }), bindings);
}

type Row = Omit<MemberFile['answered'][number], 'isOpen'>;

/** The questionnaires answered behind a door, the last first. One that says needs is open until somebody says whose they are; one that says none asks for nobody. */
export async function listAnsweredAtDoor(tx: Tx, memberId: string): Promise<MemberFile['answered']> {
  const [rows, unnamed] = await Promise.all([
    tx.many<Row>(sql`
      select r.id, r.channel, r.link_id is not null as "isByLink", r.asked_on as "askedOn", r.asked_by_name as "byName", p.full_name as "personName" from response r left join person p on p.city = r.city and p.id = r.person_id
      where r.city = current_setting('app.city') and r.round_member_id = ${memberId} and not exists (select 1 from response s where s.city = r.city and s.supersedes = r.id) order by r.created_at desc limit 20`),
    tx.many<Answered>(sql`select ${ANSWERED} and r.round_member_id = ${memberId} order by r.created_at desc limit 20`),
  ]);
  const open = new Set<string>();
  for (const one of unnamed) if (!one.isHeard && (await needsIn(tx, one)).length > 0) open.add(one.id);
  return rows.map((row) => ({ ...row, isOpen: open.has(row.id) }));
}
