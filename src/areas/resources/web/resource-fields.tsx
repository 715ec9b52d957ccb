import Checkbox from 'antd/es/checkbox';
import { type ReactNode, useEffect } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { ChoiceField, ChoicesField, DayField, DivisionField, Field, FieldGroup, LongTextField, MoneyField, NumberField, TextField } from '../../../platform/web/form-fields.tsx';
import { useForm, useFormValue } from '../../../platform/web/form-context.ts';
import { language, say } from '../../../platform/web/say.ts';
import { CATEGORY_WORDS, ITEM_CODES, ITEMS } from '../../needs/core/items.ts';
import { WORKER_SEXES } from '../../needs/core/need.ts';
import { TimesFields } from '../../needs/web/parts/slots.tsx';
import { OrganizationPicker } from '../../organizations/web/parts/organization-picker.tsx';
import { isOneAtATimeByDefault } from '../core/booking.ts';
import { PROVIDER_KINDS, RESOURCE_KINDS, SERVICE_LANGUAGES, type ProviderKind, type ResourceKind } from '../core/resource.ts';
import { type CapacityDraft, CapacityInput } from './capacity-input.tsx';
import { ClosedDaysInput } from './closed-days-input.tsx';
import { ReachInput } from './reach-input.tsx';

const label = (key: string) => say(`resources.field.${key}`);
const options = (values: readonly string[], words: string) => values.map((value) => ({ value, label: say(`resources.${words}.${value}`) }));

/** How much in which period, as one field: a form of its own can ask it alone. */
export const CapacityField = () => <Field<CapacityDraft> name="capacity" label={label('capacity')} required isGroup>{(props) => <CapacityInput {...props} />}</Field>;

export const ClosedDaysField = () => <Field<string[]> name="closedDays" label={label('closedDays')} isGroup hint={say('resources.hint.closedDays')}>{(props) => <ClosedDaysInput {...props} />}</Field>;

/** What the kind of resource says by itself, until somebody says otherwise. */
function OneAtATimeField() {
  const [kind, providerKind, capacity] = [useFormValue<ResourceKind>('kind'), useFormValue<ProviderKind>('providerKind'), useFormValue<CapacityDraft>('capacity')];
  const byDefault = kind !== null && providerKind !== null && isOneAtATimeByDefault({ kind, providerKind, capacity: { quantity: capacity?.quantity ?? null, unit: capacity?.unit ?? 'personTimes', per: capacity?.per ?? 'week' } });
  return (
    <Field<boolean> name="oneAtATime" label={label('oneAtATime')} isGroup hint={say('resources.hint.oneAtATime')}>
      {({ id, value, onChange }) => <Checkbox {...(id ? { id } : {})} checked={value ?? byDefault} onChange={(event) => onChange(event.target.checked)}>{say('resources.oneAtATimeYes')}</Checkbox>}
    </Field>
  );
}

const ProviderKindField = () => <ChoiceField name="providerKind" label={label('providerKind')} required options={options(PROVIDER_KINDS, 'providerKind')} />;

/** Who provides it, asked once: chosen from the register, an organisation brings its name along; whoever is on none is written down. */
function ProviderFields() {
  const { values, set } = useForm(), organizationId = (values['organizationId'] ?? null) as string | null, providerKind = values['providerKind'];
  const chosen = useQueryOf<{ name: string }>('/api/organizations/:organizationId', { organizationId }, { enabled: organizationId !== null }).data?.name ?? null;
  useEffect(() => { if (chosen !== null && values['providerName'] !== chosen) set('providerName', chosen); }, [chosen, values, set]);
  return (
    <>
      <ProviderKindField />
      {providerKind && providerKind !== 'individual' ? <Field<string> name="organizationId" label={label('organizationId')} hint={say('resources.hint.organizationId')}>{(props) => <OrganizationPicker {...props} />}</Field> : null}
      {organizationId === null && providerKind ? <TextField name="providerName" label={label('providerName')} required maxLength={100} /> : null}
    </>
  );
}

/** What is asked of a resource, in the order people speak of it: who, what, how much, where and when, whom to call. */
export function ResourceFields({ isNew, here, phone, along }: { isNew: boolean; here: string | null; phone?: string | null; along?: ReactNode }) {
  return (
    <>
      <FieldGroup title={say('resources.group.who')}>
        {isNew ? <ProviderFields /> : <><TextField name="providerName" label={label('providerName')} required maxLength={100} /><ProviderKindField /></>}
      </FieldGroup>
      <FieldGroup title={say('resources.group.what')}>
        <ChoiceField name="kind" label={label('kind')} required options={options(RESOURCE_KINDS, 'kind')} />
        <ChoicesField name="items" label={label('items')} required hint={say('resources.hint.items')}
          options={ITEM_CODES.map((value) => ({ value, label: ITEMS[value][language()], hint: CATEGORY_WORDS[ITEMS[value].category][language()] }))} />
        <LongTextField name="description" label={label('description')} maxLength={500} />
        <ChoicesField name="languages" label={label('languages')} options={options(SERVICE_LANGUAGES, 'language')} />
        <ChoicesField name="workerSexes" label={label('workerSexes')} hint={say('resources.hint.workerSexes')} options={options(WORKER_SEXES, 'workerSex')} />
        <MoneyField name="unitCostFen" label={label('unitCostFen')} hint={say('resources.hint.unitCost')} />
      </FieldGroup>
      {along}
      <FieldGroup title={say('resources.group.howMuch')}>
        {isNew && <CapacityField />}
        <NumberField name="weeklyCap" label={label('weeklyCap')} hint={say('resources.hint.weeklyCap')} />
        <OneAtATimeField />
      </FieldGroup>
      <FieldGroup title={say('resources.group.where')}>
        {isNew && <DivisionField name="homeCode" label={label('homeCode')} required {...(here ? { under: here } : {})} />}
        <Field<string[]> name="reachCodes" label={label('reachCodes')} hint={say('resources.hint.reach')}>{(props) => <ReachInput {...props} />}</Field>
        <NumberField name="reachKm" label={label('reachKm')} unit="km" />
        <TimesFields words={{ name: 'slotWords', label: label('slotWords') }} slots={{ name: 'slots', label: say('needs.field.slots') }} hint={say('resources.hint.slotWords')} />
        <ClosedDaysField />
        <DayField name="validFrom" label={label('validFrom')} />
        <DayField name="validUntil" label={label('validUntil')} />
      </FieldGroup>
      <FieldGroup title={say('resources.group.contact')}>
        <TextField name="contactName" label={label('contactName')} maxLength={50} />
        <TextField name="phone" label={label('phone')} kind="tel" maxLength={30} why={say('resources.whyPhone')} {...(phone ? { hint: say('resources.phoneKept', { phone }) } : {})} />
      </FieldGroup>
    </>
  );
}
