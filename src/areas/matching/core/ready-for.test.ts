import { expect, it } from 'vitest';
import { seededNumbers } from '../../../solver/samples.ts';
import { ruleBook } from './eligibility.ts';
import { match } from './match.ts';
import { readyFor, type Standing } from './ready-for.ts';
import { randomInput, sampleNeed, sampleResource } from './samples.ts';
import { WEIGHTS } from './weights.ts';

const ready = (need: ReturnType<typeof sampleNeed>, resources: Standing[], most = 3, vetoes: { needId: string; resourceId: string; reason: string }[] = []) =>
  readyFor(need, resources, { book: ruleBook({ asOf: '2026-03-01', vetoes }), weights: WEIGHTS, most });

it('of a need alone in the city the first is what the match itself takes', () => {
  const next = seededNumbers(7);
  let taken = 0;
  for (let i = 0; i < 3_000; i++) {
    const { needs, resources, organizations = [], options } = randomInput(next, { needs: 1, resources: 6 });
    const need = { ...needs[0]!, quantity: 1, hasConsent: true, isVerified: true };
    const answer = match({ needs: [need], resources, organizations, options: { ...options, pins: [] } });
    if (answer.status !== 'matched') throw new Error(answer.status);
    const capOf = (id: string | null) => { const cap = organizations.find((organization) => organization.id === id); return cap ? { left: cap.capacity, held: 0 } : null; };
    const found = readyFor(need, resources.map((resource) => ({ ...resource, held: 0, underCap: capOf(resource.organizationId) })), { book: ruleBook(options), weights: options.weights, most: 3 });
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
  const at = (id: string, more: Partial<Standing>): Standing => ({ ...sampleResource({ id }), held: 0, underCap: null, ...more });
  const need = sampleNeed({ id: 'n', language: 'mn', quantity: 2 });
  const mongolian = { languages: ['mn'], capacity: 3 };
  const found = ready(need, [
    at('full', { ...mongolian, capacity: 1 }), at('promised', { ...mongolian, held: 2 }), at('dear', { ...mongolian, unitCostFen: 900 }), at('stale', { ...mongolian, capacityConfirmedDaysAgo: 90 }), at('near', mongolian),
    at('chinese', {}), at('far', { ...mongolian, reach: { kind: 'divisions', codes: ['150603'] } }), at('other', { ...mongolian, categories: ['law'] }), at('refused', mongolian),
  ], 9, [{ needId: 'n', resourceId: 'refused', reason: 'asked not to' }]);
  expect(found.best.map(({ resourceId, room }) => [resourceId, room])).toEqual([['near', 'free'], ['dear', 'free'], ['stale', 'free'], ['promised', 'held'], ['full', 'none']]);
  expect(found).toMatchObject({ eligible: 5, removed: { language: 1, reach: 1, veto: 1 } });
  expect(ready(need, [], 3)).toEqual({ eligible: 0, another: null, best: [], removed: {} });
});

it('what the organisation can carry counts like what the resource has left', () => {
  const at = (id: string, more: Partial<Standing>): Standing => ({ ...sampleResource({ id, capacity: 5 }), held: 0, underCap: null, ...more });
  const found = ready(sampleNeed({ id: 'n', quantity: 2 }), [at('capped', { underCap: { left: 1, held: 0 } }), at('spoken', { held: 1, underCap: { left: 3, held: 2 } }), at('roomy', { underCap: { left: 9, held: 6 } })]);
  expect(found.best).toMatchObject([
    { resourceId: 'roomy', room: 'free', unitsLeft: 5, held: 2, isAtCap: false }, { resourceId: 'spoken', room: 'held', unitsLeft: 3, held: 2, isAtCap: false }, { resourceId: 'capped', room: 'none', unitsLeft: 1, held: 0, isAtCap: true },
  ]);
});

it('one that has served the person comes first where that is wished, and alone where it is asked; where none may, the best of the others is named', () => {
  const at = (id: string, more: Partial<Standing> = {}): Standing => ({ ...sampleResource({ id }), held: 0, underCap: null, ...more });
  const resources = [at('another'), at('known', { unitCostFen: 900 }), at('full', { capacity: 0, homeCode: '1506' })], need = (more: Partial<ReturnType<typeof sampleNeed>>) => sampleNeed({ id: 'n', servedBy: ['known'], ...more });
  const names = (more: Parameters<typeof need>[0]) => ready(need(more), resources).best.map(({ resourceId, isKnown }) => `${resourceId} ${isKnown}`);
  expect(names({ sameWorker: 'wished' })).toEqual(['known true', 'another false', 'full false']);
  expect(names({ sameWorker: 'only' })).toEqual(['known true']);
  expect(ready(need({ sameWorker: 'only' }), resources)).toMatchObject({ eligible: 1, another: null, removed: { sameWorker: 2 } });
  expect(ready(need({ sameWorker: 'only', servedBy: [] }), resources)).toMatchObject({ eligible: 0, another: 'another', best: [] });
  expect(ready(need({ sameWorker: 'only', servedBy: [] }), [resources[2]!])).toMatchObject({ another: null });
});
