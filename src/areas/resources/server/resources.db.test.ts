import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import type { AddResource } from '../core/contract.ts';
import { addResources, confirmCapacity, getResource, listResourcesForMatch } from './operations.ts';

let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong);
const neighbour = actorOf('stationWorker', PLACES.xincun);
const elsewhere = actorOf('stationWorker', '150621001001');
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(async () => { await db.close(); });

const meals = (more: Partial<AddResource> = {}): AddResource => ({
  homeCode: PLACES.hangkong, providerName: '暖阳助餐队', providerKind: 'volunteerTeam', kind: 'people', items: ['meals'],
  capacity: { quantity: 6, unit: 'personTimes', per: 'week' }, phone: '13900001234', ...more,
});

test('a resource is seen as far as it reaches, by the match with its units left', async () => {
  const [own, wide] = await db.as(worker, (tx, call) => addResources(tx, call, [meals(), meals({ providerName: '东胜社工', reachCodes: [PLACES.dongsheng] })]));
  expect((await db.as(worker, (tx) => listResourcesForMatch(tx, '2026-03-02'))).map(({ id }) => id).sort()).toEqual([own!.resourceId, wide!.resourceId].sort());
  const [seen, ...others] = await db.as(neighbour, (tx) => listResourcesForMatch(tx, '2026-03-02'));
  expect(others).toEqual([]);
  expect(seen).toMatchObject({ id: wide!.resourceId, name: '东胜社工', unitsLeft: 6, unitsTotal: 6, freshness: 'fresh', categories: ['elderCare'], reachCodes: [PLACES.dongsheng] });
  expect(await db.as(elsewhere, (tx) => listResourcesForMatch(tx, '2026-03-02'))).toEqual([]);
  await expect(db.as(elsewhere, (tx, call) => getResource(tx, call, own!.resourceId))).rejects.toThrow('no resource');
});

test('one tap says that a capacity still holds; its duty is done and the next one falls due when it goes stale', async () => {
  const [added] = await db.as(worker, (tx, call) => addResources(tx, call, [meals({ capacity: { quantity: 30, unit: 'places', per: 'month', confirmedOn: '2025-11-01' } })]));
  const resourceId = added!.resourceId;
  expect(await db.as(worker, (tx, call) => getResource(tx, call, resourceId))).toMatchObject({ freshness: 'unknown', unitsLeft: 30 });
  const duties = async () => (await db.owner.query(`select due_on::text, status from duty where subject_id = $1 order by due_on`, [resourceId])).rows;
  expect(await duties()).toEqual([{ due_on: '2026-03-09', status: 'open' }]);
  const confirmed = await db.as(worker, (tx, call) => confirmCapacity(tx, call, { resourceId }));
  expect(confirmed).toEqual({ ok: true, value: { resourceId, confirmedOn: '2026-03-02', quantity: 30 } });
  expect(await duties()).toEqual([{ due_on: '2026-03-09', status: 'done' }, { due_on: '2026-04-01', status: 'open' }]);
  expect(await db.as(worker, (tx, call) => getResource(tx, call, resourceId))).toMatchObject({ freshness: 'fresh' });
  expect(await db.as(neighbour, (tx, call) => confirmCapacity(tx, call, { resourceId })).catch((e: Error) => e.message)).toContain('no resource');
});
