import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { raw, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';

const moment = (column: string): Sql => raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

export type LinkRecord = {
  id: string; questionnaireId: string; divisionCode: string; divisionName: string; codeHash: string; place: string; expiresOn: string; mostAnswers: number; answers: number; closedOn: string | null; madeByName: string; madeAt: string;
};
const LINK = sql`l.id, l.questionnaire_id as "questionnaireId", l.division_code as "divisionCode", coalesce(d.name, l.division_code) as "divisionName", l.code_hash as "codeHash", l.place, l.expires_on as "expiresOn", l.most_answers as "mostAnswers", l.answers,
  l.closed_on as "closedOn", l.made_by_name as "madeByName", ${moment('l.made_at')} as "madeAt" from questionnaire_link l left join division d on d.city = l.city and d.code = l.division_code`;

export const listLinkRecords = (tx: Tx, questionnaireId: string): Promise<LinkRecord[]> =>
  tx.many(sql`select ${LINK} where l.city = current_setting('app.city') and l.questionnaire_id = ${questionnaireId} order by l.made_at desc, l.id desc limit 200`);

export async function getLinkForUpdate(tx: Tx, linkId: string): Promise<LinkRecord> {
  const found = await tx.maybe<LinkRecord>(sql`select ${LINK} where l.city = current_setting('app.city') and l.id = ${linkId} for update of l`);
  if (!found) throw new NotFound('questionnaireLink', linkId);
  return found;
}

/** The link that the code of whoever asks opens. */
export const findLinkHeld = (tx: Tx): Promise<LinkRecord | null> => tx.maybe(sql`select ${LINK} where l.city = current_setting('app.city') and l.code_hash = current_setting('app.link')`);

export function insertLink(tx: Tx, call: Call, made: Pick<LinkRecord, 'id' | 'questionnaireId' | 'divisionCode' | 'codeHash' | 'place' | 'expiresOn' | 'mostAnswers'>): void {
  tx.send(sql`
    insert into questionnaire_link (city, id, division_code, questionnaire_id, code_hash, place, expires_on, most_answers, made_by, made_by_name, made_at)
    values (${call.actor.city}, ${made.id}, ${made.divisionCode}, ${made.questionnaireId}, ${made.codeHash}, ${made.place}, ${made.expiresOn}, ${made.mostAnswers}, ${call.actor.accountId}, ${call.actor.name}, ${call.now})`);
}

export const closeLinkOn = (tx: Tx, linkId: string, today: string): void => tx.send(sql`update questionnaire_link set closed_on = ${today} where city = current_setting('app.city') and id = ${linkId}`);

/** One more answer by the link that is held; false where the last place has gone meanwhile, or the link has. */
export async function countAnswer(tx: Tx, today: string): Promise<boolean> {
  return (await tx.run(sql`update questionnaire_link set answers = answers + 1 where city = current_setting('app.city') and code_hash = current_setting('app.link') and closed_on is null and expires_on >= ${today} and answers < most_answers`)) === 1;
}
