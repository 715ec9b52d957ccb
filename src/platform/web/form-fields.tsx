import Checkbox from 'antd/es/checkbox';
import Radio from 'antd/es/radio';
import { type ReactNode, useEffect, useId } from 'react';
import { ClockInput } from './clock-field.tsx';
import { DivisionPicker } from './division-picker.tsx';
import { useForm } from './form-context.ts';
import { ChoiceInput, ChoicesInput, DayInput, type InputProps, LongTextInput, MoneyInput, NumberInput, type Option, TextInput } from './form-inputs.tsx';
import { say } from './say.ts';

export type FieldProps = {
  /** The name in what is sent. */
  name: string;
  label: string;
  required?: boolean;
  /** How to fill it in. */
  hint?: ReactNode;
  /** Why we ask: beside every personal question. */
  why?: string;
};

/** A field with any input of yours: `<Field name label>{(props) => <MyInput {...props} />}</Field>`. */
export function Field<T>({ name, label, required, hint, why, children, isGroup }: FieldProps & { children: (props: InputProps<T>) => ReactNode; isGroup?: boolean }) {
  const form = useForm();
  const id = useId();
  const { know } = form;
  useEffect(() => know({ name, label, id, required: required ?? false }), [know, name, label, id, required]);
  const problem = form.problemOf(name);
  const described = [problem && `${id}-problem`, hint && `${id}-hint`, why && `${id}-why`].filter(Boolean).join(' ') || undefined;
  const input = children({ id, value: (form.values[name] ?? null) as T | null, onChange: (value) => form.set(name, value), describedBy: described, isWrong: problem !== undefined });
  const name_ = <>{label}{required ? <span className="field-required" aria-hidden="true"> *</span> : <span className="field-optional"> {say('platform.form.optional')}</span>}{required && <span className="unseen"> ({say('platform.form.required')})</span>}</>;
  return (
    <div className={`field${problem ? ' is-wrong' : ''}`} data-field={name} {...(isGroup ? { role: 'group', 'aria-labelledby': `${id}-label`, 'aria-describedby': described } : {})}>
      {isGroup ? <span className="field-label" id={`${id}-label`}>{name_}</span> : <label className="field-label" htmlFor={id}>{name_}</label>}
      {why && <p className="field-why" id={`${id}-why`}>{why}</p>}
      {input}
      {hint && <p className="field-hint" id={`${id}-hint`}>{hint}</p>}
      {problem && <p className="field-problem" id={`${id}-problem`}>{problem}</p>}
    </div>
  );
}

export const TextField = ({ maxLength, kind, placeholder, autoComplete, ...field }: FieldProps & { maxLength?: number; kind?: 'text' | 'tel'; placeholder?: string; autoComplete?: string }) =>
  <Field<string> {...field}>{(props) => <TextInput {...props} {...(maxLength ? { maxLength } : {})} {...(kind ? { kind } : {})} {...(placeholder ? { placeholder } : {})} {...(autoComplete ? { autoComplete } : {})} />}</Field>;

export const LongTextField = ({ maxLength, lines, ...field }: FieldProps & { maxLength?: number; lines?: number }) =>
  <Field<string> {...field}>{(props) => <LongTextInput {...props} {...(maxLength ? { maxLength } : {})} {...(lines ? { lines } : {})} />}</Field>;

export const NumberField = ({ unit, decimals, ...field }: FieldProps & { unit?: string; decimals?: number }) =>
  <Field<number> {...field}>{(props) => <NumberInput {...props} {...(unit ? { unit } : {})} {...(decimals ? { decimals } : {})} />}</Field>;

/** Asked in yuan, sent in fen. */
export const MoneyField = (field: FieldProps) => <Field<number> {...field}>{(props) => <MoneyInput {...props} />}</Field>;

export const DayField = ({ min, max, ...field }: FieldProps & { min?: string; max?: string }) =>
  <Field<string> {...field}>{(props) => <DayInput {...props} {...(min ? { min } : {})} {...(max ? { max } : {})} />}</Field>;

/** A time of day, 09:30. */
export const ClockField = (field: FieldProps) => <Field<string> {...field}>{(props) => <ClockInput {...props} />}</Field>;

export const ChoiceField = ({ options, ...field }: FieldProps & { options: Option[] }) =>
  <Field<string> {...field}>{(props) => <ChoiceInput {...props} options={options} allowNone={!field.required} />}</Field>;

export const ChoicesField = ({ options, ...field }: FieldProps & { options: Option[] }) =>
  <Field<string[]> {...field}>{(props) => <ChoicesInput {...props} options={options} />}</Field>;

/** A choice of few, all in sight. */
export const RadioField = ({ options, ...field }: FieldProps & { options: Option[] }) => (
  <Field<string> {...field} isGroup>
    {(props) => (
      <Radio.Group {...(props.id ? { id: props.id } : {})} value={props.value} onChange={(event) => props.onChange(event.target.value as string)} className="radios">
        {options.map((option) => <Radio key={option.value} value={option.value}>{option.label}{option.hint && <span className="quiet"> {option.hint}</span>}</Radio>)}
      </Radio.Group>
    )}
  </Field>
);

/** Yes or no. */
export const CheckField = ({ words, ...field }: FieldProps & { words: string }) => (
  <Field<boolean> {...field} isGroup>
    {(props) => <Checkbox {...(props.id ? { id: props.id } : {})} checked={props.value ?? false} onChange={(event) => props.onChange(event.target.checked)}>{words}</Checkbox>}
  </Field>
);

export const DivisionField = ({ under, ...field }: FieldProps & { under?: string }) =>
  <Field<string> {...field}>{(props) => <DivisionPicker {...props} onChange={(code) => props.onChange(code)} {...(under ? { under } : {})} />}</Field>;

/** Fields that belong together, under a name. */
export const FieldGroup = ({ title, children }: { title: string; children: ReactNode }) => <fieldset className="field-group"><legend>{title}</legend>{children}</fieldset>;
