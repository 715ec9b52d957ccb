import { useQueryOf } from '../../../platform/web/data.ts';
import { useFormValue } from '../../../platform/web/form-context.ts';
import { ChoiceField, FieldGroup, NumberField } from '../../../platform/web/form-fields.tsx';
import { say } from '../../../platform/web/say.ts';
import type { ResourceAnswer, ToTakeAlong } from '../core/contract.ts';

/** What each visit also takes, and how many units of it. What others take along takes nothing along itself, and says so. */
export function AlongFields({ resource: { id, takenBy, alsoTakesId, alsoTakesName } }: { resource: ResourceAnswer }) {
  const chosen = useFormValue<string>('alsoTakesId');
  const found = useQueryOf<ToTakeAlong>('/api/resources/:resourceId/to-take-along', { resourceId: id }, { enabled: takenBy.length === 0 });
  if (takenBy.length > 0) return <FieldGroup title={say('resources.group.along')}><p className="quiet">{say('resources.along.taken', { names: takenBy.map(({ providerName }) => providerName).join(say('resources.and')) })}</p></FieldGroup>;
  const items = found.data?.items ?? [], options = items.map(({ resourceId, providerName, homeName }) => ({ value: resourceId, label: providerName, hint: homeName }));
  // what is chosen stays to be read, though it could not be chosen now
  const kept = alsoTakesId && !items.some(({ resourceId }) => resourceId === alsoTakesId) ? [{ value: alsoTakesId, label: alsoTakesName ?? say('resources.along.hidden') }] : [];
  return (
    <FieldGroup title={say('resources.group.along')}>
      <ChoiceField name="alsoTakesId" label={say('resources.field.alsoTakes')} hint={say(found.data && options.length === 0 ? 'resources.along.none' : 'resources.along.hint')} options={[...kept, ...options]} />
      {chosen && <NumberField name="alsoTakesUnits" label={say('resources.field.alsoTakesUnits')} unit={say('resources.along.unit')} />}
    </FieldGroup>
  );
}
