import { beforeAll, expect, test } from 'vitest';
import { seededNumbers } from '../../../solver/samples.ts';
import { makeSolveWhole } from './whole-solver.ts';
import { findFlow, isBest } from '../core/best-flow.ts';
import { bestByTrying } from '../core/best-by-trying.ts';
import { withAdditions } from '../core/additions.ts';
import { budgetValues } from '../core/budget-values.ts';
import { applyCure } from '../core/cures.ts';
import { forecast, gainOf } from '../core/forecast.ts';
import { match, type MatchAnswer } from '../core/match.ts';
import type { MatchInput } from '../core/model.ts';
import { COMMUNITIES, randomInput, sampleInput, sampleNeed, sampleResource } from '../core/samples.ts';
import { givenOf, totalsOf } from '../core/matched.ts';
import { dividedLimits, keepLimits, type KeptLimit } from '../core/side-limits.ts';
import { compareAims } from '../core/values.ts';
import { faultsOfRun } from '../core/verify.ts';
import { applyChanges, narrowed } from '../core/what-if.ts';
import type { SolveWhole } from '../core/whole-program.ts';

let solveWhole: SolveWhole;
beforeAll(async () => { solveWhole = await makeSolveWhole(600_000); });

function matched(input: MatchInput, solve: SolveWhole = solveWhole): MatchAnswer & { status: 'matched' } {
  const answer = match(input, solve);
  if (answer.status !== 'matched') throw new Error(JSON.stringify(answer));
  return answer;
}

const NOTHING = { floorUnits: 0, points: 0, staleUnits: 0, costFen: 0 };

/** A small random city whose organisations have little money. */
function poorInput(next: (bound: number) => number): MatchInput {
  const input = randomInput(next, { needs: 5, resources: 4 }), needs = input.needs.map((need) => ({ ...need, category: 'meal', slots: null, hasConsent: true, isVerified: true }));
  const resources = input.resources.map((resource) => ({ ...resource, categories: ['meal'], validUntil: null, capacity: 1 + resource.capacity, organizationId: ['o0', 'o0', 'o1', null][next(4)]!, unitCostFen: [0, 300, 500, 700, 1_100][next(5)]! }));
  const exchange = next(5) === 0 ? { exchange: { fenPerPoint: 1 + next(5), fenPerStaleUnit: next(3) * 100 } } : {};
  return { ...input, needs, resources, budgets: ['o0', 'o1'].filter((id) => id === 'o0' || next(4) > 0).map((organizationId) => ({ organizationId, name: organizationId, leftFen: next(14) * 100 })), options: { ...input.options, ...exchange } };
}

/** The same, and some take a resource along, which serves by itself too or nobody; what it has is little. */
function sharingInput(next: (bound: number) => number): MatchInput {
  const input = poorInput(next), resources = [...input.resources, sampleResource({ id: 'van', categories: next(2) ? ['meal'] : [], capacity: next(4), organizationId: ['o0', null][next(2)]!, unitCostFen: [0, 400][next(2)]! })];
  const budgets = next(3) === 0 ? [] : input.budgets!;
  return { ...input, budgets, resources: resources.map((one) => (one.id !== 'van' && next(4) > 0 ? { ...one, alsoTakes: { resourceId: next(20) ? 'van' : 'unlisted', units: 1 + next(3) } } : one)) };
}

test('with budgets, small random matches reach the best totals of all ways to match that keep them, and judge themselves rightly', () => {
  const next = seededNumbers(52);
  const seen = { rounds: 0, repaired: 0, worseThanBound: 0, losing: 0, cured: 0 };
  for (; seen.rounds < 700; seen.rounds++) {
    const input = poorInput(next), answer = matched(input), { repair } = answer.proof, best = bestByTrying(input);
    expect(compareAims(answer.totals, best, input.options.exchange), `round ${seen.rounds}`).toBe(0);
    expect(faultsOfRun(input, answer), `round ${seen.rounds}`).toEqual([]);
    if (!repair) continue;
    seen.repaired++;
    expect(repair).toMatchObject({ isOptimal: true, isWhole: true });
    if (compareAims(answer.totals, repair.bound, input.options.exchange) > 0) seen.worseThanBound++;
    for (const { needId, reason, cure } of answer.unmatched) {
      if ('atBudget' in reason) seen.losing++;
      if (cure.kind !== 'changeResource' || !cure.changes.some(({ kind }) => kind === 'raiseBudget')) continue;
      expect(matched(applyCure(input, needId, cure)).unmatched.find((unmet) => unmet.needId === needId)).toBeUndefined();
      seen.cured++;
    }
  }
  console.log('matches with budgets equal to trying all ways:', seen);
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
}, 300_000);

