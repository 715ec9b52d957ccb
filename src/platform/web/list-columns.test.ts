import { expect, test } from 'vitest';
import { type SeenColumn, trackOf } from './list-columns.ts';

const column = (change: Partial<SeenColumn<unknown>>): SeenColumn<unknown> => ({ key: 'name', label: '名称', render: () => '', width: 200, isPinned: false, ...change });

test('columns give way a little before a table scrolls sideways, but not those that are pinned or fixed', () => {
  expect(trackOf(column({}))).toEqual({ track: 'minmax(133px, 200fr)', least: 133 });
  expect(trackOf(column({ fixed: true }))).toEqual({ track: '200px', least: 200 });
  expect(trackOf(column({ isPinned: true }))).toEqual({ track: '200px', least: 200 });
});
