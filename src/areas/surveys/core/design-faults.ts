import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Workbook } from '../../imports/core/sheet.ts';
import { choicesMissed } from './design-choices.ts';
import { holdsRows } from './design.ts';
import type { Issue, Questionnaire } from './questionnaire.ts';
import { readXlsform, type FormRead, type FormRefusal } from './read-xlsform.ts';
import { writeXlsform, type Page } from './write-xlsform.ts';

/** What is wrong with a form that is being made, and at which row (-1: at none). */
export type DesignFault = { code: Issue['code'] | 'choiceGone'; what: string; at: number };

const bookOf = (pages: readonly Page[]): Workbook => ({
  file: '', sheets: pages.map(({ name, rows }) => ({
    name, rowCount: rows.length, merges: [],
    rows: rows.map((cells, i) => ({ row: i + 1, cells: cells.flatMap((text, column) => (text === '' ? [] : [{ column: column + 1, kind: 'text' as const, text }])) })).filter(({ cells }) => cells.length > 0),
  })),
});

/** The form as it comes back from its own XLSForm: what is published is what anybody who takes the download in again will have. */
export const readBack = (form: Questionnaire): Result<FormRead, FormRefusal> => readXlsform(bookOf(writeXlsform(form)), form.title);

/** In which line of the sheet each row stands: the ends of groups take lines, too. */
function linesOf({ items }: Questionnaire): Map<number, number> {
  const lines = new Map<number, number>();
  const open: number[] = [];
  let line = 1;
  items.forEach((item, at) => {
    while (open.length > 0 && open.at(-1) !== item.within) { open.pop(); line += 1; }
    line += 1;
    lines.set(line, at);
    if (holdsRows(item)) open.push(at);
  });
  return lines;
}

/** Everything that would be named at an upload, and rules that ask for a choice which is not there, at the rows where it can be mended. */
export function faultsOf(form: Questionnaire): DesignFault[] {
  const read = readBack(form);
  if (!read.ok) return [];
  const lines = linesOf(form);
  const named = read.value.issues.map(({ sheet, row, code, what }): DesignFault => {
    const list = sheet === 'choices' ? form.choices[row - 2]?.list : undefined;
    return { code, what, at: list === undefined ? (sheet === 'survey' ? lines.get(row) ?? -1 : -1) : form.items.findIndex((item) => item.list === list) };
  });
  return [...named, ...form.items.flatMap((item, at) => choicesMissed(form, item).map((what): DesignFault => ({ code: 'choiceGone', what, at })))];
}

const keyOf = (form: Questionnaire, { code, what, at }: DesignFault): string => JSON.stringify([code, what, form.items[at]?.name]);

/** What is wrong that was not wrong already in the form that one began with: an uploaded form may hold what is not understood here, and keeps it. */
export function newFaults(form: Questionnaire, before: Questionnaire | null): DesignFault[] {
  const known = new Set(before ? faultsOf(before).map((fault) => keyOf(before, fault)) : []);
  return faultsOf(form).filter((fault) => !known.has(keyOf(form, fault)));
}

export type PublishRefusal = FormRefusal | { code: 'titleMissing'; field: 'title' } | { code: 'designFaulty'; count: number };

/** Takes a form that can be asked as it stands. */
export function admitForm(form: Questionnaire, before: Questionnaire | null): Result<FormRead, PublishRefusal> {
  if (form.title.trim() === '') return refuse({ code: 'titleMissing', field: 'title' });
  const read = readBack(form);
  if (!read.ok) return read;
  const faults = newFaults(form, before);
  return faults.length > 0 ? refuse({ code: 'designFaulty', count: faults.length }) : ok(read.value);
}
