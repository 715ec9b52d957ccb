import Checkbox from 'antd/es/checkbox';
import { useState } from 'react';
import { isLocalDate } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { ChoiceInput, DayInput, type InputProps } from '../../../platform/web/form-inputs.tsx';
import { day, weekdays } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { HOLIDAYS, readRule } from '../core/closed-days.ts';

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const NTH = ['every', '1', '2', '3', '4', '-1'] as const;

/** 每月第一个周一; a rule of another shape, as an import may bring it, stays as it is written. */
export function sayClosed(entry: string): string {
  if (entry === HOLIDAYS) return say('resources.closed.holidays');
  const rule = readRule(entry);
  if (!rule && isLocalDate(entry)) return day(entry);
  const [only] = rule?.weekdays ?? [];
  if (!rule || !only || rule.weekdays.length > 1 || rule.months.length > 0 || rule.until) return String(entry).replace('RRULE:', '');
  const weekday = weekdays()[only.weekday - 1]!.long;
  return only.nth === null ? say('resources.closed.every', { weekday }) : say(`resources.closed.nth.${only.nth}`, { weekday });
}

/** Days it is not offered: the public holidays, weekdays that come again, single days. */
export function ClosedDaysInput({ value, onChange, id, describedBy }: InputProps<string[]>) {
  const chosen = value ?? [];
  const [nth, chooseNth] = useState<string>('every');
  const [weekday, chooseWeekday] = useState<string | null>(null);
  const [single, chooseSingle] = useState<string | null>(null);
  const set = (entries: string[]) => onChange(entries.length > 0 ? [...new Set(entries)] : null);
  const others = chosen.filter((entry) => entry !== HOLIDAYS);
  const addRule = () => { set([...chosen, nth === 'every' ? `RRULE:FREQ=WEEKLY;BYDAY=${weekday}` : `RRULE:FREQ=MONTHLY;BYDAY=${nth}${weekday}`]); chooseWeekday(null); };
  const addDay = () => { set([...chosen, single!]); chooseSingle(null); };
  return (
    <div className="resources-closed" id={id} aria-describedby={describedBy}>
      <Checkbox checked={chosen.includes(HOLIDAYS)} onChange={(event) => set(event.target.checked ? [HOLIDAYS, ...others] : others)}>{say('resources.closed.holidays')}</Checkbox>
      <div className="resources-closed-row">
        <ChoiceInput label={say('resources.closed.how')} value={nth} onChange={(next) => chooseNth(next ?? 'every')} options={NTH.map((one) => ({ value: one, label: say(`resources.closed.of.${one}`) }))} />
        <ChoiceInput label={say('resources.closed.weekday')} placeholder={say('resources.closed.weekday')} value={weekday} onChange={chooseWeekday} options={weekdays().map(({ long }, i) => ({ value: CODES[i]!, label: long }))} />
        <ActionButton label={say('resources.closed.add')} disabledReason={weekday ? null : say('resources.closed.weekdayFirst')} onClick={addRule} />
      </div>
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
