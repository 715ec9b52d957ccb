import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { testVault } from '../../../../test/support/vault.ts';
import { makeNeed, makeProvider } from '../../../../test/support/walk.ts';
import { makePlatform } from '../../../apps/platform.ts';
import { routes } from '../../../apps/wire.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery, type Platform } from '../../../platform/server/perform.ts';
import { clockAt, overlap } from '../../resources/core/booking.ts';
import { addResources } from '../../resources/server/operations.ts';
import type { DayOfReferral } from '../core/contract.ts';

let db: TestDatabase;
const now = new Date('2026-03-02T09:00:00+08:00');
const worker = actorOf('stationWorker', PLACES.hangkong, { name: '高晓燕' });
beforeAll(async () => { db = await makeTestDatabase(() => now); });
afterAll(() => db.close());

type Answer = { status: number; body: { code?: string; [detail: string]: unknown } };
async function post(actor: Actor, path: string, body: Record<string, unknown>, platform: Platform = db.platform): Promise<Answer> {
  const route = routes.find((row) => row.path === path && row.method === 'POST')!;
  return performCommand(platform, route, { actor, language: 'zh' }, route.input.parse({ requestId: newId(), ...body }) as { requestId: string }) as Promise<Answer>;
}
const done = (answer: Answer): Answer => { if (answer.status !== 200) throw new Error(JSON.stringify(answer.body)); return answer; };
const dayOf = (actor: Actor, referralId: string, on: string) => performQuery(db.platform, routes.find(({ path }) => path === '/api/referrals/:referralId/day')!, { actor, language: 'zh' }, { referralId, on }) as Promise<DayOfReferral>;
type Provider = Awaited<ReturnType<typeof makeProvider>>;

async function accepted({ organizationId, resourceId, manager }: Provider): Promise<string> {
  const { needId } = await makeNeed(db, worker, { consentTo: organizationId });
  const { referralId } = done(await post(worker, '/api/referrals/offer', { needId, resourceId })).body as { referralId: string };
  done(await post(manager, '/api/referrals/answer', { referralId, answer: 'accept' }));
  return referralId;
}
const schedule = (actor: Actor, referralId: string, from: string | null, until: string | null, scheduledFor = '2026-03-04', platform = db.platform) => post(actor, '/api/referrals/schedule', { referralId, scheduledFor, from, until }, platform);
type Row = { referral: string; resource: string; on: string; from: string; until: string; status: string };
const standing = async (resourceIds: string[]): Promise<Row[]> => (await db.owner.query<Row>(`
  select b.referral_id as referral, b.resource_id as resource, lower(during)::date::text as on, to_char(lower(during), 'HH24:MI') as from, to_char(upper(during), 'HH24:MI') as until, r.status
  from booking b join referral r on r.city = b.city and r.id = b.referral_id where b.resource_id = any($1) and b.released_at is null order by lower(during), b.resource_id`, [resourceIds])).rows;
const hoursOf = async (resourceId: string) => (await standing([resourceId])).map(({ on, from, until }) => `${on} ${from}–${until}`);

/** A team that takes a van along which belongs to another organisation. */
async function withVan(): Promise<{ team: Provider; other: Provider; vanId: string; lender: Actor }> {
  const [team, other, lender] = [await makeProvider(db, { quantity: 100 }), await makeProvider(db, { quantity: 100 }), await makeProvider(db)];
  const [van] = await db.as(actorOf('stationWorker', PLACES.dongsheng), (tx, call) => addResources(tx, call, [{ homeCode: PLACES.dongsheng, reachCodes: [PLACES.dongsheng], organizationId: lender.organizationId, providerName: '助浴车', providerKind: 'organization', kind: 'goods', items: ['meals'], oneAtATime: true, capacity: { quantity: 100, unit: 'personTimes', per: 'week' } }] as never));
  await db.owner.query('update resource set also_takes_id = $1 where id = any($2)', [van!.resourceId, [team.resourceId, other.resourceId]]);
  return { team, other, vanId: van!.resourceId, lender: lender.manager };
}

