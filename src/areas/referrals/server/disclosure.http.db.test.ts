import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { readWorkbook } from '../../imports/server/read/read-workbook.ts';
import { dayOf } from '../../../kernel/local-date.ts';
import type { Board, OwnReferral, ReferralAnswer, ReferralRow } from '../core/contract.ts';

let db: TestDatabase;
let app: FastifyInstance;
let worker: Visitor;
let officer: Visitor;
let supervisor: Visitor;
const station = actorOf('stationWorker', PLACES.hangkong);

beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  worker = await signedIn(db, app, station);
  officer = await signedIn(db, app, actorOf('officer', PLACES.jiaotong));
  supervisor = await signedIn(db, app, actorOf('supervisor', PLACES.jiaotong));
});
afterAll(async () => { await app.close(); await db.close(); });

const NAME = /^张秀英\d+$/;
const post = async <T>(visitor: Visitor, url: string, body: Record<string, unknown>): Promise<T> => {
  const answer = await visitor.post(url, body);
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
  return answer.json<T>();
};

/** A referral whose receiver has an account, offered and accepted. */
async function accepted(): Promise<{ referralId: string; manager: Visitor }> {
  const provider = await makeProvider(db);
  const { needId } = await makeNeed(db, station, { consentTo: provider.organizationId });
  const manager = await signedIn(db, app, provider.manager, true);
  const { referralId } = await post<{ referralId: string }>(worker, '/api/referrals/offer', { needId, resourceId: provider.resourceId });
  await post(manager, '/api/referrals/answer', { referralId, answer: 'accept' });
  return { referralId, manager };
}

/** Every way in which a page or a workbook tells of a referral, for one visitor. */
async function everythingOf(visitor: Visitor, referralId: string): Promise<{ file: ReferralAnswer; names: (string | null)[]; text: string }> {
  const file = (await visitor.get(`/api/referrals/${referralId}`)).json<ReferralAnswer>();
  const list = (await visitor.get('/api/referrals?limit=200')).json<{ items: ReferralRow[] }>();
  const board = (await visitor.get('/api/referrals/board')).json<Board>();
  const rows = [...list.items, ...board.columns.flatMap(({ items }) => items)].filter(({ id }) => id === referralId);
  expect(rows.length).toBe(2);
  return { file, names: [file.recipientName, ...rows.map(({ recipientName }) => recipientName)], text: JSON.stringify([file, rows]) };
}

/** The words in the cells of the exported list. */
async function workbookOf(visitor: Visitor): Promise<string> {
  const read = await readWorkbook((await visitor.get('/api/referrals/export')).rawPayload, 'referrals.xlsx');
  if (!read.ok) throw new Error(read.refusal.code);
  return JSON.stringify(read.value.sheets.map(({ rows }) => [...rows]));
}

test('a street’s officer sees the first character of a name and neither address nor telephone, in list, board, page and workbook; those who work with the people see them', async () => {
  const { referralId } = await accepted();
  const seen = await everythingOf(officer, referralId);
  expect(seen.names).toEqual(['张**', '张**', '张**']);
  expect([seen.file.recipientAddress, seen.file.recipientPhone]).toEqual([null, null]);
  expect(seen.text).not.toMatch(/张秀英|号楼|1384/);
  expect(await workbookOf(officer)).not.toMatch(/张秀英/);
  expect(await workbookOf(worker)).toMatch(/张秀英/);
  expect((await officer.post('/api/referrals/reveal-phone', { referralId, purpose: 'callResident' })).statusCode).toBe(403);
  for (const visitor of [worker, supervisor]) {
    const whole = await everythingOf(visitor, referralId);
    expect(whole.names.every((name) => NAME.test(name ?? ''))).toBe(true);
    expect(whole.file.recipientAddress).toMatch(/号楼/);
  }
});

