import { creditCodeCheck, organizationCodeCheck } from '../../../organizations/core/credit-code.ts';
import type { Made } from '../../core/made-sheet.ts';
import { asBook, asCsv, Dice, ITEM_WORDS, wide, writeDay, type Expected, type Habit, type Lines } from './habits.ts';

/** A column of a list: its header as somebody writes it, and what stands below it for a row. */
type Column<T> = { field: string; headers: string[]; cell: (row: T, dice: Dice, isText: boolean) => Made };

const digits = (dice: Dice, many: number) => Array.from({ length: many }, () => dice.to(10)).join('');
const spaced = (text: string, dice: Dice) => dice.pick([text, text, ` ${text}`, `${text}　`, `${text}\n`]);

type Resource = {
  provider: string; kindWord: string; providerKind: string; resourceWord: string; kind: string; items: string[]; quantity: { typed: string; amount: number; unit: string; per: string | null }; reach: { typed: string; divisions: string[]; radiusKm: number | null };
  times: { typed: string; days: number[] }; phones: string[]; phoneTyped: string; contact: string; until: string | null; languages: { typed: string; read: string[] };
};

const QUANTITIES: [string, number, string, string | null][] = [
  ['每周6人次', 6, 'personTimes', 'week'], ['6人次/周', 6, 'personTimes', 'week'], ['每星期6人次', 6, 'personTimes', 'week'], ['一周6人次', 6, 'personTimes', 'week'], ['周均6人次', 6, 'personTimes', 'week'], ['每月２０小时', 20, 'hours', 'month'], ['二十小时／月', 20, 'hours', 'month'],
  ['每月不少于20个小时', 20, 'hours', 'month'], ['30个名额', 30, 'places', null], ['名额30个', 30, 'places', null], ['三十个名额', 30, 'places', null], ['每期30人次', 30, 'personTimes', 'term'], ['2间', 2, 'rooms', null], ['两间', 2, 'rooms', null], ['房间2间', 2, 'rooms', null],
  ['5万元', 5_000_000, 'fen', null], ['五万元', 5_000_000, 'fen', null], ['50,000元', 5_000_000, 'fen', null], ['人民币5万元整', 5_000_000, 'fen', null], ['￥50000', 5_000_000, 'fen', null], ['12个岗位', 12, 'posts', null], ['岗位12个', 12, 'posts', null], ['15名志愿者', 15, 'volunteers', null], ['志愿者15名', 15, 'volunteers', null], ['80套', 80, 'sets', null], ['共80套', 80, 'sets', null],
];
const REACHES: [string, string[], number | null][] = [
  ['全旗', ['990101'], null], ['东旗全境', ['990101'], null], ['全市范围', ['9901'], null], ['整个东旗', ['990101'], null], ['周边3公里', ['990101'], 3], ['3km以内', ['990101'], 3], ['方圆三公里范围内', ['990101'], 3], ['阳光社区、昂素嘎查', ['990101001001', '990101100202'], null], ['阳光社区 四村', ['990101001001', '990101001203'], null], ['北门街道辖区', ['990101001'], null],
  ['东旗、西区', ['990101', '990102'], null], ['本旗', ['990101'], null], ['北门街道各社区', ['990101001'], null], ['阳光社区和四村', ['990101001001', '990101001203'], null], ['东旗各社区', ['990101'], null],
];
const TIMES: [string, number[]][] = [['周一至周五上午', [1, 2, 3, 4, 5]], ['工作日', [1, 2, 3, 4, 5]], ['周末', [6, 7]], ['周六、日', [6, 7]], ['每周三下午', [3]], ['每周二、四 9：00—11：30', [2, 4]], ['全天', [1, 2, 3, 4, 5, 6, 7]], ['星期一到星期五 8:30-12:00', [1, 2, 3, 4, 5]], ['双休日全天', [6, 7]], ['周一、三、五晚上', [1, 3, 5]], ['每天上午9点到11点', [1, 2, 3, 4, 5, 6, 7]], ['周一~周五', [1, 2, 3, 4, 5]]];
const PROVIDERS: [string, string, string][] = [['社会组织', 'socialOrganization', '暖阳社会工作服务中心'], ['社会服务机构', 'socialOrganization', '同心公益服务中心'], ['志愿队', 'volunteerOrg', '红马甲志愿服务队'], ['企业', 'enterprise', '草原家政有限公司'], ['爱心商户', 'enterprise', '老马面馆'], ['政府部门', 'department', '东旗民政局'], ['个人', 'individual', '其木格'], ['事业单位', 'institution', '东旗医院']];
const KIND_WORDS: Record<string, string[]> = { people: ['人员服务时间', '人力', '专业服务'], place: ['场地', '活动场所'], money: ['资金', '经费'], goods: ['物资', '实物'], training: ['培训名额'], jobs: ['就业岗位', '岗位'], volunteering: ['志愿服务'] };
const KIND_OF_UNIT: Record<string, string> = { personTimes: 'people', hours: 'people', places: 'training', rooms: 'place', fen: 'money', posts: 'jobs', volunteers: 'volunteering', sets: 'goods' };

