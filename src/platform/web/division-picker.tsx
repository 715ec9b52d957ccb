import Select from 'antd/es/select';
import { useDeferredValue, useState } from 'react';
import { useQueryOf } from './data.ts';
import { say } from './say.ts';

/** An answer row of `GET /api/divisions`; `path` names the places from the city down to this one. */
export type Division = { code: string; name: string; level: string; kind: string; path: string[] };

/** Where a place lies: the names above its own. */
const liesIn = ({ path, name }: Division) => path.filter((part) => part !== name).join(' · ');

export type DivisionPickerProps = {
  value: string | null;
  onChange: (code: string | null, division?: Division) => void;
  /** Only this place and what lies below it. */
  under?: string;
  id?: string; label?: string; describedBy?: string | undefined; isWrong?: boolean; placeholder?: string;
};

/** Finds a place by its name or pinyin initials, and shows where it lies. */
export function DivisionPicker({ value, onChange, under, id, label, describedBy, isWrong, placeholder }: DivisionPickerProps) {
  const [typed, type] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQueryOf<{ items: Division[] }>('/api/divisions', { q, under, limit: 30 });
  // The name of a code that came from an address or a draft.
  const known = useQueryOf<{ items: Division[] }>('/api/divisions', { q: value, limit: 1 }, { enabled: value !== null });
  const chosen = known.data?.items.find((division) => division.code === value);
  const items = found.data?.items ?? [];
  const listed = value && !items.some((item) => item.code === value) && chosen && !q ? [chosen, ...items] : items;
  return (
    <Select
      {...(id ? { id } : {})} aria-label={label} aria-describedby={describedBy} aria-invalid={isWrong || undefined} status={isWrong ? 'error' : ''} className="division-picker"
      value={value ? { value, label: chosen?.name ?? items.find((item) => item.code === value)?.name ?? value } : null} labelInValue allowClear
      placeholder={placeholder ?? say('platform.division.hint')} loading={found.isFetching} notFoundContent={found.isFetching ? say('platform.searching') : say('platform.division.none')}
      showSearch={{ filterOption: false, onSearch: type, searchValue: typed }}
      onChange={(next) => {
        type('');
        onChange(next?.value ?? null, listed.find((item) => item.code === next?.value));
      }}
      options={listed.map((division) => ({ value: division.code, label: division.name, division }))}
      optionRender={(option) => (
        <span className="division-option">
          <span>{option.data.division.name}</span>
          <span className="quiet">{liesIn(option.data.division)}</span>
        </span>
      )}
    />
  );
}
