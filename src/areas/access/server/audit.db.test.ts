import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeNeed, makeProposal, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { signChain } from '../../../platform/server/seal.ts';
import type { AuditRow, ChainAnswer } from '../core/audit-contract.ts';
import { runCheck } from './audit-chain.ts';

let db: TestDatabase;
let app: FastifyInstance;
let auditor: Visitor;
let lead: Visitor;
let now = new Date('2026-03-02T09:00:00+08:00');
const auditorActor = actorOf('auditor', '1506', { name: '韩正' });
const leadActor = actorOf('stationLead', PLACES.jiaotong, { name: '苏日娜' });
let personId: string;
/** More than thirty thousand where somebody measures: AUDIT_ROWS=1000000. */
const ROWS = Number(process.env['AUDIT_ROWS'] ?? 30_000);

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  app = await makeApi(db.platform, { log: false, isSecure: false });
  await signChain(db.platform);
  [auditor, lead] = [await signedIn(db, app, auditorActor), await signedIn(db, app, leadActor)];
  ({ personId } = await makeNeed(db, leadActor));
  await lead.get(`/api/people/${personId}`); // the first test finds that it was noted
  await lead.post('/api/accounts/unlock', { accountId: leadActor.accountId });
});
afterAll(async () => { await app.close(); await db.close(); });

type Page = { total: number; items: AuditRow[]; next: string | null };
const list = async (by: Visitor, query = '') => {
  const answer = await by.get(`/api/audit?${query}`);
  expect([query, answer.statusCode, answer.statusCode === 200 || answer.body]).toEqual([query, 200, true]);
  return answer.json<Page>();
};

test('changes, readings and refusals stand there with who, as what and on which record; a resident is named masked', async () => {
  const { items } = await list(auditor);
  expect(items.find(({ operation }) => operation === 'person.read')).toMatchObject({ actorName: '苏日娜', actorRole: 'stationLead', kind: 'read', subjectKind: 'person', subjectId: personId, subject: { name: '张**' }, divisionName: '航空社区', actorPlace: '交通街道', sourceAddress: '127.0.0.1' });
  expect(JSON.stringify(items)).not.toMatch(/张秀英/);
  expect(items.find(({ operation }) => operation === '/api/accounts/unlock')).toMatchObject({ kind: 'refused', reason: 'ownAccount', subjectKind: 'account', subject: { name: '苏日娜' }, divisionName: '交通街道' });
});

test('the source address is that of the browser; behind the city’s own proxy the one that the proxy names, whatever the caller wrote before it', async () => {
  const addressesOf = async () => (await db.owner.query<{ address: string }>(`select source_address as address from audit where operation = 'signIn' order by recorded_at`)).rows.map(({ address }) => address);
  const { rows: [account] } = await db.owner.query<{ username: string }>('select username from account where id = $1', [leadActor.accountId]);
  const knock = (at: FastifyInstance) => at.inject({ method: 'POST', url: '/api/session', payload: { username: account!.username, password: 'correct-horse' }, headers: { 'x-forwarded-for': '1.2.3.4, 203.0.113.9' } });
  const proxied = await makeApi(db.platform, { log: false, isSecure: true });
  expect([(await knock(app)).statusCode, (await knock(proxied)).statusCode]).toEqual([200, 200]);
  await proxied.close();
  expect(await addressesOf()).toEqual(['127.0.0.1', '203.0.113.9']);
});

