import { day } from '../../../platform/web/format.ts';
import type { ReferralRow } from '../core/contract.ts';

export const hoursWords = (from: string | null, until: string | null): string => [from, until].filter(Boolean).join('–');

/** 2026-03-04 周三 09:00–10:30; the day alone where no hours were agreed. */
export const whenWords = ({ scheduledFrom, scheduledUntil }: Pick<ReferralRow, 'scheduledFrom' | 'scheduledUntil'>, on: string): string =>
  (scheduledFrom && scheduledUntil ? `${day(on)} ${scheduledFrom}–${scheduledUntil}` : day(on));
