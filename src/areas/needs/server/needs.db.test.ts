import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { routes } from '../../../apps/wire.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import type { FileAnswer } from '../../../platform/server/route.ts';
import { residentIdCheck } from '../../people/core/identity-number.ts';
import { jobs } from './jobs.ts';

let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong);
const lead = actorOf('stationLead', PLACES.hangkong);
const stranger = actorOf('stationLead', PLACES.kangbashi);
const supervisor = actorOf('supervisor', '1506');
const street = actorOf('officer', PLACES.jiaotong);

beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(async () => { await db.close(); });

const routeOf = (path: string, method: string) => routes.find((route) => route.path === path && route.method === method)!;
const send = (actor: Actor, path: string, input: Record<string, unknown>) => {
  const route = routeOf(path, 'POST');
  return performCommand(db.platform, route, { actor, language: 'zh' }, route.input.parse({ requestId: newId(), ...input }) as { requestId: string });
};
const ask = async <T>(actor: Actor, path: string, input: Record<string, unknown> = {}): Promise<T> => {
  const route = routeOf(path, 'GET');
  return performQuery(db.platform, route, { actor, language: 'zh' }, route.input.parse(input)) as Promise<T>;
};
type List = { total: number; items: { id: string; personName: string | null; item: string; status: string; urgency: number; heardOn: string }[]; next: string | null };

const hear = async (more: Record<string, unknown> = {}, actor = worker) => {
  const answer = await send(actor, '/api/needs/hear', { divisionCode: PLACES.hangkong, newPerson: { fullName: '王小明', phones: [] }, item: 'meals', urgency: 2, channel: 'homeInquiry', heardOn: '2026-03-01', words: '午饭没人做', ...more });
  return answer.body as { needId: string; outcome: string; code?: string };
};

test('a need is heard from somebody registered with it, and stands in the list of the community and above, not in another banner', async () => {
  const made = await hear({ newPerson: { fullName: '其其格', residentId: '150699192806150013', phones: ['199 0000 1111'] }, consents: true });
  expect(made.outcome).toBe('new');
  for (const actor of [worker, supervisor]) expect((await ask<List>(actor, '/api/needs')).items.map(({ id }) => id)).toContain(made.needId);
  expect((await ask<List>(street, '/api/needs')).items[0]!.personName).toBe('其**');
  expect(await ask<List>(stranger, '/api/needs')).toEqual({ total: 0, items: [], next: null });
  await expect(ask(stranger, '/api/needs/:needId', { needId: made.needId })).rejects.toThrow('no need');
  const file = await ask<{ priority: object; heard: object[]; hasConsent: boolean; divisionPath: string[] }>(worker, '/api/needs/:needId', { needId: made.needId });
  expect(file).toMatchObject({ hasConsent: true, priority: { points: 301, urgencyPoints: 300, days: 1 }, divisionPath: ['鄂尔多斯市', '东胜区', '交通街道', '航空社区'] });
  expect(file.heard).toHaveLength(1);
});

test('for a child under 14 the guardian’s consent is recorded as such, and the child’s own is refused', async () => {
  const child = { newPerson: { fullName: '小其其格', residentId: `15069920180615002${residentIdCheck('15069920180615002')}` } };
  expect(await hear({ ...child, consents: true })).toMatchObject({ code: 'guardianMustConsent' });
  const { needId } = await hear({ ...child, guardianConsents: true });
  const { hasConsent, personId } = await ask<{ hasConsent: boolean; personId: string }>(worker, '/api/needs/:needId', { needId });
  expect(hasConsent).toBe(true);
  expect(await ask(worker, '/api/people/:personId', { personId })).toMatchObject({ consents: [{ purpose: 'serviceMatching', basis: 'guardianConsent', givenHow: 'spoken' }] });
});

