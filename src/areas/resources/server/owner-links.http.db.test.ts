import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn } from '../../../../test/support/http.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { raw, sql } from '../../../platform/server/sql.ts';
import { systemActor } from '../../../platform/server/call.ts';
import { hashOfCode } from '../../referrals/server/confirm-codes.ts';
import { offerReferrals } from '../../referrals/server/operations.ts';
import type { KeepAnswer, OwnerLinkAnswer } from '../core/owner-contract.ts';
import { addResources } from './operations.ts';

let db: TestDatabase;
let app: Awaited<ReturnType<typeof makeApi>>;
let moment = new Date('2026-03-02T09:00:00+08:00');
let keeper: Awaited<ReturnType<typeof signedIn>>;
const county = actorOf('stationLead', PLACES.dongsheng), worker = actorOf('stationWorker', PLACES.hangkong);
beforeAll(async () => {
  db = await makeTestDatabase(() => moment);
  app = await makeApi(db.platform, { log: false, isSecure: false });
  keeper = await signedIn(db, app, county);
});
afterAll(async () => { await app.close(); await db.close(); });

type Owner = { organizationId: string } | { resourceId: string };
const linkOf = async (owner: Owner, who = keeper) => (await who.get(`/api/resources/owner-link?${new URLSearchParams(owner as never)}`)).json<OwnerLinkAnswer>();
const make = async (owner: Owner, more: object = {}) => {
  const made = await keeper.post('/api/resources/owner-link/make', { ...owner, givenTo: '王会长', expiresOn: '2026-05-31', ...more });
  if (made.statusCode !== 200) throw new Error(made.body);
  return (await linkOf(owner)).link!;
};
const open = (code: string, language = 'zh') => app.inject({ method: 'GET', url: `/api/keep/${code}`, headers: { 'accept-language': language } });
const act = (code: string, verb: string, payload: object, requestId = newId()) => app.inject({ method: 'POST', url: `/api/keep/${code}/${verb}`, payload: { requestId, ...payload }, headers: { 'x-sanshe': '1' } });
const history = async (subjectId: string) => (await db.owner.query(`select action, actor_name as by, actor_role as role, reason from history where subject_id = $1 order by happened_at, id`, [subjectId])).rows;

test('an organisation without an account keeps all it offers by its link, and every change bears who was given it', async () => {
  const { organizationId, resourceId } = await makeProvider(db, { hasManager: false, name: '晨曦助老队' });
  const other = await makeProvider(db, { hasManager: false });
  const link = await make({ organizationId });
  expect(link).toMatchObject({ givenTo: '王会长', state: 'open', usedOn: null, address: `/k/${link.code}` });
  const shown = await open(link.code.toLowerCase());
  expect([shown.statusCode, shown.headers['cache-control']]).toEqual([200, 'no-store']);
  expect(shown.json<KeepAnswer>()).toMatchObject({ state: 'open', owner: '晨曦助老队', givenTo: '王会长', items: [{ id: resourceId, what: '助餐', capacityWords: '每周 10 人次', unitWords: '人次', status: 'active', sureDays: 0 }] });
  expect((await open(link.code, 'en')).json<KeepAnswer>().items[0]!.capacityWords).toBe('10 person-times a week');

  moment = new Date('2026-04-10T09:00:00+08:00');
  expect((await open(link.code)).json<KeepAnswer>().items[0]).toMatchObject({ freshness: 'ageing', sureDays: 39 });
  const requestId = newId();
  for (let i = 0; i < 2; i++) expect((await act(link.code, 'confirm', { resourceIds: [resourceId] }, requestId)).json()).toEqual({ done: 1 });
  expect((await db.owner.query('select count(*)::int as n from capacity where resource_id = $1', [resourceId])).rows).toEqual([{ n: 2 }]);
  expect((await open(link.code)).json<KeepAnswer>().items[0]).toMatchObject({ freshness: 'fresh', sureDays: 0 });
  expect((await db.owner.query(`select due_on::text as due, organization_id as "of" from duty where subject_id = $1 and status = 'open'`, [resourceId])).rows).toEqual([{ due: '2026-05-09', of: organizationId }]);

  const change = await act(link.code, 'change', { resourceId, version: 1, capacity: { quantity: 4, unit: 'personTimes', per: 'week' }, closedDays: ['holidays', 'RRULE:FREQ=WEEKLY;BYDAY=SU'], phone: '13900009999', validUntil: '2026-12-31' });
  expect(change.json()).toEqual({ done: 1 });
  const now = (await open(link.code)).json<KeepAnswer>().items[0]!;
  expect(now).toMatchObject({ version: 2, capacityWords: '每周 4 人次', closedDays: [{ entry: 'holidays', words: '法定节假日' }, { words: '每周日' }], phone: '139****9999', validUntil: '2026-12-31' });
  // whoever saves has seen how much it is: that counts as said today, too
  moment = new Date('2026-04-20T09:00:00+08:00');
  expect((await act(link.code, 'change', { resourceId, version: 2, closedDays: ['DTSTART;VALUE=DATE:20260422\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'] })).json()).toEqual({ done: 1 });
  expect((await open(link.code)).json<KeepAnswer>().items[0]).toMatchObject({ version: 3, sureDays: 0, capacityWords: '每周 4 人次', closedDays: [{ words: '从 2026-04-22 起每隔一周的周三' }] });
  // the page still shows what was before: somebody was faster
  const late = await act(link.code, 'change', { resourceId, version: 1, phone: '13900000000' });
  expect([late.statusCode, late.json().code, late.json().by]).toEqual([409, 'changedMeanwhile', '王会长（凭更新链接）']);
  expect((await act(link.code, 'change', { resourceId, version: 3, closedDays: ['RRULE:FREQ=DAILY'] })).statusCode).toBe(400);

  expect((await act(link.code, 'stop', { resourceId })).json()).toEqual({ done: 1 });
  expect((await open(link.code)).json<KeepAnswer>().items[0]).toMatchObject({ status: 'paused' });
  expect((await act(link.code, 'stop', { resourceId })).statusCode).toBe(409);
  expect((await act(link.code, 'resume', { resourceId })).json()).toEqual({ done: 1 });
  expect((await history(resourceId)).slice(1)).toEqual(['confirmed', 'updated', 'confirmed', 'updated', 'confirmed', 'pause', 'resume', 'confirmed'].map((action) => ({ action, by: '王会长（凭更新链接）', role: 'link', reason: action === 'pause' ? '提供方停用（凭更新链接）' : null })));
  expect((await linkOf({ organizationId })).link!.usedOn).toBe('2026-04-20');
  const audit = (await db.owner.query(`select outcome from audit where operation = '/api/keep/:code/change' and subject_kind = 'ownerLink' and subject_id = $1`, [link.id])).rows.map(({ outcome }) => outcome as string).sort();
  expect(audit).toEqual(['done', 'done', 'refused: changedMeanwhile']);
  // another's resource is not there for this link, to be seen or to be changed
  for (const verb of ['stop', 'resume']) expect((await act(link.code, verb, { resourceId: other.resourceId })).statusCode).toBe(404);
  expect((await act(link.code, 'confirm', { resourceIds: [resourceId, other.resourceId] })).statusCode).toBe(404);
  expect((await act(link.code, 'change', { resourceId: other.resourceId, version: 1, phone: '1' })).statusCode).toBe(404);
  moment = new Date('2026-03-02T09:00:00+08:00');
});

