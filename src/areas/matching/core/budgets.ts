import type { MatchBudget, MatchInput, MatchResource } from './model.ts';

/** The organisations that state a budget, and for each resource which of them pays for it: its place in the list, −1 where none is stated. */
export type Budgets = { budgets: MatchBudget[]; budgetOf: Int32Array };

export function budgetsOf({ resources, budgets = [] }: Pick<MatchInput, 'resources' | 'budgets'>): Budgets {
  const at = new Map(budgets.map(({ organizationId }, b) => [organizationId as string | null, b]));
  return { budgets, budgetOf: Int32Array.from(resources, ({ organizationId }) => (organizationId === null ? -1 : at.get(organizationId) ?? -1)) };
}

/** What units taken of resources cost each budget. The way to the need is nobody's bill: it only weighs in the choice. */
export function spentOf({ budgets, budgetOf }: Budgets, resources: readonly MatchResource[], used: ArrayLike<number>): Float64Array {
  const spent = new Float64Array(budgets.length);
  resources.forEach(({ unitCostFen }, j) => { if (budgetOf[j]! >= 0) spent[budgetOf[j]!]! += used[j]! * unitCostFen; });
  return spent;
}

/** The budgets that cannot pay for what is spent. */
export const overspent = ({ budgets }: Budgets, spent: Float64Array): number[] => budgets.flatMap(({ leftFen }, b) => (spent[b]! > leftFen ? [b] : []));
