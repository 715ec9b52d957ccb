import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Dropdown from 'antd/es/dropdown';
import Popover from 'antd/es/popover';
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import PushpinFilled from '@ant-design/icons/es/icons/PushpinFilled';
import PushpinOutlined from '@ant-design/icons/es/icons/PushpinOutlined';
import TableOutlined from '@ant-design/icons/es/icons/TableOutlined';
import { useState } from 'react';
import { announce } from './announce.tsx';
import { addressOf, type Input } from './api.ts';
import { today } from './format.ts';
import type { ListState } from './list-address.ts';
import type { Column, SeenColumn } from './list-columns.ts';
import { csvOf } from './csv.ts';
import { allRows, download, tableOf } from './list-export.ts';
import { prefer, usePhone, usePreferences } from './preferences.ts';
import { say } from './say.ts';

/** Which columns are seen, which stand fixed at the left, how high rows are. */
export function ColumnChoice<T>({ columns, state, change }: { columns: Column<T>[]; state: ListState; change: (change: Partial<ListState>) => void }) {
  const { rows } = usePreferences();
  const without = (keys: string[], key: string) => keys.filter((known) => known !== key);
  const inOrder = (keys: string[]) => columns.map((column) => column.key).filter((key) => keys.includes(key));
  const content = (
    <div className="column-choice" role="dialog" aria-label={say('platform.list.columns')}>
      <p className="quiet">{say('platform.list.columnsHint')}</p>
      <ul>
        {columns.map(({ key, label }) => {
          const isSeen = state.columns.includes(key);
          const isPinned = state.pinned.includes(key);
          return (
            <li key={key}>
              <Checkbox checked={isSeen} disabled={isSeen && state.columns.length === 1} onChange={() => change({ columns: isSeen ? without(state.columns, key) : inOrder([...state.columns, key]) })}>{label}</Checkbox>
              <Button type="text" size="small" aria-pressed={isPinned} aria-label={say(isPinned ? 'platform.list.unpin' : 'platform.list.pin', { column: label })} icon={isPinned ? <PushpinFilled aria-hidden /> : <PushpinOutlined aria-hidden />} onClick={() => change({ pinned: isPinned ? without(state.pinned, key) : inOrder([...state.pinned, key]) })} />
            </li>
          );
        })}
      </ul>
      <div className="column-foot">
        <Checkbox checked={rows === 'dense'} onChange={(event) => prefer({ rows: event.target.checked ? 'dense' : 'roomy' })}>{say('platform.list.dense')}</Checkbox>
        <Button size="small" onClick={() => change({ columns: columns.filter((column) => !column.hidden).map((column) => column.key), pinned: columns.filter((column) => column.pinned).map((column) => column.key) })}>{say('platform.list.columnsReset')}</Button>
      </div>
    </div>
  );
  return <Popover trigger="click" placement="bottomRight" content={content}><Button icon={<TableOutlined aria-hidden />}>{say('platform.list.columns')}</Button></Popover>;
}

type ExportProps<T> = { title: string; path: string; xlsx?: string | undefined; question: Input; columns: SeenColumn<T>[]; selected: T[] };

/** Gives exactly what is seen: these filters, this order, these columns; or, if some are selected, those. */
export function ExportButton<T>({ title, path, xlsx, question, columns, selected }: ExportProps<T>) {
  const [progress, tell] = useState<{ done: number; total: number } | null>(null);
  const exportCsv = async () => {
    tell({ done: 0, total: 0 });
    try {
      const rows = selected.length > 0 ? selected : await allRows<T>(path, question, (done, total) => tell({ done, total }));
      download(`${title}-${today()}.csv`, csvOf(tableOf(columns, rows)));
      announce(say('platform.list.exported', { count: rows.length }));
    } catch (fault) {
      announce(say('platform.list.exportFailed', { why: (fault as Error).message }), 'poppy');
    } finally {
      tell(null);
    }
  };
  const isPhone = usePhone();
  const label = progress ? say('platform.list.exporting', progress) : say('platform.list.export');
  const button = <Button icon={<DownloadOutlined aria-hidden />} loading={progress !== null} aria-label={label} title={say('platform.list.exportWhat')} {...(xlsx ? {} : { onClick: () => void exportCsv() })}>{isPhone ? null : label}</Button>;
  if (!xlsx) return button;
  const items = [
    { key: 'csv', label: say('platform.list.exportCsv'), onClick: () => void exportCsv() },
    { key: 'xlsx', label: <a href={addressOf(xlsx, { ...question, columns: columns.map((column) => column.key), format: 'xlsx' })} download>{say('platform.list.exportXlsx')}</a> },
  ];
  return <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight" getPopupContainer={(button) => button.parentElement!}>{button}</Dropdown>;
}
