import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { scopeOf } from './actor.ts';
import { systemActor } from './call.ts';
import type { Platform } from './perform.ts';
import { join, sql } from './sql.ts';
import { tableOf } from './table-of.ts';
import type { Tx } from './tx.ts';

/**
 * Audit rows are saved in their own transactions and linked here, in short batches, so that commits do not queue behind one row.
 * Until a row is linked (normally within two seconds) its change or deletion by someone with the owner's rights would not be found.
 */
const BATCH = 2000;
/** A transaction lives a minute or two, so a row that is not linked is younger than this, or belongs to the backlog of a stopped sealer. */
const WINDOW = '15 minutes';
/** So many places are named; where more is wrong, more is not needed. */
const MOST_FAULTS = 20;

type Ground = Pick<Platform, 'database' | 'vault' | 'city'>;

const COLUMNS = sql`id, division_code, account_id, grant_id, actor_name, actor_role, operation, subject_kind, subject_id, purpose, outcome, request_id, happened_at, recorded_at, source_address, actor_place`;
/** Columns that the log had not from its beginning: a row that has nothing there is hashed without them, as it was before there were any. */
const LATER = ['source_address', 'actor_place'];
const UNLINKED = sql`not exists (select 1 from audit_link l where l.city = a.city and l.audit_id = a.id)`;
const LAST_LINKED = sql`(select recorded_at from audit where city = current_setting('app.city') and id = (select audit_id from audit_link where city = current_setting('app.city') order by sequence desc limit 1))`;
type AuditRow = Record<string, unknown> & { id: string };
/** The end of a chain: how many links, and the hash of the last. */
export type End = { sequence: number; hash: Buffer };
type Head = { sequence: number; signature: Buffer };

const hashOf = (previous: Buffer, row: AuditRow): Buffer =>
  createHash('sha256').update(previous).update(JSON.stringify(Object.keys(row).filter((key) => row[key] !== null || !LATER.includes(key)).sort().map((key) => [key, row[key]]))).digest();

const START: End = { sequence: 0, hash: createHash('sha256').update('sanshe audit chain').digest() };

const signatureOf = ({ vault, city }: Ground, { sequence, hash }: End): Buffer =>
  createHmac('sha256', vault.derive('audit head')).update(`${city} ${sequence} `).update(hash).digest();
const fits = (ground: Ground, head: Head, end: End): boolean => head.sequence === end.sequence && timingSafeEqual(head.signature, signatureOf(ground, end));

const findHead = (tx: Tx): Promise<Head | null> => tx.maybe<Head>(sql`select sequence, signature from audit_head where city = current_setting('app.city')`);
const findEnd = async (tx: Tx): Promise<End> =>
  (await tx.maybe<End>(sql`select sequence, hash from audit_link where city = current_setting('app.city') order by sequence desc limit 1`)) ?? START;

const writeHead = (ground: Ground, tx: Tx, end: End): Promise<number> => tx.run(sql`
  insert into audit_head (city, sequence, signature) values (${ground.city}, ${end.sequence}, ${signatureOf(ground, end)})
  on conflict (city) do update set sequence = excluded.sequence, signature = excluded.signature, signed_at = now()`);

/** Signs the chain where it ends now: once, when a database first learns of signatures. From then on a head that is not there was taken away. */
export const signChain = (ground: Ground): Promise<void> => ground.database.transaction(scopeOf(systemActor(ground.city)), async (tx) => {
  if (!(await findHead(tx))) await writeHead(ground, tx, await findEnd(tx));
});