test('hours of what serves one at a time are promised once: the second hears when it is taken and when it is free, at the field, and takes that', async () => {
  const provider = await makeProvider(db, { oneAtATime: true });
  const [first, second] = [await accepted(provider), await accepted(provider)];
  expect((await schedule(provider.manager, first, null, null)).body).toMatchObject({ code: 'hoursMissing', field: 'from' });
  expect((await schedule(provider.manager, first, '10:00', '10:00')).body).toMatchObject({ code: 'untilNotAfterFrom', field: 'until' });
  expect((await schedule(provider.manager, first, '10:00', null)).body).toMatchObject({ code: 'untilMissing', field: 'until' });
  done(await schedule(provider.manager, first, '09:00', '10:30'));
  const told = await schedule(worker, second, '10:00', '11:00');
  expect(told.body).toMatchObject({ code: 'bookedAlready', field: 'from', from: '09:00', until: '10:30', heldFor: '（约给航空社区的助餐）', when: '这一天还空着：08:00–09:00、10:30–20:00。' });
  expect(await dayOf(worker, second, '2026-03-04')).toMatchObject({ resources: [{ isOneAtATime: true, goesAlong: false, taken: [{ from: '09:00', until: '10:30', isOwn: false }] }], free: [{ from: '08:00', until: '09:00' }, { from: '10:30', until: '20:00' }] });
  expect(JSON.stringify(await dayOf(worker, second, '2026-03-04'))).not.toMatch(/张秀英/);
  done(await schedule(worker, second, '10:30', '11:30'));
  expect(await hoursOf(provider.resourceId)).toEqual(['2026-03-04 09:00–10:30', '2026-03-04 10:30–11:30']);
  // within what it has itself, a referral may move
  done(await schedule(provider.manager, first, '09:30', '10:30'));
  expect(await hoursOf(provider.resourceId)).toEqual(['2026-03-04 09:30–10:30', '2026-03-04 10:30–11:30']);
  // today only what is still to come is proposed
  expect((await dayOf(worker, second, '2026-03-02')).free).toEqual([{ from: '09:00', until: '20:00' }]);
});

test('whoever finds a day full is told the next that has hours long enough, and for what it is full only where that is in sight', async () => {
  const provider = await makeProvider(db, { oneAtATime: true });
  const [first, second] = [await accepted(provider), await accepted(provider)];
  done(await schedule(provider.manager, first, '08:00', '19:30'));
  expect((await schedule(worker, second, '09:00', '10:00')).body).toMatchObject({ code: 'bookedAlready', when: '这一天没有合适的空了，最近空着的是 2026-03-05 08:00–20:00。' });
  expect((await schedule(worker, second, '19:15', '19:45')).body).toMatchObject({ when: '这一天还空着：19:30–20:00。' });
  expect(await dayOf(worker, second, '2026-03-04')).toMatchObject({ free: [{ from: '19:30', until: '20:00' }], next: { on: '2026-03-05', from: '08:00', until: '20:00' }, resources: [{ taken: [{ held: { referralId: first, item: 'meals', communityName: '航空社区' } }] }] });
  expect((await dayOf(worker, second, '2026-03-05')).next).toBeNull();
});

test('what serves several at once needs no hours and refuses none', async () => {
  const provider = await makeProvider(db);
  const [first, second] = [await accepted(provider), await accepted(provider)];
  done(await schedule(provider.manager, first, null, null));
  expect(await hoursOf(provider.resourceId)).toEqual([]);
  done(await schedule(provider.manager, first, '09:00', '10:00'));
  done(await schedule(provider.manager, second, '09:00', '10:00'));
  expect(await hoursOf(provider.resourceId)).toHaveLength(2);
  // agreed anew without hours it has none
  done(await schedule(provider.manager, first, null, null));
  expect(await hoursOf(provider.resourceId)).toHaveLength(1);
  const page = { resourceId: provider.resourceId, version: 1 };
  done(await schedule(provider.manager, first, '09:30', '10:30'));
  expect((await post(actorOf('stationWorker', PLACES.dongsheng), '/api/resources/update', { ...page, oneAtATime: true })).body).toMatchObject({ code: 'bookingsOverlap', on: '2026-03-04', field: 'oneAtATime' });
  done(await schedule(provider.manager, first, '10:00', '10:30'));
  done(await post(actorOf('stationWorker', PLACES.dongsheng), '/api/resources/update', { ...page, oneAtATime: true }));
  expect((await schedule(provider.manager, first, '09:30', '10:30')).body).toMatchObject({ code: 'bookedAlready' });
});

