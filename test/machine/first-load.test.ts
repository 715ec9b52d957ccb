import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

it('the first load of the desk, of a resident’s page and of a questionnaire by link stays within what is promised', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/platform/web/harness/measure.mjs'], { cwd: ROOT, encoding: 'utf8' });
  expect(stdout).toContain('of 120 KB');
  expect({ status, stderr, said: stdout.split('\n').filter((line) => line.includes('.html')) }).toMatchObject({ status: 0 });
});
