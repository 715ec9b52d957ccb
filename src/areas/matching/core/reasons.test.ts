import { expect, test } from 'vitest';
import { seededNumbers } from '../../../solver/samples.ts';
import { applyCure } from './cures.ts';
import { firstBroken, ruleBook } from './eligibility.ts';
import { match, type MatchAnswer } from './match.ts';
import { RULES, type Aims, type MatchInput } from './model.ts';
import { randomInput, sampleInput, sampleNeed, sampleResource } from './samples.ts';
import { WEIGHTS } from './weights.ts';

// Points rise with waiting without a cap here, so that a test can raise one need's bid by any amount.
const OPEN_ENDED = { ...WEIGHTS, waitingDaysCap: 1_000_000 };

function matched(input: MatchInput): MatchAnswer & { status: 'matched' } {
  const answer = match(input);
  if (answer.status !== 'matched') throw new Error(JSON.stringify(answer));
  return answer;
}

/** Random instances whose pins all hold, so that one more unit somewhere does not also revive a pin. */
function* solvedInputs(seed: number, count: number) {
  const next = seededNumbers(seed);
  for (let round = 0; round < count; round++) {
    const drawn = randomInput(next, { needs: 7, resources: 3 });
    const refused = new Set(match(drawn).status === 'matched' ? matched(drawn).refusedPins.map(({ needId }) => needId) : []);
    const input = { ...drawn, options: { ...drawn.options, weights: OPEN_ENDED, pins: drawn.options.pins.filter(({ needId }) => !refused.has(needId)) } };
    yield { input, answer: matched(input) };
  }
}

const unmetUnits = (answer: MatchAnswer & { status: 'matched' }, needId: string): number => answer.unmatched.find((unmet) => unmet.needId === needId)?.units ?? 0;

const withMoreWaiting = (input: MatchInput, needId: string, days: number): MatchInput =>
  ({ ...input, needs: input.needs.map((need) => (need.id === needId ? { ...need, waitingDays: need.waitingDays + days } : need)) });

test('every reason is true by its definition', () => {
  const seen: Record<string, number> = {};
  for (const { input, answer } of solvedInputs(99, 800)) {
    const book = ruleBook(input.options);
    for (const { needId, units, reason } of answer.unmatched) {
      const need = input.needs.find(({ id }) => id === needId)!;
      const eligible = input.resources.filter((resource) => firstBroken(need, resource, book) === null).map(({ id }) => id);
      seen[reason.kind] = (seen[reason.kind] ?? 0) + 1;
      if (reason.kind === 'waiting') { expect(need.hasConsent && need.isVerified).toBe(false); continue; }
      if (reason.kind === 'noneEligible') {
        expect(eligible).toEqual([]);
        expect(Object.values(reason.removed).reduce((sum, count) => sum + count, 0)).toBe(input.resources.length);
        const broken = input.resources.map((resource) => firstBroken(need, resource, book)!);
        expect(reason.nearest).toBe(RULES.findLast((rule) => broken.includes(rule)));
        continue;
      }
      const capLeft = (id: string) => answer.organizations.find(({ organizationId }) => organizationId === input.resources.find((resource) => resource.id === id)!.organizationId)?.unitsLeft ?? Infinity;
      const isFull = (id: string) => answer.resources.find(({ resourceId }) => resourceId === id)!.unitsLeft === 0;
      for (const id of eligible) expect(isFull(id) || capLeft(id) === 0).toBe(true);
      expect(reason.atCap ?? []).toEqual(eligible.filter((id) => !isFull(id)));
      if (reason.atCap) seen['atCap'] = (seen['atCap'] ?? 0) + 1;
      if (reason.kind === 'eligibleButFull') {
        expect(reason.resources).toEqual(eligible);
        expect(unmetUnits(matched(withMoreWaiting(input, needId, 100_000)), needId)).toBe(units);
        continue;
      }
      const { margin, needId: rival, resourceId } = reason.by[0]!;
      expect(eligible).toContain(resourceId);
      expect(rival).not.toBe(needId);
      expect(unmetUnits(matched(withMoreWaiting(input, needId, margin.points + 1)), needId)).toBeLessThan(units);
      if (margin.points > 0) expect(unmetUnits(matched(withMoreWaiting(input, needId, margin.points - 1)), needId)).toBe(units);
    }
  }
  console.log('reasons checked:', seen);
  for (const kind of ['waiting', 'noneEligible', 'eligibleButFull', 'outbid', 'atCap']) expect(seen[kind]).toBeGreaterThan(50);
}, 60_000);

