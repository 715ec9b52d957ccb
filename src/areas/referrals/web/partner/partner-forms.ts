import { draw } from '../../../../platform/web/confirm/draw.ts';
import type { DeclineCode } from '../../core/referral.ts';
import type { PartnerPage } from '../../core/partner-contract.ts';
import type { Words } from './partner-words.ts';

/** What is typed outlives a change of language or of size, and a time without a network. */
export type Typed = Record<string, string>;
export type Problem = { field: string | null; message: string } | null;
export type Asked = NonNullable<PartnerPage['asked']>;
/** A form of the page: what it asks, and what it sends; a problem instead where something is missing. `free`: stretches of the day that can be had. */
export type Asking = { w: Words; asked: Asked; typed: Typed; problem: Problem; isSending: boolean; free: { from: string; until: string }[]; changed(): void; dayChosen(day: string): void; submit(what: string, body: object): void; wrong(problem: Problem): void; back(): void };

type Field = { name: string; label: string; kind?: string; hint?: string; more?: Record<string, string> };

const wrongOf = (name: string, problem: Problem): HTMLElement => draw('p', { class: 'wrong', id: `${name}-wrong`, role: 'alert' }, problem && problem.field === name ? problem.message : '');
const isWrong = (name: string, problem: Problem): Record<string, string> => (problem && problem.field === name ? { 'aria-invalid': 'true', 'aria-describedby': `${name}-wrong` } : {});

function line({ typed, problem }: Asking, { name, label, kind = 'text', hint, more = {} }: Field, onChange?: (value: string) => void): HTMLElement {
  const isLong = kind === 'long';
  const input = draw(isLong ? 'textarea' : 'input', {
    id: name, class: 'field', ...(isLong ? { rows: '3' } : { type: kind }), autocomplete: 'off', ...isWrong(name, problem), ...more,
    input: () => { typed[name] = input.value; }, change: () => { if (onChange) onChange(input.value); },
  }) as HTMLInputElement;
  input.value = typed[name] || '';
  return draw('div', {}, draw('label', { for: name }, label), input, hint ? draw('p', { class: 'hint' }, hint) : null, wrongOf(name, problem));
}

/** One of few, each a press. */
function choice({ typed, problem, changed }: Asking, name: string, label: string, options: [string, string][]): HTMLElement {
  return draw('fieldset', { id: name, tabindex: '-1', ...isWrong(name, problem) }, draw('legend', {}, label), ...options.map(([value, words]) => draw('button', {
    type: 'button', class: 'rating', 'aria-pressed': String(typed[name] === value), click: () => { typed[name] = value; changed(); },
  }, words)), wrongOf(name, problem));
}

function tick({ typed, problem }: Asking, name: string, label: string, hint?: string): HTMLElement {
  const box = draw('input', { id: name, type: 'checkbox', ...isWrong(name, problem), change: () => { typed[name] = box.checked ? 'yes' : ''; } }) as HTMLInputElement;
  box.checked = typed[name] === 'yes';
  return draw('div', {}, draw('div', { class: 'tick' }, box, draw('div', {}, draw('label', { for: name }, label), hint ? draw('p', { class: 'hint' }, hint) : null)), wrongOf(name, problem));
}

function form(asking: Asking, title: string, children: (HTMLElement | null)[], send: () => void): HTMLElement {
  const { w, problem, isSending, back } = asking;
  const isElsewhere = problem !== null && (problem.field === null || !children.some((child) => child && child.querySelector(`#${problem.field}`) || (child && child.id === problem.field)));
  return draw('form', { novalidate: true, submit: (event) => { event.preventDefault(); if (!isSending) send(); } },
    draw('h1', { tabindex: '-1' }, title), ...children, draw('p', { class: 'wrong', role: 'alert' }, isElsewhere ? problem.message : ''),
    draw('button', { type: 'submit', class: 'big good send' }, isSending ? w.sending : w.send), draw('button', { type: 'button', class: 'big quiet', click: back }, w.back));
}

/** Why not, before the yes or after it: one of the reasons, and words where it is another. */
export function whyNotForm(asking: Asking, isAfterYes: boolean): HTMLElement {
  const { w, typed, submit, wrong } = asking;
  return form(asking, isAfterYes ? w.cannot : w.whyNot, [
    isAfterYes ? draw('p', {}, w.cannotThen) : null,
    choice(asking, 'declineCode', w.whyNot, (Object.keys(w.declines) as DeclineCode[]).map((code) => [code, w.declines[code]])),
    line(asking, { name: 'words', label: typed['declineCode'] === 'other' ? w.inWordsMust : w.inWords, kind: 'long', more: { maxlength: '500' } }),
  ], () => {
    if (!typed['declineCode']) return wrong({ field: 'declineCode', message: w.chooseWrong });
    if (typed['declineCode'] === 'other' && !(typed['words'] || '').trim()) return wrong({ field: 'words', message: w.wordsWrong });
    const why = { declineCode: typed['declineCode'] }, words = typed['words'] || null;
    submit(isAfterYes ? 'fail' : 'answer', isAfterYes ? { ...why, reason: words } : { ...why, answer: 'decline', words });
  });
}

const hoursWrong = (from: string, until: string, needed: boolean): boolean => (needed && (!from || !until)) || (Boolean(from) !== Boolean(until)) || (Boolean(from) && until <= from);

