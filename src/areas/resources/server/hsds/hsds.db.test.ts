import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../../test/support/database.ts';
import type { Actor } from '../../../../platform/server/actor.ts';
import { newId } from '../../../../platform/server/ids.ts';
import { performQuery } from '../../../../platform/server/perform.ts';
import { registerOrganizations } from '../../../organizations/server/operations.ts';
import type { HsdsOrganization, HsdsService, HsdsServiceAtLocation, HsdsTerm, PageOf } from '../../core/hsds-contract.ts';
import type { AddResource } from '../../core/contract.ts';
import { addResources } from '../operations.ts';
import { hsdsRoutes } from './routes.ts';

/** A folder with the compiled schemas of HSDS 3.0 (CC BY-SA, so not kept here): `HSDS_SCHEMAS=folder npx vitest run --project database src/areas/resources/server/hsds`. */
const folder = process.env['HSDS_SCHEMAS'] ?? '';

let db: TestDatabase, organizationId: string;
const worker = actorOf('stationWorker', PLACES.hangkong), elsewhere = actorOf('stationWorker', '150621001001');
const meals = (more: Partial<AddResource> = {}): AddResource => ({
  homeCode: PLACES.hangkong, providerName: '暖阳助餐队', providerKind: 'volunteerTeam', kind: 'people', items: ['meals'], capacity: { quantity: 6, unit: 'personTimes', per: 'week' }, ...more,
});

beforeAll(async () => {
  db = await makeTestDatabase();
  const [registered] = await db.as(worker, (tx, call) => registerOrganizations(tx, call, [{ divisionCode: PLACES.hangkong, kind: 'socialServiceOrg', name: '阳光社工服务中心', registrationAuthority: '东胜区民政局' }]));
  organizationId = registered!.organizationId;
  await db.as(worker, (tx, call) => addResources(tx, call, [
    meals({ organizationId, providerName: '阳光社工服务中心', providerKind: 'organization', items: ['meals', 'bathing'], unitCostFen: 2_550, slots: ['1-morning', '3-morning', '5-evening'], slotWords: '周一、三上午，周五晚', languages: ['zh', 'mn'], qualifications: ['社会工作者'] }),
    meals({ reachKm: 5, validUntil: '2099-12-31' }), meals({ providerName: '旧队', capacity: { quantity: null, unit: 'personTimes', per: 'week', confirmedOn: '2024-01-02' } }),
    meals({ providerName: '张三', providerKind: 'individual' }),
  ]));
});
afterAll(async () => { await db.close(); });

async function ask<T>(actor: Actor, path: string, input: Record<string, unknown> = {}): Promise<T> {
  const route = hsdsRoutes.find((one) => one.path === path)!;
  return await performQuery(db.platform, route as never, { actor, requestId: newId(), language: 'en' } as never, route.input.parse(input) as never) as T;
}

test('resources are told as services, each once, page after page; what one person offers by himself is not', async () => {
  const first = await ask<PageOf<HsdsService>>(worker, '/api/hsds/services', { per_page: '2' });
  expect(first).toMatchObject({ total_items: 3, total_pages: 2, page_number: 1, size: 2, first_page: true, last_page: false, empty: false });
  const second = await ask<PageOf<HsdsService>>(worker, '/api/hsds/services', { per_page: '2', page: '2' });
  expect(second).toMatchObject({ size: 1, last_page: true });
  expect(new Set([...first.contents, ...second.contents].map(({ id }) => id)).size).toBe(3);
  expect([...first.contents, ...second.contents].some(({ name }) => name.includes('张三'))).toBe(false);
  expect((await ask<PageOf<HsdsService>>(elsewhere, '/api/hsds/services')).contents).toEqual([]);
});

