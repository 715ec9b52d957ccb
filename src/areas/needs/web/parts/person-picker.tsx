import Select from 'antd/es/select';
import { useDeferredValue, useState } from 'react';
import { useQueryOf } from '../../../../platform/web/data.ts';
import type { InputProps } from '../../../../platform/web/form-inputs.tsx';
import { say } from '../../../../platform/web/say.ts';

type FoundPerson = { id: string; name: string; age: number | null; divisionName: string; address: string | null };

/** Finds a registered resident by whatever is known of them. */
export function PersonPicker({ value, onChange, id, describedBy, isWrong, label, allowNone = false }: InputProps<string> & { allowNone?: boolean }) {
  const [typed, type] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQueryOf<{ items: FoundPerson[] }>('/api/people', { q, limit: 20 }, { enabled: q.length > 1 });
  const known = useQueryOf<FoundPerson>('/api/people/:personId', { personId: value }, { enabled: value !== null && typed === '' });
  const items = q.length > 1 ? (found.data?.items ?? []) : known.data ? [known.data] : [];
  const detail = (person: FoundPerson) => [person.age === null ? null : say('needs.age', { age: person.age }), person.divisionName, person.address].filter((part) => part !== null && part !== '').join(' · ');
  return (
    <Select {...(id ? { id } : {})} {...(label ? { 'aria-label': label } : {})} aria-describedby={describedBy} aria-invalid={isWrong || undefined} status={isWrong ? 'error' : ''} className="wide-input" allowClear={allowNone} value={value} onChange={(next: string | undefined) => { onChange(next ?? null); }}
      placeholder={say('needs.findPerson')} showSearch={{ filterOption: false, onSearch: type, searchValue: typed }} loading={found.isFetching} notFoundContent={found.isFetching ? say('platform.searching') : q.length > 1 ? say('platform.searchNone', { q }) : say('platform.searchMore')}
      options={items.map((person) => ({ value: person.id, label: person.name, person }))}
      optionRender={(option) => <span className="division-option"><span>{option.data.person.name}</span><span className="quiet">{detail(option.data.person)}</span></span>} />
  );
}
