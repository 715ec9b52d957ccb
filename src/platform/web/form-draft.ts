import type { Values } from './form-context.ts';

/** What was typed and not yet sent, for as long as the tab lives: nothing typed is lost by leaving, and nothing stays on a shared machine. */
type Draft = { at: string; values: Values };

const placeOf = (name: string) => `sanshe.draft.${name}`;

export function findDraft(name: string): Draft | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(placeOf(name)) ?? 'null') as Draft | null;
    return draft && typeof draft.values === 'object' ? draft : null;
  } catch {
    return null;
  }
}

export function keepDraft(name: string, values: Values): void {
  try {
    sessionStorage.setItem(placeOf(name), JSON.stringify({ at: new Date().toISOString(), values } satisfies Draft));
  } catch {
    // no storage: the guard on leaving still asks
  }
}

export const dropDraft = (name: string): void => {
  try {
    sessionStorage.removeItem(placeOf(name));
  } catch {
    // nothing was kept
  }
};
