import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MADE_DIVISIONS } from '../../core/made-sheet.ts';
import type { NeedRecord } from '../../core/records.ts';
import { understand } from '../../core/understand.ts';
import { ENCODINGS, cleanNeeds, toCsv, toOther, toXlsx, writeDirty, type CleanNeed, type Written } from './dirty-files.ts';
import { readWorkbook } from './read-workbook.ts';

const CASES = 150;
let files = 0;
let rowsSeen = 0;

/** Every clean need comes in with its values, at its row; every other row is no row; all rows add up. */
async function check(needs: readonly CleanNeed[], written: Written, bytes: Uint8Array, fileName: string): Promise<void> {
  const read = await readWorkbook(bytes, fileName);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const { rows, counts, sheets } = understand('needs', [read.value], { divisions: MADE_DIVISIONS, asOf: '2021-06-30' });
  files += 1;
  rowsSeen += rows.length;
  const total = read.value.sheets.reduce((sum, sheet) => sum + sheet.rowCount, 0);
  expect(counts.imported + counts.merged + counts.refused + counts.notARow).toBe(total);
  expect(rows.length).toBe(total);
  expect(sheets[0]!.unmapped).toEqual([]);
  const data = rows.filter(({ outcome }) => outcome !== 'notARow');
  expect(data.map(({ row }) => row)).toEqual(written.dataRows);
  data.forEach((one, i) => {
    const need = needs[i]!;
    expect(one.problems).toEqual([]);
    const { name, residentId, phones, divisionCode, item, urgency, channel, heardOn, heardBy, address, description } = one.record as NeedRecord;
    expect({ name, residentId, phones, divisionCode, item, urgency, channel, heardOn, heardBy, address, description }).toEqual({
      name: need.name, residentId: need.residentId, phones: [need.phone], divisionCode: need.code, item: need.item, urgency: need.urgency, channel: need.channel,
      heardOn: need.heardOn, heardBy: need.heardBy, address: need.address, description: need.description,
    });
  });
}

describe('needs written in other ways are understood all the same', () => {
  it(`as text files: headers, order, encodings, separators, line ends, spellings (${CASES} files)`, async () => {
    await fc.assert(fc.asyncProperty(cleanNeeds, fc.gen(), fc.constantFrom(...ENCODINGS), fc.constantFrom(',', '\t', ';', '|'), fc.constantFrom('\r\n', '\n', '\r'), async (needs, random, encoding, separator, lineEnd) => {
      const written = writeDirty(needs, random, true);
      await check(needs, written, toCsv(written, encoding, separator, lineEnd), '河套市东旗需求.csv');
    }), { numRuns: CASES });
  }, 120_000);

  it(`as xlsx of two programs and as the older binary, under any name (${CASES} files)`, async () => {
    await fc.assert(fc.asyncProperty(cleanNeeds, fc.gen(), fc.constantFrom('exceljs', 'xlsx', 'biff8' as const), async (needs, random, program) => {
      const written = writeDirty(needs, random, false);
      const bytes = program === 'exceljs' ? await toXlsx(written) : toOther(written, program as 'xlsx' | 'biff8');
      await check(needs, written, bytes, '台账.csv');
    }), { numRuns: CASES });
  }, 120_000);

  it('says how much was tried', () => {
    console.log(`${files} dirty files with ${rowsSeen} rows read and understood`);
    expect(files).toBeGreaterThanOrEqual(CASES * 2);
  });
});
