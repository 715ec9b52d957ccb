import { listed } from '../../../kernel/listed.ts';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { LANGUAGES, type Language } from '../../../kernel/messages.ts';
import { readCode, spokenCode } from '../../../kernel/spoken-code.ts';
import { ITEMS } from '../../needs/core/items.ts';
import { maskPhone } from '../../people/core/mask.ts';
import { tidy } from '../../people/core/text.ts';
import { markOf, numberOf, readMark, type OwnResource, type OwnTaking } from '../../resources/core/own-resource.ts';
import { capacityWords, closedWords, readClosedWords, type SayOf } from '../../resources/core/words.ts';
import { readDay, readDayText, readEnd } from './day.ts';
import { addressOf, cellAt, type Cell, type Row, type Sheet, type Workbook } from './sheet.ts';
import { isBlank, keyOf } from './text.ts';

export const OWN_COLUMNS = ['number', 'name', 'what', 'unit', 'quantity', 'closedDays', 'phone', 'validUntil', 'status', 'sureOn', 'mark'] as const;
export type OwnColumn = (typeof OWN_COLUMNS)[number];
/** What an owner may change; everything else says which resource it is. */
export const OWN_CHANGEABLE = ['quantity', 'closedDays', 'phone', 'validUntil', 'status'] as const;
type Changeable = (typeof OWN_CHANGEABLE)[number];

/** The words in both languages: a sheet made in one is read by whoever works in the other. Keys without the area: `own` of the imports, `of` of the resources. */
export type OwnWords = Record<Language, { own: SayOf; of: SayOf }>;

/** What stands in a cell of a resource. */
export function cellOf(column: OwnColumn, one: OwnResource, { own, of }: OwnWords[Language], language: Language): string | number | null {
  switch (column) {
    case 'number': return spokenCode(numberOf(one));
    case 'name': return one.name;
    case 'what': return listed(language, one.items.map((item) => ITEMS[item][language]));
    case 'unit': return of(`per.${one.per}`, { amount: of(`unit.${one.unit}`) });
    case 'quantity': return one.quantity === null ? of('capacityUnknown') : one.unit === 'fen' ? one.quantity / 100 : one.quantity;
    case 'closedDays': return one.closedDays.map((entry) => closedWords(entry, of)).join('\n') || null;
    case 'phone': return one.phone;
    case 'validUntil': return one.validUntil;
    case 'status': return own(`status.${one.status}`);
    case 'sureOn': return one.sureOn;
    case 'mark': return `${markOf(one)} ${stoodOf(one)}`;
  }
}

/** What stood in the other cells when the workbook was made, behind its mark: by it what the page has corrected since is told from what the owner has typed. */
type Stood = Pick<OwnResource, 'closedDays' | 'phone' | 'validUntil' | 'status'>;
const stoodOf = ({ closedDays, phone, validUntil, status }: OwnResource): string => JSON.stringify({ closedDays, phone, validUntil, status } satisfies Stood);

/** Null where it was made before this was kept, or somebody has written there. */
function readStood(text: string): Stood | null {
  try {
    const said = JSON.parse(text) as Stood;
    return Array.isArray(said.closedDays) && 'phone' in said && 'validUntil' in said && 'status' in said ? said : null;
  } catch { return null; }
}

export type OwnSheet = { sheet: Sheet; header: number; columns: Map<OwnColumn, number> };

/** Where a workbook has the owner's table: by its own headers, wherever they have moved to. */
export function findOwnSheet(book: Workbook, words: OwnWords): OwnSheet | null {
  const named = new Map(LANGUAGES.flatMap((language) => OWN_COLUMNS.map((column) => [keyOf(words[language].own(`column.${column}`)), column] as const)));
  for (const sheet of book.sheets) {
    let looked = 0;
    for (const row of sheet.rows) {
      if ((looked += 1) > 20) break;
      const columns = new Map(row.cells.flatMap((cell) => { const column = named.get(keyOf(cell.text)); return column ? [[column, cell.column] as const] : []; }));
      if (columns.has('number') && OWN_CHANGEABLE.some((column) => columns.has(column))) return { sheet, header: row.row, columns };
    }
  }
  return null;
}

export type OwnProblem = { column: OwnColumn; code: string; details?: Record<string, string> };
export type OwnRow = {
  row: number; typed: string; own: OwnResource | null; /** Why it is no row of a resource. */ fault: { code: 'notFound' | 'noNumber' | 'twice'; details: Record<string, string> } | null;
  changes: { column: Changeable; from: string; to: string }[]; problems: OwnProblem[]; isStillSo: boolean; taking: Omit<OwnTaking, 'mark'> | null;
  /** What the page has corrected since the workbook was made and the sheet says otherwise: the page's stands unless its owner takes the sheet's, where that can be read. */
  corrected: { column: Changeable; page: string; sheet: string; canTake: boolean }[]; offered: Partial<Record<Changeable, unknown>>;
};

