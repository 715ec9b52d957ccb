import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, system, type TestDatabase } from '../../../../test/support/database.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import { changeStatus, registerOrganizations } from '../../organizations/server/operations.ts';
import { ListResources, type AddResource, type ResourceAnswer, type ResourceRow, type ToTakeAlong } from '../core/contract.ts';
import { addResources, confirmCapacity, getResource, listResourcesForMatch, noteAlive } from './operations.ts';
import { resourceRoutes } from './routes.ts';

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
  expect(await db.as(worker, (tx, call) => getResource(tx, call, resourceId))).toMatchObject({ freshness: 'unknown', unitsTotal: null, unitsLeft: 1 });
  const duties = async () => (await db.owner.query(`select due_on::text, status from duty where subject_id = $1 order by due_on`, [resourceId])).rows;
  expect(await duties()).toEqual([{ due_on: '2026-03-09', status: 'open' }]);
  const confirmed = await db.as(worker, (tx, call) => confirmCapacity(tx, call, { resourceId }));
  expect(confirmed).toEqual({ ok: true, value: { resourceId, confirmedOn: '2026-03-02', quantity: 30 } });
  expect(await duties()).toEqual([{ due_on: '2026-03-09', status: 'done' }, { due_on: '2026-04-01', status: 'open' }]);
  expect(await db.as(worker, (tx, call) => getResource(tx, call, resourceId))).toMatchObject({ freshness: 'fresh' });
  expect(await db.as(neighbour, (tx, call) => confirmCapacity(tx, call, { resourceId })).catch((e: Error) => e.message)).toContain('no resource');
});

test('a case that was taken on or served is a sign of life: the capacity ages from that day, and its owner is asked later', async () => {
  const [added] = await db.as(worker, (tx, call) => addResources(tx, call, [meals({ providerName: '有往来', reachCodes: [PLACES.dongsheng], capacity: { quantity: 30, unit: 'places', per: 'month', confirmedOn: '2025-11-01' } })]));
  const resourceId = added!.resourceId, due = async () => (await db.owner.query(`select due_on::text, status from duty where subject_id = $1`, [resourceId])).rows;
  // what nobody did had risen: it goes back, and by whomever the sign of life comes
  const holder = newId(), risen = { heldBy: { accountId: holder, role: 'stationWorker', divisionCode: PLACES.hangkong }, cameFrom: '张三' };
  await db.owner.query(`update duty set escalated_level = 1, owner_role = 'stationLead', risen_from = array[$2]::uuid[], details = $3 where subject_id = $1`, [resourceId, holder, JSON.stringify(risen)]);
  // another place, which sees the resource but not what is owed for it
  await db.as(neighbour, async (tx, call) => noteAlive(tx, call, [{ resourceId, on: '2026-02-20' }, { resourceId, on: '2026-02-25' }, { resourceId, on: '2026-03-09' }]));
  expect(await db.as(worker, (tx, call) => getResource(tx, call, resourceId))).toMatchObject({ freshness: 'fresh', unitsLeft: 30, capacitySureOn: '2026-02-25' });
  expect(await due()).toEqual([{ due_on: '2026-03-27', status: 'open' }]);
  expect((await db.owner.query(`select owner_account_id as holder, owner_role as role, escalated_level as level, (select count(*)::int from history h where h.subject_id = d.id and action = 'wentBack') as told from duty d where subject_id = $1`, [resourceId])).rows).toEqual([{ holder, role: 'stationWorker', level: 0, told: 1 }]);
  await db.as(neighbour, async (tx, call) => noteAlive(tx, call, [{ resourceId, on: '2026-01-02' }]));
  expect(await db.as(worker, (tx, call) => getResource(tx, call, resourceId))).toMatchObject({ capacitySureOn: '2026-02-25' });
  expect(await read(worker, resourceId)).toMatchObject({ aliveOn: '2026-02-25', capacity: { confirmedOn: '2025-11-01' } });
  await db.as(elsewhere, async (tx, call) => noteAlive(tx, call, [{ resourceId, on: '2026-03-01' }]));
  expect(await read(worker, resourceId)).toMatchObject({ aliveOn: '2026-02-25' });
  expect((await list(worker, { q: '有往来', freshness: 'fresh' })).total).toBe(1);
});

