// npm test [-- PATH…]: the checks, then the tests of rules, database, machine and pages; with paths, only the tests there.
// The last line is always "N passed, N failed". Each check counts as one.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runChecks } from './checks.mjs';

const root = resolve(import.meta.dirname, '..');
const paths = process.argv.slice(2);
const reports = mkdtempSync(join(tmpdir(), 'sanshe-test-'));
const tally = { passed: 0, failed: 0, skipped: 0 };
const faults = [];
let testsRun = 0;
let running;

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (finish(), running?.kill(signal), process.exit(128 + constants.signals[signal])));

if (paths.length === 0) {
  const { passed, failed } = await runChecks();
  tally.passed += passed;
  tally.failed += failed.length;
  faults.push(...failed);
}
for (const project of ['rules', 'database', 'machine', 'pages']) count(project, await runProject(project));
finish();
if (tally.failed > 0 || testsRun === 0) process.exitCode = 1;

function runProject(project) {
  console.log(`\n== ${project}`);
  const words = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', project, '--passWithNoTests',
    '--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(project)}`, ...paths];
  return new Promise((done) => {
    running = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    running.on('exit', (code) => done(code ?? 1));
  });
}

function reportOf(project) {
  return join(reports, `${project}.json`);
}

/** Adds a project's tests. A file that could not be loaded, and a run that failed without naming a test, count as one failed each. */
function count(project, code) {
  const report = existsSync(reportOf(project)) ? JSON.parse(readFileSync(reportOf(project), 'utf8')) : { testResults: [] };
  let failed = 0;
  for (const file of report.testResults) {
    const of = (status) => file.assertionResults.filter((result) => result.status === status).length;
    const isBroken = file.status === 'failed' && of('failed') === 0;
    tally.passed += of('passed');
    tally.skipped += file.assertionResults.length - of('passed') - of('failed');
    failed += of('failed') + (isBroken ? 1 : 0);
    testsRun += of('passed') + of('failed');
    if (file.status === 'failed') faults.push(`${project}: ${file.name.replace(`${root}/`, '')}`);
  }
  if (code !== 0 && failed === 0) {
    failed = 1;
    faults.push(`${project}: the run itself (exit ${code})`);
  }
  tally.failed += failed;
}

function finish() {
  rmSync(reports, { recursive: true, force: true });
  console.log('');
  if (tally.skipped > 0) console.log(`${tally.skipped} skipped`);
  for (const fault of faults) console.log(`failed: ${fault}`);
  if (testsRun === 0) console.log(`No test ran${paths.length > 0 ? ` for ${paths.join(' ')}` : ''}.`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
}
