import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApi } from '../src/apps/api.ts';
import { owe } from '../src/areas/duties/server/operations.ts';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from './support/database.ts';
import { signedIn, type Visitor } from './support/http.ts';
import { makeNeed, makeProposal, makeProvider } from './support/walk.ts';

// Two people press at the same moment: one does it, the other is told who did and when, and nothing is done twice.
let db: TestDatabase;
let app: FastifyInstance;
let pair: Visitor[];
const lead = actorOf('stationLead', PLACES.hangkong, { name: '苏日娜' });
const social = actorOf('socialWorker', PLACES.dongsheng, { name: '郝敏' });
beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  pair = [await signedIn(db, app, lead), await signedIn(db, app, social)];
});
afterAll(async () => { await app.close(); await db.close(); });

const ROUNDS = 8;
const count = async (query: string, ...values: unknown[]): Promise<number> => (await db.owner.query<{ n: number }>(`select count(*)::int as n from ${query}`, values)).rows[0]!.n;

/** Everybody at once; the one that won, and what the others were told. */
async function race(path: string, bodies: Record<string, unknown>[]): Promise<{ won: LightMyRequestResponse[]; told: Record<string, unknown>[] }> {
  const answers = await Promise.all(bodies.map((body, i) => pair[i % pair.length]!.post(path, body)));
  for (const { statusCode, body } of answers) expect([200, 409], body).toContain(statusCode);
  return { won: answers.filter(({ statusCode }) => statusCode === 200), told: answers.filter(({ statusCode }) => statusCode === 409).map((answer) => answer.json()) };
}

const someone = expect.stringMatching(/^(苏日娜|郝敏)$/) as string;

test('one need edited or closed by two from the same page: one wins, and the other hears who and when', async () => {
  for (let i = 0; i < ROUNDS; i++) {
    const { needId } = await makeNeed(db, lead);
    const { version } = (await pair[0]!.get(`/api/needs/${needId}`)).json<{ version: number }>();
    const edit = await race('/api/needs/edit', [{ needId, version, urgency: 1 }, { needId, version, urgency: 3 }]);
    expect([edit.won.length, edit.told]).toMatchObject([1, [{ code: 'changedMeanwhile', by: someone, at: expect.any(String), message: expect.stringMatching(/^(苏日娜|郝敏) /) }]]);
    const body = { needId, code: 'noLongerWanted', reason: '不需要了' };
    const close = await race('/api/needs/close-unmet', [body, body]);
    expect([close.won.length, close.told]).toMatchObject([1, [{ code: 'needMovedOn', by: someone, at: expect.any(String), message: expect.stringMatching(/^(苏日娜|郝敏) 已经办过/) }]]);
    expect(await count(`history where kind = 'need' and subject_id = $1 and action in ('edited', 'closeUnmet')`, needId)).toBe(2);
  }
});

test('the last unit of a resource goes to one of eight needs', async () => {
  for (let i = 0; i < 3; i++) {
    const provider = await makeProvider(db, { quantity: 1, hasManager: false });
    const needs = [];
    for (let n = 0; n < 8; n++) needs.push((await makeNeed(db, lead, { consentTo: provider.organizationId })).needId);
    const { won, told } = await race('/api/referrals/offer', needs.map((needId) => ({ needId, resourceId: provider.resourceId })));
    expect([won.length, new Set(told.map(({ code }) => code))]).toEqual([1, new Set(['resourceFull'])]);
    expect(await count('capacity_use where resource_id = $1', provider.resourceId)).toBe(1);
    expect(await count(`need where id = any($1) and status = 'matched'`, needs)).toBe(1);
  }
});

test('one proposal accepted by two is one referral, and leaves no review owed', async () => {
  for (let i = 0; i < ROUNDS; i++) {
    const provider = await makeProvider(db, { hasManager: false });
    const { needId } = await makeNeed(db, lead, { consentTo: provider.organizationId });
    const { runId, proposalId } = await makeProposal(db, lead, needId, provider.resourceId);
    await db.as(lead, (tx, call) => owe(tx, call, [{ kind: 'reviewProposals', subjectKind: 'matchRun', subjectId: runId, subjectTitle: '航空社区', divisionCode: PLACES.hangkong, windowKey: PLACES.hangkong, dueOn: call.today, owner: { role: 'stationLead' }, details: {} }]));
    expect(await count(`duty where kind = 'reviewProposals' and subject_id = $1 and status = 'open'`, runId)).toBe(1);
    const body = { proposalId };
    const { won, told } = await race('/api/referrals/accept-proposal', [body, body]);
    expect([won.length, told]).toMatchObject([1, [{ code: 'proposalDecided', by: someone, at: expect.any(String) }]]);
    expect(await count('referral where need_id = $1', needId)).toBe(1);
    expect(await count(`duty where kind = 'reviewProposals' and subject_id = $1 and status = 'open'`, runId)).toBe(0);
    expect(await count(`duty where kind = 'answerReferral' and status = 'open' and subject_id = $1`, won[0]!.json<{ referralId: string }>().referralId)).toBe(1);
  }
});

test('one need offered to the same provider by two is one referral', async () => {
  for (let i = 0; i < ROUNDS; i++) {
    const provider = await makeProvider(db, { hasManager: false });
    const { needId } = await makeNeed(db, lead, { consentTo: provider.organizationId });
    const body = { needId, resourceId: provider.resourceId };
    const { won, told } = await race('/api/referrals/offer', [body, body]);
    expect([won.length, told.length]).toEqual([1, 1]);
    expect(['offeredAlready', 'needNotOpen']).toContain(told[0]!['code']);
    expect(await count('referral where need_id = $1', needId)).toBe(1);
  }
});

test('one referral answered yes by one and no by another: one answer stands, the other hears whose', async () => {
  for (let i = 0; i < ROUNDS; i++) {
    const provider = await makeProvider(db, { hasManager: false });
    const { needId } = await makeNeed(db, lead, { consentTo: provider.organizationId });
    const offered = (await pair[0]!.post('/api/referrals/offer', { needId, resourceId: provider.resourceId })).json<{ referralId: string; version: number }>();
    const { referralId, version } = offered;
    const { won, told } = await race('/api/referrals/answer', [{ referralId, version, answer: 'accept' }, { referralId, version, answer: 'decline', declineCode: 'full' }]);
    expect([won.length, told]).toMatchObject([1, [{ code: 'changedMeanwhile', by: someone, at: expect.any(String) }]]);
    expect(await count(`history where kind = 'referral' and subject_id = $1 and action in ('accepted', 'declined')`, referralId)).toBe(1);
  }
});
