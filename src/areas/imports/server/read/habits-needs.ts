import type { Made } from '../../core/made-sheet.ts';
import type { Merge } from '../../core/sheet.ts';
import { asBook, asCsv, CHANNEL_WORDS, Dice, LANGUAGE_WORDS, makeTruth, URGENCY_WORDS, type Expected, type Habit, type Lines, type Truth } from './habits.ts';

/** Headers as somebody might write them who has never seen ours. */
const HEADERS: Record<string, string[]> = {
  name: ['户主', '姓  名', '姓名（必填）', '1.姓名', '被访居民', '居民（户主）姓名', '求助者', '受访居民姓名', '姓名\n(与身份证一致)', '人员', '①姓名', '住户姓名'], id: ['身份证', '证件号码（身份证）', '身 份 证 号 码', '证号', '公民身份证', '身份证号*', '身份信息（身份证）', '3、身份证号'],
  phone: ['手机', '电话号码1', '联系方式（手机/座机）', '联络方式', '本人手机', '电 话', '手机(无则不填)', '联系电话 必填'], place: ['居住地', '社区（村）名称', '归属社区', '所在村、社区', '村/社区', '居住村社', '社区名', '所在社区（嘎查村）', '住哪个社区', '所属村居社区'],
  address: ['门牌', '小区', '楼号房号', '详细地址', '具体位置', '家庭地址', '住处', '小区楼栋单元'], item: ['诉求', '想要啥', '服务内容', '求助事项', '要什么服务', '困难类型', '需帮扶事项', '诉求事项', '需求（类别）', '希望得到的帮助', '需求内容'],
  description: ['具体情况', '诉求详情', '怎么回事', '原话', '情况', '需求原文', '居民原话', '详细说明'], urgency: ['急不急', '缓急', '紧急与否', '紧迫度', '着急程度', '轻重缓急'], channel: ['怎么来的', '收集途径', '了解方式', '摸排形式', '信息来源', '走访方式'],
  heardBy: ['采访者', '走访干部', '入户人员', '责任网格员', '填表人', '谁去的', '负责人', '采集员姓名'], heardOn: ['登记日', '走访日', '填写日期', '时间', '上报日期', '走访年月日', '哪天', '登记时间（年月日）'], sex: ['性别', '男/女', '性 别'], language: ['语言', '说什么话', '沟通语言', '常用语'], age: ['年龄', '岁数', '年龄（周岁）'],
};
const GROUPS: Record<string, string> = { name: '住户情况', id: '住户情况', phone: '住户情况', sex: '住户情况', age: '住户情况', place: '住在哪', address: '住在哪', item: '有什么需求', description: '有什么需求', urgency: '有什么需求', language: '有什么需求', channel: '登记情况', heardBy: '登记情况', heardOn: '登记情况' };
/** Columns that say nothing of the need: the collector's phone is not the resident's, the guardian's neither. */
const NOISE: [string, (dice: Dice) => Made][] = [
  ['民族', (dice) => dice.pick(['汉', '蒙古', '回'])], ['网格', (dice) => `第${1 + dice.to(9)}网格`], ['采集人电话', () => '19922220000'], ['监护人电话', (dice) => `1993333${1000 + dice.to(9000)}`], ['家庭人口', (dice) => 1 + dice.to(6)], ['是否低保', (dice) => dice.pick(['是', '否'])], ['政治面貌', (dice) => dice.pick(['群众', '党员'])], ['网格员电话', () => '19922221111'],
];
const DITTO = ['同上', '〃', '″', 'ditto', '"', '同 上', '↑', '如上'];
const LAST = ['注：以上信息由社区核实。', '填表人：乌日娜　　审核人：', '备注：√为已核实', '说明：本表一式两份'];
const TICK = ['√', '✓', '1', '是', '✔', '●'];

type Column = { field: string; header: string; group: string; tick?: string; part?: 'y' | 'm' | 'd'; noise?: (dice: Dice) => Made };

