import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LayeredMarket } from '../../src/solver/layered-market.ts';
import type { FlowProblem } from '../../src/solver/network.ts';

/** What one solve took: processor time in ms, most memory of its process in MB, and the optimum found (null: none). */
export type Solved = { cpuMs: number; peakMb: number; objective: string | null };

/** LEMON behind bench/lemon.cpp: compiled once, its problems in a folder of their own; null where the library or a compiler is not installed. */
export type Peer = { solve(problemFile: string, algorithm: 'cost-scaling' | 'network-simplex'): Solved; folder: string; close(): void };

export function openPeer(root: string): Peer | null {
  const folder = mkdtempSync(join(tmpdir(), 'sanshe-peer-')), program = join(folder, 'lemon');
  const built = spawnSync('g++', ['-O3', '-march=native', '-o', program, join(root, 'bench', 'lemon.cpp'), '-llemon'], { stdio: 'ignore' });
  const close = () => rmSync(folder, { recursive: true, force: true });
  if (built.status !== 0) { close(); return null; }
  return {
    folder, close,
    solve(problemFile, algorithm) {
      const said = JSON.parse(execFileSync(program, [problemFile, algorithm], { encoding: 'utf8' })) as { status: string; objective: string; cpuMs: number; peakMb: number };
      return { cpuMs: said.cpuMs, peakMb: said.peakMb, objective: said.status === 'optimal' ? said.objective : null };
    },
  };
}

/** Writes a file in pieces of some megabytes. */
function binaryFile(path: string) {
  const file = openSync(path, 'w'), piece = Buffer.alloc(1 << 22);
  let at = 0;
  const room = (bytes: number) => { if (at + bytes > piece.length) { writeSync(file, piece, 0, at); at = 0; } };
  return {
    long: (value: number) => { room(8); piece.writeBigInt64LE(BigInt(value), at); at += 8; },
    int: (value: number) => { room(4); piece.writeInt32LE(value, at); at += 4; },
    end: () => { writeSync(file, piece, 0, at); closeSync(file); },
  };
}

/** The market as a plain network for the peer: rows are nodes 0 …, then the hubs. */
export function writeMarket(path: string, { first, last, hub, cost, elseHub, elseCost, network }: LayeredMarket): void {
  const rows = first.length, out = binaryFile(path);
  const arc = (from: number, to: number, lower: number, capacity: number, price: number) => {
    out.int(from); out.int(to); out.long(lower); out.long(capacity === Infinity ? -1 : capacity); out.long(price);
  };
  out.long(rows + network.supply.length);
  out.long(first.reduce((sum, begin, i) => sum + last[i]! - begin + (elseHub[i]! >= 0 ? 1 : 0), 0) + network.from.length);
  for (let i = 0; i < rows; i++) out.long(1);
  network.supply.forEach((supply) => out.long(supply));
  for (let i = 0; i < rows; i++) {
    for (let k = first[i]!; k < last[i]!; k++) arc(i, rows + hub[k]!, 0, 1, cost[k]!);
    if (elseHub[i]! >= 0) arc(i, rows + elseHub[i]!, 0, 1, elseCost[i]!);
  }
  for (let a = 0; a < network.from.length; a++) arc(rows + network.from[a]!, rows + network.to[a]!, network.lower[a]!, network.capacity[a]!, network.cost[a]!);
  out.end();
}

export function writeProblem(path: string, { supply, from, to, lower, capacity, cost }: FlowProblem): void {
  const out = binaryFile(path);
  out.long(supply.length);
  out.long(from.length);
  supply.forEach((units) => out.long(units));
  for (let a = 0; a < from.length; a++) {
    out.int(from[a]!); out.int(to[a]!); out.long(lower[a]!); out.long(capacity[a] === Infinity ? -1 : capacity[a]!); out.long(cost[a]!);
  }
  out.end();
}
