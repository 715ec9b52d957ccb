import type { Slot } from './times.ts';

/** The parts of a day that the match compares; 周二上午 is `2-morning`. */
export const DAY_PARTS = ['morning', 'noon', 'afternoon', 'evening'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

/** Every time that can be chosen, Monday's morning first. */
export const SLOT_CODES: readonly string[] = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => DAY_PARTS.map((part) => `${day}-${part}`));

/** Where each part of the day begins and ends, in minutes: a service of an hour within it can be had then. */
export const HOURS: Record<DayPart, [number, number]> = { morning: [6 * 60, 12 * 60], noon: [11 * 60 + 30, 14 * 60], afternoon: [12 * 60, 18 * 60], evening: [18 * 60, 22 * 60] };
const LONG_ENOUGH = 60;

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function partsOf({ part, from, to }: Slot): readonly DayPart[] {
  if (part === 'daytime') return ['morning', 'noon', 'afternoon'];
  if (part) return [part];
  if (!from || !to) return DAY_PARTS;
  const [begin, end] = [minutes(from), minutes(to)];
  const inside = DAY_PARTS.filter((one) => Math.min(end, HOURS[one][1]) - Math.max(begin, HOURS[one][0]) >= LONG_ENOUGH);
  return inside.length > 0 ? inside : DAY_PARTS.filter((one) => Math.min(end, HOURS[one][1]) > Math.max(begin, HOURS[one][0]));
}

/** Days that have the same parts, said together: what is chosen in a grid reads as people say it. Codes of another kind are left out. */
export function spansOf(codes: readonly string[]): { days: number[]; parts: DayPart[] }[] {
  const spans: { days: number[]; parts: DayPart[] }[] = [];
  for (let day = 1; day <= 7; day++) {
    const parts = DAY_PARTS.filter((part) => codes.includes(`${day}-${part}`));
    if (parts.length === 0) continue;
    const alike = spans.find((span) => span.parts.join() === parts.join());
    if (alike) alike.days.push(day);
    else spans.push({ days: [day], parts });
  }
  return spans;
}

/** Times as codes that the match can compare, Monday first; null: any time, or nobody said. */
export function slotCodes(times: Slot[] | null): string[] | null {
  if (!times) return null;
  const codes = new Set(times.flatMap((slot) => slot.days.flatMap((day) => partsOf(slot).map((part) => `${day}-${part}`))));
  return codes.size === 0 || codes.size === 7 * DAY_PARTS.length ? null : [...codes].sort((a, b) => a.localeCompare(b));
}
