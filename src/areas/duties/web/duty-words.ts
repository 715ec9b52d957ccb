import { day } from '../../../platform/web/format.ts';
import { canSay, say } from '../../../platform/web/say.ts';
import type { DutyLine } from '../core/contract.ts';
import type { DutyKind } from '../core/duty.ts';

/** What is needed, or a circumstance, is named by its code, in the language of whoever reads; everything else by its own words. */
export function titleOf({ kind, title, item }: { kind: DutyKind; title: string; item: string | null }): string {
  const key = kind === 'reviewCircumstance' ? `people.circumstance.${title}` : `needs.item.${item}`;
  return canSay(key) ? say(key) : title;
}

/** Who sent a reminder, and on which day. */
export const remindedBy = (reminded: NonNullable<DutyLine['reminded']>): string => say('duties.remindedOn', { who: reminded.by, day: day(reminded.on) });

/** The day of a visit and, where they are agreed, its hours. */
export const visitWords = ({ on, from, until }: NonNullable<DutyLine['visit']>): string => (from && until ? `${day(on)} ${from}–${until}` : day(on));
