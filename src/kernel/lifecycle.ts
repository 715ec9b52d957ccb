import type { Role } from './role.ts';

/** What one action does from one state: where it leads, and who may take it. */
export type Step<S extends string> = { to: S; roles: readonly Role[] };

/** state × action. A pair that is absent is not possible. Server, page and phone read the same table. */
export type Lifecycle<S extends string, A extends string> = Record<S, Partial<Record<A, Step<S>>>>;

export type StepRefusal = { code: 'wrongState'; state: string; action: string } | { code: 'notYourRole'; action: string };

/** The step that an action takes from a state, or why this role may not take it. */
export function findStep<S extends string, A extends string>(
  lifecycle: Lifecycle<S, A>, state: S, action: A, role: Role,
): { ok: true; value: Step<S> } | { ok: false; refusal: StepRefusal } {
  const step = lifecycle[state][action];
  if (!step) return { ok: false, refusal: { code: 'wrongState', state, action } };
  if (!step.roles.includes(role)) return { ok: false, refusal: { code: 'notYourRole', action } };
  return { ok: true, value: step };
}

/** Every action of the table that some state offers to this role: the buttons of a page, pressable or grey. */
export function actionsOf<S extends string, A extends string>(lifecycle: Lifecycle<S, A>, role: Role): A[] {
  const actions = new Set<A>();
  for (const state of Object.values(lifecycle) as Partial<Record<A, Step<S>>>[]) {
    for (const [action, step] of Object.entries(state) as [A, Step<S>][]) if (step.roles.includes(role)) actions.add(action);
  }
  return [...actions];
}
