import { zipSync, strToU8, type Zippable } from 'fflate';
import iconv from 'iconv-lite';
import XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { cellAt, type Workbook } from '../../core/sheet.ts';
import { showDate } from './date-format.ts';
import { LIMITS } from './limits.ts';
import { readWorkbook } from './read-workbook.ts';

const read = async (bytes: Uint8Array | string, name = 'a.xlsx') => readWorkbook(typeof bytes === 'string' ? strToU8(bytes) : bytes, name);
const open = async (bytes: Uint8Array | string, name?: string): Promise<Workbook> => {
  const result = await read(bytes, name);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
const refusal = async (bytes: Uint8Array | string, name?: string) => {
  const result = await read(bytes, name);
  return result.ok ? null : result.refusal.code;
};
const texts = (book: Workbook, sheet = 0) => [...book.sheets[sheet]!.rows].map(({ row, cells }) => [row, ...cells.map(({ text }) => text)]);

/** An xlsx from the inside of its sheet. */
function xlsx(sheetData: string, { strings = '', styles = '', after = '', workbookPr = '', parts = {} as Zippable } = {}): Uint8Array {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = (rows: string) => `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows}</Relationships>`;
  return zipSync({
    '_rels/.rels': strToU8(relations(`<Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/>`)),
    'xl/workbook.xml': strToU8(`${head}<workbook ${main} xmlns:r="${office}">${workbookPr}<sheets><sheet name="东旗 &amp; 西区" sheetId="1" r:id="rId1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(relations(`<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="/xl/styles.xml"/>`)),
    'xl/worksheets/sheet1.xml': strToU8(`${head}<worksheet ${main}><sheetData>${sheetData}</sheetData>${after}</worksheet>`),
    'xl/sharedStrings.xml': strToU8(`${head}<sst ${main}>${strings}</sst>`),
    'xl/styles.xml': strToU8(`${head}<styleSheet ${main}>${styles}</styleSheet>`),
    ...parts,
  });
}

describe('an xlsx', () => {
  it('gives cells with their kind, text and number; rich text joined, readings left out', async () => {
    const book = await open(xlsx(
      `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1"><v>1.50699198401141E+17</v></c><c r="D1" s="1"><v>44260</v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="b"><v>1</v></c><c r="G1" t="inlineStr"><is><t>行&#10;内</t></is></c></row>
       <row r="4" hidden="1"><c r="B4" t="str"><f>A1&amp;"x"</f><v>张三x</v></c><c r="C4"><f>SUM(C1)</f></c><c r="D4" s="2"><v>0.5</v></c></row>`,
      { strings: '<si><r><t>张</t></r><r><rPr><color rgb="FFFF0000"/></rPr><t xml:space="preserve">三 </t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si>', styles: '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs>', after: '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>' }));
    const [sheet] = book.sheets;
    expect(sheet).toMatchObject({ name: '东旗 & 西区', rowCount: 4, merges: [{ left: 1, top: 1, right: 2, bottom: 2 }] });
    const [first, second] = [...sheet!.rows];
    expect(first!.cells).toEqual([
      { column: 1, kind: 'text', text: '张三 ' }, { column: 3, kind: 'number', text: '150699198401141000', number: 150699198401141000 }, { column: 4, kind: 'date', text: '2021-03-05', number: 44260, format: 'yyyy-mm-dd' },
      { column: 5, kind: 'error', text: '#N/A' }, { column: 6, kind: 'boolean', text: 'TRUE' }, { column: 7, kind: 'text', text: '行\n内' },
    ]);
    expect(second).toMatchObject({ row: 4, hidden: true });
    expect(cellAt(second!, 2)).toEqual({ column: 2, kind: 'text', text: '张三x', formula: true });
    expect(cellAt(second!, 3)).toEqual({ column: 3, kind: 'error', text: '=SUM(C1)', formula: true });
    expect(cellAt(second!, 4)?.kind).toBe('number');
  });
  it('of the calendar of 1904, with prefixes and without addresses, reads the same', async () => {
    const book = await open(xlsx('', {
      workbookPr: '<workbookPr date1904="1"/>', styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
      parts: { 'xl/worksheets/sheet1.xml': strToU8('<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c><x:v>42798</x:v></x:c><x:c t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row><x:row/><x:row><x:c t="str"><x:v>c</x:v></x:c></x:row></x:sheetData></x:worksheet>') },
    }));
    expect(texts(book)).toEqual([[1, '2021-03-05', 'b'], [3, 'c']]);
  });
  it('can be walked more than once', async () => {
    const book = await open(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'));
    expect(texts(book)).toEqual(texts(book));
  });
});

describe('a text file', () => {
  it('keeps breaks, separators and doubled quotes inside quotes; a row is a record', async () => {
    const book = await open('名称,说明\r\n"张三\n协会","甲,“乙”""丙"""\r\n\r\n李四,"x', 'a.csv');
    expect(texts(book)).toEqual([[1, '名称', '说明'], [2, '张三\n协会', '甲,“乙”"丙"'], [3], [4, '李四', 'x']]);
    expect(book.sheets[0]).toMatchObject({ name: '', rowCount: 4 });
  });
  it('in GB18030 with characters that GB2312 lacks', async () => {
    expect(texts(await open(iconv.encode('姓名\t社区\n䶮文\t𠮷祥\n', 'gb18030'), 'a.txt'))).toEqual([[1, '姓名', '社区'], [2, '䶮文', '𠮷祥']]);
  });
  it('called xlsx is still a text file, and an xlsx called csv an xlsx', async () => {
    expect((await open('a,b\n1,2', 'a.xlsx')).sheets[0]!.name).toBe('');
    expect((await open(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'), 'a.csv')).sheets[0]!.name).toBe('东旗 & 西区');
  });
});

it('a table of HTML under the name xls, as registers export it', async () => {
  expect(texts(await open('<html><head><meta charset="utf-8"></head><table><tr><td>姓名</td><td>社区</td></tr><tr><td>张三</td><td>阳光</td></tr></table></html>', 'a.xls'))).toEqual([[1, '姓名', '社区'], [2, '张三', '阳光']]);
});

describe('bad input is refused with a code, never thrown', { timeout: 60_000 }, () => {
  const good = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>');
  it('empty, not a spreadsheet, a picture', async () => {
    expect(await refusal(new Uint8Array())).toBe('fileEmpty');
    expect(await refusal('\n\n', 'a.csv')).toBe('fileEmpty');
    expect(await refusal(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 3]))).toBe('notASpreadsheet');
    expect(await refusal('%PDF-1.4')).toBe('notASpreadsheet');
    expect(await refusal(zipSync({ 'word/document.xml': strToU8('<w/>') }))).toBe('notASpreadsheet');
    expect(await refusal(xlsx(''))).toBe('fileEmpty');
    expect(await refusal(new Uint8Array([0xff, 0x41, 0xfe, 0x80, 0x80, 0xff, 0xff]), 'a.csv')).toBe('encodingUnknown');
  });
  it('cut short anywhere', async () => {
    for (let length = 2; length < good.length; length += 7) expect(await refusal(good.slice(0, length))).not.toBeNull();
    const xls = new Uint8Array(XLSX.write(book([['a', 1]]), { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
    for (const length of [9, 100, 512, 700]) expect(['fileDamaged', 'notASpreadsheet', 'fileEmpty']).toContain(await refusal(xls.slice(0, length)));
  });
  it('with bytes changed in the middle is damaged or reads, but does not throw', async () => {
    for (let at = 0; at < good.length; at += 7) {
      const changed = good.slice();
      changed[at] = changed[at]! ^ 0xff;
      await expect(read(changed)).resolves.toBeDefined();
    }
  });
  it('a zip bomb is known by its directory, and by what comes out when the directory lies', async () => {
    const bomb = xlsx('', { parts: { 'xl/worksheets/sheet1.xml': new Uint8Array(40 * 1024 * 1024) } });
    expect(await refusal(bomb)).toBe('unpacksTooLarge');
    const liar = bomb.slice();
    const view = new DataView(liar.buffer);
    for (let at = 0; at < liar.length - 4; at++) if (view.getUint32(at, true) === 40 * 1024 * 1024) view.setUint32(at, 1000, true);
    expect(await refusal(liar)).toBe('unpacksTooLarge');
  });
  it('protected by a password', async () => {
    const cfb = XLSX.CFB.utils.cfb_new();
    XLSX.CFB.utils.cfb_add(cfb, '/EncryptionInfo', [1, 2, 3, 4]);
    XLSX.CFB.utils.cfb_add(cfb, '/EncryptedPackage', Array(4200).fill(7));
    expect(await refusal(new Uint8Array(XLSX.CFB.write(cfb, { type: 'array' }) as ArrayBuffer))).toBe('passwordProtected');
  });
  it('too many rows, columns, or one cell a million rows down', async () => {
    expect(await refusal('a,b\n'.repeat(1_000_000), 'a.csv')).toBe('tooManyRows');
    expect(await refusal(`${'a,'.repeat(LIMITS.columns + 1)}b\n`, 'a.csv')).toBe('tooManyColumns');
    expect(await refusal(xlsx('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))).toBe('tooManyRows');
    expect(await refusal(xlsx('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toBe('tooManyColumns');
  });
});

function book(lines: unknown[][]): XLSX.WorkBook {
  const made = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet(lines), 'a');
  return made;
}

it.each([['yyyy"年"m"月"d"日"', '2021年3月5日'], ['[$-804]yyyy\\年m\\月d\\日;@', '2021年3月5日'], ['yyyy/m/d', '2021/3/5'], ['yyyy\\.mm\\.dd', '2021.03.05'], ['m"月"d"日"', '3月5日'], ['d-mmm-yy', '2021-03-05'], ['aaaa', '2021-03-05']])('a day of the format %s is %s, as the sheet shows it', (format, shown) => {
  expect(showDate(44_260, format)).toBe(shown);
  expect(showDate(44_260.5, format)).toBe('2021-03-05 12:00');
});

describe('a file made to hold a reader up takes no longer than its size', { timeout: 20_000 }, () => {
  const row = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>';
  const timed = async (bytes: Uint8Array | string, name = 'a.xlsx') => { const began = performance.now(); const result = await read(bytes, name); if (result.ok) for (const sheet of result.value.sheets) for (const _row of sheet.rows) { /* walked */ } return { result, ms: performance.now() - began }; };
  it('with opening tags alone', async () => {
    expect((await timed(xlsx(row, { strings: '<si><r>'.repeat(300_000) }))).ms).toBeLessThan(10_000);
    expect((await timed(xlsx(row, { strings: `<si>${'<t>'.repeat(300_000)}</si>` }))).ms).toBeLessThan(10_000);
    expect((await timed(xlsx(row, { strings: `<si>${'<rPh>'.repeat(300_000)}</si>` }))).ms).toBeLessThan(10_000);
    expect((await timed(xlsx('<row r="1"><c r="A1">'.repeat(200_000)))).ms).toBeLessThan(10_000);
  });
  it('with one merged cell two hundred thousand times, or quotes without end', async () => {
    const { result } = await timed(xlsx(row, { after: `<mergeCells>${'<mergeCell ref="A2:A1000000"/>'.repeat(190_000)}</mergeCells>` }));
    expect(result.ok && result.value.sheets[0]!.merges).toHaveLength(1);
    expect((await timed(`a,b\n${'"'.repeat(2_000_000)}`, 'a.csv')).ms).toBeLessThan(10_000);
  });
});

it('null characters and halves of characters, which no database keeps, are left out of a cell', async () => {
  expect(texts(await open(xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>张_x0000_三_xD800_</t></is></c><c r="B1" t="str"><v>𠮷_xDC00_祥</v></c></row>')))).toEqual([[1, '张三', '𠮷祥']]);
  expect(texts(await open(`姓名,社区,住址\n张\u0000三,阳光,${'一'.repeat(60)}`, 'a.csv'))[1]).toEqual([2, '张三', '阳光', '一'.repeat(60)]);
  expect(await refusal('\u0000'.repeat(1000), 'a.csv')).toBe('notASpreadsheet');
});
