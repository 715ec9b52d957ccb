import { daysBetween, type LocalDate } from '../../../kernel/local-date.ts';
import { listed } from '../../../kernel/listed.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { makeSay } from '../../../platform/server/say.ts';
import { sql } from '../../../platform/server/sql.ts';
import { stepInto } from '../../../platform/server/step-into.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findServicePhone } from '../../divisions/server/operations.ts';
import { ITEMS, type ItemCode } from '../../needs/core/items.ts';
import { maskPhone } from '../../people/core/mask.ts';
import { AGEING_DAYS, freshnessOf, sureOn } from '../core/ageing.ts';
import { messages } from '../core/messages.ts';
import type { KeepAnswer, KeepConfirm, KeptResource, OwnChange } from '../core/owner-contract.ts';
import { admitByLink, stateOfOwnerLink } from '../core/owner-link.ts';
import { capacityWords, closedWords } from '../core/words.ts';
import { confirmCapacity, sameAgain } from './capacity.ts';
import { changeResourceStatus, resumeResource } from './change.ts';
import { changeOwn } from './own.ts';
import { findHeldLink, type OwnerLink } from './owner-link-operations.ts';
import { listKept, type StoredResource } from './queries.ts';

const say = makeSay([messages]);

/** Goes on as the owner: as the organisation whose link it is, or with the one resource opened. What is written bears the name of who was given the link, and that it was by link. */
async function goOn(tx: Tx, call: Call, link: OwnerLink): Promise<Call> {
  const { organizationId, resourceId, givenTo } = link;
  if (organizationId) await stepInto(tx, scopeOf({ ...call.actor, role: 'organizationManager', organizationId }));
  else tx.open('app.resource', resourceId!);
  return { ...call, actor: { ...call.actor, organizationId, name: say(call.language, 'resources.keep.by', { name: givenTo }) } };
}

async function getHeldLink(tx: Tx): Promise<OwnerLink> {
  const link = await findHeldLink(tx);
  if (!link) throw new NotFound('ownerLink', 'by code');
  return link;
}

/** Does something by the link while it opens anything; that it was used today stands on it. */
export async function byLink<T>(tx: Tx, call: Call, act: (call: Call, link: OwnerLink) => Promise<Result<T>>): Promise<Result<T>> {
  const link = await getHeldLink(tx), admitted = admitByLink(link, call.today);
  if (!admitted.ok) return admitted;
  tx.send(sql`update owner_link set used_on = ${call.today} where city = current_setting('app.city') and id = ${link.id} and used_on is distinct from ${call.today}`);
  return act(await goOn(tx, call, link), link);
}

/** Reads something by the link while it opens anything; one that does not is not there. */
export async function readByLink<T>(tx: Tx, call: Call, read: (call: Call, link: OwnerLink) => Promise<T>): Promise<T> {
  const link = await getHeldLink(tx);
  if (!admitByLink(link, call.today).ok) throw new NotFound('ownerLink', link.id);
  return read(await goOn(tx, call, link), link);
}

/** What the link opens: its owner's resources and nothing of whom they serve. One that is over or taken back says so and shows none. */
export async function readKept(tx: Tx, call: Call): Promise<KeepAnswer> {
  const link = await getHeldLink(tx), state = stateOfOwnerLink(link, call.today), phone = await findServicePhone(tx, link.divisionCode);
  const { givenTo, expiresOn, madeByName, organizationId, resourceId } = link;
  const base = { state, givenTo, expiresOn, madeByName, today: call.today, phone: phone && { name: phone.placeName, phone: phone.phone } };
  if (state !== 'open') return { ...base, owner: '', items: [] };
  await goOn(tx, call, link);
  const rows = await listKept(tx, call.today, { organizationId, resourceId });
  const named = organizationId ? await tx.maybe<{ name: string }>(sql`select name from organization where city = current_setting('app.city') and id = ${organizationId}`) : null;
  return { ...base, owner: named?.name ?? rows[0]?.providerName ?? givenTo, items: rows.map((row) => toKept(call, row)) };
}

function toKept(call: Call, row: StoredResource): KeptResource {
  const words = (key: string, details?: Record<string, string>) => say(call.language, `resources.${key}`, details), sure: LocalDate = sureOn(row), capacity = sameAgain(row);
  return {
    id: row.id, version: row.version, name: row.providerName, what: listed(call.language, row.items.map((item) => ITEMS[item as ItemCode][call.language])), description: row.description, status: row.status,
    capacity, capacityWords: capacityWords(capacity, words), unitWords: words(`unit.${row.unit}`), freshness: freshnessOf(sure, call.today), sureDays: Math.max(0, daysBetween(sure, call.today)), isSureByService: sure !== row.confirmedOn, knownDays: AGEING_DAYS,
    closedDays: row.closedDays.map((entry) => ({ entry, words: closedWords(entry, words) })), phone: row.phoneSealed ? maskPhone(call.vault.open(row.phoneSealed)) : null, validUntil: row.validUntil,
  };
}

/** "Still so" of one or of all at once: each is said for today, or none is. */
export const confirmKept = (tx: Tx, call: Call, { resourceIds }: KeepConfirm): Promise<Result<{ done: number }>> => byLink(tx, call, async (owner) => {
  for (const resourceId of new Set(resourceIds)) {
    const confirmed = await confirmCapacity(tx, owner, { resourceId });
    if (!confirmed.ok) return confirmed;
  }
  return ok({ done: resourceIds.length });
});

/** Whoever saves has the capacity in view: left as it was, it is still so. */
export const changeKept = (tx: Tx, call: Call, change: OwnChange): Promise<Result<{ done: number }>> => byLink(tx, call, async (owner) => {
  const changed = await changeOwn(tx, owner, change);
  if (!changed.ok) return changed;
  const confirmed = change.capacity ? null : await confirmCapacity(tx, owner, { resourceId: change.resourceId });
  return confirmed && !confirmed.ok ? confirmed : ok({ done: 1 });
});

/** Stopped is paused: nobody is sent there any more, and whoever stopped it can take it up again. */
export const stopKept = (tx: Tx, call: Call, { resourceId, requestId }: { resourceId: string; requestId: string }): Promise<Result<{ done: number }>> => byLink(tx, call, async (owner) => {
  const stopped = await changeResourceStatus(tx, owner, 'pause', { resourceId, requestId, reason: say(call.language, 'resources.keep.stopped') });
  return stopped.ok ? ok({ done: 1 }) : stopped;
});

export const resumeKept = (tx: Tx, call: Call, { resourceId, requestId }: { resourceId: string; requestId: string }): Promise<Result<{ done: number }>> => byLink(tx, call, async (owner) => {
  const resumed = await resumeResource(tx, owner, { resourceId, requestId });
  return resumed.ok ? ok({ done: 1 }) : resumed;
});
