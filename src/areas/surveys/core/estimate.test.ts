import { expect, test } from 'vitest';
import { shareOf, weigh, type Respondent } from './estimate.ts';
import { betaBelow, betaQuantile, tQuantile } from './quantiles.ts';
import { drawFrom, walk, type FrameMember } from './round-draw.ts';

/** Chance from a seed, as the draw has its own. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; let t = state; t = Math.imul(t ^ (t >>> 16), 0x45d9f3b); return ((t ^ (t >>> 16)) >>> 0) / 4_294_967_296; };
}

test('quantiles are those of the tables', () => {
  expect([1, 5, 30, 1000].map((freedom) => Number(tQuantile(0.975, freedom).toFixed(3)))).toEqual([12.706, 2.571, 2.042, 1.962]);
  // Clopper and Pearson, 1934: 2 of 20, and none of 10
  expect([betaQuantile(0.025, 2, 19), betaQuantile(0.975, 3, 18)].map((p) => Number(p.toFixed(4)))).toEqual([0.0123, 0.317]);
  expect(betaQuantile(0.975, 1, 10)).toBeCloseTo(1 - 0.025 ** (1 / 10), 10);
  expect(betaBelow(0.3, 2.5, 4.5) + betaBelow(0.7, 4.5, 2.5)).toBeCloseTo(1, 12);
});

const even = (cells: number, frame: number, answers: number): Respondent[] => Array.from({ length: cells * answers }, (_, i) => ({ cell: Math.floor(i / answers), inclusion: answers / frame }));
const cellsOf = (count: number, frame: number) => Array.from({ length: count }, () => ({ divisionCode: '150602001003', frame }));

test('a plain random choice gives the plain share, and whoever answered in a quiet stairwell stands for more', () => {
  const design = weigh(cellsOf(4, 50), even(4, 50, 10))!;
  const has = Array.from({ length: 40 }, (_, i) => i % 5 === 0);
  expect(shareOf(design, has)).toMatchObject({ share: expect.closeTo(0.2, 10) });
  expect([design.designEffect, design.freedom, design.frame]).toEqual([expect.closeTo(1, 10), 36, 200]);
  // two buildings of a hundred: 40 answers here, 5 there, where everybody has the need
  const respondents: Respondent[] = [...Array.from({ length: 40 }, () => ({ cell: 0, inclusion: 0.5 })), ...Array.from({ length: 5 }, () => ({ cell: 1, inclusion: 0.5 }))];
  const uneven = weigh(cellsOf(2, 100), respondents)!;
  const estimate = shareOf(uneven, respondents.map(({ cell }) => cell === 1));
  expect(estimate.share).toBeCloseTo(0.5, 10);
  expect(uneven.designEffect).toBeGreaterThan(2);
});

test('where everybody has answered the share is known; one answer says nothing; none has it, and the interval says how many may still', () => {
  expect(shareOf(weigh(cellsOf(3, 4), even(3, 4, 4))!, Array.from({ length: 12 }, (_, i) => i < 3))).toMatchObject({ share: 0.25, low: 0.25, high: 0.25 });
  expect(weigh(cellsOf(3, 40), even(1, 40, 1))).toBeNull();
  expect(weigh(cellsOf(3, 40), [])).toBeNull();
  const none = shareOf(weigh(cellsOf(10, 100), even(10, 100, 5))!, Array.from({ length: 50 }, () => false));
  expect([none.share, none.low]).toEqual([0, 0]);
  expect(none.high).toBeCloseTo(1 - 0.025 ** (1 / (50 / (1 - 50 / 1000))), 6);
});

type Home = FrameMember & { has: boolean; answers: number };
type Shape = { name: string; homes: () => Home[]; sampleSize: number | null };

const address = (building: number, at: number) => `阳光丽苑${building}号楼${1 + (at % 3)}单元${101 + at}`;
/** Buildings of different size; `need` and `answer` say how likely each is in a building. */
function city(seed: number, sizes: number[], need: (building: number) => number, answer: (building: number) => number, communities = 1): Home[] {
  const next = chanceOf(seed);
  return sizes.flatMap((size, b) => {
    const [isNeeded, answers] = [need(b), answer(b)];
    return Array.from({ length: size }, (_, i): Home => ({ id: `${b}-${i}`, divisionCode: `15060200100${1 + (b % communities)}`, address: address(b, i), has: next() < isNeeded, answers }));
  });
}
const sizes = Array.from({ length: 30 }, (_, b) => 20 + ((b * 7) % 45));
/** A third of the buildings are loud: they answer nearly always and need little. */
const isLoud = (b: number) => b % 3 === 0;

