import { expect, test } from 'vitest';
import { seededNumbers } from '../../../solver/samples.ts';
import { withAdditions } from './additions.ts';
import { compareRuns, shownCircumstances } from './comparison.ts';
import { forecast, gainOf, isAsForeseen } from './forecast.ts';
import { match, type MatchAnswer } from './match.ts';
import type { MatchInput } from './model.ts';
import { randomCity, randomInput, sampleInput, sampleNeed, sampleResource } from './samples.ts';
import { faultsOfRun } from './verify.ts';
import { applyChanges, narrowed, wishesOf, type WhatIfChange } from './what-if.ts';

const SIZE = { needs: 8, resources: 4 };

function matched(input: MatchInput): MatchAnswer & { status: 'matched' } {
  const answer = match(input);
  if (answer.status !== 'matched') throw new Error(JSON.stringify(answer));
  return answer;
}

function changed(input: MatchInput, ...changes: WhatIfChange[]): MatchInput {
  const applied = applyChanges(input, changes);
  if (!applied.ok) throw new Error(applied.refusal.code);
  return applied.value;
}

test('without a change the optimum is the same, and nobody fares otherwise', () => {
  const next = seededNumbers(11);
  for (let round = 0; round < 300; round++) {
    const input = randomInput(next, SIZE), before = matched(input), copy = changed(input), after = matched(copy);
    expect(after.totals).toEqual(before.totals);
    expect(compareRuns({ input, answer: before }, { input: copy, answer: after }).hands).toEqual([]);
  }
});

test('what stands side by side sums to what the two runs came to', () => {
  const next = seededNumbers(12), seen = { newlyMet: 0, noLongerMet: 0, moved: 0 };
  for (let round = 0; round < 1_000; round++) {
    const input = randomInput(next, SIZE), before = matched(input), some = input.resources[next(input.resources.length)]!;
    const choices: WhatIfChange[][] = [
      [{ kind: 'setCapacity', resourceId: some.id, units: next(3) }], [{ kind: 'admitWaiting' }], [{ kind: 'dropNeeds', item: 'meal', divisionCode: null, urgency: 3 }],
      [{ kind: 'addNeeds', item: 'meal', communityCode: input.needs[0]!.communityCode, urgency: 3, units: 2 }, { kind: 'setCapacity', resourceId: some.id, units: 0 }],
    ];
    const changes = choices[next(choices.length)]!, later = changed(input, ...changes), after = matched(later);
    const { comparison, hands } = compareRuns({ input, answer: before }, { input: later, answer: after });
    expect(comparison.totals).toEqual({ before: before.totals, after: after.totals });
    expect(comparison.met).toEqual({ before: before.unitsMet, after: after.unitsMet });
    for (const side of ['before', 'after'] as const) {
      for (const split of [comparison.byCommunity, comparison.byItem, comparison.byUrgency]) {
        expect(split.reduce((sum, row) => sum + row.met[side], 0)).toBe(comparison.met[side]);
        expect(split.reduce((sum, row) => sum + row.asked[side], 0)).toBe(comparison.asked[side]);
      }
      expect(comparison.byNearness.reduce((sum, row) => sum + row.units[side], 0)).toBe(comparison.met[side]);
      expect(comparison.asked[side] + comparison.waiting[side]).toBe((side === 'before' ? before : after).unitsAsked);
    }
    expect(hands.reduce((sum, hand) => sum + hand.unitsAfter - hand.unitsBefore, 0)).toBe(comparison.met.after - comparison.met.before);
    for (const { kind } of hands) seen[kind]++;
  }
  console.log('fared otherwise:', seen);
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
});

test('both sides are measured by the weights of the run that was copied', () => {
  const input = sampleInput([sampleNeed({ id: 'a', urgency: 1 }), sampleNeed({ id: 'b', urgency: 3 })], [sampleResource({ id: 'r' })]);
  const { weights } = input.options, upsideDown = { 1: 900, 2: 300, 3: 100 } as const;
  const later = changed(input, { kind: 'weights', ...weights, urgencyPoints: upsideDown }), before = matched(input), after = matched(later);
  expect(later.options.weights.version).toBe('2026-2+');
  const { comparison, hands } = compareRuns({ input, answer: before }, { input: later, answer: after });
  expect(comparison.totals).toMatchObject({ before: { points: 100 }, after: { points: 900 } });
  expect(hands.map(({ needId, kind }) => [needId, kind])).toEqual([['b', 'noLongerMet'], ['a', 'newlyMet']]);
});

