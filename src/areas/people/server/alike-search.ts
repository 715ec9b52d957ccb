import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { candidatesOf, likenessOfRow, type Candidate } from './alike.ts';
import { listAlikeRows, listPhonesOf } from './alike-queries.ts';

/** Whoever is new or was changed, in the order in which it happened; `at` keeps the database's microseconds. */
export type Change = { id: string; at: string };
export const listChangedAfter = (tx: Tx, after: Change, before: Date, most: number): Promise<Change[]> => tx.many(sql`
  select id, updated_at::text as at from person
  where city = current_setting('app.city') and merged_into is null and taken_back_on is null and (updated_at, id) > (${after.at}::timestamptz, ${after.id}::uuid) and updated_at < ${before}
  order by updated_at, id limit ${most}`);

export type MayBeOne = { personId: string; fullName: string; divisionCode: string; candidate: Candidate };

/** Of people of the register: who else of it may be the same, with the evidence. Meant for jobs, which see both wherever they live. */
export async function findAlikeOf(tx: Tx, call: Call, personIds: string[]): Promise<MayBeOne[]> {
  const [rows, phones] = await Promise.all([listAlikeRows(tx, personIds), listPhonesOf(tx, personIds)]);
  const found: MayBeOne[] = [];
  // one after the other: each question is bounded by itself, and a hundred at once would hold as many lists
  for (const row of rows) {
    const numbers = (isOwn: boolean) => phones.filter((phone) => phone.personId === row.id && phone.isOwn === isOwn).map(({ phoneSealed }) => call.vault.open(phoneSealed));
    const candidates = await candidatesOf(tx, call, likenessOfRow(row, numbers(true), numbers(false)), row.divisionCode, row.id);
    found.push(...candidates.map((candidate) => ({ personId: row.id, fullName: row.fullName, divisionCode: row.divisionCode, candidate })));
  }
  return found;
}
