import Badge from 'antd/es/badge';
import Button from 'antd/es/button';
import Drawer from 'antd/es/drawer';
import Input from 'antd/es/input';
import Popover from 'antd/es/popover';
import Select from 'antd/es/select';
import FilterOutlined from '@ant-design/icons/es/icons/FilterOutlined';
import SearchOutlined from '@ant-design/icons/es/icons/SearchOutlined';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { DivisionPicker } from './division-picker.tsx';
import { findOption } from './find-option.ts';
import { DayInput } from './form-inputs.tsx';
import { listed } from './format.ts';
import { keysOf, type ListState } from './list-address.ts';
import type { Filter, View } from './list-columns.ts';
import { usePhone } from './preferences.ts';
import { say } from './say.ts';

type Change = (filters: Record<string, string | null>) => void;
type Props = { filters: Filter[]; values: Record<string, string>; change: Change };

/** The words of what is filtered by, for the empty list and for the phone. */
export function filterWords(filters: Filter[], values: Record<string, string>): string[] {
  return filters.flatMap((filter) => {
    const chosen = keysOf(filter as never).map((key) => values[key]).filter((value) => value !== undefined);
    if (chosen.length === 0) return [];
    if (filter.kind === 'record') return [filter.label];
    const words = filter.kind === 'choice' ? listed(chosen[0]!.split(',').map((value) => filter.options.find((option) => option.value === value)?.label ?? value)) : chosen.join(' – ');
    return [`${filter.label} ${words}`];
  });
}

/** A filter is as wide as its own name, in the letters of its script: the style sheet adds the room around it. */
const named = (name: string) => ({ '--name': `${[...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.65), 0).toFixed(1)}em` }) as CSSProperties;

const PAUSE_MS = 300; // a name is typed in one go

