import { capsOf } from './caps.ts';
import { firstBroken, type RuleBook } from './eligibility.ts';
import { limitsOf, unitsUnder, type Limits } from './limits.ts';
import type { MatchInput, Pin, RefusedPin } from './model.ts';

/** The pins a run keeps, need by need, and those it cannot keep, each with its cause. */
export type Pins = { resourceOf: Map<string, string>; refused: RefusedPin[] };

/** Takes pins in the order they were set, as long as each is eligible and fits whole beside those before it. `limits`: as the lists state them, where `input` has capacities that are divided up. */
export function settlePins(input: MatchInput, book: RuleBook, { limits, termsOf }: Limits = limitsOf(input)): Pins {
  const { needs, resources, options } = input, { organizations, capOf } = capsOf(input);
  const needById = new Map(needs.map((need) => [need.id, need]));
  const placeOf = new Map(resources.map(({ id }, j) => [id, j]));
  const used = new Float64Array(resources.length), carried = new Float64Array(organizations.length), spent = new Float64Array(limits.length);
  const pins: Pins = { resourceOf: new Map(), refused: [] };
  const causeAgainst = ({ needId, resourceId }: Pin): RefusedPin | null => {
    const need = needById.get(needId), j = placeOf.get(resourceId), resource = j === undefined ? undefined : resources[j], pin = { needId, resourceId };
    if (!need || !resource) return { ...pin, because: 'unknown' };
    if (!need.hasConsent || !need.isVerified) return { ...pin, because: 'waiting' };
    if (pins.resourceOf.has(needId)) return { ...pin, because: 'alreadyPinned' };
    const rule = firstBroken(need, resource, book);
    if (rule) return { ...pin, because: 'notEligible', rule };
    const c = capOf[j!]!, isFull = used[j!]! + need.quantity > resource.capacity || (c >= 0 && carried[c]! + need.quantity > organizations[c]!.capacity);
    return isFull || unitsUnder(limits, spent, termsOf[j!]!) < need.quantity ? { ...pin, because: 'full' } : null;
  };
  for (const pin of options.pins) {
    const refused = causeAgainst(pin);
    if (refused) { pins.refused.push(refused); continue; }
    pins.resourceOf.set(pin.needId, pin.resourceId);
    const j = placeOf.get(pin.resourceId)!, c = capOf[j]!, { quantity } = needById.get(pin.needId)!;
    used[j]! += quantity;
    if (c >= 0) carried[c]! += quantity;
    for (const { limit, weight } of termsOf[j]!) spent[limit]! += quantity * weight;
  }
  return pins;
}
