import type { NetworkBuilder } from '../../../solver/network.ts';
import type { Floors, MatchNeed, MatchOptions } from './model.ts';
import { countyOf, townshipOf } from './place.ts';

/** Published with the weights: of every community's urgent needs at least half come first, wherever resources reach; above it priority decides. */
export const FLOORS: Floors = { community: 50, township: 0, county: 0 };

/**
 * Where unmet units go. Urgent ones pass their community's hub, its township's and its county's: each lets through as many as its floor allows.
 * What a floor does not allow leaves there to be counted on the first aim, on `shortArc`: so that aim is the least number of further urgent units
 * that would have to be met for every floor to be kept, and each is counted once, at the smallest division whose floor it breaks.
 */
export function floorHubs(needs: MatchNeed[], { floors, weights }: MatchOptions, sink: number, network: NetworkBuilder): { hubOfUnmet: (need: MatchNeed) => number; shortArc: number } {
  const urgentUnits = new Map<string, number>(), hubOf = new Map<string, number>();
  const isUrgent = (need: MatchNeed) => need.urgency >= weights.urgentFrom;
  for (const need of needs) {
    if (!isUrgent(need)) continue;
    for (const code of [countyOf(need.communityCode), townshipOf(need.communityCode), need.communityCode]) {
      if (!hubOf.has(code)) hubOf.set(code, network.addNode());
      urgentUnits.set(code, (urgentUnits.get(code) ?? 0) + need.quantity);
    }
  }
  const short = network.addNode();
  const allow = (code: string, above: number, percent: number) => {
    const units = urgentUnits.get(code)!;
    network.addArc(hubOf.get(code)!, above, { capacity: units - Math.ceil((units * percent) / 100) });
    network.addArc(hubOf.get(code)!, short);
  };
  for (const code of hubOf.keys()) {
    if (code.length === 6) allow(code, sink, floors.county);
    else if (code.length === 9) allow(code, hubOf.get(countyOf(code))!, floors.township);
    else allow(code, hubOf.get(townshipOf(code))!, floors.community);
  }
  return { hubOfUnmet: (need) => (isUrgent(need) ? hubOf.get(need.communityCode)! : sink), shortArc: network.addArc(short, sink) };
}
