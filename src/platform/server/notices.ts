import type { Call } from './call.ts';
import { newId } from './ids.ts';
import { sql } from './sql.ts';
import { tableOf } from './table-of.ts';
import type { Tx } from './tx.ts';

/** What happened, for the areas after this one (a row, where a job takes its kind) and for the pages that show it (told after the commit): a kind and an id, never the record. */
export type Notice = { kind: string; subjectId: string; divisionCode: string };

const announce = (tx: Tx, call: Call, { kind, subjectId, divisionCode }: Notice): void => tx.announce({ city: call.actor.city, kind, subjectId, divisionCode });

export function addNotice(tx: Tx, call: Call, notice: Notice): void {
  announce(tx, call, notice);
  if (!tx.isAwaited(notice.kind)) return;
  tx.send(sql`
    insert into notice (city, id, division_code, kind, subject_id)
    values (${call.actor.city}, ${newId()}, ${notice.divisionCode}, ${notice.kind}, ${notice.subjectId})`);
}

/** Many at once, for operations that write many records in one statement. */
export function addNotices(tx: Tx, call: Call, notices: Notice[]): void {
  for (const notice of notices) announce(tx, call, notice);
  leaveForJobs(tx, call, notices);
}

/** For the job of a later area alone: no page is told, because none shows anything of this kind. */
export function leaveForJobs(tx: Tx, call: Call, notices: Notice[]): void {
  const rows = notices.filter(({ kind }) => tx.isAwaited(kind)).map((notice) => ({ ...notice, id: newId() }));
  if (rows.length === 0) return;
  tx.send(sql`
    insert into notice (city, id, division_code, kind, subject_id)
    select ${call.actor.city}, id, "divisionCode", kind, "subjectId"
    from ${tableOf('n', rows, { id: 'uuid', divisionCode: 'text', kind: 'text', subjectId: 'uuid' })}`);
}

/**
 * Takes up to `most` notices of a kind, oldest first, and removes them in this transaction. For jobs of later areas. Of two at once the second
 * waits for the first and gets what is left, if any; skipping instead would need the right to change notices, which nobody has.
 */
export async function takeNotices(tx: Tx, kind: string, most: number): Promise<{ subjectId: string; divisionCode: string }[]> {
  return tx.many(sql`
    delete from notice where (city, id) in (
      select city, id from notice where kind = ${kind} order by id limit ${most})
    returning subject_id as "subjectId", division_code as "divisionCode"`);
}

/** What no job has taken within a day, none will. */
export const dropOldNotices = (tx: Tx): Promise<number> => tx.run(sql`delete from notice where noted_at < now() - interval '1 day'`);
