import Select from 'antd/es/select';
import { useDeferredValue, useState } from 'react';
import { useQueryOf } from '../../../../platform/web/data.ts';
import type { InputProps } from '../../../../platform/web/form-inputs.tsx';
import { say } from '../../../../platform/web/say.ts';
import type { OrganizationRow } from '../../core/contract.ts';

/** Finds an organisation of the register by its name; of those alone that state a cap, or a budget, where one is to be raised. */
export function OrganizationPicker({ value, onChange, id, describedBy, isWrong, stating }: InputProps<string> & { stating?: 'cap' | 'budget' }) {
  const [typed, type] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQueryOf<{ items: OrganizationRow[] }>('/api/organizations', { q: q || undefined, status: 'active', capped: stating === 'cap' ? 'yes' : undefined, budgeted: stating === 'budget' ? 'yes' : undefined, limit: 20 });
  const known = useQueryOf<OrganizationRow>('/api/organizations/:organizationId', { organizationId: value ?? '' }, { enabled: value !== null });
  const items = found.data?.items ?? [];
  const chosen = items.find((item) => item.id === value) ?? known.data;
  return (
    <Select {...(id ? { id } : {})} aria-describedby={describedBy} aria-invalid={isWrong || undefined} status={isWrong ? 'error' : ''} className="wide-input" allowClear labelInValue
      value={value ? { value, label: chosen?.name ?? value } : null} placeholder={say('organizations.pick')} loading={found.isFetching}
      notFoundContent={found.isFetching ? say('platform.searching') : say('organizations.pickNone')} showSearch={{ filterOption: false, onSearch: type, searchValue: typed }}
      onChange={(next) => { type(''); onChange(next?.value ?? null); }}
      options={items.map((item) => ({ value: item.id, label: item.name, hint: item.divisionName }))}
      optionRender={(option) => <span className="division-option"><span>{option.label}</span><span className="quiet">{option.data.hint}</span></span>} />
  );
}
