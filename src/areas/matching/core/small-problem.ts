import { COST, FLOOR, POINTS, STALE, type Market } from './market.ts';
import type { Given } from './matched.ts';
import { groupNeeds, type Group } from './need-groups.ts';
import type { Exchange, MatchOptions } from './model.ts';
import { countyOf, townshipOf } from './place.ts';
import { isStale } from './weights.ts';
import type { Row, Terms, WholeProgram } from './whole-program.ts';

/** As many choices as are decided at once: some thousands take a second or two, and a city has millions. */
export const MOST_CHOICES = 4_000;

/** What is decided again: these groups of needs, all others staying as they are. `isWhole`: nothing outside touches them, so that nothing better is missed. */
export type Part = { groups: Group[]; others: Group[]; isWhole: boolean };

/**
 * The needs that could use what these limits have left, and then, ring by ring, those that share a resource, a cap, a limit or a floor with needs taken in, as long as there is
 * room for a whole ring. Where the first ring itself is too large, those that hold its places come first, the lightest before others, then those unmet, the weightiest first.
 */
export function partOf(market: Market, given: Given, { floors, weights }: MatchOptions, broken: readonly number[], most: number): Part {
  const groups = groupNeeds(market, given, weights), taken = new Set<Group>(), { hubsOf } = ties(market, floors);
  const at = new Map<string, Group[]>();
  for (const group of groups) for (const hub of hubsOf(group)) { const there = at.get(hub); if (there) there.push(group); else at.set(hub, [group]); }
  const reached = new Set<string>(), choices = (those: readonly Group[]) => those.reduce((sum, { last, first }) => sum + last - first, 0);
  let room = most, hubs = broken.map((l) => `limit ${l}`), ring: Group[] = [];
  const nextRing = () => {
    for (const hub of hubs) reached.add(hub);
    ring = [...new Set(hubs.flatMap((hub) => at.get(hub) ?? []))].filter((group) => !taken.has(group));
    hubs = [...new Set(ring.flatMap(hubsOf))].filter((hub) => !reached.has(hub));
  };
  for (nextRing(); ring.length > 0; nextRing()) {
    if (choices(ring) > room) {
      if (taken.size === 0) for (const group of atTheMargin(ring)) { room -= group.last - group.first; if (room < 0) break; taken.add(group); }
      return { groups: [...taken], others: groups.filter((group) => !taken.has(group)), isWhole: false };
    }
    room -= choices(ring);
    for (const group of ring) taken.add(group);
  }
  return { groups: [...taken], others: groups.filter((group) => !taken.has(group)), isWhole: true };
}

const atTheMargin = (ring: Group[]): Group[] => {
  const isHolding = ({ held }: Group) => held.some((units) => units > 0);
  return [...ring.filter(isHolding).sort((a, b) => a.points - b.points), ...ring.filter((group) => !isHolding(group)).sort((a, b) => b.points - a.points)];
};

/** What binds needs to one another: the resources they might have, those resources' caps and limits, and the floors over their place. */
function ties({ candidates: { resourceAt }, caps: { capOf }, limits: { termsOf } }: Market, floors: MatchOptions['floors']): { hubsOf: (group: Group) => string[] } {
  return {
    hubsOf: ({ first, last, isUrgent, communityCode }) => {
      const hubs: string[] = [];
      for (let k = first; k < last; k++) {
        const j = resourceAt[k]!;
        hubs.push(`resource ${j}`);
        if (capOf[j]! >= 0) hubs.push(`cap ${capOf[j]!}`);
        for (const { limit } of termsOf[j]!) hubs.push(`limit ${limit}`);
      }
      if (isUrgent) for (const { code } of floorsOver(communityCode, floors)) hubs.push(`floor ${code}`);
      return hubs;
    },
  };
}

const floorsOver = (communityCode: string, { community, township, county }: MatchOptions['floors']): { code: string; percent: number }[] =>
  [{ code: communityCode, percent: community }, { code: townshipOf(communityCode), percent: township }, { code: countyOf(communityCode), percent: county }].filter(({ percent }) => percent > 0);

/** What the needs outside the part hold, which stays theirs: units of resources and of caps, and what is taken of each limit. */
export type Kept = { used: Float64Array; carried: Float64Array; spent: Float64Array };

export function keptBy({ resources, candidates: { resourceAt }, caps: { organizations, capOf }, limits: { limits, termsOf } }: Market, others: readonly Group[]): Kept {
  const kept: Kept = { used: new Float64Array(resources.length), carried: new Float64Array(organizations.length), spent: new Float64Array(limits.length) };
  for (const { first, last, held } of others) {
    for (let k = first; k < last; k++) {
      const j = resourceAt[k]!, units = held[k - first]!;
      kept.used[j]! += units;
      if (capOf[j]! >= 0) kept.carried[capOf[j]!]! += units;
      for (const { limit, weight } of termsOf[j]!) kept.spent[limit]! += units * weight;
    }
  }
  return kept;
}

