import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOf, PLACES, system } from '../../../../test/support/database.ts';
import { DALAD, lead, makeMatchDesk, type MatchDesk } from '../../../../test/support/match-desk.ts';
import type { GapAnswer, LatestAnswer, RunAnswer } from '../core/contract.ts';
import { gainOf } from '../core/forecast.ts';
import type { HandAnswer, WhatIfAnswer } from '../core/what-if-contract.ts';
import type { WhatIfChange } from '../core/what-if.ts';
import { runMatch, verifyRun } from './operations.ts';
import { solveHere, type Solve } from './solve.ts';

let desk: MatchDesk;
beforeAll(async () => { desk = await makeMatchDesk(); });
beforeEach(() => desk.clear());
afterAll(() => desk.db.close());

const officer = actorOf('officer', PLACES.dongsheng);
async function tryOut(runId: string, changes: WhatIfChange[], { actor = lead, solve = solveHere }: { actor?: typeof lead; solve?: Solve } = {}): Promise<string> {
  const { status, body } = await desk.tell(actor, '/api/match-runs/what-if', { runId, changes });
  expect(status, JSON.stringify(body)).toBe(200);
  const id = (body as { runId: string }).runId;
  await runMatch(desk.db.platform, id, solve);
  return id;
}
const read = (runId: string, actor = lead) => desk.ask<WhatIfAnswer>(actor, '/api/match-runs/:runId/comparison', { runId });
const handsOf = async (runId: string, actor = lead) => (await desk.ask<{ items: HandAnswer[] }>(actor, '/api/match-runs/:runId/hands', { runId })).items;
const count = async (table: string) => (await desk.db.owner.query(`select count(*)::int as n from ${table}`)).rows[0].n as number;

test('a what-if is proven and re-checkable like any run, shows both sides and who changes hands, and leaves no trace in anybody’s work', async () => {
  const [urgent, calm] = [await desk.need({ urgency: 3 }), await desk.need()];
  const near = await desk.resource({ units: 1 });
  await desk.db.owner.query(`insert into circumstance (city, id, division_code, person_id, kind, since_on, ended_on) select city, gen_random_uuid(), division_code, person_id, k.kind, '2026-01-01', k.ended from need, (values ('livingAlone', null), ('dibao', date '2026-02-01')) k (kind, ended) where id = $1`, [calm]);
  const base = await desk.run();
  const tables = ['proposal', 'not_yet', 'match_gap', 'duty', 'notice'], before = await Promise.all(tables.map(count));
  const id = await tryOut(base, [{ kind: 'addUnits', resourceId: near, units: 1 }]);
  expect(await Promise.all(tables.map(count))).toEqual(before);
  expect(await desk.ask<RunAnswer>(lead, '/api/match-runs/:runId', { runId: id })).toMatchObject({ status: 'proven', kind: 'whatIf', basedOn: base, unitsMet: 2, changes: [{ kind: 'addUnits', units: 1 }] });
  const { comparison, forecast, names } = await read(id);
  expect(comparison).toMatchObject({ met: { before: 1, after: 2 }, asked: { before: 2, after: 2 }, hands: { newlyMet: 1, noLongerMet: 0, moved: 0 }, byUrgency: [{ key: '1', met: { before: 0, after: 1 } }, { key: '3', met: { before: 1, after: 1 } }] });
  expect(comparison).toMatchObject({ byCircumstance: [{ key: 'livingAlone', asked: { before: 1, after: 1 }, met: { before: 0, after: 1 } }], circumstancesHidden: [] });
  expect(forecast).toMatchObject({ isBorneOut: true, steps: [{ addition: { kind: 'units', resourceId: near, units: 1 } }] });
  expect(forecast!.came).toEqual(forecast!.gain);
  expect(names).toMatchObject({ resources: { [near]: { providerName: '暖阳助餐队', items: ['meals'], homeName: '航空社区' } }, divisions: { [PLACES.hangkong]: '航空社区' } });
  expect(await handsOf(id)).toMatchObject([{ kind: 'newlyMet', needId: calm, unitsBefore: 0, unitsAfter: 1, from: [], to: [{ resourceId: near, units: 1, providerName: '暖阳助餐队' }] }]);
  expect(await desk.db.as(system, (tx) => verifyRun(tx, id))).toMatchObject({ holds: true, faults: [] });
  // what stands is still the match, and the next match takes no notice of what was tried
  expect((await desk.ask<LatestAnswer>(lead, '/api/match-runs/latest')).run!.id).toBe(base);
  expect((await desk.proposals(lead, await desk.run())).map(({ need }) => need.id)).toEqual([urgent]);
});

