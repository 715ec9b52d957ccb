import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { SUPPOSED, withBudget } from './additions.ts';
import { ruleBook } from './eligibility.ts';
import type { Wish } from './forecast.ts';
import type { Exchange, Floors, MatchInput, MatchNeed, Nearness, Urgency } from './model.ts';
import { settlePins } from './pins.ts';
import { holds } from './place.ts';
import { moneySpent, sharedTaken } from './verify.ts';
import type { MatchWeights } from './weights.ts';

/** What a what-if changes in the lists and rules of the run that it copies. What adds comes last, whatever its place among the changes. */
export type WhatIfChange =
  | { kind: 'addUnits'; resourceId: string; units: number }
  | { kind: 'addPlace'; item: string; divisionCode: string; units: number }
  | { kind: 'raiseCap'; organizationId: string; units: number }
  /** More money for an organisation's month. What it brings depends on how it is divided anew, so it is changed before anything is added, and foreseen with nothing. */
  | { kind: 'raiseBudget'; organizationId: string; fen: number }
  /** The so many units that bring most, each beside those before it. */
  | { kind: 'addBest'; count: number }
  /** Nought takes the resource away. */
  | { kind: 'setCapacity'; resourceId: string; units: number }
  | ({ kind: 'floors' } & Floors)
  | { kind: 'weights'; urgencyPoints: Record<Urgency, number>; pointsPerWaitingDay: number; waitingDaysCap: number; distanceFen: Record<Nearness, number>; staleAfterDays: number }
  | ({ kind: 'exchange' } & Exchange)
  | { kind: 'addNeeds'; item: string; communityCode: string; urgency: Urgency; units: number; language?: 'zh' | 'mn' | null | undefined; qualification?: string | null | undefined }
  | { kind: 'dropNeeds'; item: string | null; divisionCode: string | null; urgency: Urgency | null }
  /** All that wait for consent or verification are taken for ready. */
  | { kind: 'admitWaiting' };

export type WhatIfRefusal = { code: 'unknownResource'; resourceId: string };
type Rules = { weights: MatchWeights; floors: Floors; exchange?: Exchange };

/** The rules after those of the changes that are about rules. Changed weights are no published version, and their name says so. */
export function changedRules<T extends Rules>(rules: T, changes: readonly WhatIfChange[]): T {
  return changes.reduce((so, change) => {
    switch (change.kind) {
      case 'floors': return { ...so, floors: { community: change.community, township: change.township, county: change.county } };
      case 'weights': {
        const { kind: _, ...weights } = change, version = so.weights.version.replace(/\+$/, '');
        return { ...so, weights: { ...so.weights, ...weights, version: `${version}+` } };
      }
      case 'exchange': return { ...so, exchange: { fenPerPoint: change.fenPerPoint, fenPerStaleUnit: change.fenPerStaleUnit } };
      default: return so;
    }
  }, rules);
}

/** What is still to be added when everything else has been changed. */
export const wishesOf = (changes: readonly WhatIfChange[]): Wish[] => changes.flatMap((change): Wish[] => {
  switch (change.kind) {
    case 'addUnits': return [{ kind: 'units', resourceId: change.resourceId, units: change.units }];
    case 'addPlace': return [{ kind: 'place', category: change.item, divisionCode: change.divisionCode, units: change.units }];
    case 'raiseCap': return [change];
    case 'addBest': return [{ kind: 'best', count: change.count }];
    default: return [];
  }
});

/** A run's frozen lists with everything changed but what is added; the run's own are not touched. */
export function applyChanges(input: MatchInput, changes: readonly WhatIfChange[]): Result<MatchInput, WhatIfRefusal> {
  const known = new Set(input.resources.map(({ id }) => id));
  const caps = new Set(input.organizations?.map(({ id }) => id)), budgets = new Set(input.budgets?.map(({ organizationId }) => organizationId));
  const unstated = changes.find((change) => 'organizationId' in change && !(change.kind === 'raiseCap' ? caps : budgets).has(change.organizationId));
  if (unstated && 'organizationId' in unstated) return refuse({ code: 'unknownResource', resourceId: unstated.organizationId });
  const unknown = changes.find((change) => 'resourceId' in change && !known.has(change.resourceId));
  if (unknown && 'resourceId' in unknown) return refuse({ code: 'unknownResource', resourceId: unknown.resourceId });
  const after = changes.reduce(applyOne, { ...input, options: changedRules(input.options, changes) });
  return ok(wishesOf(changes).length > 0 ? withPinsAsTheyFit(after) : after);
}

