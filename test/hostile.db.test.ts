import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApi } from '../src/apps/api.ts';
import { permits, routes } from '../src/apps/wire.ts';
import type { Role } from '../src/kernel/role.ts';
import { newId } from '../src/platform/server/ids.ts';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from './support/database.ts';
import { signedIn, type Visitor } from './support/http.ts';
import { makeNeed, makeProvider } from './support/walk.ts';

let db: TestDatabase;
let app: FastifyInstance;
const visitors = new Map<Role, Visitor>();
const ids: Record<string, string> = {};

type Schema = { type?: string | string[]; format?: string; enum?: unknown[]; const?: unknown; default?: unknown; minimum?: number; minLength?: number; properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] };
type Operation = { parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]; requestBody?: { content: Record<string, { schema: Schema }> } };

beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  await app.ready();
  const [worker, provider] = [actorOf('stationLead', PLACES.dongsheng), await makeProvider(db)];
  const { needId, personId } = await makeNeed(db, worker, { consentTo: provider.organizationId });
  Object.assign(ids, { needId, personId, organizationId: provider.organizationId, resourceId: provider.resourceId, id: 'F08' });
  visitors.set('stationLead', await signedIn(db, app, worker)).set('organizationManager', await signedIn(db, app, provider.manager, true));
  for (const role of ['resident', 'volunteer', 'officer', 'administrator', 'auditor', 'stationWorker'] as const) visitors.set(role, await signedIn(db, app, actorOf(role, PLACES.dongsheng, role === 'resident' ? { personId } : {})));
});
afterAll(async () => { await app.close(); await db.close(); });

/** A value that the schema takes, so that only the one field under attack is wrong. */
function sample(schema: Schema, name: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.anyOf) return sample(schema.anyOf.find(({ type }) => type !== 'null') ?? schema.anyOf[0]!, name);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, sample(inner, key)]));
    case 'array': return [sample(schema.items ?? {}, name.replace(/s$/, ''))];
    case 'integer': case 'number': return Math.max(schema.minimum ?? 1, 1);
    case 'boolean': return true;
    default: return schema.format === 'uuid' ? (ids[name] ?? newId()) : schema.format === 'date' ? '2026-03-02' : /division|code|place/i.test(name) ? PLACES.hangkong : 'x'.repeat(Math.max(1, schema.minLength ?? 1));
  }
}

const NASTY: unknown[] = [
  null, [], {}, [[]], '', 'a\u0000b', '\ud800', 'x'.repeat(40_000), 1e308, -1, 2_147_483_648, 2 ** 60, 1.5, 'NaN', '2026-02-30', '9999-12-31', '0001-01-01', '-271821-04-20', "=cmd|'/c calc'!A1",
  "150602' or 1=1--", '__proto__', JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'), Array<string>(3000).fill('x'), '00000000-0000-0000-0000-000000000000',
];

const operations = (): { method: string; path: string; role: Role; operation: Operation }[] => {
  const { paths } = app.swagger() as unknown as { paths: Record<string, Record<string, Operation>> };
  return routes.flatMap((route) => {
    const role = [...visitors.keys()].find((one) => permits(one, route.permission));
    const operation = paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()];
    return role && operation && !('upload' in route) ? [{ method: route.method, path: route.path, role, operation }] : [];
  });
};

/** Ours, and never a fault: JSON with code and message in whole words, or an answer. */
function judge(answer: LightMyRequestResponse, what: string): void {
  expect(answer.statusCode, `${what}: ${answer.body.slice(0, 300)}`).toBeLessThan(500);
  if (answer.statusCode < 400) return;
  const body = answer.json<{ code?: string; message?: string; statusCode?: number }>();
  expect([typeof body.code, body.message ?? '', body.statusCode], what).toEqual(['string', expect.stringMatching(/^(?!.*(\{\{|door\.|\.refusal\.)).+$/s), undefined]);
}

test('whatever stands in one field of an otherwise right request, the answer is ours and no fault', { timeout: 900_000 }, async () => {
  let asked = 0;
  for (const { method, path, role, operation } of operations()) {
    const visitor = visitors.get(role)!;
    const parameters = operation.parameters ?? [];
    const right = Object.fromEntries(parameters.filter((one) => one.required && one.in === 'query').map((one) => [one.name, String(sample(one.schema, one.name))]));
    const addressWith = (more: Record<string, string>, inPath: Record<string, string> = {}) =>
      `${path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(inPath[name] ?? ids[name] ?? newId()))}?${new URLSearchParams({ ...right, ...more }).toString()}`;
    if (method === 'GET') {
      for (const { name, in: where } of parameters) for (const value of NASTY.filter((one) => typeof one === 'string' || typeof one === 'number')) {
        const text = Buffer.from(String(value).slice(0, 5000)).toString();
        judge(await visitor.get(where === 'path' ? addressWith({}, { [name]: text }) : addressWith({ [name]: text })), `${method} ${path} ${name}=${text.slice(0, 60)}`);
        asked += 1;
      }
      continue;
    }
    const schema = operation.requestBody!.content['application/json']!.schema;
    for (const name of Object.keys(schema.properties ?? {})) for (const value of NASTY) {
      judge(await visitor.post(addressWith({}), { ...(sample(schema, '') as object), requestId: newId(), [name]: value }), `${method} ${path} ${name}=${JSON.stringify(value).slice(0, 60)}`);
      asked += 1;
    }
  }
  console.log(`asked ${asked} times`);
  expect(asked).toBeGreaterThan(5000);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test('bodies that are no object, or not JSON, are told apart from what is wrong in them', async () => {
  const visitor = visitors.get('stationLead')!;
  for (const payload of ['', 'null', '[]', '"x"', '1', '{', '[[[[', '{"a":'.repeat(5000), 'NaN', '\u0000', '{"requestId":"1","requestId":"2"}', '{"__proto__":{"a":1}}']) {
    const answer = await app.inject({ method: 'POST', url: '/api/needs/verify', payload, headers: { 'content-type': 'application/json' }, cookies: { sanshe: visitor.token } });
    judge(answer, payload.slice(0, 30));
    expect([payload.slice(0, 30), answer.statusCode]).toEqual([payload.slice(0, 30), 400]);
  }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense', 'application/json; charset=utf-16']) {
    const answer = await app.inject({ method: 'POST', url: '/api/needs/verify', payload: 'a=1', headers: { 'content-type': type }, cookies: { sanshe: visitor.token } });
    judge(answer, type);
    expect([type, answer.statusCode]).toEqual([type, type.startsWith('application/json') ? 400 : 415]);
  }
});
