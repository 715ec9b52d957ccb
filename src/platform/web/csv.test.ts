import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvCell, csvOf } from './csv.ts';

test('what is exported is read back as it was, commas, quotes and lines too', () => {
  const rows = [['需求', '人数'], ['送餐,"每天"', 3], ['第一行\n第二行', 0]];
  expect(parse(csvOf(rows), { bom: true })).toEqual(rows.map((row) => row.map(String)));
  expect(csvOf(rows).startsWith('\uFEFF')).toBe(true);
});

test('text that a spreadsheet would run is made text; numbers stay numbers', () => {
  expect(csvCell('=HYPERLINK("http://x")')).toBe('"\'=HYPERLINK(""http://x"")"');
  expect(csvCell('@cmd')).toBe("'@cmd");
  expect(csvCell('-5')).toBe('-5');
  expect(csvCell(-5)).toBe('-5');
});
