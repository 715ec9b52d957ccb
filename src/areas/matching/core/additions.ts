import type { MatchInput, MatchResource } from './model.ts';
import { holds } from './place.ts';

/** More of what there is: units of a resource of the lists, or units of something new that serves one item in one division, costs nothing but its way, and suits everyone there. */
export type Addition =
  | { kind: 'units'; resourceId: string; units: number }
  | { kind: 'place'; category: string; divisionCode: string; units: number }
  /** An organisation carries so many more at once. */
  | { kind: 'raiseCap'; organizationId: string; units: number };

/** Names what does not exist; it begins like no id of a record. */
export const SUPPOSED = 'new:';
export const supposedId = (category: string, divisionCode: string): string => `${SUPPOSED}${category}:${divisionCode}`;
type OfResource = Exclude<Addition, { kind: 'raiseCap' }>;
export const idOfAddition = (addition: OfResource): string => (addition.kind === 'units' ? addition.resourceId : supposedId(addition.category, addition.divisionCode));

/** What is supposed to stand at a place, with so many units. It speaks both languages, can send women and men, and holds every qualification that is asked for there. */
export function supposedResource({ needs }: MatchInput, category: string, divisionCode: string, units: number): MatchResource {
  const asked = needs.filter((need) => need.category === category && need.qualification !== null && holds(divisionCode, need.communityCode)).map((need) => need.qualification!);
  return {
    id: supposedId(category, divisionCode), name: '', organizationId: null, categories: [category], reach: { kind: 'divisions', codes: [divisionCode] },
    capacity: units, capacityConfirmedDaysAgo: 0, qualifications: [...new Set(asked)], languages: ['zh', 'mn'], workerSexes: ['female', 'male'], slots: null, unitCostFen: 0, homeCode: divisionCode, validUntil: null,
  };
}

/** The lists with all of that added. What names a resource or a cap that is not among them adds nothing. */
export function withAdditions(input: MatchInput, additions: readonly Addition[]): MatchInput {
  const more = new Map<string, number>(), known = new Set(input.resources.map(({ id }) => id)), supposed: MatchResource[] = [], caps = new Map<string, number>();
  for (const addition of additions) {
    if (addition.kind === 'raiseCap') { caps.set(addition.organizationId, (caps.get(addition.organizationId) ?? 0) + addition.units); continue; }
    const id = idOfAddition(addition);
    if (addition.kind === 'place' && !known.has(id)) {
      supposed.push(supposedResource(input, addition.category, addition.divisionCode, 0));
      known.add(id);
    }
    more.set(id, (more.get(id) ?? 0) + addition.units);
  }
  const resources = [...input.resources, ...supposed].map((resource) => (more.has(resource.id) ? { ...resource, capacity: resource.capacity + more.get(resource.id)! } : resource));
  const organizations = input.organizations?.map((one) => (caps.has(one.id) ? { ...one, capacity: one.capacity + caps.get(one.id)! } : one));
  return { ...input, resources, ...(organizations ? { organizations } : {}) };
}

/** The lists with so much more money for the month of an organisation that states a budget. */
export const withBudget = (input: MatchInput, organizationId: string, fen: number): MatchInput =>
  ({ ...input, budgets: (input.budgets ?? []).map((one) => (one.organizationId === organizationId ? { ...one, leftFen: one.leftFen + fen } : one)) });
