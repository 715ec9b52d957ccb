import { join } from 'node:path';
import { checkFlow } from '../src/solver/check.ts';
import { solveFlow } from '../src/solver/solve-flow.ts';
import { gridgenLike, netgenLike } from './support/families.ts';
import { openPeer, writeProblem } from './support/peer.ts';
import type { Measured } from './support/scratch.ts';

const NODES = 2 ** 16, DEGREE = 8;

/** Networks that are no markets, of two public families by generators of our own, against the better of LEMON's two algorithms. One run each. */
export async function run(): Promise<Measured[]> {
  const peer = openPeer(process.cwd());
  if (!peer) console.log('LEMON is not installed (apt-get install liblemon-dev g++): only our own times are measured.');
  try {
    return [['like NETGEN', netgenLike] as const, ['like GRIDGEN', gridgenLike] as const].map(([name, make]) => {
      const problem = make(NODES, DEGREE, 1), began = process.cpuUsage(), answer = solveFlow(problem), { user, system } = process.cpuUsage(began);
      const verdict = checkFlow(problem, answer), cpuMs = (user + system) / 1_000, what = `${name}, ${problem.supply.length} nodes, ${problem.from.length} arcs`;
      if (!verdict.ok || answer.status !== 'optimal') throw new Error(`${name}: ${answer.status}`);
      if (!peer) return { what, measured: `${cpuMs.toFixed(0)} ms`, isMet: null };
      const file = join(peer.folder, 'flow');
      writeProblem(file, problem);
      const theirs = (['cost-scaling', 'network-simplex'] as const).map((algorithm) => peer.solve(file, algorithm));
      const best = Math.min(...theirs.map((one) => one.cpuMs)), isSame = theirs.every((one) => one.objective === String(answer.objective));
      return { what, measured: `${cpuMs.toFixed(0)} ms / ${best.toFixed(0)} ms = ${(cpuMs / best).toFixed(2)}${isSame ? '' : '; NOT THE SAME OPTIMUM'}`, wanted: '<= 2.0', isMet: isSame && cpuMs <= 2 * best };
    });
  } finally {
    peer?.close();
  }
}
