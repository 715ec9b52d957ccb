import Checkbox from 'antd/es/checkbox';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { textOf } from './list-columns.ts';
import { type RowsProps, toggled } from './list-table.tsx';
import { To } from './navigation.tsx';
import { say } from './say.ts';

/** The phone's list: each row a card, its first column the title. */
export function ListCards<T>({ title, columns, rows, total, rowId, rowPath, canSelect, selected, select, nearEnd, onTop, isStale }: RowsProps<T>) {
  const box = useRef<HTMLUListElement>(null);
  const cards = useWindowVirtualizer({ count: rows.length, estimateSize: () => 132, overscan: 6, scrollMargin: box.current?.offsetTop ?? 0, getItemKey: (index) => rowId(rows[index]!) });
  const drawn = cards.getVirtualItems();
  const lastDrawn = drawn[drawn.length - 1]?.index ?? 0;
  const top = drawn[0]?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastDrawn >= rows.length - 10) nearEnd();
  }, [lastDrawn, rows.length, nearEnd]);
  useEffect(() => onTop(top), [top, onTop]);
  const head = columns[0]!;
  const besides = columns.slice(1).filter((column) => column.card === 'beside');
  const lines = columns.slice(1).filter((column) => (column.card ?? 'line') === 'line');
  return (
    <ul className={`cards${isStale ? ' is-stale' : ''}`} ref={box} aria-label={title} style={{ height: cards.getTotalSize() }}>
      {drawn.map((item) => {
        const row = rows[item.index]!;
        const id = rowId(row);
        return (
          <li key={item.key} ref={cards.measureElement} data-index={item.index} aria-setsize={total} aria-posinset={item.index + 1} style={{ transform: `translateY(${item.start - cards.options.scrollMargin}px)` }}>
            <div className={`card${selected.has(id) ? ' is-selected' : ''}`}>
              <div className="card-head">
                {canSelect && <Checkbox aria-label={say('platform.list.selectRow', { row: String(textOf(head, row) || item.index + 1) })} checked={selected.has(id)} onChange={() => select(toggled(selected, id))} />}
                <div className="card-title">{rowPath?.(row) ? <To path={rowPath(row)!} className="row-link">{head.render(row)}</To> : head.render(row)}</div>
                {besides.map((column) => <div key={column.key}>{column.render(row)}</div>)}
              </div>
              <dl className="card-lines">{lines.map((column) => <div key={column.key}><dt>{column.label}</dt><dd>{column.render(row)}</dd></div>)}</dl>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
