/** What a spreadsheet says before anybody understands it. Columns and rows count from 1, as the person sees them. */
export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error';

/** A cell with something in it; an empty cell is not there. `text` is what was typed or is displayed, untidied. */
export type Cell = {
  column: number;
  kind: CellKind;
  text: string;
  /** Numbers, and dates as days of the 1900 calendar (a fraction is the hour). */
  number?: number;
  /** The number format, unless it is General. */
  format?: string;
  /** The value was computed; what is kept is the value that was last computed. */
  formula?: true;
  /** What stood there before a person corrected it in the page. */
  was?: string;
};

export type Row = { row: number; hidden?: true; cells: Cell[] };

/** A merged range; its value stands in its first cell. */
export type Merge = { top: number; left: number; bottom: number; right: number };

/** `rows` can be walked again and again; blank rows are left out of it, but `rowCount` counts them. */
export type Sheet = { name: string; rows: Iterable<Row>; rowCount: number; merges: Merge[]; hidden?: true };

export type Workbook = { file: string; sheets: Sheet[] };

/** 1 → A, 27 → AA. */
export function columnName(column: number): string {
  let name = '';
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/** A → 1, AA → 27. */
export function columnNumber(name: string): number {
  let column = 0;
  for (let i = 0; i < name.length; i++) column = column * 26 + name.charCodeAt(i) - 64;
  return column;
}

export const addressOf = (column: number, row: number): string => columnName(column) + row;

/** The cell of a row in a column. Cells stand in order, so most are found at once. */
export function cellAt(row: Row, column: number): Cell | undefined {
  const near = row.cells[column - 1];
  if (near && near.column === column) return near;
  return row.cells.find((cell) => cell.column === column);
}
