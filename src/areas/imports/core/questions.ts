import { isDitto } from './ditto.ts';
import type { Kind } from './fields.ts';
import type { Cell, Row } from './sheet.ts';
import { findItem } from './taxonomy.ts';
import { isMissing, keyOf } from './text.ts';
import { findChannel, findGrade, findLanguages, findOrganizationKind, findPartyOrganization, findProviderKind, findResourceKind, findSex, findUrgency, findYesNo } from './words.ts';

/** One of several columns under a question: the word that a tick in it says, or the part of a day that stands in it. */
export type Leaf = { says: string } | { part: 'year' | 'month' | 'day' };
export type Question = { field: string; leaves: Map<number, Leaf> };

type Finder = (word: string) => unknown;
const known = (find: Finder): Finder => (word) => find(word) ?? null;
const TICKED: Record<Kind, [string, Finder][]> = {
  needs: [['urgency', known(findUrgency)], ['channel', known(findChannel)], ['sex', known(findSex)], ['language', known(findLanguages)], ['item', known(findItem)]],
  resources: [['kind', known(findResourceKind)], ['providerKind', known(findProviderKind)], ['language', known(findLanguages)], ['items', known(findItem)]],
  organizations: [['kind', known(findOrganizationKind)], ['grade', known(findGrade)], ['isSocialWorkAgency', known(findYesNo)], ['partyOrganization', known(findPartyOrganization)]],
};
const DAYS: Record<Kind, string[]> = { needs: ['heardOn', 'birthDate'], resources: ['validUntil', 'validFrom'], organizations: ['registeredOn', 'gradeUntil'] };
const PARTS: Record<string, 'year' | 'month' | 'day'> = { 年: 'year', 年份: 'year', 月: 'month', 月份: 'month', 日: 'day', 号: 'day' };

const TICK = /^(?:[√✓✔☑■●○◯★v1y]|是|有|对|yes|打勾|已选)$/;
const NO_TICK = /^(?:[×xX✗✘□☐0n]|否|无|没有|no)$/;
export const isTick = (cell: Cell): boolean => TICK.test(keyOf(cell.text));
export const isNoTick = (cell: Cell): boolean => isMissing(cell.text) || NO_TICK.test(keyOf(cell.text));

/** Columns under one group, one after another: 采集方式 over 座谈, 入户, 电话, ticked; 采集日期 over 年, 月, 日. */
export function findQuestions(kind: Kind, paths: Map<number, string[]>, below: readonly Row[], isField: (field: string, header: string) => boolean): Question[] {
  const questions: Question[] = [];
  for (const { group, columns } of groupsOf(paths)) {
    const leaves = columns.map((column) => keyOf(paths.get(column)!.at(-1)!).replace(/[()]/g, ''));
    const day = leaves.every((leaf) => leaf in PARTS) && new Set(leaves.map((leaf) => PARTS[leaf])).size === 3 ? DAYS[kind].find((field) => isField(field, group)) : undefined;
    if (day) { questions.push({ field: day, leaves: new Map(columns.map((column, i) => [column, { part: PARTS[leaves[i]!]! }])) }); continue; }
    const fitting = TICKED[kind].filter(([, find]) => leaves.every((leaf) => find(leaf) !== null));
    const ticked = fitting.find(([field]) => isField(field, group)) ?? (fitting.length === 1 ? fitting[0] : undefined);
    if (ticked && areTicked(columns, below)) questions.push({ field: ticked[0], leaves: new Map(columns.map((column) => [column, { says: paths.get(column)!.at(-1)! }])) });
  }
  return questions;
}

function groupsOf(paths: Map<number, string[]>): { group: string; columns: number[] }[] {
  const groups: { group: string; columns: number[] }[] = [];
  for (const [column, path] of [...paths].sort(([a], [b]) => a - b)) {
    const group = path.slice(0, -1).join('/');
    const last = groups.at(-1);
    if (group !== '' && last?.group === group && last.columns.at(-1) === column - 1) last.columns.push(column);
    else groups.push({ group, columns: [column] });
  }
  return groups.filter(({ group, columns }) => group !== '' && columns.length > 1);
}

/** Nearly all that stands in them is a tick or none. */
function areTicked(columns: number[], below: readonly Row[]): boolean {
  const cells = below.flatMap((row) => row.cells.filter((cell) => columns.includes(cell.column) && !isMissing(cell.text) && !isDitto(cell)));
  return cells.filter((cell) => isTick(cell) || isNoTick(cell)).length >= cells.length * 0.6;
}

/** What several columns say together, as one cell: the words that are ticked, or the day. */
export function sayTogether(cells: readonly Cell[], leafOf: (column: number) => Leaf | undefined): Cell | undefined {
  const said = cells.flatMap((cell): { cell: Cell; text: string }[] => {
    const leaf = leafOf(cell.column);
    if (!leaf || 'part' in leaf) return [{ cell, text: cell.text }];
    return isTick(cell) ? [{ cell, text: leaf.says }] : isNoTick(cell) ? [] : [{ cell, text: cell.text }];
  });
  if (said.length === 0) return undefined;
  const partOf = (part: string) => { const found = said.find(({ cell }) => { const leaf = leafOf(cell.column); return leaf && 'part' in leaf && leaf.part === part; }); return found && keyOf(found.text).replace(/[年月日号]|\.0+$/g, ''); };
  const isDay = cells.some(({ column }) => { const leaf = leafOf(column); return leaf && 'part' in leaf; });
  const [year, month, day] = [partOf('year'), partOf('month'), partOf('day')];
  const text = isDay ? `${year ? `${year}年` : ''}${month ? `${month}月` : ''}${day ? `${day}日` : ''}` : said.map((one) => one.text).join('、');
  return { column: said[0]!.cell.column, kind: 'text', text };
}
