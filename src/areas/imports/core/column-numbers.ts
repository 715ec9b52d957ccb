import type { Cell } from './sheet.ts';
import { keyOf } from './text.ts';

/** 1 2 3 4 …, 甲 1 2 3 …: the numbers of the columns, as statistical forms have them below the header. */
export function numbersColumns(full: readonly Cell[]): boolean {
  const said = full.map((cell) => keyOf(cell.text).replace(/^\(|\)$/g, '')).filter((text, i) => !(i === 0 && /^[甲a]$/.test(text)));
  return said.length >= 4 && said.every((text, i) => /^\d{1,2}$/.test(text) && Number(text) === Number(said[0]) + i) && Number(said[0]) <= 2;
}
