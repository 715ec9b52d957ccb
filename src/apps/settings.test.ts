import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { commandLineOf, readSettings } from './settings.ts';

test('a command copied from a page finds the data that is served, wherever it lies', () => {
  expect(commandLineOf(readSettings({}))).toBe('npx sanshe');
  expect(commandLineOf(readSettings({ SANSHE_DATA: '/srv/city' }))).toBe('SANSHE_DATA=/srv/city npx sanshe');
  for (const folder of ['/srv/our city', "/srv/a'b", '/srv/$HOME', '/srv/鄂尔多斯']) {
    const line = commandLineOf({ dataFolder: folder }).replace('npx sanshe', `node -p process.env.SANSHE_DATA`);
    expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' }).trim()).toBe(folder);
  }
});
