import { createHash } from 'node:crypto';
import { scopeOf } from './actor.ts';
import { systemActor } from './call.ts';
import type { Database } from './database.ts';
import { join, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/**
 * Audit rows are saved in their own transactions and linked here, in short batches, so that commits do not queue behind one row.
 * Until a row is linked (normally within two seconds) its change or deletion by someone with the owner's rights would not be found.
 */
const BATCH = 2000;

const COLUMNS = sql`id, division_code, account_id, grant_id, actor_name, actor_role, operation, subject_kind, subject_id, purpose, outcome, request_id, happened_at, recorded_at`;
type AuditRow = Record<string, unknown> & { id: string };

const hashOf = (previous: Buffer, row: AuditRow): Buffer =>
  createHash('sha256').update(previous).update(JSON.stringify(Object.keys(row).sort().map((key) => [key, row[key]]))).digest();

const FIRST = createHash('sha256').update('sanshe audit chain').digest();

/** Links what is not linked yet; returns how many. One sealer at a time in a city: others find the lock taken and leave. */
export async function sealAudit(database: Database, city: string): Promise<number> {
  return database.transaction(scopeOf(systemActor(city)), async (tx) => {
    const { taken } = await tx.one<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(hashtext(${`seal ${city}`})) as taken`);
    if (!taken) return 0;
    const last = await tx.maybe<{ sequence: number; hash: Buffer }>(sql`select sequence, hash from audit_link order by sequence desc limit 1`);
    // A transaction lives a minute at most, so a row that is not linked is younger than this window or the backlog of a stopped sealer.
    const rows = await tx.many<AuditRow>(sql`
      select ${COLUMNS} from audit a
      where not exists (select 1 from audit_link l where l.city = a.city and l.audit_id = a.id)
        and recorded_at > coalesce((select recorded_at from audit where id = (select audit_id from audit_link order by sequence desc limit 1)), '-infinity') - interval '15 minutes'
      order by recorded_at, id limit ${BATCH}`);
    await link(tx, rows, last?.sequence ?? 0, last?.hash ?? FIRST);
    return rows.length;
  });
}

async function link(tx: Tx, rows: AuditRow[], after: number, from: Buffer): Promise<void> {
  if (rows.length === 0) return;
  let previous: Buffer = from;
  const links = rows.map((row, i) => {
    previous = hashOf(previous, row);
    return { sequence: after + i + 1, audit_id: row.id, hash: previous.toString('hex') };
  });
  await tx.run(sql`insert into audit_link (sequence, audit_id, hash)
    select sequence, audit_id, decode(hash, 'hex') from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l(sequence bigint, audit_id uuid, hash text)`);
}

export type ChainFault = { kind: 'changed' | 'deleted' | 'linkMissing'; sequence: number; auditId: string | null };

/** Reads the chain from its beginning and names the first places where it does not hold. */
export async function checkAudit(database: Database, city: string): Promise<{ rows: number; faults: ChainFault[]; unlinked: number }> {
  return database.transaction(scopeOf(systemActor(city)), async (tx) => {
    const faults: ChainFault[] = [];
    let previous: Buffer = FIRST;
    let after = 0;
    let rows = 0;
    for (;;) {
      const links = await tx.many<{ sequence: number; auditId: string; hash: Buffer }>(sql`
        select sequence, audit_id as "auditId", hash from audit_link where sequence > ${after} order by sequence limit ${BATCH}`);
      if (links.length === 0) break;
      const audit = new Map((await tx.many<AuditRow>(sql`select ${COLUMNS} from audit where id in (${join(links.map(({ auditId }) => auditId))})`)).map((row) => [row.id, row]));
      for (const { sequence, auditId, hash } of links) {
        if (sequence !== after + 1) faults.push({ kind: 'linkMissing', sequence: after + 1, auditId: null });
        const row = audit.get(auditId);
        if (!row) faults.push({ kind: 'deleted', sequence, auditId });
        else if (!hashOf(previous, row).equals(hash)) faults.push({ kind: 'changed', sequence, auditId });
        previous = hash; // go on from what was written, so that one fault is named once
        after = sequence;
        rows += 1;
      }
      if (faults.length > 20) break;
    }
    const { unlinked } = await tx.one<{ unlinked: number }>(sql`
      select count(*) as unlinked from audit a where not exists (select 1 from audit_link l where l.city = a.city and l.audit_id = a.id)`);
    return { rows, faults, unlinked };
  }, { readOnly: true });
}