function chooseColumns(dice: Dice, isText: boolean, habits: string[], hasPlace: boolean): Column[] {
  const always = ['name', 'id', 'phone', ...(hasPlace ? ['place'] : []), 'address', 'item', 'description', 'urgency', 'channel', 'heardBy', 'heardOn'];
  const fields = dice.shuffled([...always, ...['sex', 'language', 'age'].filter(() => dice.chance(0.4))]);
  const columns = fields.flatMap((field): Column[] => {
    const header = dice.pick(HEADERS[field]!);
    const plain: Column = { field, header, group: GROUPS[field]! };
    if ((field === 'urgency' || field === 'channel' || field === 'sex') && dice.chance(0.12)) {
      habits.push('ticks');
      const words: Record<string, [string, string][]> = { urgency: [['一般', '1'], ['较急', '2'], ['紧急', '3']], channel: [['座谈', 'talk'], ['入户', 'homeInquiry'], ['电话', 'phone'], ['问卷', 'questionnaire']], sex: [['男', '男'], ['女', '女']] };
      return words[field]!.map(([word, tick]) => ({ field, header: word, group: field === 'urgency' ? '紧急程度' : field === 'channel' ? '采集方式' : '性别', tick }));
    }
    if (field === 'heardOn' && dice.chance(0.07)) { habits.push('dayInThree'); return (['y', 'm', 'd'] as const).map((part) => ({ field, header: { y: '年', m: '月', d: '日' }[part], group: '采集日期', part })); }
    return [plain];
  });
  for (const [header, noise] of NOISE) {
    if (!dice.chance(0.2)) continue;
    let at = dice.to(columns.length + 1);
    while (at > 0 && at < columns.length && columns[at]!.field === columns[at - 1]!.field) at += 1; // not between the answers of one question
    columns.splice(at, 0, { field: '', header, group: '', noise });
  }
  void isText;
  return columns;
}

function cellOf(truth: Truth, column: Column, dice: Dice, isText: boolean): Made {
  if (column.noise) return column.noise(dice);
  const day = truth.heardOn.split('-').map(Number);
  if (column.part) return String(day[{ y: 0, m: 1, d: 2 }[column.part]]!);
  const said: Record<string, string> = { urgency: String(truth.urgency), channel: truth.channel, sex: truth.sex };
  if (column.tick) return said[column.field] === column.tick ? dice.pick(TICK) : null;
  void isText;
  switch (column.field) {
    case 'name': return truth.nameTyped;
    case 'id': return truth.idTyped;
    case 'phone': return truth.phoneTyped;
    case 'item': return truth.itemTyped;
    case 'urgency': return dice.pick(URGENCY_WORDS[truth.urgency]!);
    case 'channel': return dice.pick(CHANNEL_WORDS[truth.channel]!);
    case 'heardOn': return truth.dayTyped;
    case 'language': return dice.pick(LANGUAGE_WORDS[truth.language.join(',')]!);
    case 'age': return dice.chance(0.3) ? `${truth.age}岁` : truth.age;
    default: return truth[column.field as 'place' | 'address' | 'description' | 'heardBy' | 'sex'];
  }
}

function expectedOf(truth: Truth, columns: Column[]): Expected {
  const inThree = columns.some(({ part }) => part);
  const faults = [truth.idFault, inThree ? null : truth.dayFault].filter((code) => code !== null);
  if (faults.length > 0) return { refuse: faults };
  const { name, id, phones, code, address, item, description, urgency, channel, heardBy, heardOn, language } = truth;
  return { take: { name, residentId: id, phones, divisionCode: code, address, item, description, urgency, channel, heardBy, heardOn, ...(columns.some(({ field }) => field === 'language') ? { languages: language } : {}) } };
}

/** The header over the columns: one row, groups above it, tick columns under their question, a row of column numbers below. */
function writeHeader(into: Lines, columns: Column[], dice: Dice, isText: boolean, habits: string[]): void {
  const needsGroups = columns.some(({ tick, part }) => tick ?? part);
  if (needsGroups || dice.chance(0.25)) {
    habits.push('groups');
    const top = into.lines.length + 1;
    const groups = columns.map(({ group, tick, part, header }) => (needsGroups && !tick && !part ? header : group || header));
    const isTall = columns.map(({ tick, part, group }) => (needsGroups ? !tick && !part : group === ''));
    into.lines.push(['序号', ...groups.map((group, i) => (!isTall[i] && i > 0 && group === groups[i - 1] && !isTall[i - 1] ? null : group))], [null, ...columns.map(({ header }, i) => (isTall[i] ? null : header))]);
    if (!isText) {
      into.merges.push({ top, left: 1, bottom: top + 1, right: 1 });
      for (let i = 0; i < groups.length; i++) {
        if (isTall[i]) { into.merges.push({ top, left: i + 2, bottom: top + 1, right: i + 2 }); continue; }
        let end = i;
        while (groups[end + 1] === groups[i] && !isTall[end + 1]) end++;
        if (end > i) into.merges.push({ top, left: i + 2, bottom: top, right: end + 2 });
        i = end;
      }
    }
  } else into.lines.push([dice.pick(['序号', '编号', 'NO']), ...columns.map(({ header }) => header)]);
  if (dice.chance(0.1)) { habits.push('columnNumbers'); into.lines.push(dice.chance(0.5) ? columns.concat(columns[0]!).map((_, i) => String(i + 1)) : ['甲', ...columns.map((_, i) => String(i + 1))]); }
}

