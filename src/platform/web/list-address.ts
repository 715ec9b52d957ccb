import { isLocalDate } from '../../kernel/local-date.ts';

/** What a filter of a list is, as far as the address is concerned. */
export type FilterShape =
  | { key: string; kind: 'choice'; values: readonly string[]; many?: boolean }
  | { key: string; kind: 'search' }
  | { key: string; kind: 'days' }
  | { key: string; kind: 'division' }
  | { key: string; kind: 'record' };

export type ListShape = {
  columns: readonly { key: string; sortable: boolean; hidden: boolean; pinned: boolean }[];
  filters: readonly FilterShape[];
  views: readonly { key: string; filters: Record<string, string>; sort?: string }[];
};

/** All that can be said about how a list is looked at. It lives in the address, so that an address can be shared. */
export type ListState = { filters: Record<string, string>; sort: string | null; view: string | null; columns: string[]; pinned: string[]; after: string | null };
export type Address = Record<string, string>;

/** The keys that one filter has in the address and in the question to the server: a range of days has two. */
export const keysOf = (filter: FilterShape): string[] => (filter.kind === 'days' ? [`${filter.key}From`, `${filter.key}To`] : [filter.key]);

function readFilter(filter: FilterShape, key: string, text: string): string | null {
  switch (filter.kind) {
    case 'choice': {
      const known = text.split(',').filter((value) => filter.values.includes(value));
      return known.length === 0 ? null : filter.many ? known.join(',') : known[0]!;
    }
    case 'search': return text.trim() ? text.slice(0, 100) : null; // 100: longer than any name or address searched for
    case 'days': return key && isLocalDate(text) ? text : null;
    case 'division': return /^\d{4,12}$/.test(text) ? text : null;
    case 'record': return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) ? text : null;
  }
}

/** Reads an address; what it should not hold is left out, never shown as a fault. */
export function readList(shape: ListShape, address: Address): ListState {
  const filters: Record<string, string> = {};
  for (const filter of shape.filters) {
    for (const key of keysOf(filter)) {
      const text = address[key];
      const value = text === undefined ? null : readFilter(filter, key, text);
      if (value !== null) filters[key] = value;
    }
  }
  const known = (text: string | undefined) => text?.split(',').filter((key) => shape.columns.some((column) => column.key === key));
  const columns = known(address.columns);
  const sortKey = address.sort?.replace(/^-/, '');
  return {
    filters,
    sort: shape.columns.some((column) => column.sortable && column.key === sortKey) ? address.sort! : null,
    view: shape.views.some((view) => view.key === address.view) ? address.view! : (shape.views[0]?.key ?? null),
    columns: columns && columns.length > 0 ? columns : shape.columns.filter((column) => !column.hidden).map((column) => column.key),
    pinned: known(address.pin) ?? shape.columns.filter((column) => column.pinned).map((column) => column.key),
    after: address.after || null,
  };
}

/** Writes only what differs from how the list is seen at first, so that addresses stay short. */
export function writeList(shape: ListShape, state: ListState): Address {
  const first = readList(shape, {});
  const address: Address = { ...state.filters };
  if (state.view && state.view !== first.view) address.view = state.view;
  if (state.sort) address.sort = state.sort;
  if (state.columns.join() !== first.columns.join()) address.columns = state.columns.join();
  if (state.pinned.join() !== first.pinned.join()) address.pin = state.pinned.join();
  if (state.after) address.after = state.after;
  return address;
}

/** The order the rows stand in: the one chosen, else that of the saved view; null is the server's own. */
export const sortOf = (shape: ListShape, state: ListState): string | null => state.sort ?? shape.views.find(({ key }) => key === state.view)?.sort ?? null;

/** What the server is asked: the saved view, and over it what the person has chosen. */
export function questionOf(shape: ListShape, state: ListState): Record<string, string> {
  const view = shape.views.find(({ key }) => key === state.view);
  const sort = sortOf(shape, state);
  return { ...view?.filters, ...state.filters, ...(sort ? { sort } : {}) };
}

/** A column's turn when its head is pressed: upwards, downwards, as the view likes (`kept`); where the view likes it downwards, upwards again. */
export const nextSort = (sort: string | null, key: string, kept: string | null = null): string | null => (sort === key ? `-${key}` : sort === `-${key}` ? (kept === sort ? key : null) : key);
