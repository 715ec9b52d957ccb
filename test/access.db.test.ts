import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApi } from '../src/apps/api.ts';
import { permits, routes } from '../src/apps/wire.ts';
import { ROLES, type Role } from '../src/kernel/role.ts';
import { newId } from '../src/platform/server/ids.ts';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from './support/database.ts';
import { signedIn, type Visitor } from './support/http.ts';
import { makeNeed, makeProposal, makeProvider } from './support/walk.ts';

// Every row of the routes, over HTTP, by every role of another banner and by parties of nothing here, with ids of records that exist.
let db: TestDatabase;
let app: FastifyInstance;
const strangers = new Map<Role, Visitor>();
const ids: Record<string, string> = {};
const worker = actorOf('stationLead', PLACES.hangkong);
// what stands in the records of the banner that is asked about, and may be in no answer to a stranger
const SECRETS = ['张秀英', '13847701234', '1944-05-06'];

beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  const here = await signedIn(db, app, worker);
  const provider = await makeProvider(db);
  const { needId, personId } = await makeNeed(db, worker, { consentTo: provider.organizationId });
  const proposed = await makeNeed(db, worker, { consentTo: provider.organizationId });
  const proposal = await makeProposal(db, worker, proposed.needId, provider.resourceId);
  const { referralId } = (await here.post('/api/referrals/offer', { needId, resourceId: provider.resourceId })).json<{ referralId: string }>();
  const duty = (await db.owner.query<{ id: string }>('select id from duty where subject_id = $1', [referralId])).rows[0]!;
  const planned = await here.post('/api/activities/plan', { title: '重阳节包饺子', kind: 'festival', divisionCode: PLACES.hangkong });
  const { roundId } = (await here.post('/api/survey-rounds/plan', { purpose: '摸底', unit: 'person', divisionCode: PLACES.hangkong, channels: ['homeInquiry', 'phone', 'talk'], fromOn: '2026-03-01', untilOn: '2026-03-31' })).json<{ roundId: string }>();
  await here.post('/api/survey-rounds/begin', { roundId });
  const held = await here.post('/api/survey-rounds/discussion', { roundId, divisionCode: PLACES.hangkong, place: '活动室', heldOn: '2026-03-02', present: 9, moderator: '高晓燕' });
  const member = (await db.owner.query<{ id: string }>('select id from round_member limit 1')).rows[0]!;
  Object.assign(ids, {
    roundId, memberId: member.id, discussionId: held.json<{ discussionId: string }>().discussionId,
    accountId: worker.accountId, needId, personId, referralId, resourceId: provider.resourceId, organizationId: provider.organizationId, runId: proposal.runId, proposalId: proposal.proposalId, dutyId: duty.id,
    ...(planned.statusCode === 200 ? planned.json<Record<string, string>>() : {}),
  });
  for (const role of ROLES) strangers.set(role, await signedIn(db, app, actorOf(role, PLACES.dalad, { personId: ['resident', 'volunteer'].includes(role) ? newId() : null, organizationId: role === 'organizationManager' ? newId() : null })));
});
afterAll(async () => { await app.close(); await db.close(); });

const addressOf = (path: string): string => path.replace(/:(\w+)/g, (_, name: string) => (name === 'id' ? 'F08' : ids[name] ?? newId()));
const idsIn = (path: string): string[] => [...path.matchAll(/:(\w+Id)/g)].map(([, name]) => name!);
/** An answer in which nothing stands: no row, no sum, no word. */
const holdsNothing = (value: unknown): boolean =>
  (Array.isArray(value) ? value.every(holdsNothing) : typeof value === 'object' && value !== null ? Object.values(value).every(holdsNothing) : value === null || value === 0 || value === false);
/** Open records are for the whole city to read (DESIGN §4), of a match run also what it came to in one's own place; a person may write of them only where the grant reaches. */
const OPEN = /^\/api\/(organizations|resources|activities|match-runs)\/:\w+$|^\/api\/match-runs\/:runId\/(totals|by-division)$/;

test('what is asked about a record of another banner is not found or not permitted, by every role', async () => {
  let asked = 0;
  for (const route of routes.filter(({ method, path }) => method === 'GET' && idsIn(path).some((name) => name in ids))) {
    for (const [role, visitor] of strangers) {
      const answer = await visitor.get(addressOf(route.path));
      asked += 1;
      const isEmpty = answer.statusCode === 200 && holdsNothing(answer.json());
      if (!OPEN.test(route.path)) expect([route.path, role, isEmpty || [403, 404].includes(answer.statusCode) ? 'closed' : `${answer.statusCode} ${answer.body.slice(0, 200)}`]).toEqual([route.path, role, 'closed']);
      for (const secret of SECRETS) expect([route.path, role, answer.body.includes(secret)]).toEqual([route.path, role, false]);
    }
  }
  console.log(`asked ${asked} times`);
  expect(asked).toBeGreaterThan(150);
});