test('with budgets and with what several take along, mixed, small random matches reach the best totals of all ways, and cures cure', () => {
  const next = seededNumbers(53), seen = { rounds: 0, shared: 0, mixed: 0, worseThanBound: 0, losing: 0, cured: 0, forUnlisted: 0 };
  for (; seen.rounds < 900; seen.rounds++) {
    const input = sharingInput(next), answer = matched(input), { repair } = answer.proof;
    expect(compareAims(answer.totals, bestByTrying(input), input.options.exchange), `round ${seen.rounds}`).toBe(0);
    expect(faultsOfRun(input, answer), `round ${seen.rounds}`).toEqual([]);
    if (!repair) continue;
    expect(repair).toMatchObject({ isOptimal: true, isWhole: true });
    if (repair.limits.some(({ kind }) => kind === 'shared')) seen.shared++;
    if (new Set(repair.limits.map(({ kind }) => kind)).size > 1) seen.mixed++;
    if (compareAims(answer.totals, repair.bound, input.options.exchange) > 0) seen.worseThanBound++;
    for (const { needId, reason, cure } of answer.unmatched) {
      if ('atShared' in reason) seen.losing++;
      if (cure.kind !== 'changeResource') continue;
      const more = cure.changes.find((change) => change.kind === 'addShared');
      // no unit more of what nobody has listed can be added to the lists
      if (more?.resourceId === 'unlisted') { seen.forUnlisted++; continue; }
      expect(matched(applyCure(input, needId, cure)).unmatched.find((unmet) => unmet.needId === needId), `round ${seen.rounds}`).toBeUndefined();
      if (more) seen.cured++;
    }
  }
  console.log('matches with shared resources and budgets equal to trying all ways:', seen);
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
}, 300_000);

test('without a solver every budget is kept all the same and the bound still holds', () => {
  const next = seededNumbers(53);
  let repaired = 0;
  for (let round = 0; round < 1_000; round++) {
    const input = round % 2 === 0 ? poorInput(next) : sharingInput(next), answer = matched(input, () => null);
    expect(faultsOfRun(input, answer), `round ${round}`).toEqual([]);
    expect(compareAims(answer.totals, bestByTrying(input), input.options.exchange)).toBeGreaterThanOrEqual(0);
    if (answer.proof.repair) repaired++;
  }
  expect(repaired).toBeGreaterThan(100);
});

test('where only a part is decided again, every budget is kept and nothing is better than the bound; the more is decided, the nearer the best', () => {
  const next = seededNumbers(54), seen = { cut: 0, best: 0 };
  for (let round = 0; round < 500; round++) {
    const input = round % 2 === 0 ? poorInput(next) : sharingInput(next), first = findFlow(input)!;
    if (!isBest(first)) throw new Error('a flow exists');
    const { flow: { market, answer }, repair } = keepLimits(input, first, solveWhole, 3);
    if (!repair || repair.isWhole || answer.status !== 'optimal') continue;
    const totals = totalsOf(market, answer), { exchange } = input.options, fromBest = compareAims(totals, bestByTrying(input), exchange);
    for (const [b, spent] of givenOf(market, answer).spent.entries()) expect(spent).toBeLessThanOrEqual(market.limits.limits[b]!.left);
    expect(fromBest).toBeGreaterThanOrEqual(0);
    expect(compareAims(totals, repair.bound, exchange)).toBeGreaterThanOrEqual(0);
    seen.cut++;
    if (fromBest === 0) seen.best++;
  }
  console.log('matches of which only three choices were decided again, and of them those that are the best all the same:', seen);
  expect(seen.cut).toBeGreaterThan(50);
  expect(seen.best).toBeGreaterThan(seen.cut / 2);
});