test('every row names its record and stands where that does, and opens the page of what it is about', async () => {
  const { organizationId, resourceId } = await makeProvider(db, { name: '暖阳社会工作服务中心' });
  const needs = [await makeNeed(db, leadActor, { isVerified: false }), await makeNeed(db, leadActor, { isVerified: false }), await makeNeed(db, leadActor, { consentTo: organizationId })];
  await lead.post('/api/needs/verify', { needIds: [needs[0]!.needId, needs[1]!.needId, needs[0]!.needId] });
  const { referralId } = (await lead.post('/api/referrals/offer', { needId: needs[2]!.needId, resourceId })).json<{ referralId: string }>();
  const { runId, proposalId } = await makeProposal(db, leadActor, needs[0]!.needId, resourceId);
  await lead.post('/api/match-rules/veto', { proposalId, code: 'tooFar', words: '太远' });
  const duty = (await db.owner.query<{ id: string }>(`select id from duty where subject_id = $1 and status = 'open'`, [referralId])).rows[0]!;
  await lead.post('/api/my-work/hand-on', { dutyId: duty.id, accountId: leadActor.accountId });
  for (const [path, body] of [['answer', { answer: 'accept' }], ['schedule', { scheduledFor: '2026-03-02' }], ['deliver', { heldOn: '2026-03-02', result: 'full' }]] as const) expect([path, (await lead.post(`/api/referrals/${path}`, { referralId, ...body })).statusCode]).toEqual([path, 200]);
  const { code } = (await lead.get(`/api/referrals/${referralId}/slip`)).json<{ code: string }>();
  expect((await app.inject({ method: 'POST', url: `/api/confirm/${code}`, payload: { requestId: newId(), helped: true } })).statusCode).toBe(200);
  expect((await app.inject({ method: 'POST', url: `/api/confirm/${code}`, payload: { requestId: newId(), helped: false } })).statusCode).toBe(409);

  const { items } = await list(auditor, 'limit=500');
  const of = (operation: string) => items.filter((row) => row.operation === operation);
  expect(of('/api/needs/verify').map(({ subjectId }) => subjectId).toSorted()).toEqual([needs[0]!.needId, needs[1]!.needId].toSorted());
  expect(of('/api/needs/verify')[0]).toMatchObject({ divisionName: '航空社区', subject: { item: 'meals', name: null, opens: null } });
  const referral = { subjectKind: 'referral', subjectId: referralId, divisionName: '航空社区', subject: { item: 'meals', name: '暖阳社会工作服务中心' } };
  expect(of('/api/referrals/offer')).toMatchObject([referral]);
  expect(of('/api/confirm/:code')).toMatchObject([{ ...referral, kind: 'refused', actorRole: 'link' }, { ...referral, kind: 'change' }]);
  expect(of('/api/match-rules/veto')).toMatchObject([{ divisionName: '航空社区', subject: { item: 'meals', opens: { kind: 'matchRun', id: runId } } }]);
  expect(of('/api/my-work/hand-on')).toMatchObject([{ divisionName: '航空社区', subject: { duty: 'answerReferral', opens: { kind: 'referral', id: referralId } } }]);
  // an auditor of the place itself sees what was done about it, whoever did it
  const local = await signedIn(db, app, actorOf('auditor', PLACES.hangkong));
  expect((await list(local, `subjectKind=referral&subjectId=${referralId}&limit=500`)).items.map(({ operation }) => operation)).toEqual(expect.arrayContaining(['/api/confirm/:code', '/api/referrals/deliver', 'referral.slip', '/api/referrals/offer']));
});

test('a wrong password stands in the log of the account, and no word of it', async () => {
  const { username } = (await db.owner.query<{ username: string }>('select username from account where id = $1', [leadActor.accountId])).rows[0]!;
  expect((await app.inject({ method: 'POST', url: '/api/session', payload: { username, password: 'not-the-one' } })).statusCode).toBe(401);
  expect((await list(auditor, `kind=refused&account=${leadActor.accountId}`)).items[0]).toMatchObject({ operation: 'signIn', reason: 'wrongPassword', subjectKind: 'account', subject: { name: '苏日娜' } });
});

