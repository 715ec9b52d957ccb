import { isWithin } from '../../../kernel/division.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { findLastChange, type LastChange } from '../../../platform/server/history.ts';
import { makeSay } from '../../../platform/server/say.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ItemCode } from '../../needs/core/items.ts';
import { maskPhone } from '../../people/core/mask.ts';
import { sureOn } from '../core/ageing.ts';
import { messages } from '../core/messages.ts';
import { markOf, numberOf, type OwnResource, type OwnTaking } from '../core/own-resource.ts';
import { confirmCapacity, sameAgain } from './capacity.ts';
import { changeResourceStatus, resumeResource } from './change.ts';
import { changeOwn } from './own.ts';
import { listKept, type StoredResource } from './queries.ts';

export { byLink, readByLink } from './keep.ts';

const say = makeSay([messages]);

/** Whose resources: an organisation's, or the one that a link names. */
export type Owner = { organizationId: string | null; resourceId: string | null };

const toOwn = (call: Call, row: StoredResource): OwnResource => ({
  ...sameAgain(row), id: row.id, version: row.version, name: row.providerName, items: row.items as ItemCode[], status: row.status as OwnResource['status'], closedDays: row.closedDays,
  phone: row.phoneSealed ? maskPhone(call.vault.open(row.phoneSealed)) : null, validFrom: row.validFrom, validUntil: row.validUntil, sureOn: sureOn(row),
});

/** What an owner keeps and whoever asks may keep with it: the owner itself all of it, a worker what is based here. */
export async function listOwn(tx: Tx, call: Call, owner: Owner): Promise<OwnResource[]> {
  const isOwner = call.actor.role === 'link' || (owner.organizationId !== null && owner.organizationId === call.actor.organizationId);
  return (await listKept(tx, call.today, owner)).filter(({ homeCode }) => isOwner || isWithin(homeCode, call.actor.divisionCode)).map((row) => toOwn(call, row));
}

/** Who changed a resource last, or one field of it as the history names it. */
export function findLastOf(tx: Tx, resourceId: string, field?: string): Promise<LastChange | null> {
  tx.open('app.record', resourceId);
  return findLastChange(tx, 'resource', resourceId, field);
}

export type TakenOver = { changed: number; confirmed: number; /** Changed by somebody else since they were looked at. */ leftOut: { resourceId: string; number: string; name: string; by: string | null }[] };

/** Takes over what an owner has changed of several resources at once, all of it or nothing; those that somebody else has changed since are left out. `stillSo`: those whose capacity is said again for today as it stands. */
export async function takeOverOwn(tx: Tx, call: Call, owner: Owner, takings: OwnTaking[], stillSo: ReadonlySet<string>): Promise<Result<TakenOver>> {
  // locked in one order, so that two who take over the same file wait for each other and do not hold each other up
  await tx.run(sql`select id from resource where city = current_setting('app.city') and id = any(${takings.map(({ resourceId }) => resourceId)}::uuid[]) order by id for update`);
  const standing = new Map((await listOwn(tx, call, owner)).map((one) => [one.id, one])), done: TakenOver = { changed: 0, confirmed: 0, leftOut: [] };
  for (const { resourceId, mark, status, quantity, ...facts } of takings) {
    const own = standing.get(resourceId);
    if (!own || markOf(own) !== mark) {
      done.leftOut.push({ resourceId, number: numberOf({ id: resourceId }), name: own?.name ?? '', by: own ? (await findLastOf(tx, resourceId))?.by ?? null : null });
      continue;
    }
    const capacity = quantity === undefined ? null : { quantity, unit: own.unit, per: own.per };
    const isChanged = capacity !== null || Object.keys(facts).length > 0;
    if (isChanged) {
      const changed = await changeOwn(tx, call, { resourceId, version: own.version, capacity, ...facts });
      if (!changed.ok) return changed;
    }
    if (status && status !== own.status) {
      const input = { resourceId, requestId: call.requestId, reason: say(call.language, 'resources.own.stopped') };
      const moved = status === 'paused' ? await changeResourceStatus(tx, call, 'pause', input) : await resumeResource(tx, call, { ...input, reason: null });
      if (!moved.ok) return moved;
    } else if (stillSo.has(resourceId) && !capacity && own.status === 'active') {
      const confirmed = await confirmCapacity(tx, call, { resourceId });
      if (!confirmed.ok) return confirmed;
      done.confirmed += 1;
    }
    if (isChanged || (status && status !== own.status)) done.changed += 1;
  }
  return ok(done);
}
