import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Division } from '../areas/imports/core/places.ts';
import { sayImport } from '../areas/imports/core/messages.ts';
import { toLine, type RowOutcome } from '../areas/imports/core/records.ts';
import { addUp, understandRows, type Context, type SheetView } from '../areas/imports/core/understand.ts';
import type { Workbook } from '../areas/imports/core/sheet.ts';
import { examplePlace, templateOf } from '../areas/imports/core/template.ts';
import { readWorkbook } from '../areas/imports/server/read/read-workbook.ts';
import { dayOf, isLocalDate } from '../kernel/local-date.ts';
import { ROOT } from '../platform/server/root.ts';
import { readOptions } from './options.ts';
import { write } from './output.ts';
import type { Settings } from './settings.ts';

const KINDS = ['needs', 'resources', 'organizations'] as const;
type Kind = (typeof KINDS)[number];

const USAGE = `用法 / usage: sanshe import <${KINDS.join('|')}> FILE… [--as-of 2021-06-30] [--dry-run] [--json] [--consent]\n              sanshe import --template <${KINDS.join('|')}> [--language zh|en] > FILE.xlsx\n              sanshe import divisions FILE [--as-of 2026-01-01] [--source NAME]`;

/** `sanshe import`: the same understanding as the wizard's. `--dry-run --json` prints a line for every row of every sheet and writes nothing. */
export async function importCommand(argv: string[], settings: Settings): Promise<number> {
  const options = readOptions(argv, ['as-of', 'source', 'as', 'template', 'language'], ['dry-run', 'json', 'consent']);
  const [kind, ...files] = options.words;
  const asOf = options.value('as-of') ?? dayOf(new Date());
  const template = options.value('template');
  if (template !== undefined && options.unknown.length === 0) return templateCommand(template, options.value('language') ?? 'zh', settings);
  if (options.unknown.length > 0 || files.length === 0 || !isLocalDate(asOf)) { console.error(USAGE); return 2; }
  if (kind === 'divisions') return importDivisionsCommand(files[0]!, options.value('source') ?? files[0]!, asOf, settings);
  if (!KINDS.includes(kind as Kind)) { console.error(USAGE); return 2; }
  const given = await readGiven(files);
  if (!given) return 1;
  if (options.has('dry-run')) {
    const books = await openBooks(given);
    return books ? dryRun(kind as Kind, books, asOf, options.has('json'), settings) : 1;
  }
  const { importForReal } = await import('./import-for-real.ts');
  return importForReal({ kind: kind as Kind, files: given, asOf, statesConsent: options.has('consent') }, options.has('json'), settings);
}

/** A blank sheet of a kind, to the standard output. */
async function templateCommand(kind: string, language: string, settings: Settings): Promise<number> {
  if (!KINDS.includes(kind as Kind) || (language !== 'zh' && language !== 'en')) { console.error(USAGE); return 2; }
  if (process.stdout.isTTY) { console.error(`请写到文件里 / write it to a file: sanshe import --template ${kind} > ${kind}.xlsx`); return 2; }
  const { writeTemplate } = await import('../areas/imports/server/write/template-sheet.ts');
  await write(await writeTemplate(templateOf(kind as Kind, language, dayOf(new Date()), examplePlace(await divisionsOfFile(settings.city)))));
  return 0;
}

async function importDivisionsCommand(file: string, source: string, from: string, settings: Settings): Promise<number> {
  // the database is loaded only where it is asked: a dry run starts at once
  const [{ default: pg }, { importDivisions }, { withFoundation }] = await Promise.all([import('pg'), import('../areas/divisions/server/operations.ts'), import('./commands.ts')]);
  const text = await readFile(file, 'utf8');
  return withFoundation(settings, true, async ({ ownerOptions }) => {
    const owner = new pg.Client(ownerOptions);
    await owner.connect();
    try {
      const { city, added, changed, ended } = await importDivisions(owner, text, source, from);
      console.log(`${city}: 新增 ${added}，变更 ${changed}，终止 ${ended} / added ${added}, changed ${changed}, ended ${ended}`);
      return 0;
    } finally { await owner.end(); }
  });
}

/** Every file must be there, or nothing is begun: the sentence says which is not, and why. */
async function readGiven(files: string[]): Promise<{ name: string; bytes: Uint8Array }[] | null> {
  const given: { name: string; bytes: Uint8Array }[] = [];
  for (const file of files) {
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
    if (bytes instanceof Error) { console.error(`${file}: ${bytes.code === 'ENOENT' ? '没有这个文件 / no such file' : bytes.message}`); return null; }
    given.push({ name: file, bytes });
  }
  return given;
}

async function openBooks(given: { name: string; bytes: Uint8Array }[]): Promise<Workbook[] | null> {
  const books: Workbook[] = [];
  for (const { name, bytes } of given) {
    const read = await readWorkbook(bytes, name);
    if (!read.ok) {
      console.error(`${name}: ${sayImport('zh', `imports.file.${read.refusal.code}`, read.refusal)} / ${sayImport('en', `imports.file.${read.refusal.code}`, read.refusal)}`);
      return null;
    }
    books.push(read.value);
  }
  return books;
}

/** The divisions of a city from its file, for when no database has been made yet. */
export async function divisionsOfFile(city: string): Promise<Division[]> {
  const text = await readFile(join(ROOT, 'db', 'divisions', `${city}.csv`), 'utf8');
  return (parse(text, { columns: true }) as Record<string, string>[]).map((row) => ({ code: row['code']!, level: row['level'], kind: row['kind']!, name: row['name']!, officialName: row['official_name']! }) as Division);
}

async function dryRun(kind: Kind, books: Workbook[], asOf: string, asJson: boolean, settings: Settings): Promise<number> {
  const context = { divisions: await divisionsOfFile(settings.city), asOf } as Context;
  const walk = understandRows(kind, books, context);
  let next: IteratorResult<RowOutcome, SheetView[]> = walk.next();
  // lines go out in pieces, and the pipe's own pace is kept: a sheet of 100,000 rows is not held
  let piece = '';
  const flush = async () => { await write(piece); piece = ''; };
  for (; !next.done; next = walk.next()) {
    if (!asJson) continue;
    piece += `${JSON.stringify(toLine(next.value))}\n`;
    if (piece.length > 65_536) await flush();
  }
  await flush();
  if (!asJson) for (const sheet of next.value) printSheet(sheet);
  const { imported, merged, refused, notARow } = addUp(next.value);
  console.error(`导入 ${imported} · 合并 ${merged} · 退回 ${refused} · 非数据行 ${notARow} · 共 ${imported + merged + refused + notARow} 行 / imported ${imported} · merged ${merged} · refused ${refused} · not a row ${notARow}`);
  return 0;
}

function printSheet({ file, sheet, header, unmapped, counts, rows }: SheetView): void {
  console.log(`${file} ${sheet}: ${header ? `表头在第 ${header.from}–${header.to} 行 / header in rows ${header.from}–${header.to}` : '不是这类表 / not of this kind'}; ${rows} = ${Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(' + ')}${unmapped.length > 0 ? `; 未识别的列 / columns not understood: ${unmapped.join('、')}` : ''}`);
}
