import Checkbox from 'antd/es/checkbox';
import { useState } from 'react';
import { weekdayOf } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { ChoiceInput, DayInput, type InputProps } from '../../../platform/web/form-inputs.tsx';
import { day, weekdays } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { everyOther, HOLIDAYS } from '../core/closed-days.ts';
import { closedWords } from '../core/words.ts';

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const NTH = ['every', 'other', '1', '2', '3', '4', '-1'] as const;

export const sayClosed = (entry: string): string => closedWords(entry, (key, details) => say(`resources.${key}`, details), day);

/** Days it is not offered: the public holidays, weekdays that come again, single days. */
export function ClosedDaysInput({ value, onChange, id, describedBy }: InputProps<string[]>) {
  const chosen = value ?? [];
  const [nth, chooseNth] = useState<string>('every');
  const [weekday, chooseWeekday] = useState<string | null>(null);
  const [from, chooseFrom] = useState<string | null>(null);
  const [single, chooseSingle] = useState<string | null>(null);
  const set = (entries: string[]) => onChange(entries.length > 0 ? [...new Set(entries)] : null);
  const others = chosen.filter((entry) => entry !== HOLIDAYS);
  const addRule = () => { set([...chosen, nth === 'every' ? `RRULE:FREQ=WEEKLY;BYDAY=${weekday}` : `RRULE:FREQ=MONTHLY;BYDAY=${nth}${weekday}`]); chooseWeekday(null); };
  const addOther = () => { set([...chosen, everyOther(CODES[weekdayOf(from!) - 1]!, from!)]); chooseFrom(null); };
  const addDay = () => { set([...chosen, single!]); chooseSingle(null); };
  return (
    <div className="resources-closed" id={id} aria-describedby={describedBy}>
      <Checkbox checked={chosen.includes(HOLIDAYS)} onChange={(event) => set(event.target.checked ? [HOLIDAYS, ...others] : others)}>{say('resources.closed.holidays')}</Checkbox>
      <div className="resources-closed-row">
        <ChoiceInput label={say('resources.closed.how')} value={nth} onChange={(next) => chooseNth(next ?? 'every')} options={NTH.map((one) => ({ value: one, label: say(`resources.closed.of.${one}`) }))} />
        {nth === 'other' ? (
          <>
            <DayInput label={say('resources.closed.from')} value={from} onChange={chooseFrom} />
            <ActionButton label={say('resources.closed.add')} disabledReason={from ? null : say('resources.closed.fromFirst')} onClick={addOther} />
          </>
        ) : (
          <>
            <ChoiceInput label={say('resources.closed.weekday')} placeholder={say('resources.closed.weekday')} value={weekday} onChange={chooseWeekday} options={weekdays().map(({ long }, i) => ({ value: CODES[i]!, label: long }))} />
            <ActionButton label={say('resources.closed.add')} disabledReason={weekday ? null : say('resources.closed.weekdayFirst')} onClick={addRule} />
          </>
        )}
      </div>
      {nth === 'other' && <p className="field-hint">{say('resources.closed.fromHint')}</p>}
      <div className="resources-closed-row">
        <DayInput label={say('resources.closed.single')} value={single} onChange={chooseSingle} />
        <ActionButton label={say('resources.closed.addDay')} disabledReason={single ? null : say('resources.closed.dayFirst')} onClick={addDay} />
      </div>
      {others.length > 0 && (
        <ul>{others.map((entry) => <li key={entry}>{sayClosed(entry)} <button type="button" className="text-button" aria-label={say('resources.closed.drop', { what: sayClosed(entry) })} onClick={() => set(chosen.filter((one) => one !== entry))}>×</button></li>)}</ul>
      )}
    </div>
  );
}
