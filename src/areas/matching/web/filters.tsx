import Select from 'antd/es/select';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useAddress } from '../../../platform/web/navigation.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { ITEMS } from '../../needs/core/items.ts';
import type { CommunityRow } from '../core/contract.ts';
import { NOT_YET_FILTERS } from '../core/review.ts';

export type KeptFilters = { values: Record<string, string>; isSet: boolean; set: (change: Record<string, string | null>) => void; clear: () => void };

/** Community, item and reason, kept in the address; and the one need that a colleague was led to. */
export function useFilters(): KeptFilters {
  const [kept, change] = useAddress(({ division, item, reason, need }) => ({ division, item, reason, need }));
  const values = Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => Boolean(entry[1])));
  return { values, isSet: Object.keys(values).length > 0, set: (next) => change({ ...next, chosen: null }), clear: () => change({ division: null, item: null, reason: null, need: null, chosen: null }) };
}

const matches = (typed: string, option?: { label?: unknown }) => String(option?.label ?? '').toLowerCase().includes(typed.toLowerCase());

export function Filters({ filters, communities, withReason }: { filters: KeptFilters; communities: CommunityRow[]; withReason?: boolean }) {
  const { values, set } = filters;
  const pick = (key: string, label: string, options: { value: string; label: string }[], wide = false) => (
    <Select className={`filter-choice${wide ? ' matching-filter' : ''}`} aria-label={label} placeholder={label} allowClear value={values[key] ?? null} options={options} popupMatchSelectWidth={false}
      onChange={(value: string | null | undefined) => set({ [key]: value ?? null })} {...(options.length > 8 ? { showSearch: { filterOption: matches } } : {})} />
  );
  return (
    <div className="filters" role="search" aria-label={say('platform.list.filters')}>
      {values['need'] && <ActionButton label={say('matching.filter.oneNeed')} onClick={filters.clear} />}
      {communities.length > 1 && pick('division', say('matching.filter.place'), communities.map(({ divisionCode, name }) => ({ value: divisionCode, label: name })), true)}
      {pick('item', say('matching.filter.item'), Object.entries(ITEMS).map(([value, item]) => ({ value, label: item[language()] })), true)}
      {withReason && pick('reason', say('matching.filter.reason'), NOT_YET_FILTERS.map((value) => ({ value, label: say(`matching.reason.${value}`) })), true)}
    </div>
  );
}