test('the best things to add are found, foreseen, and the re-run brings exactly that', async () => {
  for (const place of [PLACES.hangkong, PLACES.hangkong, PLACES.xincun, DALAD]) await desk.need({ place, urgency: 2 });
  await desk.need({ item: 'bathing', urgency: 3 });
  const city = actorOf('stationWorker', '1506'), base = await desk.run(city);
  const { forecast, comparison } = await read(await tryOut(base, [{ kind: 'addBest', count: 3 }], { actor: city }), city);
  expect(forecast!.steps).toHaveLength(3);
  expect(forecast!.steps[0]!.addition).toMatchObject({ kind: 'place', category: 'bathing', divisionCode: PLACES.hangkong });
  expect(forecast).toMatchObject({ isBorneOut: true, came: forecast!.gain });
  expect(comparison!.totals.before.points - comparison!.totals.after.points).toBe(forecast!.gain.points);
});

test('more money for an organisation’s month can be supposed: it meets who stayed out for want of it, beside what is added', async () => {
  const organizationId = await desk.organization({ monthlyBudgetFen: 30_000 }), uncapped = await desk.organization({ unitCap: 3 });
  await desk.resource({ units: 5, organizationId, unitCostFen: 30_000 });
  const waiting = [await desk.need({ urgency: 3 }), await desk.need({ urgency: 2 }), await desk.need()], base = await desk.run();
  // what the list of what to add says of money is what comes of it
  const { items: gaps } = await desk.ask<{ items: GapAnswer[] }>(lead, '/api/match-runs/:runId/gaps', { runId: base }), ofMoney = gaps.find(({ budgetFen }) => budgetFen !== null)!;
  expect(ofMoney).toMatchObject({ organization: { id: organizationId, name: '暖阳社会工作服务中心' }, budgetFen: 30_000, item: null, resource: null });
  const { totals } = (await read(await tryOut(base, [{ kind: 'raiseBudget', organizationId, fen: ofMoney.budgetFen! }]))).comparison!;
  expect(gainOf(totals.before, totals.after)).toEqual(ofMoney.gain);
  const id = await tryOut(base, [{ kind: 'raiseBudget', organizationId, fen: 59_999 }]), { comparison, forecast, names } = await read(id);
  expect(comparison).toMatchObject({ met: { before: 1, after: 2 }, hands: { newlyMet: 1, noLongerMet: 0, moved: 0 } });
  expect(forecast).toBeNull();
  expect(names.organizations).toEqual({ [organizationId]: '暖阳社会工作服务中心' });
  expect(await handsOf(id)).toMatchObject([{ kind: 'newlyMet', needId: waiting[1] }]);
  expect(await desk.db.as(system, (tx) => verifyRun(tx, id))).toMatchObject({ holds: true, faults: [] });
  // tried further, and beside something added: what is added is foreseen on top of the money
  const further = await read(await tryOut(id, [{ kind: 'addPlace', item: 'meals', divisionCode: PLACES.hangkong, units: 1 }, { kind: 'raiseBudget', organizationId, fen: 1 }]));
  expect(further).toMatchObject({ comparison: { met: { before: 2, after: 3 } }, forecast: { gain: { points: 0 }, isBorneOut: true } });
  expect(await desk.statusOf(await tryOut(base, [{ kind: 'raiseBudget', organizationId: uncapped, fen: 100 }]))).toMatchObject({ status: 'failed', failure: 'unknownResource' });
});

