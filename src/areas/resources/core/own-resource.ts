import { codeFrom } from '../../../kernel/spoken-code.ts';
import type { ItemCode } from '../../needs/core/items.ts';
import { CAPACITY_PERIODS, CAPACITY_UNITS, type Capacity } from './units.ts';

/** What an owner keeps of a resource, as it stands: `quantity` is what "still so" would say (of what is given once, what is left), the phone masked. */
export type OwnResource = Capacity & {
  id: string; version: number; name: string; items: ItemCode[]; status: 'active' | 'paused'; closedDays: string[]; phone: string | null; validFrom: string | null; validUntil: string | null;
  /** The day from which the capacity ages. */ sureOn: string;
};

/** What is to become of one: what is left out stays, null empties. `mark`: as it stood when its owner looked at it. */
export type OwnTaking = { resourceId: string; mark: string; quantity?: number | null; closedDays?: string[]; phone?: string | null; validUntil?: string | null; status?: 'active' | 'paused' };

/** Nine letters and digits by which a resource is named on a sheet; made from its id, and hardly ever the same for two of one owner. */
export const numberOf = ({ id }: { id: string }): string => codeFrom(id.replaceAll('-', ''));

type Standing = Capacity & { version: number };

/** How a resource stood: `3.12.pieces.once`. Saying the same capacity again leaves it as it was, any other change does not. */
export const markOf = ({ version, quantity, unit, per }: Standing): string => [version, quantity ?? '?', unit, per].join('.');

export function readMark(text: string): Standing | null {
  const [version, quantity, unit, per, more] = text.trim().split('.');
  if (more !== undefined || !/^\d{1,9}$/.test(version ?? '') || !/^(\d{1,10}|\?)$/.test(quantity ?? '')) return null;
  const known = CAPACITY_UNITS.find((one) => one === unit), period = CAPACITY_PERIODS.find((one) => one === per);
  return known && period ? { version: Number(version), quantity: quantity === '?' ? null : Number(quantity), unit: known, per: period } : null;
}