test('the receiver’s timeline begins with the offer and tells of everybody’s acts; that of another’s referral, and of other records, stays closed', async () => {
  const { referralId, manager } = await accepted();
  const told = async (visitor: Visitor, kind: string, subjectId: string) => (await visitor.get(`/api/history?kind=${kind}&subjectId=${subjectId}`)).json<{ items: { action: string; actorName: string }[] }>().items;
  const mine = await told(manager, 'referral', referralId);
  expect(mine.map(({ action }) => action)).toEqual(['accepted', 'offered']);
  expect(mine[1]!.actorName).toBe(station.name);
  const { needId } = (await manager.get(`/api/referrals/${referralId}`)).json<ReferralAnswer>();
  expect((await told(worker, 'need', needId)).length).toBeGreaterThan((await told(manager, 'need', needId)).length);
  const other = await accepted();
  expect(await told(other.manager, 'referral', referralId)).toEqual([]);
});

test('the resident is told when somebody comes and whom to call about it, while it is still to come', async () => {
  const { referralId, manager } = await accepted();
  const { personId } = (await worker.get(`/api/referrals/${referralId}`)).json<ReferralAnswer>();
  const resident = await signedIn(db, app, actorOf('resident', PLACES.hangkong, { personId }));
  await post(manager, '/api/referrals/schedule', { referralId, scheduledFor: dayOf(db.platform.now()), words: '上午九点', contactName: '李师傅', contactPhone: '0477-8112233' });
  const own = async () => (await resident.get('/api/referrals/own')).json<{ items: OwnReferral[] }>().items[0]!;
  expect(await own()).toMatchObject({ scheduledWords: '上午九点', personToCall: { name: '李师傅', phone: expect.stringMatching(/8112233$/) as string } });
  await post(worker, '/api/referrals/withdraw', { referralId, reason: '老人住院了' });
  expect((await own()).personToCall).toBeNull();
});

test('the receiver sees name, address and telephone while it serves; afterwards the name of whom it served, and nothing that leads to the door', async () => {
  const { referralId, manager } = await accepted();
  const serving = await everythingOf(manager, referralId);
  expect(serving.names.every((name) => NAME.test(name ?? ''))).toBe(true);
  expect([serving.file.recipientAddress, serving.file.recipientPhone]).toEqual([expect.stringMatching(/号楼/), '138****1234']);
  expect((await manager.post('/api/referrals/reveal-phone', { referralId, purpose: 'callResident' })).json()).toEqual({ value: '13847701234' });
  await post(manager, '/api/referrals/deliver', { referralId, heldOn: '2026-03-02', result: 'full' });
  await post(worker, '/api/referrals/confirm', { referralId, helped: true });
  const after = await everythingOf(manager, referralId);
  expect(after.names.every((name) => NAME.test(name ?? ''))).toBe(true);
  expect(after.text).not.toMatch(/号楼|138/);
  const refused = await manager.post('/api/referrals/reveal-phone', { referralId, purpose: 'callResident' });
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'whereaboutsOver']);
  expect((await everythingOf(worker, referralId)).file.recipientAddress).toMatch(/号楼/);
});

test('where nothing came of it, not even the name stays whole with the receiver', async () => {
  const { referralId, manager } = await accepted();
  await post(manager, '/api/referrals/fail', { referralId, reason: '本人住院，约不上' });
  const after = await everythingOf(manager, referralId);
  expect(after.names).toEqual(['张**', '张**', '张**']);
  expect(after.text).not.toMatch(/张秀英|号楼|138/);
});

test('a file of a person shows an officer no address either', async () => {
  const { referralId } = await accepted();
  const { personId } = (await worker.get(`/api/referrals/${referralId}`)).json<{ personId: string }>();
  expect((await officer.get(`/api/people/${personId}`)).json()).toMatchObject({ name: '张**', address: null });
  expect((await worker.get(`/api/people/${personId}`)).json<{ address: string }>().address).toMatch(/号楼/);
});
