import LeftOutlined from '@ant-design/icons/es/icons/LeftOutlined';
import RightOutlined from '@ant-design/icons/es/icons/RightOutlined';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type LocalDate, weekdayOf } from '../../kernel/local-date.ts';
import { addMonths, type Bounds, clamped, isWithin, moved, weeksOf } from './day-text.ts';
import { today, weekdays } from './format.ts';
import { say } from './say.ts';

const FURTHEST_YEARS = { back: 110, on: 10 }; // where no bound says otherwise: a birthday at the one end, a contract at the other

/** The parts of a day as they are said aloud; the number on the button is a word of its own in its name. */
const partsOf = (day: LocalDate) => ({
  year: day.slice(0, 4), month: say(`platform.day.month.${Number(day.slice(5, 7))}`), date: String(Number(day.slice(8))), weekday: weekdays()[weekdayOf(day) - 1]!.long,
});

type CalendarProps = { value: LocalDate | null; bounds: Bounds; onPick: (day: LocalDate) => void };

/** A month to pick a day from, by hand or by keys (the date grid of WAI-ARIA's authoring practices). One day at a time can be reached by Tab. */
export function DayCalendar({ value, bounds, onPick }: CalendarProps) {
  const [at, setAt] = useState(() => clamped(value ?? today(), bounds));
  const grid = useRef<HTMLDivElement>(null);
  const isByKey = useRef(true); // whoever opens the calendar, or walks in it by keys, stands on a day; a press on an arrow keeps its own place
  useEffect(() => {
    if (isByKey.current) grid.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
    isByKey.current = false;
  }, [at]);
  const press = (event: KeyboardEvent) => {
    const to = event.ctrlKey || event.altKey || event.metaKey ? null : moved(at, event.key, event.shiftKey);
    if (!to) return;
    event.preventDefault();
    isByKey.current = true;
    setAt(clamped(to, bounds));
  };
  return (
    <>
      <MonthChoice at={at} bounds={bounds} onChange={setAt} />
      <div role="grid" tabIndex={-1} ref={grid} className="day-grid" onKeyDown={press} aria-label={say('platform.day.month', partsOf(at))}>
        <div role="row">{weekdays().map(({ short, long }) => <span key={long} role="columnheader" aria-label={long}>{short}</span>)}</div>
        {weeksOf(at).map((week) => (
          <div role="row" key={week.find((each) => each !== null)}>
            {week.map((each, i) => (each === null ? <span role="gridcell" key={i} /> : (
              <span role="gridcell" key={each} aria-selected={each === value}>
                <button type="button" tabIndex={each === at ? 0 : -1} disabled={!isWithin(each, bounds)} aria-label={say('platform.day.named', partsOf(each))} aria-current={each === today() ? 'date' : undefined} onClick={() => onPick(each)}>
                  {Number(each.slice(8))}
                </button>
              </span>
            )))}
          </div>
        ))}
      </div>
      {isWithin(today(), bounds) && <button type="button" className="text-button" onClick={() => onPick(today())}>{say('platform.day.today')}</button>}
    </>
  );
}

const pad = (number: number) => String(number).padStart(2, '0');

/** Which month: one back, one on, or any by its name. */
function MonthChoice({ at, bounds, onChange }: { at: LocalDate; bounds: Bounds; onChange: (at: LocalDate) => void }) {
  const [year, month] = [Number(at.slice(0, 4)), Number(at.slice(5, 7))];
  const now = Number(today().slice(0, 4));
  const first = Math.min(year, bounds.min ? Number(bounds.min.slice(0, 4)) : now - FURTHEST_YEARS.back);
  const last = Math.max(year, bounds.max ? Number(bounds.max.slice(0, 4)) : now + FURTHEST_YEARS.on);
  const go = (months: number) => onChange(clamped(addMonths(at, months), bounds));
  const has = (month: string) => (!bounds.min || month >= bounds.min.slice(0, 7)) && (!bounds.max || month <= bounds.max.slice(0, 7));
  const step = (months: number, label: string, Icon: typeof LeftOutlined) =>
    <button type="button" aria-label={label} disabled={!has(addMonths(at, months).slice(0, 7))} onClick={() => go(months)}><Icon aria-hidden /></button>;
  return (
    <div className="day-month">
      {step(-1, say('platform.day.before'), LeftOutlined)}
      <select aria-label={say('platform.day.yearLabel')} value={year} onChange={(event) => go((Number(event.target.value) - year) * 12)}>
        {Array.from({ length: last - first + 1 }, (_, i) => first + i).map((each) => <option key={each} value={each}>{say('platform.day.year', { year: String(each) })}</option>)}
      </select>
      <select aria-label={say('platform.day.monthLabel')} value={month} onChange={(event) => go(Number(event.target.value) - month)}>
        {Array.from({ length: 12 }, (_, i) => i + 1).map((each) => <option key={each} value={each} disabled={!has(`${year}-${pad(each)}`)}>{say(`platform.day.month.${each}`)}</option>)}
      </select>
      {step(1, say('platform.day.after'), RightOutlined)}
    </div>
  );
}
