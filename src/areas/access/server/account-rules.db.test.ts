import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeAccount, makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { escalateDuties } from '../../duties/server/escalate.ts';
import { closeUnused } from './unused.ts';

let db: TestDatabase;
let app: FastifyInstance;
let lead: Visitor;
const leadActor = actorOf('stationLead', PLACES.jiaotong, { name: '苏日娜' });
const adminActor = actorOf('administrator', '1506');
const PASSWORD = 'correct-horse';

beforeAll(async () => {
  db = await makeTestDatabase(() => new Date());
  app = await makeApi(db.platform, { log: false, isSecure: false });
  lead = await signedIn(db, app, leadActor);
  await makeAccount(db, adminActor);
});
afterAll(async () => { await app.close(); await db.close(); });

async function employ(role: 'stationWorker' | 'socialWorker' = 'stationWorker', divisionCode: string = PLACES.hangkong): Promise<Actor & { username: string }> {
  const actor = actorOf(role, divisionCode);
  await makeAccount(db, actor);
  const { username } = (await db.owner.query<{ username: string }>('select username from account where id = $1', [actor.accountId])).rows[0]!;
  return { ...actor, username };
}
const signIn = (username: string, password = PASSWORD) => app.inject({ method: 'POST', url: '/api/session', payload: { username, password } });
const cookieOf = (response: { cookies: { name: string; value: string }[] }) => ({ sanshe: response.cookies.find(({ name }) => name === 'sanshe')!.value });
const codeOf = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code;
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

test('a password older than the rules allow opens nothing but the page that changes it, and a session does not outlive it', async () => {
  const { username, accountId } = await employ();
  const cookies = cookieOf(await signIn(username));
  await db.owner.query('update account set password_set_at = $2 where id = $1', [accountId, ago(89)]);
  expect((await app.inject({ url: '/api/needs', cookies })).statusCode).toBe(200);
  await db.owner.query('update account set password_set_at = $2 where id = $1', [accountId, ago(91)]);
  expect([(await app.inject({ url: '/api/needs', cookies })).statusCode, codeOf(await app.inject({ url: '/api/needs', cookies }))]).toEqual([403, 'mustChangePassword']);
  const entered = await signIn(username);
  expect(entered.json()).toMatchObject({ mustChangePassword: true, passwordIs: 'tooOld', permissions: [] });
  const changed = await app.inject({ method: 'POST', url: '/api/session/password', payload: { current: PASSWORD, next: 'Brand-new-2026' }, cookies: cookieOf(entered) });
  expect((await app.inject({ url: '/api/needs', cookies: cookieOf(changed) })).statusCode).toBe(200);
});

test('none of the last five passwords comes back, the sixth before does, and no digest of older ones stays', async () => {
  const { username, accountId } = await employ();
  let cookies = cookieOf(await signIn(username));
  let current = 'correct-horse';
  const change = async (next: string) => {
    const answer = await app.inject({ method: 'POST', url: '/api/session/password', payload: { current, next }, cookies });
    if (answer.statusCode === 200) { cookies = cookieOf(answer); current = next; }
    return answer.statusCode === 200 ? 'changed' : codeOf(answer);
  };
  for (let i = 1; i <= 5; i++) expect(await change(`Number-${i}-is-new`)).toBe('changed');
  for (let i = 1; i <= 4; i++) expect([i, await change(`Number-${i}-is-new`)]).toEqual([i, 'passwordWasOnce']);
  expect(await change('Number-5-is-new')).toBe('passwordIsTheOld');
  const refused = await app.inject({ method: 'POST', url: '/api/session/password', payload: { current, next: 'Number-3-is-new' }, cookies });
  expect(refused.json()).toMatchObject({ message: expect.stringContaining('最近 5 个密码'), issues: [{ path: 'next' }] });
  expect(await change('Number-6-is-new')).toBe('changed');
  expect(await change('Number-1-is-new')).toBe('changed');
  expect((await db.owner.query('select 1 from password_kept where account_id = $1', [accountId])).rows.length).toBe(4);
});

test('an account nobody signs in to is closed by the clock, as a keeper would; only the right password hears why, and the last administrator stays', async () => {
  const unused = await employ();
  await db.owner.query(`update account set created_at = $1 where id = any($2)`, [ago(91), [unused.accountId, adminActor.accountId]]);
  expect(await closeUnused({ ...db.platform, accountRules: { ...db.platform.accountRules, unusedDays: 0 } })).toBe(0);
  expect(await closeUnused(db.platform)).toBe(1);
  expect((await db.owner.query('select disabled_at is null as open from account where id = $1', [adminActor.accountId])).rows).toEqual([{ open: true }]);
  expect(codeOf(await signIn(unused.username, 'not-it'))).toBe('wrongPassword');
  expect((await signIn(unused.username)).json()).toMatchObject({ code: 'closedUnused', message: expect.stringContaining('很久没有登录') });
  expect((await lead.post('/api/accounts/reopen', { accountId: unused.accountId, reason: '产假回来' })).statusCode).toBe(200);
  expect(await closeUnused(db.platform)).toBe(0); // opened anew is a beginning
  expect((await signIn(unused.username)).statusCode).toBe(200);
  const { items } = (await lead.get(`/api/history?kind=account&subjectId=${unused.accountId}`)).json<{ items: { action: string; reason: string | null }[] }>();
  expect(items.map(({ action, reason }) => [action, reason])).toEqual([['reopened', '产假回来'], ['closed', '90 天未登录，自动停用']]);
});

