import type { Call } from '../../../platform/server/call.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Problem } from '../core/records.ts';
import { unknownWords } from '../core/unknown-words.ts';
import type { Import, Inside, OneRow, Summary } from './queries.ts';

type Fault = Summary['faults'][number];
const isOf = (problem: Problem) => (fault: Pick<Fault, 'code' | 'field' | 'refuses'>) => fault.code === problem.code && fault.field === problem.field && fault.refuses === problem.refuses;
const toFault = ({ code, field, refuses, message, detail, cell }: Problem, { file, sheet }: Pick<OneRow, 'file' | 'sheet'>, count: number): Fault =>
  ({ code, field, refuses, count, message, ...(detail ? { detail } : {}), file, sheet, cell });

/** Another row with this fault, as the example of it. */
async function findExample(tx: Tx, call: Call, importId: string, { code, field, refuses, count }: Fault, but: number): Promise<Fault | null> {
  const row = await tx.maybe<{ file: number; sheet: string; sealed: Buffer }>(sql`
    select file, sheet, sealed from import_row where city = current_setting('app.city') and import_id = ${importId} and codes @> array[${code}] and ord <> ${but} and sealed is not null order by ord limit 1`);
  const problem = row && (JSON.parse(call.vault.open(row.sealed)) as Inside).problems.find((one) => one.code === code && one.field === field && one.refuses === refuses);
  return row && problem ? toFault(problem, row, count) : null;
}

const wordsIn = (row: OneRow): [string, Problem][] => row.inside.problems.flatMap((problem) => unknownWords(problem).map((word): [string, Problem] => [word, problem]));

/** The words to be explained when one of the rows that said them says others. */
function changeWords(words: Summary['words'], before: OneRow, after: OneRow): Summary['words'] {
  const isOfWord = (seen: Summary['words'][number]) => ([word, problem]: [string, Problem]) => word === seen.word && problem.field === seen.field;
  const left = words.map((seen) => ({ ...seen, count: seen.count - wordsIn(before).filter(isOfWord(seen)).length + wordsIn(after).filter(isOfWord(seen)).length })).filter(({ count }) => count > 0);
  const fresh = wordsIn(after).filter((one) => !left.some((seen) => isOfWord(seen)(one)));
  return [...left, ...fresh.map(([word, { field, cell }]) => ({ field, word, count: 1, sheet: after.sheet, cell }))];
}

const countIn = (sheets: Summary['sheets'], before: OneRow, after: OneRow): Summary['sheets'] => sheets.map((sheet) => {
  if (sheet.file !== before.file || sheet.sheet !== before.sheet) return sheet;
  const counts = { ...sheet.counts };
  counts[before.outcome] -= 1;
  counts[after.outcome] += 1;
  return { ...sheet, counts };
});

/** What is said of an import as a whole when one of its rows has become another: its faults, its unknown words, the counts of its sheets. */
export async function changeSummary(tx: Tx, call: Call, made: Import, before: OneRow, after: OneRow): Promise<Summary> {
  const summary = JSON.parse(call.vault.open(made.summarySealed)) as Summary;
  const faults: Fault[] = [];
  for (const fault of summary.faults) {
    const [had, has] = [before, after].map(({ inside }) => inside.problems.filter((problem) => isOf(problem)(fault)));
    const count = fault.count - had!.length + has!.length;
    if (count <= 0) continue;
    const isExample = had!.some(({ cell }) => cell === fault.cell) && fault.sheet === before.sheet && fault.file === before.file;
    const other = isExample ? (has![0] ? toFault(has![0], after, count) : await findExample(tx, call, made.id, { ...fault, count }, before.ord)) : null;
    faults.push(other ?? { ...fault, count });
  }
  for (const problem of after.inside.problems) if (!summary.faults.some(isOf(problem)) && !faults.some(isOf(problem))) faults.push(toFault(problem, after, 1));
  return { sheets: countIn(summary.sheets, before, after), faults, words: changeWords(summary.words, before, after) };
}