test('what goes along is promised with it or not at all, though it is another organisation’s; and it is given back with it', async () => {
  const { team, other, vanId, lender } = await withVan();
  const [one, two] = [await accepted(team), await accepted(other)];
  expect((await schedule(team.manager, one, null, null)).body).toMatchObject({ code: 'hoursMissing', name: '助浴车' });
  done(await schedule(team.manager, one, '09:00', '11:00'));
  expect((await standing([team.resourceId, vanId])).length).toBe(2);
  expect((await schedule(other.manager, two, '10:00', '12:00')).body).toMatchObject({ code: 'bookedAlready', name: '助浴车', from: '09:00', until: '11:00', heldFor: '' });
  expect((await dayOf(other.manager, two, '2026-03-04')).resources.flatMap(({ taken }) => taken.map(({ held }) => held))).toEqual([null]);
  expect(await standing([other.resourceId])).toEqual([]);
  expect((await dayOf(other.manager, two, '2026-03-04')).resources).toMatchObject([{ isOneAtATime: false, taken: [] }, { name: '助浴车', goesAlong: true, taken: [{ from: '09:00', until: '11:00' }] }]);
  const seen = (actor: Actor) => db.as(actor, (tx) => tx.many<{ id: string }>({ text: 'select distinct resource_id as id from booking', values: [] } as never));
  expect([await seen(lender), await seen(other.manager)]).toEqual([[{ id: vanId }], []]);
  done(await post(team.manager, '/api/referrals/fail', { referralId: one, reason: '居民不在家' }));
  expect(await standing([team.resourceId, vanId])).toEqual([]);
  done(await schedule(other.manager, two, '10:00', '12:00'));
});

test('a referral that ends gives its hours back whichever way it ends; one that was served keeps them as past, and gives back what lay ahead', async () => {
  const provider = await makeProvider(db, { quantity: 100, oneAtATime: true });
  const ends: [Actor, string, Record<string, unknown>][] = [[provider.manager, 'fail', { reason: '没人开门' }], [worker, 'withdraw', { reason: '先不办了' }], [provider.manager, 'refuse', { refusalCode: 'costs' }]];
  for (const [actor, path, body] of ends) {
    const referralId = await accepted(provider);
    done(await schedule(provider.manager, referralId, '14:00', '15:00'));
    done(await post(actor, `/api/referrals/${path}`, { referralId, ...body }));
    expect(await hoursOf(provider.resourceId)).toEqual([]);
  }
  const [today, ahead] = [await accepted(provider), await accepted(provider)];
  done(await schedule(provider.manager, today, '08:00', '08:45', '2026-03-02'));
  done(await schedule(provider.manager, ahead, '14:00', '15:00'));
  done(await post(provider.manager, '/api/referrals/deliver', { referralId: today, heldOn: '2026-03-02', result: 'full' }));
  done(await post(provider.manager, '/api/referrals/deliver', { referralId: ahead, heldOn: '2026-03-02', result: 'full', isEarlier: true }));
  expect(await hoursOf(provider.resourceId)).toEqual(['2026-03-02 08:00–08:45']);
});

test('another banner and another organisation find no day to look at and promise nothing; the same request twice is one promise', async () => {
  const [provider, stranger] = [await makeProvider(db, { oneAtATime: true }), await makeProvider(db)];
  const referralId = await accepted(provider);
  // of the next community: it sees the resource and what is taken of it, and not the referral
  for (const actor of [actorOf('stationWorker', PLACES.dalad), actorOf('stationWorker', PLACES.xincun), stranger.manager]) {
    await expect(schedule(actor, referralId, '09:00', '10:00')).rejects.toThrow(NotFound);
    await expect(dayOf(actor, referralId, '2026-03-04')).rejects.toThrow(NotFound);
  }
  const requestId = newId();
  const twice = await Promise.all([1, 2].map(() => post(provider.manager, '/api/referrals/schedule', { requestId, referralId, scheduledFor: '2026-03-04', from: '09:00', until: '10:00' })));
  expect(twice[0]).toEqual(twice[1]);
  expect(await hoursOf(provider.resourceId)).toEqual(['2026-03-04 09:00–10:00']);
});

test('hours that are none are told at the door', () => {
  const route = routes.find(({ path }) => path === '/api/referrals/schedule')!;
  const input = { requestId: newId(), referralId: newId(), scheduledFor: '2026-03-04' };
  for (const from of ['24:00', '9:00', '09:60', '09:00:00', '', '\u0000', 'x'.repeat(100_000)]) expect(route.input.safeParse({ ...input, from, until: '10:00' }).success, from.slice(0, 20)).toBe(false);
});

