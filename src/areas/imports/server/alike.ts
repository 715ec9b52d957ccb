import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findOpenQuestions, pairOf } from '../../needs/server/duplicate-operations.ts';
import { nameSeenBy } from '../../people/core/permissions.ts';
import type { Alike } from '../core/contract.ts';
import type { NeedRecord, Place, ResourceRecord, RowOutcome } from '../core/records.ts';
import type { Import, Inside } from './queries.ts';

type Asking = { ord: number; file: number; subjectId: string | null; personId: string | null; inside: Inside };
type Other = Omit<Asking, 'inside' | 'ord'> & { sheet: string; row: number; state: string; sealed: Buffer | null };

const keyOf = (file: number, sheet: string, row: number): string => `${file} ${sheet} ${row}`;

/** By what a row is known among others: the resident by name, as far as the reader may see it; a provider, an organisation. */
function titleOf(call: Call, kind: Import['kind'], record: RowOutcome['record']): string {
  if (!record) return '';
  return kind === 'resources' ? (record as ResourceRecord).provider : kind === 'needs' ? nameSeenBy(call.actor.role, (record as NeedRecord).name) : (record as { name: string }).name;
}

/** The other rows that rows are like: who or what they speak of, where they stand, and whether the question about the two is still open. What is out of the reader's sight keeps its place alone. */
export async function findAlike(tx: Tx, call: Call, { id, kind }: Pick<Import, 'id' | 'kind'>, rows: Asking[]): Promise<Map<number, Alike[]>> {
  const asked = rows.flatMap((row) => row.inside.asks.flatMap((place: Place) => ('row' in place ? [{ of: row, file: Number(place.file ?? row.file), sheet: place.sheet, row: place.row }] : [])));
  if (asked.length === 0) return new Map();
  const others = await tx.many<Other>(sql`
    select file, sheet, "row", state, sealed, subject_id as "subjectId", person_id as "personId" from import_row
    where city = current_setting('app.city') and import_id = ${id}
      and (file, sheet, "row") in (select * from unnest(${asked.map(({ file }) => file)}::int[], ${asked.map(({ sheet }) => sheet)}::text[], ${asked.map(({ row }) => row)}::int[]))`);
  const found = new Map(others.map((other) => [keyOf(other.file, other.sheet, other.row), other]));
  const subjectOf = (row: Pick<Asking, 'subjectId' | 'personId'>) => (kind === 'needs' ? row.personId : row.subjectId);
  const open = await findOpenQuestions(tx, rows.flatMap((row) => subjectOf(row) ?? []));
  const alike = new Map<number, Alike[]>();
  for (const { of, file, sheet, row } of asked) {
    const other = found.get(keyOf(file, sheet, row));
    const [own, its] = [subjectOf(of), other ? subjectOf(other) : null];
    const seen: Alike = {
      file, sheet, row, title: other?.sealed ? titleOf(call, kind, (JSON.parse(call.vault.open(other.sealed)) as Inside).record) : '',
      subjectId: other?.state === 'done' ? other.subjectId : null, askedAbout: own && its && open.has(pairOf(own, its)) ? own : null,
    };
    alike.set(of.ord, [...(alike.get(of.ord) ?? []), seen]);
  }
  return alike;
}
