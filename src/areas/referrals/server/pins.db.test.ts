import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, employ, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeAccount, makeNeed, makeProposal, makeProvider } from '../../../../test/support/walk.ts';
import { liftRule, pinPair } from '../../matching/server/decisions.ts';
import { handProposalOn } from '../../matching/server/hand-on.ts';
import { acceptProposal, acceptProposals } from './operations.ts';

let db: TestDatabase;
const worker = actorOf('stationWorker', PLACES.hangkong);
beforeAll(async () => {
  db = await makeTestDatabase();
  await makeAccount(db, worker);
}, 300_000);
afterAll(() => db?.close());

test('what somebody has pinned to another since cannot be accepted, alone or with many, until the pin is lifted', async () => {
  const { organizationId, resourceId } = await makeProvider(db), other = await makeProvider(db);
  const { needId } = await makeNeed(db, worker, { consentTo: organizationId });
  const { proposalId } = await makeProposal(db, worker, needId, resourceId);
  const accept = () => db.as(worker, (tx, call) => acceptProposal(tx, call, { proposalId }));

  const pinned = await db.as(worker, (tx, call) => pinPair(tx, call, { needId, resourceId: other.resourceId, words: null }));
  if (!pinned.ok) throw new Error(`refused: ${JSON.stringify(pinned.refusal)}`);
  expect(await accept()).toMatchObject({ ok: false, refusal: { code: 'pinnedElsewhere', provider: expect.stringMatching(/./) } });
  expect(await db.as(worker, (tx, call) => acceptProposals(tx, call, { proposalIds: [proposalId] }))).toMatchObject({ value: { accepted: 0, refused: [{ proposalId, code: 'pinnedElsewhere' }] } });
  await db.as(worker, (tx, call) => liftRule(tx, call, { ruleId: pinned.value.ruleId }));
  expect((await accept()).ok).toBe(true);
});

test('what a colleague was given to decide is not accepted with many others, but for the colleague’s own', async () => {
  const [giver, mate] = [actorOf('stationWorker', PLACES.hangkong, { name: '王芳' }), actorOf('socialWorker', PLACES.hangkong, { name: '李明' })];
  for (const actor of [giver, mate]) await employ(db, actor);
  const { organizationId, resourceId } = await makeProvider(db, { quantity: 5 });
  const made = async () => makeProposal(db, giver, (await makeNeed(db, giver, { consentTo: organizationId })).needId, resourceId);
  const [given, kept] = [await made(), await made()];
  expect(await db.as(giver, (tx, call) => handProposalOn(tx, call, { proposalId: given.proposalId, accountId: mate.accountId, note: null }))).toMatchObject({ ok: true });
  const accept = (actor: typeof giver, proposalIds: string[]) => db.as(actor, (tx, call) => acceptProposals(tx, call, { proposalIds }));
  expect(await accept(giver, [given.proposalId, kept.proposalId])).toMatchObject({ value: { accepted: 1, refused: [{ proposalId: given.proposalId, code: 'withColleague' }] } });
  expect(await accept(mate, [given.proposalId])).toMatchObject({ value: { accepted: 1, refused: [] } });
});
