import { type KeyboardEvent, useState } from 'react';
import { useForm, useFormValue } from '../../../../platform/web/form-context.ts';
import { Field, type FieldProps, TextField } from '../../../../platform/web/form-fields.tsx';
import type { InputProps } from '../../../../platform/web/form-inputs.tsx';
import { weekdays } from '../../../../platform/web/format.ts';
import { say } from '../../../../platform/web/say.ts';
import { DAY_PARTS, type DayPart, SLOT_CODES, slotCodes, spansOf } from '../../core/slots.ts';
import { readTimes } from '../../core/times.ts';
import './slots.css';

const partWords = (part: string) => say(`needs.daypart.${part}`);

/** 周二、周四 晚上：the codes that the match compares, as people say them; nothing chosen is any time. */
export const saySlots = (codes: readonly string[] | null): string => (!codes || codes.length === 0 ? say('needs.slots.any')
  : spansOf(codes).map(({ days, parts }) => say('needs.slots.span', { days: days.map((day) => weekdays()[day - 1]!.long).join(say('needs.list.and')), parts: parts.length === DAY_PARTS.length ? say('needs.slots.allDay') : parts.map(partWords).join(say('needs.list.and')) })).join(say('needs.slots.join')));

const QUICK: [string, (code: string) => boolean][] = [['workdays', (code) => code < '6' && !code.endsWith('evening')], ['evenings', (code) => code.endsWith('evening')], ['weekend', (code) => code >= '6']];

const STEPS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The grid is one stop of the Tab key; within it the arrows lead, as in a table. */
function step(event: KeyboardEvent<HTMLElement>): void {
  const by = STEPS[event.key], from = (event.target as HTMLElement).dataset.slot?.split('-');
  if (!by || !from) return;
  event.preventDefault();
  const day = Math.min(7, Math.max(1, Number(from[0]) + by[0])), part = DAY_PARTS[Math.min(DAY_PARTS.length - 1, Math.max(0, DAY_PARTS.indexOf(from[1] as DayPart) + by[1]))];
  event.currentTarget.querySelector<HTMLElement>(`[data-slot="${day}-${part}"]`)?.focus();
}

/** Weekdays across, parts of the day down; above them what is chosen most. */
function SlotsInput({ value, onChange, id, describedBy }: InputProps<string[]>) {
  const chosen = new Set(value ?? []);
  const [at, stand] = useState(SLOT_CODES[0]!);
  const choose = (codes: Iterable<string>) => {
    const next = SLOT_CODES.filter((code) => [...codes].includes(code));
    onChange(next.length > 0 ? [...next] : null);
  };
  const turn = (code: string) => choose(chosen.has(code) ? [...chosen].filter((other) => other !== code) : [...chosen, code]);
  return (
    <div className="slots" id={id} aria-describedby={describedBy}>
      <div className="slots-quick">
        {QUICK.map(([key, fits]) => <button key={key} type="button" className="text-button" onClick={() => choose([...chosen, ...SLOT_CODES.filter(fits)])}>{say(`needs.slots.${key}`)}</button>)}
        {chosen.size > 0 && <button type="button" className="text-button" onClick={() => choose([])}>{say('needs.slots.none')}</button>}
      </div>
      <table onKeyDown={step}>
        <thead><tr><td />{weekdays().map(({ short, long }) => <th key={long} scope="col" abbr={long}>{short}</th>)}</tr></thead>
        <tbody>
          {DAY_PARTS.map((part) => (
            <tr key={part}>
              <th scope="row">{partWords(part)}</th>
              {weekdays().map(({ long }, i) => {
                const code = `${i + 1}-${part}`;
                return <td key={code}><label><input type="checkbox" data-slot={code} tabIndex={code === at ? 0 : -1} onFocus={() => stand(code)} checked={chosen.has(code)} onChange={() => turn(code)} aria-label={say('needs.slots.one', { day: long, part: partWords(part) })} /><i aria-hidden="true" /></label></td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="slots-said" aria-live="polite">{saySlots(value)}</p>
    </div>
  );
}

/** When: in free words as they were said, and beside them the times that the match compares. Words that can be read offer themselves. */
export function TimesFields({ words, slots, hint }: { words: FieldProps; slots: FieldProps; hint?: string }) {
  const form = useForm();
  const said = useFormValue<string>(words.name);
  const now = useFormValue<string[]>(slots.name);
  const times = said ? readTimes(said) : null;
  const read = slotCodes(times);
  return (
    <>
      <TextField {...words} {...(hint ? { hint } : {})} maxLength={100} />
      {times && (read ?? []).join() !== (now ?? []).join() && <p className="field-hint slots-offer"><button type="button" className="text-button" onClick={() => form.set(slots.name, read)}>{say('needs.slots.fill', { said: said!, read: saySlots(read) })}</button></p>}
      <Field<string[]> {...slots} isGroup hint={say('needs.slots.hint')}>{(props) => <SlotsInput {...props} />}</Field>
    </>
  );
}