test('where limits are divided, what is foreseen of the best things to add is no more than a new match brings', () => {
  const next = seededNumbers(55), seen = { divided: 0, better: 0, ofShared: 0 };
  for (let round = 0; round < 400; round++) {
    const drawn = sharingInput(next), input = { ...drawn, options: { ...drawn.options, pins: [] } }, letThrough = dividedLimits(input, solveWhole), foreseen = letThrough && forecast(input, [{ kind: 'units', resourceId: 'van', units: 2 }, { kind: 'best', count: 2 }], { letThrough });
    if (!foreseen) continue;
    const additions = foreseen.steps.map(({ addition }) => addition), came = gainOf(foreseen.before, matched(withAdditions(input, additions)).totals), { exchange } = input.options;
    expect(compareAims(foreseen.gain, came, exchange), `round ${round}`).toBeLessThanOrEqual(0);
    seen.divided++;
    if (compareAims(foreseen.gain, came, exchange) < 0) seen.better++;
    if (compareAims(foreseen.steps[0]!.gain, NOTHING, exchange) > 0) seen.ofShared++;
  }
  console.log('forecasts with divided limits:', seen);
  expect(seen.divided).toBeGreaterThan(100);
  expect(seen.better).toBeGreaterThan(10);
  expect(seen.ofShared).toBeGreaterThan(10);
}, 120_000);

test('the part of a run that lies in one division has of a shared van what the rest has not taken along', () => {
  const alsoTakes = { resourceId: 'van', units: 2 }, [here, there] = [COMMUNITIES[0]!, COMMUNITIES[3]!];
  const needs = [sampleNeed({ id: 'a', communityCode: here, urgency: 3 }), sampleNeed({ id: 'b', communityCode: there, urgency: 3 }), sampleNeed({ id: 'c', communityCode: here })];
  const resources = [sampleResource({ id: 'team', capacity: 5, alsoTakes }), sampleResource({ id: 'van', categories: [], capacity: 5, reach: { kind: 'divisions', codes: [there] } })];
  const input = sampleInput(needs, resources), part = narrowed(input, matched(input), here.slice(0, 6));
  expect(part.input.resources.map(({ id, capacity }) => [id, capacity])).toEqual([['team', 4], ['van', 3]]);
  expect(matched(part.input).assignments.map(({ needId }) => needId)).toEqual(['a']);
});

test('more money that is supposed for an organisation brings what a match with it brings, the best there is, and never less', () => {
  const next = seededNumbers(57), seen = { divided: 0, better: 0 };
  for (let round = 0; round < 300; round++) {
    const drawn = poorInput(next), input = { ...drawn, options: { ...drawn.options, pins: [] } }, fen = 1 + next(900), later = applyChanges(input, [{ kind: 'raiseBudget', organizationId: 'o0', fen }]);
    if (!later.ok) throw new Error(later.refusal.code);
    const [before, after] = [matched(input), matched(later.value)], { exchange } = input.options;
    expect(later.value.budgets!.map(({ leftFen }, b) => leftFen - input.budgets![b]!.leftFen)).toEqual(input.budgets!.map(({ organizationId }) => (organizationId === 'o0' ? fen : 0)));
    expect(compareAims(after.totals, bestByTrying(later.value), exchange), `round ${round}`).toBe(0);
    expect(compareAims(after.totals, before.totals, exchange)).toBeLessThanOrEqual(0);
    if (before.proof.repair) seen.divided++;
    if (compareAims(after.totals, before.totals, exchange) < 0) seen.better++;
  }
  console.log('supposed budgets:', seen);
  expect(seen.better).toBeGreaterThan(30);
  expect(applyChanges(sampleInput([], []), [{ kind: 'raiseBudget', organizationId: 'o', fen: 1 }])).toEqual({ ok: false, refusal: { code: 'unknownResource', resourceId: 'o' } });
}, 120_000);

