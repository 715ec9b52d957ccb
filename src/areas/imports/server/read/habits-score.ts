import { MADE_DIVISIONS } from '../../core/made-sheet.ts';
import type { Workbook } from '../../core/sheet.ts';
import { understand } from '../../core/understand.ts';
import type { Habit } from './habits.ts';
import { readWorkbook } from './read-workbook.ts';

/** How rows ended against the truth. `right`: as they should, value by value; the others are kinds of wrong. */
export type Score = { rows: number; right: number; lost: number; wronglyRefused: number; wrongValue: number; wronglyTaken: number; wronglyMerged: number; notMerged: number };

export type Scored = { total: Score; causes: Map<string, number>; columns: Map<string, number>; examples: string[] };

const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);

/** What is compared of a record: services by their names, times by their days. */
function seenIn(record: Record<string, unknown>): Record<string, unknown> {
  const { items, times, quantity } = record as { items?: { item: string | null }[]; times?: { days: number[] }[]; quantity?: { isAbout?: true } };
  const { isAbout: _about, ...amount } = quantity ?? {};
  return { ...record, ...(items ? { items: items.map(({ item }) => item).sort() } : {}), ...(times ? { days: times[0]?.days } : {}), ...(quantity ? { quantity: amount } : {}) };
}

async function bookOf({ book }: Habit): Promise<Workbook> {
  if (!('csv' in book)) return book;
  const read = await readWorkbook(book.csv, '东旗.csv');
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
}

/** Reads files of seeds from..from+files-1 and counts, row by row, what became of each. */
export async function scoreOf(make: (seed: number) => Habit, files: number, from = 1): Promise<Scored> {
  const total: Score = { rows: 0, right: 0, lost: 0, wronglyRefused: 0, wrongValue: 0, wronglyTaken: 0, wronglyMerged: 0, notMerged: 0 };
  const scored: Scored = { total, causes: new Map(), columns: new Map(), examples: [] };
  for (let seed = from; seed < from + files; seed++) {
    const habit = make(seed);
    const { rows, sheets } = understand(habit.kind, [await bookOf(habit)], { divisions: MADE_DIVISIONS, asOf: '2021-06-30' });
    for (const { header, field } of sheets[0]!.columns) if (field === null) count(scored.columns, header);
    if (!sheets[0]!.header) count(scored.causes, `no header found`);
    for (const row of rows) {
      const expected = habit.expected.get(row.row)!;
      const note = (kind: keyof Score, why: string) => { total[kind] += 1; count(scored.causes, `${kind}: ${why}`); if (scored.examples.length < 400) scored.examples.push(`${seed} row ${row.row} ${kind} ${why} ${row.problems.map(({ cell, message }) => `${cell} ${message}`).join(' | ')} [${habit.habits.join(' ')}]`); };
      const codes = row.problems.filter(({ refuses }) => refuses).map(({ code, field }) => `${field} ${code}`).join(', ');
      total.rows += 1;
      if (expected === 'notARow') { if (row.outcome === 'notARow') total.right += 1; else note('wronglyTaken', `a row that is no data (${codes})`); continue; }
      if (row.outcome === 'notARow') { note('lost', row.reason ?? ''); continue; }
      if ('refuse' in expected) { if (row.outcome === 'refused') { if (expected.refuse.some((code) => row.problems.some((one) => one.code === code))) total.right += 1; else note('wronglyRefused', `other reason ${codes}`); } else note('wronglyTaken', expected.refuse.join()); continue; }
      if (row.outcome === 'refused') { note('wronglyRefused', codes); continue; }
      if ('merge' in expected) { if (row.outcome === 'merged') total.right += 1; else note('notMerged', ''); continue; }
      if (row.outcome === 'merged') { note('wronglyMerged', ''); continue; }
      const record = seenIn(row.record as unknown as Record<string, unknown>);
      const wrong = Object.entries(expected.take).filter(([field, value]) => JSON.stringify(record[field]) !== JSON.stringify(value)).map(([field, value]) => `${field} ${JSON.stringify(record[field])} for ${JSON.stringify(value)}`);
      if (wrong.length === 0) total.right += 1;
      else note('wrongValue', wrong.map((one) => one.split(' ')[0]).join(','));
      if (wrong.length > 0) scored.examples.push(`   ${wrong.join('; ')}`);
    }
  }
  return scored;
}