function makeResource(dice: Dice, at: number): Resource {
  const [kindWord, providerKind, name] = dice.pick(PROVIDERS);
  const [typed, amount, unit, per] = dice.pick(QUANTITIES);
  const [reachTyped, divisions, radiusKm] = dice.pick(REACHES);
  const [timesTyped, days] = dice.pick(TIMES);
  const kind = KIND_OF_UNIT[unit]!;
  const one = `1990000${digits(dice, 4)}`;
  const [phones, phoneTyped] = dice.pick<[string[], string]>([[[one], one], [[`0477-8${one.slice(5)}`], `0477-8${one.slice(5)}`], [[one], `张主任${one}`], [[one], `${one.slice(0, 3)}-${one.slice(3, 7)}-${one.slice(7)}`]]);
  return {
    provider: `${name}${'甲乙丙丁戊己庚辛'[at % 8]}${Math.floor(at / 8) || ''}`, kindWord, providerKind, kind, resourceWord: dice.pick(KIND_WORDS[kind]!), items: dice.shuffled(Object.keys(ITEM_WORDS)).slice(0, 1 + dice.to(3)).sort(), quantity: { typed, amount, unit, per }, reach: { typed: reachTyped, divisions, radiusKm }, times: { typed: timesTyped, days },
    phones, phoneTyped, contact: dice.pick(['乌日娜', '张晓燕']), until: dice.chance(0.7) ? `202${2 + dice.to(4)}-${String(1 + dice.to(12)).padStart(2, '0')}-${String(1 + dice.to(28)).padStart(2, '0')}` : null,
    languages: dice.pick([{ typed: '汉语', read: ['zh'] }, { typed: '蒙汉双语', read: ['zh', 'mn-Mong'] }, { typed: '普通话、蒙语', read: ['zh', 'mn-Mong'] }]),
  };
}

const RESOURCE_COLUMNS: Column<Resource>[] = [
  { field: 'provider', headers: ['单位/个人', '谁提供', '提供者（全称）', '资源来自', '供给单位', '提供服务的单位', '单位名称*'], cell: (row, dice) => spaced(row.provider, dice) }, { field: 'providerKind', headers: ['性质', '单位性质', '提供者属于', '主体类别', '类型（单位）'], cell: (row) => row.kindWord },
  { field: 'kind', headers: ['资源种类', '什么资源', '资源类别（必填）', '提供的是什么', '资源形式'], cell: (row, dice) => spaced(row.resourceWord, dice) }, { field: 'items', headers: ['能干什么', '可服务事项', '能解决的需求', '服务项目（可多选）', '可以做的服务', '对接哪类需求'], cell: (row, dice) => row.items.map((item) => dice.pick(ITEM_WORDS[item]!)).join(dice.pick(['、', '，', ' / ', '\n', ' ', '；', '+', '和'])) },
  { field: 'quantity', headers: ['数量', '能给多少', '可提供数量及单位', '供给量', '多少'], cell: (row, dice) => dice.pick([row.quantity.typed, wide(row.quantity.typed)]) }, { field: 'reach', headers: ['服务范围', '覆盖哪里', '可覆盖区域', '管哪些地方', '适用范围'], cell: (row, dice) => spaced(row.reach.typed, dice) },
  { field: 'times', headers: ['服务时间', '什么时候有空', '可用时段', '开放时间'], cell: (row) => row.times.typed }, { field: 'phone', headers: ['电话', '联系方式', '联系人电话', '联络方式'], cell: (row) => row.phoneTyped }, { field: 'contact', headers: ['联系人', '找谁', '对接人姓名', '负责人'], cell: (row) => row.contact },
  { field: 'until', headers: ['有效期至', '到什么时候', '截止日', '有效期（止）', '用到哪天'], cell: (row, dice, isText) => (row.until === null ? dice.pick(['长期', '长期有效', '/', '']) : dice.chance(0.2) ? `至${row.until}` : writeDay(row.until, dice, isText)) }, { field: 'language', headers: ['语言', '会说什么话', '服务语种'], cell: (row) => row.languages.typed },
];

