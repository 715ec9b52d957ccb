import { say } from '../../../../platform/web/say.ts';
import type { ReferralRow } from '../../core/contract.ts';
import { CLOCK_OF, isLive } from '../../core/referral.ts';

/** Which rule the day of the next step comes from, in one phrase; null for what has ended, or began before there were rules. */
export function ruleWords({ status, clock, urgency, item }: Pick<ReferralRow, 'status' | 'clock' | 'urgency' | 'item'>): string | null {
  if (!isLive(status) || !clock) return null;
  return say('referrals.rule', { urgency: say(`needs.urgency.${urgency ?? 1}`), item: say(`needs.item.${item}`), rule: ruleOnly({ status, clock })! });
}

/** The same beside what says already how urgent it is and what is needed. */
export function ruleOnly({ status, clock }: Pick<ReferralRow, 'status' | 'clock'>): string | null {
  if (!isLive(status) || !clock) return null;
  const step = CLOCK_OF[status];
  return say('referrals.ruleOnly', { what: say(`referrals.ruleWhat.${step}`, { count: clock.days[step]! }), place: clock.placeName, version: clock.version });
}
