import Button from 'antd/es/button';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ActionButton } from './action-button.tsx';
import type { Input } from './api.ts';
import { useList } from './data.ts';
import { quantity, type Unit } from './format.ts';
import { useKeys } from './keys.tsx';
import { type ListState, questionOf, readList, sortOf, writeList } from './list-address.ts';
import { ListCards } from './list-cards.tsx';
import { type BulkAction, type Column, type Filter, seenColumns, shapeOf, type View } from './list-columns.ts';
import { FilterBar, filterWords, RecordChips, ViewTabs } from './list-filters.tsx';
import { ListTable, type RowsProps, toggled } from './list-table.tsx';
import { ColumnChoice, ExportButton } from './list-tools.tsx';
import { useAddress, useGo } from './navigation.tsx';
import { Page } from './page.tsx';
import { usePhone, usePreferences } from './preferences.ts';
import { say } from './say.ts';
import { EmptyState, ErrorState, LoadingState, type Way } from './states.tsx';

export type ListPageProps<T> = {
  title: string;
  lead?: ReactNode;
  /** GET, answers `{ total, items, next }`, takes the filters, `sort` and `after`. */
  path: string;
  /** Asked for always. */
  input?: Input;
  /** Kinds of record whose live events renew the list; without it, the path tells. */
  kinds?: string[];
  columns: Column<T>[];
  filters?: Filter[];
  /** The first is the one shown at first. */
  views?: View[];
  unit?: Unit;
  rowId: (row: T) => string;
  rowPath?: (row: T) => string | null;
  /** For the key `e`. */
  editPath?: (row: T) => string;
  bulk?: BulkAction<T>[];
  actions?: ReactNode;
  /** Between the head and the filters: figures, a notice. */
  above?: ReactNode;
  /** Why the list is empty without any filter, and the way in. */
  empty: { title?: string; why: string; ways?: Way[] };
  /** The same list from the server as a workbook: `?format=xlsx` is added. */
  xlsx?: string;
};

/** A list: what it holds and how many, filters whose state is the address, rows by keyboard, selection, export of exactly what is seen. */
export function ListPage<T>(props: ListPageProps<T>) {
  const { columns, path, rowId, rowPath, editPath, filters = [], views = [], bulk = [] } = props;
  const isPhone = usePhone();
  const { rows: rowsLiked } = usePreferences();
  const go = useGo();
  const shape = useMemo(() => shapeOf(columns, filters, views), [columns, filters, views]);
  const [address, setAddress] = useAddress((raw) => raw);
  const state = useMemo(() => readList(shape, address), [shape, address]);
  const question = useMemo(() => ({ ...props.input, ...questionOf(shape, state) }), [props.input, shape, state]);
  const asked = JSON.stringify(question);
  const start = useStart(state.after, asked);
  const list = useList<T>(path, question, start, props.kinds ? { kinds: props.kinds } : {});
  const pages = list.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const { total, isMore } = pages?.[pages.length - 1] ?? {};
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(-1);
  const seen = useMemo(() => seenColumns(columns, state), [columns, state]);
  useEffect(() => {
    select(new Set());
    setActive(-1);
  }, [asked]);

  /** A change of what is asked starts from the top again. */
  const change = useCallback((next: Partial<ListState>) => {
    const after = 'columns' in next || 'pinned' in next || 'after' in next ? state.after : null;
    const written = writeList(shape, { ...state, after, ...next });
    const gone = Object.fromEntries(Object.keys(writeList(shape, state)).map((key) => [key, null]));
    setAddress({ ...gone, ...written });
  }, [shape, state, setAddress]);
  const changeFilters = (values: Record<string, string | null>) => {
    const next = { ...state.filters, ...values };
    change({ filters: Object.fromEntries(Object.entries(next).filter((entry): entry is [string, string] => entry[1] !== null)) });
  };
  const { hasNextPage, isFetching, fetchNextPage, isFetchNextPageError } = list;
  const nearEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
  const onTop = useTopInAddress(list.data?.pages, list.data?.pageParams, state.after, (after) => change({ after }));

  const rowAt = rows[active];
  const onControl = (event: KeyboardEvent) => event.target instanceof HTMLElement && event.target.closest('a, button, input') !== null;
  useKeys({
    j: () => setActive(Math.min(active + 1, rows.length - 1)),
    k: () => setActive(Math.max(active - 1, 0)),
    x: () => (rowAt && bulk.length > 0 ? select(toggled(selected, rowId(rowAt))) : false),
    e: () => (rowAt && editPath ? go(editPath(rowAt)) : false),
    Enter: (event) => {
      const path = rowAt && !onControl(event) ? rowPath?.(rowAt) : null;
      return path ? go(path) : false;
    },
  });

  const chosen = rows.filter((row) => selected.has(rowId(row)));
  const rowsProps: RowsProps<T> = {
    title: props.title, columns: seen, rows, total: total ?? 0, rowId, rowPath, canSelect: bulk.length > 0, selected, select, active, setActive, sort: sortOf(shape, state), setSort: (sort) => change({ sort }), keptSort: sortOf(shape, { ...state, sort: null }),
    nearEnd, onTop, isStale: list.isPlaceholderData, rowHeight: rowsLiked === 'dense' ? 32 : 40,
  };
  const words = filterWords(filters, state.filters);
  const isNarrowed = words.length > 0 || (views.length > 0 && state.view !== views[0]!.key);
  return (
    <Page title={props.title} fills={!isPhone} beside={total === undefined ? null : <span className="count" aria-live="polite">{isMore ? say('platform.list.atLeast', { quantity: quantity(total - 1, props.unit ?? 'rows') }) : quantity(total, props.unit ?? 'rows')}</span>} lead={props.lead} actions={props.actions}>
      {props.above}
      <ViewTabs views={views} state={state} choose={(view) => change({ view, filters: ofRecords(filters, state.filters) })} />
      <RecordChips filters={filters} values={state.filters} change={changeFilters} />
      <div className="list-bar">
        <FilterBar filters={filters} values={state.filters} change={changeFilters} />
        <div className="list-tools">
          {!isPhone && <ColumnChoice columns={columns} state={state} change={change} />}
          {total !== 0 && <ExportButton title={props.title} path={path} xlsx={props.xlsx} question={question} columns={seen} selected={chosen} />}
        </div>
      </div>
      {chosen.length > 0 && <BulkBar rows={chosen} bulk={bulk} clear={() => select(new Set())} />}
      {start !== null && <p className="list-note">{say('platform.list.fromHere')} <Button type="link" size="small" onClick={() => change({ after: null })}>{say('platform.list.fromStart')}</Button></p>}
      {list.isPending ? <LoadingState kind="rows" lines={10} />
        : list.isError && rows.length === 0 ? <ErrorState fault={list.error} tryAgain={() => void list.refetch()} />
          : total === 0 ? (isNarrowed
            ? <EmptyState title={say('platform.list.emptyFiltered')} why={words.length > 0 ? say('platform.list.emptyFilteredWhy', { filters: words.join('；') }) : null} ways={[{ label: say('platform.list.clear'), act: () => change({ filters: {}, view: views[0]?.key ?? null }) }]} />
            : <EmptyState title={props.empty.title ?? say('platform.list.empty')} why={props.empty.why} ways={props.empty.ways ?? []} />)
            : isPhone ? <ListCards {...rowsProps} /> : <ListTable {...rowsProps} />}
      {list.isFetchingNextPage && <p className="list-note" role="status">{say('platform.list.loadingMore')}</p>}
      {isFetchNextPageError && <p className="list-note word-poppy" role="alert">{say('platform.list.moreFailed')} <Button type="link" size="small" onClick={() => void fetchNextPage()}>{say('platform.tryAgain')}</Button></p>}
    </Page>
  );
}

