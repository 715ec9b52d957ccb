import { nearBy, profileOf } from './candidates.ts';
import { brokenOf, ruleBook, rulesAsked, type RuleBook } from './eligibility.ts';
import { limitsOf, type Limits } from './limits.ts';
import type { Market } from './market.ts';
import type { Matched } from './matched.ts';
import type { Change, Cure, MatchInput, MatchNeed, MatchResource, Rule } from './model.ts';
import { costOf, isStale, type MatchWeights } from './weights.ts';

/**
 * How hard each change is to make, in the order an officer would try them: saying again what was said once, another slot, a wider reach, another language, a woman or a man to send, or asking the resident to take somebody who has not come before; more units, of a resource or of all
 * that an organisation carries or of what it takes along, cost someone's time, more money takes a decision, a qualification a course. A resource of another kind, out of date or vetoed is not changed into a fitting one.
 */
const HARDNESS: Record<Exclude<Rule, 'category' | 'validity' | 'veto'> | 'confirm' | 'units' | 'cap' | 'shared' | 'budget', number> = { confirm: 1, slot: 1, reach: 2, units: 3, cap: 3, shared: 3, language: 4, sex: 4, sameWorker: 4, budget: 5, qualification: 6 };

type Option = { resource: MatchResource; changes: Change[]; hardness: number; costFen: number };

/** Where a cure is looked for: who offers what and reaches where, and what each lacks to serve the need whole. */
type Search = Pick<Market, 'resources' | 'offering' | 'listNear'> & { book: RuleBook; weights: MatchWeights; lackingAt: (j: number) => Lacking };

/** The cure of each need: found once for all that ask the same and have nothing yet, save those with a veto of their own. */
export function cures(matched: Matched): (i: number) => Cure {
  const { input, market, unmet } = matched, known = new Map<string, Cure>();
  const find = (i: number) => cureOf({ ...market, weights: input.options.weights, lackingAt: lackingOf(matched, i) }, market.needs[i]!);
  return (i) => {
    const need = market.needs[i]!, isWhole = unmet[i] === need.quantity;
    if (!isWhole || market.book.hasVeto(need.id)) return find(i);
    const key = `${need.quantity} ${profileOf(need)}`, there = known.get(key) ?? find(i);
    known.set(key, there);
    return there;
  };
}

/** The lists before which a need stands alone. */
export type Alone = Pick<MatchInput, 'resources' | 'organizations' | 'budgets'> & { options: Pick<MatchInput['options'], 'asOf' | 'weights' | 'vetoes'> };

/** The cure of one need that stands alone before the resources, which no other need takes anything of. */
export function cureAlone(need: MatchNeed, { resources, organizations = [], budgets = [], options }: Alone): Cure {
  const capOf = new Map<string | null, number>(organizations.map(({ id, capacity }) => [id, capacity])), limits = limitsOf({ resources, budgets });
  const offering = [...resources.keys()].filter((j) => resources[j]!.categories.includes(need.category));
  const lacking = (capacity: number) => Math.max(0, need.quantity - capacity);
  const lackingAt = (j: number) => {
    const { capacity, organizationId } = resources[j]!;
    return lackingUnder(limits, j, need.quantity, () => 0, { units: lacking(capacity), cap: lacking(capOf.get(organizationId) ?? Infinity) });
  };
  return cureOf({ resources, offering: () => offering, listNear: nearBy(resources), book: ruleBook(options), weights: options.weights, lackingAt }, need);
}

/** The least change of one resource after which the need is met; a new resource where none can be changed. */
function cureOf({ resources, offering, listNear, book, weights, lackingAt }: Search, need: MatchNeed): Cure {
  let best: Option | null = null;
  // of those offering the category the near ones keep the reach, too
  const near = new Set(listNear(need)), rules = [...rulesAsked(need).filter((rule) => rule !== 'category' && rule !== 'reach'), ...(book.hasVeto(need.id) ? ['veto' as const] : [])];
  for (const j of offering(need.category)) {
    const resource = resources[j]!;
    if (best && !near.has(j) && HARDNESS.reach > best.hardness) continue;
    const broken = [...(near.has(j) ? [] : ['reach' as const]), ...brokenOf(rules, need, resource, book)];
    const lacking = lackingAt(j), changes = changesFor(need, broken, resource, lacking);
    if (!changes) continue;
    const costFen = costOf(broken.includes('sameWorker') ? anyWorker(need) : need, resource, weights);
    // Stale capacity may not be there at all: asked after every other resource that takes as little.
    const hardness = broken.reduce((sum, rule) => sum + HARDNESS[rule as keyof typeof HARDNESS], 0) + (lacking.units === 0 ? 0 : isConfirming(resource, lacking) ? HARDNESS.confirm : HARDNESS.units) + (lacking.cap > 0 ? HARDNESS.cap : 0) + (lacking.fen > 0 ? HARDNESS.budget : 0) + (lacking.shared ? HARDNESS.shared : 0);
    const option = { resource, changes, hardness: hardness + (isStale(resource, weights) ? 0.5 : 0), costFen };
    if (!best || option.hardness < best.hardness || (option.hardness === best.hardness && costFen < best.costFen)) best = option;
  }
  const found = best as Option | null;
  if (!found) return { kind: 'newResource', category: need.category, communityCode: need.communityCode, units: need.quantity, ...(need.sameWorker === 'only' ? { acceptsAnother: true } : {}) };
  const as = { resourceId: found.resource.id, costFen: found.costFen };
  return found.changes.length === 1 && found.changes[0]!.kind === 'acceptAnother' ? { kind: 'acceptAnother', ...as } : { kind: 'changeResource', changes: found.changes, ...as };
}

