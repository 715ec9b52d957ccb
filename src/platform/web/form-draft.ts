import { draftOwner } from './draft-owner.ts';
import type { Values } from './form-context.ts';

/** What was typed and not yet sent, for as long as the tab lives: nothing typed is lost by leaving or by a session that ended, and nobody else who signs in here comes upon it. */
type Draft = { at: string; values: Values };

const PLACE = 'sanshe.draft.';
const placeOf = (name: string) => `${PLACE}${draftOwner()}.${name}`;

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

/** Somebody has signed in: what others left in this tab goes. */
export function dropDraftsOfOthers(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PLACE) && !key.startsWith(placeOf(''))) sessionStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}
