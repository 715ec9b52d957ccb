import XLSX from '@e965/xlsx';
import Excel from 'exceljs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { residentIdCheck } from '../../../people/core/identity-number.ts';
import type { Merge } from '../../core/sheet.ts';

/** For tests: a clean need, and the same as careless hands write it. */
export type CleanNeed = { name: string; residentId: string | null; phone: string; place: string; code: string; address: string; item: string; description: string; urgency: 1 | 2 | 3; channel: string; heardBy: string; heardOn: string };
export type Value = string | number | Date | null;
export type Written = { sheet: string; lines: Value[][]; merges: Merge[]; dataRows: number[] };

/** Headers as other stations write them; not taken from the tables of the code under test. */
const HEADERS: Record<string, string[]> = {
  name: ['姓名', '姓  名', '居民姓名', '服务对象姓名', '名字', '姓名\n（居民）', '姓名*'], residentId: ['身份证号', '身份证号码', '公民身份号码', '证件号码', '身份证号（18位）', '身 份 证 号'],
  phone: ['联系电话', '电话', '手机号码', '联系方式', '联系电话（手机）', '联系 电话'], place: ['所属社区', '社区', '社区（嘎查村）', '所在社区', '社区/嘎查', '嘎查村（社区）', '村（社区）'],
  address: ['家庭住址', '住址', '现住址', '详细地址', '居住地址'], item: ['需求类别', '需求类型', '服务类别', '需求项目', '诉求类别'], description: ['具体需求', '需求内容', '需求描述', '情况说明'],
  urgency: ['紧急程度', '缓急程度', '轻重缓急', '紧急程度（不急/一般/急）'], channel: ['采集方式', '收集方式', '需求来源', '采集渠道'], heardBy: ['采集人', '登记人', '走访人', '采集人员'], heardOn: ['采集日期', '登记日期', '采集时间', '日期', '登记时间'],
};
const GROUPS: Record<string, string> = { name: '基本信息', residentId: '基本信息', phone: '基本信息', place: '基本信息', address: '基本信息', item: '需求情况', description: '需求情况', urgency: '需求情况', channel: '采集情况', heardBy: '采集情况', heardOn: '采集情况' };
const ITEMS: Record<string, string[]> = { meals: ['助餐', '送餐', '老年餐'], medicalEscort: ['陪诊', '陪同就医'], counselling: ['心理疏导', '心理咨询'], interpretation: ['蒙汉翻译', '双语代办'], bathing: ['助浴'], cleaning: ['家政', '打扫'] };
const URGENCY: Record<number, string[]> = { 1: ['不急', '一般'], 2: ['较急', '比较急'], 3: ['急', '紧急', '特急'] };
const CHANNELS: Record<string, string[]> = { talk: ['座谈'], homeInquiry: ['入户', '入户走访'], phone: ['电话'], questionnaire: ['问卷', '问卷调查'] };
const PLACES = [['昂素社区', '990101001002'], ['昂素嘎查', '990101100202'], ['阳光社区', '990101001001'], ['柳沟镇新民村', '990101100201'], ['四村', '990101001203']] as const;

const wide = (text: string) => text.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const padded = (text: string) => [text, text, ` ${text}`, `${text}\u00a0`, `\u3000${text}`, `${text}\u200b`];
const serialOf = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569;

