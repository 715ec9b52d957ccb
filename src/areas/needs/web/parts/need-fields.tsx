import Radio from 'antd/es/radio';
import { ChoiceField, Field } from '../../../../platform/web/form-fields.tsx';
import { say } from '../../../../platform/web/say.ts';
import { categoryOf, ITEM_CODES } from '../../core/items.ts';
import { ITEM_SOUNDS } from '../../core/item-sounds.ts';
import { SAME_WORKERS, WORKER_SEXES } from '../../core/need.ts';

/** What is needed, each with its category beside it; all but one, where that cannot be meant. */
export const ItemField = ({ label = say('needs.field.item'), without }: { label?: string; without?: string }) => (
  <ChoiceField name="item" label={label} required options={ITEM_CODES.filter((code) => code !== without).map((value) => ({ value, label: say(`needs.item.${value}`), sound: ITEM_SOUNDS[value], hint: say(`needs.category.${categoryOf(value)}`) }))} />
);

/** Urgency is a number in the record; people choose words. */
export const UrgencyField = () => (
  <Field<number> name="urgency" label={say('needs.field.urgency')} required isGroup>
    {(props) => (
      <Radio.Group {...(props.id ? { id: props.id } : {})} value={props.value} onChange={(event) => props.onChange(event.target.value as number)} className="radios">
        {[1, 2, 3].map((value) => <Radio key={value} value={value}>{say(`needs.urgency.${value}`)} <span className="quiet">{say(`needs.urgencyHint.${value}`)}</span></Radio>)}
      </Radio.Group>
    )}
  </Field>
);

/** Asked where it matters who comes; left open, anybody may. */
export const WorkerSexField = () => (
  <ChoiceField name="workerSex" label={say('needs.field.workerSex')} hint={say('needs.hint.workerSex')} options={WORKER_SEXES.map((value) => ({ value, label: say(`needs.workerSex.${value}`) }))} />
);

/** Asked where it matters that the resident knows who comes; left open, anybody may. */
export const SameWorkerField = () => (
  <ChoiceField name="sameWorker" label={say('needs.field.sameWorker')} hint={say('needs.hint.sameWorker')} options={SAME_WORKERS.map((value) => ({ value, label: say(`needs.sameWorker.${value}`) }))} />
);