test('a provider on no register keeps the one resource that its link names, and what is given once is confirmed by what is left', async () => {
  const [chairs, tables] = await db.as(worker, (tx, call) => addResources(tx, call, ['轮椅', '桌子'].map((providerName) => ({ homeCode: PLACES.hangkong, providerName, providerKind: 'individual' as const, kind: 'goods' as const, items: ['meals' as const], capacity: { quantity: 20, unit: 'pieces' as const, per: 'once' as const } }))));
  const resourceId = chairs!.resourceId, { code } = await make({ resourceId }, { givenTo: '老李' });
  expect((await open(code)).json<KeepAnswer>()).toMatchObject({ owner: '轮椅', items: [{ id: resourceId, name: '轮椅' }] });
  expect((await open(code)).json<KeepAnswer>().items).toHaveLength(1);
  expect((await act(code, 'confirm', { resourceIds: [tables!.resourceId] })).statusCode).toBe(404);
  expect((await act(code, 'change', { resourceId, version: 1, capacity: { quantity: 12, unit: 'pieces', per: 'once' } })).json()).toEqual({ done: 1 });
  expect((await history(resourceId)).at(-1)).toMatchObject({ action: 'confirmed', by: '老李（凭更新链接）', role: 'link' });
  expect((await db.owner.query(`select status, owner_role as role from duty where subject_id = $1 order by due_on`, [resourceId])).rows).toEqual([{ status: 'done', role: 'stationWorker' }, { status: 'open', role: 'stationWorker' }]);
});