/** The part as a program in whole numbers; variable v stands for units of candidate `choiceAt[v]`, those behind the last for units short of a floor. */
export function programOf(market: Market, { groups, others }: Part, kept: Kept, { floors, weights, exchange }: MatchOptions): WholeProgram & { choiceAt: number[] } {
  const { stated, candidates: { resourceAt }, costAt, caps: { organizations, capOf }, limits: { limits, termsOf } } = market;
  const upper: number[] = [], choiceAt: number[] = [], rows = new Map<string, Row>(), aims: Terms[] = [FLOOR, POINTS, STALE, COST].map(() => ({ at: [], by: [] }));
  const row = (key: string, least: number, most: number) => { const there = rows.get(key) ?? { at: [], by: [], least, most }; rows.set(key, there); return there; };
  const add = (to: Terms, v: number, times: number) => { if (times !== 0) { to.at.push(v); to.by.push(times); } };
  groups.forEach(({ first, last, units, points, isPinned }, g) => {
    for (let k = first; k < last; k++) {
      const j = resourceAt[k]!, v = upper.push(Math.min(units, stated[j]!.capacity - kept.used[j]!)) - 1, c = capOf[j]!;
      choiceAt.push(k);
      add(row(`group ${g}`, isPinned ? units : 0, units), v, 1);
      add(row(`resource ${j}`, 0, stated[j]!.capacity - kept.used[j]!), v, 1);
      if (c >= 0) add(row(`cap ${c}`, 0, organizations[c]!.capacity - kept.carried[c]!), v, 1);
      for (const { limit, weight } of termsOf[j]!) add(row(`limit ${limit}`, -Infinity, limits[limit]!.left - kept.spent[limit]!), v, weight);
      add(aims[POINTS]!, v, -points);
      add(aims[STALE]!, v, isStale(stated[j]!, weights) ? 1 : 0);
      add(aims[COST]!, v, costAt[k]!);
    }
  });
  const short = floorRows(groups, others, floors, upper);
  aims[FLOOR]!.at = short.at;
  aims[FLOOR]!.by = short.at.map(() => 1);
  return { upper, rows: [...[...rows.values()].filter(({ at }) => at.length > 0), ...short.rows], aims: exchange ? [aims[FLOOR]!, asMoney(aims, exchange, market.fenPerUnit)] : aims, choiceAt };
}

/** Below the floors one sum of money, as an operator has set its rate. */
function asMoney(aims: Terms[], { fenPerPoint, fenPerStaleUnit }: Exchange, fenPerUnit: number): Terms {
  const by = new Map<number, number>(), worth = [[POINTS, fenPerPoint / fenPerUnit], [STALE, fenPerStaleUnit / fenPerUnit], [COST, 1]] as const;
  for (const [level, times] of worth) aims[level]!.at.forEach((v, t) => by.set(v, (by.get(v) ?? 0) + aims[level]!.by[t]! * times));
  return { at: [...by.keys()], by: [...by.values()] };
}

/**
 * Units short of the floors, as the hubs of floors.ts count them: in every division with a floor what is unmet, less what is counted short there or in a division below,
 * is no more than the floor allows.
 */
function floorRows(groups: readonly Group[], others: readonly Group[], floors: MatchOptions['floors'], upper: number[]): { rows: Row[]; at: number[] } {
  const asked = new Map<string, { units: number; unmet: number; percent: number }>(), met = new Map<string, Terms>(), at: number[] = [];
  const count = ({ communityCode, units, isUrgent }: Group, unmet: number) => {
    for (const { code, percent } of isUrgent ? floorsOver(communityCode, floors) : []) {
      const sum = asked.get(code) ?? { units: 0, unmet: 0, percent };
      asked.set(code, { ...sum, units: sum.units + units, unmet: sum.unmet + unmet });
    }
  };
  let v = 0;
  for (const group of groups) {
    const over = group.isUrgent ? floorsOver(group.communityCode, floors) : [];
    count(group, group.units);
    for (let k = group.first; k < group.last; k++, v++) {
      for (const { code } of over) {
        const terms = met.get(code) ?? { at: [], by: [] };
        terms.at.push(v);
        terms.by.push(1);
        met.set(code, terms);
      }
    }
  }
  for (const group of others) count(group, group.units - group.held.reduce((sum, units) => sum + units, 0));
  const shortOf = new Map<string, number>();
  // of divisions that nothing of the part lies in and that keep their floor nothing is to be counted
  for (const [code, { units, unmet, percent }] of asked) if (met.has(code) || unmet > units - Math.ceil((units * percent) / 100)) shortOf.set(code, upper.push(units) - 1);
  at.push(...shortOf.values());
  const rows = [...shortOf.keys()].map((code): Row => {
    const { units, unmet, percent } = asked.get(code)!, { at: those, by } = met.get(code) ?? { at: [], by: [] }, below = [...shortOf].filter(([other]) => other.startsWith(code)).map(([, s]) => s);
    return { at: [...those, ...below], by: [...by, ...below.map(() => 1)], least: unmet - (units - Math.ceil((units * percent) / 100)), most: Infinity };
  });
  return { rows, at };
}
