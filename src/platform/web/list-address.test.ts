import { expect, test } from 'vitest';
import { nextSort, questionOf, readList, sortOf, writeList, type ListShape } from './list-address.ts';

const shape: ListShape = {
  columns: [
    { key: 'title', sortable: false, hidden: false, pinned: true },
    { key: 'heardOn', sortable: true, hidden: false, pinned: false },
    { key: 'note', sortable: false, hidden: true, pinned: false },
  ],
  filters: [
    { key: 'status', kind: 'choice', values: ['open', 'met'], many: true }, { key: 'q', kind: 'search' },
    { key: 'heard', kind: 'days' }, { key: 'division', kind: 'division' }, { key: 'import', kind: 'record' },
  ],
  views: [{ key: 'all', filters: {} }, { key: 'late', filters: { status: 'open', due: 'late' } }],
};

test('an address without anything shows the list as declared, and is written as nothing', () => {
  const state = readList(shape, {});
  expect(state).toEqual({ filters: {}, sort: null, view: 'all', columns: ['title', 'heardOn'], pinned: ['title'], after: null });
  expect(writeList(shape, state)).toEqual({});
});

test('what is chosen comes back from its address as it was', () => {
  const address = { status: 'open,met', q: '张', heardFrom: '2021-07-01', division: '150602', import: '0192b3c4-0000-7000-8000-00000000000a', view: 'late', sort: '-heardOn', columns: 'title,note', pin: 'note', after: 'c2' };
  expect(writeList(shape, readList(shape, address))).toEqual(address);
});

test('an address that somebody has spoilt is read as far as it makes sense', () => {
  const state = readList(shape, { status: 'open,nonsense', heardFrom: '2021-02-30', heardTo: 'x', division: '15 or 1=1', import: "' or 1=1", sort: 'title', columns: 'none', view: 'gone' });
  expect(state).toEqual({ ...readList(shape, {}), filters: { status: 'open' } });
});

test('the person’s choice goes over the saved view', () => {
  expect(questionOf(shape, readList(shape, { view: 'late', status: 'met', sort: 'heardOn' }))).toEqual({ status: 'met', due: 'late', sort: 'heardOn' });
});

test('a head pressed thrice is as before', () => {
  expect([nextSort(null, 'a'), nextSort('a', 'a'), nextSort('-a', 'a'), nextSort('-b', 'a')]).toEqual(['a', '-a', null, 'a']);
});

test('a saved view brings its order, which the person’s goes over, and a head that the view has downwards turns upwards', () => {
  const urgent: ListShape = { ...shape, views: [{ key: 'urgent', filters: { status: 'open' }, sort: '-heardOn' }, ...shape.views] };
  expect(questionOf(urgent, readList(urgent, {}))).toEqual({ status: 'open', sort: '-heardOn' });
  expect(sortOf(urgent, readList(urgent, { sort: 'heardOn' }))).toBe('heardOn');
  expect(sortOf(urgent, readList(urgent, { view: 'late' }))).toBeNull();
  expect(writeList(urgent, readList(urgent, {}))).toEqual({});
  expect([nextSort('-a', 'a', '-a'), nextSort('a', 'a', '-a'), nextSort('-a', 'b', '-a')]).toEqual(['a', '-a', 'b']);
});
