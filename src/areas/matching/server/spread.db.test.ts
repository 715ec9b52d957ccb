import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOf, PLACES } from '../../../../test/support/database.ts';
import { DALAD, KANGBASHI, lead, makeMatchDesk, type MatchDesk } from '../../../../test/support/match-desk.ts';
import type { RunAnswer, SpreadAnswer } from '../core/contract.ts';
import { unitsAskable } from '../core/review.ts';

let desk: MatchDesk;
beforeAll(async () => { desk = await makeMatchDesk(); });
beforeEach(() => desk.clear());
afterAll(() => desk.db.close());

const cityOfficer = actorOf('officer', '1506'), streetLead = actorOf('stationLead', PLACES.jiaotong);
const mapOf = (runId: string, actor = lead, input: Record<string, unknown> = {}) => desk.ask<SpreadAnswer>(actor, '/api/match-runs/:runId/by-division', { runId, ...input });
const added = ({ parts, elsewhere }: SpreadAnswer) => [...parts, ...(elsewhere ? [elsewhere] : [])].reduce((sum, { met, unmet, waiting }) => ({ met: sum.met + met, unmet: sum.unmet + unmet, waiting: sum.waiting + waiting }), { met: 0, unmet: 0, waiting: 0 });

async function city(): Promise<string> {
  await desk.need({ quantity: 3 });
  await desk.need({ place: PLACES.xincun, quantity: 2, item: 'bathing' });
  await desk.need({ place: PLACES.xincun, quantity: 2, hasConsent: false });
  await desk.need({ place: KANGBASHI });
  await desk.need({ place: DALAD, quantity: 4, isVerified: false });
  await desk.resource({ units: 2, reach: ['1506'] });
  return desk.run(actorOf('officer', '1506'));
}

test('the places of the map together are what the run says it met, asked and left waiting, however far one goes down', async () => {
  const runId = await city(), run = await desk.ask<RunAnswer>(cityOfficer, '/api/match-runs/:runId', { runId });
  const whole = await mapOf(runId, cityOfficer);
  expect(whole).toMatchObject({ met: run.unitsMet!, unmet: unitsAskable(run) - run.unitsMet!, waiting: run.unitsForConsent! + run.unitsForVerification! });
  expect(whole.met + whole.unmet + whole.waiting).toBe(run.unitsWanted);
  expect(whole.parts.length).toBeGreaterThan(2); // places with nothing are on the map too
  for (let below = [whole]; below.length > 0;) {
    for (const place of below) expect(added(place)).toEqual({ met: place.met, unmet: place.unmet, waiting: place.waiting });
    below = await Promise.all(below.flatMap(({ parts }) => parts.filter(({ hasParts, met, unmet, waiting }) => hasParts && met + unmet + waiting > 0)).map(({ code }) => mapOf(runId, cityOfficer, { division: code })));
  }
});

test('each reader’s map is that of their own place, and of no other', async () => {
  const runId = await city();
  const banners = await mapOf(runId, cityOfficer);
  expect(banners.path.map(({ code }) => code)).toEqual(['1506']);
  expect(banners.parts.find(({ code }) => code === '150621')).toMatchObject({ name: '达拉特旗', met: 0, unmet: 0, waiting: 4, hasParts: true });
  const streets = await mapOf(runId, lead);
  expect(streets.path.map(({ code }) => code)).toEqual([PLACES.dongsheng]);
  expect(streets.parts.every(({ code }) => code.length === 9)).toBe(true);
  const communities = await mapOf(runId, streetLead);
  expect(communities.parts.every(({ code, hasParts }) => code.length === 12 && !hasParts)).toBe(true);
  expect(communities.parts.find(({ code }) => code === PLACES.xincun)).toMatchObject({ met: 0, unmet: 2, waiting: 2 });
  expect((await mapOf(runId, cityOfficer, { division: PLACES.jiaotong })).path.map(({ code }) => code)).toEqual(['1506', PLACES.dongsheng, PLACES.jiaotong]);
  await expect(mapOf(runId, streetLead, { division: DALAD })).rejects.toThrow('no division');
  await expect(mapOf(runId, actorOf('stationWorker', PLACES.xincun), { division: PLACES.dongsheng })).rejects.toThrow('no division');
});

test('a vetoed pair meets nobody, and what stands now counts a part that was matched later', async () => {
  const runId = await city(), before = await mapOf(runId, lead);
  const [proposal] = await desk.proposals(lead, runId);
  await desk.tell(lead, '/api/match-rules/veto', { proposalId: proposal!.id, code: 'tooFar' });
  const after = await mapOf(runId, lead);
  expect(after).toMatchObject({ met: before.met - proposal!.units, unmet: before.unmet + proposal!.units });
  await desk.resource({ items: ['bathing'], units: 2 });
  await desk.run(lead);
  expect((await mapOf(runId, lead, { standing: 'true' })).parts.find(({ code }) => code === PLACES.jiaotong)!.met).toBeGreaterThan(after.met);
  expect(await mapOf(runId, lead, { standing: 'false' })).toMatchObject({ met: after.met, unmet: after.unmet });
});
