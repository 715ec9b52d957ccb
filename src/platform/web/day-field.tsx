import CalendarOutlined from '@ant-design/icons/es/icons/CalendarOutlined';
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { LocalDate } from '../../kernel/local-date.ts';
import { DayCalendar } from './day-calendar.tsx';
import { type Bounds, type ReadDay, readDay } from './day-text.ts';
import type { InputProps } from './form-inputs.tsx';
import { day as dayWords, today } from './format.ts';
import { say } from './say.ts';

type DayFieldProps = InputProps<LocalDate> & Bounds;

function sentenceOf(read: ReadDay, { min, max }: Bounds): string {
  switch (read.is) {
    case 'blank': case 'day': return '';
    case 'unread': return say('platform.day.unread');
    case 'early': return say('platform.day.early', { day: dayWords(min!) });
    case 'late': return say('platform.day.late', { day: dayWords(max!) });
  }
}

/**
 * A day at the desk: written as people write days, or picked from the calendar beside it. What is written counts at once, so that Enter finds it;
 * when the field is left it is shown in full. What cannot be read stays as it was written, with a sentence under it, and the form does not go off.
 */
export function DayField(props: DayFieldProps) {
  const { value, onChange, describedBy, isWrong } = props;
  const bounds: Bounds = { ...(props.min ? { min: props.min } : {}), ...(props.max ? { max: props.max } : {}) };
  const [text, write] = useState(value ?? '');
  const [isAtWork, work] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const noteId = useId();
  const read = readDay(text, today(), bounds);
  const sentence = sentenceOf(read, bounds);
  // A form asks its inputs whether they are content (the browser's own constraint validation).
  useEffect(() => input.current?.setCustomValidity(sentence), [sentence]);
  // Taken over only when the value changes from outside: what is being written is not rewritten under the fingers, what is unread not wiped.
  const sent = useRef(value);
  useEffect(() => {
    if (value !== sent.current && document.activeElement !== input.current) {
      sent.current = value;
      write(value ?? '');
    }
  }, [value]);
  const take = (written: string) => {
    const found = readDay(written, today(), bounds);
    sent.current = found.is === 'day' ? found.day : null;
    write(written);
    onChange(sent.current);
  };
  const shown = !isAtWork && 'day' in read ? dayWords(read.day) : text;
  const isShown = sentence !== '' && !isAtWork && !isWrong;
  return (
    <span className="day-input" ref={box}>
      <span className={`day-box${isWrong || isShown ? ' is-wrong' : ''}`}>
        <input ref={input} type="text" autoComplete="off" {...(props.id ? { id: props.id } : {})} aria-label={props.label} aria-invalid={isWrong || isShown || undefined}
          aria-describedby={[describedBy, isShown && noteId].filter(Boolean).join(' ') || undefined} placeholder={say('platform.day.example', { day: today() })}
          value={shown} onFocus={() => { write(shown); work(true); }} onBlur={() => work(false)} onKeyDown={(event) => { if (event.key === 'Enter') work(false); }}
          onChange={(event) => { work(true); take(event.target.value); }} />
        <Opener value={value} bounds={bounds} box={box} onPick={take} />
      </span>
      {isShown && <span className="field-problem" id={noteId} role="status">{sentence}</span>}
    </span>
  );
}

const GAP = 4;

/** The button that opens the calendar. The calendar stands beside it in the document, so that a dialogue around it keeps it in. */
function Opener({ value, bounds, box, onPick }: { value: LocalDate | null; bounds: Bounds; box: React.RefObject<HTMLSpanElement | null>; onPick: (day: LocalDate) => void }) {
  const [isOpen, open] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const close = () => { open(false); button.current?.focus(); };
  useLayoutEffect(() => { if (isOpen && panel.current && box.current) place(panel.current, box.current); });
  useEffect(() => {
    if (!isOpen) return undefined;
    const away = (event: Event) => { if (!panel.current?.contains(event.target as Node) && !button.current?.contains(event.target as Node)) open(false); };
    const scrolled = (event: Event) => { if ((event.target as Node).contains?.(panel.current)) open(false); };
    const resized = () => open(false);
    document.addEventListener('pointerdown', away, true);
    document.addEventListener('scroll', scrolled, true);
    window.addEventListener('resize', resized);
    return () => {
      document.removeEventListener('pointerdown', away, true);
      document.removeEventListener('scroll', scrolled, true);
      window.removeEventListener('resize', resized);
    };
  }, [isOpen]);
  const press = (event: KeyboardEvent) => {
    // Neither the dialogue around nor the page's own keys take what is meant for the calendar, and Enter on a day does not send the form.
    event.stopPropagation();
    if (event.key === 'Escape') { event.preventDefault(); close(); }
  };
  const left = (event: FocusEvent) => { if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget) && event.relatedTarget !== button.current) open(false); };
  return (
    <>
      <button type="button" ref={button} className="day-opener" aria-label={say('platform.day.open')} aria-haspopup="dialog" aria-expanded={isOpen} onClick={() => open(!isOpen)}><CalendarOutlined aria-hidden /></button>
      {isOpen && (
        <div ref={panel} className="day-calendar" role="dialog" aria-label={say('platform.form.chooseDay')} onKeyDown={press} onBlur={left}>
          <DayCalendar value={value} bounds={bounds} onPick={(day) => { onPick(day); close(); }} />
        </div>
      )}
    </>
  );
}

/** Under the field, or over it where there is no room below; never over the edge. Measured, because what floats around it may itself be moved. */
function place(panel: HTMLElement, box: HTMLElement): void {
  panel.style.left = '0px';
  panel.style.top = '0px';
  const origin = panel.getBoundingClientRect();
  const field = box.getBoundingClientRect();
  const below = field.bottom + GAP;
  const top = below + origin.height <= window.innerHeight ? below : Math.max(GAP, field.top - GAP - origin.height);
  panel.style.left = `${Math.max(GAP, Math.min(field.left, window.innerWidth - origin.width - GAP)) - origin.left}px`;
  panel.style.top = `${top - origin.top}px`;
}
