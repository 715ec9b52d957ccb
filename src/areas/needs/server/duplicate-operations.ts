import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';

/** Two records in the order in which a question names them. */
export const pairOf = (one: string, other: string): string => [one, other].sort().join(' ');

/** Which pairs with one of these records are still asked about. */
export async function findOpenQuestions(tx: Tx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.many<{ firstId: string; secondId: string }>(sql`
    select first_id as "firstId", second_id as "secondId" from duplicate_question
    where city = current_setting('app.city') and status = 'open' and (first_id = any(${ids}::uuid[]) or second_id = any(${ids}::uuid[]))`);
  return new Set(rows.map(({ firstId, secondId }) => pairOf(firstId, secondId)));
}

/** How many questions that an import raised nobody has answered. */
export const countOpenOfImport = async (tx: Tx, importId: string): Promise<number> =>
  (await tx.one<{ n: number }>(sql`select count(*) as n from duplicate_question where city = current_setting('app.city') and status = 'open' and why ->> 'importId' = ${importId}`)).n;
