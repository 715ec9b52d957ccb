import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawRound, MOST_MEMBERS, type FrameMember } from './round-draw.ts';

const frameOf = (sizes: number[], communities = 1): FrameMember[] => sizes.flatMap((size, b) => Array.from({ length: size }, (_, i) => ({ id: `${b}-${String(i).padStart(3, '0')}`, divisionCode: `15060200100${1 + (b % communities)}`, address: `绿洲小区${b + 1}号楼1单元${101 + i}` })));
const sure = (...args: Parameters<typeof drawRound>) => { const drawn = drawRound(...args); if (!drawn.ok) throw new Error(drawn.refusal.code); return drawn.value; };

test('all are asked in the order of the route, each for certain', () => {
  const { members, cells } = sure(frameOf([3, 2, 12], 2), { sampleSize: null, seed: 1 });
  expect(members).toHaveLength(17);
  expect(members.every(({ stratumDrawn, stratumFrame }) => stratumDrawn === stratumFrame)).toBe(true);
  expect(cells.map(({ divisionCode, block, frame, drawn }) => [divisionCode.slice(-1), block, frame, drawn])).toEqual([['1', '绿洲小区1号楼', 3, 3], ['1', '绿洲小区3号楼', 12, 12], ['2', '绿洲小区2号楼', 2, 2]]);
  expect(members.map(({ routeOrder }) => routeOrder)).toEqual(members.map((_, i) => i));
});

test('the same seed gives the same draw, in whatever order the frame comes; another seed another', () => {
  const frame = frameOf([40, 30, 50]);
  const drawn = sure(frame, { sampleSize: 30, seed: 4711 });
  expect(sure([...frame].reverse(), { sampleSize: 30, seed: 4711 })).toEqual(drawn);
  expect(sure(frame, { sampleSize: 30, seed: 4712 }).members).not.toEqual(drawn.members);
});

test('each home is drawn as often as its probability says', () => {
  const frame = frameOf([5, 60, 35, 1], 2);
  const times = new Map<string, number>();
  const probability = new Map<string, number>();
  for (let seed = 0; seed < 4000; seed++) for (const { id, stratumDrawn, stratumFrame } of sure(frame, { sampleSize: 20, seed }).members) { times.set(id, (times.get(id) ?? 0) + 1); probability.set(id, stratumDrawn / stratumFrame); }
  for (const { id } of frame) expect(Math.abs((times.get(id) ?? 0) / 4000 - probability.get(id)!), id).toBeLessThan(0.04);
});

test('on 300 random frames the draw has its size, every home a chance, and the weights add up to the frame', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 25 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 300 }), fc.nat(), (sizes, communities, sampleSize, seed) => {
    const frame = frameOf(sizes, communities);
    const drawn = drawRound(frame, { sampleSize, seed });
    if (!drawn.ok) return drawn.refusal.code === 'sampleTooSmall' && drawn.refusal.least > sampleSize;
    const { members, cells } = drawn.value;
    const weights = members.reduce((sum, { stratumDrawn, stratumFrame }) => sum + stratumFrame / stratumDrawn, 0);
    return members.length === Math.min(sampleSize, frame.length) && new Set(members.map(({ id }) => id)).size === members.length
      && cells.reduce((sum, cell) => sum + cell.frame, 0) === frame.length && cells.reduce((sum, cell) => sum + cell.drawn, 0) === members.length
      && Math.abs(weights - frame.length) < 1e-6 && members.every(({ cell, block }) => cells[cell]!.block === block);
  }), { numRuns: 300 });
});

test('nobody to ask, too few for the places, too many for any station: each is said', () => {
  expect(drawRound([], { sampleSize: null, seed: 1 })).toMatchObject({ refusal: { code: 'frameEmpty' } });
  expect(drawRound(frameOf([9, 9, 9, 9], 4), { sampleSize: 7, seed: 1 })).toMatchObject({ refusal: { code: 'sampleTooSmall', least: 8 } });
  expect(drawRound(frameOf([MOST_MEMBERS + 1]), { sampleSize: null, seed: 1 })).toMatchObject({ refusal: { code: 'frameTooLarge', limit: MOST_MEMBERS } });
  expect(sure(frameOf([4]), { sampleSize: 500, seed: 1 }).members).toHaveLength(4);
});
