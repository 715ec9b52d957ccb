import type { FastifyReply } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../test/support/database.ts';
import { makeNeed, makeProvider } from '../../../test/support/walk.ts';
import { answerReferral, offerReferral } from '../../areas/referrals/server/operations.ts';
import type { Actor } from './actor.ts';
import { startLive, type Live } from './live.ts';
import { addNotice } from './notices.ts';
import { newId } from './ids.ts';
import { NotSignedIn } from './errors.ts';

let db: TestDatabase;
let live: Live;
const worker = actorOf('stationWorker', PLACES.hangkong);
beforeAll(async () => { db = await makeTestDatabase(); live = await startLive(db.platform, { warn: (message) => { throw new Error(message); } }, 40, 50); });
afterAll(async () => { await live.close(); await db.close(); });

/** A page that listens: what it heard, and whether its line still stands. */
function listen(actor: Actor, admitAgain: () => Promise<Actor> = async () => actor) {
  const page = { heard: [] as { kind: string; id: string }[], isOpen: true };
  const raw = {
    writableLength: 0, on: () => raw, destroy: () => { page.isOpen = false; }, end: () => { page.isOpen = false; },
    write: (text: string) => { if (text.startsWith('data: ')) page.heard.push(JSON.parse(text.slice(6))); },
  };
  live.add({ actor, reply: { raw } as unknown as FastifyReply, admitAgain });
  return page;
}
const until = async (isSo: () => boolean) => { for (let i = 0; i < 100 && !isSo(); i++) await new Promise((done) => setTimeout(done, 30)); };
const settled = () => new Promise((done) => setTimeout(done, 700));

test('a page hears of records that its reader may open, of others at most that figures moved: kind and id, nothing more', async () => {
  const [provider, other] = [await makeProvider(db), await makeProvider(db)];
  const { needId, personId } = await makeNeed(db, worker, { consentTo: provider.organizationId });
  await settled(); // what making them told is over
  const pages = {
    worker: listen(worker), elsewhere: listen(actorOf('stationLead', PLACES.dalad)), banner: listen(actorOf('officer', PLACES.dongsheng)), lead: listen(actorOf('stationLead', PLACES.dongsheng)),
    provider: listen(provider.manager), otherProvider: listen(other.manager), self: listen(actorOf('resident', PLACES.hangkong, { personId })), neighbour: listen(actorOf('resident', PLACES.hangkong, { personId: newId() })),
    volunteer: listen(actorOf('volunteer', PLACES.hangkong, { personId: newId() })),
  };
  const offered = await db.as(worker, (tx, call) => offerReferral(tx, call, { needId, resourceId: provider.resourceId }));
  if (!offered.ok) throw new Error(offered.refusal.code);
  const { referralId } = offered.value;
  await db.as(provider.manager, (tx, call) => answerReferral(tx, call, { referralId, answer: 'accept' }));
  await db.as(worker, async (tx, call) => addNotice(tx, call, { kind: 'need', subjectId: needId, divisionCode: PLACES.hangkong }));
  await db.as(worker, async (tx, call) => addNotice(tx, call, { kind: 'organization', subjectId: provider.organizationId, divisionCode: PLACES.dongsheng }));
  await until(() => pages.self.heard.length >= 2);
  await settled();
  const heard = Object.fromEntries(Object.entries(pages).map(([name, page]) => [name, [...new Set(page.heard.map(({ kind, id }) => `${kind} ${id}`))].sort()]));
  const [need, referral, organization] = [`need ${needId}`, `referral ${referralId}`, `organization ${provider.organizationId}`];
  expect(heard).toEqual({
    worker: [need, referral], lead: [need, organization, referral].sort(), elsewhere: [], banner: ['figure *', organization],
    provider: [organization, referral].sort(), otherProvider: [], self: [need, referral].sort(), neighbour: [], volunteer: [],
  });
  for (const page of Object.values(pages)) for (const one of page.heard) expect(Object.keys(one).sort()).toEqual(['id', 'kind']);
});

test('a line ends with its session, and when another role is acted under', async () => {
  let session: Actor | null = worker;
  const admitted = async () => { if (!session) throw new NotSignedIn(); return session; };
  const pages = [listen(worker, admitted), listen(worker)];
  await settled();
  expect(pages.map(({ isOpen }) => isOpen)).toEqual([true, true]);
  session = null;
  await until(() => !pages[0]!.isOpen);
  expect(pages.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  const switched = listen(worker, async () => ({ ...worker, grantId: newId() }));
  await until(() => !switched.isOpen);
  expect(switched.isOpen).toBe(false);
});

test('a bulk too large to name reaches those of its kind as a hint without an id', async () => {
  await settled();
  const pages = [listen(worker), listen(actorOf('resident', PLACES.hangkong, { personId: newId() })), listen(actorOf('stationLead', PLACES.dalad))];
  await db.as(worker, async (tx, call) => { for (let i = 0; i < 300; i++) addNotice(tx, call, { kind: 'need', subjectId: newId(), divisionCode: PLACES.hangkong }); });
  await until(() => pages[1]!.heard.length > 0);
  expect(pages.map(({ heard }) => heard)).toEqual([[{ kind: 'need', id: '*' }], [{ kind: 'need', id: '*' }], []]);
});
