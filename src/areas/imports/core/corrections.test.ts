import { expect, test } from 'vitest';
import { correctedSheet, typedCells } from './corrections.ts';
import { MADE_DIVISIONS, makeBook, makeSheet } from './made-sheet.ts';
import { maskCell } from './mask-cell.ts';
import { toLine, type NeedRecord } from './records.ts';
import { understand, understandRows, type Context } from './understand.ts';

const CONTEXT: Context<'needs'> = { divisions: MADE_DIVISIONS, asOf: '2021-06-30' };
const HEADER = ['姓名', '身份证号', '所属社区', '需求类别', '采集日期'];
const SHEET = makeSheet('东旗', [HEADER, ['张三', null, '没有的社区', '助餐', '2021.3.5'], ['李四', null, '同上', '助餐', '2021.3.5'], ['王五', null, '阳光社区', '助餐', 44_260]]);
const read = (corrections: Context['corrections'] = [], more: Partial<Context<'needs'>> = {}) => understand('needs', [makeBook(SHEET)], { ...CONTEXT, corrections, ...more });
const inMade = (row: number, column: number, text: string) => ({ file: 'made.xlsx', sheet: '东旗', row, column, text });

test('a refused row carries its cells as typed, any other none, and the printed line has them never', () => {
  const { rows } = read();
  expect(rows.map(({ outcome }) => outcome)).toEqual(['notARow', 'refused', 'refused', 'imported']);
  expect(rows[1]!.cells).toEqual([{ column: 1, text: '张三' }, { column: 3, text: '没有的社区' }, { column: 4, text: '助餐' }, { column: 5, text: '2021.3.5' }]);
  expect(rows[2]!.cells).toContainEqual({ column: 3, text: '没有的社区', taken: true });
  expect(rows[3]!.cells).toBeUndefined();
  expect(Object.keys(toLine(rows[1]!))).toEqual(['file', 'sheet', 'row', 'outcome', 'mergedWith', 'asks', 'record', 'problems']);
});

test('a corrected cell is read in place of the typed one, which stays as what was typed; the row that says 同上 follows', () => {
  const { rows } = read([inMade(2, 3, '昂素社区'), inMade(2, 3, '阳光社区')]); // the later goes before the earlier
  expect(rows.map(({ outcome }) => outcome)).toEqual(['notARow', 'imported', 'imported', 'imported']);
  const record = rows[1]!.record as NeedRecord;
  expect([record.divisionCode, record.typed['place']]).toEqual(['990101001001', '没有的社区']);
  // another file, another sheet, another row: nothing to do with this
  for (const other of [{ ...inMade(2, 3, '阳光社区'), file: 'x' }, { ...inMade(2, 3, '阳光社区'), sheet: 'x' }, inMade(9, 3, '阳光社区')]) expect(read([other]).counts).toEqual(read().counts);
  // a cell emptied, and one that had nothing in it
  expect(read([inMade(4, 1, ''), inMade(4, 2, '123')]).rows[3]!.problems.map(({ code }) => code)).toEqual(['missing', 'residentIdLength']);
});

test('the header is what the sheet says, and the sheet can be walked again', () => {
  const sheet = correctedSheet('made.xlsx', SHEET, [inMade(2, 3, '阳光社区')]);
  expect([[...sheet.rows], [...sheet.rows]].map((rows) => rows[1]!.cells[1])).toEqual(Array(2).fill({ column: 3, kind: 'text', text: '阳光社区', was: '没有的社区' }));
  expect(correctedSheet('other.xlsx', SHEET, [inMade(2, 3, '阳光社区')])).toBe(SHEET);
});

test('a row that is to be last is compared with all others', () => {
  const number = '99010119650315000X';
  const sheet = makeSheet('东旗', [HEADER, ['张三', number, '阳光社区', '助餐', '2021.3.5'], ['李四', number, '阳光社区', '助餐', '2021.3.6']]);
  const [first] = [...understandRows('needs', [makeBook(sheet)], CONTEXT)].filter(({ problems }) => problems.some(({ code }) => code === 'personDisagrees'));
  const [last] = [...understandRows('needs', [makeBook(sheet)], { ...CONTEXT, last: { file: 'made.xlsx', sheet: '东旗', row: 2 } })].filter(({ problems }) => problems.some(({ code }) => code === 'personDisagrees'));
  expect([first?.row, last?.row]).toEqual([3, 2]);
});

test('what is kept of a row has an end', () => {
  const cells = [undefined, ...Array.from({ length: 200 }, (_, i) => ({ column: i + 1, kind: 'text' as const, text: '长'.repeat(i === 0 ? 5000 : 90) }))];
  const kept = typedCells({ row: 1, hidden: false, cells, taken: new Set(), dittoOfNothing: new Set(), hands: [] });
  expect(kept[0]).toMatchObject({ isCut: true });
  expect(kept[0]!.text.length).toBe(1000);
  expect(kept.length).toBeLessThanOrEqual(64);
  expect(kept.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(6000);
});

test('numbers of people are hidden in whichever column they stand; days, amounts and public codes are not', () => {
  const cases: [string | null, string, string][] = [
    ['residentId', '150699195003070025', '150699********0025'], ['residentId', '1506991950030', '150699***0030'], ['residentId', '１５０６９９１９５００３０７００２Ｘ', '150699********002X'],
    ['phone', '19900001111、0477-8591234', '199****1111、047****1234'], ['phone', '1990000', '***0000'], [null, '女儿13900001234', '女儿139****1234'], ['remark', '证号150699195003070025。', '证号150699********0025。'],
    ['heardOn', '2021-03-05', '2021-03-05'], ['quantity', '20000元/月', '20000元/月'], ['uscc', '515106005000001234', '515106005000001234'], ['address', '3号楼1204', '3号楼1204'], ['residentId', '不详', '不详'],
  ];
  for (const [field, typed, seen] of cases) expect([typed, maskCell(field, typed)]).toEqual([typed, seen]);
});