test('each filter narrows, and what is found is what was asked', async () => {
  const all = (await list(auditor, 'limit=500')).items;
  for (const [query, holds] of [
    [`q=${encodeURIComponent('苏日')}`, (row: AuditRow) => row.accountId === leadActor.accountId], [`account=${leadActor.accountId}`, (row: AuditRow) => row.accountId === leadActor.accountId],
    ['kind=read', (row: AuditRow) => row.kind === 'read'], ['kind=refused', (row: AuditRow) => row.kind === 'refused'], ['kind=change', (row: AuditRow) => row.kind === 'change'], ['kind=door', (row: AuditRow) => row.kind === 'door'],
    ['operation=person.read', (row: AuditRow) => row.operation === 'person.read'], ['role=stationLead,finance', (row: AuditRow) => row.actorRole === 'stationLead'],
    [`subjectKind=person&subjectId=${personId}`, (row: AuditRow) => row.subjectId === personId], ['happenedFrom=2026-03-02&happenedTo=2026-03-02', () => true], ['happenedFrom=2026-03-03', () => false], ['q=nobody', () => false],
  ] as const) {
    const found = (await list(auditor, `limit=500&${query}`)).items.filter(({ operation }) => operation !== 'audit.read');
    expect([query, found.map(({ id }) => id)]).toEqual([query, all.filter((row) => row.operation !== 'audit.read' && holds(row)).map(({ id }) => id)]);
  }
});

test('reading the log is itself in the log, once a minute, with whom it was about', async () => {
  now = new Date(now.getTime() + 3_600_000);
  const readings = async () => (await list(auditor, 'operation=audit.read&limit=500')).items;
  const before = (await readings()).length;
  now = new Date(now.getTime() + 120_000);
  await list(auditor, `account=${leadActor.accountId}`);
  await list(auditor, `account=${leadActor.accountId}`);
  const after = await readings();
  expect(after.length - before).toBeLessThanOrEqual(3);
  expect(after.filter(({ subjectId, at }) => subjectId === leadActor.accountId && at === now.toISOString())).toMatchObject([{ kind: 'read', actorName: '韩正', subjectKind: 'account', subject: { name: '苏日娜' } }]);
});

test('an auditor of another banner sees none of it, and nobody else sees the page', async () => {
  const elsewhere = await signedIn(db, app, actorOf('auditor', PLACES.dalad));
  expect((await list(elsewhere, 'limit=500')).items.filter(({ operation }) => operation !== 'audit.read')).toEqual([]);
  expect((await elsewhere.get('/api/audit/chain')).json()).toMatchObject({ isSeen: false, sequence: 0, hash: null });
  expect((await elsewhere.post('/api/audit/check')).json()).toMatchObject({ code: 'chainIsOfTheCity' });
  for (const role of ['stationLead', 'officer', 'finance', 'resident'] as const) {
    const visitor = await signedIn(db, app, actorOf(role, '1506'));
    expect([role, (await visitor.get('/api/audit')).statusCode, (await visitor.get('/api/audit/chain')).statusCode, (await visitor.post('/api/audit/check')).statusCode]).toEqual([role, 403, 403, 403]);
  }
});

test('a check of the chain is asked for once at a time, tells what it found, and names the first place that is broken', async () => {
  const chain = async () => (await auditor.get('/api/audit/chain')).json<ChainAnswer>();
  const asked = (await auditor.post('/api/audit/check')).json<{ checkId: string; isJoined: boolean }>();
  expect(asked.isJoined).toBe(false);
  expect((await auditor.post('/api/audit/check')).json()).toEqual({ checkId: asked.checkId, isJoined: true });
  expect((await chain()).check).toMatchObject({ status: 'running', isStuck: false, requestedBy: '韩正' });
  await runCheck(db.platform, asked.checkId);
  const held = await chain();
  expect(held).toMatchObject({ isSeen: true, check: { status: 'holds', checked: held.sequence, hash: held.hash, faults: [] } });
  expect(held.sequence).toBeGreaterThan(5);
  expect((await list(auditor, 'limit=1&operation=person.read')).items[0]!.sequence).toBeGreaterThan(0);

  await db.owner.query(`update audit set purpose = 'x' where operation = 'person.read'`);
  const again = (await auditor.post('/api/audit/check')).json<{ checkId: string }>();
  await runCheck(db.platform, again.checkId);
  const broken = await chain();
  expect(broken.check).toMatchObject({ status: 'broken', faults: [{ kind: 'changed', sequence: expect.any(Number), at: expect.stringMatching(/^2026-03-02T/) }] });
  await db.owner.query(`update audit_check set status = 'running', progressed_at = now() - interval '6 minutes'`);
  expect((await chain()).check).toMatchObject({ isStuck: true });
});

