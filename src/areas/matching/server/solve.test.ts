import { build } from 'esbuild';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomCity, sampleInput, sampleNeed, sampleResource } from '../core/samples.ts';
import { solveHere, solveInThread, type SolveHooks } from './solve.ts';

let folder: string;
let program: URL;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sanshe-solve-'));
  // what the program does not bundle it finds beside it, as the built one does
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const outfile = join(folder, 'match.worker.mjs');
  await build({ entryPoints: ['src/areas/matching/server/match.worker.ts'], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
  program = pathToFileURL(outfile);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hooks = (more: Partial<SolveHooks> = {}): SolveHooks => ({ timeLimitMs: 60_000, signal: new AbortController().signal, onProgress: () => {}, ...more });
let seed = 7;
const next = (bound: number) => { seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0; return (seed >>> 8) % bound; };

test('a thread answers exactly what the same lists give here', async () => {
  const input = randomCity(next, { needs: 300, resources: 40, communities: 20 });
  const [there, here] = [await solveInThread(program)(input, hooks()), await solveHere(input, hooks())];
  expect(there.kind).toBe('answer');
  expect(JSON.parse(JSON.stringify(there))).toEqual(JSON.parse(JSON.stringify(here)));
});

test('a thread divides the money of a budget to the best', async () => {
  const needs = ['a', 'b', 'c'].map((id, i) => sampleNeed({ id, waitingDays: i })), resource = sampleResource({ id: 'r', organizationId: 'o', capacity: 3, unitCostFen: 500 });
  const input = { ...sampleInput(needs, [resource]), budgets: [{ organizationId: 'o', name: 'Sunshine', leftFen: 1_200 }] }, there = await solveInThread(program)(input, hooks());
  expect(there).toMatchObject({ kind: 'answer', answer: { status: 'matched', unitsMet: 2, proof: { repair: { needs: 3, isOptimal: true, isWhole: true, limits: [{ askedFen: 1_500, spentFen: 1_000 }] } } } });
  expect(JSON.parse(JSON.stringify(there))).toEqual(JSON.parse(JSON.stringify(await solveHere(input, hooks()))));
});

test('a thread is ended at once when its run is cancelled, and when its time is over', async () => {
  const input = randomCity(next, { needs: 4000, resources: 400, communities: 40 });
  const cancel = new AbortController();
  const solving = solveInThread(program)(input, hooks({ signal: cancel.signal }));
  cancel.abort();
  expect(await solving).toEqual({ kind: 'cancelled' });
  expect(await solveInThread(program)(input, hooks({ timeLimitMs: 1 }))).toMatchObject({ kind: 'died', why: 'time' });
});

test('a thread that falls over is told as dead, never waited for', async () => {
  const wrong = { ...sampleInput([sampleNeed({ id: 'n' })], [sampleResource({ id: 'r' })]), needs: null as never };
  expect(await solveInThread(program)(wrong, hooks())).toMatchObject({ kind: 'died', why: 'fault' });
  expect(await solveInThread(new URL('./missing.js', program))(wrong, hooks())).toMatchObject({ kind: 'died', why: 'fault' });
});