const expectResource = (row: Resource): Expected => ({ take: {
  provider: row.provider, providerKind: row.providerKind, kind: row.kind, quantity: { amount: row.quantity.amount, unit: row.quantity.unit, per: row.quantity.per }, reach: { divisions: row.reach.divisions, radiusKm: row.reach.radiusKm }, phones: row.phones, contact: row.contact, validUntil: row.until, languages: row.languages.read,
  items: row.items, days: row.times.days,
} });

type Organization = { name: string; uscc: string; usccTyped: string; fault: string | null; kindWord: string; kind: string; authority: string; registeredOn: string; grade: number | null; gradeTyped: string; gradeUntil: string | null; isAgency: boolean; hasParty: boolean; person: string; phone: string };
const KINDS: [string, string, string[]][] = [['51', 'socialAssociation', ['社会团体', '社团']], ['52', 'socialServiceOrg', ['民办非企业单位', '民非', '社会服务机构']], ['53', 'foundation', ['基金会']]];

function makeOrganization(dice: Dice, at: number): Organization {
  const [prefix, kind, words] = dice.pick(KINDS);
  const body = `MJ${digits(dice, 6)}`;
  const first17 = `${prefix}150699${body}${organizationCodeCheck(body)}`;
  const uscc = first17 + creditCodeCheck(first17);
  const bad = dice.chance(0.06) ? dice.pick<[string, string]>([[uscc.slice(0, 16), 'usccLength'], [`${uscc.slice(0, 12)}O${uscc.slice(13)}`, 'usccCharacter'], [`${uscc[0]}.${uscc.slice(1, 6).replace(/\D/g, '0')}E+17`, 'usccCut']]) : null;
  const grade = dice.chance(0.5) ? 1 + dice.to(5) : null;
  return {
    name: `河套市${dice.pick(['东旗', '西区'])}${dice.pick(['暖阳', '同心', '草原情', '夕阳红'])}${dice.pick(['社会工作服务中心', '志愿者协会', '养老服务中心', '公益基金会'])}${at}`, uscc, usccTyped: bad?.[0] ?? dice.pick([uscc, uscc.toLowerCase(), wide(uscc), `${uscc.slice(0, 8)} ${uscc.slice(8)}`, `'${uscc}`, `\t${uscc}`]), fault: bad?.[1] ?? null, kindWord: dice.pick(words), kind,
    authority: '东旗民政局', registeredOn: `20${String(1 + dice.to(20)).padStart(2, '0')}-0${1 + dice.to(9)}-1${dice.to(10)}`, grade, gradeTyped: grade === null ? dice.pick(['未评估', '无', '', '未参评', '—']) : dice.pick([`${grade}A`, `${'A'.repeat(grade)}级`, `${'一二三四五'[grade - 1]}A级`, `${grade}A级`, wide(`${grade}A`), `AAAAA`.slice(0, grade), `${grade}a`]),
    gradeUntil: grade === null ? null : `202${2 + dice.to(4)}-12-31`, isAgency: dice.chance(0.3), hasParty: dice.chance(0.4), person: dice.pick(['张三', '其木格']), phone: `1990000${digits(dice, 4)}`,
  };
}

