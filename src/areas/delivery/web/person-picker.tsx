import Select from 'antd/es/select';
import { useDeferredValue, useState } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { say } from '../../../platform/web/say.ts';

type Found = { items: { id: string; name: string; divisionName: string; age: number | null }[] };

/** Finds a resident by name, pinyin or phone (`isOwn`: among the few of one's own referrals, listed unasked), and hands over who was chosen; it empties itself for the next. */
export function PersonPicker({ choose, label, path, isOwn }: { choose: (person: { id: string; name: string }) => void; label: string; path: string; isOwn: boolean }) {
  const [typed, type] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQueryOf<Found>(path, { q: q || undefined, limit: 15 }, { enabled: isOwn || q.length > 1 });
  const items = isOwn || q.length > 1 ? (found.data?.items ?? []) : [];
  return (
    <Select className="wide-input" aria-label={label} placeholder={say(isOwn ? 'delivery.addHintOwn' : 'delivery.addHint')} value={null as string | null} showSearch={{ filterOption: false, onSearch: type, searchValue: typed }} loading={found.isFetching}
      onChange={(id: string | null) => { const person = items.find((item) => item.id === id); type(''); if (person) choose(person); }}
      notFoundContent={found.isFetching ? say('platform.searching') : isOwn ? say('delivery.addNoneOwn') : say(q.length > 1 ? 'delivery.addNone' : 'platform.searchMore')}
      options={items.map((person) => ({ value: person.id, label: person.name, hint: [person.age, person.divisionName].filter((part) => part !== null).join(' · ') }))}
      optionRender={(option) => <span className="division-option"><span>{option.label}</span><span className="quiet">{option.data.hint}</span></span>} />
  );
}
