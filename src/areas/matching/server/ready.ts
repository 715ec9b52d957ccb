import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findDivisionName } from '../../divisions/server/operations.ts';
import { findNeedForMatch } from '../../needs/server/operations.ts';
import { countPromised, listBudgets, listCaps } from '../../organizations/server/operations.ts';
import { listResourcesForMatch, listTakenAlong, type ResourceForMatch } from '../../resources/server/operations.ts';
import type { ReadyAnswer } from '../core/contract.ts';
import { readyFor, type Standing } from '../core/ready-for.ts';
import { WEIGHTS } from '../core/weights.ts';
import { heldOfEach, heldUnder, matchNeedOf, matchResourceOf, moneyHeldUnder, takenAlong } from './lists.ts';
import { listResourceNames, listRulesOfNeed } from './queries.ts';
import { namedByCure } from './reads.ts';
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
  const along = new Map((await listTakenAlong(tx, call.today, takenAlong(resources))).map((one) => [one.id, one]));
  const held = await listHeldFromOthers(tx, needId, [...new Set([...resources.map(({ id }) => id), ...along.keys()])], [...capped, ...paying].map(({ id }) => id));
  const vetoes = rules.filter(({ kind }) => kind === 'veto').map(({ resourceId, code }) => ({ needId, resourceId, reason: code ?? '' }));
  const underCap = new Map(capped.map(({ id, unitCap, unitsCarried }) => [id, { left: Math.max(0, unitCap - unitsCarried), held: heldUnder(held, id) }]));
  const underBudget = new Map<string, Standing['underBudget']>();
  // what is promised elsewhere counts, too: each organisation's sum is opened for itself
  for (const { id, name, monthlyBudgetFen } of paying) underBudget.set(id, { name, leftFen: Math.max(0, monthlyBudgetFen - await countPromised(tx, id, call.today)), heldFen: moneyHeldUnder(held, id) });
  const heldOf = heldOfEach(held);
  const underShared = ({ alsoTakes }: ResourceForMatch): Standing['underShared'] => (alsoTakes ? { name: along.get(alsoTakes.resourceId)?.name ?? '', left: along.get(alsoTakes.resourceId)?.unitsLeft ?? 0, held: heldOf.get(alsoTakes.resourceId) ?? 0 } : null);
  const standing = resources.map((resource) => ({ ...matchResourceOf(resource, 0, call.today), held: heldOf.get(resource.id) ?? 0, underCap: underCap.get(resource.organizationId ?? '') ?? null, underBudget: underBudget.get(resource.organizationId ?? '') ?? null, underShared: underShared(resource) }));
  const { eligible, unpaid, cure, best, removed } = readyFor(matchNeedOf(open, call.today, before?.servedBy), standing, { options: { asOf: call.today, weights: WEIGHTS, vetoes }, most: MOST });
  const cured = cure && 'resourceId' in cure ? namedByCure(cure) : [], names = await listResourceNames(tx, [...best.map(({ resourceId }) => resourceId), ...cured]);
  const named = (resourceId: string) => { const { homeCode: _, ...words } = names.get(resourceId)!; return words; };
  return {
    needId, eligible, unpaid, cure, removed, resources: Object.fromEntries(cured.flatMap((id) => (names.has(id) ? [[id, named(id)]] : []))),
    need: {
      waitsFor: open.hasConsent ? (open.isVerified ? null : 'verification') : 'consent',
      item: open.item, units: open.quantity, communityCode: open.communityCode, communityName: communityName ?? '', personId: open.personId,
    },
    best: best.map(({ resourceId, ...ready }) => ({ ...named(resourceId), ...ready })),
  };
}
