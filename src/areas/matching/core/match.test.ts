import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededNumbers } from '../../../solver/samples.ts';
import { bestByTrying } from './best-by-trying.ts';
import { firstBroken, ruleBook } from './eligibility.ts';
import { match, type MatchAnswer } from './match.ts';
import type { MatchInput } from './model.ts';
import { COMMUNITIES, randomCity, randomInput, sampleInput, sampleNeed, sampleResource } from './samples.ts';

function matched(input: MatchInput): MatchAnswer & { status: 'matched' } {
  const answer = match(input);
  if (answer.status !== 'matched') throw new Error(JSON.stringify(answer));
  return answer;
}

test('small random matches reach the best totals of all ways to match, aim by aim, and keep every rule', () => {
  const next = seededNumbers(41);
  let rounds = 0, withUnmet = 0, withFloors = 0, atCap = 0;
  const wishes = { onlyKept: 0, wishedKnown: 0, wishedAnother: 0 };
  for (; rounds < 2_000; rounds++) {
    const input = randomInput(next), answer = matched(input), book = ruleBook(input.options);
    expect(answer.totals, `round ${rounds}`).toEqual(bestByTrying(input));
    if (answer.unmatched.length > 0) withUnmet++;
    if (answer.totals.floorUnits > 0) withFloors++;
    for (const { needId, resourceId, why } of answer.assignments) {
      const need = input.needs.find(({ id }) => id === needId)!, resource = input.resources.find(({ id }) => id === resourceId)!;
      const isKnown = (need.servedBy ?? []).some((id) => id === resource.id || id === resource.organizationId);
      expect(why.isKnown).toBe(isKnown);
      if (need.sameWorker === 'only') { expect(isKnown).toBe(true); wishes.onlyKept++; }
      else if (need.sameWorker === 'wished') wishes[isKnown ? 'wishedKnown' : 'wishedAnother']++;
      expect(firstBroken(need, resource, book)).toBeNull();
      expect(need.hasConsent && need.isVerified).toBe(true);
    }
    for (const resource of input.resources) {
      const used = answer.assignments.filter(({ resourceId }) => resourceId === resource.id).reduce((sum, { units }) => sum + units, 0);
      expect(used).toBeLessThanOrEqual(resource.capacity);
      expect(answer.resources.find(({ resourceId }) => resourceId === resource.id)!.unitsLeft).toBe(resource.capacity - used);
    }
    for (const { id, capacity } of input.organizations ?? []) {
      const under = input.resources.filter(({ organizationId }) => organizationId === id).map((resource) => resource.id);
      const carried = answer.assignments.filter(({ resourceId }) => under.includes(resourceId)).reduce((sum, { units }) => sum + units, 0);
      expect(carried).toBeLessThanOrEqual(capacity);
      expect(answer.organizations.find(({ organizationId }) => organizationId === id)!.unitsLeft).toBe(capacity - carried);
      if (carried === capacity && input.resources.some((resource) => under.includes(resource.id) && answer.resources.find(({ resourceId }) => resourceId === resource.id)!.unitsLeft > 0)) atCap++;
    }
    for (const need of input.needs) {
      const met = answer.assignments.filter(({ needId }) => needId === need.id).reduce((sum, { units }) => sum + units, 0);
      expect(met + (answer.unmatched.find(({ needId }) => needId === need.id)?.units ?? 0)).toBe(need.quantity);
    }
  }
  console.log(`${rounds} matches equal to trying all ways; ${withUnmet} with unmet needs, ${withFloors} with floors out of reach, ${atCap} organisations at their cap before their resources`);
  console.log('wishes for somebody known:', wishes);
  for (const count of Object.values(wishes)) expect(count).toBeGreaterThan(20);
  expect(atCap).toBeGreaterThan(200);
  expect(withUnmet).toBeGreaterThan(1_000);
  expect(withFloors).toBeGreaterThan(100);
}, 60_000);

test('the same lists give the same answer', () => {
  const next = seededNumbers(7);
  for (let round = 0; round < 50; round++) {
    const input = randomInput(next);
    expect(match(structuredClone(input))).toEqual(match(input));
  }
});

