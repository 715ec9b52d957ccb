import { isWithin } from '../../../kernel/division.ts';
import { findStep } from '../../../kernel/lifecycle.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';
import { auditRead } from '../../../platform/server/audit.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory, changesBetween, findLastChange } from '../../../platform/server/history.ts';
import { setTokens } from '../../../platform/server/search-tokens.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { settle } from '../../duties/server/operations.ts';
import type { ChangeResourceStatus, RevealResourcePhone, UpdateResource } from '../core/contract.ts';
import { divisionCovering, resourceLifecycle, type ResourceAction } from '../core/resource.ts';
import { decideAlong, findNameOf } from './along.ts';
import { findOverlap, lockCalendars } from './booking-operations.ts';
import { confirmCapacity } from './capacity.ts';
import { tokensOfResource } from './list.ts';
import { findResource, saveResource, saveResourceStatus, type StoredResource } from './queries.ts';

/** The record, locked, if it is kept here: by those of the place where it is based, or by its own organisation. */
export async function getForChange(tx: Tx, call: Call, resourceId: string): Promise<Result<StoredResource>> {
  const found = await findResource(tx, resourceId, call.today, true);
  if (!found) throw new NotFound('resource', resourceId);
  const mine = call.actor.organizationId !== null && call.actor.organizationId === found.organizationId;
  if (!mine && !isWithin(found.homeCode, call.actor.divisionCode)) return refuse({ code: 'basedElsewhere', division: found.homeCode });
  return ok(found);
}

/** Corrects what is known of a resource; refused when somebody else has changed it since the page was opened. */
export async function updateResource(tx: Tx, call: Call, input: UpdateResource): Promise<Result<{ resourceId: string; version: number }>> {
  await lockCalendars(tx, [input.resourceId]);
  const found = await getForChange(tx, call, input.resourceId);
  if (!found.ok) return found;
  const before = found.value;
  if (before.version !== input.version) {
    const last = await findLastChange(tx, 'resource', before.id);
    return refuse({ code: 'changedMeanwhile', by: last?.by ?? '—', at: last?.at ?? null, fields: last?.fields ?? [] });
  }
  if (before.status === 'ended') return refuse({ code: 'resourceEnded' });
  const { requestId: _request, resourceId: _id, version: _version, phone, ...rest } = input;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  if (given['description'] === null) given['description'] = '';
  const after = { ...before, ...given } as StoredResource;
  if (after.validFrom && after.validUntil && after.validFrom > after.validUntil) return refuse({ code: 'endsBeforeItBegins' });
  if (after.alsoTakesId === null) after.alsoTakesUnits = 1;
  const along = await decideAlong(tx, before, after);
  if (!along.ok) return along;
  if (after.oneAtATime && !before.oneAtATime) {
    const clash = await findOverlap(tx, call, before.id);
    if (clash) return refuse({ code: 'bookingsOverlap', ...clash, field: 'oneAtATime' });
  }
  const phoneSealed = phone === undefined ? before.phoneSealed : phone === null ? null : call.vault.seal(phone);
  saveResource(tx, call, before.id, { ...after, phoneSealed, divisionCode: divisionCovering(after) });
  setTokens(tx, call, [{ ...tokensOfResource({ ...after, divisionCode: divisionCovering(after) }), was: tokensOfResource(before) }]);
  const { alsoTakesId: _along, ...told } = given, changes = changesBetween(before as unknown as Record<string, unknown>, told);
  if (after.alsoTakesId !== before.alsoTakesId) changes['alsoTakes'] = [await findNameOf(tx, before.alsoTakesId), await findNameOf(tx, after.alsoTakesId)];
  if (phone !== undefined) changes['phone'] = [before.phoneSealed ? '***' : null, phone ? '***' : null];
  appendHistory(tx, call, { kind: 'resource', subjectId: before.id, divisionCode: before.homeCode, action: 'updated', changes });
  return ok({ resourceId: before.id, version: before.version + 1 });
}

/** Pauses or ends a resource, with its reason; nobody is asked to confirm it any more. */
export async function changeResourceStatus(tx: Tx, call: Call, action: ResourceAction, input: Omit<ChangeResourceStatus, 'reason'> & { reason?: string | null | undefined }): Promise<Result<{ resourceId: string; status: string }>> {
  const found = await getForChange(tx, call, input.resourceId);
  if (!found.ok) return found;
  const resource = found.value;
  // who holds the owner's link does what the owner may
  const role = call.actor.role === 'link' ? 'organizationManager' : call.actor.role as Role, step = findStep(resourceLifecycle, resource.status, action, role);
  if (!step.ok) return step;
  saveResourceStatus(tx, call, resource.id, step.value.to);
  if (step.value.to !== 'active') settle(tx, call, { kind: 'confirmCapacity', subjectId: resource.id, windowKey: resource.capacityId, as: 'withdrawn' });
  appendHistory(tx, call, { kind: 'resource', subjectId: resource.id, divisionCode: resource.homeCode, action, reason: input.reason ?? null, changes: { status: [resource.status, step.value.to] } });
  return ok({ resourceId: resource.id, status: step.value.to });
}

/** Takes a paused resource up again. Its capacity is stated anew by that: nobody resumes what is no longer there. */
export async function resumeResource(tx: Tx, call: Call, input: { requestId: string; resourceId: string; reason?: string | null | undefined }): Promise<Result<{ resourceId: string; status: string }>> {
  const changed = await changeResourceStatus(tx, call, 'resume', input);
  if (!changed.ok) return changed;
  const confirmed = await confirmCapacity(tx, call, { resourceId: input.resourceId });
  return confirmed.ok ? changed : confirmed;
}

/** The phone in the clear, for a purpose that stays in the log. */
export async function revealResourcePhone(tx: Tx, call: Call, input: RevealResourcePhone): Promise<Result<{ value: string }>> {
  const found = await findResource(tx, input.resourceId, call.today);
  if (!found) throw new NotFound('resource', input.resourceId);
  if (!found.phoneSealed) return refuse({ code: 'noPhone' });
  auditRead(tx, call, { kind: 'resource', subjectId: found.id, divisionCode: found.homeCode, purpose: input.purpose, operation: 'resource.phone' });
  return ok({ value: call.vault.open(found.phoneSealed) });
}
