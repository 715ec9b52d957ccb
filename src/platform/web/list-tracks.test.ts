import { expect, test } from 'vitest';
import { trackOf } from './list-tracks.ts';

test('columns give way before a table scrolls sideways, but not those that are pinned or fixed', () => {
  expect(trackOf({ width: 200, isPinned: false })).toEqual({ track: 'minmax(133px, 200fr)', least: 133 });
  expect(trackOf({ width: 200, isPinned: false, fixed: true })).toEqual({ track: '200px', least: 200 });
  expect(trackOf({ width: 200, isPinned: true })).toEqual({ track: '200px', least: 200 });
});
