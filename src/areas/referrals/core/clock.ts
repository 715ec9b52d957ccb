import type { LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { addWorkingDays } from '../../../kernel/working-days.ts';
import { categoryOf, type Category, type ItemCode } from '../../needs/core/items.ts';

/** The steps that have a clock: to say yes or no, to agree a day, to write the visit down, to ask the resident, to place again what came back. */
export const CLOCK_STEPS = ['answer', 'schedule', 'report', 'confirm', 'rematch'] as const;
export type ClockStep = (typeof CLOCK_STEPS)[number];

// What takes a month is no clock of a referral; nobody waits so long for a yes.
export const MOST_DAYS = 30;

/** Working days by urgency: ordinary, soon, urgent. */
export type ByUrgency = [number, number, number];
export const URGENCIES = [1, 2, 3] as const;

/** A table of clocks: each step by urgency, and the categories of needs that have days of their own. */
export type ClockTable = { days: Record<ClockStep, ByUrgency>; exceptions: { category: Category; step: ClockStep; days: ByUrgency }[] };

/**
 * The table that is in force until somebody changes it, published on its page. Three days are the longest that a person in need should wait for a yes or no, and who cannot wait hears it by the next,
 * with a visit agreed within two. Most providers plan by the week. The day after the visit whoever came home late writes it down. Five days always have a weekend among them, on which the resident's
 * grown-up child comes by. The next weekly match comes after three.
 */
export const DEFAULT_CLOCKS: ClockTable = { days: { answer: [3, 3, 1], schedule: [5, 5, 2], report: [1, 1, 1], confirm: [5, 5, 5], rematch: [3, 3, 1] }, exceptions: [] };

export type ClockDays = Record<ClockStep, number>;

/** What a referral goes by from its first day to its last: whose table, which version of it, and the days it gives to each step. */
export type Clock = { placeCode: string; placeName: string; version: number; days: ClockDays };

// as it was before there were tables; what was under way then keeps it
const earlierDays = (urgency: number | null): ClockDays => ({ answer: urgency === 3 ? 1 : 3, schedule: 5, report: 1, confirm: 5, rematch: 3 });

type Timed = { clock: Clock | null; urgency: number | null };

/** The one function that decides on which day a step of a referral falls due, on page and server alike. */
export const stepDue = ({ clock, urgency }: Timed, step: ClockStep, from: LocalDate): LocalDate => addWorkingDays(from, (clock?.days ?? earlierDays(urgency))[step]);

/** What a table gives to a need. */
export function daysFor({ days, exceptions }: ClockTable, item: string, urgency: number): ClockDays {
  const category = categoryOf(item as ItemCode);
  const at = Math.min(3, Math.max(1, urgency)) - 1;
  return Object.fromEntries(CLOCK_STEPS.map((step) => [step, (exceptions.find((one) => one.step === step && one.category === category)?.days ?? days[step])[at]!])) as ClockDays;
}

/** A table as somebody made it; `clocks` null: from that day on the place goes by the city's again. */
export type ClockVersion = { divisionCode: string; version: number; fromOn: LocalDate; clocks: ClockTable | null };
export type ClocksInForce = { divisionCode: string; version: number; clocks: ClockTable };

/** The city's own table before anybody changed it has the number 1. */
export const FIRST_VERSION = 1;
const newest = (versions: ClockVersion[], code: string, on: LocalDate): ClockVersion | undefined =>
  versions.filter(({ divisionCode, fromOn }) => divisionCode === code && fromOn <= on).sort((a, b) => b.version - a.version)[0];

/** Which table is in force in a place on a day: the banner's own, else the city's, else the published one. */
export function clocksInForce(versions: ClockVersion[], divisionCode: string, on: LocalDate): ClocksInForce {
  for (const code of [divisionCode.slice(0, 6), divisionCode.slice(0, 4)]) {
    const found = newest(versions, code, on);
    if (found?.clocks) return { divisionCode: code, version: found.version, clocks: found.clocks };
  }
  return { divisionCode: divisionCode.slice(0, 4), version: FIRST_VERSION, clocks: DEFAULT_CLOCKS };
}

export type ClockRefusal =
  | { code: 'clockNotHere' }
  | { code: 'clockChangedMeanwhile'; by: string; version: number }
  | { code: 'clockInThePast'; on: LocalDate }
  | { code: 'clockBeforePlanned'; on: LocalDate; planned: LocalDate }
  | { code: 'clockUrgentSlower'; step: ClockStep; category: Category | null }
  | { code: 'clockTwice'; step: ClockStep; category: Category }
  | { code: 'clockSame' };

/** The more urgent would wait longer. */
export const isSlower = ([ordinary, soon, urgent]: ByUrgency): boolean => soon > ordinary || urgent > soon;
const textOf = (clocks: ClockTable | null): string => JSON.stringify(clocks && [CLOCK_STEPS.map((step) => clocks.days[step]), clocks.exceptions.map(({ category, step, days }) => [category, step, days]).sort()]);

/** Whether a table may take effect: for the city or a banner, from today on, after what is planned already, and never slower for whoever can wait less. */
export function admitClocks({ own, divisionCode, seen, today }: { own: (ClockVersion & { by: string })[]; divisionCode: string; seen: number; today: LocalDate }, { clocks, fromOn }: { clocks: ClockTable | null; fromOn: LocalDate }): Result<{ version: number }, ClockRefusal> {
  if (divisionCode.length !== 4 && divisionCode.length !== 6) return refuse({ code: 'clockNotHere' });
  const isCity = divisionCode.length === 4;
  const last = own.toSorted((a, b) => b.version - a.version)[0];
  const lastVersion = last?.version ?? (isCity ? FIRST_VERSION : 0);
  if (lastVersion !== seen) return refuse({ code: 'clockChangedMeanwhile', by: last?.by ?? '—', version: lastVersion });
  if (fromOn < today) return refuse({ code: 'clockInThePast', on: fromOn });
  if (last && fromOn < last.fromOn) return refuse({ code: 'clockBeforePlanned', on: fromOn, planned: last.fromOn });
  for (const step of CLOCK_STEPS) if (clocks && isSlower(clocks.days[step])) return refuse({ code: 'clockUrgentSlower', step, category: null });
  for (const [i, { category, step, days }] of (clocks?.exceptions ?? []).entries()) {
    if (isSlower(days)) return refuse({ code: 'clockUrgentSlower', step, category });
    if (clocks!.exceptions.findIndex((one) => one.category === category && one.step === step) !== i) return refuse({ code: 'clockTwice', step, category });
  }
  if (isCity && clocks === null) return refuse({ code: 'clockSame' }); // above the city's there is none to follow
  if (textOf(clocks) === textOf(last ? last.clocks : isCity ? DEFAULT_CLOCKS : null)) return refuse({ code: 'clockSame' });
  return ok({ version: lastVersion + 1 });
}
