import { readCreditCode } from './credit-code.ts';
import { readDay, readEnd } from './day.ts';
import { isDitto } from './ditto.ts';
import type { Kind } from './fields.ts';
import { readIdentityCell } from './identity-number.ts';
import { readPhones } from './phone.ts';
import { findPlace, type Places } from './places.ts';
import { isUnit, readQuantity } from './quantity.ts';
import type { Cell } from './sheet.ts';
import { findItem } from './taxonomy.ts';
import { splitName } from './name.ts';
import { isMissing, keyOf, parts } from './text.ts';
import { readReach } from './reach.ts';
import { readTimes } from '../../needs/core/times.ts';
import { findChannel, findGrade, findLanguages, findOrganizationKind, findProviderKind, findResourceKind, findSex, findUrgency } from './words.ts';

type Test = (cell: Cell) => boolean;

const isPhone: Test = (cell) => readPhones(cell).phones.length > 0;
const isEnd: Test = (cell) => { const read = readEnd(cell, '2021-06-30'); return 'day' in read || ('open' in read && /期|久|年/.test(cell.text)); };
const isDay: Test = (cell) => 'day' in readDay(cell);
const isIdentity: Test = (cell) => 'residentId' in readIdentityCell(cell, '2200-01-01');

/** Fields whose values cannot be taken for anything else, tried in this order. Names and places are not among them. */
const CONTENT: Record<Kind, [string, Test][]> = {
  needs: [
    ['residentId', isIdentity], ['phone', isPhone], ['item', (cell) => findItem(cell.text) !== null], ['sex', (cell) => findSex(cell.text) !== null], ['urgency', (cell) => findUrgency(cell.text) !== null],
    ['channel', (cell) => findChannel(cell.text) !== null], ['language', (cell) => findLanguages(cell.text) !== null], ['heardOn', isDay],
  ],
  resources: [
    ['phone', isPhone], ['items', (cell) => parts(cell.text).every((part) => findItem(part) !== null)], ['providerKind', (cell) => findProviderKind(cell.text) !== null], ['kind', (cell) => findResourceKind(cell.text) !== null],
    ['language', (cell) => findLanguages(cell.text) !== null], ['times', (cell) => readTimes(cell.text) !== null], ['quantity', (cell) => 'amount' in readQuantity(cell, 'goods')], ['unit', (cell) => isUnit(cell.text)], ['validUntil', isEnd],
  ],
  organizations: [
    ['uscc', (cell) => 'uscc' in readCreditCode(cell.text)], ['phone', isPhone], ['kind', (cell) => findOrganizationKind(cell.text) !== null], ['grade', (cell) => typeof findGrade(cell.text) === 'number' || /未评/.test(cell.text)],
  ],
};

/** Of what is there, this much must fit, and this many cells must be there. */
const FITTING = { share: 0.8, cells: 3 };

const saidIn = (cells: readonly Cell[]) => cells.filter((cell) => !isMissing(cell.text) && !isDitto(cell) && cell.kind !== 'error');

/** Whether most cells are what their header says. */
export function isOfField(kind: Kind, field: string, cells: readonly Cell[]): boolean {
  const test = CONTENT[kind].find(([name]) => name === field)?.[1];
  const said = saidIn(cells);
  return test !== undefined && said.filter(test).length >= said.length * 0.5;
}

/** The field that nearly all cells of a column are of, or null. Ledgers with a strange header are read by it, and the person sees which. */
export function fieldByContent(kind: Kind, cells: readonly Cell[], taken: ReadonlySet<string | null>, places?: Places): string | null {
  const said = saidIn(cells);
  if (said.length < FITTING.cells) return null;
  for (const [field, test] of CONTENT[kind]) if (!taken.has(field) && said.filter(test).length >= said.length * FITTING.share) return field;
  if (kind === 'resources' && places && !taken.has('reach') && said.filter((cell) => readReach(places, cell.text, '-').reach !== null || /^[全本][区旗县]/.test(keyOf(cell.text))).length >= said.length * FITTING.share) return 'reach';
  if (kind === 'needs' && places && !taken.has('place') && said.filter((cell) => isPlace(places, cell)).length >= said.length * FITTING.share) return 'place';
  return null;
}

/** A community by its name, though the name may stand for two. */
function isPlace(places: Places, cell: Cell): boolean {
  const read = cell.kind === 'text' ? findPlace(places, cell.text, null) : null;
  return read !== null && ('code' in read || read.fault === 'ambiguousPlace');
}

const SURNAMES = new Set('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文乌巴斯其萨苏那娜额布包云敖青宝图阿呼特朝格达道');
const isName = (cell: Cell): boolean => { const { name } = splitName(cell.text); return cell.kind === 'text' && /^[\p{Script=Han}·]{2,7}$/u.test(name) && SURNAMES.has(name[0]!) && !findItem(name); };
const isAddress = (cell: Cell): boolean => /\d+(?:号楼|栋|单元|室|幢|组|队|门|巷)|号楼|\d+号/.test(cell.text);

const isOrganization = (cell: Cell): boolean => cell.kind === 'text' && /(?:中心|协会|学会|商会|基金会|联合会|促进会|服务社|服务站|服务队|志愿队|公司|医院|学校|幼儿园|合作社|局|所|站|社|馆|店|厂|院|会|团|队)[甲乙丙丁\\d]*$/.test(keyOf(cell.text));

type Free<C> = (column: C) => Cell[];

/** Names, addresses and free text, by what is in the columns that nothing else claims: only where exactly one of them can be meant. */
export function textFields<C>(kind: Kind, free: readonly C[], cellsOf: Free<C>, taken: ReadonlySet<string | null>): [string, C][] {
  const found: [string, C][] = [];
  const only = (field: string, isOf: (said: Cell[]) => boolean) => {
    if (taken.has(field)) return;
    const fitting = free.filter((column) => {
      const said = saidIn(cellsOf(column));
      return said.length >= FITTING.cells && isOf(said) && !found.some(([, one]) => one === column);
    });
    if (fitting.length === 1) found.push([field, fitting[0]!]);
  };
  const share = (said: Cell[], test: Test) => said.filter(test).length / said.length;
  const variety = (said: Cell[]) => new Set(said.map(({ text }) => keyOf(text))).size / said.length;
  if (kind === 'resources') {
    only('provider', (said) => variety(said) > 0.5 && share(said, isOrganization) >= 0.4);
    only('contact', (said) => share(said, isName) >= FITTING.share);
    return found;
  }
  if (kind === 'organizations') {
    only('name', (said) => variety(said) > 0.6 && share(said, isOrganization) >= FITTING.share);
    only('authority', (said) => share(said, (cell) => /(?:局|委|办|厅|部)$/.test(keyOf(cell.text))) >= FITTING.share);
    only('registeredOn', (said) => share(said, isDay) >= FITTING.share);
    return found;
  }
  // whoever collects stands in many rows, a resident in few
  only('name', (said) => share(said, isName) >= FITTING.share && variety(said) > 0.6);
  only('address', (said) => share(said, isAddress) >= FITTING.share);
  only('description', (said) => variety(said) > 0.4 && said.reduce((sum, { text }) => sum + text.length, 0) / said.length >= 7);
  return found;
}
