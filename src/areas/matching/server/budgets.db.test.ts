import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../../platform/server/ids.ts';
import { actorOf, system } from '../../../../test/support/database.ts';
import { DALAD, lead, makeMatchDesk, type MatchDesk } from '../../../../test/support/match-desk.ts';
import type { NotYetAnswer, ProposalAnswer, ReadyAnswer, RuleAnswer, RunAnswer } from '../core/contract.ts';
import { verifyRun } from './operations.ts';

let desk: MatchDesk;
beforeAll(async () => { desk = await makeMatchDesk(); });
afterAll(() => desk.db.close());
beforeEach(() => desk.clear());

const proposed = async (runId: string) => (await desk.ask<{ items: ProposalAnswer[] }>(lead, '/api/match-runs/:runId/proposals', { runId })).items;
const notYet = async (runId: string) => (await desk.ask<{ items: NotYetAnswer[] }>(lead, '/api/match-runs/:runId/not-yet', { runId })).items;

test('a run spends no more of an organisation’s money than its month has left, what is promised and what is proposed elsewhere counted in, and tells how far from the best it may be', async () => {
  const { db, need, resource, run, ask } = desk, organizationId = await desk.organization({ monthlyBudgetFen: 100_000 });
  const [here, there] = [await resource({ units: 5, organizationId, unitCostFen: 30_000 }), await resource({ name: '暖阳达旗站', home: DALAD, reach: [DALAD], units: 5, organizationId, unitCostFen: 20_000 })];
  await need({ place: DALAD });
  await run(actorOf('stationLead', DALAD.slice(0, 6)));
  const promised = newId();
  await db.owner.query(`insert into referral (city, id, division_code, need_id, resource_id, organization_id, item, units, provider_name, community_name, worker_name, urgency, need_words, status, offered_by, offered_at, due_on)
    select n.city, $1, n.division_code, n.id, $2, $3, n.item, 1, '', '', '', 1, '', 'offered', $4, now(), '2026-03-05' from need n limit 1`, [promised, there, organizationId, lead.accountId]);
  await db.owner.query(`insert into capacity_use (city, referral_id, division_code, resource_id, organization_id, need_id, units, cost_fen) select r.city, $1, r.division_code, r.id, r.organization_id, (select id from need limit 1), 1, 20000 from resource r where r.id = $2`, [promised, there]);
  // 60,000 are left: two of three visits
  const waiting = [await need({ urgency: 3 }), await need({ urgency: 2 }), await need({ urgency: 1 })], runId = await run();
  const pairs = await proposed(runId);
  expect(pairs.map((proposal) => [proposal.need.id, proposal.resource.id, proposal.why.unitsLeft])).toEqual([[waiting[0], here, 0], [waiting[1], here, 0]]);
  const [left] = await notYet(runId);
  expect(left).toMatchObject({ needId: waiting[2], reason: { kind: 'outbid', by: [{ needId: waiting[1], margin: { points: 200 } }], atBudget: [here] }, cure: { kind: 'changeResource', resourceId: here, changes: [{ kind: 'raiseBudget', organizationId, fen: 30_000 }] } });
  expect(left!.resources[here]).toMatchObject({ providerName: '暖阳助餐队', isItself: false });
  const answer = await ask<RunAnswer>(lead, '/api/match-runs/:runId', { runId });
  expect(answer.proof!.repair).toMatchObject({
    limits: [{ kind: 'budget', organizationId, name: '暖阳社会工作服务中心', leftFen: 60_000, askedFen: 90_000, spentFen: 60_000 }], needs: 3, isOptimal: true, isWhole: true, bound: { floorUnits: 0, points: 0 },
  });
  expect(answer.totals!.points).toBeGreaterThan(0);
  expect(await db.as(system, (tx) => verifyRun(tx, runId))).toMatchObject({ holds: true, faults: [] });
  // whoever asks before the next run is not led to who cannot pay: three visits cost more than the month has left
  const asking = await need({ urgency: 3, quantity: 3 });
  expect(await ask<ReadyAnswer>(lead, '/api/match-runs/ready-for/:needId', { needId: asking })).toMatchObject({ eligible: 0, unpaid: 1, best: [] });
  expect(await ask<ReadyAnswer>(lead, '/api/match-runs/ready-for/:needId', { needId: waiting[2] })).toMatchObject({ eligible: 1, unpaid: 0, best: [{ id: here, room: 'held', unitsLeft: 2, held: 2 }] });
  await db.owner.query('delete from capacity_use where referral_id = $1', [promised]);
  await db.owner.query('delete from referral where id = $1', [promised]);
});

test('with the money back, and none stated, the same needs are all met and nothing is said of budgets', async () => {
  const organizationId = await desk.organization({ monthlyBudgetFen: 90_000 });
  await desk.resource({ units: 5, organizationId, unitCostFen: 30_000 });
  for (let i = 0; i < 3; i++) await desk.need();
  const runId = await desk.run();
  expect(await proposed(runId)).toHaveLength(3);
  expect((await desk.ask<RunAnswer>(lead, '/api/match-runs/:runId', { runId })).proof).not.toHaveProperty('repair');
});

test('a pin that a budget defeats is said to need more money before it is set, and to have been defeated by it after the run', async () => {
  const organizationId = await desk.organization({ monthlyBudgetFen: 700 }), lacks = [{ of: 'budget', fen: 19_300 }];
  await desk.resource();
  const dear = await desk.resource({ name: '没钱的', organizationId, unitCostFen: 20_000 }), needId = await desk.need();
  const rules = async () => (await desk.ask<{ items: RuleAnswer[] }>(lead, '/api/match-rules', {})).items;
  expect((await proposed(await desk.run()))[0]).toMatchObject({ pin: null, nextBest: [{ resourceId: dear, heldBy: 'budget', restFen: 700, pinLacks: lacks }] });
  expect(await desk.tell(lead, '/api/match-rules/pin', { needId, resourceId: dear })).toMatchObject({ status: 200 });
  expect(await rules()).toMatchObject([{ kind: 'pin', lacks: null }]);
  expect((await proposed(await desk.run()))[0]).toMatchObject({ why: { isPinned: false }, pin: { resourceId: dear, lacks } });
  expect(await rules()).toMatchObject([{ kind: 'pin', resourceId: dear, lacks }]);
  // with the money there the next run keeps it, and nothing is said of it any more
  await desk.db.owner.query('update organization set monthly_budget_fen = 20000 where id = $1', [organizationId]);
  expect((await proposed(await desk.run()))[0]).toMatchObject({ resource: { id: dear }, why: { isPinned: true }, pin: null });
  expect(await rules()).toMatchObject([{ lacks: null }]);
});