test('rules can be tried too: an exchange rate shows the needs it gives up, and both sides are measured alike', async () => {
  await desk.need();
  await desk.need({ place: PLACES.xincun });
  await desk.resource({ home: DALAD, reach: ['1506'], units: 2 });
  const base = await desk.run(), id = await tryOut(base, [{ kind: 'exchange', fenPerPoint: 1, fenPerStaleUnit: 0 }]);
  expect((await read(id)).comparison).toMatchObject({ met: { before: 2, after: 0 }, hands: { noLongerMet: 2 }, totals: { after: { costFen: 0 } } });
  expect((await desk.ask<RunAnswer>(lead, '/api/match-runs/:runId', { runId: id })).weights).toMatchObject({ version: '2026-2', exchange: { fenPerPoint: 1 } });
  expect(await desk.db.as(system, (tx) => verifyRun(tx, id))).toMatchObject({ holds: true });
  // tried further on what was tried
  const again = await tryOut(id, [{ kind: 'addPlace', item: 'meals', divisionCode: PLACES.xincun, units: 1 }]);
  expect((await read(again)).comparison).toMatchObject({ met: { before: 0, after: 1 } });
});

test('of a run over more than one’s own place one’s own part is copied, and officers see sums but nobody’s need', async () => {
  const here = await desk.need();
  await desk.need({ place: PLACES.xincun });
  await desk.resource({ units: 1 });
  const base = await desk.run(), worker = actorOf('stationWorker', PLACES.hangkong);
  const id = await tryOut(base, [{ kind: 'admitWaiting' }, { kind: 'addPlace', item: 'meals', divisionCode: PLACES.hangkong, units: 1 }], { actor: worker });
  const run = await desk.ask<RunAnswer>(worker, '/api/match-runs/:runId', { runId: id });
  expect(run).toMatchObject({ divisionCode: PLACES.hangkong, unitsWanted: 1, unitsMet: 1 });
  for (const { needId } of await handsOf(id, worker)) expect(needId).toBe(here);
  const whole = await tryOut(base, [{ kind: 'addBest', count: 12 }], { actor: officer });
  expect((await read(whole, officer)).comparison!.met).toEqual({ before: 1, after: 2 });
  expect(await handsOf(whole, actorOf('officer', '1506'))).toEqual([]);
  expect(await handsOf(whole)).toHaveLength(1);
  await expect(read(whole, actorOf('stationLead', PLACES.dalad))).rejects.toThrow('no matchRun');
});

test('a what-if is refused on what came to nothing, fails by name on what is not there, and can be cancelled', async () => {
  const near = await desk.resource(), base = await desk.run();
  const failed = await desk.run(lead, {}, async () => ({ kind: 'died', why: 'time', error: new Error('time') }));
  const ask = async (runId: string, changes: unknown[]) => desk.tell(lead, '/api/match-runs/what-if', { runId, changes });
  expect(await ask(failed, [{ kind: 'admitWaiting' }])).toMatchObject({ status: 409, body: { code: 'runNotProven' } });
  await expect(ask(base, [])).rejects.toThrow('changes');
  await expect(ask(base, [{ kind: 'addPlace', item: 'meals', divisionCode: '150699', units: 1 }])).rejects.toThrow('no division');
  expect(await desk.statusOf(await tryOut(base, [{ kind: 'addUnits', resourceId: base, units: 1 }]))).toMatchObject({ status: 'failed', failure: 'unknownResource' });
  const cancelled = await tryOut(base, [{ kind: 'setCapacity', resourceId: near, units: 0 }], { solve: async (input, hooks) => {
    const { items: [working] } = await desk.ask<{ items: RunAnswer[] }>(lead, '/api/match-runs', { kind: 'whatIf' });
    await desk.tell(lead, '/api/match-runs/cancel', { runId: working!.id });
    return solveHere(input, hooks);
  } });
  expect(await desk.statusOf(cancelled)).toMatchObject({ status: 'cancelled' });
  expect(await count('match_hand')).toBe(0);
  // two what-ifs wait side by side, and neither stands in for a match
  const changes = [{ kind: 'admitWaiting' }];
  expect((await ask(base, changes)).body).not.toEqual((await ask(base, changes)).body);
  expect((await desk.request(lead)).isNew).toBe(true);
});
