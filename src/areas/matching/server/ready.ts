import type { Call } from '../../../platform/server/call.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { findDivisionName } from '../../divisions/server/operations.ts';
import { findNeedForMatch } from '../../needs/server/operations.ts';
import { listCaps } from '../../organizations/server/operations.ts';
import { listResourcesForMatch } from '../../resources/server/operations.ts';
import type { ReadyAnswer } from '../core/contract.ts';
import { readyFor } from '../core/ready-for.ts';
import { WEIGHTS } from '../core/weights.ts';
import { heldUnder, matchNeedOf, matchResourceOf } from './lists.ts';
import { listResourceNames, listRulesOfNeed } from './queries.ts';
import { listHeldFromOthers, listServedBefore } from './run-queries.ts';

/** As many as a person compares without a list. */
const MOST = 3;

/** Who could serve a need now, without waiting for the next run: for what has just been heard and cannot wait. */
export async function readReady(tx: Tx, call: Call, { needId }: { needId: string }): Promise<ReadyAnswer> {
  const open = await findNeedForMatch(tx, needId);
  if (!open) return { needId, need: null, eligible: 0, cure: null, resources: {}, removed: {}, best: [] };
  const [resources, caps, rules, communityName] = await Promise.all([listResourcesForMatch(tx, call.today, open.item), listCaps(tx), listRulesOfNeed(tx, needId), findDivisionName(tx, open.communityCode)]);
  const [before] = open.sameWorker ? await listServedBefore(tx, needId) : [];
  const owners = new Set(resources.map(({ organizationId }) => organizationId)), capped = caps.filter(({ id }) => owners.has(id));
  const held = await listHeldFromOthers(tx, needId, resources.map(({ id }) => id), capped.map(({ id }) => id));
  const vetoes = rules.filter(({ kind }) => kind === 'veto').map(({ resourceId, code }) => ({ needId, resourceId, reason: code ?? '' }));
  const underCap = new Map(capped.map(({ id, unitCap, unitsCarried }) => [id, { left: Math.max(0, unitCap - unitsCarried), held: heldUnder(held, id) }]));
  const heldOf = new Map(held.map(({ resourceId, units }) => [resourceId, units]));
  const standing = resources.map((resource) => ({ ...matchResourceOf(resource, 0, call.today), held: heldOf.get(resource.id) ?? 0, underCap: underCap.get(resource.organizationId ?? '') ?? null }));
  const { eligible, cure, best, removed } = readyFor(matchNeedOf(open, call.today, before?.servedBy), standing, { options: { asOf: call.today, weights: WEIGHTS, vetoes }, most: MOST });
  const cured = cure && 'resourceId' in cure ? [cure.resourceId] : [], names = await listResourceNames(tx, [...best.map(({ resourceId }) => resourceId), ...cured]);
  const named = (resourceId: string) => { const { homeCode: _, ...words } = names.get(resourceId)!; return words; };
  return {
    needId, eligible, cure, removed, resources: Object.fromEntries(cured.map((id) => [id, named(id)])),
    need: {
      waitsFor: open.hasConsent ? (open.isVerified ? null : 'verification') : 'consent',
      item: open.item, units: open.quantity, communityCode: open.communityCode, communityName: communityName ?? '', personId: open.personId,
    },
    best: best.map(({ resourceId, ...ready }) => ({ ...named(resourceId), ...ready })),
  };
}
