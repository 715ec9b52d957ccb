import { get, type Input } from './api.ts';
import type { ListAnswer } from './data.ts';
import { textOf, type SeenColumn } from './list-columns.ts';
import { say } from './say.ts';

/** 50,000: what a spreadsheet on an office machine still opens at once. More goes through the server's own export. */
const MOST_ROWS = 50_000;

/** Every row that the question gives, page after page; `tell` hears how far it is. */
export async function allRows<T>(path: string, question: Input, tell: (done: number, total: number) => void): Promise<T[]> {
  const rows: T[] = [];
  let after: string | null = null;
  do {
    const page: ListAnswer<T> = await get<ListAnswer<T>>(path, { ...question, after });
    if (page.total > MOST_ROWS) throw new Error(say('platform.list.tooMany', { limit: MOST_ROWS }));
    rows.push(...page.items);
    tell(rows.length, page.total);
    after = page.next;
  } while (after);
  return rows;
}

/** The columns as seen, their heads first. */
export const tableOf = <T>(columns: SeenColumn<T>[], rows: T[]): (string | number)[][] => [columns.map((column) => column.label), ...rows.map((row) => columns.map((column) => textOf(column, row)))];

/** Hands a file to the person. */
export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
