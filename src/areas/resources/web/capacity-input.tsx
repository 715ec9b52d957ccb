import Checkbox from 'antd/es/checkbox';
import { ChoiceInput, type InputProps, MoneyInput, NumberInput } from '../../../platform/web/form-inputs.tsx';
import { say } from '../../../platform/web/say.ts';
import { CAPACITY_PERIODS, CAPACITY_UNITS, type CapacityPeriod, type CapacityUnit } from '../core/units.ts';

/** While it is typed, parts of it are missing. A quantity of null says that nobody knows. */
export type CapacityDraft = { quantity?: number | null; unit?: CapacityUnit; per?: CapacityPeriod };

/** 每周 6 人次: the period, the number, the unit; or that it cannot be said. */
export function CapacityInput({ value, onChange, id, describedBy, isWrong }: InputProps<CapacityDraft>) {
  const draft = value ?? {};
  const isUnknown = draft.quantity === null;
  const change = (next: CapacityDraft) => onChange({ ...draft, ...next });
  const without = ({ quantity: _quantity, ...rest }: CapacityDraft): CapacityDraft => rest;
  const number = {
    label: say(draft.unit === 'fen' ? 'resources.field.quantityFen' : 'resources.field.quantity'), value: draft.quantity ?? null, isWrong: isWrong ?? false, describedBy,
    onChange: (quantity: number | null) => (quantity === null ? onChange(without(draft)) : change({ quantity })),
  };
  return (
    <div className="resources-capacity">
      <div className="resources-capacity-row">
        <ChoiceInput {...(id ? { id } : {})} label={say('resources.field.per')} value={draft.per ?? null} onChange={(per) => change({ per: per as CapacityPeriod })} options={CAPACITY_PERIODS.map((per) => ({ value: per, label: say(`resources.perName.${per}`) }))} />
        {!isUnknown && (draft.unit === 'fen' ? <MoneyInput {...number} /> : <NumberInput {...number} />)}
        <ChoiceInput label={say('resources.field.unit')} value={draft.unit ?? null} onChange={(unit) => change({ unit: unit as CapacityUnit })} options={CAPACITY_UNITS.map((unit) => ({ value: unit, label: say(`resources.unit.${unit}`) }))} />
      </div>
      <Checkbox checked={isUnknown} onChange={(event) => (event.target.checked ? change({ quantity: null }) : onChange(without(draft)))}>{say('resources.unknownQuantity')}</Checkbox>
      {isUnknown && <p className="field-hint">{say('resources.unknownQuantityHint')}</p>}
    </div>
  );
}
