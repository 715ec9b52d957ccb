import Select from 'antd/es/select';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { findOption } from '../../../platform/web/find-option.ts';
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

/** The street before, where two of them share a name. */
const nameAmong = (one: CommunityRow, all: CommunityRow[]): string => (all.some(({ divisionCode, name }) => name === one.name && divisionCode !== one.divisionCode) ? `${one.townshipName} · ${one.name}` : one.name);

export function Filters({ filters, communities, withReason }: { filters: KeptFilters; communities: CommunityRow[]; withReason?: boolean }) {
  const { values, set } = filters;
  // the map leads here with a banner or a street too, which no community of the list is
  const wider = values['division'] && !communities.some(({ divisionCode }) => divisionCode === values['division']) ? values['division'] : null;
  const found = useQueryOf<{ items: { code: string; name: string }[] }>('/api/divisions', { q: wider, limit: 1 }, { enabled: wider !== null });
  const widerName = found.data?.items.find(({ code }) => code === wider)?.name ?? wider;
  const places = [...(wider ? [{ value: wider, label: widerName! }] : []), ...communities.map((one) => ({ value: one.divisionCode, label: nameAmong(one, communities) }))];
  const pick = (key: string, label: string, options: { value: string; label: string }[], wide = false) => (
    <Select className={`filter-choice${wide ? ' matching-filter' : ''}`} aria-label={label} placeholder={label} allowClear value={values[key] ?? null} options={options} popupMatchSelectWidth={false}
      onChange={(value: string | null | undefined) => set({ [key]: value ?? null })} {...(options.length > 8 ? { showSearch: { filterOption: findOption } } : {})} />
  );
  return (
    <div className="filters" role="search" aria-label={say('platform.list.filters')}>
      {values['need'] && <ActionButton label={say('matching.filter.oneNeed')} onClick={filters.clear} />}
      {places.length > 1 && pick('division', say('matching.filter.place'), places, true)}
      {pick('item', say('matching.filter.item'), Object.entries(ITEMS).map(([value, item]) => ({ value, label: item[language()] })), true)}
      {withReason && pick('reason', say('matching.filter.reason'), NOT_YET_FILTERS.map((value) => ({ value, label: say(`matching.reason.${value}`) })), true)}
    </div>
  );
}
