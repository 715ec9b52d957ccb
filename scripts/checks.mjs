import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const at = (path) => join(root, 'node_modules', path);

/** What is checked without running anything. */
const CHECKS = [
  ...['core', 'server', 'web'].map((room) => ({ name: `types: ${room}`, words: [at('typescript/bin/tsc'), '-p', `tsconfig.${room}.json`, '--pretty', 'false'] })),
  { name: 'lint', words: [at('oxlint/bin/oxlint'), '--deny-warnings', '.'] },
];

/** Runs every check, two at a time, printing each one's findings as it ends; the names of those that failed. */
export async function runChecks() {
  const failed = [];
  const left = [...CHECKS];
  const work = async () => {
    for (let check = left.shift(); check; check = left.shift()) if (!(await runCheck(check))) failed.push(check.name);
  };
  await Promise.all([work(), work()]);
  return { passed: CHECKS.length - failed.length, failed };
}

function runCheck({ name, words }) {
  const startedAt = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.on('close', (code) => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      console.log(code === 0 ? `ok    ${name} (${seconds} s)` : `FAULT ${name} (${seconds} s)\n${said.trimEnd()}`);
      resolve(code === 0);
    });
  });
}
