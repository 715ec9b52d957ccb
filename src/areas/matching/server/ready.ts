import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findDivisionName } from '../../divisions/server/operations.ts';
import { findNeedForMatch } from '../../needs/server/operations.ts';
import { countPromised, listBudgets, listCaps } from '../../organizations/server/operations.ts';
import { listResourcesForMatch } from '../../resources/server/operations.ts';
import type { ReadyAnswer } from '../core/contract.ts';
import { readyFor, type Standing } from '../core/ready-for.ts';
import { WEIGHTS } from '../core/weights.ts';
import { heldUnder, matchNeedOf, matchResourceOf, moneyHeldUnder } from './lists.ts';
import { listResourceNames, listRulesOfNeed } from './queries.ts';
import { listHeldFromOthers, listServedBefore } from './run-queries.ts';

/** As many as a person compares without a list. */
const MOST = 3;

/** Who could serve a need now, without waiting for the next run: for what has just been heard and cannot wait. */
export async function readReady(tx: Tx, call: Call, { needId }: { needId: string }): Promise<ReadyAnswer> {
  const open = await findNeedForMatch(tx, needId);
  if (!open) return { needId, need: null, eligible: 0, unpaid: 0, cure: null, resources: {}, removed: {}, best: [] };
  const [resources, caps, budgets, rules, communityName] = await Promise.all([listResourcesForMatch(tx, call.today, open.item), listCaps(tx), listBudgets(tx, call.today), listRulesOfNeed(tx, needId), findDivisionName(tx, open.communityCode)]);
  const [before] = open.sameWorker ? await listServedBefore(tx, needId) : [];
  const owners = new Set(resources.map(({ organizationId }) => organizationId)), [capped, paying] = [caps.filter(({ id }) => owners.has(id)), budgets.filter(({ id }) => owners.has(id))];
  const held = await listHeldFromOthers(tx, needId, resources.map(({ id }) => id), [...capped, ...paying].map(({ id }) => id));
  const vetoes = rules.filter(({ kind }) => kind === 'veto').map(({ resourceId, code }) => ({ needId, resourceId, reason: code ?? '' }));
  const underCap = new Map(capped.map(({ id, unitCap, unitsCarried }) => [id, { left: Math.max(0, unitCap - unitsCarried), held: heldUnder(held, id) }]));
  const underBudget = new Map<string, Standing['underBudget']>();
  // what is promised elsewhere counts, too: each organisation's sum is opened for itself
  for (const { id, name, monthlyBudgetFen } of paying) underBudget.set(id, { name, leftFen: Math.max(0, monthlyBudgetFen - await countPromised(tx, id, call.today)), heldFen: moneyHeldUnder(held, id) });
  const heldOf = new Map(held.map(({ resourceId, units }) => [resourceId, units]));
  const standing = resources.map((resource) => ({ ...matchResourceOf(resource, 0, call.today), held: heldOf.get(resource.id) ?? 0, underCap: underCap.get(resource.organizationId ?? '') ?? null, underBudget: underBudget.get(resource.organizationId ?? '') ?? null }));
  const { eligible, unpaid, cure, best, removed } = readyFor(matchNeedOf(open, call.today, before?.servedBy), standing, { options: { asOf: call.today, weights: WEIGHTS, vetoes }, most: MOST });
  const cured = cure && 'resourceId' in cure ? [cure.resourceId] : [], names = await listResourceNames(tx, [...best.map(({ resourceId }) => resourceId), ...cured]);
  const named = (resourceId: string) => { const { homeCode: _, ...words } = names.get(resourceId)!; return words; };
  return {
    needId, eligible, unpaid, cure, removed, resources: Object.fromEntries(cured.map((id) => [id, named(id)])),
    need: {
      waitsFor: open.hasConsent ? (open.isVerified ? null : 'verification') : 'consent',
      item: open.item, units: open.quantity, communityCode: open.communityCode, communityName: communityName ?? '', personId: open.personId,
    },
    best: best.map(({ resourceId, ...ready }) => ({ ...named(resourceId), ...ready })),
  };
}
