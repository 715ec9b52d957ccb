import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { toLine, type Place, type RowOutcome } from '../core/records.ts';
import type { NotARow } from '../core/rows.ts';
import type { Import, Inside } from './queries.ts';

type Stored = { ord: number; file: number; sheet: string; row: number; outcome: RowOutcome['outcome']; reason: NotARow | null; mergedWith: Place | null; sealed: Buffer | null };

/** Every row of an import as the command prints it, a page at a time: what became of it in the register. */
export async function listLines(tx: Tx, call: Call, made: Import, after: number, most: number): Promise<{ lines: Record<string, unknown>[]; last: number | null }> {
  const rows = await tx.many<Stored>(sql`select ord, file, sheet, "row", outcome, reason, merged_with as "mergedWith", sealed from import_row
    where city = current_setting('app.city') and import_id = ${made.id} and ord > ${after} order by ord limit ${most}`);
  const lines = rows.map(({ file, sheet, row, outcome, reason, mergedWith, sealed }) => {
    const inside: Inside = sealed ? JSON.parse(call.vault.open(sealed)) as Inside : { record: null, problems: [], asks: [] };
    const seen = (place: Place): Place => ('known' in place ? place : Number(place.file ?? file) === file ? { sheet: place.sheet, row: place.row } : { file: made.fileNames[Number(place.file)]!, sheet: place.sheet, row: place.row });
    return toLine({
      file: made.fileNames[file]!, sheet, row, outcome, mergedWith: mergedWith && seen(mergedWith), asks: inside.asks.map(seen), record: inside.record, problems: inside.problems, ...(reason ? { reason } : {}),
    });
  });
  return { lines, last: rows.at(-1)?.ord ?? null };
}
