import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { columnName, type Row, type Sheet, type Workbook } from '../../imports/core/sheet.ts';
import { checkForm, type Placed } from './check-form.ts';
import { readHeader, type Column, type SheetKind } from './columns.ts';
import { NO_WORDS } from './item.ts';
import type { Choice, Issue, Item, Questionnaire } from './questionnaire.ts';
import { readType } from './types.ts';

/** A form longer than this is asked of nobody; a list of choices may hold every village of a country. */
export const MOST = { items: 3_000, choices: 20_000, text: 4_000 } as const;

export type FormRefusal = { code: 'noSurveySheet' } | { code: 'noTypeColumn'; sheet: string } | { code: 'noQuestions' } | { code: 'formTooLong'; limit: number };
export type FormRead = { form: Questionnaire; issues: Issue[] };

type Line = { row: number; known: Map<Column, string>; more: [string, string][] };
type Heads = Map<number, { column: Column | null; header: string }>;

// a null character or half of one is no text that a register could hold
const cleanOf = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '').replace(/\r\n?/g, '\n').trim();
const textOf = (text: string): string => cleanOf(text).slice(0, MOST.text).trim();

/** A header that none of the others has, so that no two columns fall into one when the form is written again. */
function apart(header: string, taken: Set<string>): string {
  let name = header;
  for (let n = 2; taken.has(name); n++) name = `(${n}) ${header}`;
  taken.add(name);
  return name;
}

/** By their headers: which of them a form says first depends on how its columns stand, and is nothing of the form. */
const inOrder = (more: [string, string][]): [string, string][] => more.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

const sameColumn = (a: Column, b: Column): boolean => JSON.stringify(a) === JSON.stringify(b);

function readHeads(kind: SheetKind, sheet: Sheet, row: Row, issues: Issue[]): Heads {
  const heads: Heads = new Map();
  const taken = new Set<string>();
  const known: Column[] = [];
  for (const { column: at, text } of row.cells) {
    const header = textOf(text);
    if (!header) continue;
    const column = readHeader(kind, header);
    const isTwin = column !== null && known.some((one) => sameColumn(one, column));
    if (column && !isTwin) { known.push(column); heads.set(at, { column, header }); continue; }
    issues.push({ sheet: sheet.name, row: row.row, column: columnName(at), code: isTwin ? 'columnTwice' : 'columnUnknown', what: header });
    // a twin is headed apart at once: written again, it must not be taken for the column that it doubles
    if (isTwin) taken.add(header);
    heads.set(at, { column: null, header: apart(header, taken) });
  }
  return heads;
}

/** The lines of a sheet under its first line, each with what its columns are known for. */
function readLines(kind: SheetKind, sheet: Sheet, issues: Issue[]): { heads: Heads; lines: Line[] } {
  let heads: Heads | null = null;
  const lines: Line[] = [];
  const nameless = new Set<number>();
  for (const row of sheet.rows) {
    if (!heads) { if (row.cells.some(({ text }) => textOf(text))) heads = readHeads(kind, sheet, row, issues); continue; }
    const line: Line = { row: row.row, known: new Map(), more: [] };
    for (const cell of row.cells) {
      const text = textOf(cell.text);
      if (!text) continue;
      if (cell.text.length > MOST.text && cleanOf(cell.text).length > MOST.text) issues.push({ sheet: sheet.name, row: row.row, column: columnName(cell.column), code: 'textCut', what: `…${text.slice(-60)}` });
      const head = heads.get(cell.column);
      if (head?.column) line.known.set(head.column, text);
      else if (head) line.more.push([head.header, text]);
      else if (!nameless.has(cell.column)) {
        nameless.add(cell.column);
        issues.push({ sheet: sheet.name, row: row.row, column: columnName(cell.column), code: 'columnNameless', what: text });
      }
    }
    inOrder(line.more);
    if (line.known.size > 0 || line.more.length > 0) lines.push(line);
  }
  return { heads: heads ?? new Map(), lines };
}

const fieldOf = (line: Line, field: string): string => [...line.known].find(([column]) => 'field' in column && column.field === field)?.[1] ?? '';
function wordsOf(line: Line, words: string) {
  const said = { ...NO_WORDS };
  for (const [column, text] of line.known) if ('words' in column && column.words === words) said[column.language] = text;
  return said;
}

/** `yes` in any spelling is `yes`, `no` is nothing; anything else is a condition. */
const whether = (text: string): string => (/^(?:yes|true|true\(\)|是)$/i.test(text) ? 'yes' : /^(?:no|false|false\(\)|否)$/i.test(text) ? '' : text);

function itemOf(line: Line): Item & { isDisabled: boolean } {
  const type = readType(fieldOf(line, 'type'));
  const disabled = whether(fieldOf(line, 'disabled')), isDisabled = disabled === 'yes';
  const item: Item = {
    ...type, within: -1, name: fieldOf(line, 'name'), label: wordsOf(line, 'label'), hint: wordsOf(line, 'hint'), required: whether(fieldOf(line, 'required')), requiredMessage: wordsOf(line, 'requiredMessage'),
    relevant: fieldOf(line, 'relevant'), constraint: fieldOf(line, 'constraint'), constraintMessage: wordsOf(line, 'constraintMessage'), calculation: fieldOf(line, 'calculation'), default: fieldOf(line, 'default'),
    appearance: fieldOf(line, 'appearance'), readOnly: whether(fieldOf(line, 'readOnly')), repeatCount: fieldOf(line, 'repeatCount'), choiceFilter: fieldOf(line, 'choiceFilter'),
    more: disabled ? inOrder([...line.more, ['disabled', disabled]]) : line.more,
  };
  return { ...(isDisabled ? { ...item, kind: 'unread' as const, type: fieldOf(line, 'type'), list: '', orOther: false } : item), isDisabled };
}