/** A pin that finds no room stays without: else what is added would be asked to keep it, and bring something else than it is worth. */
function withPinsAsTheyFit(input: MatchInput): MatchInput {
  const { resourceOf } = settlePins(input, ruleBook(input.options));
  return { ...input, options: { ...input.options, pins: Array.from(resourceOf, ([needId, resourceId]) => ({ needId, resourceId })) } };
}

function applyOne(input: MatchInput, change: WhatIfChange): MatchInput {
  switch (change.kind) {
    case 'setCapacity': return { ...input, resources: input.resources.map((resource) => (resource.id === change.resourceId ? { ...resource, capacity: change.units } : resource)) };
    case 'raiseBudget': return withBudget(input, change.organizationId, change.fen);
    case 'addNeeds': return { ...input, needs: [...input.needs, ...supposedNeeds(input, change)] };
    case 'dropNeeds': {
      const isDropped = (need: MatchNeed) => (change.item === null || need.category === change.item) && (change.urgency === null || need.urgency === change.urgency) && (change.divisionCode === null || holds(change.divisionCode, need.communityCode));
      return { ...input, needs: input.needs.filter((need) => !isDropped(need)) };
    }
    case 'admitWaiting': return { ...input, needs: input.needs.map((need) => ({ ...need, hasConsent: true, isVerified: true })) };
    default: return input;
  }
}

function supposedNeeds({ needs }: MatchInput, { item, communityCode, urgency, units, language = null, qualification = null }: WhatIfChange & { kind: 'addNeeds' }): MatchNeed[] {
  const already = needs.filter(({ id }) => id.startsWith(SUPPOSED)).length;
  return Array.from({ length: units }, (_, i) => ({
    id: `${SUPPOSED}need:${already + i}`, communityCode, category: item, urgency, waitingDays: 0, quantity: 1, language, qualification, slots: null, hasConsent: true, isVerified: true,
  }));
}

type Kept = { needId: string; resourceId: string; units: number };

/**
 * The part of a run that lies in one division: its needs, and of every resource and organisation what the run has not given to needs elsewhere. Whoever may not try changes over the
 * whole of a run tries them there; what the run came to in that division is, as long as no floor reaches over it, the best for that part too.
 */
export function narrowed<A extends { assignments: Kept[]; unitsMet: number }>(input: MatchInput, answer: A, divisionCode: string): { input: MatchInput; answer: A } {
  const here = new Set(input.needs.filter(({ communityCode }) => holds(divisionCode, communityCode)).map(({ id }) => id)), elsewhere = new Map<string, number>();
  const along = sharedTaken(input, answer.assignments.filter(({ needId }) => !here.has(needId)));
  for (const { needId, resourceId, units } of answer.assignments) if (!here.has(needId)) elsewhere.set(resourceId, (elsewhere.get(resourceId) ?? 0) + units);
  const ownerOf = new Map(input.resources.map(({ id, organizationId }) => [id, organizationId])), carried = new Map<string | null, number>();
  for (const [id, units] of elsewhere) carried.set(ownerOf.get(id) ?? null, (carried.get(ownerOf.get(id) ?? null) ?? 0) + units);
  const spent = moneySpent(input, answer.assignments.filter(({ needId }) => !here.has(needId)));
  const reachesHere = (codes: string[]) => codes.some((code) => holds(code, divisionCode) || holds(divisionCode, code));
  const reaching = input.resources.filter(({ reach }) => reachesHere(reach.codes)), goesAlong = new Set(reaching.flatMap(({ alsoTakes }) => alsoTakes?.resourceId ?? []));
  const isHere = ({ needId }: { needId: string }) => here.has(needId), assignments = answer.assignments.filter(isHere);
  return {
    input: {
      needs: input.needs.filter(({ id }) => here.has(id)),
      resources: input.resources.filter((resource) => goesAlong.has(resource.id) || reachesHere(resource.reach.codes)).map((resource) => ({ ...resource, capacity: resource.capacity - (along.get(resource.id) ?? 0) })),
      ...(input.budgets ? { budgets: input.budgets.map((one) => ({ ...one, leftFen: Math.max(0, one.leftFen - (spent.get(one.organizationId) ?? 0)) })) } : {}),
      ...(input.organizations ? { organizations: input.organizations.map((one) => ({ ...one, capacity: one.capacity - (carried.get(one.id) ?? 0) })) } : {}),
      options: { ...input.options, pins: input.options.pins.filter(isHere), vetoes: input.options.vetoes.filter(isHere) },
    },
    answer: { ...answer, assignments, unitsMet: assignments.reduce((sum, { units }) => sum + units, 0) },
  };
}

