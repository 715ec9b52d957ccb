import { isWithin } from '../../../kernel/division.ts';
import { daysBetween, type LocalDate } from '../../../kernel/local-date.ts';
import type { Scope } from '../../../platform/server/actor.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { listBudgets, listCaps } from '../../organizations/server/operations.ts';
import { listNeedsForMatch, type OpenNeed } from '../../needs/server/operations.ts';
import { listResourcesForMatch, listTakenAlong, type ResourceForMatch } from '../../resources/server/operations.ts';
import { FLOORS } from '../core/floors.ts';
import type { MatchInput, MatchNeed, MatchResource } from '../core/model.ts';
import { WEIGHTS } from '../core/weights.ts';
import { listCircumstances, listHeld, listServedBefore, listStandingRules, type Held } from './run-queries.ts';

/** The residents' records of one division and no others: row security itself cuts the list. */
export const narrowed = (scope: Scope, divisionCode: string): Scope =>
  ({ ...scope, settings: { ...scope.settings, 'app.lo': divisionCode, 'app.hi': `${divisionCode}:` } });

/** What two records must share to meet is the item: meals and house cleaning are both care for elders, and neither does for the other. */
export const matchNeedOf = (need: OpenNeed, asOf: LocalDate, servedBy: string[] = []): MatchNeed => ({
  id: need.id, communityCode: need.communityCode, category: need.item, urgency: need.urgency, waitingDays: Math.max(0, daysBetween(need.heardOn, asOf)), quantity: need.quantity,
  language: need.language, qualification: need.qualification, workerSex: need.workerSex, ...(need.sameWorker ? { sameWorker: need.sameWorker, servedBy } : {}), slots: need.slots && need.slots.length > 0 ? need.slots : null, hasConsent: need.hasConsent, isVerified: need.isVerified,
});

export const matchResourceOf = (resource: ResourceForMatch, held: number, asOf: LocalDate): MatchResource => ({
  id: resource.id, name: resource.name, organizationId: resource.organizationId, categories: resource.items, reach: { kind: 'divisions', codes: resource.reachCodes },
  capacity: Math.max(0, resource.unitsLeft - held), capacityConfirmedDaysAgo: Math.max(0, daysBetween(resource.capacitySureOn, asOf)),
  qualifications: resource.qualifications, languages: resource.languages, workerSexes: resource.workerSexes, slots: resource.slots, unitCostFen: resource.unitCostFen, homeCode: resource.homeCode, validUntil: resource.validUntil,
  ...(resource.unitsIfConfirmed === null ? {} : { ifConfirmed: Math.max(0, resource.unitsIfConfirmed - held) }),
  ...(resource.alsoTakes ? { alsoTakes: resource.alsoTakes } : {}),
});

/** What stands proposed elsewhere of each resource: to be served by it, and to be taken along. */
export function heldOfEach(held: Held[]): Map<string, number> {
  const heldOf = new Map<string, number>(), hold = (id: string, units: number) => heldOf.set(id, (heldOf.get(id) ?? 0) + units);
  for (const { resourceId, units, alsoTakesId, alsoTakesUnits } of held) {
    hold(resourceId, units);
    if (alsoTakesId) hold(alsoTakesId, units * alsoTakesUnits);
  }
  return heldOf;
}

/** The resources that these take along. */
export const takenAlong = (resources: Pick<ResourceForMatch, 'alsoTakes'>[]): string[] => [...new Set(resources.flatMap(({ alsoTakes }) => alsoTakes?.resourceId ?? []))];

/** What stands proposed elsewhere to resources of an organisation. */
export const heldUnder = (held: { organizationId: string | null; units: number }[], id: string): number => held.reduce((sum, { organizationId, units }) => sum + (organizationId === id ? units : 0), 0);

/** And what that costs the organisation. */
export const moneyHeldUnder = (held: { organizationId: string | null; units: number; unitCostFen: number }[], id: string): number => held.reduce((sum, { organizationId, units, unitCostFen }) => sum + (organizationId === id ? units * unitCostFen : 0), 0);

const reaches = (resource: ResourceForMatch, divisionCode: string): boolean => resource.reachCodes.some((code) => isWithin(code, divisionCode) || isWithin(divisionCode, code));

/**
 * The two lists as they stand: open needs of the division (those that wait for consent or verification too, for their reasons), and whatever reaches it,
 * with the units left. What is given or booked is no longer left, and what stands proposed to needs elsewhere is kept for them.
 */
export async function loadLists(tx: Tx, switchTo: (scope: Scope) => void, scope: Scope, divisionCode: string, asOf: LocalDate): Promise<MatchInput> {
  switchTo(narrowed(scope, divisionCode));
  const [needs, before, known] = await Promise.all([listNeedsForMatch(tx), listServedBefore(tx), listCircumstances(tx)]), servedBy = new Map(before.map((one) => [one.needId, one.servedBy]));
  const circumstancesOf = new Map(known.map(({ needId, circumstances }) => [needId, circumstances]));
  switchTo(scope);
  const [all, held, caps, money, rules] = await Promise.all([listResourcesForMatch(tx, asOf), listHeld(tx, divisionCode), listCaps(tx), listBudgets(tx, asOf), listStandingRules(tx, divisionCode)]);
  const resources = all.filter((resource) => reaches(resource, divisionCode)), owners = new Set(resources.map(({ organizationId }) => organizationId));
  const heldOf = heldOfEach(held), along = await listTakenAlong(tx, asOf, takenAlong(resources)), isAlong = new Set(along.map(({ id }) => id));
  const listOf = (resource: ResourceForMatch) => matchResourceOf(resource, heldOf.get(resource.id) ?? 0, asOf);
  // what goes along and answers no need by itself offers nothing
  const goesAlong = along.map((one) => ({ ...listOf(one), ...(one.servesAlone ? {} : { categories: [] }) }));
  const asking = new Set(needs.map(({ id }) => id));
  const pairs = (kind: 'pin' | 'veto') => rules.filter((rule) => rule.kind === kind && asking.has(rule.needId));
  return {
    needs: needs.map((need) => ({ ...matchNeedOf(need, asOf, servedBy.get(need.id)), ...(circumstancesOf.has(need.id) ? { circumstances: circumstancesOf.get(need.id)! } : {}) })),
    organizations: caps.filter(({ id }) => owners.has(id)).map(({ id, unitCap, unitsCarried }) => ({ id, capacity: Math.max(0, unitCap - unitsCarried - heldUnder(held, id)) })),
    budgets: money.filter(({ id }) => owners.has(id)).map(({ id, name, monthlyBudgetFen, promisedFen }) => ({ organizationId: id, name, leftFen: Math.max(0, monthlyBudgetFen - promisedFen - moneyHeldUnder(held, id)) })),
    resources: [...resources.flatMap((resource) => (isAlong.has(resource.id) ? [] : [listOf(resource)])), ...goesAlong],
    options: {
      asOf, weights: WEIGHTS, floors: FLOORS,
      pins: pairs('pin').map(({ needId, resourceId }) => ({ needId, resourceId })),
      vetoes: pairs('veto').map(({ needId, resourceId, code }) => ({ needId, resourceId, reason: code ?? '' })),
    },
  };
}
