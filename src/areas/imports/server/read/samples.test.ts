import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../core/fields.ts';
import type { Division } from '../../core/places.ts';
import type { NeedRecord } from '../../core/records.ts';
import { understand, type Understanding } from '../../core/understand.ts';
import { writeRefused } from '../write/refused-sheet.ts';
import { readWorkbook } from './read-workbook.ts';

const root = new URL('../../../../../', import.meta.url);
const divisions = readFileSync(new URL('db/divisions/1506.csv', root), 'utf8').trim().split('\n').slice(1).map((line): Division => {
  const [code, level, kind, name] = line.split(',');
  return { code: code!, level: level as Division['level'], kind: kind!, name: name! };
});
const CONTEXT = { divisions, asOf: '2021-06-30' } as const;

async function open(file: string, bytes: Uint8Array = readFileSync(new URL(`test/samples/${file}`, root))) {
  const read = await readWorkbook(bytes, file);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
}

const FILES: [Kind, string][] = [['needs', '居民需求台账.xlsx'], ['resources', '资源清单.xlsx'], ['organizations', '社会组织名录.csv']];
const codes = (of: Understanding<Kind>, outcome: string) => {
  const counted: Record<string, number> = {};
  for (const row of of.rows) if (row.outcome === outcome) for (const { code } of row.problems) counted[code] = (counted[code] ?? 0) + 1;
  return counted;
};

describe('the three ledgers of a station', { timeout: 60_000 }, () => {
  it('needs: every row is accounted for', async () => {
    const all = understand('needs', [await open('居民需求台账.xlsx')], CONTEXT);
    expect(all.sheets.map(({ sheet, header, banner, unmapped, rows }) => ({ sheet, header, banner, unmapped, rows }))).toEqual([
      { sheet: '东胜区', header: { from: 2, to: 3 }, banner: '150602', unmapped: [], rows: 1327 }, { sheet: '康巴什区', header: { from: 2, to: 3 }, banner: '150603', unmapped: [], rows: 653 },
      { sheet: '达拉特旗', header: { from: 2, to: 3 }, banner: '150621', unmapped: [], rows: 1081 },
    ]);
    expect(all.counts).toEqual({ imported: 2561, merged: 53, refused: 386, notARow: 61 });
    expect(codes(all, 'refused')).toEqual({ missing: 65, residentIdCut: 65, residentIdDate: 63, residentIdCheck: 53, unknownPlace: 60, ambiguousPlace: 5, cellError: 9, dateFuture: 82 });
    expect(codes(all, 'imported')).toEqual({});
    const at = (sheet: string, row: number) => all.rows.find((one) => one.sheet === sheet && one.row === row)!;
    expect(at('东胜区', 8)).toMatchObject({ outcome: 'refused', problems: [{ cell: 'O8', code: 'dateFuture' }] });
    expect(at('东胜区', 41).record).toMatchObject({ name: '傅淑芬', divisionCode: (at('东胜区', 40).record as NeedRecord).divisionCode });
    expect(at('东胜区', 660)).toMatchObject({ outcome: 'merged', mergedWith: { sheet: '东胜区', row: 57 } });
    expect(at('东胜区', 612)).toMatchObject({ outcome: 'imported', asks: [{ sheet: '东胜区', row: 239 }] });
    expect(at('达拉特旗', 804)).toMatchObject({ outcome: 'refused', problems: [{ cell: 'F804', code: 'ambiguousPlace' }] });
  });
  it('resources and organizations too', async () => {
    const resources = understand('resources', [await open('资源清单.xlsx')], CONTEXT);
    expect(resources.counts).toEqual({ imported: 377, merged: 12, refused: 11, notARow: 8 });
    expect(codes(resources, 'imported')).toEqual({ phoneLength: 4, quantityUnsaid: 14, unknownPlace: 5 });
    const organizations = understand('organizations', [await open('社会组织名录.csv')], CONTEXT);
    expect(organizations.counts).toEqual({ imported: 266, merged: 5, refused: 28, notARow: 1 });
    expect(codes(organizations, 'refused')).toEqual({ dateImpossible: 7, dateFuture: 1, kindDisagrees: 4, missing: 4, usccLength: 4, usccCharacter: 5, usccCheck: 3 });
  });
  it.each(FILES)('%s: imported twice, a file adds nothing', async (kind, file) => {
    const book = await open(file);
    const first = understand(kind, [book], CONTEXT);
    const known = first.rows.flatMap(({ outcome, record }, i) => (record && outcome === 'imported' ? [{ ref: String(i), record }] : []));
    const again = understand(kind, [book], { ...CONTEXT, known });
    expect(again.counts).toEqual({ ...first.counts, imported: 0, merged: first.counts.imported + first.counts.merged });
  });
  it.each(FILES)('%s: the refused rows come out as the same sheet, and read again they are refused for the same reasons', async (kind, file) => {
    const book = await open(file);
    const first = understand(kind, [book], CONTEXT);
    const out = await open(file.replace(/\..*/, '-refused.xlsx'), await writeRefused(kind, book, first.rows));
    const again = understand(kind, [out], CONTEXT);
    expect(again.counts).toMatchObject({ imported: 0, merged: 0, refused: first.counts.refused });
    expect(codes(again, 'refused')).toEqual(codes(first, 'refused'));
  });
});