test('nothing is owed to a closed account: its duties go to the same role there, an organisation’s to its other manager, and to the place where it has none', async () => {
  await db.owner.query(`update access_grant set until_on = '2025-12-31' where role = 'stationWorker'`); // those of the tests before
  const [worker, mate] = [await employ(), await employ()];
  const { organizationId, resourceId, manager } = await makeProvider(db);
  const second = actorOf('organizationManager', PLACES.dongsheng, { organizationId });
  await makeAccount(db, second);
  const { needId } = await makeNeed(db, worker, { isVerified: false });
  await db.owner.query(`update duty set owner_account_id = $2, owner_role = 'stationWorker' where subject_id = $1`, [needId, worker.accountId]);
  const offer = async () => {
    const offered = await makeNeed(db, leadActor, { consentTo: organizationId });
    return (await lead.post('/api/referrals/offer', { needId: offered.needId, resourceId })).json<{ referralId: string }>().referralId;
  };
  const referralId = await offer();
  const ownerOf = async (subjectId: string) => (await db.owner.query<{ id: string; role: string }>(`select owner_account_id as id, owner_role as role from duty where subject_id = $1 and status = 'open'`, [subjectId])).rows[0]!;
  const close = async (accountId: string) => {
    const admin = await signedIn(db, app, actorOf('administrator', '1506'));
    expect((await admin.post('/api/accounts/close', { accountId, reason: '已调离' })).statusCode).toBe(200);
    expect((await db.owner.query(`select 1 from pgboss.job where name = 'duties.escalate' and state = 'created'`)).rows.length).toBeGreaterThan(0);
    await escalateDuties(db.platform);
  };
  expect((await ownerOf(referralId)).id).toBe(manager.accountId);
  await close(worker.accountId);
  expect(await ownerOf(needId)).toEqual({ id: mate.accountId, role: 'stationWorker' });
  await close(manager.accountId);
  expect(await ownerOf(referralId)).toEqual({ id: second.accountId, role: 'organizationManager' });
  expect((await ownerOf(await offer())).id).toBe(second.accountId); // nor is a closed account named from now on
  await close(second.accountId);
  expect((await ownerOf(referralId)).role).toBe('stationWorker');
  expect((await db.owner.query(`select 1 from duty d join account a on a.id = d.owner_account_id where d.status = 'open' and a.disabled_at is not null`)).rows).toEqual([]);
});

test('an account is tied to a resident afterwards, once, by whoever may see that resident, and untied when it no longer acts as them', async () => {
  const [{ accountId }, { accountId: other }] = [await employ(), await employ()];
  const { personId } = await makeNeed(db, leadActor);
  const away = await makeNeed(db, actorOf('stationLead', PLACES.dalad), { place: '150621001001' });
  const ask = async (path: string, body: Record<string, unknown>) => { const answer = await lead.post(`/api/accounts/${path}`, body); return answer.statusCode === 200 ? 'done' : codeOf(answer); };
  expect(await ask('grant', { accountId, role: 'volunteer', divisionCode: PLACES.hangkong })).toBe('personWanted');
  expect(await ask('tie', { accountId, personId: away.personId })).toBe('noPerson');
  expect(await ask('tie', { accountId, personId })).toBe('done');
  expect(await ask('tie', { accountId: other, personId })).toBe('personHasAccount');
  expect(await ask('tie', { accountId, personId })).toBe('tiedAlready');
  expect(await ask('grant', { accountId, role: 'volunteer', divisionCode: PLACES.hangkong })).toBe('done');
  expect(await ask('untie', { accountId, reason: '登记错了' })).toBe('actsAsPerson');
  const { grants } = (await lead.get(`/api/accounts/${accountId}`)).json<{ grants: { id: string; role: string }[] }>();
  expect(await ask('end-grant', { accountId, grantId: grants.find(({ role }) => role === 'volunteer')!.id, reason: '登记错了' })).toBe('done');
  expect(await ask('untie', { accountId, reason: '登记错了' })).toBe('done');
  expect(await ask('untie', { accountId, reason: '登记错了' })).toBe('notTied');
  const { items } = (await lead.get(`/api/history?kind=account&subjectId=${accountId}`)).json<{ items: { action: string }[] }>();
  expect(items.map(({ action }) => action)).toEqual(['untied', 'grantEnded', 'grantGiven', 'tied']);
  expect((await db.owner.query(`select outcome from audit where operation = '/api/accounts/tie' and subject_id = $1 order by happened_at, id`, [accountId])).rows.map(({ outcome }) => outcome as string)).toContain('done');
  // a neighbour cannot, and does not learn that it is there
  const elsewhere = await signedIn(db, app, actorOf('stationLead', PLACES.dalad));
  expect((await elsewhere.post('/api/accounts/tie', { accountId, personId: newId() })).statusCode).toBe(404);
});

test('a language counts as the account’s once somebody chose it', async () => {
  const { username, accountId } = await employ();
  await db.owner.query('update account set language = null where id = $1', [accountId]);
  const entered = await signIn(username);
  expect(entered.json()).toMatchObject({ account: { language: null } });
  await app.inject({ method: 'POST', url: '/api/session/language', payload: { language: 'en' }, cookies: cookieOf(entered) });
  expect((await signIn(username)).json()).toMatchObject({ account: { language: 'en' } });
});
