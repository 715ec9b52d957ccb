import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';

/** What must hold before anyone is asked to help. */
export type OfferQuestion = {
  need: { status: string; isVerified: boolean; item: string; quantity: number; divisionCode: string };
  resource: { id: string; providerName: string; items: string[]; servedCodes: string[]; isUsable: boolean };
  /** Units that all referrals hold or have used in the period, and how many there are; null: nobody has said how many. */
  taken: number; limit: number | null;
  /** The cap that the resource's organisation states over all its resources, and what it carries; null: it states none. */
  cap: { limit: number; carried: number } | null;
  /** The money that it says it can spend this month, what is promised of it, and what a unit of this resource costs; null: it has not said. */
  budget: { limitFen: number; promisedFen: number; unitCostFen: number } | null;
  /** What each unit takes along, how many units of it, and how many of those all referrals have; null: nothing. `name` is null where it is out of sight. */
  shared: { name: string | null; isUsable: boolean; each: number; limit: number | null; taken: number } | null;
  /** Referrals of the same need that are under way. */
  underWay: { resourceId: string; units: number }[];
  units?: number | undefined;
};

export type OfferRefusal =
  | { code: 'needNotOpen'; status: string }
  | { code: 'needNotVerified' }
  | { code: 'offeredAlready' }
  | { code: 'resourceNotActive'; provider: string }
  | { code: 'resourceDoesNotFit'; provider: string }
  | { code: 'resourceFull'; provider: string; limit: number; taken: number }
  | { code: 'sharedFull'; provider: string; shared: string; limit: number; taken: number; asked: number }
  | { code: 'sharedNotUsable'; provider: string }
  | { code: 'organizationFull'; provider: string; limit: number; carried: number }
  | { code: 'budgetSpent'; provider: string; budgetYuan: number; promisedYuan: number; costYuan: number };

/** Whether a need may be handed to a resource now, and how many units of it. A need of several units may go to several providers, never in more units than it has. */
export function admitOffer({ need, resource, taken, limit, cap, budget, shared, underWay, units }: OfferQuestion): Result<{ units: number }, OfferRefusal> {
  const unitsLeft = need.quantity - underWay.reduce((sum, referral) => sum + referral.units, 0);
  const isShared = (need.status === 'matched' || need.status === 'inService') && underWay.length > 0 && unitsLeft > 0;
  if (underWay.some(({ resourceId }) => resourceId === resource.id)) return refuse({ code: 'offeredAlready' });
  if (need.status !== 'open' && !isShared) return refuse({ code: 'needNotOpen', status: need.status });
  if (!need.isVerified) return refuse({ code: 'needNotVerified' });
  const provider = resource.providerName;
  if (!resource.isUsable) return refuse({ code: 'resourceNotActive', provider });
  const serves = resource.servedCodes.some((code) => isWithin(need.divisionCode, code));
  if (!resource.items.includes(need.item) || !serves) return refuse({ code: 'resourceDoesNotFit', provider });
  const wanted = Math.min(units ?? unitsLeft, unitsLeft);
  if (limit !== null && taken + wanted > limit) return refuse({ code: 'resourceFull', provider, limit, taken });
  if (shared && !shared.isUsable) return refuse({ code: 'sharedNotUsable', provider });
  const asked = wanted * (shared?.each ?? 0);
  if (shared && shared.limit !== null && shared.taken + asked > shared.limit) return refuse({ code: 'sharedFull', provider, shared: shared.name ?? '', limit: shared.limit, taken: shared.taken, asked });
  if (cap && cap.carried + wanted > cap.limit) return refuse({ code: 'organizationFull', provider, ...cap });
  const costFen = wanted * (budget?.unitCostFen ?? 0);
  if (budget && costFen > 0 && budget.promisedFen + costFen > budget.limitFen) {
    return refuse({ code: 'budgetSpent', provider, budgetYuan: budget.limitFen / 100, promisedYuan: budget.promisedFen / 100, costYuan: costFen / 100 });
  }
  return ok({ units: wanted });
}

export type KnownConsent = { receiverOrganizationId: string | null; basis: string; givenHow: string; givenOn: string };

/** The agreement that covers passing a resident's data to this receiver: it names the receiver, or a statutory duty needs none named (PIPL 13, 23). */
export const consentFor = (consents: KnownConsent[], organizationId: string | null): KnownConsent | null =>
  consents.find((consent) => consent.basis === 'statutoryDuty' || (organizationId !== null && consent.receiverOrganizationId === organizationId)) ?? null;
