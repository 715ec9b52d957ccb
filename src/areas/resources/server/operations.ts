import { isWithin } from '../../../kernel/division.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { setTokens } from '../../../platform/server/search-tokens.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe } from '../../duties/server/operations.ts';
import { categoryOf, type Category, type ItemCode } from '../../needs/core/items.ts';
import { freshnessOf, sureOn, unitsBelieved, type Freshness } from '../core/ageing.ts';
import { isOneAtATimeByDefault } from '../core/booking.ts';
import { AddResource } from '../core/contract.ts';
import { divisionCovering, divisionsServed } from '../core/resource.ts';
import { unitsAlong, unitsLeft, unitsOf, type Capacity } from '../core/units.ts';
import { capacityDuty } from './capacity.ts';
import { tokensOfResource } from './list.ts';
import { findResource, insertCapacities, insertResources, listActive, listByIds, type NewCapacity, type NewResource, type StoredResource } from './queries.ts';

export { confirmCapacity, noteAlive } from './capacity.ts';
export { changeResourceStatus, resumeResource, revealResourcePhone, updateResource } from './change.ts';

type Given = ReturnType<typeof AddResource.parse>;

/** May this entry stand in the list? Asked of each row, however many come. */
export function decideAddition(call: Call, given: Given): Result<true> {
  if (!isWithin(given.homeCode, call.actor.divisionCode)) return refuse({ code: 'basedElsewhere', division: given.homeCode });
  if (given.validFrom && given.validUntil && given.validFrom > given.validUntil) return refuse({ code: 'endsBeforeItBegins' });
  if (given.capacity.confirmedOn && given.capacity.confirmedOn > call.today) return refuse({ code: 'confirmedLater', on: given.capacity.confirmedOn });
  return ok(true);
}

function toRows(call: Call, given: Given): { resource: NewResource; capacity: NewCapacity } {
  const { capacity, phone, ...facts } = given;
  const id = newId();
  const orNull = <T>(value: T | null | undefined): T | null => value ?? null;
  const reach = { homeCode: facts.homeCode, reachCodes: facts.reachCodes, reachKm: orNull(facts.reachKm) };
  const divisionCode = divisionCovering(reach);
  const organizationId = orNull(facts.organizationId);
  return {
    resource: {
      ...facts, ...reach, id, divisionCode, organizationId, slots: orNull(facts.slots), slotWords: orNull(facts.slotWords), contactName: orNull(facts.contactName),
      phoneSealed: phone ? call.vault.seal(phone).toString('hex') : null, validFrom: orNull(facts.validFrom), validUntil: orNull(facts.validUntil), weeklyCap: orNull(facts.weeklyCap),
      closedDays: facts.closedDays ?? [], oneAtATime: facts.oneAtATime ?? isOneAtATimeByDefault({ ...facts, capacity }),
      importId: orNull(facts.importId), importPlace: orNull(facts.importPlace), typed: orNull(facts.typed),
    },
    capacity: { id: newId(), divisionCode, resourceId: id, organizationId, quantity: capacity.quantity, unit: capacity.unit, per: capacity.per, confirmedOn: capacity.confirmedOn ?? call.today },
  };
}

/** Puts resources on the list with their first statement of capacity, in the order given, and owes the next confirmation of each. */
export async function addResources(tx: Tx, call: Call, list: AddResource[]): Promise<{ resourceId: string }[]> {
  if (list.length === 0) return [];
  const rows = list.map((entry) => {
    const given = AddResource.parse(entry);
    const decided = decideAddition(call, given);
    if (!decided.ok) throw new Error(`${given.providerName}: ${decided.refusal.code}`); // the caller asks decideAddition before: a bug there
    return toRows(call, given);
  });
  insertResources(tx, call, rows.map(({ resource }) => resource));
  insertCapacities(tx, call, rows.map(({ capacity }) => capacity));
  setTokens(tx, call, rows.map(({ resource }) => tokensOfResource(resource)));
  appendHistories(tx, call, rows.map(({ resource }) => ({ kind: 'resource', subjectId: resource.id, divisionCode: resource.homeCode, action: 'added' })));
  await owe(tx, call, rows.map(({ resource, capacity }) => capacityDuty(call, resource, capacity)));
  return rows.map(({ resource }) => ({ resourceId: resource.id }));
}

