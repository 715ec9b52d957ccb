import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { raw, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';

const moment = (column: string): Sql => raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

export type LinkRecord = {
  id: string; questionnaireId: string; divisionCode: string; divisionName: string; codeHash: string; place: string; expiresOn: string; mostAnswers: number; answers: number; closedOn: string | null; roundId: string | null; roundMemberId: string | null; version: number | null; pictureBytes: number; madeBy: string; madeByName: string; madeAt: string;
};
const LINK = sql`l.id, l.questionnaire_id as "questionnaireId", l.division_code as "divisionCode", coalesce(d.name, l.division_code) as "divisionName", l.code_hash as "codeHash", l.place, l.expires_on as "expiresOn", l.most_answers as "mostAnswers", l.answers,
  l.closed_on as "closedOn", l.round_id as "roundId", l.round_member_id as "roundMemberId", l.version, l.picture_bytes as "pictureBytes", l.made_by as "madeBy", l.made_by_name as "madeByName", ${moment('l.made_at')} as "madeAt" from questionnaire_link l left join division d on d.city = l.city and d.code = l.division_code`;

/** The links that hang on walls; those of single doors stand at the doors. */
export const listLinkRecords = (tx: Tx, questionnaireId: string, roundId: string | undefined): Promise<LinkRecord[]> =>
  tx.many(sql`select ${LINK} where l.city = current_setting('app.city') and l.questionnaire_id = ${questionnaireId} and l.round_member_id is null ${roundId ? sql`and l.round_id = ${roundId}` : sql``} order by l.made_at desc, l.id desc limit 200`);

export async function getLinkForUpdate(tx: Tx, linkId: string): Promise<LinkRecord> {
  const found = await tx.maybe<LinkRecord>(sql`select ${LINK} where l.city = current_setting('app.city') and l.id = ${linkId} for update of l`);
  if (!found) throw new NotFound('questionnaireLink', linkId);
  return found;
}

/** The link that the code of whoever asks opens. */
export const findLinkHeld = (tx: Tx): Promise<LinkRecord | null> => tx.maybe(sql`select ${LINK} where l.city = current_setting('app.city') and l.code_hash = current_setting('app.link')`);

export function insertLink(tx: Tx, call: Call, made: Pick<LinkRecord, 'id' | 'questionnaireId' | 'divisionCode' | 'codeHash' | 'place' | 'expiresOn' | 'mostAnswers' | 'roundId' | 'roundMemberId' | 'version'>): void {
  tx.send(sql`
    insert into questionnaire_link (city, id, division_code, questionnaire_id, code_hash, place, expires_on, most_answers, round_id, round_member_id, version, made_by, made_by_name, made_at)
    values (${call.actor.city}, ${made.id}, ${made.divisionCode}, ${made.questionnaireId}, ${made.codeHash}, ${made.place}, ${made.expiresOn}, ${made.mostAnswers}, ${made.roundId}, ${made.roundMemberId}, ${made.version}, ${call.actor.accountId}, ${call.actor.name}, ${call.now})`);
}

export const closeLinkOn = (tx: Tx, linkId: string, today: string): void => tx.send(sql`update questionnaire_link set closed_on = ${today} where city = current_setting('app.city') and id = ${linkId}`);

/** One more answer by the link that is held; false where the last place has gone meanwhile, or the link has. */
export async function countAnswer(tx: Tx, today: string, pictureBytes: number): Promise<boolean> {
  return (await tx.run(sql`update questionnaire_link set answers = answers + 1, picture_bytes = picture_bytes + ${pictureBytes} where city = current_setting('app.city') and code_hash = current_setting('app.link') and closed_on is null and expires_on >= ${today} and answers < most_answers`)) === 1;
}

/** The link of one door, if it has been made. */
export const findLinkOfMember = (tx: Tx, memberId: string): Promise<LinkRecord | null> => tx.maybe(sql`select ${LINK} where l.city = current_setting('app.city') and l.round_member_id = ${memberId}`);

/** The links of a round end with it, ask its version, and those of doors are open as long as it is. */
export const closeLinksOfRound = (tx: Tx, roundId: string, today: string): void => tx.send(sql`update questionnaire_link set closed_on = ${today} where city = current_setting('app.city') and round_id = ${roundId} and closed_on is null`);
export const moveLinksOfRound = (tx: Tx, roundId: string, version: number): void => tx.send(sql`update questionnaire_link set version = ${version} where city = current_setting('app.city') and round_id = ${roundId} and closed_on is null`);
export const keepDoorLinksUntil = (tx: Tx, roundId: string, untilOn: string): void => tx.send(sql`update questionnaire_link set expires_on = ${untilOn} where city = current_setting('app.city') and round_id = ${roundId} and round_member_id is not null and closed_on is null`);