test('what a set of things is foreseen to bring is what a run with them brings', () => {
  const next = seededNumbers(13);
  let chosen = 0, best = 0, less = 0;
  for (let round = 0; round < 600; round++) {
    const input = randomInput(next, { needs: 10, resources: 4 }), before = matched(input);
    const gaps = before.gaps.map((gap): WhatIfChange => ({ kind: 'addPlace', item: gap.category, divisionCode: gap.communityCode, units: 1 }));
    const more = input.resources.map(({ id }): WhatIfChange => ({ kind: 'addUnits', resourceId: id, units: 1 + next(2) }));
    const raised = (input.organizations ?? []).map(({ id }): WhatIfChange => ({ kind: 'raiseCap', organizationId: id, units: 1 }));
    const lists = [[...gaps, ...more, ...raised].filter(() => next(2) > 0), [{ kind: 'addBest', count: 4 } as const]];
    for (const [which, changes] of lists.entries()) {
      const copy = changed(input, ...changes), foreseen = forecast(copy, wishesOf(changes))!, after = matched(withAdditions(copy, foreseen.steps.map(({ addition }) => addition)));
      expect(foreseen.gain, `round ${round}`).toEqual(gainOf(before.totals, after.totals));
      expect(isAsForeseen(copy, foreseen, after)).toBe(true);
      expect(foreseen.before).toEqual(before.totals);
      if (which === 1) best++; else if (foreseen.steps.length > 1) chosen++;
    }
    // alone each gap brings what the list of gaps says; together they bring less as soon as they stand in each other's way
    for (const gap of before.gaps) {
      expect(forecast(input, [{ kind: 'place', category: gap.category, divisionCode: gap.communityCode, units: 1 }])!.gain).toEqual(gap.nextUnit);
    }
    const all = forecast(input, [...wishesOf(gaps), ...input.resources.map(({ id }) => ({ kind: 'units' as const, resourceId: id, units: 1 }))])!;
    const apart = [...before.gaps, ...before.resources].reduce((sum, { nextUnit }) => sum + 1_000 * nextUnit.floorUnits + nextUnit.points, 0);
    if (1_000 * all.gain.floorUnits + all.gain.points < apart) less++;
  }
  console.log(`${chosen} chosen sets and ${best} best sets as foreseen; ${less} times less than the sum of the values`);
  expect(chosen).toBeGreaterThan(200);
  expect(less).toBeGreaterThan(20);
}, 120_000);

test('the best so many are taken one by one: after each the next best is asked anew, and none is added that brings nothing', () => {
  const input = randomCity(seededNumbers(14), { needs: 300, resources: 20, communities: 12 }), before = matched(input);
  const { steps, gain } = forecast(input, [{ kind: 'best', count: 12 }])!;
  expect(steps.length).toBe(12);
  expect(steps[0]!.gain.points).toBe(Math.max(...before.gaps.filter(({ nextUnit }) => nextUnit.floorUnits === Math.max(...before.gaps.map((gap) => gap.nextUnit.floorUnits))).map(({ nextUnit }) => nextUnit.points)));
  expect(gainOf(before.totals, matched(withAdditions(input, steps.map(({ addition }) => addition))).totals)).toEqual(gain);
  const few = sampleInput([sampleNeed({ id: 'a' })], []);
  expect(forecast(few, [{ kind: 'best', count: 12 }])!.steps).toMatchObject([{ addition: { kind: 'place', category: 'meal', units: 1 }, gain: { points: 100 } }]);
});

test('an exchange rate gives up needs that are dearer than their points, is proven like strict order, and says what it costs', () => {
  const far = sampleResource({ id: 'far', homeCode: '150603001201', unitCostFen: 50_000 }), near = sampleResource({ id: 'near' });
  const input = sampleInput([sampleNeed({ id: 'a' }), sampleNeed({ id: 'b' })], [near, far]), before = matched(input);
  expect(before.unitsMet).toBe(2);
  const later = changed(input, { kind: 'exchange', fenPerPoint: 100, fenPerStaleUnit: 0 }), after = matched(later);
  expect(after.unitsMet).toBe(1);
  expect(faultsOfRun(later, after)).toEqual([]);
  const { comparison } = compareRuns({ input, answer: before }, { input: later, answer: after });
  expect(comparison).toMatchObject({ met: { before: 2, after: 1 }, hands: { noLongerMet: 1 }, totals: { before: { costFen: 56_000 }, after: { costFen: 0, points: 100 } } });
  expect(match(changed(input, { kind: 'exchange', fenPerPoint: 0.5, fenPerStaleUnit: 0 }))).toMatchObject({ refusal: { code: 'badWeights' } });
});