function SearchFilter({ filter, values, change }: { filter: Filter } & Omit<Props, 'filters'>) {
  const kept = values[filter.key] ?? '';
  const [typed, type] = useState(kept);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => type(kept), [kept]);
  const later = (text: string) => {
    type(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change({ [filter.key]: text || null }), PAUSE_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return <Input className="filter-search" style={named(filter.label)} type="search" title={filter.label} value={typed} onChange={(event) => later(event.target.value)} placeholder={filter.label} aria-label={filter.label} prefix={<SearchOutlined aria-hidden />} allowClear />;
}

function DaysFilter({ filter, values, change }: { filter: Filter } & Omit<Props, 'filters'>) {
  const [from, to] = keysOf({ key: filter.key, kind: 'days' }) as [string, string];
  return (
    <div className="filter-days">
      <DayInput value={values[from] ?? null} onChange={(day) => change({ [from]: day })} label={`${filter.label}: ${say('platform.list.from')}`} {...(values[to] ? { max: values[to] } : {})} />
      <span aria-hidden="true">–</span>
      <DayInput value={values[to] ?? null} onChange={(day) => change({ [to]: day })} label={`${filter.label}: ${say('platform.list.to')}`} {...(values[from] ? { min: values[from] } : {})} />
    </div>
  );
}

function FilterInput({ filter, values, change, isStacked }: { filter: Filter; isStacked?: boolean } & Omit<Props, 'filters'>) {
  const value = values[filter.key];
  switch (filter.kind) {
    case 'search': return <SearchFilter filter={filter} values={values} change={change} />;
    case 'division': return <span className="filter-place" style={named(filter.label)}><DivisionPicker value={value ?? null} onChange={(code) => change({ [filter.key]: code })} label={filter.label} placeholder={filter.label} {...(filter.under ? { under: filter.under } : {})} /></span>;
    case 'choice': return filter.many
      ? <Select className="filter-choice" style={named(filter.label)} mode="multiple" showSearch={{ filterOption: findOption }} maxTagCount={(value?.split(',').length ?? 0) > 1 ? 0 : 1} maxTagPlaceholder={(left) => `${filter.label} · ${left.length}`} allowClear aria-label={filter.label} placeholder={filter.label} options={filter.options} value={value?.split(',') ?? []} onChange={(next: string[]) => change({ [filter.key]: next.join(',') || null })} popupMatchSelectWidth={false} />
      : <Select className="filter-choice" style={named(filter.label)} allowClear {...(filter.options.length > 8 ? { showSearch: { filterOption: findOption } } : {})} aria-label={filter.label} placeholder={filter.label} options={filter.options} value={value ?? null} onChange={(next: string | null | undefined) => change({ [filter.key]: next ?? null })} popupMatchSelectWidth={false} />;
    case 'record': return null; // stands over the bar, see RecordChips
    case 'days': {
      if (isStacked) return <DaysFilter filter={filter} values={values} change={change} />;
      const chosen = filterWords([filter], values)[0];
      return (
        <Popover trigger="click" placement="bottomLeft" content={<div role="dialog" aria-label={filter.label}><DaysFilter filter={filter} values={values} change={change} /></div>}>
          <Button className={chosen ? 'is-chosen' : 'filter-button'}>{chosen ?? filter.label}</Button>
        </Popover>
      );
    }
  }
}

/** Of which other record the list is, where a link has said so: named in full, and taken off with one press. */
export function RecordChips({ filters, values, change }: Props) {
  const chosen = filters.flatMap((filter) => (filter.kind === 'record' && values[filter.key] ? [{ filter, id: values[filter.key]! }] : []));
  if (chosen.length === 0) return null;
  return (
    <ul className="record-chips">
      {chosen.map(({ filter: { key, label, name: Name }, id }) => (
        <li key={key} className="record-chip">
          <span className="quiet">{label}</span> <Name id={id} />
          <button type="button" aria-label={say('platform.list.clearOne', { what: label })} title={say('platform.list.clearOne', { what: label })} onClick={() => change({ [key]: null })}>×</button>
        </li>
      ))}
    </ul>
  );
}

/** The filters of a list: a bar at the desk, a drawer on the phone. Their state is the address. */
export function FilterBar({ filters, values, change }: Props) {
  const isPhone = usePhone();
  const [isOpen, open] = useState(false);
  const keys = filters.flatMap((filter) => keysOf(filter as never));
  const chosen = keys.filter((key) => values[key] !== undefined);
  const clear = () => change(Object.fromEntries(keys.map((key) => [key, null])));
  if (filters.length === 0) return null;
  if (!isPhone) {
    return (
      <div className="filters" role="search" aria-label={say('platform.list.filters')}>
        {filters.map((filter) => <FilterInput key={filter.key} filter={filter} values={values} change={change} />)}
        {chosen.length > 0 && <Button type="link" onClick={clear}>{say('platform.list.clear')}</Button>}
      </div>
    );
  }
  const search = filters.find((filter) => filter.kind === 'search');
  const others = filters.filter((filter) => filter !== search && filter.kind !== 'record');
  return (
    <div className="filters" role="search" aria-label={say('platform.list.filters')}>
      {search && <FilterInput filter={search} values={values} change={change} />}
      {others.length > 0 && <Badge count={others.flatMap((filter) => keysOf(filter as never)).filter((key) => chosen.includes(key)).length} size="small"><Button icon={<FilterOutlined aria-hidden />} onClick={() => open(true)}>{say('platform.list.filters')}</Button></Badge>}
      <Drawer open={isOpen} onClose={() => open(false)} placement="bottom" size="75%" title={say('platform.list.filters')} footer={<div className="drawer-foot"><Button onClick={clear}>{say('platform.list.clear')}</Button><Button type="primary" onClick={() => open(false)}>{say('platform.done')}</Button></div>}>
        <div className="form">{others.map((filter) => <div className="field" key={filter.key}><span className="field-label">{filter.label}</span><FilterInput filter={filter} values={values} change={change} isStacked /></div>)}</div>
      </Drawer>
    </div>
  );
}

/** Saved views, as tabs over the list. */
export function ViewTabs({ views, state, choose }: { views: View[]; state: ListState; choose: (key: string) => void }) {
  if (views.length < 2) return null;
  return (
    <nav className="views" aria-label={say('platform.list.views')}>
      {views.map((view) => <button key={view.key} type="button" aria-current={view.key === state.view ? 'true' : undefined} onClick={() => choose(view.key)}>{view.label}</button>)}
    </nav>
  );
}
