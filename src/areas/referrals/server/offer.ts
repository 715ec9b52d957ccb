import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistories } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotices, leaveForJobs } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { owe } from '../../duties/server/operations.ts';
import { admitConsent } from '../../people/core/consent.ts';
import { countCarried, countPromised, lockLimits } from '../../organizations/server/operations.ts';
import { getRecipients, giveConsents, type Recipient } from '../../people/server/operations.ts';
import { divisionsServed } from '../../resources/core/resource.ts';
import { periodStart, unitsAlong, unitsLeft, unitsOf, unitsUsed, type CapacityPeriod, type Use } from '../../resources/core/units.ts';
import type { ReferralConsent, ReferralStanding } from '../core/contract.ts';
import { offeredWords } from '../core/offered-words.ts';
import { admitOffer, consentFor, type OfferQuestion } from '../core/offer.ts';
import { stepDue, type Clock } from '../core/clock.ts';
import { isLive } from '../core/referral.ts';
import { clocksFor } from './clocks.ts';
import { detailsOf, ownerOfNext, ruleOf, settleRematches, standingIn, titleOf } from './duties.ts';
import { matchNeeds } from './need-moves.ts';
import { addReferrals, addUses, getNeedsForOffer, getResourcesForOffer, listReferralConsents, listSiblings, listUses, type NewReferral, type OfferedNeed, type OfferedResource } from './queries.ts';

export type Offer = { needId: string; resourceId: string; proposalId?: string | null; units?: number; consent?: ReferralConsent };

type Sibling = Awaited<ReturnType<typeof listSiblings>>[number];
/** What is known while a list of offers is gone through; each offer that is admitted counts for those behind it. */
type Desk = { needs: Map<string, OfferedNeed>; resources: Map<string, OfferedResource>; uses: Map<string, Use[]>; siblings: Map<string, Sibling[]>; caps: Map<string, { limit: number; carried: number }>; budgets: Map<string, { limitFen: number; promisedFen: number }>; clocks: Map<string, Clock> };