test('a service has its capacity, price, times, languages and classification', async () => {
  const { contents: [service] } = await ask<PageOf<HsdsService>>(worker, '/api/hsds/services', { organization_id: organizationId, full: 'true' });
  expect(service).toMatchObject({
    status: 'active', name: '阳光社工服务中心 · Meals, Help with bathing', organization: { id: organizationId }, cost_options: [{ amount: 25.5, currency: 'CNY' }],
    capacities: [{ available: 6, maximum: 6, unit: { identifier: 'case-week' } }], languages: [{ code: 'zh' }, { code: 'mn' }], licenses: '社会工作者',
  });
  expect(service!.schedules.map(({ byday, opens_at: opens }) => [byday, opens])).toEqual([['MO,WE', '08:00'], ['FR', '18:00']]);
  expect(service!.service_at_locations[0]!.location).toMatchObject({ external_identifier: PLACES.hangkong });
  const term = service!.attributes[0]!.taxonomy_term_id;
  expect((await ask<PageOf<HsdsService>>(worker, '/api/hsds/services', { taxonomy_term_id: term })).total_items).toBe(3);
  expect(await ask<HsdsTerm>(worker, '/api/hsds/taxonomy_terms/:id', { id: term })).toMatchObject({ code: 'meals', name: 'Meals' });
  expect((await ask<PageOf<HsdsService>>(worker, '/api/hsds/services', { taxonomy_term_id: newId() })).total_items).toBe(0);
  expect((await ask<PageOf<HsdsService>>(worker, '/api/hsds/services', { modified_after: '2099-01-01' })).total_items).toBe(0);
});

test('capacity that nobody has confirmed for a quarter is told with a warning, and that nobody stated is not told as a number', async () => {
  const { contents } = await ask<PageOf<HsdsService>>(worker, '/api/hsds/services', { full: 'true', search: '旧队' });
  expect(contents).toMatchObject([{ assured_date: '2024-01-02', alert: expect.stringContaining('2024-01-02') as string, capacities: [] }]);
});

test('a place is not asked for by postcode, and an unknown id is not found', async () => {
  await expect(ask(worker, '/api/hsds/service_at_locations', { postcode: '017000' })).rejects.toThrow('postcode');
  await expect(ask(worker, '/api/hsds/services/:id', { id: newId() })).rejects.toThrow('no resource');
  await expect(ask(elsewhere, '/api/hsds/services/:id', { id: (await ask<PageOf<HsdsService>>(worker, '/api/hsds/services')).contents[0]!.id })).rejects.toThrow('no resource');
});

test.skipIf(!existsSync(folder))('every answer is valid against the official schemas of HSDS 3.0', async () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  const schema = (name: string): ValidateFunction => ajv.compile(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as object);
  const [service, serviceList, atLocation, atLocationList, organization, organizationList] = ['service', 'service_list', 'service_at_location', 'service_at_location_list', 'organization', 'organization_list'].map(schema);
  let count = 0;
  const isValid = (validate: ValidateFunction, record: unknown) => { count++; expect(validate(record) ? [] : validate.errors).toEqual([]); };
  for (const one of (await ask<PageOf<HsdsService>>(worker, '/api/hsds/services')).contents) {
    isValid(serviceList!, one);
    isValid(service!, await ask(worker, '/api/hsds/services/:id', { id: one.id }));
  }
  for (const one of (await ask<PageOf<HsdsServiceAtLocation>>(worker, '/api/hsds/service_at_locations')).contents) {
    isValid(atLocationList!, one);
    isValid(atLocation!, await ask(worker, '/api/hsds/service_at_locations/:id', { id: one.id }));
  }
  for (const one of (await ask<PageOf<HsdsOrganization>>(worker, '/api/hsds/organizations', { full: 'true' })).contents) {
    isValid(organizationList!, one);
    isValid(organization!, await ask(worker, '/api/hsds/organizations/:id', { id: one.id, full_service: 'true' }));
  }
  console.log(`${count} answers valid against the schemas of HSDS 3.0`);
  expect(count).toBeGreaterThan(12);
});
