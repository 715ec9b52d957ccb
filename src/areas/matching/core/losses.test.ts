import { expect, test } from 'vitest';
import { match } from './match.ts';
import type { Aims } from './model.ts';
import { randomInput } from './samples.ts';
import { compareAims } from './values.ts';
import { isStale } from './weights.ts';

let seed = 20_260_301;
const next = (bound: number) => { seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0; return (seed >>> 8) % bound; };
const minus = (a: Aims, b: Aims): Aims => ({ floorUnits: a.floorUnits - b.floorUnits, points: a.points - b.points, staleUnits: a.staleUnits - b.staleUnits, costFen: a.costFen - b.costFen });

test('taking a place at another choice costs everybody no more than is told', () => {
  let asked = 0;
  for (let i = 0; i < 4000; i++) {
    const drawn = randomInput(next, { needs: 6, resources: 3 });
    const input = { ...drawn, needs: drawn.needs.map((need) => ({ ...need, quantity: 1 })), options: { ...drawn.options, pins: [] } };
    const before = match(input);
    if (before.status !== 'matched') throw new Error(before.status);
    for (const { needId, resourceId, nextBest } of before.assignments) {
      for (const other of nextBest) {
        if (!other.isFull || !other.othersLose) continue;
        const after = match({ ...input, options: { ...input.options, pins: [{ needId, resourceId: other.resourceId }] } });
        if (after.status !== 'matched' || after.refusedPins.length > 0) throw new Error('the pin was not kept');
        const own = isStale(input.resources.find(({ id }) => id === resourceId)!, input.options.weights) ? 1 : 0;
        const told = { ...other.othersLose, staleUnits: other.othersLose.staleUnits - own, costFen: other.othersLose.costFen + other.costDifferenceFen };
        expect(compareAims(minus(after.totals, before.totals), told)).toBeLessThanOrEqual(0);
        asked++;
      }
    }
  }
  console.log(`${asked} other choices tried by a new run`);
  expect(asked).toBeGreaterThan(100);
});