/** A made ledger of needs by its seed. */
export function needsHabit(seed: number): Habit {
  const dice = new Dice(seed);
  const isText = dice.chance(0.4);
  const habits: string[] = [isText ? 'csv' : 'book'];
  const into: Lines = { lines: [], merges: [] as Merge[], expected: new Map() };
  const bySection = dice.chance(0.12);
  const byTitle = !bySection && dice.chance(0.08);
  const columns = chooseColumns(dice, isText, habits, !bySection && !byTitle);
  const truths = Array.from({ length: 14 + dice.to(12) }, (_, i) => makeTruth(dice, isText, i));
  if (bySection) { habits.push('sections'); truths.sort((a, b) => a.place.localeCompare(b.place)); }
  if (byTitle) { habits.push('placeInTitle'); for (const truth of truths) Object.assign(truth, { place: '四村', code: '990101001203' }); }
  const banner = byTitle ? '河套市东旗北门街道四村居民需求表' : '河套市东旗居民需求摸排表';
  into.lines.push([banner]);
  for (let i = dice.to(3); i > 0; i--) into.lines.push([dice.pick(['填报单位：东旗民政局', '（截至2021年6月30日）', '单位：人'])]);
  writeHeader(into, columns, dice, isText, habits);
  const header = into.lines.slice(1 + into.lines.findIndex((line) => line.length <= 1 ? false : true) - 1).filter((line) => line.length > 1);
  let above: Truth | null = null;
  const put = (truth: Truth, number: number) => {
    into.lines.push([number, ...columns.map((column) => {
      const canRepeat = ['place', 'heardBy', 'channel', 'urgency', 'address'].includes(column.field) && !column.tick;
      if (canRepeat && above && cellSame(above, truth, column.field) && dice.chance(0.5)) { habits.push('ditto'); return dice.pick(DITTO); }
      return cellOf(truth, column, dice, isText);
    })]);
    above = truth;
    return into.lines.length;
  };
  let section = '';
  truths.forEach((truth, i) => {
    if (bySection && truth.place !== section) { section = truth.place; into.lines.push([`${dice.pick(['', '一、', '（二）', '▲'])}${section}${dice.pick(['', '：', '（共若干户）'])}`]); above = null; }
    if (dice.chance(0.05)) into.lines.push([]);
    if (i > 0 && dice.chance(0.05)) { habits.push('totals'); into.lines.push(dice.pick<Made[]>([['小计', `${i}户`], ['合  计', '', i], ['本页小计：', `${i}`], [`以上共计${i}户`], ['Total', i]])); above = above as Truth | null; }
    if (i > 0 && dice.chance(0.04)) { habits.push('header again'); into.lines.push(...header.map((line) => [...line])); }
    if (i === 0 && dice.chance(0.08)) { habits.push('example'); into.lines.push(['例', ...columns.map((column) => cellOf(truth, column, dice, isText))]); above = null; }
    const row = put(truth, i + 1);
    into.expected.set(row, expectedOf(truth, columns));
    if (dice.chance(0.04) && 'take' in (expectedOf(truth, columns) as object)) { habits.push('twice'); into.expected.set(put(truth, i + 1), { merge: row }); }
  });
  if (dice.chance(0.5)) into.lines.push([], [dice.pick(LAST)]);
  for (let row = 1; row <= into.lines.length; row++) if (!into.expected.has(row)) into.expected.set(row, 'notARow');
  return { kind: 'needs', habits: [...new Set(habits)], expected: into.expected, book: isText ? { csv: asCsv(into.lines, dice) } : asBook('Sheet1', into) };
}

const cellSame = (a: Truth, b: Truth, field: string): boolean => a[field as 'place'] === b[field as 'place'];
