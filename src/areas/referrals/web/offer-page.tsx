import Select from 'antd/es/select';
import { useDeferredValue, useState } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { announce } from '../../../platform/web/announce.tsx';
import { Field, NumberField } from '../../../platform/web/form-fields.tsx';
import type { InputProps } from '../../../platform/web/form-inputs.tsx';
import { Form } from '../../../platform/web/form.tsx';
import { listed } from '../../../platform/web/format.ts';
import { To, useAddress, useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { ReferralStanding } from '../core/contract.ts';
import type { ResourceRow } from '../../resources/core/contract.ts';
import { ConsentField } from './parts/consent-field.tsx';

type Need = { id: string; personId: string | null; personName: string | null; item: string; quantity: number; divisionCode: string; divisionPath: string[]; status: string };
type Found = { items: { id: string; personName: string | null; item: string; divisionName: string }[] };

const idIn = (text: string | undefined): string | null => (/^[0-9a-f-]{36}$/.test(text ?? '') ? text! : null);

/** Hands a need to a resource by hand: `/referrals/offer?need=…&resource=…`, or with either to choose. */
export default function OfferPage() {
  const [{ need, resource }, change] = useAddress((raw) => ({ need: idIn(raw.need), resource: idIn(raw.resource) }));
  return (
    <Page title={say('referrals.offerTitle')} lead={say('referrals.offerLead')}>
      {need ? <OfNeed needId={need} chosen={resource} /> : <div className="form"><div className="field"><span className="field-label">{say('referrals.offerNeed')}</span><NeedPicker choose={(id) => change({ need: id })} /></div></div>}
    </Page>
  );
}

function OfNeed({ needId, chosen }: { needId: string; chosen: string | null }) {
  const go = useGo();
  const need = useQueryOf<Need>('/api/needs/:needId', { needId }, { kinds: ['need'] });
  return (
    <Answer of={need}>
      {(answer) => (
        <Form<ReferralStanding> name={`offer-${needId}${chosen ? `-${chosen}` : ''}`} path="/api/referrals/offer" fixed={{ needId }} initial={{ units: answer.quantity, resourceId: chosen }} submit={say('referrals.offer')}
          onDone={(referral) => { announce(say('referrals.offered')); go(`/referrals/${referral.referralId}`); }} onCancel={() => go(`/needs/${needId}${chosen ? '?tab=match' : ''}`)}>
          <div className="field"><span className="field-label">{say('referrals.offerNeed')}</span>
            <p><To path={`/needs/${needId}`}>{say(`needs.item.${answer.item}`)}</To> · {answer.personName ?? say('referrals.placeNeed')} · {answer.divisionPath.slice(1).join(' ')}</p></div>
          <Field<string> name="resourceId" label={say('referrals.offerResource')} required>{(props) => <ResourcePicker {...props} item={answer.item} community={answer.divisionCode} />}</Field>
          {answer.quantity > 1 && <NumberField name="units" label={say('referrals.offerUnits')} />}
          {answer.personId && <ConsentField needId={needId} />}
        </Form>
      )}
    </Answer>
  );
}

/** Finds an open need by name. */
function NeedPicker({ choose }: { choose: (needId: string) => void }) {
  const [typed, type] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQueryOf<Found>('/api/needs', { q: q || undefined, status: 'open', verified: 'yes', limit: 20 });
  return (
    <Select className="wide-input" aria-label={say('referrals.offerNeed')} value={null as string | null} placeholder={say('referrals.search')} loading={found.isFetching} showSearch={{ filterOption: false, onSearch: type, searchValue: typed }}
      onChange={(id: string | null) => id && choose(id)} notFoundContent={found.isFetching ? say('platform.searching') : say(q.length === 1 ? 'platform.searchMore' : 'platform.list.emptyFiltered')}
      options={(found.data?.items ?? []).map((need) => ({ value: need.id, label: `${need.personName ?? say('referrals.placeNeed')} · ${say(`needs.item.${need.item}`)} · ${need.divisionName}` }))} />
  );
}

/** Resources that offer the item and serve the community; whether one has room, the server decides. */
function ResourcePicker({ value, onChange, id, describedBy, isWrong, item, community }: InputProps<string> & { item: string; community: string }) {
  const [typed, type] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQueryOf<{ items: ResourceRow[] }>('/api/resources/serving', { q: q || undefined, item, community });
  // what a page before has chosen is named, whether or not it stands among those found
  const known = useQueryOf<ResourceRow>('/api/resources/:resourceId', { resourceId: value }, { enabled: value !== null && typed === '' });
  const items = found.data?.items ?? [];
  const rows = known.data && typed === '' && !items.some(({ id: other }) => other === value) ? [known.data, ...items] : items;
  const leftOf = (row: ResourceRow) => (row.unitsTotal === null ? null : say('referrals.offerLeft', { left: row.unitsLeft, total: row.unitsTotal }));
  return (
    <Select {...(id ? { id } : {})} aria-describedby={describedBy} aria-invalid={isWrong || undefined} status={isWrong ? 'error' : ''} className="wide-input" allowClear value={value} placeholder={say('referrals.offerPick')} loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: type, searchValue: typed }} notFoundContent={found.isFetching ? say('platform.searching') : say('referrals.offerPickNone')} onChange={(next: string | null | undefined) => onChange(next ?? null)}
      options={rows.map((row) => ({ value: row.id, label: row.providerName, hint: [...new Set([row.homeName, listed(row.reachNames)]), leftOf(row)].filter(Boolean).join(' · ') }))}
      optionRender={(option) => <span className="division-option"><span>{option.label}</span><span className="quiet">{option.data.hint}</span></span>} />
  );
}
