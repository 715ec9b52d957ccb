import { addDays } from '../../../kernel/local-date.ts';
import { appendAudit } from '../../../platform/server/audit.ts';
import type { Call } from '../../../platform/server/call.ts';
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts';
import { join, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { auditKindOf, DOOR_OPERATIONS, MOST_COUNTED, type AuditRow, type ListAudit } from '../core/audit-contract.ts';
import { describeSubjects } from './audit-subjects.ts';

type Row = Omit<AuditRow, 'kind' | 'reason' | 'subject' | 'sequence'> & { outcome: string };

// as many as bear one name in a city; of more the name says too little
const MOST_NAMESAKES = 50;
/** The same question within a minute is the same reading: pages ask anew by themselves. */
const SAME_READING = '1 minute';

const startOf = (day: string): Sql => sql`(${day}::date::timestamp at time zone 'Asia/Shanghai')`;

function kindIs(kind: NonNullable<ListAudit['kind']>): Sql {
  switch (kind) {
    case 'door': return sql`(outcome = 'done' and operation = any(${[...DOOR_OPERATIONS]}))`;
    case 'read': return sql`outcome = 'read'`;
    case 'refused': return sql`(outcome >= 'refused' and outcome < 'refusee')`;
    case 'change': return sql`(outcome = 'done' and operation <> all(${[...DOOR_OPERATIONS]}))`;
  }
}

/** Every comparison is one that an index may serve under row security: equality and ranges, no pattern. */
async function conditionsFor(tx: Tx, input: ListAudit): Promise<Sql[]> {
  const conditions: Sql[] = [sql`city = current_setting('app.city')`];
  if (input.account) conditions.push(sql`account_id = ${input.account}`);
  if (input.q) {
    const namesakes = await tx.many<{ id: string }>(sql`select id from account where city = current_setting('app.city') and position(${input.q} in name) > 0 order by name = ${input.q} desc, id limit ${MOST_NAMESAKES}`);
    conditions.push(sql`account_id = any(${namesakes.map(({ id }) => id)}::uuid[])`);
  }
  if (input.role?.length) conditions.push(sql`actor_role = any(${input.role})`);
  if (input.kind) conditions.push(kindIs(input.kind));
  if (input.operation?.length) conditions.push(input.operation.length === 1 ? sql`operation = ${input.operation[0]}` : sql`operation = any(${input.operation})`);
  if (input.happenedFrom) conditions.push(sql`happened_at >= ${startOf(input.happenedFrom)}`);
  if (input.happenedTo) conditions.push(sql`happened_at < ${startOf(addDays(input.happenedTo, 1))}`);
  if (input.subjectKind) conditions.push(sql`subject_kind = ${input.subjectKind}`);
  if (input.subjectId) conditions.push(sql`subject_id = ${input.subjectId}`);
  return conditions;
}

/** Reading the log is itself a reading, of the account or the record that was asked about, if anything of it was shown. */
function noteReading(tx: Tx, call: Call, input: ListAudit, total: number): Promise<void> {
  const [kind, id] = total === 0 ? [null, null] : input.account ? ['account', input.account] : input.subjectId ? [input.subjectKind ?? null, input.subjectId] : [null, null];
  return tx.maybe(sql`
    select 1 from audit where city = current_setting('app.city') and account_id = ${call.actor.accountId} and operation = 'audit.read' and subject_id is not distinct from ${id}::uuid
      and happened_at > ${call.now}::timestamptz - ${SAME_READING}::interval limit 1`).then((before) => {
    if (!before) appendAudit(tx, call, { operation: 'audit.read', divisionCode: call.actor.divisionCode, outcome: 'read', subjectKind: kind, subjectId: id });
  });
}

async function placesOf(tx: Tx, rows: Row[]): Promise<Map<string, number>> {
  const links = await tx.many<{ auditId: string; sequence: number }>(sql`select audit_id as "auditId", sequence from audit_link where city = current_setting('app.city') and audit_id = any(${rows.map(({ id }) => id)}::uuid[])`);
  return new Map(links.map(({ auditId, sequence }) => [auditId, sequence]));
}

/** The log as far as row security shows it, newest first. How many there are is counted once, up to a bound: the cursor carries it on. */
export async function listAudit(tx: Tx, call: Call, input: ListAudit): Promise<{ total: number; isMore: boolean; items: AuditRow[]; next: string | null }> {
  const cursor = decodeCursor(input.after);
  const [counted, at] = cursor ? String(cursor.value).split(' ') : [];
  const conditions = await conditionsFor(tx, input);
  const beyond = cursor && at ? [sql`(happened_at, id) < (${at}::timestamptz, ${cursor.id}::uuid)`] : [];
  const [total, rows] = await Promise.all([
    cursor ? Number(counted) : tx.one<{ total: number }>(sql`select count(*) as total from (select 1 from audit where ${join(conditions, ' and ')} limit ${MOST_COUNTED}) a`).then((row) => row.total),
    tx.many<Row>(sql`
      select a.*, coalesce(d.name, a.code) as "divisionName" from (
        select id, happened_at as at, actor_name as "actorName", actor_role as "actorRole", account_id as "accountId", operation, outcome, subject_kind as "subjectKind", subject_id as "subjectId", purpose, division_code as code, actor_place as "actorPlace", source_address as "sourceAddress"
        from audit where ${join([...conditions, ...beyond], ' and ')} order by happened_at desc, id desc limit ${input.limit + 1}) a
      left join division d on d.city = current_setting('app.city') and d.code = a.code order by a.at desc, a.id desc`),
  ]);
  if (!cursor) await noteReading(tx, call, input, total);
  const page = rows.slice(0, input.limit);
  const places = page.length === 0 ? new Map<string, number>() : await placesOf(tx, page);
  const subjects = await describeSubjects(tx, call, page.flatMap(({ subjectKind: kind, subjectId: id }) => (kind && id ? [{ kind, id }] : [])));
  const last = page.at(-1);
  return {
    total, isMore: total === MOST_COUNTED, next: rows.length > input.limit && last ? encodeCursor({ value: `${total} ${last.at}`, id: last.id }) : null,
    items: page.map(({ outcome, ...row }) => ({
      ...row, kind: auditKindOf({ operation: row.operation, outcome }), reason: outcome.startsWith('refused: ') ? outcome.slice(9) : null,
      subject: row.subjectId ? subjects.get(row.subjectId) ?? null : null, sequence: places.get(row.id) ?? null,
    })),
  };
}
