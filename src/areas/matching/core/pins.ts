import { firstBroken, type RuleBook } from './eligibility.ts';
import type { MatchInput, Pin, RefusedPin } from './model.ts';

/** The pins a run keeps, need by need, and those it cannot keep, each with its cause. */
export type Pins = { resourceOf: Map<string, string>; refused: RefusedPin[] };

/** Takes pins in the order they were set, as long as each is eligible and fits whole beside those before it. */
export function settlePins({ needs, resources, options }: MatchInput, book: RuleBook): Pins {
  const needById = new Map(needs.map((need) => [need.id, need]));
  const resourceById = new Map(resources.map((resource) => [resource.id, resource]));
  const used = new Map<string, number>();
  const pins: Pins = { resourceOf: new Map(), refused: [] };
  const causeAgainst = ({ needId, resourceId }: Pin): RefusedPin | null => {
    const need = needById.get(needId), resource = resourceById.get(resourceId), pin = { needId, resourceId };
    if (!need || !resource) return { ...pin, because: 'unknown' };
    if (!need.hasConsent || !need.isVerified) return { ...pin, because: 'waiting' };
    if (pins.resourceOf.has(needId)) return { ...pin, because: 'alreadyPinned' };
    const rule = firstBroken(need, resource, book);
    if (rule) return { ...pin, because: 'notEligible', rule };
    return (used.get(resourceId) ?? 0) + need.quantity > resource.capacity ? { ...pin, because: 'full' } : null;
  };
  for (const pin of options.pins) {
    const refused = causeAgainst(pin);
    if (refused) { pins.refused.push(refused); continue; }
    pins.resourceOf.set(pin.needId, pin.resourceId);
    used.set(pin.resourceId, (used.get(pin.resourceId) ?? 0) + needById.get(pin.needId)!.quantity);
  }
  return pins;
}