test('64 clients at once on two teams that share a van: those whose hours do not overlap stand, every other is told so, nobody waits for ever and nothing breaks', async () => {
  const { team, other, vanId } = await withVan();
  const asked = await Promise.all(Array.from({ length: 64 }, async (_, i) => {
    const provider = i % 2 ? team : other;
    const start = 8 * 60 + (i % 16) * 30;
    return { provider, referralId: await accepted(provider), from: clockAt(start), until: clockAt(start + 45) };
  }));
  // a connection each: all of them stand at the database at once
  const { host, port } = db.owner;
  const platform = makePlatform({ connection: { host, port, database: db.owner.database!, max: 64 }, vault: testVault, city: '1506', demonstration: false, now: () => now });
  try {
    const answers = await Promise.all(asked.map(({ provider, referralId, from, until }, i) => schedule(i % 3 ? provider.manager : worker, referralId, from, until, '2026-03-04', platform).then((answer) => answer, (error: Error) => ({ status: 500, body: { code: error.message } }))));
    expect(new Set(answers.map(({ status, body }) => (status === 200 ? 'ok' : body.code)))).toEqual(new Set(['ok', 'bookedAlready']));
    const rows = await standing([vanId]);
    expect(rows.map(({ referral }) => referral).sort()).toEqual(asked.filter((_, i) => answers[i]!.status === 200).map(({ referralId }) => referralId).sort());
    // as many as could: whoever was refused overlaps one that stands
    for (const [i, { from, until }] of asked.entries()) expect(rows.some((row) => overlap(row, { from, until })), answers[i]!.body.code ?? 'ok').toBe(true);
    for (const [i, row] of rows.entries()) for (const next of rows.slice(i + 1)) expect(overlap(row, next)).toBe(false);
    // and again, all of them moving at once, while a third of those that stand are taken back
    const again = await Promise.all(asked.map(({ referralId, from, until, provider }, i) => (answers[i]!.status === 200 && i % 3 === 0 ? post(worker, '/api/referrals/withdraw', { referralId, reason: '先不办了' }, platform) : post(provider.manager, '/api/referrals/schedule', { referralId, scheduledFor: '2026-03-04', from: until, until: clockAt(Number(from.slice(0, 2)) * 60 + 180) }, platform))
      .then((answer) => answer, (error: Error) => ({ status: 500, body: { code: error.message } }))));
    for (const { status, body } of again) expect([200, 409], JSON.stringify(body)).toContain(status);
    const after = await standing([vanId]);
    for (const [i, row] of after.entries()) for (const next of after.slice(i + 1)) expect(overlap(row, next)).toBe(false);
    expect(after.filter(({ status }) => status !== 'scheduled')).toEqual([]);
  } finally {
    await platform.database.close();
  }
});

test('whatever is agreed, moved and taken back in whatever order, no two hold the same hours and nothing that has ended holds any (30 sequences)', async () => {
  const { team, other, vanId } = await withVan();
  const act = fc.record({ who: fc.nat(5), act: fc.constantFrom('schedule', 'schedule', 'schedule', 'withdraw', 'fail'), start: fc.integer({ min: 32, max: 40 }), length: fc.integer({ min: 1, max: 5 }), later: fc.boolean() });
  let sequences = 0;
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 14 }), async (acts) => {
    sequences += 1;
    await db.owner.query('update booking set released_at = now() where released_at is null');
    const referrals = await Promise.all([team, other, team, other, team, other].map(accepted));
    for (let i = 0; i < acts.length; i += 2) {
      const answers = await Promise.all(acts.slice(i, i + 2).map(({ who, act: what, start, length, later }) => {
        const referralId = referrals[who]!;
        if (what !== 'schedule') return post(worker, `/api/referrals/${what}`, { referralId, reason: '有变化' });
        return schedule(worker, referralId, clockAt(start * 15), clockAt((start + length) * 15), later ? '2026-03-05' : '2026-03-04');
      }));
      for (const { status, body } of answers) expect(status === 200 || ['bookedAlready', 'referralMoved'].includes(body.code!), body.code).toBe(true);
      const rows = await standing([vanId]);
      for (const [k, row] of rows.entries()) for (const next of rows.slice(k + 1)) expect(row.on === next.on && overlap(row, next)).toBe(false);
      expect(rows.filter(({ status }) => status !== 'scheduled')).toEqual([]);
      expect((await standing([team.resourceId, other.resourceId])).map(({ referral }) => referral).sort()).toEqual(rows.map(({ referral }) => referral).sort());
    }
  }), { numRuns: 30 });
  expect(sequences).toBe(30);
});
