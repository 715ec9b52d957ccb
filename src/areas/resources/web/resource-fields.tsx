import Checkbox from 'antd/es/checkbox';
import type { ReactNode } from 'react';
import { ChoiceField, ChoicesField, DayField, DivisionField, Field, FieldGroup, LongTextField, MoneyField, NumberField, TextField } from '../../../platform/web/form-fields.tsx';
import { useFormValue } from '../../../platform/web/form-context.ts';
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

/** What is asked of a resource, in the order people speak of it: who, what, how much, where and when, whom to call. */
export function ResourceFields({ isNew, here, phone, along }: { isNew: boolean; here: string | null; phone?: string | null; along?: ReactNode }) {
  const providerKind = useFormValue<string>('providerKind');
  return (
    <>
      <FieldGroup title={say('resources.group.who')}>
        <TextField name="providerName" label={label('providerName')} required maxLength={100} />
        <ChoiceField name="providerKind" label={label('providerKind')} required options={options(PROVIDER_KINDS, 'providerKind')} />
        {isNew && providerKind !== 'individual' && providerKind !== null && <Field<string> name="organizationId" label={label('organizationId')}>{(props) => <OrganizationPicker {...props} />}</Field>}
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
        <Field<string[]> name="closedDays" label={label('closedDays')} isGroup hint={say('resources.hint.closedDays')}>{(props) => <ClosedDaysInput {...props} />}</Field>
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