const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]));
function grouped<T, K extends string>(rows: T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** Locks needs, resources and organisations that state a cap or a budget, always in this order, and reads what all places hold of them. */
async function layOut(tx: Tx, call: Call, offers: Offer[]): Promise<Desk> {
  const needIds = [...new Set(offers.map(({ needId }) => needId))];
  const resourceIds = [...new Set(offers.map(({ resourceId }) => resourceId))];
  const [needs, resources, siblings] = await Promise.all([getNeedsForOffer(tx, needIds), getResourcesForOffer(tx, resourceIds, call.today), listSiblings(tx, needIds)]);
  const week = periodStart('week', call.today, call.today);
  const since = resources.flatMap(({ id, capacity }) => (capacity ? [{ resourceId: id, from: [week, periodStart(capacity.per, call.today, capacity.confirmedOn)].sort()[0]! }] : []));
  const uses = since.length > 0 ? await listUses(tx, since) : [];
  const caps: Desk['caps'] = new Map(), budgets: Desk['budgets'] = new Map();
  for (const { id, unitCap, monthlyBudgetFen } of await lockLimits(tx, [...new Set(resources.flatMap(({ organizationId }) => organizationId ?? []))])) {
    if (unitCap !== null) caps.set(id, { limit: unitCap, carried: await countCarried(tx, id) });
    if (monthlyBudgetFen !== null) budgets.set(id, { limitFen: monthlyBudgetFen, promisedFen: await countPromised(tx, id, call.today) });
  }
  return { caps, budgets, clocks: await clocksFor(tx, call, needs), needs: byId(needs), resources: byId(resources), siblings: grouped(siblings, ({ needId }) => needId), uses: grouped(uses, ({ resourceId }) => resourceId) };
}

/** What each unit of a resource takes along; not usable where it is out of sight. */
function sharedOf(call: Call, desk: Desk, { alsoTakesId, alsoTakesUnits }: OfferedResource): OfferQuestion['shared'] {
  if (alsoTakesId === null) return null;
  const along = desk.resources.get(alsoTakesId);
  if (!along) return { name: null, isUsable: false, each: alsoTakesUnits, limit: 0, taken: 0 };
  return { name: along.providerName, isUsable: along.isUsable, each: alsoTakesUnits, ...takenOf(call, along, desk.uses.get(along.id) ?? [], unitsAlong) };
}

function admit(call: Call, desk: Desk, { needId, resourceId, units }: Offer): Result<{ units: number; need: OfferedNeed; resource: OfferedResource }> {
  const need = desk.needs.get(needId);
  const resource = desk.resources.get(resourceId);
  if (!need) throw new NotFound('need', needId);
  if (!resource) throw new NotFound('resource', resourceId);
  const { organizationId, unitCostFen } = resource, budget = organizationId && desk.budgets.get(organizationId);
  const admitted = admitOffer({
    need, units, resource: { ...resource, servedCodes: divisionsServed(resource) },
    underWay: (desk.siblings.get(needId) ?? []).filter(({ status }) => isLive(status)),
    cap: (organizationId && desk.caps.get(organizationId)) || null, budget: budget ? { ...budget, unitCostFen } : null,
    ...takenOf(call, resource, desk.uses.get(resourceId) ?? []), shared: sharedOf(call, desk, resource),
  });
  return admitted.ok ? ok({ units: admitted.value.units, need, resource }) : admitted;
}

/** What the resource can take and what is taken of it: of its period, or of the week where that leaves fewer. */
function takenOf(call: Call, { capacity, items, unitCostFen, weeklyCap }: OfferedResource, uses: Use[], unitsIn = unitsOf): { limit: number | null; taken: number } {
  if (!capacity) return { limit: null, taken: 0 };
  const taken = (per: CapacityPeriod) => unitsUsed(uses, per, periodStart(per, call.today, capacity.confirmedOn), call.today);
  const period = { limit: unitsIn(capacity, items, unitCostFen), taken: taken(capacity.per) };
  if (weeklyCap === null) return period;
  const week = { limit: weeklyCap, taken: taken('week') };
  return period.limit === null || unitsLeft(week.limit, week.taken) < unitsLeft(period.limit, period.taken) ? week : period;
}

type Ground = { basis: string; givenHow: string; givenOn: string; isNew: boolean };

/** The ground on which the resident's data may be passed on: one on record, or one given in this act. */
function groundFor(call: Call, known: Parameters<typeof consentFor>[0], offer: Offer, resource: OfferedResource, birthDate: string | null): Result<Ground> {
  const recorded = consentFor(known, resource.organizationId);
  if (recorded) return ok({ ...recorded, isNew: false });
  if (!offer.consent) return refuse({ code: 'noConsent', receiver: resource.providerName });
  const given = { ...offer.consent, givenOn: offer.consent.givenOn ?? call.today };
  // A receiver without a record among the organisations is named all the same: the consent stands on the referral, beside its name.
  const admitted = admitConsent({ ...given, purpose: 'referral', receiverOrganizationId: resource.organizationId ?? resource.id }, birthDate, call.today);
  return admitted.ok ? ok({ ...given, isNew: true }) : admitted;
}

/**
 * Hands needs to the holders of resources, one result an offer, in their order. What is refused leaves nothing behind, and the others go on.
 * Name, address and telephone travel sealed until the receiver says yes.
 */
export async function offerReferrals(tx: Tx, call: Call, offers: Offer[]): Promise<Result<ReferralStanding>[]> {
  if (offers.length === 0) return [];
  const desk = await layOut(tx, call, offers);
  const personIds = [...new Set([...desk.needs.values()].flatMap(({ personId }) => personId ?? []))];
  const [consents, recipients] = await Promise.all([
    listReferralConsents(tx, personIds, call.today).then((rows) => grouped(rows, ({ personId }) => personId)),
    getRecipients(tx, call, personIds),
  ]);

  const rows: NewReferral[] = [];
  const grounds: { personId: string; divisionCode: string; receiverOrganizationId: string; basis: ReferralConsent['basis']; givenHow: ReferralConsent['givenHow']; givenOn: string; purpose: 'referral' }[] = [];
  const results = offers.map((offer): Result<ReferralStanding, Refusal> => {
    const admitted = admit(call, desk, offer);
    if (!admitted.ok) return admitted;
    const { need, resource, units } = admitted.value;
    const recipient = need.personId ? recipients.get(need.personId)! : null;
    const ground = need.personId ? groundFor(call, consents.get(need.personId) ?? [], offer, resource, recipient?.birthDate ?? null) : null;
    if (ground && !ground.ok) return ground;
    if (ground?.value.isNew && resource.organizationId) {
      grounds.push({ personId: need.personId!, divisionCode: need.divisionCode, receiverOrganizationId: resource.organizationId, purpose: 'referral', ...(ground.value as ReferralConsent & { givenOn: string }) });
    }
    const row = { ...rowOf(call, offer, need, resource, units, recipient, ground?.value ?? null, desk.clocks.get(need.id)!), along: alongOf(desk, resource, units) };
    rows.push(row);
    desk.siblings.set(need.id, [...(desk.siblings.get(need.id) ?? []), { id: row.id, needId: need.id, resourceId: resource.id, status: 'offered', units }]);
    desk.uses.set(resource.id, [...(desk.uses.get(resource.id) ?? []), { units, isOpen: true, onDay: null }]);
    if (row.along) desk.uses.set(row.along.resourceId, [...(desk.uses.get(row.along.resourceId) ?? []), { units: row.along.units, isOpen: true, onDay: null }]);
    const cap = resource.organizationId && desk.caps.get(resource.organizationId);
    if (cap) cap.carried += units;
    const budget = resource.organizationId && desk.budgets.get(resource.organizationId);
    if (budget) budget.promisedFen += row.costFen;
    return ok({ referralId: row.id, needId: need.id, status: 'offered', dueOn: row.dueOn, version: 1 });
  });
  if (rows.length === 0) return results;
  await giveConsents(tx, call, grounds);
  await save(tx, call, desk, rows);
  return results;
}

/** What a referral takes along, in units of that. */
function alongOf(desk: Desk, { alsoTakesId, alsoTakesUnits }: OfferedResource, units: number): NewReferral['along'] {
  const along = alsoTakesId === null ? undefined : desk.resources.get(alsoTakesId);
  return along ? { resourceId: along.id, resourceDivision: along.divisionCode, units: units * alsoTakesUnits, lentBy: along.organizationId } : null;
}

function rowOf(call: Call, offer: Offer, need: OfferedNeed, resource: OfferedResource, units: number, recipient: Recipient | null, ground: Ground | null, clock: Clock): Omit<NewReferral, 'along'> {
  const disclosed = recipient && JSON.stringify({ name: recipient.fullName, address: recipient.address, phone: recipient.phones[0] ?? null });
  return {
    id: newId(), divisionCode: need.divisionCode, needId: need.id, resourceId: resource.id, proposalId: offer.proposalId ?? null, organizationId: resource.organizationId, personId: need.personId,
    item: need.item, units, costFen: units * resource.unitCostFen, providerName: resource.providerName, communityName: need.communityName, workerName: call.actor.name,
    urgency: need.urgency, needWords: offeredWords(need.description, recipient), wishedTime: need.wishedTime, dueOn: stepDue({ clock, urgency: need.urgency }, 'answer', call.today), clock,
    recipientSealed: disclosed && call.vault.seal(disclosed).toString('hex'), birthDate: recipient?.birthDate ?? null, language: need.language,
    consentBasis: ground?.basis ?? null, consentHow: ground?.givenHow ?? null, consentOn: ground?.givenOn ?? null, resourceDivision: resource.divisionCode,
    contactName: resource.contactName, contactPhoneSealed: resource.contactPhoneSealed,
  };
}

/** What came back of a need and is placed again by this offer: the last, or, where nothing of the need is left to be placed, all of it. */
function answeredBy({ needs, siblings }: Desk, needId: string): Sibling[] {
  const [live, ended] = [(siblings.get(needId) ?? []).filter(({ status }) => isLive(status)), (siblings.get(needId) ?? []).filter(({ status }) => !isLive(status))];
  return ended.slice(0, live.reduce((sum, { units }) => sum + units, 0) >= needs.get(needId)!.quantity ? ended.length : 1);
}

async function save(tx: Tx, call: Call, desk: Desk, rows: NewReferral[]): Promise<void> {
  await addReferrals(tx, rows, call.actor.accountId, call.now);
  addUses(tx, rows);
  const waiting = [...new Set(rows.map(({ needId }) => needId))].filter((needId) => desk.needs.get(needId)!.status === 'open');
  await matchNeeds(tx, call, waiting);
  settleRematches(tx, call, rows.flatMap(({ needId }) => answeredBy(desk, needId).map(({ id }) => ({ needId, referralId: id }))));
  appendHistories(tx, call, rows.flatMap((row) => [
    { kind: 'referral', subjectId: row.id, divisionCode: row.divisionCode, action: 'offered', changes: { provider: [null, row.providerName] as [unknown, unknown] } },
    { kind: 'need', subjectId: row.needId, divisionCode: row.divisionCode, action: 'referralOffered', changes: { provider: [null, row.providerName] as [unknown, unknown] } },
  ]));
  addNotices(tx, call, rows.map((row) => ({ kind: 'referral', subjectId: row.id, divisionCode: row.divisionCode })));
  leaveForJobs(tx, call, rows.map((row) => ({ kind: 'referralOffered', subjectId: row.id, divisionCode: row.divisionCode })));
  await owe(tx, call, rows.map((row) => {
    const owner = ownerOfNext(call, 'offered', { ...row, lookedAfterBy: call.actor.accountId }, desk.resources.get(row.resourceId)!.managerAccountId);
    return {
      kind: 'answerReferral' as const, subjectKind: 'referral', subjectId: row.id, subjectTitle: titleOf(row), divisionCode: row.divisionCode, dueOn: row.dueOn,
      owner, details: { ...detailsOf(row, call.actor.accountId), ...ruleOf(row, 'answer'), ...standingIn(owner, 'offered', row.organizationId) },
    };
  }));
}
