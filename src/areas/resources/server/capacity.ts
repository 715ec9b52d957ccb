import { isWithin } from '../../../kernel/division.ts';
import { addDays, type LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { lastWorkingDay, nextWorkingDay } from '../../../kernel/working-days.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe, putOff, settle, type Owed } from '../../duties/server/operations.ts';
import type { ConfirmCapacity } from '../core/contract.ts';
import { freshUntil } from '../core/ageing.ts';
import { unitsOf, type Capacity } from '../core/units.ts';
import { findResource, insertCapacities, markAlive, type StoredResource } from './queries.ts';

// An old list entered today does not make all of it late at once.
const DAYS_TO_ASK_AGAIN = 7;

/** It is asked on the last working day on which it is fresh, and of what is old already not at once. */
function dueToAsk({ today }: Call, sure: LocalDate): LocalDate {
  const last = lastWorkingDay(freshUntil(sure)), soon = nextWorkingDay(addDays(today, DAYS_TO_ASK_AGAIN));
  return last > soon ? last : soon;
}

/** The duty to say a capacity again, before the last statement stops being fresh. One a statement. */
export function capacityDuty(call: Call, resource: { id: string; homeCode: string; providerName: string; organizationId: string | null }, capacity: { id: string; confirmedOn: LocalDate }): Owed {
  return {
    kind: 'confirmCapacity', subjectKind: 'resource', subjectId: resource.id, subjectTitle: resource.providerName, divisionCode: resource.homeCode, windowKey: capacity.id,
    dueOn: dueToAsk(call, capacity.confirmedOn),
    owner: resource.organizationId ? { role: 'organizationManager', organizationId: resource.organizationId } 
      : { role: resource.homeCode.length === 12 ? 'stationWorker' : 'officer' },
  };
}

/** What "still right" says: the same again; of what is given once, what is left of it. */
export function sameAgain(resource: Pick<StoredResource, 'quantity' | 'unit' | 'per' | 'items' | 'unitCostFen' | 'unitsUsed'>): Capacity {
  const { quantity, unit, per } = resource;
  if (per !== 'once' || quantity === null) return { quantity, unit, per };
  const total = unitsOf({ quantity, unit, per }, resource.items, resource.unitCostFen) ?? 0;
  const share = total > 0 ? Math.floor((quantity * Math.max(0, total - resource.unitsUsed)) / total) : quantity;
  return { quantity: share, unit, per };
}

/** States a capacity anew for today: one tap by the organisation or the worker. The duty of the last statement is done, the next one falls due when this is stale. */
export async function confirmCapacity(tx: Tx, call: Call, input: ConfirmCapacity): Promise<Result<{ resourceId: string; confirmedOn: string; quantity: number | null }>> {
  const resource = await findResource(tx, input.resourceId, call.today);
  if (!resource) throw new NotFound('resource', input.resourceId);
  const mine = call.actor.organizationId !== null && call.actor.organizationId === resource.organizationId;
  if (!mine && !isWithin(resource.homeCode, call.actor.divisionCode)) return refuse({ code: 'basedElsewhere', division: resource.homeCode });
  if (resource.status === 'ended') return refuse({ code: 'resourceEnded' });
  return ok(stateCapacity(tx, call, resource, input.capacity ?? sameAgain(resource), 'confirmed', await oweNext(tx, call, resource)));
}

/** Settles the duty of the last statement and owes the next; the new statement's id. */
async function oweNext(tx: Tx, call: Call, resource: StoredResource): Promise<string> {
  const id = newId();
  settle(tx, call, { kind: 'confirmCapacity', subjectId: resource.id, windowKey: resource.capacityId });
  await owe(tx, call, [capacityDuty(call, resource, { id, confirmedOn: call.today })]);
  return id;
}

function stateCapacity(tx: Tx, call: Call, resource: StoredResource, capacity: Capacity, action: string, id: string): { resourceId: string; confirmedOn: string; quantity: number | null } {
  insertCapacities(tx, call, [{ ...capacity, id, divisionCode: resource.divisionCode, resourceId: resource.id, organizationId: resource.organizationId, confirmedOn: call.today }]);
  const words = ({ quantity, unit, per }: Capacity) => `${quantity ?? '?'} ${unit}/${per}`;
  appendHistory(tx, call, {
    kind: 'resource', subjectId: resource.id, divisionCode: resource.homeCode, action,
    changes: words(resource) === words(capacity) ? null : { capacity: [words(resource), words(capacity)] },
  });
  return { resourceId: resource.id, confirmedOn: call.today, quantity: capacity.quantity };
}

/** That cases were taken on or served on a day: their resources are alive, what was said of them ages from then, and nobody is asked sooner. Each is opened by itself, for its duty may be another place's. */
export function noteAlive(tx: Tx, call: Call, seen: { resourceId: string; on: LocalDate }[]): void {
  const lastOf = new Map<string, LocalDate>();
  for (const { resourceId, on } of seen) if (on <= call.today && on > (lastOf.get(resourceId) ?? '')) lastOf.set(resourceId, on);
  for (const [id, on] of [...lastOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
    tx.open('app.resource', id);
    markAlive(tx, id, on);
    putOff(tx, call, { kind: 'confirmCapacity', subjectId: id, dueOn: dueToAsk(call, on) });
  }
}
