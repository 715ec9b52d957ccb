import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { dimacsCommand } from './dimacs-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'sanshe-dimacs-')), input = join(folder, 'in.min'), output = join(folder, 'out.sol');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command on a text: its exit code, the last line it printed, what it said of faults, and the file it wrote. */
async function solve(text: string, timeLimitMs = Infinity) {
  writeFileSync(input, text);
  writeFileSync(output, '');
  const log = vi.spyOn(console, 'log').mockImplementation(() => {}), error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const code = await dimacsCommand(input, output, timeLimitMs);
  const [said, faults] = [String(log.mock.lastCall?.[0] ?? ''), error.mock.calls.join('\n')];
  vi.restoreAllMocks();
  return { code, told: said === '' ? null : JSON.parse(said) as Record<string, unknown>, faults, written: readFileSync(output, 'utf8') };
}

test('a problem is solved: objective, flows in the order of the file, a price for every node, and what it took', async () => {
  const { code, told, written } = await solve('p min 4 5\nn 1 4\nn 4 -4\na 1 2 0 4 2\na 1 3 0 2 2\na 2 3 0 2 1\na 2 4 0 3 3\na 3 4 0 5 1\n');
  expect(code).toBe(0);
  expect(told).toMatchObject({ status: 'optimal', objective: '14' });
  expect(Object.keys(told!)).toEqual(['status', 'objective', 'solve_ms', 'solve_cpu_ms', 'peak_rss_mb']);
  const lines = written.trim().split('\n');
  expect(lines.slice(0, 5)).toEqual(['s 14', 'f 1 2 2', 'f 1 3 2', 'f 2 3 2', 'f 3 4 4']);
  expect(lines.slice(5).every((line, v) => line.startsWith(`d ${v + 1} `))).toBe(true);
});

test('infeasible and unbounded problems are named, with the cut or the cycle', async () => {
  expect(await solve('p min 2 1\nn 1 2\nn 2 -2\na 1 2 0 1 1\n')).toMatchObject({ code: 1, told: { status: 'infeasible', objective: null }, written: 'c infeasible\nc cut 1\n' });
  const endless = await solve('p min 2 2\na 1 2 0 -1 -3\na 2 1 0 -1 1\n');
  expect(endless).toMatchObject({ code: 1, told: { status: 'unbounded' } });
  expect(endless.written).toContain('c cycle 1 2');
});

test('a malformed file is told by its line and what is wrong with it, and nothing is written', async () => {
  const { code, told, faults, written } = await solve('p min 2 1\r\na 1 3 0 1 1\r\n');
  expect([code, told, written]).toEqual([2, null, '']);
  expect(faults).toContain('line 2: a node is out of range: a 1 3 0 1 1');
});
