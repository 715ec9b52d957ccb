import Select from 'antd/es/select';
import { type ReactNode, useDeferredValue, useEffect, useId, useState } from 'react';
import { DivisionPicker } from '../../../platform/web/division-picker.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { money } from '../../../platform/web/format.ts';
import { ChoiceInput, MoneyInput, NumberInput, TextInput } from '../../../platform/web/form-inputs.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { ITEM_CODES, ITEMS } from '../../needs/core/items.ts';
import type { OrganizationAnswer } from '../../organizations/core/contract.ts';
import { OrganizationPicker } from '../../organizations/web/parts/organization-picker.tsx';
import type { ResourceRow } from '../../resources/core/contract.ts';
import type { Names } from '../core/what-if-contract.ts';
import { sayNamed } from './what-if-sentences.ts';

/** A change as it is being filled in; whole once nothing is missing. */
export type Draft = Record<string, unknown>;
type Put = (change: Draft, named?: Partial<Names>) => void;
export type FieldProps = { draft: Draft; put: Put; under: string };

const numberAt = (draft: Draft, key: string): number | null => (typeof draft[key] === 'number' ? draft[key] : null);
const textAt = (draft: Draft, key: string): string | null => (typeof draft[key] === 'string' ? draft[key] : null);

function Labelled({ label, hint, children }: { label: string; hint?: string | undefined; children: (id: string) => ReactNode }) {
  const id = useId();
  return <div className="field"><label className="field-label" htmlFor={id}>{label}</label>{children(id)}{hint && <span className="field-problem">{hint}</span>}</div>;
}

function NumberOf({ draft, put, name, label, unit, isMoney }: Pick<FieldProps, 'draft' | 'put'> & { name: string; label: string; unit?: string; isMoney?: boolean }) {
  const Input = isMoney ? MoneyInput : NumberInput;
  return <Labelled label={label}>{(id) => <Input id={id} value={numberAt(draft, name)} onChange={(value) => put({ [name]: value })} {...(unit ? { unit } : {})} />}</Labelled>;
}

const Item = ({ draft, put, isOptional }: FieldProps & { isOptional?: boolean }) => (
  <Labelled label={say('matching.whatIf.item')}>{(id) => <ChoiceInput id={id} value={textAt(draft, 'item')} allowNone={isOptional ?? false} onChange={(item) => put({ item })} options={ITEM_CODES.map((value) => ({ value, label: ITEMS[value][language()] }))} />}</Labelled>
);

const Urgency = ({ draft, put, isOptional }: FieldProps & { isOptional?: boolean }) => (
  <Labelled label={say('matching.whatIf.urgency')}>{(id) => <ChoiceInput id={id} value={numberAt(draft, 'urgency')?.toString() ?? null} allowNone={isOptional ?? false} onChange={(urgency) => put({ urgency: urgency && Number(urgency) })}
    options={['3', '2', '1'].map((value) => ({ value, label: say(`needs.urgency.${value}`) }))} />}</Labelled>
);

function Place({ draft, put, under, name = 'divisionCode', onlyCommunity }: FieldProps & { name?: string; onlyCommunity?: boolean }) {
  const value = textAt(draft, name);
  return (
    <Labelled label={say(onlyCommunity ? 'matching.whatIf.community' : 'matching.whatIf.place')} hint={onlyCommunity && value && value.length < 12 ? say('matching.whatIf.toCommunity') : undefined}>
      {(id) => <DivisionPicker id={id} value={value} under={under} onChange={(code, division) => put({ [name]: code }, division ? { divisions: { [division.code]: division.name } } : {})} />}
    </Labelled>
  );
}

/** A resource as it is offered for choice, with what is left of it. */
const optionOf = (row: ResourceRow) => ({ value: row.id, label: sayNamed(row), row, left: row.unitsTotal === null ? say('resources.unknownQuantity') : say('matching.ready.left', { count: row.unitsLeft }) });

/** Finds a resource by its provider's name. */
function Resource({ draft, put }: FieldProps) {
  const [typed, type] = useState(''), q = useDeferredValue(typed.trim());
  const found = useQueryOf<{ items: ResourceRow[] }>('/api/resources', { q: q || undefined, status: 'active', limit: 20 });
  const value = textAt(draft, 'resourceId');
  return (
    <Labelled label={say('matching.whatIf.resource')}>
      {(id) => (
        <Select id={id} className="wide-input" value={value} placeholder={say('matching.whatIf.findResource')} loading={found.isFetching} showSearch={{ filterOption: false, onSearch: type }}
          notFoundContent={found.isFetching ? say('platform.searching') : null} options={(found.data?.items ?? []).map(optionOf)}
          optionRender={({ data }) => <span className="division-option matching-option"><span>{data.label}</span><span className="quiet">{data.left}</span></span>}
          onChange={(resourceId: string, option) => { const { row } = option as ReturnType<typeof optionOf>; put({ resourceId }, { resources: { [resourceId]: { providerName: row.providerName, items: row.items, homeName: row.homeName } } }); }} />
      )}
    </Labelled>
  );
}

