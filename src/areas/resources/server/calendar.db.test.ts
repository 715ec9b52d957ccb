import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn, type Visitor } from '../../../../test/support/http.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import type { FeedAnswer, WeekAnswer } from '../core/contract.ts';

let db: TestDatabase;
let app: FastifyInstance;
let station: Visitor, keeps: Visitor;
let made = 0;
const worker = actorOf('stationWorker', PLACES.hangkong), keeper = actorOf('stationWorker', PLACES.dongsheng);
beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  [station, keeps] = [await signedIn(db, app, worker), await signedIn(db, app, keeper)];
});
afterAll(async () => { await app.close(); await db.close(); });

/** A provider whose hours of an afternoon are promised. */
async function withBooking() {
  const provider = await makeProvider(db, { oneAtATime: true, hasManager: false, name: `暖阳, 活动室${++made}` });
  const { needId } = await makeNeed(db, worker, { consentTo: provider.organizationId });
  const manager = await signedIn(db, app, provider.manager);
  const { referralId } = (await station.post('/api/referrals/offer', { needId, resourceId: provider.resourceId })).json<{ referralId: string }>();
  await manager.post('/api/referrals/answer', { referralId, answer: 'accept' });
  expect((await manager.post('/api/referrals/schedule', { referralId, scheduledFor: '2026-03-04', from: '14:00', until: '15:00' })).statusCode).toBe(200);
  return { ...provider, referralId, boss: manager };
}

test('a week shows what is offered, taken and free; a day that is not offered has no hours, and nothing can be agreed for it', async () => {
  const { resourceId, referralId, boss } = await withBooking();
  const weekOf = async (from: string) => (await station.get(`/api/resources/${resourceId}/week?from=${from}`)).json<WeekAnswer>();
  const week = await weekOf('2026-03-08');
  expect([week.from, week.days.length, week.isOneAtATime]).toEqual(['2026-03-02', 7, true]);
  expect(week.days[2]).toEqual({ on: '2026-03-04', isClosed: false, hours: [{ from: '08:00', until: '20:00' }], taken: [{ from: '14:00', until: '15:00' }], free: [{ from: '08:00', until: '14:00' }, { from: '15:00', until: '20:00' }] });
  const changed = await keeps.post('/api/resources/update', { resourceId, version: 1, closedDays: ['RRULE:FREQ=MONTHLY;BYDAY=1FR', 'holidays'], slots: ['4-morning', '5-morning'] });
  expect(changed.json()).toMatchObject({ version: 2 });
  const now = await weekOf('2026-03-02');
  expect(now.days.slice(3, 5)).toEqual([{ on: '2026-03-05', isClosed: false, hours: [{ from: '06:00', until: '12:00' }], taken: [], free: [{ from: '06:00', until: '12:00' }] }, { on: '2026-03-06', isClosed: true, hours: [], taken: [], free: [] }]);
  const refused = await boss.post('/api/referrals/schedule', { referralId, scheduledFor: '2026-03-06', from: '09:00', until: '10:00' });
  expect(refused.json()).toMatchObject({ code: 'closedOn', message: '“暖阳, 活动室1”2026-03-06 不开放，请换一天。', issues: [{ path: 'scheduledFor' }] });
  // what was agreed before stands
  expect(now.days[2]!.taken).toEqual([{ from: '14:00', until: '15:00' }]);
  for (const entry of ['RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31', '2026-02-30', 'x'.repeat(300)]) expect((await keeps.post('/api/resources/update', { resourceId, version: 2, closedDays: [entry] })).statusCode).toBe(400);
  expect((await keeps.post('/api/resources/update', { resourceId, version: 2, closedDays: Array(61).fill('holidays') })).statusCode).toBe(400);
  // every other Thursday from the 5th: shut that day, open the week after, and so in the calendar of whoever subscribes
  expect((await keeps.post('/api/resources/update', { resourceId, version: 2, closedDays: ['DTSTART;VALUE=DATE:20260305\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH'] })).json()).toMatchObject({ version: 3 });
  const thursday = async (from: string) => (await weekOf(from)).days[3]!.isClosed;
  expect([await thursday('2026-03-02'), await thursday('2026-03-09'), await thursday('2026-03-16')]).toEqual([true, false, true]);
  const exdates = (await keeps.get(`/api/resources/${resourceId}/calendar.ics`)).body.match(/EXDATE[^\r]*/g)!;
  expect(exdates.slice(0, 2)).toEqual(['EXDATE;TZID=Asia/Shanghai:20260305T060000', 'EXDATE;TZID=Asia/Shanghai:20260319T060000']);
  const abroad = await signedIn(db, app, actorOf('stationWorker', PLACES.dalad));
  expect([(await abroad.get(`/api/resources/${resourceId}/week`)).statusCode, (await abroad.get(`/api/resources/${resourceId}/calendar.ics`)).statusCode]).toEqual([404, 404]);
});

