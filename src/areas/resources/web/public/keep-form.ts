import { weekdayOf } from '../../../../kernel/local-date.ts';
import { draw, fill } from '../../../../platform/web/confirm/draw.ts';
import { everyOther, HOLIDAYS } from '../../core/closed-days.ts';
import type { KeptResource } from '../../core/owner-contract.ts';
import { filled, type KeepWords } from './keep-words.ts';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], FORTNIGHTLY = 'fortnightly';
/** What an owner has changed; what it left alone is not in it. */
export type Change = { resourceId: string; version: number; capacity?: { quantity: number | null; unit: string; per: string }; closedDays?: string[]; phone?: string; validUntil?: string | null };

/** What can be changed of one resource. Null from `save`: a field is wrong, and says so. */
export function changeForm(item: KeptResource, w: KeepWords, acts: { save: (change: Change) => void; cancel: () => void }): HTMLElement {
  const isMoney = item.capacity.unit === 'fen', before = item.capacity.quantity;
  let closed = item.closedDays.map((one) => ({ entry: one.entry, words: one.words }));
  const id = (name: string) => `${name}-${item.id}`;
  const input = (name: string, traits: Record<string, string>) => draw('input', { id: id(name), ...traits }) as HTMLInputElement;
  const label = (name: string, text: string) => draw('label', { for: id(name) }, text);

  const quantity = input('quantity', { inputmode: 'numeric', autocomplete: 'off', value: before === null ? '' : String(isMoney ? before / 100 : before), 'aria-describedby': id('quantity-wrong') });
  quantity.addEventListener('input', () => { quantityWrong.textContent = ''; quantity.removeAttribute('aria-invalid'); });
  const unsure = input('unsure', { type: 'checkbox', class: 'keep-tick' });
  unsure.checked = before === null;
  const quantityWrong = draw('p', { class: 'wrong', role: 'alert', id: id('quantity-wrong') });
  const phone = input('phone', { type: 'tel', autocomplete: 'off', maxlength: '30', placeholder: item.phone || '' });
  const until = input('until', { type: 'date', value: item.validUntil || '' });

  const list = draw('ul', { class: 'keep-closed' });
  const showClosed = () => fill(list, ...closed.map((one) => draw('li', {}, one.words, draw('button', { type: 'button', 'aria-label': `${w.drop} ${one.words}`, click: () => { closed = closed.filter((other) => other !== one); showClosed(); } }, '×'))));
  const add = (entry: string, words: string) => { if (entry && !closed.some((one) => one.entry === entry)) { closed = closed.concat([{ entry, words }]); showClosed(); } };
  // in the words of the list above it, which the server says
  const weekly = draw('select', { id: id('weekly'), change: () => { fortnight.hidden = weekly.value !== FORTNIGHTLY; } }, draw('option', { value: '' }, w.choose), draw('option', { value: HOLIDAYS }, w.holidays),
    ...DAYS.map((day, i) => draw('option', { value: `RRULE:FREQ=WEEKLY;BYDAY=${day}` }, filled(w.every, { weekday: w.weekdays[i]! }))), draw('option', { value: FORTNIGHTLY }, w.fortnightly)) as HTMLSelectElement;
  const single = input('single', { type: 'date' }), from = input('from', { type: 'date' });
  const fortnight = draw('div', {}, label('from', w.otherFrom), from);
  fortnight.hidden = true;
  /** The day it begins on says the weekday. */
  const addWeekly = () => {
    if (weekly.value !== FORTNIGHTLY) add(weekly.value, weekly.options[weekly.selectedIndex]!.text);
    else if (!from.value) return from.focus();
    else { const day = weekdayOf(from.value) - 1; add(everyOther(DAYS[day]!, from.value), filled(w.everyOther, { from: from.value, weekday: w.weekdays[day]! })); }
    weekly.value = from.value = '';
    fortnight.hidden = true;
  };
  showClosed();

  const submit = (event: Event) => {
    event.preventDefault();
    const typed = quantity.value.trim().replace(/,/g, ''), number = isMoney ? Math.round(Number(typed) * 100) : Number(typed);
    const isWrong = !unsure.checked && (typed === '' || !(number >= 0) || Math.floor(number) !== number || number > 1e9);
    quantityWrong.textContent = isWrong ? w.quantityWrong : '';
    quantity.setAttribute('aria-invalid', String(isWrong));
    if (isWrong) return quantity.focus();
    const said = unsure.checked ? null : number, entries = closed.map(({ entry }) => entry);
    acts.save({
      resourceId: item.id, version: item.version, ...(said === before ? {} : { capacity: { quantity: said, unit: item.capacity.unit, per: item.capacity.per } }),
      ...(entries.join('\n') === item.closedDays.map(({ entry }) => entry).join('\n') ? {} : { closedDays: entries }), ...(phone.value.trim() ? { phone: phone.value.trim() } : {}),
      ...(until.value === (item.validUntil || '') ? {} : { validUntil: until.value || null }),
    });
  };
  return draw('form', { class: 'keep-form', novalidate: true, submit },
    label('quantity', filled(w.howMuch, { per: w.per[item.capacity.per], unit: item.unitWords })), quantity, quantityWrong, draw('label', { class: 'keep-unsure' }, unsure, w.notSure),
    draw('fieldset', {}, draw('legend', {}, w.closedDays), list,
      label('weekly', w.closedHow), draw('div', { class: 'keep-row' }, weekly, draw('button', { type: 'button', click: addWeekly }, w.add)), fortnight,
      label('single', w.chooseDay), draw('div', { class: 'keep-row' }, single, draw('button', { type: 'button', click: () => { add(single.value, single.value); single.value = ''; } }, w.add))),
    label('phone', w.newPhone), phone, label('until', w.until2), until,
    draw('button', { type: 'submit', class: 'big good' }, w.save), draw('button', { type: 'button', class: 'big plain', click: acts.cancel }, w.cancel));
}
