import type { MatchInput } from './model.ts';

/** Whose limit it is: the money of an organisation's month, or what is left of a resource that others take along on each visit. */
export type LimitOf = { kind: 'budget'; organizationId: string; name: string } | { kind: 'shared'; resourceId: string; name: string };
/** What flow cannot hold: units of several resources, each so many times, may not come to more than is `left`; fen, or units of what is shared. */
export type Limit = LimitOf & { left: number };
/** How many of a limit one unit of a resource takes. */
export type Term = { limit: number; weight: number };

/** `termsOf`: by the resource's place in the lists. `ownAt`: the limit that is a resource's own, where others take it along; what it serves by itself counts there once. */
export type Limits = { limits: Limit[]; termsOf: readonly (readonly Term[])[]; ownAt: Map<number, number> };

const NONE: readonly Term[] = [];

type Lists = Pick<MatchInput, 'resources' | 'budgets'>;

/** Whether the lists have anything that flow cannot hold. */
export const hasLimits = ({ resources, budgets = [] }: Lists): boolean => budgets.length > 0 || resources.some(({ alsoTakes }) => alsoTakes);

/** Of what is shared and not among the lists nothing is left. */
export function limitsOf({ resources, budgets = [] }: Lists): Limits {
  const limits: Limit[] = budgets.map(({ organizationId, name, leftFen }) => ({ kind: 'budget', organizationId, name, left: leftFen }));
  const paidBy = new Map(budgets.map(({ organizationId }, b) => [organizationId as string | null, b])), sharedAt = new Map<string, number>(), ownAt = new Map<number, number>();
  for (const { alsoTakes } of resources) if (alsoTakes && !sharedAt.has(alsoTakes.resourceId)) sharedAt.set(alsoTakes.resourceId, limits.push({ kind: 'shared', resourceId: alsoTakes.resourceId, name: '', left: 0 }) - 1);
  const termsOf = resources.map(({ id, name, capacity, organizationId, unitCostFen, alsoTakes }, j): readonly Term[] => {
    const paying = organizationId === null ? undefined : paidBy.get(organizationId), own = sharedAt.get(id), terms: Term[] = [];
    if (paying !== undefined && unitCostFen > 0) terms.push({ limit: paying, weight: unitCostFen });
    if (own !== undefined) {
      Object.assign(limits[own]!, { name, left: capacity });
      ownAt.set(j, own);
      terms.push({ limit: own, weight: 1 });
    }
    if (alsoTakes) terms.push({ limit: sharedAt.get(alsoTakes.resourceId)!, weight: alsoTakes.units });
    return terms.length > 0 ? terms : NONE;
  });
  return { limits, termsOf, ownAt };
}

/** What units taken of resources come to under each limit. The way to the need is nobody's bill: it only weighs in the choice. */
export function spentOf({ limits, termsOf }: Limits, used: ArrayLike<number>): Float64Array {
  const spent = new Float64Array(limits.length);
  termsOf.forEach((terms, j) => { for (const { limit, weight } of terms) spent[limit]! += used[j]! * weight; });
  return spent;
}

/** The limits that do not hold what is taken. */
export const overspent = ({ limits }: Limits, spent: Float64Array): number[] => limits.flatMap(({ left }, l) => (spent[l]! > left ? [l] : []));

/** How many units more these terms let through, beside what is taken already. */
export const unitsUnder = (limits: readonly Limit[], spent: ArrayLike<number>, terms: readonly Term[]): number =>
  terms.reduce((least, { limit, weight }) => Math.min(least, Math.floor((limits[limit]!.left - spent[limit]!) / weight)), Infinity);
