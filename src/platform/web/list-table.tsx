import Checkbox from 'antd/es/checkbox';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type MouseEvent, useEffect, useRef } from 'react';
import { nextSort } from './list-address.ts';
import { type SeenColumn, textOf } from './list-columns.ts';
import { trackOf, widthOf } from './list-tracks.ts';
import { To, useGo } from './navigation.tsx';
import { say } from './say.ts';

export type RowsProps<T> = {
  title: string;
  columns: SeenColumn<T>[];
  rows: T[];
  total: number;
  rowId: (row: T) => string;
  rowPath?: ((row: T) => string | null) | undefined;
  canSelect: boolean;
  selected: ReadonlySet<string>;
  select: (ids: ReadonlySet<string>) => void;
  active: number;
  setActive: (index: number) => void;
  sort: string | null;
  setSort: (sort: string | null) => void;
  /** The order that stands where none is chosen. */
  keptSort: string | null;
  /** Rows ask for more as their end comes near, and tell which stands on top. */
  nearEnd: () => void;
  onTop: (index: number) => void;
  isStale: boolean;
  rowHeight: number;
};

const SELECT_WIDTH = 40;

export function toggled(selected: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The desk's table: only the rows in sight are drawn, so that ten thousand scroll as ten do. */
export function ListTable<T>(props: RowsProps<T>) {
  const { columns, rows, rowId, rowPath, canSelect, selected, select, active, setActive, rowHeight, nearEnd, onTop } = props;
  const box = useRef<HTMLDivElement>(null);
  const go = useGo();
  const rowsDrawn = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 12, scrollPaddingStart: rowHeight });
  const drawn = rowsDrawn.getVirtualItems();
  const lastDrawn = drawn[drawn.length - 1]?.index ?? 0;
  const top = Math.floor((rowsDrawn.scrollOffset ?? 0) / rowHeight);

  useEffect(() => rowsDrawn.measure(), [rowHeight, rowsDrawn]);
  useEffect(() => {
    if (rows.length > 0 && lastDrawn >= rows.length - 20) nearEnd();
  }, [lastDrawn, rows.length, nearEnd]);
  useEffect(() => onTop(top), [top, onTop]);
  useEffect(() => {
    if (active < 0) return;
    rowsDrawn.scrollToIndex(active);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus({ preventScroll: true }));
  }, [active, rowsDrawn]);

  const selectWidth = canSelect ? SELECT_WIDTH : 0;
  const template = [...(canSelect ? [`${SELECT_WIDTH}px`] : []), ...columns.map((column) => trackOf(column).track)].join(' ');
  const least = selectWidth + columns.reduce((sum, column) => sum + trackOf(column).least, 0);
  const leftOf = (index: number) => selectWidth + columns.slice(0, index).reduce((sum, column) => sum + widthOf(column), 0);
  const cell = (column: SeenColumn<T>, index: number): { className: string; style?: CSSProperties } => ({
    className: `cell${column.align === 'end' ? ' cell-end' : ''}${column.isPinned ? ' cell-pinned' : ''}`, ...(column.isPinned ? { style: { left: leftOf(index) } } : {}),
  });
  const openRow = (event: MouseEvent, row: T) => {
    const path = rowPath?.(row);
    if (!path || (event.target as HTMLElement).closest('a, button, input, label') || window.getSelection()?.toString()) return;
    go(path);
  };
  // a word that is cut says itself whole to who points at it
  const tellCut = (event: MouseEvent) => {
    const cut = (event.target as HTMLElement).closest<HTMLElement>('.cell');
    if (cut) cut.title = cut.scrollWidth > cut.clientWidth ? cut.innerText : '';
  };
  const allLoaded = rows.length > 0 && rows.every((row) => selected.has(rowId(row)));
  return (
    <div className={`table-box${props.isStale ? ' is-stale' : ''}`} ref={box}>
      <div role="grid" aria-label={props.title} aria-rowcount={props.total + 1} aria-colcount={columns.length + (canSelect ? 1 : 0)} aria-multiselectable={canSelect || undefined} aria-busy={props.isStale} className="table" style={{ minWidth: least, '--columns': template, '--row-height': `${rowHeight}px` } as CSSProperties}>
        <div role="rowgroup" className="table-head">
          <div role="row" aria-rowindex={1} className="table-row">
            {canSelect && (
              <div role="columnheader" className="cell cell-select cell-pinned" style={{ left: 0 }}>
                <Checkbox aria-label={say('platform.list.selectAll')} checked={allLoaded} indeterminate={selected.size > 0 && !allLoaded} onChange={() => select(allLoaded ? new Set() : new Set(rows.map(rowId)))} />
              </div>
            )}
            {columns.map((column, i) => <HeadCell key={column.key} column={column} place={cell(column, i)} sort={props.sort} setSort={props.setSort} keptSort={props.keptSort} />)}
          </div>
        </div>
        <div role="rowgroup" className="table-body" style={{ height: rowsDrawn.getTotalSize() }} onPointerOver={tellCut}>
          {drawn.map(({ index, start }) => {
            const row = rows[index]!;
            const id = rowId(row);
            const isSelected = selected.has(id);
            return (
              <div key={id} role="row" aria-rowindex={index + 2} aria-selected={canSelect ? isSelected : undefined} data-row={index} tabIndex={index === Math.max(active, 0) ? 0 : -1} onFocus={(event) => event.target === event.currentTarget && setActive(index)}
                className={`table-row body-row${isSelected ? ' is-selected' : ''}${rowPath?.(row) ? ' can-open' : ''}`} style={{ transform: `translateY(${start}px)` }} onClick={(event) => openRow(event, row)}>
                {canSelect && (
                  <div role="gridcell" className="cell cell-select cell-pinned" style={{ left: 0 }}>
                    <Checkbox tabIndex={-1} aria-label={say('platform.list.selectRow', { row: String(textOf(columns[0]!, row) || index + 1) })} checked={isSelected} onChange={() => select(toggled(selected, id))} />
                  </div>
                )}
                {columns.map((column, i) => <div key={column.key} role="gridcell" {...cell(column, i)}>{i === 0 && rowPath?.(row) ? <To path={rowPath(row)!} className="row-link">{column.render(row)}</To> : column.render(row)}</div>)}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function HeadCell<T>({ column, place, sort, setSort, keptSort }: { column: SeenColumn<T>; place: { className: string; style?: CSSProperties }; sort: string | null; setSort: (sort: string | null) => void; keptSort: string | null }) {
  const turn = sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : undefined;
  return (
    <div role="columnheader" aria-sort={column.sortable ? (turn ?? 'none') : undefined} {...place}>
      {column.sortable
        ? <button type="button" className="sort-button" title={say('platform.list.sort', { column: column.label })} onClick={() => setSort(nextSort(sort, column.key, keptSort))}>{column.label}<span aria-hidden="true" className={`sort-mark${turn ? '' : ' is-idle'}`}>{turn === 'descending' ? '↓' : '↑'}</span></button>
        : column.label}
    </div>
  );
}
