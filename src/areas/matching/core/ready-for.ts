import { cureAlone, type Alone } from './cures.ts';
import { commonSlot, firstBroken, hasServed, ruleBook } from './eligibility.ts';
import { RULES, type Cure, type MatchNeed, type MatchResource, type Nearness, type Rule } from './model.ts';
import { nearness } from './place.ts';
import { costOf, isStale } from './weights.ts';

/** A resource as one need meets it before any run. `capacity` are the units that are left; of them `held` stand proposed to others, and nobody has accepted them yet. `underCap`: the same of what its organisation can carry, where it states that; `underBudget`: of the money of its month; `underShared`: of what it takes along. */
export type Standing = MatchResource & { underShared?: { name: string; left: number; held: number } | null; held: number; underCap: { left: number; held: number } | null; underBudget: { name: string; leftFen: number; heldFen: number } | null };

/** `isKnown`: it has served the person before, and the need wishes for that. `unitsLeft`: of the resource and of its organisation the fewer; `held` of them are proposed to others. `room`: places that are nobody's, places only proposed to others, or too few, `isAtCap` where that is the organisation's doing, `isAtShared` where it is that of what it takes along. */
export type Ready = { resourceId: string; isKnown: boolean; nearness: Nearness; slot: string | null; costFen: number; isStale: boolean; unitsLeft: number; held: number; room: 'free' | 'held' | 'none'; isAtCap: boolean; isAtShared: boolean };

/** `eligible`: how many may serve it at all. `removed`: of the others, those that offer its kind, by the first rule that kept them away; `unpaid`: those that may, but whose organisation has not the money any more this month. `cure`: where none that may has places, the least change after which one has; as in a run, what stands proposed to others is theirs. */
export type ReadyFor = { eligible: number; best: Ready[]; removed: Partial<Record<Rule, number>>; unpaid: number; cure: Cure | null };

const ROOM = ['free', 'held', 'none'] as const;

function roomOf({ quantity }: MatchNeed, { capacity, held, underCap, underBudget, underShared, alsoTakes, unitCostFen }: Standing): Pick<Ready, 'unitsLeft' | 'held' | 'room' | 'isAtCap' | 'isAtShared'> {
  const payable = (fen: (money: NonNullable<typeof underBudget>) => number) => (underBudget && unitCostFen > 0 ? Math.floor(fen(underBudget) / unitCostFen) : Infinity);
  const along = (units: (shared: NonNullable<typeof underShared>) => number) => (underShared && alsoTakes ? Math.floor(Math.max(0, units(underShared)) / alsoTakes.units) : Infinity), goesAlong = along(({ left }) => left);
  const unitsLeft = Math.min(capacity, goesAlong, underCap?.left ?? capacity, payable(({ leftFen }) => leftFen));
  const spare = Math.max(0, Math.min(capacity - held, along(({ left, held: taken }) => left - taken), payable(({ leftFen, heldFen }) => leftFen - heldFen), underCap ? underCap.left - underCap.held : capacity));
  const room = spare >= quantity ? 'free' : unitsLeft >= quantity ? 'held' : 'none';
  return { unitsLeft, held: unitsLeft - Math.min(spare, unitsLeft), room, isAtCap: room === 'none' && capacity >= quantity && (underCap?.left ?? capacity) < quantity, isAtShared: room === 'none' && capacity >= quantity && goesAlong < quantity };
}

/** Whether its organisation has the money for the need this month. */
const canPay = ({ quantity }: MatchNeed, { underBudget, unitCostFen }: Standing): boolean => underBudget === null || unitCostFen === 0 || quantity * unitCostFen <= underBudget.leftFen;

/**
 * Who could serve one need now, the best first, by the same rules, weights and costs as the match: places that are free before those that are proposed to others,
 * stated lately before stale, cheaper before dearer. It promises nothing: only a run weighs a need against all others.
 */
export function readyFor(need: MatchNeed, resources: Standing[], { options, most }: Pick<Alone, 'options'> & { most: number }): ReadyFor {
  const removed: ReadyFor['removed'] = {}, all: Ready[] = [], { weights } = options, book = ruleBook(options);
  let unpaid = 0;
  for (const resource of resources) {
    const broken = firstBroken(need, resource, book);
    if (broken === 'category') continue;
    if (broken) { removed[broken] = (removed[broken] ?? 0) + 1; continue; }
    if (!canPay(need, resource)) { unpaid++; continue; }
    const near = nearness(resource.homeCode, need.communityCode), isKnown = hasServed(need, resource);
    all.push({ resourceId: resource.id, isKnown, nearness: near, slot: commonSlot(need, resource), costFen: costOf(need, resource, weights), isStale: isStale(resource, weights), ...roomOf(need, resource) });
  }
  all.sort((a, b) => ROOM.indexOf(a.room) - ROOM.indexOf(b.room) || Number(a.isStale) - Number(b.isStale) || a.costFen - b.costFen || (a.resourceId < b.resourceId ? -1 : 1));
  const hasRoom = all.some(({ room }) => room !== 'none'), cure = hasRoom ? null : cureAlone(need, { ...asListed(resources), options });
  return { eligible: all.length, unpaid, cure, best: all.slice(0, most), removed: Object.fromEntries(RULES.flatMap((rule) => (removed[rule] ? [[rule, removed[rule]]] : []))) };
}

/** The resources, caps and budgets as a run would list them now: what stands proposed to others is taken off. */
function asListed(resources: Standing[]): Omit<Alone, 'options'> {
  const caps = new Map(resources.flatMap(({ organizationId, underCap }) => (organizationId && underCap ? [[organizationId, Math.max(0, underCap.left - underCap.held)] as const] : [])));
  const budgets = new Map(resources.flatMap(({ organizationId, underBudget }) => (organizationId && underBudget ? [[organizationId, { organizationId, name: underBudget.name, leftFen: Math.max(0, underBudget.leftFen - underBudget.heldFen) }] as const] : [])));
  const listed = resources.map(({ held, capacity, ...resource }): MatchResource => ({ ...resource, capacity: Math.max(0, capacity - held), ...(resource.ifConfirmed === undefined ? {} : { ifConfirmed: Math.max(0, resource.ifConfirmed - held) }) })), known = new Set(resources.map(({ id }) => id));
  // what goes along and offers nothing that is asked stands there for what takes it
  const along = new Map<string, MatchResource>(resources.flatMap(({ underShared, alsoTakes, ...one }) => (underShared && alsoTakes && !known.has(alsoTakes.resourceId) ? [[alsoTakes.resourceId, { ...one, id: alsoTakes.resourceId, name: underShared.name, categories: [], capacity: Math.max(0, underShared.left - underShared.held) }] satisfies [string, MatchResource]] : [])));
  return { budgets: [...budgets.values()], resources: [...listed, ...along.values()], organizations: Array.from(caps, ([id, capacity]) => ({ id, capacity })) };
}