const ORGANIZATION_COLUMNS: Column<Organization>[] = [
  { field: 'name', headers: ['机构名', '社会组织全称', '单位名称（与证书一致）', '组织', '名 称', '2.组织名称'], cell: (row, dice) => spaced(row.name, dice) }, { field: 'uscc', headers: ['信用代码', '统一社会信用代码（18位）', '社会信用代码证', '统一代码/登记证号', '代码证号'], cell: (row) => row.usccTyped }, { field: 'kind', headers: ['类别', '组织类型', '登记类别', '属于哪类'], cell: (row) => row.kindWord },
  { field: 'authority', headers: ['登记机关', '在哪登记', '发证单位', '登记管理机关名称'], cell: (row) => row.authority }, { field: 'registeredOn', headers: ['成立时间', '登记日期', '哪年成立', '批准成立时间', '注册登记日'], cell: (row, dice, isText) => writeDay(row.registeredOn, dice, isText) }, { field: 'grade', headers: ['评估等级', '几A', '等级（评估）', '评估情况'], cell: (row) => row.gradeTyped },
  { field: 'gradeUntil', headers: ['等级有效期至', '评估等级到期', '等级有效期截止日期', '评估有效期'], cell: (row, dice, isText) => (row.gradeUntil === null ? '' : dice.chance(0.3) ? `至${row.gradeUntil}` : writeDay(row.gradeUntil, dice, isText)) }, { field: 'isSocialWorkAgency', headers: ['是否社工机构', '社工机构（是/否）', '是不是社工机构'], cell: (row, dice) => dice.pick(row.isAgency ? ['是', '√', '有'] : ['否', '×', '不是']) },
  { field: 'partyOrganization', headers: ['党组织', '是否建立党组织', '有没有党组织', '党建情况'], cell: (row, dice) => dice.pick(row.hasParty ? ['已建', '有', '党支部', '联合党支部', '是'] : ['未建', '无', '否', '没有']) }, { field: 'legalRepresentative', headers: ['法人', '法定代表人', '法人代表姓名'], cell: (row) => row.person }, { field: 'phone', headers: ['电话', '联系电话', '联系方式'], cell: (row) => row.phone },
];
const expectOrganization = (row: Organization): Expected => (row.fault ? { refuse: [row.fault] } : { take: { name: row.name, uscc: row.uscc, kind: row.kind, divisionCode: '990101', registeredOn: row.registeredOn, grade: row.grade, gradeUntil: row.gradeUntil, isSocialWorkAgency: row.isAgency, hasPartyOrganization: row.hasParty, legalRepresentative: row.person, phones: [row.phone] } });

function writeList<T>(kind: Habit['kind'], seed: number, title: string, columnsOf: Column<T>[], make: (dice: Dice, at: number) => T, expect: (row: T) => Expected): Habit {
  const dice = new Dice(seed + 7_000_000);
  const isText = dice.chance(0.4);
  const into: Lines = { lines: [[title]], merges: [], expected: new Map() };
  for (let i = dice.to(3); i > 0; i--) into.lines.push([dice.pick(['填报单位：东旗民政局', '（截至2021年6月30日）', '联系电话：0477-8591234'])]);
  const columns = dice.shuffled(columnsOf).map(({ headers, cell }) => ({ header: dice.pick(headers), cell }));
  const header: Made[] = ['序号', ...columns.map(({ header: said }) => said), '备注'];
  into.lines.push(header);
  if (dice.chance(0.15)) into.lines.push(header.map((_, i) => String(i + 1)));
  if (dice.chance(0.15)) into.lines.push(['示例', ...columns.map(({ cell }) => cell(make(dice, 90), dice, isText))]);
  for (let i = 0; i < 12 + dice.to(14); i++) {
    if (dice.chance(0.04)) into.lines.push([]);
    if (i > 0 && dice.chance(0.04)) into.lines.push(dice.pick<Made[]>([['小计', i], ['合 计', '', `${i}家`], ['Total', i], [...header]]));
    const row = make(dice, i);
    into.lines.push([i + 1, ...columns.map(({ cell }) => cell(row, dice, isText)), dice.chance(0.2) ? '已核实' : null]);
    into.expected.set(into.lines.length, expect(row));
  }
  if (dice.chance(0.5)) into.lines.push([], [dice.pick(['注：由各单位自行填报。', '填表人：乌日娜'])]);
  for (let row = 1; row <= into.lines.length; row++) if (!into.expected.has(row)) into.expected.set(row, 'notARow');
  return { kind, habits: [isText ? 'csv' : 'book'], expected: into.expected, book: isText ? { csv: asCsv(into.lines, dice) } : asBook('Sheet1', into) };
}

export const resourcesHabit = (seed: number): Habit => writeList('resources', seed, '河套市东旗社区服务资源清单', RESOURCE_COLUMNS, makeResource, expectResource);
export const organizationsHabit = (seed: number): Habit => writeList('organizations', seed, '河套市东旗社会组织名录', ORGANIZATION_COLUMNS, makeOrganization, expectOrganization);
