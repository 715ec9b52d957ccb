import { expect, it } from 'vitest';
import { seededNumbers } from '../../../solver/samples.ts';
import { applyCure } from './cures.ts';
import { match } from './match.ts';
import { readyFor, type Standing } from './ready-for.ts';
import type { MatchInput } from './model.ts';
import { randomInput, sampleNeed, sampleResource } from './samples.ts';
import { WEIGHTS } from './weights.ts';

const ready = (need: ReturnType<typeof sampleNeed>, resources: Standing[], most = 3, vetoes: { needId: string; resourceId: string; reason: string }[] = []) =>
  readyFor(need, resources, { options: { asOf: '2026-03-01', weights: WEIGHTS, vetoes }, most });

/** The lists of a run as they stand before it, with nothing proposed to anybody. */
function standing({ resources, organizations = [] }: Pick<MatchInput, 'resources' | 'organizations'>): Standing[] {
  const cap = new Map<string | null, number>(organizations.map(({ id, capacity }) => [id, capacity]));
  return resources.map((resource) => ({ ...resource, held: 0, underBudget: null, underCap: cap.has(resource.organizationId) ? { left: cap.get(resource.organizationId)!, held: 0 } : null }));
}

it('of a need alone in the city the first is what the match itself takes', () => {
  const next = seededNumbers(7);
  let taken = 0;
  for (let i = 0; i < 3_000; i++) {
    const { needs, resources, organizations = [], options } = randomInput(next, { needs: 1, resources: 6 });
    const need = { ...needs[0]!, quantity: 1, hasConsent: true, isVerified: true };
    const answer = match({ needs: [need], resources, organizations, options: { ...options, pins: [] } });
    if (answer.status !== 'matched') throw new Error(answer.status);
    const found = readyFor(need, standing({ resources, organizations }), { options, most: 3 });
    const chosen = answer.assignments[0];
    if (!chosen) { expect(found.best.every(({ room }) => room === 'none')).toBe(true); continue; }
    taken += 1;
    // of equals the match takes one, too: what it costs and how sure it is must be the same
    expect(found.best[0]).toMatchObject({ costFen: chosen.why.costFen, isStale: chosen.why.isStale, room: 'free' });
    // the match names a few others, of all who would do
    expect(chosen.nextBest.length).toBeLessThan(found.eligible);
  }
  expect(taken).toBeGreaterThan(1_000);
});

it('free places come before those proposed to others, and those before none; who may not is counted by what keeps them away', () => {
  const at = (id: string, more: Partial<Standing>): Standing => ({ ...sampleResource({ id }), held: 0, underCap: null, underBudget: null, ...more });
  const need = sampleNeed({ id: 'n', language: 'mn', quantity: 2 });
  const mongolian = { languages: ['mn'], capacity: 3 };
  const found = ready(need, [
    at('full', { ...mongolian, capacity: 1 }), at('promised', { ...mongolian, held: 2 }), at('dear', { ...mongolian, unitCostFen: 900 }), at('stale', { ...mongolian, capacityConfirmedDaysAgo: 90 }), at('near', mongolian),
    at('chinese', {}), at('far', { ...mongolian, reach: { kind: 'divisions', codes: ['150603'] } }), at('other', { ...mongolian, categories: ['law'] }), at('refused', mongolian),
  ], 9, [{ needId: 'n', resourceId: 'refused', reason: 'asked not to' }]);
  expect(found.best.map(({ resourceId, room }) => [resourceId, room])).toEqual([['near', 'free'], ['dear', 'free'], ['stale', 'free'], ['promised', 'held'], ['full', 'none']]);
  expect(found).toMatchObject({ eligible: 5, removed: { language: 1, reach: 1, veto: 1 } });
  expect(found.cure).toBeNull();
  expect(ready(need, [], 3)).toEqual({ eligible: 0, unpaid: 0, cure: { kind: 'newResource', category: 'meal', communityCode: need.communityCode, units: 2 }, best: [], removed: {} });
});

