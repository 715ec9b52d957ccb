import { expect, test } from 'vitest';
import { ITEMS } from '../../areas/needs/core/items.ts';
import { chanceOf } from './chance.ts';
import { COUNTY_DEPARTMENTS, COUNTY_ENTERPRISES, inventOrganizationName, TAILS } from './names.ts';
import { offersOf, PERSONAL } from './offers.ts';
import { WANTS } from './wants.ts';

test('whatever the demonstration names has something to offer, and of what its name says', () => {
  const chance = chanceOf(1);
  for (const [kind, tails] of Object.entries(TAILS)) {
    for (const tail of tails) expect(offersOf(`东胜区乐助${tail}`), `${kind} ${tail}`).not.toEqual([]);
    expect(offersOf(inventOrganizationName(chance, '东胜区', kind))).not.toEqual([]);
  }
  for (const name of [...COUNTY_DEPARTMENTS, ...COUNTY_ENTERPRISES.map((name) => `${name}有限公司`)]) expect(offersOf(name), name).not.toEqual([]);
  expect(offersOf('航空法律明白人小组')).not.toContain('meals');
  expect(offersOf('航空夕阳红艺术团')).toEqual(['activities']);
});

test('whatever is wanted there is offered by somebody in every banner', () => {
  // departments, enterprises and residents are in each of them, and so are teams that visit
  const everywhere = new Set([...COUNTY_DEPARTMENTS, ...COUNTY_ENTERPRISES.map((name) => `${name}有限公司`), '邻里互助队'].flatMap(offersOf).concat(PERSONAL));
  expect(WANTS.map(({ item }) => item).filter((item) => !everywhere.has(item))).toEqual([]);
  for (const { item } of WANTS) expect(ITEMS[item]).toBeDefined();
});