/** Links what is not linked yet; returns how many. One sealer at a time in a city: others find the lock taken and leave. */
export async function sealAudit(ground: Ground): Promise<number> {
  const { database, city } = ground;
  return database.transaction(scopeOf(systemActor(city)), async (tx) => {
    const { taken } = await tx.one<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(hashtext(${`seal ${city}`})) as taken`);
    if (!taken) return 0;
    const [end, head] = await Promise.all([findEnd(tx), findHead(tx)]);
    const rows = await tx.many<AuditRow>(sql`
      select ${COLUMNS} from audit a where city = current_setting('app.city') and ${UNLINKED} and recorded_at > coalesce(${LAST_LINKED}, '-infinity') - ${WINDOW}::interval
      order by recorded_at, id limit ${BATCH}`);
    if (rows.length === 0) return 0;
    const after = await link(tx, rows, end);
    // a head that does not fit is evidence: the chain goes on, and the head stays where it was
    if (head ? fits(ground, head, end) : end.sequence === 0) await writeHead(ground, tx, after);
    return rows.length;
  });
}

async function link(tx: Tx, rows: AuditRow[], from: End): Promise<End> {
  let previous = from.hash;
  const links = rows.map((row, i) => {
    previous = hashOf(previous, row);
    return { sequence: from.sequence + i + 1, audit_id: row.id, hash: previous.toString('hex') };
  });
  await tx.run(sql`insert into audit_link (sequence, audit_id, hash)
    select sequence, audit_id, hash from ${tableOf('l', links, { sequence: 'bigint', audit_id: 'uuid', hash: 'bytea' })}`);
  return { sequence: from.sequence + rows.length, hash: previous };
}

/**
 * `changed`: a row, or its place, is not what was linked. `deleted`: a linked row is gone. `linkMissing`: a link is gone. `inserted`: a row that was put in
 * later. `cutOff`: the chain ends before, or otherwise than, it was signed. `unsigned`: links behind the signed end. `headMissing`: the signature is gone.
 */
export type ChainFault = { kind: 'changed' | 'deleted' | 'linkMissing' | 'inserted' | 'cutOff' | 'unsigned' | 'headMissing'; sequence: number; auditId: string | null };
export type ChainState = { end: End; faults: ChainFault[]; /** Rows that the next batch will link. */ waiting: number };

/** Reads the chain from its beginning and names the first places where it does not hold. `noted`: an end that somebody wrote down elsewhere; `tell` hears how far it is. */
export async function checkAudit(ground: Ground, noted?: { sequence: number; hash: string }, tell?: (sequence: number) => Promise<void>): Promise<ChainState> {
  return ground.database.transaction(scopeOf(systemActor(ground.city)), async (tx) => {
    const walk: Walk = { end: START, faults: [], hashes: new Map([[0, START.hash]]) };
    // the sealer may go on meanwhile: walked until it ends where its head says, or grows no longer
    for (let before = -1; ; before = walk.end.sequence) {
      const head = await findHead(tx);
      await walkOn(tx, walk, [head?.sequence, noted?.sequence], tell);
      const fault = judgeEnd(ground, head, walk);
      if (fault && walk.end.sequence > before && walk.faults.length < MOST_FAULTS) continue;
      if (fault) walk.faults.push(fault);
      break;
    }
    if (noted && !walk.hashes.get(noted.sequence)?.toString('hex').startsWith(noted.hash)) walk.faults.push({ kind: 'cutOff', sequence: noted.sequence, auditId: null });
    const { inserted, waiting } = await findUnlinked(tx);
    return { end: walk.end, faults: [...walk.faults, ...inserted], waiting };
  }, { readOnly: true });
}

type Walk = { end: End; faults: ChainFault[]; /** The hashes at the places that are asked for. */ hashes: Map<number, Buffer> };

async function walkOn(tx: Tx, walk: Walk, wanted: (number | undefined)[], tell?: (sequence: number) => Promise<void>): Promise<void> {
  for (;;) {
    const links = await tx.many<{ sequence: number; auditId: string; hash: Buffer }>(sql`
      select sequence, audit_id as "auditId", hash from audit_link where city = current_setting('app.city') and sequence > ${walk.end.sequence} order by sequence limit ${BATCH}`);
    if (links.length === 0 || walk.faults.length >= MOST_FAULTS) return;
    const audit = new Map((await tx.many<AuditRow>(sql`
      select ${COLUMNS} from audit where city = current_setting('app.city') and id in (${join(links.map(({ auditId }) => auditId))})`)).map((row) => [row.id, row]));
    for (const { sequence, auditId, hash } of links) {
      const row = audit.get(auditId);
      if (sequence !== walk.end.sequence + 1) walk.faults.push({ kind: 'linkMissing', sequence: walk.end.sequence + 1, auditId: null });
      else if (!row) walk.faults.push({ kind: 'deleted', sequence, auditId });
      else if (!hashOf(walk.end.hash, row).equals(hash)) walk.faults.push({ kind: 'changed', sequence, auditId });
      walk.end = { sequence, hash }; // on from what was written, so that one fault is named once
      if (wanted.includes(sequence)) walk.hashes.set(sequence, hash);
    }
    await tell?.(walk.end.sequence);
  }
}

function judgeEnd(ground: Ground, head: Head | null, { end, hashes }: Walk): ChainFault | null {
  if (!head) return end.sequence === 0 ? null : { kind: 'headMissing', sequence: end.sequence, auditId: null };
  if (head.sequence > end.sequence) return { kind: 'cutOff', sequence: end.sequence + 1, auditId: null };
  const hash = hashes.get(head.sequence) ?? end.hash;
  if (!fits(ground, head, { sequence: head.sequence, hash })) return { kind: 'cutOff', sequence: head.sequence, auditId: null };
  return head.sequence < end.sequence ? { kind: 'unsigned', sequence: head.sequence + 1, auditId: null } : null;
}

async function findUnlinked(tx: Tx): Promise<{ inserted: ChainFault[]; waiting: number }> {
  const [late, { waiting }] = await Promise.all([
    tx.many<{ id: string }>(sql`select id from audit a where city = current_setting('app.city') and ${UNLINKED} and recorded_at <= ${LAST_LINKED} - ${WINDOW}::interval order by recorded_at, id limit ${MOST_FAULTS}`),
    tx.one<{ waiting: number }>(sql`select count(*) as waiting from audit a where city = current_setting('app.city') and ${UNLINKED} and recorded_at > coalesce(${LAST_LINKED}, '-infinity') - ${WINDOW}::interval`),
  ]);
  return { inserted: late.map(({ id }) => ({ kind: 'inserted', sequence: 0, auditId: id })), waiting };
}