test('what more money is told to bring is what a match with it brings, and no unit that waits for money is passed over', () => {
  const next = seededNumbers(58), seen = { told: 0, refusedPins: 0, lacking: 0 };
  for (let round = 0; round < 400; round++) {
    const input = round % 2 === 0 ? poorInput(next) : sharingInput(next), before = matched(input), values = budgetValues(input, before, solveWhole);
    for (const { organizationId, fen, gain } of values) {
      const later = applyChanges(input, [{ kind: 'raiseBudget', organizationId, fen }]);
      expect(later.ok && gainOf(before.totals, matched(later.value).totals), `round ${round}`).toEqual(gain);
      expect(gain.floorUnits > 0 || gain.points > 0).toBe(true);
      seen.told++;
      if (before.refusedPins.length > 0) seen.refusedPins++;
    }
    if (!before.proof.repair) expect(values).toEqual([]);
    // where nothing but money stands in the way, and every point counts, there is an amount that helps
    const isForMoney = before.unmatched.some(({ reason }) => 'atBudget' in reason && !('atCap' in reason) && !('atShared' in reason));
    if (before.proof.repair?.isWhole && isForMoney && !input.options.exchange) { expect(values.length, `round ${round}`).toBeGreaterThan(0); seen.lacking++; }
  }
  console.log('values of money:', seen);
  expect(seen.told).toBeGreaterThan(40);
  expect(seen.refusedPins).toBeGreaterThan(3);
}, 120_000);

test('money goes where it meets most: two that are cheap before one that is dear, and who stays out is told what it would take', () => {
  const dear = sampleResource({ id: 'van', organizationId: 'o', unitCostFen: 900, categories: ['bath'] }), cheap = sampleResource({ id: 'meals', organizationId: 'o', unitCostFen: 500, capacity: 2 });
  const needs = [sampleNeed({ id: 'bath', category: 'bath', waitingDays: 60 }), sampleNeed({ id: 'a', waitingDays: 1 }), sampleNeed({ id: 'b' })];
  const input: MatchInput = { ...sampleInput(needs, [dear, cheap]), budgets: [{ organizationId: 'o', name: 'Sunshine', leftFen: 1_000 }] }, answer = matched(input);
  expect(answer.assignments.map(({ needId }) => needId)).toEqual(['a', 'b']);
  expect(answer.unmatched).toMatchObject([{
    needId: 'bath', reason: { kind: 'eligibleButFull', resources: ['van'], atBudget: ['van'] }, cure: { kind: 'changeResource', resourceId: 'van', changes: [{ kind: 'raiseBudget', organizationId: 'o', fen: 900 }] },
  }]);
  expect(answer.proof.repair).toEqual({
    limits: [{ kind: 'budget', organizationId: 'o', name: 'Sunshine', leftFen: 1_000, askedFen: 1_900, spentFen: 1_000 }], needs: 3, isOptimal: true, isWhole: true, bound: { floorUnits: 0, points: 0, staleUnits: 0, costFen: 1_900 },
  });
  // a unit more of what has no money is worth nothing; nine yuan more pay for the bath
  expect(budgetValues(input, answer, solveWhole)).toEqual([{ organizationId: 'o', fen: 900, gain: { floorUnits: 0, points: answer.totals.points, staleUnits: 0, costFen: -900 } }]);
  expect(answer.resources.map(({ unitsLeft, nextUnit }) => [unitsLeft, nextUnit.points])).toEqual([[0, 0], [0, 0]]);
});

test('a van that two teams share goes where it meets most; who stays out is told that it is fully taken, and one more of it cures that', () => {
  const alsoTakes = { resourceId: 'van', units: 2 }, resources = [sampleResource({ id: 'east', capacity: 5, alsoTakes }), sampleResource({ id: 'west', capacity: 5, alsoTakes }), sampleResource({ id: 'van', categories: ['ride'], capacity: 5 })];
  const needs = [sampleNeed({ id: 'ride', category: 'ride', urgency: 3 }), sampleNeed({ id: 'a', urgency: 3 }), sampleNeed({ id: 'b', urgency: 2 }), sampleNeed({ id: 'c' })];
  const input = sampleInput(needs, resources), answer = matched(input);
  expect(answer.assignments.map(({ needId }) => needId)).toEqual(['ride', 'a', 'b']);
  const [left] = answer.unmatched;
  expect(left).toMatchObject({ needId: 'c', reason: { atShared: ['east', 'west'], shared: ['van'] }, cure: { kind: 'changeResource', changes: [{ kind: 'addShared', resourceId: 'van', units: 2 }] } });
  expect(matched(applyCure(input, 'c', left!.cure)).unmatched).toEqual([]);
  expect(answer.proof.repair).toMatchObject({ limits: [{ kind: 'shared', resourceId: 'van', name: 'van', left: 5, asked: 7, taken: 5 }], needs: 4, isOptimal: true, isWhole: true });
  expect(faultsOfRun(input, answer)).toEqual([]);
  // one more of the van opens no team's visit by itself, and one more team none without the van
  expect(answer.resources.map(({ unitsLeft, nextUnit }) => [unitsLeft, nextUnit.points])).toEqual([[0, 0], [0, 0], [0, 0]]);
  const limit = answer.proof.repair!.limits[0]!;
  expect(faultsOfRun(input, { ...answer, proof: { ...answer.proof, repair: { ...answer.proof.repair!, limits: [{ ...limit, taken: 4 } as KeptLimit] } } })).toEqual([{ code: 'wrongRepair', part: 'limits' }]);
});