test('a link that is over, taken back, renewed or wrong says so in a sentence, shows nothing, and does nothing', async () => {
  const { organizationId, resourceId } = await makeProvider(db, { hasManager: false });
  const first = await make({ organizationId }, { expiresOn: '2026-03-02' });
  expect((await open(first.code)).json()).toMatchObject({ state: 'open' });
  const second = await make({ organizationId });
  expect((await open(first.code)).json()).toMatchObject({ state: 'revoked', owner: '', items: [] });
  const refused = await act(first.code, 'confirm', { resourceIds: [resourceId] });
  expect([refused.statusCode, refused.json().message]).toEqual([409, '这个链接已经停用。请向社区要一个新的。']);
  moment = new Date('2026-06-01T09:00:00+08:00');
  expect((await open(second.code)).json()).toMatchObject({ state: 'over', expiresOn: '2026-05-31', owner: '', items: [] });
  expect((await act(second.code, 'stop', { resourceId })).json().message).toBe('这个链接用到 2026-05-31 为止，已经过期了。请向社区要一个新的。');
  moment = new Date('2026-03-02T09:00:00+08:00');
  expect((await keeper.post('/api/resources/owner-link/revoke', { linkId: second.id })).statusCode).toBe(200);
  expect((await keeper.post('/api/resources/owner-link/revoke', { linkId: second.id })).json().code).toBe('ownerLinkRevokedAlready');
  expect([(await linkOf({ organizationId })).link, (await open(second.code)).json().state]).toEqual([null, 'revoked']);
  expect((await open('AAAAAAAAA')).statusCode).toBe(404);
  expect((await db.owner.query(`select status from resource where id = $1`, [resourceId])).rows).toEqual([{ status: 'active' }]);
  for (const [expiresOn, code] of [['2026-03-01', 'ownerLinkOverAlready'], ['2027-03-03', 'ownerLinkTooLong']]) {
    const answer = await keeper.post('/api/resources/owner-link/make', { organizationId, givenTo: '谁', expiresOn });
    expect([answer.json().code, answer.json().issues[0].path]).toEqual([code, 'expiresOn']);
  }
});

test('only a digest is kept; whoever is elsewhere, or is no keeper, neither sees nor makes one; two at once make one that holds', async () => {
  const { organizationId } = await makeProvider(db, { hasManager: false });
  const { code } = await make({ organizationId });
  const kept = JSON.stringify((await db.owner.query('select row_to_json(l) as row from owner_link l')).rows) + JSON.stringify((await db.owner.query('select body from command_answer')).rows);
  expect(kept).not.toContain(code);
  const elsewhere = await signedIn(db, app, actorOf('stationWorker', PLACES.dalad)), nearby = await signedIn(db, app, worker);
  expect((await elsewhere.get(`/api/resources/owner-link?organizationId=${organizationId}`)).statusCode).toBe(404);
  expect(await linkOf({ organizationId }, nearby)).toMatchObject({ isKeptHere: false, link: null });
  expect((await nearby.post('/api/resources/owner-link/make', { organizationId, givenTo: '王', expiresOn: '2026-05-01' })).json().code).toBe('basedElsewhere');
  const boss = await signedIn(db, app, (await makeProvider(db)).manager, true);
  expect((await boss.get(`/api/resources/owner-link?organizationId=${organizationId}`)).statusCode).toBe(403);
  const both = await Promise.all([1, 2].map(() => keeper.post('/api/resources/owner-link/make', { organizationId, givenTo: '王', expiresOn: '2026-05-01' })));
  expect(both.every(({ statusCode }) => statusCode === 200 || statusCode === 409)).toBe(true);
  expect((await db.owner.query('select count(*)::int as n from owner_link where organization_id = $1 and revoked_on is null', [organizationId])).rows).toEqual([{ n: 1 }]);
});

test('a forwarded link shows no resident: not by its page, and not by the rows it could read', async () => {
  const { resourceId, organizationId } = await makeProvider(db, { hasManager: false });
  const { needId } = await makeNeed(db, worker);
  const offered = await db.as(worker, (tx, call) => offerReferrals(tx, call, [{ needId, resourceId, consent: { basis: 'consent', givenHow: 'spoken' } }]));
  expect(offered[0]!.ok).toBe(true);
  const { code } = await make({ organizationId });
  expect(JSON.stringify((await open(code)).json())).not.toMatch(/张秀英|13847701234|航空社区 \d+ 号楼/);
  const holder = scopeOf({ ...systemActor('1506'), role: 'link', link: hashOfCode(code) });
  for (const table of ['person', 'contact', 'need', 'referral', 'resource', 'capacity_use']) {
    expect([table, await db.platform.database.transaction(holder, (tx) => tx.many(sql`select 1 from ${raw(table)}`), { readOnly: true }).then((rows) => rows.length, (error: { code: string }) => error.code)]).toSatisfy(([, seen]: [string, number | string]) => seen === 0 || seen === '42501');
  }
});

test('an organisation that signs in changes days, telephone and term of its own, and of nobody else’s', async () => {
  const own = await makeProvider(db), other = await makeProvider(db), boss = await signedIn(db, app, own.manager, true);
  expect((await boss.post('/api/resources/change-own', { resourceId: own.resourceId, version: 1, closedDays: ['2026-03-09'], validUntil: '2026-12-31' })).json()).toEqual({ resourceId: own.resourceId, version: 2 });
  expect((await boss.post('/api/resources/change-own', { resourceId: own.resourceId, version: 1, phone: '1' })).json().code).toBe('changedMeanwhile');
  expect((await boss.post('/api/resources/change-own', { resourceId: other.resourceId, version: 1, phone: '1' })).statusCode).toBe(404);
  expect((await keeper.post('/api/resources/change-own', { resourceId: own.resourceId, version: 2, phone: '1' })).statusCode).toBe(403);
});