test('lists, searches, histories and exports of another banner hold nothing of this one’s residents', async () => {
  const queries = ['', '?q=张秀英', '?q=zxy', '?q=1234', `?division=${PLACES.hangkong}`, `?personId=${ids['personId']}`, `?kind=need&subjectId=${ids['needId']}`, `?kind=person&subjectId=${ids['personId']}`, `?need=${ids['needId']}`, `?subjectId=${ids['needId']}`];
  for (const route of routes.filter(({ method, path, permission }) => method === 'GET' && !path.includes(':') && permission !== 'link')) {
    for (const [role, visitor] of strangers) {
      for (const query of queries) {
        const answer = await visitor.get(`${route.path}${query}`);
        expect([200, 400, 403, 404], `${route.path}${query} as ${role}: ${answer.body.slice(0, 200)}`).toContain(answer.statusCode);
        for (const secret of [...SECRETS, ids['needId']!, ids['personId']!, ids['referralId']!].filter((one) => !query.includes(one))) expect([route.path, query, role, answer.body.includes(secret)]).toEqual([route.path, query, role, false]);
      }
    }
  }
}, 300_000);

const fingerprint = async (): Promise<string> => {
  const tables = ['need', 'person', 'consent', 'referral', 'proposal', 'resource', 'capacity', 'organization', 'activity', 'activity_session', 'attendance', 'duty', 'match_run', 'match_rule', 'evidence', 'contact', 'account', 'access_grant'];
  const sums = await Promise.all(tables.map(async (table) => (await db.owner.query<{ sum: string }>(`select '${table} ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${table} t where id in (select unnest($1::uuid[])) or t::text ~ $2`, [Object.values(ids), Object.values(ids).join('|')])).rows[0]!.sum));
  return sums.join('\n');
};

test('no command of another banner, of another organisation or of another resident changes anything here', async () => {
  const before = await fingerprint();
  const body = {
    ...ids, needIds: [ids['needId']], proposalIds: [ids['proposalId']], version: 1, reason: '不需要了', answer: 'accept', code: 'noLongerWanted', purpose: 'callResident', kind: 'fullName', field: 'phone', helped: true, scheduledFor: '2026-03-05',
    heldOn: '2026-03-02', result: 'full', channel: 'talk', heardOn: '2026-03-01', words: '想订午饭', urgency: 1, quantity: 1, unit: 'personTimes', per: 'week', confirmedOn: '2026-03-02', grantId: worker.grantId, role: 'stationWorker', divisionCode: PLACES.dalad, firstPassword: 'Handed-over-1', on: '2026-03-02', title: '改名', fullName: '改名',
  };
  for (const route of routes.filter(({ method, path }) => method === 'POST' && !path.includes(':code'))) {
    for (const [role, visitor] of strangers) {
      const answer = await visitor.post(addressOf(route.path), body);
      expect(answer.statusCode, `${route.path} as ${role}: ${answer.body.slice(0, 200)}`).toBeLessThan(500);
      for (const secret of SECRETS) expect([route.path, role, answer.body.includes(secret)]).toEqual([route.path, role, false]);
    }
  }
  expect(await fingerprint()).toBe(before);
}, 300_000);

test('without a session, with one that has ended, and from another site nothing answers; a role without the permission is refused', async () => {
  const ended = await signedIn(db, app, actorOf('stationLead', PLACES.hangkong));
  await ended.post('/api/session/end', { everywhere: true });
  for (const route of routes.filter(({ permission }) => permission !== 'link' && permission !== 'partnerLink')) {
    const [url, method] = [addressOf(route.path), route.method];
    for (const cookies of [{}, { sanshe: ended.token }, { sanshe: 'x'.repeat(43) }, { sanshe: '' }, { sanshe: '../../etc' }] as Record<string, string>[]) {
      const answer = await app.inject({ method, url, cookies, ...(method === 'POST' ? { payload: { requestId: newId() } } : {}) });
      // a body that is wrong may be told before the door is asked; nothing else
      expect([url, [401, 400].includes(answer.statusCode)]).toEqual([url, true]);
      expect(answer.body).not.toContain(SECRETS[0]);
    }
    if (method === 'POST') {
      for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null' }] as Record<string, string>[]) {
        const answer = await strangers.get('stationLead')!.post(url, {}, headers);
        expect([url, answer.statusCode, answer.json<{ code: string }>().code]).toEqual([url, 403, 'otherSite']);
      }
    }
    for (const [role, visitor] of strangers) {
      if (permits(role, route.permission)) continue;
      const answer = method === 'GET' ? await visitor.get(url) : await visitor.post(url, {});
      expect([url, role, [403, 400].includes(answer.statusCode)]).toEqual([url, role, true]);
    }
  }
}, 300_000);

test('pages and answers carry the guards: what may be loaded and framed, no sniffing, a cookie that scripts and other sites never see', async () => {
  for (const url of ['/', '/sign-in', '/needs', '/c/22222222A', '/api', '/api/health', '/api/openapi.json', '/api/needs', '/no-such']) {
    const { headers } = await app.inject({ url });
    expect([url, headers['content-security-policy']]).toEqual([url, expect.stringMatching(/default-src 'self'.*script-src 'self'.*frame-ancestors 'none'/)]);
    expect([url, headers['x-content-type-options'], headers['referrer-policy']]).toEqual([url, 'nosniff', 'same-origin']);
  }
  const secure = await makeApi(db.platform, { log: false, isSecure: true });
  const actor = actorOf('stationLead', PLACES.hangkong);
  await signedIn(db, app, actor);
  const { username } = (await db.owner.query<{ username: string }>('select username from account where id = $1', [actor.accountId])).rows[0]!;
  const answer = await secure.inject({ method: 'POST', url: '/api/session', payload: { username, password: 'correct-horse' } });
  expect(answer.headers['set-cookie']).toMatch(/^sanshe=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{7,}/);
  await secure.close();
});
