import { expect, test } from 'vitest';
import { speaksOf } from './live-kinds.ts';

test('an event about a record renews the answers that speak of such records, and no others', () => {
  expect(speaksOf(['/api/needs', {}, 'zh', {}], 'need')).toBe(true);
  expect(speaksOf(['/api/needs/:needId', {}, 'zh', {}], 'need')).toBe(true);
  expect(speaksOf(['/api/activities', {}, 'zh', {}], 'activity')).toBe(true);
  expect(speaksOf(['/api/match-runs', {}, 'zh', {}], 'matchRun')).toBe(true);
  expect(speaksOf(['/api/resources', {}, 'zh', {}], 'need')).toBe(false);
  expect(speaksOf(['/api/my-work', {}, 'zh', { kinds: ['*'] }], 'need')).toBe(true);
  expect(speaksOf(['/api/board', {}, 'zh', { kinds: ['referral'] }], 'need')).toBe(false);
});
