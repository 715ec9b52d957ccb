import { expect, test } from 'vitest';
import { FEW, sayRoundOf, withoutFew, type MemberSaid, type RoundHeard } from './round-says.ts';

const cells = [{ divisionCode: '150602001003', block: '1号楼', stratum: 0, frame: 20, drawn: 10 }, { divisionCode: '150602001004', block: '9号楼', stratum: 1, frame: 20, drawn: 10 }];
const member = (cell: number, i: number, more: Partial<MemberSaid> = {}): MemberSaid => ({ cell, inclusion: 0.5, outcome: 'heard', channel: 'homeInquiry', needs: i < 2 ? ['elderCare'] : [], ...more });
const heardOf = (more: Partial<MemberSaid>[] = [], rest: Partial<RoundHeard> = {}): RoundHeard => ({
  unit: 'household', cells, members: Array.from({ length: 20 }, (_, i) => member(Math.floor(i / 10), i % 10, more[i])), apart: [], discussions: 0, present: 0, byWall: 0, offList: 0, nameOf: (code) => code, ...rest,
});
const elder = (says: ReturnType<typeof sayRoundOf>, of = says.whole) => of.categories.find(({ category }) => category === 'elderCare')!;

test('a round says the share of the whole and of each community, from those it drew alone', () => {
  const loud = Array.from({ length: 300 }, () => ({ category: 'elderCare' as const, isVoice: true }));
  const says = sayRoundOf(heardOf([], { apart: loud, discussions: 1, present: 400 }));
  expect(elder(says)).toMatchObject({ members: 4, needs: 4, estimate: { share: expect.closeTo(0.2, 10) } });
  expect(elder(says)).toEqual(elder(sayRoundOf(heardOf())));
  expect(says.parts.map((part) => [part.divisionName, elder(says, part).members, part.coverage.frame])).toEqual([['150602001003', 2, 20], ['150602001004', 2, 20]]);
  expect(says.apart).toMatchObject({ voices: 300, outside: 0, categories: [{ category: 'elderCare', voices: 300 }] });
});

test('while more than a fifth is still to be walked nothing is estimated, though what was heard is counted', () => {
  const untried = (count: number) => sayRoundOf(heardOf(Array.from({ length: 20 }, (_, i) => (i >= 20 - count ? { outcome: null, channel: null, needs: [] } : {}))));
  expect([untried(4).whole.isEarly, untried(5).whole.isEarly]).toEqual([false, true]);
  expect(elder(untried(5))).toMatchObject({ members: 4, estimate: null });
  // the community that has been walked says what it says
  expect(untried(5).parts.map(({ isEarly, method }) => [isEarly, method?.answered ?? null])).toEqual([[false, 10], [true, null]]);
});

test('those who see figures only see no community and no category of a few', () => {
  const says = withoutFew(sayRoundOf(heardOf([], { apart: [{ category: 'health', isVoice: true }] })));
  expect([says.parts, says.whole.categories, says.apart.categories, FEW]).toEqual([[], [], [], 5]);
});
