import type { Call } from './call.ts';
import { newId } from './ids.ts';
import { sql } from './sql.ts';
import type { Tx } from './tx.ts';

export type AuditEntry = {
  operation: string; divisionCode: string; outcome: string;
  subjectKind?: string | null; subjectId?: string | null; purpose?: string | null;
};

/** One row of the audit log, in the transaction of what it tells. The platform calls it for every command. */
export function appendAudit(tx: Tx, call: Call, entry: AuditEntry): void {
  tx.send(sql`
    insert into audit (city, id, division_code, account_id, grant_id, actor_name, actor_role, operation, subject_kind, subject_id, purpose, outcome, request_id, happened_at)
    values (${call.actor.city}, ${newId()}, ${entry.divisionCode}, ${call.actor.accountId}, ${call.actor.grantId}, ${call.actor.name}, ${call.actor.role},
      ${entry.operation}, ${entry.subjectKind ?? null}, ${entry.subjectId ?? null}, ${entry.purpose ?? null}, ${entry.outcome}, ${call.requestId || null}, ${call.now})`);
}

/** Many at once, for operations that read or write many records in one statement. */
export function appendAudits(tx: Tx, call: Call, entries: AuditEntry[]): void {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, id: newId() }));
  tx.send(sql`
    insert into audit (city, id, division_code, account_id, grant_id, actor_name, actor_role, operation, subject_kind, subject_id, purpose, outcome, request_id, happened_at)
    select ${call.actor.city}, id, "divisionCode", ${call.actor.accountId}, ${call.actor.grantId}, ${call.actor.name}, ${call.actor.role},
      operation, "subjectKind", "subjectId", purpose, outcome, ${call.requestId || null}, ${call.now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as a(id uuid, "divisionCode" text, operation text, "subjectKind" text, "subjectId" uuid, purpose text, outcome text)`);
}

export type FileReading = { kind: string; subjectId: string; divisionCode: string; purpose: string; operation: string };

/** A reading of a person's file: the person can see this row (PIPL 45). */
export const auditRead = (tx: Tx, call: Call, { kind, ...reading }: FileReading): void => appendAudit(tx, call, { ...reading, outcome: 'read', subjectKind: kind });

/** Readings of many files at once. */
export const auditReads = (tx: Tx, call: Call, readings: FileReading[]): void =>
  appendAudits(tx, call, readings.map(({ kind, ...reading }) => ({ ...reading, outcome: 'read', subjectKind: kind })));