it('what the organisation can carry counts like what the resource has left', () => {
  const at = (id: string, more: Partial<Standing>): Standing => ({ ...sampleResource({ id, capacity: 5 }), held: 0, underCap: null, underBudget: null, ...more });
  // whose organisation cannot pay is left out, and counted; what stands proposed costs money, too
  const under = (leftFen: number, heldFen: number): Partial<Standing> => ({ organizationId: `o${leftFen} ${heldFen}`, unitCostFen: 300, underBudget: { name: 'o', leftFen, heldFen } });
  expect(ready(sampleNeed({ id: 'n', quantity: 2 }), [at('poor', under(500, 0)), at('promised', under(900, 600)), at('rich', under(900, 0))])).toMatchObject({
    eligible: 2, unpaid: 1, cure: null, best: [{ resourceId: 'rich', room: 'free', unitsLeft: 3, held: 0 }, { resourceId: 'promised', room: 'held', unitsLeft: 3, held: 2 }],
  });
  expect(ready(sampleNeed({ id: 'n', quantity: 2 }), [at('poor', under(500, 100))])).toMatchObject({ eligible: 0, unpaid: 1, cure: { kind: 'changeResource', resourceId: 'poor', changes: [{ kind: 'raiseBudget', organizationId: 'o500 100', fen: 200 }] } });
  // what goes along counts as well, by the units that each visit takes of it
  const van = (left: number, held: number): Partial<Standing> => ({ alsoTakes: { resourceId: 'van', units: 2 }, underShared: { name: 'van', left, held } });
  expect(ready(sampleNeed({ id: 'n', quantity: 2 }), [at('waiting', van(3, 0)), at('sharing', van(5, 2)), at('going', van(9, 2))]).best).toMatchObject([
    { resourceId: 'going', room: 'free', unitsLeft: 4, held: 1, isAtShared: false }, { resourceId: 'sharing', room: 'held', unitsLeft: 2, held: 1 }, { resourceId: 'waiting', room: 'none', unitsLeft: 1, isAtShared: true, isAtCap: false },
  ]);
  expect(ready(sampleNeed({ id: 'n', quantity: 2 }), [at('waiting', van(3, 1))]).cure).toMatchObject({ kind: 'changeResource', resourceId: 'waiting', changes: [{ kind: 'addShared', resourceId: 'van', units: 2 }] });
  const found = ready(sampleNeed({ id: 'n', quantity: 2 }), [at('capped', { underCap: { left: 1, held: 0 } }), at('spoken', { held: 1, underCap: { left: 3, held: 2 } }), at('roomy', { underCap: { left: 9, held: 6 } })]);
  expect(found.best).toMatchObject([
    { resourceId: 'roomy', room: 'free', unitsLeft: 5, held: 2, isAtCap: false }, { resourceId: 'spoken', room: 'held', unitsLeft: 3, held: 2, isAtCap: false }, { resourceId: 'capped', room: 'none', unitsLeft: 1, held: 0, isAtCap: true },
  ]);
});

it('one that has served the person comes first where that is wished, and alone where it is asked; where none may, the best of the others is named', () => {
  const at = (id: string, more: Partial<Standing> = {}): Standing => ({ ...sampleResource({ id }), held: 0, underCap: null, underBudget: null, ...more });
  const resources = [at('another'), at('known', { unitCostFen: 900 }), at('full', { capacity: 0, homeCode: '1506' })], need = (more: Partial<ReturnType<typeof sampleNeed>>) => sampleNeed({ id: 'n', servedBy: ['known'], ...more });
  const names = (more: Parameters<typeof need>[0]) => ready(need(more), resources).best.map(({ resourceId, isKnown }) => `${resourceId} ${isKnown}`);
  expect(names({ sameWorker: 'wished' })).toEqual(['known true', 'another false', 'full false']);
  expect(names({ sameWorker: 'only' })).toEqual(['known true']);
  expect(ready(need({ sameWorker: 'only' }), resources)).toMatchObject({ eligible: 1, cure: null, removed: { sameWorker: 2 } });
  expect(ready(need({ sameWorker: 'only', servedBy: [] }), resources)).toMatchObject({ eligible: 0, cure: { kind: 'acceptAnother', resourceId: 'another' }, best: [] });
  expect(ready(need({ sameWorker: 'only', servedBy: [] }), [resources[2]!])).toMatchObject({ cure: { kind: 'changeResource', changes: [{ kind: 'acceptAnother' }, { kind: 'addUnits', units: 1 }] } });
});

it('where nobody has places the cure is the one that a match of this need alone finds; it is applied, asked again, and somebody has', () => {
  const next = seededNumbers(11), kinds: Record<string, number> = {};
  for (let i = 0; i < 3_000; i++) {
    const { needs, resources, organizations = [], options } = randomInput(next, { needs: 1, resources: 6 });
    const need = { ...needs[0]!, hasConsent: true, isVerified: true }, input: MatchInput = { needs: [need], resources, organizations, options: { ...options, pins: [] } };
    const ask = (lists: MatchInput) => readyFor(lists.needs[0]!, standing(lists), { options: lists.options, most: 3 });
    const { cure, best } = ask(input);
    expect(cure === null).toBe(best.some(({ room }) => room !== 'none'));
    if (!cure) continue;
    const answer = match(input);
    if (answer.status !== 'matched') throw new Error(answer.status);
    // what several give a part of each, a run may put together; one provider alone then lacks the rest
    if (answer.unitsMet === 0) expect(cure).toEqual(answer.unmatched[0]!.cure);
    expect(ask(applyCure(input, need.id, cure)).best[0]).toMatchObject({ room: 'free' });
    for (const { kind } of cure.kind === 'changeResource' ? cure.changes : [cure]) kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  expect(Object.keys(kinds).sort()).toEqual(['acceptAnother', 'addLanguage', 'addQualification', 'addSlot', 'addUnits', 'newResource', 'raiseCap', 'sendWorker', 'serveCommunity']);
});

it('what stands proposed to others is theirs: the cure asks for units of its own', () => {
  const one: Standing = { ...sampleResource({ id: 'far', capacity: 3, reach: { kind: 'divisions', codes: ['150603'] } }), held: 2, underCap: null, underBudget: null };
  expect(ready(sampleNeed({ id: 'n', quantity: 2 }), [one]).cure).toMatchObject({ resourceId: 'far', changes: [{ kind: 'serveCommunity' }, { kind: 'addUnits', units: 1 }] });
});
