import { join } from 'node:path';
import { checkFlow } from '../src/solver/check.ts';
import { solveFlow } from '../src/solver/solve-flow.ts';
import type { FlowProblem } from '../src/solver/network.ts';
import { gridgenLike, netgenLike } from './support/families.ts';
import { openPeer, writeProblem, type Peer } from './support/peer.ts';
import type { Measured } from './support/scratch.ts';

const NODES = 2 ** 16, DEGREE = 8;

const ROUNDS = 3;

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

/** Networks that are no markets, of two public families by generators of our own, against the better of LEMON's two algorithms: in turns, medians of three. */
export async function run(): Promise<Measured[]> {
  const peer = openPeer(process.cwd());
  if (!peer) console.log('LEMON is not installed (apt-get install liblemon-dev g++): only our own times are measured.');
  try {
    return [['like NETGEN', netgenLike] as const, ['like GRIDGEN', gridgenLike] as const].map(([name, make]) => compare(name, make(NODES, DEGREE, 1), peer));
  } finally {
    peer?.close();
  }
}

function compare(name: string, problem: FlowProblem, peer: Peer | null): Measured {
  const file = peer && join(peer.folder, 'flow'), ours: number[] = [], theirs: number[] = [], optima = new Set<string | null>();
  if (file) writeProblem(file, problem);
  for (let round = 0; round < ROUNDS; round++) {
    const began = process.cpuUsage(), answer = solveFlow(problem), { user, system } = process.cpuUsage(began), verdict = checkFlow(problem, answer);
    if (!verdict.ok || answer.status !== 'optimal') throw new Error(`${name}: ${answer.status}`);
    ours.push((user + system) / 1_000);
    optima.add(String(answer.objective));
    if (!file) continue;
    const solved = (['cost-scaling', 'network-simplex'] as const).map((algorithm) => peer!.solve(file, algorithm));
    theirs.push(Math.min(...solved.map(({ cpuMs }) => cpuMs)));
    for (const { objective } of solved) optima.add(objective);
  }
  const what = `${name}, ${problem.supply.length} nodes, ${problem.from.length} arcs`, cpuMs = median(ours);
  if (!file) return { what, measured: `${cpuMs.toFixed(0)} ms`, isMet: null };
  const best = median(theirs), isSame = optima.size === 1;
  return { what, measured: `${cpuMs.toFixed(0)} ms / ${best.toFixed(0)} ms = ${(cpuMs / best).toFixed(2)}${isSame ? '' : '; NOT THE SAME OPTIMUM'}`, wanted: '<= 2.0', isMet: isSame && cpuMs <= 2 * best };
}
