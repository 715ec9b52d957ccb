import { HEADERS, LANGUAGE_HEADERS, type TextField, type WordsField } from './columns.ts';
import type { Choice, Item, Questionnaire, Words } from './questionnaire.ts';
import { writeType } from './types.ts';

export type Page = { name: string; rows: string[][] };
type Cells = Map<string, string>;

const LANGUAGES = ['plain', 'zh', 'en'] as const;
const ITEM_TEXT = ['name', 'required', 'relevant', 'constraint', 'calculation', 'default', 'appearance', 'readOnly', 'repeatCount', 'choiceFilter'] as const satisfies TextField[];
const ITEM_WORDS = ['label', 'hint', 'requiredMessage', 'constraintMessage'] as const satisfies WordsField[];

function addWords(cells: Cells, field: WordsField, words: Words): void {
  for (const language of LANGUAGES) if (words[language]) cells.set(HEADERS[field] + LANGUAGE_HEADERS[language], words[language]);
}

function cellsOfItem(item: Item): Cells {
  const cells: Cells = new Map([[HEADERS.type, writeType(item)]]);
  for (const field of ITEM_TEXT) if (item[field]) cells.set(HEADERS[field], item[field]);
  for (const field of ITEM_WORDS) addWords(cells, field, item[field]);
  for (const [header, text] of item.more) cells.set(header, text);
  return cells;
}

function cellsOfChoice(choice: Choice): Cells {
  const cells: Cells = new Map([[HEADERS.list_name, choice.list], [HEADERS.name, choice.name]]);
  addWords(cells, 'label', choice.label);
  for (const [header, text] of choice.more) cells.set(header, text);
  return cells;
}

/** The columns that anything stands in: the known ones in the order of the standard, the others as they came. */
function asPage(name: string, first: readonly string[], lines: Cells[]): Page {
  const used = new Set(lines.flatMap((line) => [...line.keys()]));
  const known = [...first, ...ITEM_WORDS.flatMap((field) => LANGUAGES.map((language) => HEADERS[field] + LANGUAGE_HEADERS[language])), ...ITEM_TEXT.map((field) => HEADERS[field])];
  const headers = [...new Set([...known.filter((header) => used.has(header) || first.includes(header)), ...used])];
  return { name, rows: [headers, ...lines.map((line) => headers.map((header) => line.get(header) ?? ''))] };
}

/** The questionnaire as the sheets of an XLSForm: what was not understood stands in it as it came. */
export function writeXlsform({ title, formId, formVersion, defaultLanguage, items, choices, more }: Questionnaire): Page[] {
  const lines: Cells[] = [];
  const open: number[] = [];
  const closeDownTo = (within: number) => { while (open.length > 0 && open.at(-1) !== within) lines.push(new Map([[HEADERS.type, items[open.pop()!]!.type.replace('begin', 'end')]])); };
  items.forEach((item, at) => {
    closeDownTo(item.within);
    lines.push(cellsOfItem(item));
    if (item.kind === 'group' || item.kind === 'repeat') open.push(at);
  });
  closeDownTo(-1);
  const settings: Cells = new Map([[HEADERS.form_title, title], [HEADERS.form_id, formId], [HEADERS.version, formVersion], [HEADERS.default_language, defaultLanguage], ...more].filter(([, text]) => text) as [string, string][]);
  return [
    asPage('survey', [HEADERS.type, HEADERS.name], lines),
    asPage('choices', [HEADERS.list_name, HEADERS.name], choices.map(cellsOfChoice)),
    asPage('settings', [HEADERS.form_title], [settings]),
  ];
}