/** One resource, as a person enters it. */
export async function addResource(tx: Tx, call: Call, input: Given): Promise<Result<{ resourceId: string }>> {
  const decided = decideAddition(call, input);
  if (!decided.ok) return decided;
  const [added] = await addResources(tx, call, [input]);
  return ok(added!);
}

export type ResourceForMatch = {
  id: string; name: string; organizationId: string | null; items: ItemCode[]; categories: Category[];
  /** The divisions it serves, each with all below it. */
  reachCodes: string[];
  capacity: Capacity; unitsTotal: number | null; unitsUsed: number; unitsLeft: number;
  /** What would be left if its owner only said again what was said: of what has decayed to unknown. */
  unitsIfConfirmed: number | null;
  /** The day from which the capacity ages. */
  capacitySureOn: LocalDate; freshness: Freshness;
  qualifications: string[]; languages: string[]; workerSexes: ('female' | 'male')[]; slots: string[] | null; unitCostFen: number; homeCode: string; validUntil: LocalDate | null; status: 'active' | 'paused' | 'ended';
  /** What each unit takes along. */
  alsoTakes: { resourceId: string; units: number } | null;
};

function forMatch(row: StoredResource, today: LocalDate): ResourceForMatch {
  const capacity = { quantity: row.quantity, unit: row.unit, per: row.per };
  const sure = sureOn(row), freshness = freshnessOf(sure, today), total = unitsBelieved(freshness, capacity, row.items, row.unitCostFen);
  const stated = freshness === 'unknown' ? unitsOf(capacity, row.items, row.unitCostFen) : null;
  return {
    unitsIfConfirmed: stated === null ? null : unitsLeft(stated, row.unitsUsed, { cap: row.weeklyCap, used: row.usedThisWeek }),
    id: row.id, name: row.providerName, organizationId: row.organizationId, items: row.items as ItemCode[], categories: [...new Set(row.items.map((item) => categoryOf(item as ItemCode)))],
    reachCodes: divisionsServed(row), capacity, unitsTotal: total, unitsUsed: row.unitsUsed, unitsLeft: unitsLeft(total, row.unitsUsed, { cap: row.weeklyCap, used: row.usedThisWeek }),
    capacitySureOn: sure, freshness, qualifications: row.qualifications, languages: row.languages, workerSexes: row.workerSexes, slots: row.slots,
    unitCostFen: row.unitCostFen, homeCode: row.homeCode, validUntil: row.validUntil, status: row.status,
    alsoTakes: row.alsoTakesId ? { resourceId: row.alsoTakesId, units: row.alsoTakesUnits } : null,
  };
}

/** Every resource that may be called on today, or those that offer one item, as the match wants it, in a fixed order. */
export async function listResourcesForMatch(tx: Tx, today: LocalDate, item: string | null = null): Promise<ResourceForMatch[]> {
  return (await listActive(tx, today, item)).map((row) => forMatch(row, today));
}

/** What others take along, with the units left of it for that: none where it may not be called on today. `servesAlone`: it answers needs by itself, too. */
export async function listTakenAlong(tx: Tx, today: LocalDate, ids: string[]): Promise<(ResourceForMatch & { servesAlone: boolean })[]> {
  if (ids.length === 0) return [];
  return (await listByIds(tx, today, ids)).map((row) => {
    const alone = forMatch(row, today), total = unitsBelieved(alone.freshness, alone.capacity, row.items, row.unitCostFen, unitsAlong);
    return { ...alone, unitsTotal: total, unitsLeft: row.isUsable ? unitsLeft(total, row.unitsUsed, { cap: row.weeklyCap, used: row.usedThisWeek }) : 0, servesAlone: row.isUsable && alone.unitsTotal !== 0 };
  });
}

/** One resource for those who refer to it; its provider's name is `name`. Throws where the actor sees none. */
export async function getResource(tx: Tx, call: Call, resourceId: string): Promise<ResourceForMatch & { divisionCode: string; providerKind: string; kind: string; contactName: string | null; description: string }> {
  const row = await findResource(tx, resourceId, call.today);
  if (!row) throw new NotFound('resource', resourceId);
  return { ...forMatch(row, call.today), divisionCode: row.divisionCode, providerKind: row.providerKind, kind: row.kind, contactName: row.contactName, description: row.description };
}