test('a known number names the person instead of making a second one, and nothing is left of the try', async () => {
  const before = (await ask<List>(worker, '/api/needs')).total;
  expect(await hear({ newPerson: { fullName: '别人', residentId: '150699192806150013' } })).toMatchObject({ code: 'personKnown', name: '其其格' });
  expect(await hear({ newPerson: { fullName: '琪琪格', phones: ['19900001111'] } })).toMatchObject({ code: 'personAlike' });
  expect(await hear({ newPerson: { fullName: '错号', residentId: '150699192806150014' } })).toMatchObject({ code: 'residentIdCheck' });
  expect(await hear({ heardOn: '2026-03-03' })).toMatchObject({ code: 'heardInFuture' });
  expect((await ask<List>(worker, '/api/needs')).total).toBe(before);
});

test('what was said describes the need, unless a description is given; of very long words the beginning does', async () => {
  const described = async (more: Record<string, unknown>) => (await ask<{ description: string }>(worker, '/api/needs/:needId', { needId: (await hear(more)).needId })).description;
  expect(await described({ newPerson: { fullName: '原话一' } })).toBe('午饭没人做');
  expect(await described({ newPerson: { fullName: '原话二' }, description: '' })).toBe('午饭没人做');
  expect(await described({ newPerson: { fullName: '原话三' }, description: '每天一顿午饭' })).toBe('每天一顿午饭');
  expect(await described({ newPerson: { fullName: '原话四' }, words: '饭'.repeat(2000) })).toBe('饭'.repeat(1000));
  expect(await described({ newPerson: { fullName: '原话五' }, words: null })).toBe('');
});

test('the same requestId twice records once', async () => {
  const requestId = newId();
  const [one, two] = [await hear({ requestId, newPerson: { fullName: '只记一次' } }), await hear({ requestId, newPerson: { fullName: '只记一次' } })];
  expect(two).toEqual(one);
});

test('of two editors the second is told who changed what', async () => {
  const { needId } = await hear({ newPerson: { fullName: '两人同改' } });
  const edit = (actor: Actor, more: object) => send(actor, '/api/needs/edit', { needId, version: 1, ...more });
  expect((await edit(lead, { urgency: 3 })).status).toBe(200);
  expect(await edit(worker, { quantity: 2 })).toMatchObject({ status: 409, body: { code: 'changedMeanwhile', by: lead.name, fields: ['urgency'] } });
  expect((await send(worker, '/api/needs/close-unmet', { needId, code: 'noResource', reason: '没有人手' })).status).toBe(200);
  expect(await send(worker, '/api/needs/edit', { needId, version: 3, urgency: 1 })).toMatchObject({ body: { code: 'needClosed' } });
  expect(await send(worker, '/api/needs/evidence', { needId, channel: 'phone', heardOn: '2026-03-01', words: '再问' })).toMatchObject({ body: { code: 'needClosed' } });
  expect(await send(worker, '/api/needs/withdraw', { needId, reason: '不要了' })).toMatchObject({ body: { code: 'needMovedOn' } });
  expect((await send(lead, '/api/needs/reopen', { needId, reason: '有人手了' })).status).toBe(200);
});

test('many are verified at once; one alone that is verified already is refused', async () => {
  const made = [await hear({ newPerson: { fullName: '核实一' } }), await hear({ newPerson: { fullName: '核实二' } })];
  const needIds = made.map(({ needId }) => needId);
  expect(await send(lead, '/api/needs/verify', { needIds })).toMatchObject({ status: 200, body: { left: [] } });
  expect(await send(lead, '/api/needs/verify', { needIds: needIds.slice(0, 1) })).toMatchObject({ status: 409, body: { code: 'verifiedAlready' } });
  await expect(send(stranger, '/api/needs/verify', { needIds })).rejects.toThrow('no need');
});