const routeOf = (path: string) => resourceRoutes.find((route) => route.path === path)!;
const send = (actor: Actor, path: string, input: Record<string, unknown>, requestId = newId()) => {
  const route = routeOf(path);
  return performCommand(db.platform, route, { actor, language: 'zh' }, route.input.parse({ ...input, requestId }) as { requestId: string });
};
const read = (actor: Actor, resourceId: string) => performQuery(db.platform, routeOf('/api/resources/:resourceId'), { actor, language: 'zh' }, { resourceId }) as Promise<ResourceAnswer>;
const list = (actor: Actor, input: Record<string, unknown> = {}) =>
  performQuery(db.platform, routeOf('/api/resources'), { actor, language: 'zh' }, ListResources.parse(input)) as Promise<{ total: number; items: ResourceRow[]; next: string | null }>;
const add = async (more: Record<string, unknown> = {}) => ((await send(worker, '/api/resources/add', { ...meals(), ...more })).body as { resourceId: string }).resourceId;

test('a resource is added once under its request, and each rule refuses with its own word', async () => {
  const requestId = newId();
  const first = await send(worker, '/api/resources/add', meals({ providerName: '一次' }), requestId);
  expect(await send(worker, '/api/resources/add', meals({ providerName: '一次' }), requestId)).toEqual(first);
  expect((await list(worker, { q: '一次' })).total).toBe(1);
  const refused = async (more: Partial<AddResource>) => ((await send(worker, '/api/resources/add', meals(more))).body as { code: string }).code;
  expect(await refused({ homeCode: PLACES.xincun })).toBe('basedElsewhere');
  expect(await refused({ validFrom: '2026-05-01', validUntil: '2026-04-01' })).toBe('endsBeforeItBegins');
  expect(await refused({ capacity: { quantity: 1, unit: 'sets', per: 'once', confirmedOn: '2026-03-03' } })).toBe('confirmedLater');
  await expect(send(actorOf('volunteer', PLACES.hangkong), '/api/resources/add', meals())).rejects.toThrow('not permitted');
});

test('who takes so many a week at the most has the lesser left of the week and of the month', async () => {
  const resourceId = await add({ capacity: { quantity: 100, unit: 'personTimes', per: 'month' }, weeklyCap: 5 });
  await db.owner.query('alter table capacity_use drop constraint if exists capacity_use_city_referral_id_fkey');
  const use = (units: number, isOpen: boolean, day: string | null) => db.as(system, (tx) => tx.run(sql`
    insert into capacity_use (referral_id, division_code, resource_id, need_id, units, is_open, on_day) select ${newId()}, division_code, id, ${newId()}, ${units}, ${isOpen}, ${day} from resource where id = ${resourceId}`));
  await use(10, false, '2026-03-01'); // the Sunday before, of this month
  await use(3, true, null);
  expect(await read(worker, resourceId)).toMatchObject({ unitsTotal: 100, unitsUsed: 13, unitsLeft: 2, weeklyCap: 5, usedThisWeek: 3 });
  await use(7, true, '2026-03-20'); // booked for a later week: it counts for the month alone
  expect(await read(worker, resourceId)).toMatchObject({ unitsUsed: 20, unitsLeft: 2, usedThisWeek: 3 });
  expect(await db.as(worker, (tx, call) => getResource(tx, call, resourceId))).toMatchObject({ unitsLeft: 2 });
  const { version } = await read(worker, resourceId);
  expect(await send(worker, '/api/resources/update', { resourceId, version, weeklyCap: null })).toMatchObject({ status: 200 });
  expect(await read(worker, resourceId)).toMatchObject({ weeklyCap: null, unitsLeft: 80 });
});