const SHAPES: Shape[] = [
  { name: 'a need of every fifth, everywhere alike', sampleSize: 200, homes: () => city(1, sizes, () => 0.2, () => 0.75) },
  { name: 'a rare need, of two in a hundred', sampleSize: 200, homes: () => city(2, sizes, () => 0.02, () => 0.7) },
  { name: 'a need clustered by building', sampleSize: 200, homes: () => city(3, sizes, (b) => [0.02, 0.1, 0.6][b % 3]!, () => 0.7, 3) },
  { name: 'a rare need of two buildings only', sampleSize: 240, homes: () => city(4, sizes, (b) => (b < 2 ? 0.4 : 0), () => 0.65) },
  { name: 'loud buildings answer and do not need', sampleSize: 240, homes: () => city(5, sizes, (b) => (isLoud(b) ? 0.05 : 0.45), (b) => (isLoud(b) ? 0.95 : 0.4)) },
  { name: 'a small place where all are asked and half answer', sampleSize: null, homes: () => city(6, [9, 14, 22, 7, 13, 25], (b) => 0.1 + 0.1 * b, (b) => 0.4 + 0.08 * b) },
];

/** What the whole frame would be told of by those who came to be heard alone: the share among answers, with Wilson's interval. */
function plain(answers: boolean[]): [low: number, high: number] {
  const n = answers.length, p = answers.filter(Boolean).length / n, z = 1.96;
  const [middle, half] = [(p + z * z / (2 * n)) / (1 + z * z / n), z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)];
  return [middle - half, middle + half];
}

const ROUNDS = 1000;
test.each(SHAPES)('of 1,000 rounds of $name at least 93 in 100 cover the truth', ({ name, homes, sampleSize }) => {
  const all = homes();
  const truth = all.filter(({ has }) => has).length / all.length;
  const walked = walk(all);
  const homeOf = new Map(all.map((home) => [home.id, home]));
  const next = chanceOf(2026);
  let covered = 0, plainly = 0, width = 0, sum = 0;
  for (let seed = 0; seed < ROUNDS; seed++) {
    const drawn = drawFrom(walked, { sampleSize, seed });
    if (!drawn.ok) throw new Error(drawn.refusal.code);
    const heard = drawn.value.members.filter(({ id }) => next() < homeOf.get(id)!.answers);
    const has = heard.map(({ id }) => homeOf.get(id)!.has);
    const { share, low, high } = shareOf(weigh(drawn.value.cells, heard.map(({ cell, stratumDrawn, stratumFrame }) => ({ cell, inclusion: stratumDrawn / stratumFrame })))!, has);
    if (low <= truth && truth <= high) covered += 1;
    const [from, to] = plain(has);
    if (from <= truth && truth <= to) plainly += 1;
    width += high - low;
    sum += share;
  }
  console.log(`${name}: truth ${truth.toFixed(3)}, mean estimate ${(sum / ROUNDS).toFixed(3)}, covered ${(covered / 10).toFixed(1)} %, mean width ${(width / ROUNDS).toFixed(3)}; unweighted ${(plainly / 10).toFixed(1)} %`);
  expect(covered / ROUNDS).toBeGreaterThanOrEqual(0.93);
  // an interval that covers by being wide says nothing
  expect(width / ROUNDS).toBeLessThan(0.25);
  if (name.startsWith('loud')) expect(plainly / ROUNDS).toBeLessThan(0.5);
});
