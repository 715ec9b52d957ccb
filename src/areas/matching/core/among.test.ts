import { expect, test } from 'vitest';
import { amongOthers } from './among.ts';

const other = (resourceId: string, change = {}) => ({ resourceId, costDifferenceFen: 0, isStale: false, isFull: false, ...change });

test('nobody else suits', () => expect(amongOthers(false, [])).toEqual({ kind: 'only' }));

test('others suit as well: how many, and whether there may be more', () => {
  expect(amongOthers(false, [other('a'), other('b'), other('c', { costDifferenceFen: 500 })])).toMatchObject({ kind: 'same', count: 2, isMore: false, next: 'a' });
  expect(amongOthers(false, [other('a'), other('b'), other('c')])).toMatchObject({ count: 3, isMore: true });
});

test('what would cost less is full, and that is told first', () => {
  expect(amongOthers(false, [other('a', { costDifferenceFen: -500, isFull: true }), other('b')])).toEqual({ kind: 'taken', count: 1, isMore: false, next: 'a', by: 'places' });
  expect(amongOthers(true, [other('a', { costDifferenceFen: 900, isFull: true })])).toMatchObject({ kind: 'taken', next: 'a' });
});

test('the next best costs more, or is not sure, or is full', () => {
  expect(amongOthers(false, [other('a', { costDifferenceFen: 500 }), other('b', { costDifferenceFen: 900 })])).toEqual({ kind: 'cheapest', next: 'a', moreFen: 500 });
  expect(amongOthers(false, [other('a', { costDifferenceFen: -500, isStale: true })])).toEqual({ kind: 'surer', next: 'a' });
  expect(amongOthers(false, [other('a', { isFull: true })])).toEqual({ kind: 'full', count: 1, isMore: false, next: 'a', by: 'places' });
});

test('what has places of its own, and whose organisation can carry or pay for no more, is not said to be full', () => {
  const held = (resourceId: string, heldBy?: 'cap' | 'budget' | 'shared') => other(resourceId, { costDifferenceFen: -500, isFull: true, ...(heldBy ? { heldBy } : {}) });
  expect(amongOthers(false, [held('a', 'budget')])).toMatchObject({ kind: 'taken', by: 'budget' });
  expect(amongOthers(false, [held('a', 'shared')])).toMatchObject({ kind: 'taken', by: 'shared' });
  expect(amongOthers(false, [held('a', 'cap'), held('b', 'cap')])).toMatchObject({ kind: 'taken', count: 2, by: 'cap' });
  expect(amongOthers(false, [held('a', 'budget'), held('b')])).toMatchObject({ kind: 'taken', count: 2, by: 'mixed' });
});
