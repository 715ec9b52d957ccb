import Select from 'antd/es/select';
import { useDeferredValue, useState } from 'react';
import { ROLES } from '../../../kernel/role.ts';
import { useQueryOf } from '../../../platform/web/data.ts';
import { useFormValue } from '../../../platform/web/form-context.ts';
import { ChoiceField, DayField, DivisionField, Field } from '../../../platform/web/form-fields.tsx';
import type { InputProps } from '../../../platform/web/form-inputs.tsx';
import { today } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import { OF_ORGANIZATION, OF_PERSON, rolesGivenBy } from '../core/account.ts';

type Found = { id: string; name: string; detail: string | null };

/** Finds something by its name: what is asked, and how its answer reads, is given. */
function FoundByName({ value, onChange, id, describedBy, isWrong, placeholder, path, input, read }: InputProps<string> & { path: string; input: (q: string) => Record<string, unknown>; read: (answer: unknown) => Found[] }) {
  const [typed, type] = useState('');
  const [chosen, choose] = useState<Found | null>(null);
  const q = useDeferredValue(typed.trim());
  const found = useQueryOf<unknown>(path, input(q), { enabled: q.length > 1 });
  const items = found.data && q.length > 1 ? read(found.data) : [];
  return (
    <Select {...(id ? { id } : {})} aria-describedby={describedBy} aria-invalid={isWrong || undefined} status={isWrong ? 'error' : ''} className="wide-input" allowClear labelInValue
      value={value ? { value, label: chosen?.id === value ? chosen.name : value } : null} placeholder={placeholder} loading={found.isFetching}
      notFoundContent={found.isFetching ? say('platform.searching') : q.length > 1 ? say('access.pickNone') : placeholder} showSearch={{ filterOption: false, onSearch: type, searchValue: typed }}
      onChange={(next) => { type(''); choose(items.find((item) => item.id === next?.value) ?? null); onChange(next?.value ?? null); }}
      options={items.map((item) => ({ value: item.id, label: item.name, hint: item.detail }))}
      optionRender={(option) => <span className="division-option"><span>{option.label}</span><span className="quiet">{option.data.hint}</span></span>} />
  );
}

const readOrganizations = (answer: unknown): Found[] => (answer as { items: { id: string; name: string; divisionName: string }[] }).items.map(({ id, name, divisionName }) => ({ id, name, detail: divisionName }));
const readPeople = (answer: unknown): Found[] => (answer as { items: { kind: string; id: string; title: string; detail: string | null }[] }).items.filter(({ kind }) => kind === 'person').map(({ id, title, detail }) => ({ id, name: title, detail }));

/** The person on file behind an account. */
export const PersonField = () => (
  <Field<string> name="personId" label={say('access.field.person')} required hint={say('access.hint.person')}>
    {(props) => <FoundByName {...props} placeholder={say('access.pickPerson')} path="/api/search" input={(q) => ({ q })} read={readPeople} />}
  </Field>
);

/** A role, for where, for whom, from when until when; only what the keeper can give. `asksPerson`: the account is new, so the person behind it can be named; `hasPerson`: it is somebody's already. */
export function GrantFields({ asksPerson, hasPerson }: { asksPerson?: boolean; hasPerson?: boolean }) {
  const grant = grantOf(useSession());
  const role = useFormValue<string>('role');
  const given = rolesGivenBy(grant?.role ?? 'resident', ROLES).filter((one) => asksPerson || hasPerson || !OF_PERSON.includes(one));
  return (
    <>
      <ChoiceField name="role" label={say('access.field.role')} required options={given.map((value) => ({ value, label: say(`access.role.${value}`) }))} />
      <DivisionField name="divisionCode" label={say('access.field.division')} required hint={say('access.hint.division')} {...(grant?.divisionCode ? { under: grant.divisionCode } : {})} />
      {OF_ORGANIZATION.includes(role as never) && (
        <Field<string> name="organizationId" label={say('access.field.organization')} required>
          {(props) => <FoundByName {...props} placeholder={say('access.pickOrganization')} path="/api/organizations" input={(q) => ({ q, status: 'active', limit: 20 })} read={readOrganizations} />}
        </Field>
      )}
      {asksPerson && OF_PERSON.includes(role as never) && <PersonField />}
      <DayField name="fromOn" label={say('access.field.fromOn')} hint={say('access.hint.fromOn')} min={today()} />
      <DayField name="untilOn" label={say('access.field.untilOn')} hint={say('access.hint.untilOn')} min={today()} />
    </>
  );
}