/** Every row below the header beside the resource of its number; of rows of nobody's that is known here nothing is said but that. */
export function readOwnRows({ sheet, header, columns }: OwnSheet, resources: readonly OwnResource[], words: OwnWords, language: Language, today: string): OwnRow[] {
  const byNumber = new Map(resources.map((one) => [numberOf(one), one])), seen = new Map<string, number>(), rows: OwnRow[] = [];
  const nothing = { own: null, changes: [], corrected: [], offered: {}, problems: [], isStillSo: false, taking: null };
  for (const row of sheet.rows) {
    if (row.row <= header || row.cells.every(({ text }) => isBlank(text))) continue;
    const typed = tidy(cellAt(row, columns.get('number')!)?.text ?? ''), number = readCode(typed), own = byNumber.get(number), before = seen.get(number);
    const fault: OwnRow['fault'] = number === '' ? { code: 'noNumber', details: {} } : !own ? { code: 'notFound', details: { number: typed.slice(0, 40) } } : before !== undefined ? { code: 'twice', details: { row: String(before) } } : null;
    if (fault) { rows.push({ row: row.row, typed: typed.slice(0, 40), fault, ...nothing }); continue; }
    seen.set(number, row.row);
    rows.push({ row: row.row, typed, own: own!, fault, ...compare(row, columns, own!, words, language, today) });
  }
  return rows;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

type Read = { value: unknown; says: string } | { problem: string; details?: Record<string, string> };
type Beside = { own: OwnResource; words: OwnWords; language: Language; today: string };

function compare(row: Row, columns: OwnSheet['columns'], own: OwnResource, words: OwnWords, language: Language, today: string): Pick<OwnRow, 'changes' | 'corrected' | 'offered' | 'problems' | 'isStillSo' | 'taking'> {
  const cell = (column: OwnColumn) => { const at = columns.get(column); return at === undefined ? undefined : cellAt(row, at); };
  const [mark = '', ...rest] = (cell('mark')?.text ?? '').split(' '), was = readMark(mark), stood = was && readStood(rest.join(' ')), beside = { own, words, language, today };
  // without its version nobody knows what it was made from
  const isOlder = was === null || was.version !== own.version, isOtherCapacity = was === null || markOf({ ...own, version: 0 }) !== markOf({ ...was, version: 0 });
  const problems: OwnProblem[] = [], changes: OwnRow['changes'] = [], corrected: OwnRow['corrected'] = [], offered: OwnRow['offered'] = {}, taking: Record<string, unknown> = {};
  for (const column of ['name', 'what', 'unit'] as const) {
    const typed = cell(column), stands = LANGUAGES.map((each) => keyOf(String(cellOf(column, own, words[each], each))));
    if (typed && !isBlank(typed.text) && !stands.includes(keyOf(typed.text))) problems.push({ column, code: 'readOnly', details: { column: words[language].own(`column.${column}`), was: String(cellOf(column, own, words[language], language)) } });
  }
  for (const column of OWN_CHANGEABLE) {
    if (!columns.has(column)) continue;
    const typed = cell(column), before = column === 'quantity' ? was?.quantity : stood?.[column], has = before === undefined ? isOlder : !isSame(before, own[column]);
    // a number with stars says nothing but that it was left as it was
    if (column === 'phone' && has && typeof before === 'string' && tidy(typed?.text ?? '') === before) { corrected.push({ column, page: shown(column, own.phone, beside), sheet: before, canTake: false }); continue; }
    const read: Read = typed?.kind === 'error' ? { problem: 'cellError' } : READERS[column](typed, beside);
    if ('problem' in read) { problems.push({ column, code: read.problem, ...(read.details ? { details: read.details } : {}) }); continue; }
    // of what is given once less is left by and by: that corrects nobody
    if (isSame(read.value, own[column]) || (column === 'quantity' && own.per === 'once' && read.value === before)) continue;
    const page = shown(column, own[column], beside);
    if (has || (column === 'quantity' && isOtherCapacity)) { corrected.push({ column, page, sheet: read.says, canTake: true }); offered[column] = read.value; continue; }
    changes.push({ column, from: page, to: read.says });
    taking[column] = read.value;
  }
  const isStillSo = own.status === 'active' && !('quantity' in taking) && !('status' in taking) && !isOtherCapacity && !isOlder && !problems.some(({ column }) => column === 'quantity');
  return { changes, corrected, offered, problems, isStillSo, taking: { resourceId: own.id, ...taking } };
}

/** What a cell says or would say, in words. */
function shown(column: Changeable, value: unknown, { own, words, language }: Beside): string {
  const { own: say, of } = words[language];
  if (column === 'quantity') return capacityWords({ quantity: value as number | null, unit: own.unit, per: own.per }, of);
  if (column === 'status') return say(`status.${String(value)}`);
  if (column === 'closedDays') return listed(language, (value as string[]).map((entry) => closedWords(entry, of))) || say('none');
  return value === null ? say('none') : String(value);
}

const READERS: Record<Changeable, (cell: Cell | undefined, beside: Beside) => Read> = {
  quantity(cell, beside) {
    const { own, words } = beside, text = keyOf(cell?.text ?? '').replaceAll(',', ''), isMoney = own.unit === 'fen', wrong = { problem: isMoney ? 'money' : 'quantity' };
    if (cell === undefined || text === '' || text === '说不准' || LANGUAGES.some((each) => text === keyOf(words[each].of('capacityUnknown')))) return { value: null, says: shown('quantity', null, beside) };
    if (cell.kind === 'date' || cell.kind === 'boolean' || (cell.kind === 'text' && !/^\d+(\.\d+)?$/.test(text))) return wrong;
    const given = cell.kind === 'number' ? cell.number ?? NaN : Number(text), amount = isMoney ? Math.round(given * 100) : given;
    if (!(amount >= 0 && amount <= 1_000_000_000) || !Number.isInteger(amount) || (isMoney && Math.abs(given * 100 - amount) > 1e-6)) return wrong;
    return { value: amount, says: shown('quantity', amount, beside) };
  },
  closedDays(cell, beside) {
    const { own, words } = beside, tongues = LANGUAGES.map((each) => words[each].of), entries: string[] = [];
    if (cell?.kind === 'date') { const day = readDay(cell); return 'day' in day && isDayInReach(day.day) ? { value: [day.day], says: day.day } : { problem: 'closedDays', details: { piece: cell.text } }; }
    const entryOf = (text: string): string | null => { const said = readClosedWords(text, own.closedDays, ...tongues), day = said ? null : readDayText(text); return said ?? (day && 'day' in day && isDayInReach(day.day) ? day.day : null); };
    for (const line of (cell?.text ?? '').split(/[\r\n]+/).map(tidy).filter((one) => one !== '')) {
      // a rule of another programme has commas of its own, so the line is read whole first
      const whole = entryOf(line), pieces = whole ? [whole] : line.split(/[;；、，,]/).map(tidy).filter((one) => one !== '');
      for (const piece of pieces) {
        const entry = whole ?? entryOf(piece);
        if (entry === null) return { problem: 'closedDays', details: { piece: piece.slice(0, 60) } };
        if (!entries.includes(entry)) entries.push(entry);
      }
    }
    return entries.length > 60 ? { problem: 'tooManyDays' } : { value: entries, says: shown('closedDays', entries, beside) };
  },
  phone(cell, beside) {
    const { own } = beside, text = cell?.kind === 'number' && Number.isInteger(cell.number) ? String(cell.number) : tidy(cell?.text ?? '');
    if (text === (own.phone ?? '')) return { value: own.phone, says: text };
    if (text === '') return { value: null, says: shown('phone', null, beside) };
    if (text.includes('*')) return { problem: 'phoneMasked', details: { was: own.phone ?? '' } };
    return text.length > 30 || !/\d{3}/.test(text) || cell?.kind === 'date' ? { problem: 'phone' } : { value: text, says: maskPhone(text) };
  },
  validUntil(cell, beside) {
    const { own, today } = beside;
    if (cell === undefined || isBlank(cell.text)) return { value: null, says: shown('validUntil', null, beside) };
    const read = readEnd(cell, today);
    if ('open' in read) return { value: null, says: shown('validUntil', null, beside) };
    if ('fault' in read) return { problem: 'validUntil' };
    return own.validFrom && read.day < own.validFrom ? { problem: 'endsBeforeItBegins', details: { from: own.validFrom } } : { value: read.day, says: read.day };
  },
  status(cell, beside) {
    const { own, words } = beside, text = keyOf(cell?.text ?? '');
    const found = (['active', 'paused'] as const).find((status) => LANGUAGES.some((each) => text === keyOf(words[each].own(`status.${status}`)) || text === keyOf(words[each].of(`status.${status}`))));
    return found ? { value: found, says: shown('status', found, beside) } : text === '' ? { value: own.status, says: '' } : { problem: 'status' };
  },
};

/** The place of a column in a row, as its owner sees it: E4. */
export const placeOf = ({ columns }: OwnSheet, row: number, column: OwnColumn): string => addressOf(columns.get(column) ?? 1, row);