/** A row that ends a group or a repeat. */
const endOf = (type: string): 'group' | 'repeat' | null => (/^end[\s_]*(group|repeat)$/i.exec(type)?.[1]?.toLowerCase() as 'group' | 'repeat' | undefined) ?? null;

function readItems(sheet: string, lines: Line[], issues: Issue[]): Placed<Item>[] {
  const items: Placed<Item>[] = [];
  const open: number[] = [];
  for (const line of lines) {
    const issue = (code: Issue['code'], what: string) => issues.push({ sheet, row: line.row, column: '', code, what });
    const type = fieldOf(line, 'type');
    const { isDisabled, ...item } = itemOf(line);
    const ends = isDisabled ? null : endOf(type);
    if (ends) {
      const begun = items[open.at(-1) ?? -1]?.value;
      if (!begun) issue('endWithoutBegin', type);
      else {
        if (begun.kind !== ends) issue('endOfAnother', `${type} ← ${begun.type} ${begun.name}`);
        open.pop();
      }
      continue;
    }
    if (isDisabled) issue('rowDisabled', item.name || type);
    else if (whether(fieldOf(line, 'disabled'))) issue('expressionUnread', fieldOf(line, 'disabled'));
    items.push({ row: line.row, value: { ...item, within: open.at(-1) ?? -1 } });
    if (item.kind === 'group' || item.kind === 'repeat') open.push(items.length - 1);
  }
  for (const at of open) issues.push({ sheet, row: items[at]!.row, column: '', code: 'notEnded', what: `${items[at]!.value.type} ${items[at]!.value.name}`.trim() });
  return items;
}

function readChoices(sheet: string, lines: Line[], issues: Issue[]): Placed<Choice>[] {
  const choices: Placed<Choice>[] = [];
  for (const line of lines) {
    const choice = { list: fieldOf(line, 'list_name'), name: fieldOf(line, 'name'), label: wordsOf(line, 'label'), more: line.more };
    if (choice.list && choice.name) choices.push({ row: line.row, value: choice });
    else issues.push({ sheet, row: line.row, column: '', code: 'choiceIncomplete', what: choice.list || choice.name || choice.label.plain || choice.label.zh || choice.label.en });
  }
  return choices;
}

/** A workbook in the form of XLSForm → the questionnaire, and by sheet and row everything in it that is not understood. Nothing makes it throw. */
export function readXlsform(book: Workbook, fallbackTitle: string): Result<FormRead, FormRefusal> {
  const issues: Issue[] = [];
  const sheets = new Map<string, Sheet>();
  for (const sheet of book.sheets) {
    const key = sheet.name.trim().toLowerCase();
    if (['survey', 'choices', 'settings'].includes(key) && !sheets.has(key)) sheets.set(key, sheet);
    else if (sheet.rowCount > 0) issues.push({ sheet: sheet.name, row: 1, column: '', code: 'sheetUnknown', what: sheet.name });
  }
  const survey = sheets.get('survey');
  if (!survey) return refuse({ code: 'noSurveySheet' });
  const { heads, lines } = readLines('survey', survey, issues);
  if (![...heads.values()].some(({ column }) => column && 'field' in column && column.field === 'type')) return refuse({ code: 'noTypeColumn', sheet: survey.name });
  if (lines.length > MOST.items) return refuse({ code: 'formTooLong', limit: MOST.items });
  const choiceSheet = sheets.get('choices');
  const choiceLines = choiceSheet ? readLines('choices', choiceSheet, issues).lines : [];
  if (choiceLines.length > MOST.choices) return refuse({ code: 'formTooLong', limit: MOST.choices });
  const items = readItems(survey.name, lines, issues);
  if (items.length === 0) return refuse({ code: 'noQuestions' });
  const choices = choiceSheet ? readChoices(choiceSheet.name, choiceLines, issues) : [];
  const settingsSheet = sheets.get('settings');
  const [settings, second] = settingsSheet ? readLines('settings', settingsSheet, issues).lines : [];
  if (second) issues.push({ sheet: settingsSheet!.name, row: second.row, column: '', code: 'secondSettings', what: [...second.known.values()][0] ?? '' });
  const said = (field: string) => (settings ? fieldOf(settings, field) : '');
  const columns = new Set(choices.flatMap(({ value }) => value.more.map(([header]) => header)));
  const checked = checkForm(items, choices, { survey: survey.name, choices: choiceSheet?.name ?? 'choices' }, columns);
  // a column of the choices that a filter asks for is understood by that
  const filterNames = new Set(checked.items.flatMap(({ choiceFilter }) => choiceFilter.match(/[\p{L}_][\p{L}\p{N}_.-]*/gu) ?? []));
  const kept = issues.filter(({ code, sheet, what }) => !(code === 'columnUnknown' && sheet === choiceSheet?.name && filterNames.has(what)));
  const form = {
    title: said('form_title') || said('form_id') || textOf(fallbackTitle) || 'form', formId: said('form_id'), formVersion: said('version'), defaultLanguage: said('default_language'),
    items: checked.items, choices: choices.map(({ value }) => value), more: settings?.more ?? [],
  };
  return ok({ form, issues: [...kept, ...checked.issues] });
}
