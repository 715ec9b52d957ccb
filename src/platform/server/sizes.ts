import { sql } from './sql.ts';
import type { Tx } from './tx.ts';

/**
 * Lets the planner learn how large the tables have become: for whoever writes much at once, between the pieces (0017_sizes.sql).
 * Plans made while a table was empty walk it whole; measured, 100,000 rows would take an hour.
 */
export async function learnSizes(tx: Tx): Promise<void> {
  await tx.many(sql`select learn_sizes()`);
}

/** After which pieces it pays to learn anew: each time twice as many are written. */
export const isTimeToLearn = (pieces: number): boolean => pieces > 0 && (pieces & (pieces - 1)) === 0;
