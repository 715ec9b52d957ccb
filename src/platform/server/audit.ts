import type { Call } from './call.ts';
import { newId } from './ids.ts';
import { sql, type Sql } from './sql.ts';
import { tableOf } from './table-of.ts';
import { placeOf, type Subject } from './subjects.ts';
import type { Tx } from './tx.ts';

/** Without a division it stands where its subject does, as far as the actor sees that; else where the actor does. */
export type AuditEntry = {
  operation: string; divisionCode?: string; outcome: string;
  subjectKind?: string | null; subjectId?: string | null; purpose?: string | null;
};

const whereOf = (call: Call, { divisionCode, subjectKind }: AuditEntry, id: Sql): Sql => (divisionCode ? sql`${divisionCode}` : sql`coalesce(${placeOf(subjectKind, id)}, ${call.actor.divisionCode})`);

/** For whom the actor acts, by its name now: names change, and whoever reads the log cannot always see the record behind. */
const actorPlaceOf = ({ actor }: Call): Sql => sql`coalesce((select o.name from organization o where o.city = ${actor.city} and o.id = ${actor.organizationId}::uuid), (select d.name from division d where d.city = ${actor.city} and d.code = ${actor.divisionCode}))`;

/** One row of the audit log, in the transaction of what it tells. */
export function appendAudit(tx: Tx, call: Call, entry: AuditEntry): void {
  tx.send(sql`
    insert into audit (city, id, division_code, account_id, grant_id, actor_name, actor_role, actor_place, operation, subject_kind, subject_id, purpose, outcome, request_id, happened_at)
    values (${call.actor.city}, ${newId()}, ${whereOf(call, entry, sql`${entry.subjectId ?? null}::uuid`)}, ${call.actor.accountId}, ${call.actor.grantId}, ${call.actor.name}, ${call.actor.role}, ${actorPlaceOf(call)},
      ${entry.operation}, ${entry.subjectKind ?? null}, ${entry.subjectId ?? null}, ${entry.purpose ?? null}, ${entry.outcome}, ${call.requestId || null}, ${call.now})`);
}

/** A command's rows, one for each record that it is about, so that the log of a record knows all that was done to it. The platform calls it for every command. */
export function auditCommand(tx: Tx, call: Call, entry: { operation: string; outcome: string }, subjects: Subject[]): void {
  if (subjects.length < 2) return appendAudit(tx, call, { ...entry, subjectKind: subjects[0]?.kind, subjectId: subjects[0]?.id });
  const kinds = new Set(subjects.map(({ kind }) => kind));
  for (const subjectKind of kinds) appendAudits(tx, call, subjects.filter(({ kind }) => kind === subjectKind).map(({ id }) => ({ ...entry, subjectKind, subjectId: id })));
}

/** The same for a command that a page sends by itself while somebody writes: one row for whoever does it, the record and the hour. */
export async function auditSitting(tx: Tx, call: Call, entry: { operation: string; outcome: string }, subjects: Subject[]): Promise<void> {
  const [subject] = subjects;
  const before = subject && await tx.maybe(sql`
    select 1 from audit where city = ${call.actor.city} and subject_kind = ${subject.kind} and subject_id = ${subject.id} and account_id = ${call.actor.accountId} and operation = ${entry.operation}
      and outcome = ${entry.outcome} and happened_at > ${call.now}::timestamptz - interval '1 hour' limit 1`);
  if (!before) auditCommand(tx, call, entry, subjects);
}

/** Many of one kind at once, for operations that read or write many records in one statement. */
export function appendAudits(tx: Tx, call: Call, entries: AuditEntry[]): void {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ ...entry, id: newId() }));
  tx.send(sql`
    insert into audit (city, id, division_code, account_id, grant_id, actor_name, actor_role, actor_place, operation, subject_kind, subject_id, purpose, outcome, request_id, happened_at)
    select ${call.actor.city}, id, coalesce("divisionCode", ${placeOf(entries[0]!.subjectKind, sql`"subjectId"`)}, ${call.actor.divisionCode}), ${call.actor.accountId}, ${call.actor.grantId}, ${call.actor.name}, ${call.actor.role}, ${actorPlaceOf(call)},
      operation, "subjectKind", "subjectId", purpose, outcome, ${call.requestId || null}, ${call.now}
    from ${tableOf('a', rows, { id: 'uuid', divisionCode: 'text', operation: 'text', subjectKind: 'text', subjectId: 'uuid', purpose: 'text', outcome: 'text' })}`);
}

export type FileReading = { kind: string; subjectId: string; divisionCode: string; purpose: string; operation: string };

/** A reading of a person's file: the person can see this row (PIPL 45). */
export const auditRead = (tx: Tx, call: Call, { kind, ...reading }: FileReading): void => appendAudit(tx, call, { ...reading, outcome: 'read', subjectKind: kind });

/** A reading by a page that asks anew by itself: within the hour it is the same reading. */
export const auditReadOnce = (tx: Tx, call: Call, reading: FileReading): Promise<void> => tx.maybe(sql`
  select 1 from audit where city = ${call.actor.city} and subject_kind = ${reading.kind} and subject_id = ${reading.subjectId} and account_id = ${call.actor.accountId} and operation = ${reading.operation}
    and outcome = 'read' and happened_at > ${call.now}::timestamptz - interval '1 hour' limit 1`).then((before) => {
  if (!before) auditRead(tx, call, reading);
});

/** Readings of many files at once. */
export const auditReads = (tx: Tx, call: Call, readings: FileReading[]): void =>
  appendAudits(tx, call, readings.map(({ kind, ...reading }) => ({ ...reading, outcome: 'read', subjectKind: kind })));