/** Another view of the needs of an import is still of that import. */
const ofRecords = (filters: Filter[], values: Record<string, string>) => Object.fromEntries(Object.entries(values).filter(([key]) => filters.some((filter) => filter.kind === 'record' && filter.key === key)));

/** Where the list begins: at the cursor the address was opened with, until something else is asked, or the start is asked for. */
function useStart(after: string | null, asked: string): string | null {
  const [start, setStart] = useState({ asked, after });
  const isOther = start.asked !== asked;
  const isReset = after === null && start.after !== null;
  if (isOther || isReset) setStart({ asked, after });
  return isOther || isReset ? after : start.after;
}

const SETTLED_MS = 500;

/** As one scrolls, the cursor of the page on top goes into the address, so that coming back or sharing leads there. */
function useTopInAddress<T>(pages: { items: T[] }[] | undefined, cursors: unknown[] | undefined, after: string | null, write: (after: string | null) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ pages, cursors, after, write });
  latest.current = { pages, cursors, after, write };
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback((index: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const now = latest.current;
      let passed = 0;
      const at = now.pages?.findIndex((page) => index < (passed += page.items.length)) ?? -1;
      const cursor = at < 0 ? null : ((now.cursors?.[at] ?? null) as string | null);
      if (at > 0 && cursor !== now.after) now.write(cursor);
    }, SETTLED_MS);
  }, []);
}

function BulkBar<T>({ rows, bulk, clear }: { rows: T[]; bulk: BulkAction<T>[]; clear: () => void }) {
  return (
    <div className="bulk" role="region" aria-label={say('platform.list.rowActions')}>
      <span aria-live="polite">{say('platform.list.selected', { count: rows.length })}</span>
      {bulk.map((action) => <ActionButton key={action.key} label={action.label} disabledReason={action.disabledReason?.(rows)} onClick={() => void Promise.resolve(action.run(rows)).then((isDone) => isDone === true && clear())} />)}
      <ActionButton kind="quiet" label={say('platform.list.unselect')} onClick={clear} />
    </div>
  );
}
