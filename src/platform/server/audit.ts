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

/** A reading of a person's file: the person can see this row (PIPL 45). */
export const auditRead = (tx: Tx, call: Call, read: { kind: string; subjectId: string; divisionCode: string; purpose: string; operation: string }): void =>
  appendAudit(tx, call, {
    operation: read.operation, divisionCode: read.divisionCode, outcome: 'read', subjectKind: read.kind, subjectId: read.subjectId, purpose: read.purpose,
  });