test('every filter and order gives each row once, as many as it says, for the community, the street and the city', async () => {
  for (let i = 0; i < 30; i++) {
    await hear({ newPerson: { fullName: `居民${String.fromCharCode(0x4e00 + i)}`, address: '团结路18号' }, isAnother: true, item: ['meals', 'cleaning', 'legalAid'][i % 3], urgency: (i % 3) + 1, heardOn: `2026-02-${String(1 + (i % 7)).padStart(2, '0')}` });
  }
  const asks: Record<string, string>[] = [{}, { status: 'open' }, { status: 'open,met' }, { category: 'elderCare' }, { item: 'meals,legalAid', status: 'open' }, { urgency: '3' }, { urgency: '2,3', category: 'elderCare' }, { verified: 'no', status: 'open' }, { verified: 'yes' },
    { heardFrom: '2026-02-02', heardTo: '2026-02-05' }, { heardFrom: '2026-02-03', item: 'cleaning' }, { q: '居民' }, { q: 'jm' }, { q: '团结路' }, { q: '居民', urgency: '1' }, { division: PLACES.jiaotong }, { division: '150602' }, { division: PLACES.hangkong, status: 'open' }];
  const reach = [worker, street, supervisor];
  for (const actor of reach) for (const filters of asks) for (const sort of ['-heardOn', 'heardOn', '-urgency']) {
    const seen: List['items'] = [];
    let after: string | undefined;
    let total = 0;
    do {
      const page: List = await ask<List>(actor, '/api/needs', { ...filters, sort, limit: '30', ...(after ? { after } : {}) });
      seen.push(...page.items);
      total = page.total;
      after = page.next ?? undefined;
    } while (after);
    const label = `${actor.role} ${JSON.stringify(filters)} ${sort}`;
    expect(new Set(seen.map(({ id }) => id)).size, label).toBe(seen.length);
    expect(seen.length, label).toBe(total);
    const key = (row: List['items'][number]) => (sort === '-urgency' ? `${row.urgency} ${row.heardOn} ${row.id}` : `${row.heardOn} ${row.id}`);
    const ordered = [...seen].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(seen.map(key), label).toEqual((sort === 'heardOn' ? ordered : ordered.reverse()).map(key));
  }
  expect((await ask<List>(worker, '/api/needs', { item: 'legalAid' })).total).toBe(10);
});

test('the export holds exactly the rows of the list, and is written in the audit log', async () => {
  const file = await ask<FileAnswer>(worker, '/api/needs/export', { item: 'legalAid', columns: 'person,status,heardOn' });
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Buffer.from(file.bytes) as never);
  const sheet = workbook.worksheets[0]!;
  expect(sheet.rowCount).toBe(11);
  expect((sheet.getRow(1).values as string[]).slice(1)).toEqual(['居民', '状态', '听到日期']);
  expect((await db.owner.query(`select count(*)::int as n from audit where operation = 'need.export'`)).rows[0].n).toBe(1);
});

test('a resident raises a need, sees only the own, takes it back; the station owes its verification', async () => {
  const { rows: [row] } = await db.owner.query(`select id from person where full_name = '其其格'`);
  const resident = actorOf('resident', PLACES.hangkong, { personId: row.id });
  const raised = await send(resident, '/api/needs/raise', { item: 'companionship', words: '想有人说说话', urgency: 1 });
  expect(raised).toMatchObject({ status: 200, body: { outcome: 'new' } });
  const { needId } = raised.body as { needId: string };
  const own = await ask<{ total: number; items: { id: string }[] }>(resident, '/api/needs/own');
  expect(own.items.map(({ id }) => id)).toContain(needId);
  expect(own.total).toBe(2);
  await jobs.find(({ name }) => name === 'needs.oweVerification')!.run(db.platform, { needId });
  expect((await db.owner.query(`select count(*)::int as n from duty where kind = 'verifyNeed' and subject_id = $1`, [needId])).rows[0].n).toBe(1);
  expect((await send(resident, '/api/needs/withdraw-own', { needId, reason: '女儿回来了' })).status).toBe(200);
  expect(await send(actorOf('resident', PLACES.hangkong), '/api/needs/raise', { item: 'meals', words: '饭', urgency: 1 })).toMatchObject({ body: { code: 'noPersonOfAccount' } });
});

test('the counter folded is the counter as it was', async () => {
  const sum = async () => (await db.owner.query(`select status, sum(amount)::int as n from need_count where length(division_code) = 6 group by 1 having sum(amount) <> 0 order by 1`)).rows;
  const before = await sum();
  await jobs.find(({ name }) => name === 'needs.foldCounts')!.run(db.platform, {});
  expect(await sum()).toEqual(before);
  expect((await db.owner.query(`select status, count(*)::int as n from need group by 1 order by 1`)).rows).toEqual(before);
});
