import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { CorrectedCell } from './read-job.ts';
import type { Import } from './queries.ts';

/** A correction with what stood there before, and whose it is. `nth`: of the corrections of its row. */
export type KeptCorrection = CorrectedCell & { ord: number; nth: number; was: string; byName: string; at: string };

type Stored = Omit<KeptCorrection, 'was' | 'text'> & { sealed: Buffer };

/** What was put right in an import, or in one row of it, the later after the earlier. */
export async function listCorrections(tx: Tx, call: Call, importId: string, ord?: number): Promise<KeptCorrection[]> {
  const stored = await tx.many<Stored>(sql`
    select ord, nth, "column", file, sheet, "row", sealed, made_by_name as "byName", made_at as at from import_correction
    where city = current_setting('app.city') and import_id = ${importId} ${ord === undefined ? sql`` : sql`and ord = ${ord}`} order by made_at, ord, nth, "column"`);
  return stored.map(({ sealed, ...one }) => ({ ...one, ...JSON.parse(call.vault.open(sealed)) as { was: string; text: string } }));
}

export type NewCorrection = { column: number; was: string; text: string };

export function addCorrections(tx: Tx, call: Call, made: Pick<Import, 'id' | 'kind' | 'divisionCode'>, row: { ord: number; file: number; sheet: string; row: number }, nth: number, cells: NewCorrection[]): void {
  const rows = cells.map(({ column, was, text }) => ({ column, sealed: call.vault.seal(JSON.stringify({ was, text })).toString('hex') }));
  tx.send(sql`
    insert into import_correction (city, import_id, ord, nth, "column", kind, division_code, file, sheet, "row", sealed, made_by, made_by_name, made_at)
    select ${call.actor.city}, ${made.id}::uuid, ${row.ord}::int, ${nth}::smallint, "column", ${made.kind}, ${made.divisionCode}, ${row.file}::smallint, ${row.sheet}, ${row.row}::int, sealed,
      ${call.actor.accountId}::uuid, ${call.actor.name}, ${call.now}::timestamptz from ${tableOf('c', rows, { column: 'smallint', sealed: 'bytea' })}`);
}