/** A day, its hours, who comes: for the station to settle with the resident, or settled already. */
export function visitForm(asking: Asking): HTMLElement {
  const { w, asked, typed, free, dayChosen, changed, submit, wrong } = asking;
  return form(asking, asked.agreed || asked.proposed ? w.proposeElse : w.propose, [
    line(asking, { name: 'scheduledFor', label: w.day, kind: 'date', more: { min: asked.today } }, dayChosen),
    asked.needsHours && typed['scheduledFor'] && free.length > 0 ? draw('div', {}, draw('p', { class: 'hint' }, w.freeThen), draw('div', { class: 'free' }, ...free.map((one) => draw('button', {
      type: 'button', click: () => { typed['from'] = one.from; typed['until'] = one.until; changed(); },
    }, `${one.from}–${one.until}`)))) : null,
    draw('div', { class: 'half' }, line(asking, { name: 'from', label: w.from, kind: 'time' }), line(asking, { name: 'until', label: w.until, kind: 'time' })),
    asked.needsHours ? draw('p', { class: 'hint' }, w.hoursNeeded) : null,
    line(asking, { name: 'contactName', label: w.whoComes, more: { maxlength: '50' } }),
    line(asking, { name: 'contactPhone', label: w.theirPhone, kind: 'tel', more: { maxlength: '30' } }),
    line(asking, { name: 'words', label: w.said, more: { maxlength: '100' } }),
    tick(asking, 'isAgreed', w.isAgreed, w.isAgreedNot),
  ], () => {
    const { scheduledFor = '', from = '', until = '' } = typed;
    if (!scheduledFor) return wrong({ field: 'scheduledFor', message: w.dayWrong });
    if (hoursWrong(from, until, asked.needsHours)) return wrong({ field: 'from', message: w.timeWrong });
    submit('visit', { scheduledFor, from: from || null, until: until || null, contactName: typed['contactName'] || null, contactPhone: typed['contactPhone'] || null, words: typed['words'] || null, isAgreed: typed['isAgreed'] === 'yes' });
  });
}

/** A day is agreed, and it is not yet. */
export const isToCome = ({ agreed, today }: Asked): boolean => agreed !== null && agreed.on > today;

/** What the report begins with: what was agreed, where that day has come; never a day to come. */
export const reportBegins = (asked: Asked): Typed => (asked.agreed && !isToCome(asked)
  ? { heldOn: asked.agreed.on, startsAt: asked.agreed.from || '', endsAt: asked.agreed.until || '', visitorName: asked.agreed.who || '' }
  : { heldOn: asked.today, visitorName: (asked.agreed && asked.agreed.who) || '' });

/** The service, or that it did not come about. */
export function reportForm(asking: Asking): HTMLElement {
  const { w, asked, typed, submit, wrong, changed } = asking;
  const isNone = typed['result'] === 'none';
  const isEarlier = !isNone && asked.agreed !== null && Boolean(typed['heldOn']) && typed['heldOn']! < asked.agreed.on;
  return form(asking, w.reportTitle, [
    isToCome(asked) ? draw('p', { class: 'tell' }, w.notYet.replace('{day}', asked.agreed!.on)) : null,
    choice(asking, 'result', w.result, [['full', w.full], ['partly', w.partly], ['none', w.none]]),
    isNone ? null : line(asking, { name: 'heldOn', label: w.servedOn, kind: 'date', more: { max: asked.today, min: asked.offeredOn } }, changed),
    isEarlier ? tick(asking, 'isEarlier', w.earlier.replace('{day}', asked.agreed!.on)) : null,
    isNone ? null : draw('div', { class: 'half' }, line(asking, { name: 'startsAt', label: w.from, kind: 'time' }), line(asking, { name: 'endsAt', label: w.until, kind: 'time' })),
    isNone ? null : line(asking, { name: 'visitorName', label: w.whoCame, more: { maxlength: '50' } }),
    isNone || asked.units < 2 ? null : line(asking, { name: 'units', label: w.howMuch, kind: 'number', more: { min: '1', max: String(asked.units), inputmode: 'numeric' } }),
    line(asking, { name: 'words', label: isNone ? w.noneWhy : w.done, kind: 'long', more: { maxlength: '500' } }),
  ], () => {
    const { heldOn = '', startsAt = '', endsAt = '', words = '' } = typed;
    if (!typed['result']) return wrong({ field: 'result', message: w.chooseWrong });
    if (isNone) return words.trim().length < 2 ? wrong({ field: 'words', message: w.wordsWrong }) : submit('fail', { reason: words });
    if (!heldOn) return wrong({ field: 'heldOn', message: w.dayWrong });
    if (heldOn > asked.today) return wrong({ field: 'heldOn', message: w.dayToCome });
    if (hoursWrong(startsAt, endsAt, false)) return wrong({ field: 'startsAt', message: w.timeWrong });
    submit('report', {
      heldOn, startsAt: startsAt || null, endsAt: endsAt || null, result: typed['result'], visitorName: typed['visitorName'] || null, units: typed['units'] ? Number(typed['units']) : null, words: words || null, isEarlier: isEarlier && typed['isEarlier'] === 'yes',
    });
  });
}
