import Excel from 'exceljs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../kernel/messages.ts';
import { FIELDS, KINDS } from '../../core/fields.ts';
import { MADE_DIVISIONS } from '../../core/made-sheet.ts';
import type { ResourceRecord } from '../../core/records.ts';
import { examplePlace, TEMPLATE_FIELDS, templateOf } from '../../core/template.ts';
import { understand } from '../../core/understand.ts';
import { readWorkbook } from '../read/read-workbook.ts';
import { writeTemplate } from './template-sheet.ts';

const TODAY = '2026-11-23';
const CONTEXT = { divisions: MADE_DIVISIONS, asOf: TODAY } as const;
/** Worked out from other columns, so a blank sheet does not ask for it. */
const WORKED_OUT = ['age', 'category'];
const blank = (kind: (typeof KINDS)[number], language: 'zh' | 'en') => writeTemplate(templateOf(kind, language, TODAY, examplePlace(MADE_DIVISIONS, '990102')));
const open = async (bytes: Uint8Array) => { const read = await readWorkbook(bytes, 'a.xlsx'); if (!read.ok) throw new Error(read.refusal.code); return read.value; };
const cases = KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const));

describe('a blank sheet', () => {
  it.each(KINDS)('%s: asks for every field that the reader knows', (kind) => {
    expect([...TEMPLATE_FIELDS[kind], ...WORKED_OUT].sort()).toEqual(expect.arrayContaining(FIELDS[kind].map(({ field }) => field).sort()));
    for (const field of TEMPLATE_FIELDS[kind]) expect(FIELDS[kind].map((one) => one.field)).toContain(field);
  });
  it.each(cases)('%s in %s: each column is taken for the field it was made for, and imported as it is it adds nothing', async (kind, language) => {
    const { sheets, counts } = understand(kind, [await open(await blank(kind, language))], CONTEXT);
    expect(sheets[0]!.columns.map(({ field }) => field)).toEqual(TEMPLATE_FIELDS[kind]);
    expect(sheets[1]).toMatchObject({ header: null, isHelp: true, rows: 0, counts: { notARow: 0 } });
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(sheets[0]!.rows);
    expect(counts).toMatchObject({ imported: 0, merged: 0, refused: 0 });
    for (const other of KINDS) if (other !== kind) expect(understand(other, [await open(await blank(kind, language))], CONTEXT).counts.imported).toBe(0);
  });
  it.each(cases)('%s in %s: filled in as its example shows, the row comes in whole', async (kind, language) => {
    const book = new Excel.Workbook();
    await book.xlsx.load(await blank(kind, language) as never);
    const sheet = book.worksheets[0]!;
    const filled = templateOf(kind, language, TODAY, examplePlace(MADE_DIVISIONS, '990102')).columns;
    filled.forEach(({ field, form, example }, i) => { if (field !== 'index' && example !== '') sheet.getCell(3, i + 1).value = form === 'day' ? new Date(`${example}T00:00:00Z`) : example; });
    const { rows, counts } = understand(kind, [await open(new Uint8Array(await book.xlsx.writeBuffer() as ArrayBuffer))], CONTEXT);
    const data = rows.filter(({ outcome }) => outcome !== 'notARow');
    expect([counts.imported, counts.refused, data.map(({ row, problems }) => [row, problems])]).toEqual([1, 0, [[3, []]]]);
    const { record } = data[0]!;
    if (kind === 'needs') expect(record).toMatchObject({ name: '其木格', sex: 'female', phones: ['19900001234'], divisionCode: '990102001001', item: 'meals', urgency: 2, languages: ['mn-Mong'], channel: 'homeInquiry', heardOn: TODAY, birthDate: '1954-03-12' });
    if (kind === 'resources') expect(record).toMatchObject({ providerKind: 'socialOrganization', kind: 'people', quantity: { amount: 6, unit: 'personTimes', per: 'week' }, reach: { divisions: ['990102'] }, times: [{ days: [1, 2, 3, 4, 5] }], validUntil: '2027-12-31', languages: ['zh', 'mn-Mong'] });
    if (kind === 'resources') expect((record as ResourceRecord).items.map(({ item }) => item)).toEqual(['medicalEscort', 'companionship']);
    if (kind === 'organizations') expect(record).toMatchObject({ kind: 'socialServiceOrg', divisionCode: '990102', registeredOn: '2019-06-18', grade: 3, gradeUntil: '2029-12-31', isSocialWorkAgency: true, hasPartyOrganization: false });
  });
  it.each(cases)('%s in %s: every word of its lists is known to the reader as what it stands for', async (kind, language) => {
    const { columns } = templateOf(kind, language, TODAY, examplePlace(MADE_DIVISIONS, '990102'));
    const book = new Excel.Workbook();
    await book.xlsx.load(await blank(kind, language) as never);
    const sheet = book.worksheets[0]!;
    const most = Math.max(...columns.map(({ choices }) => choices.length));
    for (let i = 0; i < most; i++) columns.forEach(({ field, form, example, choices }, j) => {
      const text = choices.length > 0 ? choices[i % choices.length]! : example;
      if (field !== 'index' && field !== 'residentId' && field !== 'uscc' && text !== '') sheet.getCell(3 + i, j + 1).value = form === 'day' ? new Date(`${text}T00:00:00Z`) : text;
    });
    const { rows } = understand(kind, [await open(new Uint8Array(await book.xlsx.writeBuffer() as ArrayBuffer))], CONTEXT);
    const data = rows.filter(({ outcome }) => outcome !== 'notARow');
    expect(data).toHaveLength(most);
    expect(data.flatMap(({ problems }) => problems.filter(({ code }) => /Word/.test(code)))).toEqual([]);
    const meanings = (field: string) => new Set(data.map(({ record }) => JSON.stringify((record as Record<string, unknown> | null)?.[field])));
    if (kind === 'needs') expect([meanings('item').size, meanings('urgency').size, meanings('channel').size, meanings('languages').size]).toEqual([most, 3, 4, 3]);
    if (kind === 'resources') expect([meanings('items').size, meanings('kind').size, meanings('providerKind').size]).toEqual([most, 7, 7]);
  });
});

it('rows that show how to write are no data, whoever made the sheet', () => {
  const lines = [['序号', '姓名', '所属社区', '需求类别', '采集日期'], ['示例', '王某某', '阳光社区', '助餐', '2021.3.5'], ['', '例：张三', '阳光社区', '助餐', '2021.3.5'], ['1', '（样例）李四', '阳光社区', '助餐', '2021.3.5'], ['2', '例行', '和平社区', '助餐', '2021.3.5']];
  const csv = new TextEncoder().encode(lines.map((line) => line.join(',')).join('\n'));
  return open(csv).then((book) => expect(understand('needs', [book], CONTEXT).rows.map(({ outcome, reason }) => reason ?? outcome)).toEqual(['header', 'example', 'example', 'example', 'imported']));
});
