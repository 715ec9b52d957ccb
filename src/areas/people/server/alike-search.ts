import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { candidatesOf, likenessOfRow, type Candidate } from './alike.ts';
import { listAlikeRows, listPhonesOf } from './alike-queries.ts';

export type Marked = { id: string; isHere: boolean; /** Whom this one has turned out to be, at the end of the line. */ isNow: string | null };

/**
 * Takes the marks of up to so many changes away, and says whose they were; who is not here was merged, or taken back with the import that brought them.
 * Rolled back, they stay; what is marked meanwhile bears a mark of its own.
 */
export async function takeWhomToCompare(tx: Tx, most: number): Promise<{ marks: number; people: Marked[] }> {
  const taken = await tx.many<Marked>(sql`
    with recursive taken as materialized (delete from person_to_compare where (city, person_id, marked_by) in (
      select city, person_id, marked_by from person_to_compare where city = current_setting('app.city') order by city, person_id, marked_by limit ${most}) returning person_id)
    , line as (
      select p.id, p.id as now, p.merged_into, p.taken_back_on from taken t join person p on p.city = current_setting('app.city') and p.id = t.person_id
      union select l.id, p.id, p.merged_into, p.taken_back_on from line l join person p on p.city = current_setting('app.city') and p.id = l.merged_into)
    select t.person_id as id, l.now = t.person_id and l.taken_back_on is null as "isHere", case when l.now <> t.person_id and l.taken_back_on is null then l.now end as "isNow"
    from taken t join line l on l.id = t.person_id and l.merged_into is null`);
  return { marks: taken.length, people: [...new Map(taken.map((one) => [one.id, one])).values()] };
}

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
