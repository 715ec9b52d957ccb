import { expect, test } from 'vitest';
import { seededNumbers } from '../../../solver/samples.ts';
import { match, type MatchAnswer } from './match.ts';
import { randomInput, sampleInput, sampleNeed, sampleResource } from './samples.ts';
import { faultsOfRun } from './verify.ts';

test('an answer holds by its lists alone, and no longer when anything in it is changed', () => {
  const next = seededNumbers(77), told: Record<string, number> = {};
  for (let round = 0; round < 400; round++) {
    const input = randomInput(next, { needs: 6, resources: 3 }), answer = match(input) as MatchAnswer & { status: 'matched' };
    expect(faultsOfRun(input, answer), `round ${round}`).toEqual([]);
    const [first, ...others] = answer.assignments;
    if (!first) continue;
    const changed = [
      { ...answer, assignments: others },
      { ...answer, assignments: [{ ...first, units: first.units + 1 }, ...others] },
      { ...answer, assignments: [{ ...first, resourceId: 'r9' }, ...others] },
      { ...answer, assignments: others, unitsMet: answer.unitsMet - first.units },
      { ...answer, totals: { ...answer.totals, points: answer.totals.points + 1 } },
      { ...answer, totals: { ...answer.totals, floorUnits: answer.totals.floorUnits + 1 } },
    ];
    for (const wrong of changed) {
      const faults = faultsOfRun(input, wrong);
      expect(faults.length).toBeGreaterThan(0);
      told[faults[0]!.code] = (told[faults[0]!.code] ?? 0) + 1;
    }
  }
  console.log('told:', told);
  for (const code of ['wrongTotals', 'tooManyUnits', 'unknownPair']) expect(told[code]).toBeGreaterThan(20);
});

test('more than an organisation can carry is told', () => {
  const lists = sampleInput([sampleNeed({ id: 'a' }), sampleNeed({ id: 'b' })], [sampleResource({ id: 'r', organizationId: 'o' }), sampleResource({ id: 's', organizationId: 'o' })]);
  const answer = match(lists) as MatchAnswer & { status: 'matched' };
  expect(faultsOfRun(lists, answer)).toEqual([]);
  expect(faultsOfRun({ ...lists, organizations: [{ id: 'o', capacity: 1 }] }, answer)).toEqual([{ code: 'tooManyUnits', of: 'organization', id: 'o' }]);
});

test('a match that keeps every rule and counts itself right but is not the best is told', () => {
  const next = seededNumbers(78);
  let found = 0;
  for (let round = 0; round < 200; round++) {
    const input = randomInput(next, { needs: 6, resources: 3 }), answer = match(input) as MatchAnswer & { status: 'matched' };
    // the best answer of the same lists with the first pair forbidden
    const [first] = answer.assignments;
    if (!first || input.options.pins.length > 0) continue;
    const lesser = match({ ...input, options: { ...input.options, vetoes: [...input.options.vetoes, { needId: first.needId, resourceId: first.resourceId, reason: '' }] } }) as typeof answer;
    if (JSON.stringify(lesser.totals) === JSON.stringify(answer.totals)) continue;
    expect(faultsOfRun(input, lesser)).toEqual([{ code: 'notBest' }]);
    found++;
  }
  expect(found).toBeGreaterThan(40);
});

test('a run kept from before anybody could wish for somebody known holds as it is; a pair that breaks the wish is told', () => {
  const lists = sampleInput([sampleNeed({ id: 'n' }), sampleNeed({ id: 'm' })], [sampleResource({ id: 'r' }), sampleResource({ id: 's', unitCostFen: 700 })]);
  const { unknownWorkerFen: _, ...before } = lists.options.weights, old = { ...lists, options: { ...lists.options, weights: { ...before, version: '2026-1' } } };
  const answer = match(old) as MatchAnswer & { status: 'matched' };
  expect(answer.totals.costFen).toBe(700);
  expect(faultsOfRun(old, answer)).toEqual([]);
  const wished = { ...lists, needs: lists.needs.map((need) => ({ ...need, sameWorker: 'only' as const, servedBy: ['s'] })) };
  expect(faultsOfRun(wished, answer)).toMatchObject([{ code: 'breaksRule', resourceId: 'r', rule: 'sameWorker' }]);
  // without the surcharge the sum is another
  const preferred = { ...lists, needs: lists.needs.map((need) => ({ ...need, sameWorker: 'wished' as const, servedBy: [] })) };
  expect(faultsOfRun(preferred, answer)).toContainEqual({ code: 'wrongTotals', part: 'totals' });
});
