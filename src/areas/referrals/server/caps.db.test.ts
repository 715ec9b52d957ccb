import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeAccount, makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { addResources } from '../../resources/server/operations.ts';
import { answerReferral, offerReferral } from './operations.ts';

let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong), neighbour = actorOf('stationWorker', PLACES.xincun);
beforeAll(async () => {
  db = await makeTestDatabase(() => new Date('2026-03-02T09:00:00+08:00'));
  await makeAccount(db, worker);
});
afterAll(() => db.close());

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal!.code);
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

test('an organisation that can carry no more is offered nothing, whoever asks for whichever of its resources; a decline gives the place back', async () => {
  const { resourceId, organizationId, manager } = await makeProvider(db, { quantity: 10 });
  // another resource of the same organisation, in a street that the first worker does not see
  const [second] = await db.as(neighbour, (tx, call) => addResources(tx, call, [{
    homeCode: PLACES.xincun, organizationId, providerName: '暖阳新村站', providerKind: 'organization', kind: 'people', items: ['meals'], capacity: { quantity: 10, unit: 'personTimes', per: 'week' },
  } as never]));
  await db.owner.query('update organization set unit_cap = 2 where id = $1', [organizationId]);
  const there = await makeNeed(db, neighbour, { place: PLACES.xincun, consentTo: organizationId });
  await db.as(neighbour, async (tx, call) => valueOf(await offerReferral(tx, call, { needId: there.needId, resourceId: second!.resourceId })));
  const needs = [await makeNeed(db, worker, { consentTo: organizationId }), await makeNeed(db, worker, { consentTo: organizationId })];
  const offered = await Promise.all(needs.map(({ needId }) => db.as(worker, (tx, call) => offerReferral(tx, call, { needId, resourceId }))));
  expect(offered.map(codeOf).sort()).toEqual(['ok', 'organizationFull']);
  expect(offered.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'organizationFull', limit: 2, carried: 2 } });
  const { referralId } = valueOf(offered.find(({ ok }) => ok)!);
  await db.as(manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'decline', declineCode: 'full', words: '排不过来' })));
  const left = needs[offered.findIndex(({ ok }) => !ok)]!;
  expect(await db.as(worker, async (tx, call) => codeOf(await offerReferral(tx, call, { needId: left.needId, resourceId })))).toBe('ok');
});

test('an organisation is offered nothing that its month’s money cannot pay for, whoever asks; what is done in another month does not count', async () => {
  const { resourceId, organizationId } = await makeProvider(db, { quantity: 10 });
  await db.owner.query('update organization set monthly_budget_fen = 2500 where id = $1', [organizationId]);
  await db.owner.query('update resource set unit_cost_fen = 1000 where id = $1', [resourceId]);
  const needs = await Promise.all([1, 2, 3].map(() => makeNeed(db, worker, { consentTo: organizationId })));
  const offer = (i: number) => db.as(worker, (tx, call) => offerReferral(tx, call, { needId: needs[i]!.needId, resourceId }));
  const offered = [await offer(0), await offer(1), await offer(2)];
  expect(offered.map(codeOf)).toEqual(['ok', 'ok', 'budgetSpent']);
  expect(offered[2]).toMatchObject({ refusal: { code: 'budgetSpent', budgetYuan: 25, promisedYuan: 20, costYuan: 10 } });
  // a new price changes no promise
  await db.owner.query('update resource set unit_cost_fen = 500 where id = $1', [resourceId]);
  const { referralId } = valueOf(offered[0]!);
  await db.owner.query(`update capacity_use set is_open = false, on_day = '2026-02-27' where referral_id = $1`, [referralId]);
  await db.owner.query('update resource set unit_cost_fen = 1000 where id = $1', [resourceId]);
  expect(codeOf(await offer(2))).toBe('ok');
});

test('a referral takes units of what goes along with it, whoever asks for whichever that shares it; an answer gives both back, and neither counts as a case', async () => {
  const { resourceId, organizationId, manager } = await makeProvider(db, { quantity: 10 }), resource = (providerName: string, quantity: number) => ({ homeCode: PLACES.dongsheng, reachCodes: [PLACES.dongsheng], organizationId, providerName, providerKind: 'organization', kind: 'people', items: ['meals'], capacity: { quantity, unit: 'personTimes', per: 'week' } });
  const [van, other] = await db.as(actorOf('stationWorker', PLACES.dongsheng), (tx, call) => addResources(tx, call, [resource('助浴车', 5), resource('第二队', 10)] as never));
  await db.owner.query('update resource set also_takes_id = $1, also_takes_units = 2 where id = any($2)', [van!.resourceId, [resourceId, other!.resourceId]]);
  await db.owner.query('update organization set unit_cap = 3 where id = $1', [organizationId]);
  const needs = await Promise.all([1, 2, 3, 4].map(() => makeNeed(db, worker, { consentTo: organizationId })));
  const offer = (i: number, to: string) => db.as(worker, (tx, call) => offerReferral(tx, call, { needId: needs[i]!.needId, resourceId: to }));
  const both = await Promise.all([offer(0, resourceId), offer(1, other!.resourceId)]);
  expect(both.map(codeOf)).toEqual(['ok', 'ok']);
  const third = await offer(2, resourceId);
  expect(third).toMatchObject({ refusal: { code: 'sharedFull', shared: '助浴车', limit: 5, taken: 4, asked: 2 } });
  // one is left for itself: three cases in hand, not five
  expect(codeOf(await offer(2, van!.resourceId))).toBe('ok');
  expect(await offer(3, van!.resourceId)).toMatchObject({ refusal: { code: 'resourceFull', limit: 5, taken: 5 } });
  const uses = async () => (await db.owner.query(`select resource_id as id, units, cost_fen::int as fen, goes_along as along, lent_by as lender from capacity_use where referral_id = $1 order by goes_along`, [valueOf(both[0]!).referralId])).rows;
  expect(await uses()).toEqual([{ id: resourceId, units: 1, fen: 0, along: false, lender: null }, { id: van!.resourceId, units: 2, fen: 0, along: true, lender: organizationId }]);
  await db.as(manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId: valueOf(both[0]!).referralId, answer: 'decline', declineCode: 'full', words: '排不过来' })));
  expect(await uses()).toEqual([]);
  expect(codeOf(await offer(3, other!.resourceId))).toBe('ok');
  await db.owner.query(`update resource set status = 'paused' where id = $1`, [van!.resourceId]);
  const late = await makeNeed(db, worker, { consentTo: organizationId });
  expect(codeOf(await db.as(worker, (tx, call) => offerReferral(tx, call, { needId: late.needId, resourceId })))).toBe('sharedNotUsable');
});
