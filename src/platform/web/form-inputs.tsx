import Input from 'antd/es/input';
import Select from 'antd/es/select';
import { useEffect, useRef, useState } from 'react';
import { DayField } from './day-field.tsx';
import { findOption } from './find-option.ts';
import { usePhone } from './preferences.ts';
import { say } from './say.ts';

/** What every input of ours takes: a value, what to do with a new one, and how it is named and described. */
export type InputProps<T> = {
  value: T | null;
  onChange: (value: T | null) => void;
  id?: string; label?: string; describedBy?: string | undefined; isWrong?: boolean; placeholder?: string;
};
export type Option = { value: string; label: string; hint?: string; /** Its pinyin, to be found by. */ sound?: string };

const ARIA = (props: InputProps<never> | InputProps<string> | InputProps<number> | InputProps<string[]>) => ({
  ...(props.id ? { id: props.id } : {}), ...(props.label ? { 'aria-label': props.label } : {}),
  'aria-describedby': props.describedBy, 'aria-invalid': props.isWrong || undefined, status: props.isWrong ? ('error' as const) : ('' as const),
});

/** One of some. */
export function ChoiceInput(props: InputProps<string> & { options: Option[]; allowNone?: boolean }) {
  return (
    <Select {...ARIA(props)} value={props.value} onChange={(value: string | undefined) => props.onChange(value ?? null)} allowClear={props.allowNone ?? false} className="wide-input"
      placeholder={props.placeholder ?? say('platform.form.choose')} {...(props.options.length > 8 ? { showSearch: { filterOption: findOption } } : {})}
      options={props.options} optionRender={(option) => <Choice label={option.data.label} hint={option.data.hint} />} />
  );
}

/** Some of some. */
export function ChoicesInput(props: InputProps<string[]> & { options: Option[] }) {
  return (
    <Select {...ARIA(props)} mode="multiple" value={props.value ?? []} onChange={(value: string[]) => props.onChange(value.length > 0 ? value : null)} allowClear className="wide-input" maxTagCount="responsive"
      placeholder={props.placeholder ?? say('platform.form.choose')} showSearch={{ filterOption: findOption }} options={props.options} optionRender={(option) => <Choice label={option.data.label} hint={option.data.hint} />} />
  );
}

const Choice = ({ label, hint }: { label: string; hint: string | undefined }) => <span className="division-option"><span>{label}</span>{hint && <span className="quiet">{hint}</span>}</span>;

/** A day. On a phone its own wheel, which everybody there knows. */
export function DayInput(props: InputProps<string> & { min?: string; max?: string }) {
  if (!usePhone()) return <DayField {...props} />;
  return (
    <input {...(props.id ? { id: props.id } : {})} type="date" className="native-day" aria-label={props.label} aria-describedby={props.describedBy} aria-invalid={props.isWrong || undefined}
      value={props.value ?? ''} min={props.min} max={props.max} onChange={(event) => props.onChange(event.target.value || null)} />
  );
}

/** A number as people type it; the value is null while it is none. `decimals` 0 takes whole numbers. */
export function NumberInput(props: InputProps<number> & { unit?: string; decimals?: number }) {
  const [text, write] = useState(props.value === null ? '' : String(props.value));
  const typed = useRef(text);
  typed.current = text;
  // only when the value changes from outside: what is being typed ("12.") must not be rewritten under the fingers
  useEffect(() => {
    if (numberOf(typed.current) !== props.value) write(props.value === null ? '' : String(props.value));
  }, [props.value]);
  return (
    <Input {...ARIA(props)} value={text} inputMode={props.decimals ? 'decimal' : 'numeric'} className="number-input" {...(props.unit ? { suffix: props.unit } : {})}
      onChange={(event) => {
        const typed = halfWidth(event.target.value).replace(props.decimals ? /[^\d.-]/g : /[^\d-]/g, '');
        write(typed);
        props.onChange(numberOf(typed));
      }} />
  );
}

const numberOf = (text: string): number | null => (text.trim() === '' || Number.isNaN(Number(text)) ? null : Number(text));
/** １２３．５ as it comes from a Chinese keyboard. */
const halfWidth = (text: string) => text.replace(/[０-９．－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** Money, typed in yuan, kept in fen. */
export function MoneyInput(props: InputProps<number>) {
  return <NumberInput {...props} decimals={2} unit="¥" value={props.value === null ? null : props.value / 100} onChange={(yuan) => props.onChange(yuan === null ? null : Math.round(yuan * 100))} />;
}

/** One line of text. */
export function TextInput(props: InputProps<string> & { maxLength?: number; kind?: 'text' | 'tel' | 'search'; autoComplete?: string }) {
  return <Input {...ARIA(props)} value={props.value ?? ''} onChange={(event) => props.onChange(event.target.value || null)} type={props.kind ?? 'text'} autoComplete={props.autoComplete ?? 'off'}
    {...(props.maxLength ? { maxLength: props.maxLength } : {})} {...(props.placeholder ? { placeholder: props.placeholder } : {})} />;
}

/** Some lines of text. */
export function LongTextInput(props: InputProps<string> & { maxLength?: number; lines?: number }) {
  return <Input.TextArea {...ARIA(props)} value={props.value ?? ''} onChange={(event) => props.onChange(event.target.value || null)} autoSize={{ minRows: props.lines ?? 3, maxRows: 12 }}
    {...(props.maxLength ? { maxLength: props.maxLength, showCount: true } : {})} />;
}