test('a floor comes before priority, priority before cost, and stale capacity is used last', () => {
  const [a, , , d] = COMMUNITIES;
  const needs = [
    sampleNeed({ id: 'long', communityCode: a, urgency: 3, waitingDays: 90 }), sampleNeed({ id: 'longer', communityCode: a, urgency: 3, waitingDays: 80 }),
    sampleNeed({ id: 'other banner', communityCode: d, urgency: 3, waitingDays: 0 }),
  ];
  const whoIsMet = (input: MatchInput) => matched(input).assignments.map(({ needId }) => needId);
  const two = [sampleResource({ id: 'r', capacity: 2 })];
  expect(whoIsMet(sampleInput(needs, two))).toEqual(['long', 'longer']);
  expect(whoIsMet(sampleInput(needs, two, { floors: { community: 50, township: 0, county: 0 } }))).toEqual(['long', 'other banner']);
  const fresh = sampleResource({ id: 'fresh and dear', unitCostFen: 9_000_000, homeCode: d });
  const stale = sampleResource({ id: 'stale', capacityConfirmedDaysAgo: 31 });
  expect(matched(sampleInput(needs.slice(0, 1), [stale, fresh])).assignments[0]).toMatchObject({
    resourceId: 'fresh and dear', why: { nearness: 'city', isStale: false, points: 990 },
    nextBest: [{ resourceId: 'stale', costDifferenceFen: -9_006_000, isStale: true, isFull: false }],
  });
  expect(whoIsMet(sampleInput(needs.slice(0, 1), [stale]))).toEqual(['long']);
});

test('an organisation carries no more than its cap over all its resources; who stays out is told so, and a pin that does not fit is handed back', () => {
  const needs = ['a', 'b', 'c'].map((id, i) => sampleNeed({ id, waitingDays: 10 - i }));
  const resources = ['hands', 'kitchen'].map((id) => sampleResource({ id, organizationId: 'o', capacity: 2 }));
  const input = { ...sampleInput(needs, resources), organizations: [{ id: 'o', capacity: 2 }] };
  const answer = matched(input);
  expect(answer.assignments.map(({ needId }) => needId)).toEqual(['a', 'b']);
  expect(answer.unmatched).toMatchObject([{ needId: 'c', reason: { kind: 'outbid', atCap: [expect.any(String)] }, cure: { kind: 'changeResource', changes: [{ kind: 'raiseCap', organizationId: 'o', units: 1 }] } }]);
  expect(answer.unmatched[0]!.reason).toMatchObject({ by: [{ needId: 'b', margin: { points: 1 } }, { needId: 'b' }] });
  expect(answer.organizations).toEqual([{ organizationId: 'o', unitsLeft: 0, nextUnit: { floorUnits: 0, points: 108, staleUnits: 0, costFen: 0 } }]);
  expect(answer.resources.map(({ nextUnit }) => nextUnit.points)).toEqual([0, 0]);
  // within the organisation a need may change places without another giving way
  expect(answer.assignments[0]!.nextBest).toMatchObject([{ isFull: false }]);
  const pins = needs.map(({ id }, i) => ({ needId: id, resourceId: resources[i % 2]!.id }));
  expect(matched({ ...input, options: { ...input.options, pins } }).refusedPins).toEqual([{ ...pins[2], because: 'full', lacks: [{ of: 'cap', units: 1 }] }]);
});

test('pins are kept as far as they fit; the others are handed back with their cause', () => {
  const needs = [sampleNeed({ id: 'a' }), sampleNeed({ id: 'b', urgency: 3 }), sampleNeed({ id: 'c', hasConsent: false }), sampleNeed({ id: 'd', category: 'care' })];
  const pin = (needId: string, resourceId = 'r') => ({ needId, resourceId });
  const answer = matched(sampleInput(needs, [sampleResource({ id: 'r' })], { pins: [pin('a'), pin('a'), pin('b'), pin('c'), pin('d'), pin('a', 'x')] }));
  expect(answer.assignments).toMatchObject([{ needId: 'a', resourceId: 'r', why: { isPinned: true } }]);
  expect(answer.refusedPins).toEqual([
    { ...pin('a'), because: 'alreadyPinned' }, { ...pin('b'), because: 'full', lacks: [{ of: 'places', units: 1 }] }, { ...pin('c'), because: 'waiting' },
    { ...pin('d'), because: 'notEligible', rule: 'category' }, { ...pin('a', 'x'), because: 'unknown' },
  ]);
  expect(answer.unmatched.find(({ needId }) => needId === 'b')!.reason).toEqual({ kind: 'eligibleButFull', resources: ['r'] });
});