test('what has decayed is cured by being confirmed where that is enough, and the need is met by it; where it is not, more is asked', () => {
  const need = sampleNeed({ id: 'n', quantity: 2 }), old = sampleResource({ id: 'old', capacity: 1, ifConfirmed: 5, capacityConfirmedDaysAgo: 120 });
  const input = sampleInput([need], [old, sampleResource({ id: 'fresh', capacity: 0 })]), [unmet] = matched(input).unmatched;
  expect(unmet!.cure).toEqual({ kind: 'changeResource', resourceId: 'old', changes: [{ kind: 'confirmCapacity', units: 5 }], costFen: 0 });
  const cured = matched(applyCure(input, 'n', unmet!.cure));
  expect([unmetUnits(cured, 'n'), cured.totals.staleUnits]).toEqual([0, 0]);
  const little = matched(sampleInput([{ ...need, quantity: 9 }], [old])).unmatched[0]!;
  expect(little.cure).toMatchObject({ resourceId: 'old', changes: [{ kind: 'addUnits', units: 8 }] });
});

test('after its cure, the need is met', () => {
  const seen: Record<string, number> = {};
  for (const { input, answer } of solvedInputs(100, 2_500)) {
    for (const { needId, reason, cure } of answer.unmatched) {
      const cured = matched(applyCure(input, needId, cure));
      const kind = cure.kind === 'changeResource' ? cure.changes.map((change) => change.kind).join('+') : cure.kind;
      seen[kind] = (seen[kind] ?? 0) + 1;
      if (cure.kind === 'newResource' && cure.acceptsAnother) seen.newAndAnother = (seen.newAndAnother ?? 0) + 1;
      if (reason.kind === 'waiting') expect(cured.unmatched.find((unmet) => unmet.needId === needId)?.reason).not.toEqual(reason);
      else expect(unmetUnits(cured, needId), `${needId} ${JSON.stringify(cure)}`).toBe(0);
    }
  }
  console.log('cures applied:', seen);
  for (const kind of ['addUnits', 'raiseCap', 'serveCommunity', 'addSlot', 'addLanguage', 'sendWorker', 'acceptAnother', 'newResource']) expect(seen[kind]).toBeGreaterThan(10);
}, 60_000);

const gained = (before: Aims, after: Aims): Aims => ({
  floorUnits: before.floorUnits - after.floorUnits, points: before.points - after.points,
  staleUnits: before.staleUnits - after.staleUnits, costFen: before.costFen - after.costFen,
});

test('the value of one more unit of each resource is what a new run gains by it', () => {
  let checked = 0, worthSomething = 0;
  for (const { input, answer } of solvedInputs(101, 600)) {
    for (const { resourceId, nextUnit } of answer.resources) {
      const resources = input.resources.map((resource) => (resource.id === resourceId ? { ...resource, capacity: resource.capacity + 1 } : resource));
      expect(gained(answer.totals, matched({ ...input, resources }).totals)).toEqual(nextUnit);
      checked++;
      if (nextUnit.points > 0) worthSomething++;
    }
  }
  console.log(`${checked} values checked by a new run, ${worthSomething} of them meet more`);
  expect(worthSomething).toBeGreaterThan(100);
}, 60_000);

test('the value of one more unit of an organisation is what a new run gains by it', () => {
  let checked = 0, worthSomething = 0;
  for (const { input, answer } of solvedInputs(103, 2_500)) {
    for (const { organizationId, nextUnit } of answer.organizations) {
      const organizations = input.organizations!.map((one) => (one.id === organizationId ? { ...one, capacity: one.capacity + 1 } : one));
      expect(gained(answer.totals, matched({ ...input, organizations }).totals)).toEqual(nextUnit);
      checked++;
      if (nextUnit.points > 0) worthSomething++;
    }
  }
  console.log(`${checked} caps checked by a new run, ${worthSomething} of them meet more when raised`);
  expect(worthSomething).toBeGreaterThan(100);
}, 60_000);