test('what referrals of any place hold is left out of what is left, whoever looks; what was given once is confirmed by what is left', async () => {
  const resourceId = await add({ capacity: { quantity: 100, unit: 'sets', per: 'once', confirmedOn: '2026-02-20' }, kind: 'goods', reachCodes: [PLACES.dongsheng] });
  const { divisionCode } = await db.as(worker, (tx, call) => getResource(tx, call, resourceId));
  // as the referrals of other places would, whose needs are not seen from here
  await db.owner.query('alter table capacity_use drop constraint if exists capacity_use_city_referral_id_fkey');
  const use = (units: number, isOpen: boolean, day: string | null) => db.as(system, (tx) => tx.run(sql`
    insert into capacity_use (referral_id, division_code, resource_id, need_id, units, is_open, on_day) values (${newId()}, ${divisionCode}, ${resourceId}, ${newId()}, ${units}, ${isOpen}, ${day})`));
  await use(30, false, '2026-02-25');
  await use(7, true, null);
  await use(5, false, '2026-02-19'); // before it was stated
  expect(await read(neighbour, resourceId)).toMatchObject({ unitsTotal: 100, unitsUsed: 37, unitsLeft: 63, isKeptHere: false });
  expect(await send(neighbour, '/api/resources/confirm-capacity', { resourceId })).toMatchObject({ status: 409, body: { code: 'basedElsewhere' } });
  expect(await send(worker, '/api/resources/confirm-capacity', { resourceId })).toMatchObject({ status: 200, body: { quantity: 63 } });
});

test('of two people who change one resource the second is told; its reach decides anew who sees it', async () => {
  const resourceId = await add({ providerName: '变更测试' });
  expect(await send(worker, '/api/resources/update', { resourceId, version: 1, reachCodes: [PLACES.xincun], phone: '13900005678' })).toMatchObject({ status: 200, body: { version: 2 } });
  expect(await send(actorOf('stationLead', PLACES.hangkong), '/api/resources/update', { resourceId, version: 1, providerName: '别名' })).toMatchObject({ status: 409, body: { code: 'changedMeanwhile', fields: expect.arrayContaining(['reachCodes']) } });
  expect(await read(neighbour, resourceId)).toMatchObject({ divisionCode: PLACES.jiaotong, phone: '139****5678' });
  expect(await send(neighbour, '/api/resources/update', { resourceId, version: 2, providerName: '别名' })).toMatchObject({ body: { code: 'basedElsewhere' } });
  await expect(send(elsewhere, '/api/resources/update', { resourceId, version: 2, providerName: '别名' })).rejects.toThrow('no resource');
  expect((await list(neighbour, { q: '变更测试' })).total).toBe(1);
  // untouched it stays, emptied it goes
  expect(await send(worker, '/api/resources/update', { resourceId, version: 2, contactName: null })).toMatchObject({ status: 200 });
  expect(await read(neighbour, resourceId)).toMatchObject({ phone: '139****5678', contactName: null });
  expect(await send(worker, '/api/resources/update', { resourceId, version: 3, phone: null })).toMatchObject({ status: 200 });
  expect(await read(neighbour, resourceId)).toMatchObject({ phone: null });
});

test('paused, resumed with its capacity said anew, ended: nobody is asked about what is not there, and none of it is matched', async () => {
  const resourceId = await add({ capacity: { quantity: 4, unit: 'hours', per: 'week', confirmedOn: '2025-12-01' } });
  const open = async () => (await db.owner.query(`select count(*)::int as n from duty where subject_id = $1 and status = 'open'`, [resourceId])).rows[0].n as number;
  const isMatched = async () => (await db.as(worker, (tx) => listResourcesForMatch(tx, '2026-03-02'))).some(({ id }) => id === resourceId);
  expect([await open(), await isMatched()]).toEqual([1, true]);
  expect(await send(worker, '/api/resources/resume', { resourceId })).toMatchObject({ body: { code: 'wrongState' } });
  expect(await send(worker, '/api/resources/pause', { resourceId, reason: '人手不够' })).toMatchObject({ body: { status: 'paused' } });
  expect([await open(), await isMatched()]).toEqual([0, false]);
  expect(await send(worker, '/api/resources/resume', { resourceId })).toMatchObject({ body: { status: 'active' } });
  expect([await open(), await isMatched()]).toEqual([1, true]);
  expect(await read(worker, resourceId)).toMatchObject({ freshness: 'fresh' });
  expect(await send(worker, '/api/resources/end', { resourceId, reason: '项目结束' })).toMatchObject({ body: { status: 'ended' } });
  expect(await send(worker, '/api/resources/confirm-capacity', { resourceId })).toMatchObject({ body: { code: 'resourceEnded' } });
  expect(await send(worker, '/api/resources/update', { resourceId, version: 4, providerName: '再来' })).toMatchObject({ body: { code: 'resourceEnded' } });
});

