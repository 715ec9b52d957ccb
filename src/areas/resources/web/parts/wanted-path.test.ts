import { expect, test } from 'vitest';
import { readWanted, type Wanted, wantedPath } from './wanted-path.ts';

const NEED = '01a208fc-a19d-712a-b046-d147369c2243';
const read = (path: string) => readWanted(Object.fromEntries(new URL(path, 'http://here').searchParams));

test('what a cure asks of a resource comes through the address whole, to the form or, where only more is asked, beside the capacity', () => {
  const all: Wanted = { for: NEED, reach: '150602001004', language: 'mn', sex: 'female', slot: '6-morning', units: 2, qualification: '护士', confirm: true };
  expect(read(wantedPath('r', all, true))).toEqual(all);
  expect(wantedPath('r', { for: NEED, slot: '6-morning' }, true)).toBe(`/resources/r/edit?for=${NEED}&slot=6-morning`);
  expect(wantedPath('r', { for: NEED, slot: '6-morning' }, false)).toBe(`/resources/r?for=${NEED}&slot=6-morning`);
  expect(wantedPath('r', { for: NEED, units: 1 }, true)).toBe(`/resources/r?for=${NEED}&units=1`);
});

test('what makes no sense in an address is left out', () => {
  expect(readWanted({ for: NEED, slot: '9-dawn', units: '-3', reach: 'x', language: 'xx', sex: '' })).toEqual({ for: NEED });
  expect(readWanted({ slot: '6-morning' })).toBeNull();
});
