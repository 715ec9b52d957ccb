import { capsOf } from './caps.ts';
import { firstBroken, type RuleBook } from './eligibility.ts';
import { limitsOf, type Limits } from './limits.ts';
import type { MatchInput, MatchNeed, MatchResource, Pin, PinLack, RefusedPin } from './model.ts';

/** The pins a run keeps, need by need, and those it cannot keep, each with its cause. `lacksAt`: what would be short if this need, too, were pinned to resource j. */
export type Pins = { resourceOf: Map<string, string>; refused: RefusedPin[]; lacksAt: (need: MatchNeed, j: number) => PinLack[] };

/** Takes pins in the order they were set, as long as each is eligible and fits whole beside those before it. `limits`: as the lists state them, where `input` has capacities that are divided up; `stated`: the resources as they state them. */
export function settlePins(input: MatchInput, book: RuleBook, { limits, termsOf }: Limits = limitsOf(input), stated: readonly MatchResource[] = input.resources): Pins {
  const { needs, resources, options } = input, { organizations, capOf } = capsOf(input);
  const needById = new Map(needs.map((need) => [need.id, need]));
  const placeOf = new Map(resources.map(({ id }, j) => [id, j]));
  const used = new Float64Array(resources.length), carried = new Float64Array(organizations.length), spent = new Float64Array(limits.length);
  const resourceOf = new Map<string, string>();
  /** Within what is stated, beside the pins that are kept; its own, where it has one, gives way. */
  const lacksAt = ({ id, quantity }: MatchNeed, j: number): PinLack[] => {
    const own = resourceOf.get(id), from = own === undefined ? -1 : placeOf.get(own)!, c = capOf[j]!, lacks: PinLack[] = [];
    for (const { limit, weight } of termsOf[j]!) {
      const freed = from < 0 ? 0 : quantity * (termsOf[from]!.find((term) => term.limit === limit)?.weight ?? 0), short = spent[limit]! - freed + quantity * weight - limits[limit]!.left;
      if (short > 0) lacks.push(limits[limit]!.kind === 'budget' ? { of: 'budget', fen: short } : { of: 'shared', units: short });
    }
    const overCap = c < 0 ? 0 : carried[c]! - (from >= 0 && capOf[from] === c ? quantity : 0) + quantity - organizations[c]!.capacity, over = used[j]! - (from === j ? quantity : 0) + quantity - stated[j]!.capacity;
    if (overCap > 0) lacks.push({ of: 'cap', units: overCap });
    if (over > 0) lacks.push({ of: 'places', units: over });
    return lacks;
  };
  const pins: Pins = { resourceOf, refused: [], lacksAt };
  const causeAgainst = ({ needId, resourceId }: Pin): RefusedPin | null => {
    const need = needById.get(needId), j = placeOf.get(resourceId), resource = j === undefined ? undefined : resources[j], pin = { needId, resourceId };
    if (!need || !resource) return { ...pin, because: 'unknown' };
    if (!need.hasConsent || !need.isVerified) return { ...pin, because: 'waiting' };
    if (pins.resourceOf.has(needId)) return { ...pin, because: 'alreadyPinned' };
    const rule = firstBroken(need, resource, book);
    if (rule) return { ...pin, because: 'notEligible', rule };
    const lacks = lacksAt(need, j!);
    return lacks.length > 0 || used[j!]! + need.quantity > resource.capacity ? { ...pin, because: 'full', lacks } : null;
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
