import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOf, PLACES } from '../../../../test/support/database.ts';
import { lead, makeMatchDesk, type MatchDesk } from '../../../../test/support/match-desk.ts';
import { verifyNeeds } from '../../needs/server/operations.ts';
import type { TotalsAnswer } from '../core/contract.ts';

let desk: MatchDesk;
beforeAll(async () => { desk = await makeMatchDesk(); });
beforeEach(() => desk.clear());
afterAll(() => desk.db.close());

const PATH = '/api/match-runs/:runId/totals';

test('a run is told to each place by its own numbers, also to officers who see nobody’s need', async () => {
  await desk.need({ urgency: 2 });
  await desk.need({ item: 'bathing' });
  await desk.need({ place: PLACES.xincun, hasConsent: false });
  await desk.need({ place: PLACES.xincun, isVerified: false });
  await desk.resource({ units: 1 });
  const runId = await desk.run();

  const banner = { all: 4, asked: 2, matched: 1, toDecide: 1, accepted: 0, vetoed: 0, superseded: 0, hasLater: false, notYet: 3, forConsent: 1, forVerification: 1, sinceRun: 0 };
  for (const reader of [lead, actorOf('officer', PLACES.dongsheng)]) {
    expect(await desk.ask<TotalsAnswer>(reader, PATH, { runId })).toEqual({ divisionCode: PLACES.dongsheng, divisionName: '东胜区', ...banner });
  }
  const here = actorOf('stationWorker', PLACES.xincun);
  expect(await desk.ask<TotalsAnswer>(here, PATH, { runId })).toMatchObject({ divisionName: '新村社区', all: 2, asked: 0, matched: 0, notYet: 2, forConsent: 1, forVerification: 1 });
  expect(await desk.ask<TotalsAnswer>(actorOf('officer', '1506'), PATH, { runId, division: PLACES.dongsheng })).toMatchObject(banner);
});

test('the numbers are those that the lists beside them count', async () => {
  await desk.need();
  await desk.need({ item: 'bathing' });
  await desk.resource({ units: 1 });
  const runId = await desk.run();
  const totals = () => desk.ask<TotalsAnswer>(lead, PATH, { runId, standing: 'true' });
  expect(await totals()).toMatchObject({ toDecide: (await desk.proposals(lead, runId)).length, notYet: (await desk.notYet(lead, runId)).length });
  const [proposal] = await desk.proposals(lead, runId);
  await desk.tell(lead, '/api/match-rules/veto', { proposalId: proposal!.id, code: 'tooFar' });
  expect(await totals()).toMatchObject({ all: 2, asked: 2, matched: 0, toDecide: 0, vetoed: 1, notYet: 1 });
});

test('each number of the sum opens the list that it counts, and together they are all', async () => {
  await desk.need();
  await desk.need({ item: 'bathing' });
  await desk.need({ hasConsent: false });
  await desk.need({ isVerified: false });
  await desk.resource({ units: 1 });
  const runId = await desk.run();
  const totals = await desk.ask<TotalsAnswer>(lead, PATH, { runId });
  const listed = async (reason: string) => (await desk.ask<{ total: number }>(lead, '/api/match-runs/:runId/not-yet', { runId, reason })).total;
  expect([await listed('unmatched'), await listed('forVerification'), await listed('forConsent'), await listed('waiting')]).toEqual([1, 1, 1, 2]);
  expect(totals.toDecide + await listed('unmatched') + totals.forVerification + totals.forConsent).toBe(totals.all);
});

test('what has been verified or consented to since the run waits for the next one, in the sum and in its list; what it still waits for is told by that', async () => {
  const [verified, half] = [await desk.need({ isVerified: false }), await desk.need({ isVerified: false, hasConsent: false })];
  await desk.need({ isVerified: false });
  const runId = await desk.run();
  await desk.db.as(lead, (tx, call) => verifyNeeds(tx, call, [verified, half]));
  const readers = [lead, actorOf('officer', PLACES.dongsheng)];
  const sums = { all: 3, asked: 0, notYet: 3, forVerification: 1, forConsent: 1, sinceRun: 1 };
  for (const reader of readers) expect(await desk.ask<TotalsAnswer>(reader, PATH, { runId })).toMatchObject(sums);
  const listed = async (reason: string) => (await desk.notYet(lead, runId, { reason })).map(({ needId }) => needId);
  expect([await listed('sinceRun'), await listed('forConsent'), (await listed('forVerification')).length]).toEqual([[verified], [half], 1]);
  const asItWas = await desk.ask<TotalsAnswer>(lead, PATH, { runId, standing: 'false' });
  expect(asItWas.sinceRun).toBe(0);
  expect(asItWas.forVerification + asItWas.forConsent).toBe(3);
  expect(await desk.ask<TotalsAnswer>(lead, PATH, { runId: await desk.run() })).toMatchObject({ asked: 1, sinceRun: 0, forVerification: 1, forConsent: 1 });
});

test('an earlier run keeps its result when a part of its place is matched again, and what stands now says that a part is later', async () => {
  await desk.need();
  await desk.need({ item: 'bathing' });
  await desk.resource();
  const first = await desk.run();
  const asItWas = () => desk.ask<TotalsAnswer>(lead, PATH, { runId: first, standing: 'false' });
  expect(await asItWas()).toMatchObject({ all: 2, asked: 2, matched: 1, toDecide: 1, notYet: 1, superseded: 0 });
  await desk.run();
  expect(await asItWas()).toMatchObject({ all: 2, asked: 2, matched: 1, toDecide: 0, notYet: 1, superseded: 1 });
  expect(await desk.ask<TotalsAnswer>(lead, PATH, { runId: first, standing: 'true' })).toMatchObject({ all: 2, matched: 1, toDecide: 1, superseded: 0, hasLater: true });
});

test('no other place than one’s own and those below it is told', async () => {
  await desk.need();
  const runId = await desk.run();
  await expect(desk.ask(actorOf('stationLead', PLACES.dalad), PATH, { runId })).rejects.toThrow('no matchRun');
  await expect(desk.ask(actorOf('stationWorker', PLACES.xincun), PATH, { runId, division: PLACES.dongsheng })).rejects.toThrow('no division');
});
