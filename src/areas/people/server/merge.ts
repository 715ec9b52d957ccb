import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { getPersonForUpdate } from './person-queries.ts';

/** What a merge moved, so that it can be taken apart again. */
export type MovedOfPerson = { keptId: string; goneId: string; contacts: string[]; consents: string[]; circumstances: string[] };

/** Two records turned out to be one person. The other stays, points to the one kept, and gives it its phones, consents and circumstances. Refused where either was joined to a third before. */
export async function mergePeople(tx: Tx, call: Call, { keptId, goneId }: { keptId: string; goneId: string }): Promise<Result<MovedOfPerson, { code: 'joinedMeanwhile' }>> {
  const kept = await getPersonForUpdate(tx, keptId);
  const gone = await getPersonForUpdate(tx, goneId);
  if (kept.mergedInto || gone.mergedInto) return refuse({ code: 'joinedMeanwhile' });
  // seen from then on where the one who is kept is seen
  const toKept = sql`person_id = ${keptId}, division_code = ${kept.divisionCode}`;
  const moved = async (query: ReturnType<typeof sql>) => (await tx.many<{ id: string }>(query)).map(({ id }) => id);
  const [contacts, consents, circumstances] = await Promise.all([
    moved(sql`update contact c set ${toKept} where city = current_setting('app.city') and person_id = ${goneId}
      and not exists (select 1 from contact k where k.city = c.city and k.person_id = ${keptId} and k.phone_index = c.phone_index) returning id`),
    moved(sql`update consent set ${toKept} where city = current_setting('app.city') and person_id = ${goneId} returning id`),
    moved(sql`update circumstance set ${toKept} where city = current_setting('app.city') and person_id = ${goneId} returning id`),
  ]);
  tx.send(sql`update person set merged_into = ${keptId}, version = version + 1, updated_at = ${call.now} where city = current_setting('app.city') and id = ${goneId}`);
  appendHistory(tx, call, { kind: 'person', subjectId: goneId, divisionCode: gone.divisionCode, action: 'merged' });
  appendHistory(tx, call, { kind: 'person', subjectId: keptId, divisionCode: kept.divisionCode, action: 'joinedByOther' });
  addNotice(tx, call, { kind: 'person', subjectId: goneId, divisionCode: gone.divisionCode });
  return ok({ keptId, goneId, contacts, consents, circumstances });
}

/** Gives back what a merge moved. Refused once the one that was kept has gone into a third, which has it all now. */
export async function unmergePeople(tx: Tx, call: Call, { keptId, goneId, contacts, consents, circumstances }: MovedOfPerson): Promise<Result<null, { code: 'undoLaterFirst' }>> {
  const kept = await getPersonForUpdate(tx, keptId);
  const gone = await getPersonForUpdate(tx, goneId);
  if (kept.mergedInto || gone.mergedInto !== keptId) return refuse({ code: 'undoLaterFirst' });
  const toGone = sql`person_id = ${goneId}, division_code = ${gone.divisionCode}`;
  tx.send(sql`update contact set ${toGone} where city = current_setting('app.city') and person_id = ${keptId} and id = any(${contacts}::uuid[])`);
  tx.send(sql`update consent set ${toGone} where city = current_setting('app.city') and person_id = ${keptId} and id = any(${consents}::uuid[])`);
  tx.send(sql`update circumstance set ${toGone} where city = current_setting('app.city') and person_id = ${keptId} and id = any(${circumstances}::uuid[])`);
  tx.send(sql`update person set merged_into = null, version = version + 1, updated_at = ${call.now} where city = current_setting('app.city') and id = ${goneId}`);
  for (const id of [keptId, goneId]) appendHistory(tx, call, { kind: 'person', subjectId: id, divisionCode: gone.divisionCode, action: 'unmerged' });
  addNotice(tx, call, { kind: 'person', subjectId: goneId, divisionCode: gone.divisionCode });
  return ok(null);
}
