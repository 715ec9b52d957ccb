import { buildNetwork, type FlowProblem } from './network.ts';

/** A stream of whole numbers below `bound`, the same for the same seed (mulberry32, Ettinger 2017). */
export function seededNumbers(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

export type MarketShape = { needs: number; resources: number; choices: number; seed: number; unmetCost: (next: (bound: number) => number) => number };

/** Needs of one unit each, with a few resources to choose from or none: the shape a city's match has. Samples for tests and benchmarks. */
export function sampleMarket({ needs, resources, choices, seed, unmetCost }: MarketShape): FlowProblem {
  const next = seededNumbers(seed);
  const network = buildNetwork();
  for (let i = 0; i < needs; i++) network.addNode(1);
  for (let j = 0; j < resources; j++) network.addNode();
  const sink = network.addNode(-needs);
  for (let i = 0; i < needs; i++) {
    for (let k = 0; k < choices; k++) network.addArc(i, needs + next(resources), { capacity: 1, cost: next(10_000) });
    network.addArc(i, sink, { capacity: 1, cost: unmetCost(next) });
  }
  for (let j = 0; j < resources; j++) network.addArc(needs + j, sink, { capacity: 1 + next(Math.ceil(2 * needs / resources)) });
  return network.build();
}
