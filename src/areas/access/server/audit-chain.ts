import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { systemActor, type Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import { enqueue, type Job } from '../../../platform/server/jobs.ts';
import { checkAudit, sealAudit, type ChainFault } from '../../../platform/server/seal.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ChainAnswer } from '../core/audit-contract.ts';

// A check tells how far it is every few seconds; one that has been silent for so long has died with its process.
const STUCK = '5 minutes';
/** So many links between two tellings: a second or two. */
const TELL_EVERY = 20_000;
const CHECK = 'access.checkChain';

type CheckRow = NonNullable<ChainAnswer['check']>;

/** How far the chain is sealed, and what the last check found. Of the city: whoever acts for a part of it sees none. */
export async function readChain(tx: Tx, call: Call): Promise<ChainAnswer> {
  if (call.actor.divisionCode !== call.actor.city) return { isSeen: false, sequence: 0, hash: null, signedAt: null, check: null };
  const [end, head, check] = await Promise.all([
    tx.maybe<{ sequence: number; hash: string }>(sql`select sequence, encode(hash, 'hex') as hash from audit_link where city = current_setting('app.city') order by sequence desc limit 1`),
    tx.maybe<{ signedAt: string }>(sql`select signed_at as "signedAt" from audit_head where city = current_setting('app.city')`),
    tx.maybe<CheckRow>(sql`
      select status, status = 'running' and progressed_at < now() - ${STUCK}::interval as "isStuck", checked, requested_name as "requestedBy", requested_at as "requestedAt", finished_at as "finishedAt", encode(end_hash, 'hex') as hash, faults
      from audit_check where city = current_setting('app.city') order by requested_at desc, id desc limit 1`),
  ]);
  return { isSeen: true, sequence: end?.sequence ?? 0, hash: end?.hash ?? null, signedAt: head?.signedAt ?? null, check };
}

/** Asks for a check of the whole chain, off the request path; who asks while one is under way gets that one. */
export async function askCheck(tx: Tx, call: Call): Promise<Result<{ checkId: string; isJoined: boolean }>> {
  if (call.actor.divisionCode !== call.actor.city) return refuse({ code: 'chainIsOfTheCity' });
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('audit check ' || current_setting('app.city')))`);
  const running = await tx.maybe<{ id: string }>(sql`select id from audit_check where city = current_setting('app.city') and status = 'running' and progressed_at > now() - ${STUCK}::interval limit 1`);
  if (running) return ok({ checkId: running.id, isJoined: true });
  const checkId = newId();
  await tx.run(sql`insert into audit_check (id, requested_by, requested_name, requested_at, status) values (${checkId}, ${call.actor.accountId}, ${call.actor.name}, ${call.now}, 'running')`);
  await enqueue(tx, CHECK, { checkId });
  return ok({ checkId, isJoined: false });
}

type Told = { checked: number } | { status: 'holds' | 'broken'; checked: number; hash: Buffer; faults: { kind: ChainFault['kind']; sequence: number; at: string | null }[] };

/** Notes how far a check is, and tells the pages that show it. */
const tell = (platform: Platform, checkId: string, told: Told): Promise<void> => platform.database.transaction(scopeOf(systemActor(platform.city)), async (tx) => {
  const end = 'status' in told ? sql`, status = ${told.status}, finished_at = now(), end_hash = ${told.hash}, faults = ${JSON.stringify(told.faults)}::jsonb` : sql``;
  await tx.run(sql`update audit_check set checked = ${told.checked}, progressed_at = now() ${end} where city = current_setting('app.city') and id = ${checkId}`);
  tx.announce({ city: platform.city, divisionCode: platform.city, kind: 'auditCheck', subjectId: checkId });
});

/** When the rows that are wrong say they happened, so that a person can look around there. */
async function momentsOf(platform: Platform, faults: ChainFault[]): Promise<Map<string, string>> {
  const ids = faults.flatMap(({ auditId }) => auditId ?? []);
  const rows = await platform.database.transaction(scopeOf(systemActor(platform.city)), (tx) => tx.many<{ id: string; at: string }>(sql`select id, happened_at as at from audit where id = any(${ids}::uuid[])`), { readOnly: true });
  return new Map(rows.map(({ id, at }) => [id, at]));
}

export async function runCheck(platform: Platform, checkId: string): Promise<void> {
  while (await sealAudit(platform) > 0);
  let told = 0;
  const { end, faults } = await checkAudit(platform, undefined, async (sequence) => {
    if (sequence - told < TELL_EVERY) return;
    told = sequence;
    await tell(platform, checkId, { checked: sequence });
  });
  const moments = await momentsOf(platform, faults);
  const shown = faults.map(({ kind, sequence, auditId }) => ({ kind, sequence, at: auditId ? moments.get(auditId) ?? null : null }));
  await tell(platform, checkId, { status: faults.length === 0 ? 'holds' : 'broken', checked: end.sequence, hash: end.hash, faults: shown });
}

export const chainJob: Job = { name: CHECK, mayTake: 3600, run: (platform, { checkId }) => runCheck(platform, String(checkId)) };
