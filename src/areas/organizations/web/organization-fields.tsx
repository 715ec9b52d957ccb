import { CheckField, ChoiceField, DayField, FieldGroup, MoneyField, NumberField, TextField } from '../../../platform/web/form-fields.tsx';
import { useFormValue } from '../../../platform/web/form-context.ts';
import { today } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { ORGANIZATION_KINDS } from '../core/organization.ts';

const label = (key: string) => say(`organizations.field.${key}`);

/** How much it takes on: what its own manager may state, too. */
export const LimitFields = () => (
  <>
    <NumberField name="unitCap" label={label('unitCap')} hint={say('organizations.hint.unitCap')} unit={say('organizations.unitCapUnit')} />
    <MoneyField name="monthlyBudgetFen" label={label('monthlyBudgetFen')} hint={say('organizations.hint.monthlyBudgetFen')} />
  </>
);

/** What is asked of an organisation, in the order in which a certificate is read. A filed one is asked for its filing number, the others for their code. */
export function OrganizationFields({ keepsPhone }: { keepsPhone?: boolean }) {
  const kind = useFormValue<string>('kind');
  const isFiled = kind === 'communitySocialOrg';
  return (
    <>
      <FieldGroup title={say('organizations.group.identity')}>
        <TextField name="name" label={label('name')} required maxLength={100} />
        <ChoiceField name="kind" label={label('kind')} required options={ORGANIZATION_KINDS.map((value) => ({ value, label: say(`organizations.kind.${value}`) }))} />
        {isFiled
          ? <TextField name="filingNo" label={label('filingNo')} hint={say('organizations.hint.filingNo')} maxLength={40} />
          : <TextField name="uscc" label={label('uscc')} hint={say('organizations.hint.uscc')} maxLength={40} />}
        <TextField name="registrationAuthority" label={label('registrationAuthority')} maxLength={100} />
        <DayField name="registeredOn" label={label('registeredOn')} max={today()} />
        <TextField name="supervisingUnit" label={label('supervisingUnit')} maxLength={100} />
        <CheckField name="isSocialWorkAgency" label={label('isSocialWorkAgency')} words={say('organizations.isSocialWorkWords')} />
        <CheckField name="hasPartyOrg" label={label('hasPartyOrg')} words={say('organizations.hasPartyWords')} />
      </FieldGroup>
      <FieldGroup title={say('organizations.group.work')}>
        <LimitFields />
      </FieldGroup>
      <FieldGroup title={say('organizations.group.contact')}>
        <TextField name="contactName" label={label('contactName')} maxLength={50} />
        <TextField name="phone" label={label('phone')} kind="tel" maxLength={30} why={say('organizations.whyPhone')} {...(keepsPhone ? { hint: say('organizations.phoneKept') } : {})} />
        <TextField name="address" label={label('address')} maxLength={200} />
      </FieldGroup>
    </>
  );
}