/** The limits an organisation states: what of it there is now, null where it states none. */
const STATED = {
  cap: ({ unitCap, unitsCarried }: OrganizationAnswer) => (unitCap === null ? null : say('matching.whatIf.capNow', { cap: unitCap, carried: unitsCarried })),
  budget: ({ monthlyBudgetFen, promisedFen }: OrganizationAnswer) => (monthlyBudgetFen === null ? null : say('matching.whatIf.budgetNow', { budget: money(monthlyBudgetFen), promised: money(promisedFen) })),
};

/** Finds an organisation that says how many it can carry at once, or how much it can spend in a month: without a limit there is none to raise. */
function Stating({ draft, put, limit }: FieldProps & { limit: keyof typeof STATED }) {
  const picked = textAt(draft, 'picked'), one = useQueryOf<OrganizationAnswer>('/api/organizations/:organizationId', { organizationId: picked ?? '' }, { enabled: picked !== null });
  const found = picked ? one.data : undefined, now = found ? STATED[limit](found) : null, isStated = now !== null, isPut = draft.organizationId === found?.id;
  useEffect(() => { if (found && isStated && !isPut) put({ organizationId: found.id }, { organizations: { [found.id]: found.name } }); }, [found, isStated, isPut, put]);
  const any = useQueryOf<{ total: number }>('/api/organizations', { status: 'active', [limit === 'cap' ? 'capped' : 'budgeted']: 'yes', limit: 1 });
  if (any.data?.total === 0) return <p className="quiet">{say(limit === 'cap' ? 'matching.whatIf.noCap' : 'matching.whatIf.noBudget')}</p>;
  return (
    <>
      <Labelled label={say('matching.whatIf.organization')}>{(id) => <OrganizationPicker stating={limit} id={id} value={picked} onChange={(next) => put({ picked: next, organizationId: null })} />}</Labelled>
      {now && <p className="field-hint">{now}</p>}
    </>
  );
}

/** What a supposed need may ask besides. */
const Asks = ({ draft, put }: FieldProps) => (
  <>
    <Labelled label={say('needs.field.language')}>{(id) => <ChoiceInput id={id} value={textAt(draft, 'language')} allowNone onChange={(spoken) => put({ language: spoken })} options={(['zh', 'mn'] as const).map((value) => ({ value, label: say(`needs.language.${value}`) }))} />}</Labelled>
    <Labelled label={say('matching.whatIf.qualification')}>{(id) => <TextInput id={id} value={textAt(draft, 'qualification')} maxLength={60} onChange={(text) => put({ qualification: text?.trim() || null })} />}</Labelled>
  </>
);

const FLOORS = ['community', 'township', 'county'] as const;
const WAYS = ['community', 'township', 'county', 'city'] as const;

/** What each kind of change asks. */
export const FIELDS: Record<string, (props: FieldProps) => ReactNode> = {
  addPlace: (props) => <><Item {...props} /><Place {...props} /><NumberOf {...props} name="units" label={say('matching.whatIf.units')} /></>,
  addUnits: (props) => <><Resource {...props} /><NumberOf {...props} name="units" label={say('matching.whatIf.units')} /></>,
  setCapacity: (props) => <><Resource {...props} /><NumberOf {...props} name="units" label={say('matching.whatIf.unitsNow')} /></>,
  raiseCap: (props) => <><Stating {...props} limit="cap" /><NumberOf {...props} name="units" label={say('matching.whatIf.cases')} /></>,
  raiseBudget: (props) => <><Stating {...props} limit="budget" /><NumberOf {...props} name="fen" label={say('matching.whatIf.moreMoney')} isMoney /></>,
  addBest: (props) => <NumberOf {...props} name="count" label={say('matching.whatIf.count')} />,
  addNeeds: (props) => <><Item {...props} /><Place {...props} name="communityCode" onlyCommunity /><Urgency {...props} /><NumberOf {...props} name="units" label={say('matching.whatIf.units')} /><Asks {...props} /></>,
  dropNeeds: (props) => <><Item {...props} isOptional /><Place {...props} /><Urgency {...props} isOptional /></>,
  admitWaiting: () => null,
  floors: (props) => <>{FLOORS.map((level) => <NumberOf key={level} {...props} name={level} label={say(`matching.whatIf.floor.${level}`)} unit="%" />)}</>,
  weights: (props) => (
    <>
      {(['3', '2', '1'] as const).map((urgency) => <NumberOf key={urgency} {...props} name={`points${urgency}`} label={say(`matching.whatIf.points.${urgency}`)} />)}
      <NumberOf {...props} name="pointsPerWaitingDay" label={say('matching.whatIf.perDay')} /><NumberOf {...props} name="waitingDaysCap" label={say('matching.whatIf.cap')} /><NumberOf {...props} name="staleAfterDays" label={say('matching.whatIf.stale')} />
      {WAYS.map((way) => <NumberOf key={way} {...props} name={`way_${way}`} label={say(`matching.whatIf.way.${way}`)} isMoney />)}
    </>
  ),
  exchange: (props) => <><NumberOf {...props} name="fenPerPoint" label={say('matching.whatIf.perPoint')} isMoney /><NumberOf {...props} name="fenPerStaleUnit" label={say('matching.whatIf.perStale')} isMoney /></>,
};