export const cleanNeeds = fc.uniqueArray(fc.record({
  name: fc.constantFrom('张三', '其木格', '王芳', '斯琴高娃', '李建国', '欧阳春梅', '巴图', '䶮文'), birth: fc.date({ min: new Date('1930-01-01'), max: new Date('2010-12-31'), noInvalidDate: true }), sequence: fc.integer({ min: 1, max: 989 }),
  hasId: fc.boolean(), phone: fc.integer({ min: 0, max: 9999 }), place: fc.constantFrom(...PLACES), item: fc.constantFrom(...Object.keys(ITEMS)), urgency: fc.constantFrom(1 as const, 2 as const, 3 as const),
  channel: fc.constantFrom(...Object.keys(CHANNELS)), day: fc.integer({ min: 0, max: 170 }),
}).map(({ birth, sequence, hasId, phone, place, day, ...rest }): CleanNeed => {
  const first17 = `150699${birth.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const residentId = first17 + residentIdCheck(first17);
  return { ...rest, residentId: hasId && !residentId.endsWith('000') ? residentId : null, phone: `1990000${String(phone).padStart(4, '0')}`, place: place[0], code: place[1], address: '1号楼2单元', description: `事由${sequence}`, heardBy: '乌日娜', heardOn: new Date(Date.UTC(2021, 0, 1 + day)).toISOString().slice(0, 10) };
}), { minLength: 2, maxLength: 9, comparator: (a, b) => a.phone === b.phone || (a.residentId !== null && a.residentId === b.residentId) });

type Pick = <T>(of: readonly T[]) => T;

function dayIn(day: string, pick: Pick, isText: boolean): Value {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const texts: Value[] = [`${y}.${m}.${d}`, `${y}/${m}/${d}`, day, `${y}年${m}月${d}日`, day.replaceAll('-', ''), `${y}年${String(m).padStart(2, '0')}月${String(d).padStart(2, '0')}日`, wide(`${y}.${m}.${d}`), String(serialOf(day))];
  return pick(isText ? texts : [...texts, new Date(`${day}T00:00:00Z`), serialOf(day)]);
}

/** The clean needs as a dirty sheet. `isText`: for a text file, which has no merged cells, numbers or days. */
export function writeDirty(needs: readonly CleanNeed[], random: fc.GeneratorValue, isText: boolean): Written {
  const pick: Pick = (of) => of[random(fc.nat, { max: of.length - 1 } as never) as number]!;
  const chance = () => pick([true, false]);
  const fields = Object.keys(HEADERS).map((field) => ({ field, key: random(fc.nat) })).sort((a, b) => a.key - b.key).map(({ field }) => field);
  const order = chance() ? fields : Object.keys(HEADERS);
  const lines: Value[][] = [];
  const merges: Merge[] = [];
  const width = order.length + 1;
  for (let i = pick([0, 1, 2, 3]); i > 0; i--) lines.push([pick(['河套市东旗居民需求台账', '填报单位：东旗民政局', '（2021年上半年）', '截至2021年6月30日'])]);
  if (chance() && order[0] !== fields[0]) {
    const groups = order.map((field) => GROUPS[field]!);
    lines.push(['序号', ...(isText ? groups.map((group, i) => (group === groups[i - 1] ? null : group)) : groups.map((group, i) => (group === groups[i - 1] ? null : group)))]);
    const top = lines.length;
    if (!isText) groups.forEach((group, i) => { if (group !== groups[i - 1]) { let end = i; while (groups[end + 1] === group) end++; if (end > i) merges.push({ top, left: i + 2, bottom: top, right: end + 2 }); } });
    lines.push([null, ...order.map((field) => pick(HEADERS[field]!))]);
    if (!isText) merges.push({ top, left: 1, bottom: top + 1, right: 1 });
  } else lines.push(['序号', ...order.map((field) => pick(HEADERS[field]!))]);
  const header = lines.at(-1)!;
  const dataRows: number[] = [];
  let before: CleanNeed | null = null;
  needs.forEach((need, i) => {
    if (pick([0, 0, 0, 0, 1])) lines.push([]);
    if (pick([0, 0, 0, 0, 0, 1]) && i > 0) lines.push(pick([['小计', null, i], ['合计', `${i}条`], [...header], ['一、北门街道']]));
    lines.push([i + 1, ...order.map((field): Value => {
      if (before && field === 'place' && before.place === need.place && chance()) return '同上';
      return valueOf(need, field, pick, isText);
    })]);
    dataRows.push(lines.length);
    before = need;
  });
  if (chance()) lines.push([], ['注：1.“同上”指与上一行相同。'], ['填表人：', null, null, '审核人（签字）：']);
  return { sheet: '东旗', lines: lines.map((line) => (line.length ? [...line, ...Array<Value>(width - Math.min(width, line.length)).fill(null)] : [])), merges, dataRows };
}

function valueOf(need: CleanNeed, field: string, pick: Pick, isText: boolean): Value {
  switch (field) {
    case 'name': return pick([...padded(need.name), need.name.length === 2 ? `${need.name[0]}\u3000${need.name[1]}` : need.name]);
    case 'residentId': return need.residentId === null ? pick([null, '', '无', '/']) : pick([...padded(need.residentId), need.residentId.toLowerCase(), wide(need.residentId), `'${need.residentId}`, `${need.residentId.slice(0, 6)} ${need.residentId.slice(6, 14)} ${need.residentId.slice(14)}`]);
    case 'phone': return pick<Value>([...padded(need.phone), wide(need.phone), `${need.phone.slice(0, 3)}-${need.phone.slice(3, 7)}-${need.phone.slice(7)}`, ...(isText ? [] : [Number(need.phone)])]);
    case 'place': return pick(padded(need.place));
    case 'item': return pick(padded(pick(ITEMS[need.item]!)));
    case 'urgency': return pick(padded(pick(URGENCY[need.urgency]!)));
    case 'channel': return pick(padded(pick(CHANNELS[need.channel]!)));
    case 'heardOn': return dayIn(need.heardOn, pick, isText);
    case 'heardBy': return pick(padded(need.heardBy));
    default: return pick(padded(need[field as 'address' | 'description']));
  }
}

/** As xlsx, by one of two programs. */
export async function toXlsx({ sheet, lines, merges }: Written): Promise<Uint8Array> {
  const book = new Excel.Workbook();
  const out = book.addWorksheet(sheet);
  lines.forEach((line, i) => line.forEach((value, j) => {
    if (value === null || value === '') return;
    const cell = out.getCell(i + 1, j + 1);
    cell.value = typeof value === 'string' && value.length === 2 && i % 3 === 0 ? { richText: [{ text: value[0]! }, { text: value[1]!, font: { color: { argb: 'FFFF0000' } } }] } : value;
    if (value instanceof Date) cell.numFmt = i % 2 ? 'yyyy"年"m"月"d"日"' : 'yyyy/m/d';
  }));
  for (const { top, left, bottom, right } of merges) out.mergeCells(top, left, bottom, right);
  return new Uint8Array(await book.xlsx.writeBuffer() as ArrayBuffer);
}

/** As another program writes xlsx, or the older binary that xls and et share. */
export function toOther({ sheet, lines, merges }: Written, bookType: 'xlsx' | 'biff8'): Uint8Array {
  const out = XLSX.utils.aoa_to_sheet(lines.map((line) => line.map((value) => (value === '' ? null : value))), { cellDates: false, UTC: true } as never);
  out['!merges'] = merges.map(({ top, left, bottom, right }) => ({ s: { r: top - 1, c: left - 1 }, e: { r: bottom - 1, c: right - 1 } }));
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, out, sheet);
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType }) as ArrayBuffer);
}

export const ENCODINGS = ['utf8', 'utf8-bom', 'gb18030', 'utf16le-bom', 'utf16be-bom', 'utf16le'] as const;

export function toCsv({ lines }: Written, encoding: (typeof ENCODINGS)[number], separator: string, lineEnd: string): Uint8Array {
  const quoted = (value: Value) => {
    const text = value === null ? '' : String(value);
    return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const text = lines.map((line) => line.map(quoted).join(separator)).join(lineEnd);
  switch (encoding) {
    case 'utf8': return iconv.encode(text, 'utf8');
    case 'utf8-bom': return iconv.encode(`\uFEFF${text}`, 'utf8');
    case 'gb18030': return iconv.encode(text, 'gb18030');
    case 'utf16le-bom': return iconv.encode(`\uFEFF${text}`, 'utf16le');
    case 'utf16be-bom': return iconv.encode(`\uFEFF${text}`, 'utf16be', { addBOM: false });
    case 'utf16le': return iconv.encode(text, 'utf16le');
  }
}
