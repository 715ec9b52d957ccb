import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { AccountAnswer, AccountRow } from '../core/accounts-contract.ts';

let db: TestDatabase;
let app: FastifyInstance;
let admin: Visitor;
let lead: Visitor;
const adminActor = actorOf('administrator', '1506');
const leadActor = actorOf('stationLead', PLACES.jiaotong);
const FIRST = 'Handed-over-1';

beforeAll(async () => {
  db = await makeTestDatabase(() => new Date());
  app = await makeApi(db.platform, { log: false, isSecure: false });
  admin = await signedIn(db, app, adminActor);
  lead = await signedIn(db, app, leadActor);
});
afterAll(async () => { await app.close(); await db.close(); });

let made = 0;
type Made = { accountId: string; username: string };
async function create(by: Visitor, role: string, divisionCode: string, more: Record<string, unknown> = {}): Promise<Made> {
  const username = `made-${++made}`;
  const answer = await by.post('/api/accounts/create', { username, name: `赵${made}`, role, divisionCode, firstPassword: FIRST, ...more });
  expect([answer.statusCode, answer.body]).toEqual([200, expect.any(String)]);
  return { username, ...answer.json<{ accountId: string }>() };
}
const signIn = (username: string, password: string) => app.inject({ method: 'POST', url: '/api/session', payload: { username, password } });
const cookieOf = (response: { cookies: { name: string; value: string }[] }) => ({ sanshe: response.cookies.find(({ name }) => name === 'sanshe')!.value });
const read = async (by: Visitor, accountId: string) => (await by.get(`/api/accounts/${accountId}`)).json<AccountAnswer>();
/** The refusal of a command: its code, the field it stands at. */
async function refusal(by: Visitor, path: string, body: Record<string, unknown>): Promise<string> {
  const answer = await by.post(path, body);
  if (answer.statusCode !== 409) return String(answer.statusCode);
  const { code, issues, message } = answer.json<{ code: string; message: string; issues?: { path: string; message: string }[] }>();
  expect(message).not.toMatch(/refusal|\{\{/);
  return issues ? `${code} at ${issues[0]!.path}` : code;
}

test('an account is opened with a password that is stored nowhere, opens nothing until it is changed, and then works', async () => {
  const { username, accountId } = await create(lead, 'stationWorker', PLACES.hangkong);
  const stored = await db.owner.query(`select 1 from command_answer where body::text like $1 union all select 1 from history where changes::text like $1 union all select 1 from audit where purpose like $1`, [`%${FIRST}%`]);
  expect(stored.rows).toEqual([]);
  expect((await read(lead, accountId)).state).toBe('firstPassword');
  const entered = await signIn(username, FIRST);
  const cookies = cookieOf(entered);
  expect(entered.json()).toMatchObject({ mustChangePassword: true, permissions: [], account: { username } });
  for (const url of ['/api/needs', '/api/divisions', '/api/my-work', '/api/live']) expect([url, (await app.inject({ url, cookies })).json()]).toMatchObject([url, { code: 'mustChangePassword' }]);
  const change = (current: string, next: string) => app.inject({ method: 'POST', url: '/api/session/password', payload: { current, next }, cookies });
  expect((await change('not-it', 'Brand-new-2026')).json()).toMatchObject({ code: 'currentIsWrong', issues: [{ path: 'current' }] });
  expect((await change(FIRST, FIRST)).json()).toMatchObject({ code: 'passwordIsTheOld', issues: [{ path: 'next' }] });
  expect((await change(FIRST, '1234567890')).json()).toMatchObject({ code: 'passwordTooEasy', issues: [{ path: 'next' }] });
  const changed = await change(FIRST, 'Brand-new-2026');
  expect(changed.statusCode).toBe(200);
  expect((await app.inject({ url: '/api/my-work', cookies: cookieOf(changed) })).statusCode).toBe(200);
  expect((await signIn(username, FIRST)).statusCode).toBe(401);
  expect((await signIn(username, 'Brand-new-2026')).json()).toMatchObject({ mustChangePassword: false });
  const { items } = (await lead.get(`/api/history?kind=account&subjectId=${accountId}`)).json<{ items: { action: string }[] }>();
  expect(items.map(({ action }) => action)).toEqual(['passwordChanged', 'created']);
  expect((await read(lead, accountId))).toMatchObject({ state: 'open', lastSignedInAt: expect.any(String) });
});

test('a grant that is ended is lost by its sessions at once, while another grant of the account still opens', async () => {
  const { username, accountId } = await create(lead, 'stationWorker', PLACES.hangkong);
  expect(await refusal(lead, '/api/accounts/grant', { accountId, role: 'socialWorker', divisionCode: PLACES.xincun })).toBe('200');
  await db.owner.query('update account set must_change_password = false where id = $1', [accountId]);
  const entered = await signIn(username, FIRST);
  const cookies = cookieOf(entered);
  expect((await app.inject({ url: '/api/needs', cookies })).statusCode).toBe(200);
  const { grants } = await read(lead, accountId);
  const acting = entered.json<{ actingAs: string }>().actingAs;
  expect(await refusal(lead, '/api/accounts/end-grant', { accountId, grantId: acting, reason: '调到新村社区' })).toBe('200');
  expect((await app.inject({ url: '/api/needs', cookies })).statusCode).toBe(401);
  expect(await refusal(lead, '/api/accounts/end-grant', { accountId, grantId: acting, reason: '再结束一次' })).toBe('grantOver');
  const again = await signIn(username, FIRST);
  expect(again.json<{ grants: { id: string }[] }>().grants.map(({ id }) => id)).toEqual(grants.filter(({ id }) => id !== acting).map(({ id }) => id));
});

test('a new password and a closing end every session; a closed account is answered like none; reopening and unlocking let in again', async () => {
  const { username, accountId } = await create(admin, 'finance', '1506');
  await db.owner.query('update account set must_change_password = false where id = $1', [accountId]);
  const cookies = cookieOf(await signIn(username, FIRST));
  expect(await refusal(admin, '/api/accounts/password', { accountId, firstPassword: 'short' })).toBe('passwordTooEasy at firstPassword');
  expect((await app.inject({ url: '/api/my-work', cookies })).statusCode).toBe(200);
  expect(await refusal(admin, '/api/accounts/password', { accountId, firstPassword: 'Another-one-2' })).toBe('200');
  expect((await app.inject({ url: '/api/my-work', cookies })).statusCode).toBe(401);
  expect((await signIn(username, 'Another-one-2')).json()).toMatchObject({ mustChangePassword: true });
  expect(await refusal(admin, '/api/accounts/close', { accountId, reason: '已调离' })).toBe('200');
  expect((await signIn(username, 'Another-one-2')).json()).toMatchObject({ code: 'wrongPassword' });
  expect(await refusal(admin, '/api/accounts/close', { accountId, reason: '已调离' })).toBe('accountClosed');
  expect(await refusal(admin, '/api/accounts/password', { accountId, firstPassword: 'Another-one-3' })).toBe('accountClosed');
  expect(await refusal(admin, '/api/accounts/grant', { accountId, role: 'reviewer', divisionCode: '1506' })).toBe('accountClosed');
  expect(await refusal(admin, '/api/accounts/reopen', { accountId, reason: '又调回来' })).toBe('200');
  expect(await refusal(admin, '/api/accounts/reopen', { accountId, reason: '又调回来' })).toBe('accountIsOpen');
  for (let i = 0; i < 5; i++) await signIn(username, 'wrong');
  expect((await signIn(username, 'Another-one-2')).statusCode).toBe(429);
  expect((await read(admin, accountId)).isLocked).toBe(true);
  expect(await refusal(admin, '/api/accounts/unlock', { accountId })).toBe('200');
  expect((await signIn(username, 'Another-one-2')).statusCode).toBe(200);
});

test('accounts of other places are not there; those above are seen and not touched; nobody touches his own', async () => {
  const elsewhere = await create(admin, 'stationWorker', PLACES.dalad);
  const above = await create(admin, 'officer', PLACES.jiaotong);
  expect((await lead.get(`/api/accounts/${elsewhere.accountId}`)).statusCode).toBe(404);
  for (const [path, body] of [['grant', { role: 'stationWorker', divisionCode: PLACES.hangkong }], ['end-grant', { grantId: newId(), reason: '不需要' }], ['password', { firstPassword: FIRST }], ['close', { reason: '不需要' }], ['reopen', { reason: '不需要' }], ['unlock', {}]] as const) {
    expect([path, await refusal(lead, `/api/accounts/${path}`, { accountId: elsewhere.accountId, ...body })]).toEqual([path, '404']);
    const own = await refusal(lead, `/api/accounts/${path}`, { accountId: leadActor.accountId, ...body, ...(path === 'end-grant' ? { grantId: leadActor.grantId } : {}) });
    expect([path, own]).toEqual([path, 'ownAccount']);
  }
  expect((await lead.get(`/api/accounts/${above.accountId}`)).statusCode).toBe(200);
  const { grants } = await read(lead, above.accountId);
  for (const [path, body] of [['end-grant', { grantId: grants[0]!.id, reason: '不需要' }], ['password', { firstPassword: FIRST }], ['close', { reason: '不需要' }], ['unlock', {}]] as const) {
    expect([path, await refusal(lead, `/api/accounts/${path}`, { accountId: above.accountId, ...body })]).toEqual([path, 'accountAboveYours']);
  }
  expect(await refusal(lead, '/api/accounts/create', { username: 'x-officer', name: '某', role: 'officer', divisionCode: PLACES.hangkong, firstPassword: FIRST })).toBe('roleNotYours at role');
  expect(await refusal(lead, '/api/accounts/create', { username: elsewhere.username, name: '某', role: 'stationWorker', divisionCode: PLACES.hangkong, firstPassword: FIRST })).toBe('usernameTaken at username');
  expect(await refusal(admin, '/api/accounts/create', { username: 'x-place', name: '某', role: 'finance', divisionCode: '150699', firstPassword: FIRST })).toBe('noDivision at divisionCode');
  const worker = await signedIn(db, app, actorOf('stationWorker', PLACES.hangkong));
  expect((await worker.get('/api/accounts')).statusCode).toBe(403);
  expect((await worker.get(`/api/history?kind=account&subjectId=${above.accountId}`)).json<{ total: number }>().total).toBe(0);
  const auditor = await signedIn(db, app, actorOf('auditor', '1506'));
  expect((await auditor.get(`/api/accounts/${above.accountId}`)).statusCode).toBe(200);
  expect(await refusal(auditor, '/api/accounts/unlock', { accountId: above.accountId })).toBe('403');
});

test('an account with a grant elsewhere is kept where all of its grants lie', async () => {
  const { accountId } = await create(lead, 'stationWorker', PLACES.hangkong);
  expect(await refusal(admin, '/api/accounts/grant', { accountId, role: 'stationWorker', divisionCode: PLACES.dalad })).toBe('200');
  expect((await lead.get(`/api/accounts/${accountId}`)).statusCode).toBe(404);
  expect(await read(admin, accountId)).toMatchObject({ divisionCode: '1506' });
});

test('an organisation’s manager is given for an organisation that is there', async () => {
  const { organizationId } = await makeProvider(db, { hasManager: false });
  const body = { username: 'manager-x', name: '其木格', role: 'organizationManager', divisionCode: PLACES.dongsheng, firstPassword: FIRST };
  expect(await refusal(admin, '/api/accounts/create', body)).toBe('organizationWanted at organizationId');
  expect(await refusal(admin, '/api/accounts/create', { ...body, organizationId: newId() })).toBe('organizationNotYours at organizationId');
  const { accountId } = await create(admin, 'organizationManager', PLACES.dongsheng, { organizationId });
  expect((await read(admin, accountId)).grants[0]).toMatchObject({ organizationId, organizationName: expect.stringContaining('暖阳') });
});

test('the list finds by name, role, place and state, page by page, and sent twice is done once', async () => {
  const list = async (by: Visitor, query: string) => (await by.get(`/api/accounts?${query}`)).json<{ total: number; items: AccountRow[]; next: string | null }>();
  const body = { requestId: newId(), username: 'once-only', name: '钱一', role: 'stationWorker', divisionCode: PLACES.hangkong, firstPassword: FIRST };
  const answers = await Promise.all([lead.post('/api/accounts/create', body), lead.post('/api/accounts/create', body)]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect(answers[0].json()).toEqual(answers[1].json());
  expect((await list(lead, 'q=once-on')).items.map(({ name }) => name)).toEqual(['钱一']);
  expect((await list(lead, `q=${encodeURIComponent('钱一')}&role=stationWorker&state=firstPassword&division=${PLACES.hangkong}`)).total).toBe(1);
  expect((await list(lead, `q=once-only&role=finance`)).total).toBe(0);
  expect((await list(lead, 'state=closed')).total).toBe(0);
  const all = await list(admin, 'limit=500');
  for (const sort of ['username', '-name', 'lastSignedInAt', '-createdAt']) {
    const ids: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Awaited<ReturnType<typeof list>> = await list(admin, `limit=3&sort=${sort}${after ? `&after=${after}` : ''}`);
      ids.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    expect([sort, new Set(ids).size, ids.length]).toEqual([sort, all.total, all.total]);
  }
});

test('of two administrators who end each other at once one stays, and the last is neither ended nor closed', async () => {
  const actors: Actor[] = [actorOf('administrator', '1506'), actorOf('administrator', '1506')];
  const [one, two] = [await signedIn(db, app, actors[0]!), await signedIn(db, app, actors[1]!)];
  await db.owner.query(`update access_grant set until_on = '2026-01-01' where id = $1`, [adminActor.grantId]);
  const end = (by: Visitor, { accountId, grantId }: Actor) => refusal(by, '/api/accounts/end-grant', { accountId, grantId, reason: '只留一位' });
  const said = await Promise.all([end(one, actors[1]!), end(two, actors[0]!)]);
  // the second is refused by the rule, or is no administrator any more when it comes to the door
  expect(said.toSorted()[0]).toBe('200');
  expect(['401', 'lastAdministrator']).toContain(said.toSorted()[1]);
  const left = (await db.owner.query<{ account_id: string }>(`select account_id from access_grant where role = 'administrator' and division_code = '1506' and (until_on is null or until_on > current_date)`)).rows;
  expect(left.length).toBe(1);
  const system = actorOf('administrator', '1506', { role: 'system' as never });
  const { performCommand } = await import('../../../platform/server/perform.ts');
  const { accountRoutes } = await import('./account-routes.ts');
  const close = accountRoutes.find(({ path }) => path === '/api/accounts/close')!;
  const answer = await performCommand(db.platform, close, { actor: system, language: 'zh' }, { requestId: newId(), accountId: left[0]!.account_id, reason: '全部停用' } as never);
  expect(answer).toMatchObject({ status: 409, body: { code: 'lastAdministrator' } });
});
