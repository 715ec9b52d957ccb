import type { ComponentType, ReactNode } from 'react';
import type { ListShape, ListState } from './list-address.ts';
import type { Option } from './form-inputs.tsx';

/** A column, declared once: for the table, for the card on a phone, and for the export. */
export type Column<T> = {
  key: string;
  label: string;
  render: (row: T) => ReactNode;
  /** Pixels at first; columns without `fixed` share what is left over, and what is lacking, in proportion. Default 140. All shown at first fit into 1180. */
  width?: number;
  fixed?: boolean;
  /** Numbers stand at the right. */
  align?: 'end';
  /** The server takes `sort=key` and `sort=-key`. */
  sortable?: boolean;
  /** Offered in the column choice, not shown at first. */
  hidden?: boolean;
  pinned?: boolean;
  /** What a cell says in an export; without it, `render` must give text or a number. */
  exportValue?: (row: T) => string | number | null;
  /** Where it stands on a card: the first column is the title; a status stands beside it; the rest are lines. */
  card?: 'beside' | 'line' | 'none';
};

/** A filter; its key is the server's parameter, `${key}From` and `${key}To` for days. */
export type Filter =
  | { key: string; kind: 'choice'; label: string; options: Option[]; many?: boolean }
  | { key: string; kind: 'search'; label: string }
  | { key: string; kind: 'days'; label: string }
  | { key: string; kind: 'division'; label: string; under?: string }
  /** Only of this other record: a link brings it, nobody types it, and it can be taken off. `name` shows which record it is. */
  | { key: string; kind: 'record'; label: string; name: ComponentType<{ id: string }> };

/** A saved view: a tab over the list. Its filters and its order (as `sort` of the server) are asked for besides those of the person, who may override them. */
export type View = { key: string; label: string; filters: Record<string, string>; sort?: string };

/** What can be done to all that is selected. `run` answers true when it is done and the selection may go. */
export type BulkAction<T> = { key: string; label: string; disabledReason?: (rows: T[]) => string | null | undefined; run: (rows: T[]) => Promise<boolean | void> | boolean | void };

/** What the address must know of the declarations. */
export const shapeOf = <T>(columns: Column<T>[], filters: Filter[], views: View[]): ListShape => ({
  columns: columns.map((column) => ({ key: column.key, sortable: column.sortable ?? false, hidden: column.hidden ?? false, pinned: column.pinned ?? false })),
  filters: filters.map((filter) => (filter.kind === 'choice' ? { key: filter.key, kind: filter.kind, values: filter.options.map((option) => option.value), many: filter.many ?? false } : { key: filter.key, kind: filter.kind })),
  views,
});

export type SeenColumn<T> = Column<T> & { isPinned: boolean };

/** The columns as seen: those chosen, the pinned ones first. */
export function seenColumns<T>(columns: Column<T>[], state: ListState): SeenColumn<T>[] {
  const chosen = columns.filter((column) => state.columns.includes(column.key)).map((column) => ({ ...column, isPinned: state.pinned.includes(column.key) }));
  return [...chosen.filter((column) => column.isPinned), ...chosen.filter((column) => !column.isPinned)];
}

/** What a cell says outside the page. */
export function textOf<T>(column: Column<T>, row: T): string | number {
  if (column.exportValue) return column.exportValue(row) ?? '';
  const shown = column.render(row);
  return typeof shown === 'string' || typeof shown === 'number' ? shown : '';
}