test('a manager sees and confirms the own resources only, and the organisation being suspended takes them out of the match', async () => {
  const [organization] = await db.as(actorOf('stationLead', PLACES.hangkong), (tx, call) => registerOrganizations(tx, call, [{ divisionCode: PLACES.hangkong, kind: 'communitySocialOrg', name: '航空社区舞蹈队', filingNo: '1' }]));
  const organizationId = organization!.organizationId;
  const resourceId = await add({ organizationId, capacity: { quantity: 2, unit: 'volunteers', per: 'month', confirmedOn: '2025-12-01' } });
  const manager = actorOf('organizationManager', PLACES.hangkong, { organizationId });
  expect((await list(manager)).items.map(({ id }) => id)).toEqual([resourceId]);
  expect(await send(manager, '/api/resources/confirm-capacity', { resourceId, capacity: { quantity: 3, unit: 'volunteers', per: 'month' } })).toMatchObject({ status: 200, body: { quantity: 3 } });
  expect(await read(manager, resourceId)).toMatchObject({ freshness: 'fresh', unitsLeft: 3, capacities: [{ quantity: 3 }, { quantity: 2 }] });
  expect(await send(manager, '/api/resources/pause', { resourceId, reason: '排练' })).toMatchObject({ body: { status: 'paused' } });
  expect(await send(manager, '/api/resources/resume', { resourceId })).toMatchObject({ body: { status: 'active' } });
  await expect(read(actorOf('organizationManager', PLACES.hangkong, { organizationId: newId() }), resourceId)).rejects.toThrow('no resource');
  await db.as(actorOf('stationLead', PLACES.hangkong), (tx, call) => changeStatus(tx, call, 'suspend', { requestId: newId(), organizationId, reason: '整改' }));
  expect((await db.as(worker, (tx) => listResourcesForMatch(tx, '2026-03-02'))).some(({ id }) => id === resourceId)).toBe(false);
});