test('the gap list foretells what a new unit brings, the most valuable first', () => {
  let checked = 0;
  for (const { input, answer } of solvedInputs(102, 500)) {
    answer.gaps.forEach(({ category, communityCode, nextUnit }, rank) => {
      const added = sampleResource({
        id: 'added', categories: [category], reach: { kind: 'divisions', codes: [communityCode] }, homeCode: communityCode,
        languages: ['zh', 'mn'], qualifications: ['nurse'], workerSexes: ['female', 'male'],
      });
      expect(gained(answer.totals, matched({ ...input, resources: [...input.resources, added] }).totals)).toEqual(nextUnit);
      if (rank > 0) expect(nextUnit.floorUnits).toBeLessThanOrEqual(answer.gaps[rank - 1]!.nextUnit.floorUnits);
      checked++;
    });
  }
  console.log(`${checked} gaps checked by a new run`);
  expect(checked).toBeGreaterThan(300);
}, 60_000);

test('a reason reads as an officer would tell it', () => {
  const needs = [
    sampleNeed({ id: 'first', urgency: 2 }), sampleNeed({ id: 'second', urgency: 1, waitingDays: 5 }),
    sampleNeed({ id: 'mongolian', language: 'mn' }), sampleNeed({ id: 'unasked', hasConsent: false }), sampleNeed({ id: 'law', category: 'law' }),
  ];
  const { unmatched } = matched(sampleInput(needs, [sampleResource({ id: 'kitchen' })]));
  expect(unmatched.map(({ reason }) => reason)).toEqual([
    { kind: 'outbid', by: [{ needId: 'first', resourceId: 'kitchen', margin: { floorUnits: 0, points: 195, staleUnits: 0, costFen: 0 } }] },
    { kind: 'noneEligible', removed: { language: 1 }, nearest: 'language' },
    { kind: 'waiting', for: 'consent' },
    { kind: 'noneEligible', removed: { category: 1 }, nearest: 'category' },
  ]);
  expect(unmatched.map(({ cure }) => cure)).toEqual([
    { kind: 'changeResource', resourceId: 'kitchen', changes: [{ kind: 'addUnits', units: 1 }], costFen: 0 },
    { kind: 'changeResource', resourceId: 'kitchen', changes: [{ kind: 'addLanguage', language: 'mn' }, { kind: 'addUnits', units: 1 }], costFen: 0 },
    { kind: 'giveConsent' },
    { kind: 'newResource', category: 'law', communityCode: '150602001201', units: 1 },
  ]);
});

test('where only somebody known will do, that is the reason, and asking for another the cure; what is new in a place helps such a need no more than anybody unknown', () => {
  const asking = sampleNeed({ id: 'n', sameWorker: 'only', servedBy: [] }), kitchen = sampleResource({ id: 'kitchen' });
  const { unmatched, gaps } = matched(sampleInput([asking], [kitchen]));
  expect(unmatched).toEqual([{
    needId: 'n', units: 1, reason: { kind: 'noneEligible', removed: { sameWorker: 1 }, nearest: 'sameWorker' }, cure: { kind: 'acceptAnother', resourceId: 'kitchen', costFen: 0 },
  }]);
  expect(gaps).toEqual([]);
  const others = matched(sampleInput([asking], [{ ...kitchen, languages: [], capacity: 0 }, sampleResource({ id: 'law', categories: ['law'] })]));
  expect(others.unmatched[0]!.cure).toEqual({ kind: 'changeResource', resourceId: 'kitchen', changes: [{ kind: 'acceptAnother' }, { kind: 'addUnits', units: 1 }], costFen: 0 });
  expect(matched(sampleInput([asking], [])).unmatched[0]!.cure).toMatchObject({ kind: 'newResource', acceptsAnother: true });
  // who knows the resident and is full comes before asking for another
  const full = matched(sampleInput([{ ...asking, servedBy: ['full'] }], [kitchen, sampleResource({ id: 'full', capacity: 0 })]));
  expect(full.unmatched[0]).toMatchObject({ reason: { kind: 'eligibleButFull', resources: ['full'] }, cure: { kind: 'changeResource', resourceId: 'full', changes: [{ kind: 'addUnits' }] } });
});
