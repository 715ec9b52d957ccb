import { weekdayOf, type LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { DAY_PARTS, HOURS } from '../../needs/core/slots.ts';
import type { ProviderKind, ResourceKind } from './resource.ts';
import type { Capacity } from './units.ts';

/** Hours of one day by the clock on the wall, 09:00 to 10:30; `until` is no longer part of it. Clocks sort as text. */
export type Stretch = { from: string; until: string };

export const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
export const clockAt = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The step in which hours are proposed: nobody in a community agrees to come at 9:07. */
export const QUARTER = 15;
/** When people are visited and rooms are open, where nobody has said: not before they are up, nor when they go to bed. */
const WAKING: Stretch = { from: '08:00', until: '20:00' };

/**
 * What serves one case at a time unless its form says otherwise: a room by the hour, a single piece (a van, a wheelchair), what one person offers by himself.
 * Where a capacity counts people, several come at once.
 */
export function isOneAtATimeByDefault({ kind, providerKind, capacity: { quantity, unit } }: { kind: ResourceKind; providerKind: ProviderKind; capacity: Capacity }): boolean {
  if (kind === 'place') return unit !== 'personTimes' && unit !== 'places' && !(unit === 'rooms' && (quantity ?? 0) > 1);
  if (kind === 'goods') return (unit === 'pieces' || unit === 'sets') && quantity === 1;
  return providerKind === 'individual' && (kind === 'people' || kind === 'skill' || kind === 'volunteerTime');
}

/** Whether two stretches of one day have a moment in common. One that begins as the other ends does not. */
export const overlap = (a: Stretch, b: Stretch): boolean => a.from < b.until && b.from < a.until;

/** Stretches in order, those that touch or overlap as one. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const { from, until } of [...stretches].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = all.at(-1);
    if (last && from <= last.until) { if (until > last.until) last.until = until; } else all.push({ from, until });
  }
  return all;
}

/** When a resource is offered on a day, by the weekly times that the match compares; none said: while people are up. */
export function hoursOn(day: LocalDate, slots: readonly string[] | null): Stretch[] {
  if (!slots || slots.length === 0) return [WAKING];
  return joined(DAY_PARTS.filter((part) => slots.includes(`${weekdayOf(day)}-${part}`)).map((part) => ({ from: clockAt(HOURS[part][0]), until: clockAt(HOURS[part][1]) })));
}

/** What is left of the stretches when those that are taken are cut out of them; what is shorter than a quarter of an hour is none. */
export function without(stretches: readonly Stretch[], taken: readonly Stretch[]): Stretch[] {
  let left = [...stretches];
  for (const { from, until } of taken) {
    left = left.flatMap((one) => (overlap(one, { from, until }) ? [{ from: one.from, until: from }, { from: until, until: one.until }].filter((part) => part.from < part.until) : [one]));
  }
  return left.filter((one) => minutesOf(one.until) - minutesOf(one.from) >= QUARTER);
}

/** What lies in both. */
export const inBoth = (some: readonly Stretch[], others: readonly Stretch[]): Stretch[] =>
  some.flatMap((a) => others.filter((b) => overlap(a, b)).map((b) => ({ from: a.from > b.from ? a.from : b.from, until: a.until < b.until ? a.until : b.until })));

/** One resource on one day, as whoever promises its hours must know it. */
export type DayOf = { name: string; isOneAtATime: boolean; isClosed: boolean; hours: Stretch[]; taken: Stretch[] };

/** When all of them can be had on that day; `notBefore` where some of the day has passed. */
export function freeTogether(days: readonly DayOf[], notBefore: string | null = null): Stretch[] {
  if (days.some(({ isClosed }) => isClosed)) return [];
  const hours = days.map((one) => (one.isOneAtATime ? without(one.hours, one.taken) : one.hours)).reduce(inBoth);
  return without(hours, notBefore && notBefore > '00:00' ? [{ from: '00:00', until: notBefore }] : []);
}

/** The first of the free stretches that holds so many minutes. */
export const longEnough = (free: readonly Stretch[], minutes: number): Stretch | undefined => free.find(({ from, until }) => minutesOf(until) - minutesOf(from) >= minutes);

export type HoursRefusal =
  | { code: 'hoursMissing'; name: string; field: 'from' }
  | { code: 'untilMissing'; field: 'until' | 'from' }
  | { code: 'untilNotAfterFrom'; from: string; field: 'until' }
  | { code: 'closedOn'; name: string; on: LocalDate; field: 'scheduledFor' }
  | { code: 'bookedAlready'; name: string; on: LocalDate; from: string; until: string; free: Stretch[]; field: 'from' };

/** The hours as they were given, both or none; demanded where one of the resources serves one case at a time. The one rule of page and server. */
export function decideHours({ from, until }: { from?: string | null | undefined; until?: string | null | undefined }, days: readonly Pick<DayOf, 'name' | 'isOneAtATime'>[]): Result<Stretch | null, HoursRefusal> {
  const alone = days.find(({ isOneAtATime }) => isOneAtATime);
  if (!from && !until) return alone ? refuse({ code: 'hoursMissing', name: alone.name, field: 'from' }) : ok(null);
  if (!from || !until) return refuse({ code: 'untilMissing', field: from ? 'until' : 'from' });
  return from < until ? ok({ from, until }) : refuse({ code: 'untilNotAfterFrom', from, field: 'until' });
}

/** Whether the hours can be had of all of them, or which of them is taken, and when it is free. */
export function decideBooking(on: LocalDate, given: Parameters<typeof decideHours>[0], days: readonly DayOf[], notBefore: string | null = null): Result<Stretch | null, HoursRefusal> {
  const closed = days.find(({ isClosed }) => isClosed);
  if (closed) return refuse({ code: 'closedOn', name: closed.name, on, field: 'scheduledFor' });
  const hours = decideHours(given, days);
  if (!hours.ok || hours.value === null) return hours;
  const asked = hours.value;
  for (const { name, isOneAtATime, taken } of days) {
    const clash = isOneAtATime ? taken.find((one) => overlap(one, asked)) : undefined;
    if (clash) return refuse({ code: 'bookedAlready', name, on, from: clash.from, until: clash.until, free: freeTogether(days, notBefore), field: 'from' });
  }
  return hours;
}