test('a pin keeps what it takes along, a run that takes more than the van has is found out, and a van too large to matter says nothing', () => {
  const alsoTakes = { resourceId: 'van', units: 1 }, needs = [sampleNeed({ id: 'a', urgency: 3 }), sampleNeed({ id: 'b' }), sampleNeed({ id: 'c' })], van = (capacity: number) => sampleResource({ id: 'van', categories: [], capacity });
  const lists = (capacity: number) => sampleInput(needs, [sampleResource({ id: 'team', capacity: 3, alsoTakes }), van(capacity)], { pins: [{ needId: 'b', resourceId: 'team' }, { needId: 'c', resourceId: 'team' }] });
  const one = matched(lists(1));
  expect([one.assignments.map(({ needId }) => needId), one.refusedPins]).toEqual([['b'], [{ needId: 'c', resourceId: 'team', because: 'full', lacks: [{ of: 'shared', units: 1 }] }]]);
  expect(faultsOfRun(lists(1), one)).toEqual([]);
  const many = matched(lists(3), () => { throw new Error('not to be asked'); });
  expect(many.assignments).toHaveLength(3);
  expect(many.proof).not.toHaveProperty('repair');
  expect(faultsOfRun(lists(2), many)).toEqual([{ code: 'tooManyUnits', of: 'shared', id: 'van' }]);
  expect(match({ ...lists(1), resources: [sampleResource({ id: 'team', alsoTakes: { resourceId: 'team', units: 1 } })] })).toMatchObject({ status: 'refused', refusal: { code: 'badNumber', field: 'alsoTakes' } });
});

test('lists whose budgets suffice are matched as if there were none, and say nothing of it', () => {
  const input = sampleInput([sampleNeed({ id: 'a' })], [sampleResource({ id: 'r', organizationId: 'o', unitCostFen: 500 })]);
  const answer = matched({ ...input, budgets: [{ organizationId: 'o', name: 'Sunshine', leftFen: 500 }] }, () => { throw new Error('not to be asked'); });
  expect(answer).toEqual(matched(input));
  expect(match({ ...input, budgets: [{ organizationId: 'o', name: 'Sunshine', leftFen: 0.5 }] })).toMatchObject({ status: 'refused', refusal: { code: 'badNumber', field: 'leftFen' } });
});

test('a run that spends too much, or tells its budgets or its bound otherwise than they are, is found out', () => {
  const needs = ['a', 'b'].map((id) => sampleNeed({ id })), resource = sampleResource({ id: 'r', organizationId: 'o', unitCostFen: 500, capacity: 2 });
  const input: MatchInput = { ...sampleInput(needs, [resource]), budgets: [{ organizationId: 'o', name: 'Sunshine', leftFen: 700 }] }, answer = matched(input), repair = answer.proof.repair!;
  expect(faultsOfRun(input, answer)).toEqual([]);
  const rich = matched({ ...input, budgets: [] });
  expect(faultsOfRun(input, rich)).toEqual([{ code: 'tooMuchMoney', organizationId: 'o' }]);
  const told = (proof: Partial<typeof repair> | null) => faultsOfRun(input, { ...answer, proof: { fenPerUnit: 1, ...(proof ? { repair: { ...repair, ...proof } } : {}) } });
  expect(told({ bound: answer.totals })).toEqual([{ code: 'wrongRepair', part: 'bound' }]);
  expect(told({ limits: [{ ...repair.limits[0]!, kind: 'budget', spentFen: 0 } as KeptLimit] })).toEqual([{ code: 'wrongRepair', part: 'limits' }]);
  expect(told(null)).toEqual([{ code: 'notBest' }]);
});