const anyWorker = <T extends MatchNeed>(need: T): T => ({ ...need, sameWorker: null });

/** Units that resource j, and its organisation under its cap, lack to serve need i whole, the money, and units of what it takes along. The units that the need has there already it keeps. */
type Lacking = { units: number; cap: number; fen: number; shared: { resourceId: string; units: number } | null };

/** What the limits lack for so many units of resource j, beside what others take of them. Of what is its own limit it lacks units itself. */
function lackingUnder({ limits, termsOf, ownAt }: Limits, j: number, quantity: number, takenByOthers: (limit: number) => number, lacking: { units: number; cap: number }): Lacking {
  const whole: Lacking = { ...lacking, fen: 0, shared: null };
  for (const { limit: l, weight } of termsOf[j]!) {
    const limit = limits[l]!, short = Math.max(0, takenByOthers(l) + quantity * weight - limit.left);
    if (limit.kind === 'budget') whole.fen = short;
    else if (ownAt.get(j) === l) whole.units = Math.max(whole.units, short);
    else if (short > 0) whole.shared = { resourceId: limit.resourceId, units: short };
  }
  return whole;
}

function lackingOf({ market: { needs, candidates: { start, resourceAt }, caps: { organizations, capOf }, limits, stated }, unitsAt, used, carried, spent }: Matched, i: number): (j: number) => Lacking {
  const own = new Map<number, number>(), ownUnder = new Map<number, number>(), ownSpent = new Map<number, number>();
  for (let k = start[i]!; k < start[i + 1]!; k++) {
    const j = resourceAt[k]!, c = capOf[j]!;
    own.set(j, unitsAt[k]!);
    if (c >= 0) ownUnder.set(c, (ownUnder.get(c) ?? 0) + unitsAt[k]!);
    for (const { limit, weight } of limits.termsOf[j]!) ownSpent.set(limit, (ownSpent.get(limit) ?? 0) + unitsAt[k]! * weight);
  }
  const lacking = (capacity: number, taken: number, kept: number) => Math.max(0, needs[i]!.quantity - (capacity - taken + kept));
  return (j) => {
    const c = capOf[j]!, cap = c < 0 ? 0 : lacking(organizations[c]!.capacity, carried[c]!, ownUnder.get(c) ?? 0);
    return lackingUnder(limits, j, needs[i]!.quantity, (l) => spent[l]! - (ownSpent.get(l) ?? 0), { units: lacking(stated[j]!.capacity, used[j]!, own.get(j) ?? 0), cap });
  };
}

/** Whether it would have what it lacks if its owner only said again what was said: nobody is asked for more than they offered. */
const isConfirming = ({ capacity, ifConfirmed }: MatchResource, { units }: Lacking): boolean => units > 0 && ifConfirmed !== undefined && ifConfirmed - capacity >= units;

function changesFor(need: MatchNeed, broken: Rule[], resource: MatchResource, lacking: Lacking): Change[] | null {
  const changes: Change[] = [];
  for (const rule of broken) {
    switch (rule) {
      case 'category': case 'validity': case 'veto': return null;
      case 'reach': changes.push({ kind: 'serveCommunity', communityCode: need.communityCode }); break;
      case 'language': changes.push({ kind: 'addLanguage', language: need.language! }); break;
      case 'qualification': changes.push({ kind: 'addQualification', qualification: need.qualification! }); break;
      case 'sex': changes.push({ kind: 'sendWorker', sex: need.workerSex! }); break;
      case 'sameWorker': changes.push({ kind: 'acceptAnother' }); break;
      case 'slot': {
        const slot = need.slots![0];
        if (slot === undefined) return null; // a need that accepts no slot at all
        changes.push({ kind: 'addSlot', slot });
      }
    }
  }
  if (isConfirming(resource, lacking)) changes.push({ kind: 'confirmCapacity', units: resource.ifConfirmed! });
  else if (lacking.units > 0) changes.push({ kind: 'addUnits', units: lacking.units });
  if (lacking.cap > 0) changes.push({ kind: 'raiseCap', organizationId: resource.organizationId!, units: lacking.cap });
  if (lacking.fen > 0) changes.push({ kind: 'raiseBudget', organizationId: resource.organizationId!, fen: lacking.fen });
  if (lacking.shared) changes.push({ kind: 'addShared', ...lacking.shared });
  return changes;
}

