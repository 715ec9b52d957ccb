import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkMarket } from '../src/solver/check-market.ts';
import { solveMarket } from '../src/solver/solve-market.ts';
import { CITY_SIZES, cityMarket, type Mode } from './support/city-market.ts';
import { openPeer, writeMarket, type Peer, type Solved } from './support/peer.ts';
import type { Measured } from './support/scratch.ts';

/** Sizes by `SIZES=S,M,L,XL npm run bench:match`. XL, of 36 million arcs, takes minutes and is left out unless named. */
const SIZES = (process.env['SIZES'] ?? 'S,M,L').split(',');
const MODES: Mode[] = ['weighted', 'lexicographic'];
const ROUNDS = 3;

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

/**
 * The match of a whole city against LEMON's cost scaling: processor time and most memory, each solve in a process of its own, the two in turns, medians of three.
 * The time is of solving alone; the memory is of the whole process, with the problem in it. Every answer is proven, and both must find the same optimum.
 */
export async function run(): Promise<Measured[]> {
  const peer = openPeer(process.cwd());
  if (!peer) console.log('LEMON is not installed (apt-get install liblemon-dev g++): only our own times are measured.');
  try {
    return SIZES.flatMap((size) => MODES.flatMap((mode) => compare(size, mode, peer)));
  } finally {
    peer?.close();
  }
}

function compare(size: string, mode: Mode, peer: Peer | null): Measured[] {
  const ours: (Solved & { warmMs: number })[] = [], theirs: Solved[] = [];
  const file = peer && size !== 'XL' ? join(peer.folder, 'market') : null; // XL's scaled costs leave the 64 bits the peer has
  if (file) writeMarket(file, cityMarket(CITY_SIZES[size]!, mode));
  for (let round = 0; round < (size === 'XL' ? 1 : ROUNDS); round++) {
    ours.push(JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), 'solve', size, mode], { encoding: 'utf8' })) as Solved & { warmMs: number });
    if (file) theirs.push(peer!.solve(file, 'cost-scaling'));
  }
  const [cpuMs, peakMb] = [median(ours.map((one) => one.cpuMs)), median(ours.map((one) => one.peakMb))];
  const rows: Measured[] = [];
  if (size === 'S') {
    const warmMs = median(ours.map((one) => one.warmMs));
    rows.push({ what: `S ${mode}, warm`, measured: `${warmMs.toFixed(1)} ms`, wanted: '<= 20 ms', isMet: warmMs <= 20 });
  }
  if (size === 'XL') return [{ what: `XL ${mode}`, measured: `${(cpuMs / 1000).toFixed(0)} s of processor, ${peakMb.toFixed(0)} MB`, wanted: '<= 900 s, 2048 MB', isMet: cpuMs <= 900_000 && peakMb <= 2048 }];
  if (theirs.length === 0) return [...rows, { what: `${size} ${mode}`, measured: `${cpuMs.toFixed(0)} ms, ${peakMb.toFixed(0)} MB`, isMet: null }];
  const [peerMs, peerMb] = [median(theirs.map((one) => one.cpuMs)), median(theirs.map((one) => one.peakMb))];
  const isSame = [...ours, ...theirs].every((one) => one.objective === ours[0]!.objective);
  const times = cpuMs / peerMs, memory = peakMb / peerMb, isPromised = size !== 'S';
  return [...rows, {
    what: `${size} ${mode}: processor, against LEMON`, measured: `${cpuMs.toFixed(0)} ms / ${peerMs.toFixed(0)} ms = ${times.toFixed(2)}${isSame ? '' : '; NOT THE SAME OPTIMUM'}`,
    wanted: isPromised ? '<= 1.0' : 'the same optimum', isMet: isSame && (!isPromised || times <= 1),
  }, {
    what: `${size} ${mode}: memory, against LEMON`, measured: `${peakMb.toFixed(0)} MB / ${peerMb.toFixed(0)} MB = ${memory.toFixed(2)}`,
    wanted: size === 'L' ? '<= 0.3' : '', isMet: size === 'L' ? memory <= 0.3 : null,
  }];
}

/** In a process of its own: makes the market, solves it, proves the answer, says what it took. Small ones also once the code is warm. */
function solveOne(size: string, mode: Mode): Solved & { warmMs: number } {
  const market = cityMarket(CITY_SIZES[size]!, mode), began = process.cpuUsage();
  const answer = solveMarket(market), { user, system } = process.cpuUsage(began);
  const peakMb = process.resourceUsage().maxRSS / 1024, verdict = checkMarket(market, answer);
  if (!verdict.ok || answer.status !== 'optimal') throw new Error(verdict.ok ? `${size} ${mode}: ${answer.status}` : `not proven: ${verdict.fault.code}`);
  const warm: number[] = [];
  for (let again = 0; size === 'S' && again < 40; again++) {
    const start = process.cpuUsage();
    solveMarket(market);
    const took = process.cpuUsage(start);
    if (again >= 20) warm.push((took.user + took.system) / 1000);
  }
  return { cpuMs: (user + system) / 1000, peakMb, objective: String(answer.objective), warmMs: warm.length > 0 ? median(warm) : NaN };
}

if (process.argv[2] === 'solve') console.log(JSON.stringify(solveOne(process.argv[3]!, process.argv[4] as Mode)));
