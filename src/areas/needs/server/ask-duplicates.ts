import { commonDivision } from '../../../kernel/division.ts';
import { addWorkingDays } from '../../../kernel/working-days.ts';
import type { Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql, type Sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe, reopen, settle } from '../../duties/server/operations.ts';
import { describePeople } from '../../people/server/import-operations.ts';
import { addQuestions } from './duplicate-queries.ts';

/** A working week to say whether two are one: nothing waits for it but tidiness. */
const DAYS_TO_ANSWER = 5;

/** `divisionCode` where it is asked; two people are asked about in the smallest place that holds both, for nobody below it sees both. */
export type AskDuplicate = { kind: 'person' | 'need' | 'resource' | 'organization'; divisionCode: string; firstId: string; secondId: string; why: Record<string, unknown>; title: string };

/** Asks a person whether two records are one. Asked once, whichever of the two is named first; nothing is merged unseen. Answers the ids of what was not asked before. */
export async function askDuplicates(tx: Tx, call: Call, given: AskDuplicate[]): Promise<string[]> {
  const questions = await settlePlaces(tx, given);
  const rows = questions.filter(({ firstId, secondId }) => firstId !== secondId).map((question) => {
    const [firstId, secondId] = question.firstId < question.secondId ? [question.firstId, question.secondId] : [question.secondId, question.firstId];
    return { ...question, id: newId(), firstId, secondId };
  });
  const added = new Set(await addQuestions(tx, rows));
  await owe(tx, call, rows.filter(({ id }) => added.has(id)).map((row) => ({
    kind: 'answerDuplicate' as const, subjectKind: 'duplicateQuestion', subjectId: row.id, subjectTitle: row.title, divisionCode: row.divisionCode, dueOn: addWorkingDays(call.today, DAYS_TO_ANSWER), owner: { role: 'stationWorker' as const }, details: { kind: row.kind },
  })));
  return [...added];
}

async function settlePlaces(tx: Tx, questions: AskDuplicate[]): Promise<AskDuplicate[]> {
  const people = questions.filter(({ kind }) => kind === 'person').flatMap(({ firstId, secondId }) => [firstId, secondId]);
  if (people.length === 0) return questions;
  const places = new Map([...await describePeople(tx, people)].map(([id, { divisionCode }]) => [id, divisionCode]));
  return questions.map((question) => {
    const of = [question.firstId, question.secondId].flatMap((id) => places.get(id) ?? []);
    return question.kind === 'person' && of.length > 0 ? { ...question, divisionCode: commonDivision(of) } : question;
  });
}

/** Takes open questions off the list without an answer, with their duties: nobody need answer them as things stand. */
export async function dropQuestions(tx: Tx, call: Call, which: Sql): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`
    with dropped as (update duplicate_question set status = 'dropped', answered_at = ${call.now} where city = current_setting('app.city') and status = 'open' and ${which} returning id),
      above as (update asked_above set is_open = false where city = current_setting('app.city') and question_id in (select id from dropped))
    select id from dropped`);
  settle(tx, call, ...rows.map(({ id }) => ({ kind: 'answerDuplicate' as const, subjectId: id, as: 'withdrawn' as const })));
  return rows.map(({ id }) => id);
}

/** Asks once more what was answered or dropped; what was said before is kept with the question. */
export async function askAgain(tx: Tx, call: Call, questions: { id: string; rule: string; evidence: string[] }[]): Promise<void> {
  if (questions.length === 0) return;
  const rows = await tx.many<{ id: string }>(sql`
    with again as (update duplicate_question q set status = 'open', answered_by = null, answered_at = null,
        why = q.why - 'told' || jsonb_build_object('rule', a.rule, 'evidence', a.evidence, 'before', coalesce(q.why -> 'before', '[]') || jsonb_build_array(jsonb_build_object('status', q.status, 'by', q.answered_by, 'at', q.answered_at, 'told', q.why -> 'told')))
      from ${tableOf('a', questions, { id: 'uuid', rule: 'text', evidence: 'jsonb' })} where q.city = current_setting('app.city') and q.id = a.id and q.status in ('different', 'dropped') returning q.id),
      above as (update asked_above set is_open = true where city = current_setting('app.city') and question_id in (select id from again))
    select id from again`);
  reopen(tx, call, ...rows.map(({ id }) => ({ kind: 'answerDuplicate' as const, subjectId: id, dueOn: addWorkingDays(call.today, DAYS_TO_ANSWER) })));
}
