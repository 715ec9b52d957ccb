import type { Scope } from './actor.ts';
import { scopeText } from './database.ts';
import type { Tx } from './tx.ts';

/** Goes on in another scope of the same actor within a transaction: from figures to the records that the actor's own scope holds. */
export async function stepInto(tx: Tx, scope: Scope): Promise<void> {
  await tx.text(scopeText(scope), []);
}
