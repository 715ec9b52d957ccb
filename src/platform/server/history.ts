import type { Call } from './call.ts';
import { newId } from './ids.ts';
import { sql } from './sql.ts';
import { tableOf } from './table-of.ts';
import type { Tx } from './tx.ts';

/** What an action changed: field → [before, after]. Never an identity number or a phone in the clear. */
export type Changes = Record<string, [before: unknown, after: unknown]>;

export type HistoryEntry = {
  kind: string; subjectId: string; divisionCode: string; action: string; reason?: string | null; changes?: Changes | null;
};

/** Adds a line to a record's timeline. Sent without waiting for the answer of the write before it. */
export function appendHistory(tx: Tx, call: Call, entry: HistoryEntry): void {
  tx.send(sql`
    insert into history (city, id, division_code, kind, subject_id, action, account_id, actor_name, actor_role, reason, changes, happened_at)
    values (${call.actor.city}, ${newId()}, ${entry.divisionCode}, ${entry.kind}, ${entry.subjectId}, ${entry.action}, ${call.actor.accountId},
      ${call.actor.name}, ${call.actor.role}, ${entry.reason ?? null}, ${entry.changes ? JSON.stringify(entry.changes) : null}, ${call.now})`);
}

/** The fields whose values differ, for `changes`. */
export function changesBetween<T extends Record<string, unknown>>(before: T, after: Partial<T>): Changes {
  const changes: Changes = {};
  for (const [field, value] of Object.entries(after)) {
    if (JSON.stringify(before[field]) !== JSON.stringify(value)) changes[field] = [before[field] ?? null, value ?? null];
  }
  return changes;
}

export type LastChange = { by: string; at: string; action: string; fields: string[] };

/** Who last changed a record, or one field of it, and what, to tell the second of two people who work on it. */
export async function findLastChange(tx: Tx, kind: string, subjectId: string, field?: string): Promise<LastChange | null> {
  return tx.maybe<LastChange>(sql`
    select actor_name as by, happened_at as at, action,
      coalesce(array(select jsonb_object_keys(changes)), '{}') as fields
    from history where kind = ${kind} and subject_id = ${subjectId} ${field === undefined ? sql`` : sql`and jsonb_exists(changes, ${field})`} order by happened_at desc, id desc limit 1`);
}

/** Many lines at once, for operations that write many records in one statement. */
export function appendHistories(tx: Tx, call: Call, entries: HistoryEntry[]): void {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, id: newId() }));
  tx.send(sql`
    insert into history (city, id, division_code, kind, subject_id, action, account_id, actor_name, actor_role, reason, changes, happened_at)
    select ${call.actor.city}, id, "divisionCode", kind, "subjectId", action, ${call.actor.accountId}, ${call.actor.name}, ${call.actor.role}, reason, changes, ${call.now}
    from ${tableOf('h', rows, { id: 'uuid', divisionCode: 'text', kind: 'text', subjectId: 'uuid', action: 'text', reason: 'text', changes: 'jsonb' })}`);
}
