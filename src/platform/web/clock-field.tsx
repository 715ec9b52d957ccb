import Input, { type InputRef } from 'antd/es/input';
import { useEffect, useId, useRef, useState } from 'react';
import { readClock } from './clock-text.ts';
import type { InputProps } from './form-inputs.tsx';
import { usePhone } from './preferences.ts';
import { say } from './say.ts';

// from the first visits to the last; anything else can be written
const QUARTERS = Array.from({ length: (22 - 6) * 4 }, (_, i) => `${String(6 + Math.floor(i / 4)).padStart(2, '0')}:${String((i % 4) * 15).padStart(2, '0')}`);

/** A time of day: written as people write it, quarters of an hour offered. What cannot be read stays as it was written, with a sentence under it. On a phone its own wheel. */
export function ClockInput({ value, onChange, id, label, describedBy, isWrong }: InputProps<string>) {
  const isPhone = usePhone();
  const [text, write] = useState(value ?? '');
  const box = useRef<InputRef>(null);
  const list = useId();
  const isUnread = text.trim() !== '' && readClock(text) === null;
  const typed = useRef(text);
  typed.current = text;
  // only when the value comes from outside: what is being typed must not be rewritten under the fingers
  useEffect(() => {
    if (readClock(typed.current) !== value) write(value ?? '');
  }, [value]);
  useEffect(() => box.current?.input?.setCustomValidity(isUnread ? say('platform.clock.unread') : ''), [isUnread]);
  if (isPhone) {
    return <input {...(id ? { id } : {})} type="time" step={900} className="native-day" aria-label={label} aria-describedby={describedBy} aria-invalid={isWrong || undefined} value={value ?? ''} onChange={(event) => onChange(event.target.value || null)} />;
  }
  return (
    <>
      <Input ref={box} {...(id ? { id } : {})} {...(label ? { 'aria-label': label } : {})} aria-describedby={describedBy} aria-invalid={isWrong || isUnread || undefined} status={isWrong || isUnread ? 'error' : ''} value={text} list={list}
        className="clock-input" inputMode="numeric" autoComplete="off" placeholder={say('platform.clock.example')}
        onChange={(event) => { write(event.target.value); onChange(readClock(event.target.value)); }} onBlur={() => { const read = readClock(text); if (read) write(read); }} />
      <datalist id={list}>{QUARTERS.map((clock) => <option key={clock} value={clock} />)}</datalist>
      {isUnread && !isWrong && <p className="field-problem">{say('platform.clock.unread')}</p>}
    </>
  );
}
