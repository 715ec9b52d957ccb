import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { CATEGORIES } from '../../needs/core/items.ts';
import { CLOCK_STEPS, MOST_DAYS } from './clock.ts';

const Days = z.int().min(1).max(MOST_DAYS);
const ByUrgency = z.tuple([Days, Days, Days]);

export const ClockTable = z.object({
  days: z.object({ answer: ByUrgency, schedule: ByUrgency, report: ByUrgency, confirm: ByUrgency, rematch: ByUrgency }),
  exceptions: z.array(z.object({ category: z.enum(CATEGORIES), step: z.enum(CLOCK_STEPS), days: ByUrgency })).max(CATEGORIES.length * CLOCK_STEPS.length),
});

export const Clock = z.object({ placeCode: z.string(), placeName: z.string(), version: z.int(), days: z.record(z.enum(CLOCK_STEPS), z.int()) });

export const ChangeClocks = z.object({
  requestId: z.uuid(),
  /** The version that the page showed: of two people who change it at once the second is told. */
  version: z.int().min(0), fromOn: z.iso.date().refine(isDayInReach), why: z.string().trim().min(2).max(300), clocks: ClockTable.nullable(),
});
export type ChangeClocks = z.infer<typeof ChangeClocks>;
export const ClocksChanged = z.object({ clockId: z.uuid(), divisionCode: z.string(), version: z.int(), fromOn: z.string() });

export const ClockVersionShown = z.object({ divisionCode: z.string(), placeName: z.string(), version: z.int(), fromOn: z.string().nullable(), clocks: ClockTable.nullable(), why: z.string().nullable(), madeBy: z.string().nullable(), madeOn: z.string().nullable() });
/** A place's table today, what it may be changed from, and how it came to be; a banner without its own shows the city's. */
export const ClockPage = z.object({
  place: z.object({ code: z.string(), name: z.string() }), inForce: ClockVersionShown, isOwn: z.boolean(), lastVersion: z.int(), mayChange: z.boolean(),
  versions: z.array(ClockVersionShown), others: z.array(z.object({ code: z.string(), name: z.string(), version: z.int() })),
});
export type ClockPage = z.infer<typeof ClockPage>;