test('empty lists are matched; lists that cannot be counted are refused with what is wrong', () => {
  expect(matched(sampleInput([], []))).toMatchObject({ assignments: [], unmatched: [], unitsAsked: 0 });
  const need = sampleNeed({ id: 'a' }), resource = sampleResource({ id: 'r' });
  expect(match(sampleInput([need, need], []))).toEqual({ status: 'refused', refusal: { code: 'sameIdTwice', id: 'a' } });
  expect(match(sampleInput([{ ...need, quantity: 0.5 }], []))).toMatchObject({ refusal: { code: 'badNumber', of: 'need', field: 'quantity' } });
  expect(match(sampleInput([need], [{ ...resource, capacity: -1 }]))).toMatchObject({ refusal: { code: 'badNumber', of: 'resource', field: 'capacity' } });
  expect(match({ ...sampleInput([need], [resource]), organizations: [{ id: 'o', capacity: 0.5 }] })).toMatchObject({ refusal: { code: 'badNumber', of: 'organization', id: 'o' } });
  expect(match(sampleInput([{ ...need, communityCode: '1506' }], []))).toMatchObject({ refusal: { code: 'badCommunityCode', needId: 'a' } });
  expect(match(sampleInput([need], [], { floors: { community: 101, township: 0, county: 0 } }))).toMatchObject({ refusal: { code: 'badFloor' } });
  expect(match(sampleInput([{ ...need, quantity: 2 ** 40 }], [resource]))).toMatchObject({ refusal: { code: 'tooLarge' } });
  expect(match(sampleInput([need], [{ ...resource, unitCostFen: Number.MAX_SAFE_INTEGER }]))).toMatchObject({ refusal: { code: 'tooLarge' } });
});

test('a cancelled run says so and hands back no half match', () => {
  const input = sampleInput([sampleNeed({ id: 'a' })], [sampleResource({ id: 'r' })], { limits: { isCancelled: () => true } });
  expect(match(input)).toEqual({ status: 'stopped', why: 'cancelled', assignments: null, refusedPins: [] });
});

test('a run stopped late hands back a match that keeps all rules but is not yet the best', () => {
  const input = randomCity(seededNumbers(5), { needs: 200, resources: 20, communities: 10 });
  let found = 0;
  for (let patience = 0; patience < 40; patience++) {
    let asked = 0;
    const answer = match({ ...input, options: { ...input.options, limits: { isCancelled: () => ++asked > patience } } });
    if (answer.status !== 'stopped' || !answer.assignments) continue;
    found++;
    const book = ruleBook(input.options);
    for (const { needId, resourceId } of answer.assignments) {
      expect(firstBroken(input.needs.find(({ id }) => id === needId)!, input.resources.find(({ id }) => id === resourceId)!, book)).toBeNull();
    }
  }
  console.log(`${found} matches on the way`);
  expect(found).toBeGreaterThan(0);
}, 60_000);

test('where costs are too large to count in fen, they are counted more coarsely and the aims above them stay exact', () => {
  const next = seededNumbers(42);
  let coarse = 0;
  for (let round = 0; round < 300; round++) {
    const drawn = randomInput(next);
    const input = { ...drawn, resources: drawn.resources.map((resource) => ({ ...resource, unitCostFen: resource.unitCostFen * 50_000_000 })) };
    const answer = match(input);
    if (answer.status !== 'matched' || answer.proof.fenPerUnit === 1) continue;
    const { costFen: _, ...best } = bestByTrying(input);
    expect(answer.totals).toMatchObject(best);
    coarse++;
  }
  console.log(`${coarse} matches with coarse costs`);
  expect(coarse).toBeGreaterThan(20);
});

test('whatever numbers stand in the lists, a match answers or refuses and never throws', () => {
  const number = fc.oneof(fc.nat(3), fc.nat(3), fc.constantFrom(-1, 0.5, NaN, Infinity, -Infinity, Number.MAX_SAFE_INTEGER, 2 ** 40));
  const seen: Record<string, number> = {};
  fc.assert(fc.property(number, number, number, number, number, (quantity, waitingDays, capacity, unitCostFen, community) => {
    const needs = [sampleNeed({ id: 'a', quantity, waitingDays }), sampleNeed({ id: 'b', urgency: 3 })];
    const { status } = match(sampleInput(needs, [sampleResource({ id: 'r', capacity, unitCostFen })], { floors: { community, township: 0, county: 0 } }));
    seen[status] = (seen[status] ?? 0) + 1;
  }), { numRuns: 3_000, seed: 9 });
  console.log('hostile lists:', seen);
  expect(seen['matched']).toBeGreaterThan(50);
});

