import { addDays, clockOf, dayOf } from '../../../kernel/local-date.ts';

/** Hours of rest by China's clock, `21:00`–`08:00`; equal ends are none. */
export type Quiet = { from: string; until: string };

export const USUAL_QUIET: Quiet = { from: '21:00', until: '08:00' };

function isQuiet(clock: string, { from, until }: Quiet): boolean {
  if (from === until) return false;
  return from < until ? clock >= from && clock < until : clock >= from || clock < until;
}

/** The first moment from `now` on that is not in hours of rest; `now` itself where it is not. China keeps one clock the year round. */
export function firstLoud(now: Date, quiet: Quiet): Date {
  const clock = clockOf(now);
  if (!isQuiet(clock, quiet)) return now;
  const day = clock < quiet.until ? dayOf(now) : addDays(dayOf(now), 1);
  return new Date(`${day}T${quiet.until}:00+08:00`);
}
