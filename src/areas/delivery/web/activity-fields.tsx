import { ChoiceField, Field, LongTextField, TextField } from '../../../platform/web/form-fields.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { CATEGORIES } from '../../needs/core/items.ts';
import { OrganizationPicker } from '../../organizations/web/parts/organization-picker.tsx';
import { ACTIVITY_KINDS } from '../core/activity.ts';

/** What is asked of an activity, in the order people tell it. */
export function ActivityFields({ isManager }: { isManager: boolean }) {
  const may = useMay();
  return (
    <>
      <TextField name="name" label={say('delivery.field.name')} required maxLength={100} />
      <ChoiceField name="kind" label={say('delivery.field.kind')} required options={ACTIVITY_KINDS.map((value) => ({ value, label: say(`delivery.kind.${value}`) }))} />
      <ChoiceField name="category" label={say('delivery.field.category')} required options={CATEGORIES.map((value) => ({ value, label: say(`needs.category.${value}`) }))} />
      <TextField name="audience" label={say('delivery.field.audience')} maxLength={200} />
      <TextField name="place" label={say('delivery.field.place')} maxLength={200} />
      {!isManager && may('organization.list') && <Field<string> name="organizationId" label={say('delivery.field.organization')}>{(props) => <OrganizationPicker {...props} />}</Field>}
      {!isManager && <TextField name="organizerName" label={say('delivery.field.organizer')} hint={say('delivery.organizerHint')} maxLength={100} />}
      <LongTextField name="plan" label={say('delivery.field.plan')} maxLength={2000} />
    </>
  );
}