/** The input as it would be after a cure; what a what-if runs, and what the tests prove cures by. */
export function applyCure(input: MatchInput, needId: string, cure: Cure): MatchInput {
  const needs = (change: Partial<MatchNeed>) => input.needs.map((need) => (need.id === needId ? { ...need, ...change } : need));
  switch (cure.kind) {
    case 'giveConsent': return { ...input, needs: needs({ hasConsent: true }) };
    case 'verifyNeed': return { ...input, needs: needs({ isVerified: true }) };
    case 'acceptAnother': return pinned({ ...input, needs: needs({ sameWorker: null }) }, needId, cure.resourceId);
    case 'newResource': return pinned({ ...input, needs: cure.acceptsAnother ? needs({ sameWorker: null }) : input.needs, resources: [...input.resources, resourceFor(input, needId, cure)] }, needId, newId(needId));
    case 'changeResource': {
      const resources = input.resources.map((resource) =>
        (resource.id === cure.resourceId ? cure.changes.reduce(changeResource, resource) : resource));
      const accepts = cure.changes.some(({ kind }) => kind === 'acceptAnother') ? needs({ sameWorker: null }) : input.needs;
      return pinned(cure.changes.reduce(raiseLimit, { ...input, needs: accepts, resources }), needId, cure.resourceId);
    }
  }
}

const newId = (needId: string): string => `new:${needId}`;

/** The cure's pin comes first, so that no earlier pin that found no room takes the place it makes. */
function pinned(input: MatchInput, needId: string, resourceId: string): MatchInput {
  return { ...input, options: { ...input.options, pins: [{ needId, resourceId }, ...input.options.pins] } };
}

function changeResource(resource: MatchResource, change: Change): MatchResource {
  switch (change.kind) {
    case 'serveCommunity': return { ...resource, reach: { ...resource.reach, codes: [...resource.reach.codes, change.communityCode] } };
    case 'addLanguage': return { ...resource, languages: [...resource.languages, change.language] };
    case 'addQualification': return { ...resource, qualifications: [...resource.qualifications, change.qualification] };
    case 'sendWorker': return { ...resource, workerSexes: [...(resource.workerSexes ?? []), change.sex] };
    case 'addSlot': return { ...resource, slots: [...(resource.slots ?? []), change.slot] };
    case 'addUnits': return { ...resource, capacity: resource.capacity + change.units };
    case 'confirmCapacity': return { ...resource, capacity: change.units, capacityConfirmedDaysAgo: 0 };
    case 'raiseCap': case 'raiseBudget': case 'addShared': case 'acceptAnother': return resource;
  }
}

function raiseLimit(input: MatchInput, change: Change): MatchInput {
  if (change.kind === 'raiseBudget') {
    return { ...input, budgets: input.budgets!.map((one) => (one.organizationId === change.organizationId ? { ...one, leftFen: one.leftFen + change.fen } : one)) };
  }
  if (change.kind === 'addShared') return { ...input, resources: input.resources.map((one) => (one.id === change.resourceId ? { ...one, capacity: one.capacity + change.units } : one)) };
  if (change.kind !== 'raiseCap') return input;
  const organizations = input.organizations!.map((one) => (one.id === change.organizationId ? { ...one, capacity: one.capacity + change.units } : one));
  return { ...input, organizations };
}

function resourceFor({ needs }: MatchInput, needId: string, cure: Cure & { kind: 'newResource' }): MatchResource {
  const { language, qualification, workerSex } = needs.find(({ id }) => id === needId)!;
  return {
    id: newId(needId), name: '', organizationId: null, categories: [cure.category], reach: { kind: 'divisions', codes: [cure.communityCode] },
    capacity: cure.units, capacityConfirmedDaysAgo: 0, qualifications: qualification ? [qualification] : [], languages: language ? [language] : [], workerSexes: workerSex ? [workerSex] : [],
    slots: null, unitCostFen: 0, homeCode: cure.communityCode, validUntil: null,
  };
}
