import { type KeyboardEvent, useRef, useState } from 'react';
import type { Language } from '../../../../kernel/messages.ts';
import type { Place } from '../../core/answer-form.ts';
import { inLanguage } from '../../core/item.ts';
import { choiceOfDigits } from './fill-keys.ts';
import { Photo } from './fill-photo.tsx';
import { tell } from './fill-words.ts';
import type { Pictures } from './use-pictures.ts';
import { idOf } from './use-worked.ts';

export type FieldProps = { place: Place; value: string; language: Language; isWrong: boolean; describedBy: string | undefined; onChange: (value: string, isDone?: boolean) => void; hasKeys: boolean; pictures?: Pictures | undefined };

/** From here on a list is chosen from, not read. */
const MOST_IN_SIGHT = 40;

export function FillField(props: FieldProps) {
  const { item } = props.place.node;
  switch (item.type) {
    case 'select_one': return props.place.choices.length > MOST_IN_SIGHT ? <LongList {...props} /> : <Choices {...props} />;
    case 'select_multiple': return <Choices {...props} />;
    case 'date': return <Day {...props} />;
    case 'image': return <Photo {...props} />;
    case 'geopoint': return <Point {...props} />;
    default: return <Text {...props} />;
  }
}

const traits = ({ place, isWrong, describedBy }: FieldProps) => ({ id: idOf(place.key), 'aria-labelledby': `${idOf(place.key)}-label`, 'aria-invalid': isWrong || undefined, 'aria-required': place.isRequired || undefined, 'aria-describedby': describedBy });

function Text(props: FieldProps) {
  const { place: { node: { item } }, value, onChange } = props;
  if (item.type === 'text' && /multiline/.test(item.appearance)) return <textarea {...traits(props)} className="fill-input" rows={3} maxLength={5000} value={value} onChange={(event) => onChange(event.target.value)} />;
  const kind = item.type === 'integer' ? { inputMode: 'numeric' as const } : item.type === 'decimal' ? { inputMode: 'decimal' as const } : {};
  return <input {...traits(props)} {...kind} className={`fill-input${item.type === 'text' ? '' : ' fill-short'}`} autoComplete="off" maxLength={item.type === 'text' ? 5000 : 40} value={value} onChange={(event) => onChange(event.target.value)} />;
}

/** A day that is only half written has no value: the input says so itself. */
function Day(props: FieldProps) {
  return (
    <input {...traits(props)} type="date" className="fill-input fill-short" value={/^\d{4}-\d{2}-\d{2}$/.test(props.value) ? props.value : ''} onChange={(event) => props.onChange(event.target.value)}
      onBlur={(event) => { const { target } = event; target.setCustomValidity(''); if (target.validity.badInput) target.setCustomValidity(tell(props.language, 'fault.type.date')); }} />
  );
}

function LongList(props: FieldProps) {
  return (
    <select {...traits(props)} className="fill-input" value={props.value} onChange={(event) => props.onChange(event.target.value)}>
      <option value="">{tell(props.language, 'choose')}</option>
      {props.place.choices.map((choice) => <option key={choice.name} value={choice.name}>{inLanguage(choice.label, props.language) || choice.name}</option>)}
    </select>
  );
}

/** Where one is: by the device, or typed. */
function Point(props: FieldProps) {
  const [state, setState] = useState<'' | 'finding' | 'noPlace'>('');
  const find = () => {
    setState('finding');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { setState(''); props.onChange(`${coords.latitude.toFixed(6)} ${coords.longitude.toFixed(6)} 0 ${Math.round(coords.accuracy)}`); },
      () => setState('noPlace'), { enableHighAccuracy: true, timeout: 20_000 });
  };
  return (
    <div className="fill-point">
      <input {...traits(props)} className="fill-input" placeholder={tell(props.language, 'geopoint')} autoComplete="off" maxLength={80} value={props.value} onChange={(event) => props.onChange(event.target.value)} />
      {'geolocation' in navigator && <button type="button" className="fill-button" onClick={find} disabled={state === 'finding'}>{tell(props.language, state === 'finding' ? 'finding' : 'here')}</button>}
      <span role="status">{state === 'noPlace' ? tell(props.language, 'noPlace') : ''}</span>
    </div>
  );
}

/** Choices in sight. A digit chooses; where there are more than nine, two digits do. */
function Choices(props: FieldProps) {
  const { place: { key, choices, isRequired, node: { item } }, value, language, onChange, hasKeys } = props;
  const digits = useRef('');
  const isOne = item.type === 'select_one';
  const chosen = value === '' ? [] : value.split(' ');
  const set = (name: string, isDone: boolean) => {
    if (isOne) { onChange(name, isDone); return; }
    const next = chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name];
    // in the order of the form, whatever was pressed first
    const order = new Map(choices.map((choice, i) => [choice.name, i]));
    onChange(next.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)).join(' '));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!hasKeys || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!/^\d$/.test(event.key)) { digits.current = ''; return; }
    event.preventDefault();
    const found = choiceOfDigits(digits.current + event.key, choices.length);
    digits.current = found === 'more' ? digits.current + event.key : '';
    if (found && found !== 'more') set(choices[found.place]!.name, true);
  };
  if (choices.length === 0) return <p id={idOf(key)} className="fill-quiet">{tell(language, 'noChoices')}</p>;
  return (
    <div id={idOf(key)} role="group" aria-labelledby={`${idOf(key)}-label`} aria-describedby={props.describedBy} className="fill-choices" onKeyDown={onKeyDown} onBlur={() => { digits.current = ''; }}>
      {choices.map((choice, i) => (
        <label key={choice.name} className={chosen.includes(choice.name) ? 'is-chosen' : ''}>
          <input type={isOne ? 'radio' : 'checkbox'} name={idOf(key)} checked={chosen.includes(choice.name)} onChange={() => set(choice.name, false)} />
          {hasKeys && <kbd aria-hidden="true">{choices.length > 9 ? String(i + 1).padStart(2, '0') : i + 1}</kbd>}
          <span>{inLanguage(choice.label, language) || choice.name}</span>
        </label>
      ))}
      {isOne && value !== '' && !isRequired && <button type="button" className="fill-text-button" onClick={() => onChange('')}>{tell(language, 'clear')}</button>}
    </div>
  );
}