test('an organisation’s calendar is read at an address of its own, without a session and without anybody’s name, until the address is taken back', async () => {
  const { boss, resourceId } = await withBooking();
  const other = await signedIn(db, app, (await makeProvider(db, { hasManager: false })).manager);
  const feedOf = async (visitor = boss) => (await visitor.get('/api/resources/calendar-feed')).json<FeedAnswer>();
  expect((await feedOf()).path).toBeNull();
  expect((await station.post('/api/resources/calendar-feed/make', {})).statusCode).toBe(403);
  expect((await boss.post('/api/resources/calendar-feed/make', {})).json()).toMatchObject({ isOpen: true });
  const { path } = await feedOf();
  expect(path).toMatch(/^\/api\/calendar\/[0-9A-F]{32}$/);
  const read = async (at = path!) => app.inject({ url: at });
  const answer = await read();
  expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([200, 'text/calendar; charset=utf-8', 'no-store']);
  expect(answer.body).toContain('DTSTART;TZID=Asia/Shanghai:20260304T140000\r\n');
  expect(answer.body).toContain('SUMMARY:暖阳\\, 活动室2：已预约\r\n');
  expect(answer.body).not.toMatch(/张秀英|航空|1384770/);
  expect(answer.body.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  // the same as one resource's file
  expect((await station.get(`/api/resources/${resourceId}/calendar.ics`)).body.split('\r\n').filter((line) => /^(UID|DTSTART|SUMMARY)/.test(line))).toEqual(answer.body.split('\r\n').filter((line) => /^(UID|DTSTART|SUMMARY)/.test(line)));
  // the key is in no table: neither the feed's, nor the kept answers, nor the log
  const key = path!.split('/').at(-1)!;
  for (const table of ['calendar_feed', 'command_answer', 'audit', 'history']) expect((await db.owner.query(`select 1 from ${table} t where position($1 in upper(t::text)) > 0`, [key])).rows).toEqual([]);
  expect((await feedOf(other)).path).toBeNull();
  await other.post('/api/resources/calendar-feed/revoke', {});
  expect((await read()).statusCode).toBe(200);
  for (const wrong of [path!.slice(0, -1), `${path}0`, '/api/calendar/x', `/api/calendar/${'0'.repeat(32)}`]) expect((await read(wrong)).statusCode).toBe(404);
  const both = await Promise.all([1, 2].map(() => boss.post('/api/resources/calendar-feed/make', {})));
  expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect((await read()).statusCode).toBe(404);
  const next = (await feedOf()).path!;
  expect([next === path, (await read(next)).statusCode]).toEqual([false, 200]);
  await boss.post('/api/resources/calendar-feed/revoke', {});
  expect([(await read(next)).statusCode, (await feedOf()).path]).toEqual([404, null]);
  // as the log has it
  expect((await db.owner.query(`select count(*)::int as n from history where action like 'calendar%'`)).rows[0]).toEqual({ n: 4 });
});