test('of two equals the one that has served the person comes first, until another is nearer by more than the wish weighs; where nobody else will do, nobody else is matched', () => {
  const [near, far] = [sampleResource({ id: 'another' }), sampleResource({ id: 'known' })];
  const chosen = (sameWorker: 'only' | 'wished' | null, known: Partial<typeof far> = {}) =>
    matched(sampleInput([sampleNeed({ id: 'n', sameWorker, servedBy: ['known'] })], [near, { ...far, ...known }])).assignments[0]?.resourceId ?? null;
  const inStreet = { homeCode: COMMUNITIES[1]! }, acrossBanner = { homeCode: COMMUNITIES[2]! };
  expect([chosen('wished'), chosen('wished', inStreet), chosen('wished', acrossBanner), chosen('wished', { capacity: 0 })]).toEqual(['known', 'known', 'another', 'another']);
  expect([chosen(null, inStreet), chosen('only', acrossBanner), chosen('only', { capacity: 0 })]).toEqual(['another', 'known', null]);
  // another resource of the same organisation is as well known
  const input = sampleInput([sampleNeed({ id: 'n', sameWorker: 'only', servedBy: ['o', 'gone'] })], [near, { ...far, id: 'successor', organizationId: 'o' }]);
  expect(matched(input).assignments).toMatchObject([{ resourceId: 'successor', why: { isKnown: true } }]);
});

test('a cheaper resource with places left, whose organisation is at its cap or cannot pay for one more, is not told as full of its own', () => {
  const needs = ['n1', 'n2'].map((id) => sampleNeed({ id }));
  const resources = [sampleResource({ id: 'near', organizationId: 'o', capacity: 8, unitCostFen: 300 }), sampleResource({ id: 'dear', capacity: 8, unitCostFen: 90_000 })];
  const othersOf = (change: Partial<MatchInput>) => {
    const answer = match({ ...sampleInput(needs, resources), ...change });
    if (answer.status !== 'matched') throw new Error(answer.status);
    return answer.assignments.filter(({ resourceId }) => resourceId === 'dear').map(({ nextBest }) => nextBest[0]);
  };
  expect(othersOf({ organizations: [{ id: 'o', capacity: 1 }] })).toMatchObject([{ resourceId: 'near', isFull: true, heldBy: 'cap' }]);
  // 7 yuan left pay for two units, 5 for one, 2 for none
  expect(othersOf({ budgets: [{ organizationId: 'o', name: 'o', leftFen: 700 }] })).toEqual([]);
  for (const [leftFen, count] of [[500, 1], [200, 2]] as const) {
    const others = othersOf({ budgets: [{ organizationId: 'o', name: 'o', leftFen }] });
    expect(others).toHaveLength(count);
    for (const other of others) expect(other).toMatchObject({ resourceId: 'near', isFull: true, heldBy: 'budget', othersLose: null });
  }
  expect(othersOf({ resources: resources.map((resource) => (resource.id === 'near' ? { ...resource, capacity: 1 } : resource)), budgets: [{ organizationId: 'o', name: 'o', leftFen: 300 }] }).map((other) => [other!.isFull, other!.heldBy])).toEqual([[true, undefined]]);
  // whether each visit takes the van along or the van is asked for itself: once it is taken up, what others lose for it is not known
  const van = sampleResource({ id: 'van', categories: ['driving'], capacity: 1 }), [near, dear] = [resources[0]!, resources[1]!];
  const takesVan = othersOf({ resources: [{ ...near, alsoTakes: { resourceId: 'van', units: 1 } }, dear, van] });
  expect(takesVan).toMatchObject([{ resourceId: 'near', isFull: true, heldBy: 'shared', othersLose: null }]);
  const bath = sampleNeed({ id: 'bath', category: 'bathing', urgency: 3 }), goes = sampleResource({ id: 'goes', categories: ['bathing'], alsoTakes: { resourceId: 'near', units: 2 } });
  const isVan = othersOf({ needs: [...needs, bath], resources: [{ ...near, capacity: 2 }, dear, goes] });
  expect(isVan).toMatchObject([{ resourceId: 'near', isFull: true, heldBy: 'shared', othersLose: null }, { resourceId: 'near', heldBy: 'shared' }]);
});
