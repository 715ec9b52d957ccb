import { addDays, weekdayOf, type LocalDate } from '../../../kernel/local-date.ts';
import type { ItemCode } from '../../needs/core/items.ts';

export const CAPACITY_UNITS = ['personTimes', 'hours', 'places', 'rooms', 'squareMetres', 'fen', 'pieces', 'sets', 'volunteers', 'jobs'] as const;
export type CapacityUnit = (typeof CAPACITY_UNITS)[number];
export const CAPACITY_PERIODS = ['week', 'month', 'term', 'once'] as const;
export type CapacityPeriod = (typeof CAPACITY_PERIODS)[number];
export type Capacity = { quantity: number | null; unit: CapacityUnit; per: CapacityPeriod };

/** A visit at home takes two hours with the way there: what home-care contracts of the region reckon with. */
export const HOURS_PER_UNIT = 2;
/** ¥1,000: what a street grants in one case of temporary aid without asking further up. Used where the resource names no cost of its own. */
export const FEN_PER_CASE = 100_000;
/** One volunteer, one visit a period: more may be asked, never counted on. */
const UNITS_PER_VOLUNTEER = 1;
/** A room seats a small group; twelve is the upper end of what group work takes. */
const PEOPLE_PER_ROOM = 12;
/** Square metres that one seated person needs in a shared room. */
const SQUARE_METRES_PER_PERSON = 4;

/** What a room by itself is an answer to. A need for bathing help is not met by a hall. */
const MET_BY_A_ROOM: readonly ItemCode[] = ['activities', 'cultureOther', 'holidayCare', 'homeworkHelp', 'growthGroup', 'parentChild', 'dayCare', 'skillsTraining', 'healthTalk', 'deliberation', 'volunteering'];

/**
 * How many needs, a unit each, a capacity can answer in one period. Null where nobody has said how much.
 * A person-time, a place, a piece, a set or a job answers one need: that is what the word means.
 */
export function unitsOf(capacity: Capacity, items: readonly string[], unitCostFen: number): number | null {
  const { quantity, unit } = capacity;
  if (quantity === null) return null;
  switch (unit) {
    case 'personTimes': case 'places': case 'pieces': case 'sets': case 'jobs': return quantity;
    case 'hours': return Math.floor(quantity / HOURS_PER_UNIT);
    case 'volunteers': return quantity * UNITS_PER_VOLUNTEER;
    case 'fen': return Math.floor(quantity / (unitCostFen > 0 ? unitCostFen : FEN_PER_CASE));
    case 'rooms': return holdsPeople(items) ? quantity * PEOPLE_PER_ROOM : 0;
    case 'squareMetres': return holdsPeople(items) ? Math.floor(quantity / SQUARE_METRES_PER_PERSON) : 0;
  }
}

/** Units of what others take along on each visit: as many as it answers needs by itself, or, where alone it answers none, its rooms or square metres as stated. */
export const unitsAlong = (capacity: Capacity, items: readonly string[], unitCostFen: number): number | null => {
  const units = unitsOf(capacity, items, unitCostFen);
  return units === 0 ? capacity.quantity : units;
};

const holdsPeople = (items: readonly string[]): boolean => items.some((item) => (MET_BY_A_ROOM as readonly string[]).includes(item));

/** The first day of the period that holds today. A week begins on Monday, a term on 1 March and 1 September; what is given once is counted since it was stated. */
export function periodStart(per: CapacityPeriod, today: LocalDate, confirmedOn: LocalDate): LocalDate {
  switch (per) {
    case 'week': return addDays(today, 1 - weekdayOf(today));
    case 'month': return `${today.slice(0, 7)}-01`;
    case 'term': {
      const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
      return month >= 9 ? `${year}-09-01` : month >= 3 ? `${year}-03-01` : `${year - 1}-09-01`;
    }
    case 'once': return confirmedOn;
  }
}

/** Units that a referral holds or has used. `onDay`: the day of the service, null while it is not fixed. */
export type Use = { units: number; isOpen: boolean; onDay: LocalDate | null };

/** What counts against a period: everything still open that is not fixed for a later period, and what was delivered in it. */
export function unitsUsed(uses: Use[], per: CapacityPeriod, from: LocalDate, _today: LocalDate): number {
  const end = per === 'once' ? null : periodEnd(per, from);
  const counts = (use: Use) => (use.isOpen ? use.onDay === null || end === null || use.onDay <= end : use.onDay !== null && use.onDay >= from);
  return uses.filter(counts).reduce((sum, use) => sum + use.units, 0);
}

/** The last day of a period that begins on a day. */
export function periodEnd(per: Exclude<CapacityPeriod, 'once'>, from: LocalDate): LocalDate {
  if (per === 'week') return addDays(from, 6);
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  const later = month + (per === 'month' ? 1 : 6);
  return addDays(`${later > 12 ? year + 1 : year}-${String(((later - 1) % 12) + 1).padStart(2, '0')}-01`, -1);
}

/** At most so many units a week, whatever the period of the capacity; `used` of them in the running one. */
export type Weekly = { cap: number | null; used: number };

/** Units left: of the period and, where a resource states how many a week, of that the lesser. Where nobody has said how much, one at a time: such a provider is asked for one case, never passed over and never flooded. */
export const unitsLeft = (total: number | null, used: number, weekly: Weekly = { cap: null, used: 0 }): number =>
  Math.max(0, Math.min((total ?? 1) - used, weekly.cap === null ? Infinity : weekly.cap - weekly.used));