test('with exchange rates small random matches are the best by their rate, never better on the floors than strict order', () => {
  const next = seededNumbers(15);
  for (let round = 0; round < 500; round++) {
    const input = randomInput(next, SIZE), strict = matched(input), rate = { fenPerPoint: 1 + next(30), fenPerStaleUnit: next(3) * 500 };
    const later = changed(input, { kind: 'exchange', ...rate }), answer = matched(later);
    expect(faultsOfRun(later, answer), `round ${round}`).toEqual([]);
    const worth = ({ totals }: typeof answer) => totals.points * rate.fenPerPoint + totals.staleUnits * rate.fenPerStaleUnit + totals.costFen;
    expect(answer.totals.floorUnits).toBe(strict.totals.floorUnits);
    expect(worth(answer)).toBeLessThanOrEqual(worth(strict));
    expect(answer.totals.points).toBeGreaterThanOrEqual(strict.totals.points);
  }
});

test('a run narrowed to a division is the best for that division, and a change to what is not there is refused', () => {
  const next = seededNumbers(16);
  for (let round = 0; round < 400; round++) {
    const drawn = randomInput(next, { needs: 10, resources: 4 }), input = { ...drawn, options: { ...drawn.options, floors: { community: 50, township: 0, county: 0 } } }, answer = matched(input);
    const part = narrowed(input, answer, '150602'), again = matched(part.input);
    expect(compareRuns(part, { input: part.input, answer: again }).comparison.totals, `round ${round}`).toEqual({ before: again.totals, after: again.totals });
  }
  expect(applyChanges(sampleInput([], []), [{ kind: 'addUnits', resourceId: 'r', units: 1 }])).toEqual({ ok: false, refusal: { code: 'unknownResource', resourceId: 'r' } });
});

test('supposed needs may ask a language and a qualification, and are met by those who have both', () => {
  const input = sampleInput([], [sampleResource({ id: 'plain', capacity: 9 }), sampleResource({ id: 'both', languages: ['mn'], qualifications: ['护士'], capacity: 1 })]);
  const answer = matched(changed(input, { kind: 'addNeeds', item: 'meal', communityCode: '150602001201', urgency: 3, units: 2, language: 'mn', qualification: '护士' }));
  expect(answer).toMatchObject({ unitsMet: 1, assignments: [{ resourceId: 'both' }], unmatched: [{ cure: { kind: 'changeResource', resourceId: 'both', changes: [{ kind: 'addUnits' }] } }] });
});

test('needs met are told by circumstance, a person in two counted in each; below a banner those of few needs are not, and lists without circumstances stay true', () => {
  const [many, few] = [Array.from({ length: 6 }, (_, i) => sampleNeed({ id: `m${i}`, circumstances: ['livingAlone'] })), Array.from({ length: 2 }, (_, i) => sampleNeed({ id: `f${i}`, circumstances: ['disability', 'livingAlone'] }))];
  const before = sampleInput([...many, ...few, sampleNeed({ id: 'none' })], [sampleResource({ id: 'r', capacity: 3 })]), after = changed(before, { kind: 'setCapacity', resourceId: 'r', units: 9 });
  const { comparison } = compareRuns({ input: before, answer: matched(before) }, { input: after, answer: matched(after) }), all = comparison.byCircumstance!;
  expect(all).toMatchObject([{ key: 'disability', needs: { before: 2, after: 2 }, met: { after: 2 } }, { key: 'livingAlone', needs: { before: 8, after: 8 }, asked: { before: 8 }, met: { after: 8 } }]);
  expect(shownCircumstances(all, '150602').hidden).toEqual([]);
  expect(shownCircumstances(all, '150602001')).toMatchObject({ shown: [{ key: 'livingAlone' }], hidden: ['disability'] });
  const bare = { ...before, needs: before.needs.map(({ circumstances: _, ...need }) => need) };
  expect(matched(bare)).toEqual(matched(before));
  expect(compareRuns({ input: bare, answer: matched(before) }, { input: after, answer: matched(after) }).comparison.byCircumstance).toMatchObject([{ key: 'disability', needs: { before: 0, after: 2 } }, {}]);
});