test('lists filter by item, freshness, place and kind, and page through everything exactly once', async () => {
  const total = (await list(worker)).total;
  for (const sort of ['provider', '-confirmedOn', 'validUntil']) {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await list(worker, { sort, limit: 3, ...(after ? { after } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect([new Set(seen).size, seen.length]).toEqual([total, total]);
  }
  expect((await list(worker, { item: 'bathing' })).total).toBe(0);
  expect((await list(worker, { kind: 'goods' })).items.map(({ kind }) => kind)).toEqual(['goods']);
  expect((await list(worker, { freshness: 'fresh' })).items.every(({ freshness }) => freshness === 'fresh')).toBe(true);
  expect((await list(worker, { division: PLACES.xincun })).total).toBeGreaterThan(0);
  expect((await list(elsewhere)).total).toBe(0);
});

test('what each visit also takes is chosen among those of the same organisation or place that all see; nothing in chains, and the database says so, too', async () => {
  const [team, van, hall, far] = [await add({ providerName: '一队' }), await add({ providerName: '助浴车', reachCodes: [PLACES.dongsheng] }), await add({ providerName: '活动室' }), ((await send(neighbour, '/api/resources/add', { ...meals(), homeCode: PLACES.xincun, providerName: '新村厅' })).body as { resourceId: string }).resourceId];
  const change = async (resourceId: string, more: Record<string, unknown>) => (await send(worker, '/api/resources/update', { resourceId, version: (await read(worker, resourceId)).version, ...more })).body as { code?: string };
  const choices = async (resourceId: string) => ((await performQuery(db.platform, routeOf('/api/resources/:resourceId/to-take-along'), { actor: worker, language: 'zh' }, { resourceId })) as ToTakeAlong).items.map((item) => item.resourceId);
  expect((await choices(team)).filter((id) => [team, van, hall, far].includes(id)).sort()).toEqual([van, hall].sort());
  expect((await change(team, { alsoTakesId: team })).code).toBe('takesItself');
  expect((await change(team, { alsoTakesId: far })).code).toBe('takenNotFound');
  // the hall is not in sight wherever the van is
  expect((await change(van, { alsoTakesId: hall })).code).toBe('takenElsewhere');
  expect((await change(team, { alsoTakesId: van, alsoTakesUnits: 2 })).code).toBeUndefined();
  expect(await read(worker, team)).toMatchObject({ alsoTakesId: van, alsoTakesUnits: 2, alsoTakesName: '助浴车', takenBy: [] });
  expect((await read(worker, van)).takenBy).toEqual([{ resourceId: team, providerName: '一队', units: 2 }]);
  expect((await db.owner.query(`select changes from history where subject_id = $1 and action = 'updated'`, [team])).rows[0].changes).toEqual({ alsoTakes: [null, '助浴车'], alsoTakesUnits: [1, 2] });
  expect((await change(hall, { alsoTakesId: team })).code).toBe('takesInChain');
  expect((await change(van, { reachCodes: [], alsoTakesId: hall })).code).toBe('takesInChain');
  expect(await choices(van)).toEqual([]);
  await expect(db.owner.query('update resource set also_takes_id = $1 where id = $2', [hall, van])).rejects.toThrow('resource_takes_what_takes_nothing');
  await expect(db.owner.query('update resource set also_takes_id = $1 where id = $2', [team, hall])).rejects.toThrow('resource_takes_what_takes_nothing');
  await expect(db.owner.query('update resource set also_takes_id = id where id = $1', [hall])).rejects.toThrow('resource_takes_another');
  expect((await change(team, { alsoTakesId: null })).code).toBeUndefined();
  expect(await read(worker, team)).toMatchObject({ alsoTakesId: null, alsoTakesUnits: 1, alsoTakesName: null });
});

test('what others take along is not narrowed out of their sight', async () => {
  const [team, van] = [await add({ providerName: '二队', reachCodes: [PLACES.dongsheng] }), await add({ providerName: '轮椅车', reachCodes: [PLACES.dongsheng] })];
  const change = async (resourceId: string, more: Record<string, unknown>) => (await send(worker, '/api/resources/update', { resourceId, version: (await read(worker, resourceId)).version, ...more })).body as { code?: string };
  expect((await change(team, { alsoTakesId: van })).code).toBeUndefined();
  expect((await change(van, { reachCodes: null })).code).toBe('takenFromFarther');
  expect((await change(team, { reachCodes: null })).code).toBeUndefined();
  expect((await change(van, { reachCodes: null })).code).toBeUndefined();
});

test('whom to hand something in a community are those who serve it today, the nearest first', async () => {
  const serving = async (community: string, q?: string) => {
    const route = routeOf('/api/resources/serving');
    const { items } = await performQuery(db.platform, route, { actor: actorOf('administrator', '1506'), language: 'zh' }, route.input.parse({ community, item: 'transport', q })) as { items: ResourceRow[] };
    return items.map(({ providerName }) => providerName);
  };
  const drive = (more: Partial<AddResource>) => meals({ items: ['transport'], ...more });
  await db.as(system, (tx, call) => addResources(tx, call, [
    drive({ providerName: '全市车队', homeCode: PLACES.kangbashi, reachCodes: ['1506'] }), drive({ providerName: '东胜车队', homeCode: PLACES.xincun, reachKm: 30 }), drive({ providerName: '航空车队' }),
    drive({ providerName: '别旗车队', homeCode: '150621001001', reachKm: 30 }), drive({ providerName: '到期车队', validUntil: '2026-03-01' }),
  ]));
  expect(await serving(PLACES.hangkong)).toEqual(['航空车队', '东胜车队', '全市车队']);
  expect(await serving('150621001001')).toEqual(['别旗车队', '全市车队']);
});