test(`over ${ROWS} rows a page comes from an index in its order, unsorted, and a cursor walks through all of them once`, async () => {
  await db.owner.query(`insert into audit (city, id, division_code, account_id, grant_id, actor_name, actor_role, operation, subject_kind, subject_id, outcome, happened_at)
    select '1506', gen_random_uuid(), (array['150602001003', '150621', '150602', '1506'])[1 + i % 4], case when i % 50 = 0 then $1::uuid else gen_random_uuid() end, null, '某人', 'stationWorker',
      (array['/api/needs/hear', 'person.read', 'signIn', '/api/referrals/answer'])[1 + (i / 3) % 4], 'person', gen_random_uuid(),
      case when i % 997 = 0 then 'refused: stale' when (i / 3) % 4 = 1 then 'read' else 'done' end, timestamptz '2024-01-01' + i * interval '50 seconds'
    from generate_series(1, $2::int) as i`, [leadActor.accountId, ROWS]);
  await db.owner.query('vacuum analyze audit');
  const scope = scopeOf(auditorActor);
  const explain = (where: string) => db.platform.database.transaction(scope, async (tx) =>
    (await tx.text(`explain select id, happened_at from audit where city = current_setting('app.city') and ${where} order by happened_at desc, id desc limit 101`, [])).rows.map((row) => Object.values(row as object)[0]).join('\n'));
  for (const [where, index] of [
    ['true', 'audit_by_moment'], [`happened_at >= timestamptz '2024-01-05' and (happened_at, id) < (timestamptz '2024-01-09', gen_random_uuid())`, 'audit_by_moment'],
    [`(outcome >= 'refused' and outcome < 'refusee')`, 'audit_refused'], [`operation = 'person.read'`, 'audit_of_operation'], [`account_id = '${leadActor.accountId}'`, 'audit_of_account'],
  ] as const) {
    const plan = await explain(where);
    expect([where, plan.includes(index), plan.includes('Sort')], plan).toEqual([where, true, false]);
  }
  const took: Record<string, number> = {};
  for (const query of ['', 'kind=read', 'kind=change', 'kind=refused', 'kind=door', 'operation=person.read', `account=${leadActor.accountId}`, `q=${encodeURIComponent('苏日')}`, 'role=stationWorker', 'happenedFrom=2024-01-02&happenedTo=2024-01-05', `subjectKind=person&subjectId=${personId}`]) {
    const from = performance.now();
    const first = await list(auditor, query);
    took[query || 'all'] = Math.round(performance.now() - from);
    if (first.next) {
      const start = performance.now();
      expect((await list(auditor, `${query}&after=${first.next}`)).total).toBe(first.total);
      took[`${query || 'all'}, next page`] = Math.round(performance.now() - start);
    }
  }
  console.log(`milliseconds over ${ROWS} rows`, took);
  const ids = new Set<string>();
  let seen = 0;
  for (let after: string | null = ''; after !== null && seen < 3000;) {
    const page: Page = await list(auditor, `limit=500&kind=read&happenedTo=2024-06-01${after ? `&after=${after}` : ''}`);
    for (const { id } of page.items) { ids.add(id); seen += 1; }
    after = page.next;
  }
  expect([ids.size, seen > 1000]).toEqual([seen, true]);
}, 600_000);
