import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { actorOf, employ, PLACES, system } from '../../../../test/support/database.ts';
import { KANGBASHI, lead, makeMatchDesk, type MatchDesk } from '../../../../test/support/match-desk.ts';
import { makeAccount } from '../../../../test/support/walk.ts';
import { readMyWork } from '../../duties/server/my-work.ts';
import { moveNeed, verifyNeeds } from '../../needs/server/operations.ts';
import type { LatestAnswer, OfNeedAnswer, ProposalAnswer, ReadyAnswer, RunAnswer } from '../core/contract.ts';
import { tendRuns } from './jobs.ts';
import { settleReviews } from './operations.ts';

const cityWorker = actorOf('stationWorker', '1506');
const neighbour = actorOf('stationLead', PLACES.dalad);
let desk: MatchDesk;
let db: MatchDesk['db'];
let { need, resource, ask, tell, run, proposals, notYet } = {} as MatchDesk;
beforeAll(async () => {
  desk = await makeMatchDesk();
  ({ db, need, resource, ask, tell, run, proposals, notYet } = desk);
});
beforeEach(() => desk.clear());
afterAll(() => desk.db.close());

test('a run proposes who gets the places, and every other need has its reason and its cure', async () => {
  const urgent = await need({ urgency: 2 });
  const calm = await need({ place: PLACES.xincun, heardOn: '2026-02-01' });
  const bathing = await need({ item: 'bathing' });
  const unheard = await need({ hasConsent: false });
  const unverified = await need({ isVerified: false });
  const meals = await resource({ units: 1 });
  await resource({ name: '巧手家政', items: ['cleaning'], units: 5 });
  const runId = await run();

  const { run: latest, since } = await ask<LatestAnswer>(lead, '/api/match-runs/latest');
  expect(since).toBeNull();
  expect(latest).toMatchObject({ id: runId, status: 'proven', divisionName: '东胜区', needsListed: 5, resourcesListed: 2, unitsWanted: 5, unitsMet: 1, unitsForConsent: 1, unitsForVerification: 1, progress: 1, failure: null, weights: { version: '2026-2', floors: { community: 50 } } });
  expect(latest!.proof!.objective).toMatch(/^\d+$/);

  const [only, ...others] = await proposals(lead, runId);
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    status: 'proposed', units: 1, communityName: '航空社区', need: { id: urgent, item: 'meals', urgency: 2, waitingDays: 1, personName: expect.stringMatching(/^张秀英\d+$/) },
    resource: { id: meals, providerName: '暖阳助餐队' }, why: { nearness: 'community', isStale: false, isPinned: false, unitsLeft: 0 },
  });
  const reasons = Object.fromEntries((await notYet(lead, runId)).map((row) => [row.needId, row]));
  expect(reasons[calm]).toMatchObject({ reason: { kind: 'outbid', by: [{ needId: urgent, resourceId: meals }] }, cure: { kind: 'changeResource', resourceId: meals, changes: [{ kind: 'addUnits', units: 1 }] }, communityName: '新村社区' });
  expect(reasons[calm]!.resources[meals]!.providerName).toBe('暖阳助餐队');
  expect(reasons[calm]!.rivals[urgent]).toMatchObject({ item: 'meals', urgency: 2 });
  expect(reasons[bathing]).toMatchObject({ reason: { kind: 'noneEligible', removed: { category: 2 } }, cure: { kind: 'newResource', category: 'bathing', units: 1 } });
  expect(reasons[unheard]!.reason).toEqual({ kind: 'waiting', for: 'consent' });
  expect(reasons[unverified]).toMatchObject({ reason: { kind: 'waiting', for: 'verification' }, cure: { kind: 'verifyNeed' } });
  expect((await notYet(lead, runId, { reason: 'outbid' })).map(({ needId }) => needId)).toEqual([calm]);

  const { items: gaps } = await ask<{ items: { item: string | null; resource: { id: string } | null; gain: { points: number } }[] }>(lead, '/api/match-runs/:runId/gaps', { runId });
  expect(gaps.map(({ item, resource: full }) => item ?? full!.id).sort()).toEqual(['bathing', 'meals', meals].sort());
  const { items: communities } = await ask<{ items: object[] }>(lead, '/api/match-runs/:runId/communities', { runId });
  expect(communities).toMatchObject([{ name: '航空社区', proposed: 1, notYet: 3 }, { name: '新村社区', proposed: 0, notYet: 1 }]);
});

test('names stand in the match as they do everywhere: whole for those who work with the residents, the first character for a street’s officer', async () => {
  await need({});
  await need({ item: 'bathing' });
  await resource({ units: 1 });
  const runId = await run();
  const names = async (actor: Actor) => [...await proposals(actor, runId), ...await notYet(actor, runId)].map((row) => row.need.personName);
  for (const role of ['stationWorker', 'stationLead', 'socialWorker', 'supervisor'] as const) for (const name of await names(actorOf(role, PLACES.jiaotong))) expect(name).toMatch(/^张秀英\d+$/);
  expect(await names(actorOf('officer', PLACES.jiaotong))).toEqual(['张**', '张**']);
});

test('what a need waited for is told as done once it is done, before the next run', async () => {
  const needId = await need({ isVerified: false });
  const runId = await run();
  const now = async () => (await notYet(lead, runId))[0];
  expect(await now()).toMatchObject({ needId, isCured: false, cure: { kind: 'verifyNeed' } });
  await desk.db.as(lead, (tx, call) => verifyNeeds(tx, call, [needId]));
  expect(await now()).toMatchObject({ needId, isCured: true });
});

test('each station lead owes a review, which is settled with its last decision', async () => {
  await need();
  await need({ place: PLACES.xincun });
  await resource({ units: 5 });
  const runId = await run();
  const duties = async () => (await db.owner.query(`select division_code, status from duty where kind = 'reviewProposals' and subject_id = $1 order by 1`, [runId])).rows;
  expect(await duties()).toEqual([{ division_code: PLACES.hangkong, status: 'open' }, { division_code: PLACES.xincun, status: 'open' }]);
  const [first, second] = await proposals(lead, runId);
  expect(await tell(lead, '/api/match-rules/veto', { proposalId: first!.id, code: 'personDeclined' })).toMatchObject({ status: 200 });
  expect(await duties()).toMatchObject([{ status: 'done' }, { status: 'open' }]);
  await db.as(lead, async (tx, call) => {
    await tx.text(`update proposal set status = 'accepted' where id = $1`, [second!.id]);
    await settleReviews(tx, call, [second!.id]);
  });
  expect(await duties()).toMatchObject([{ status: 'done' }, { status: 'done' }]);
});

type Reviewers = { items: { accountId: string; name: string; role: string; isMe: boolean }[]; total: number };
const handedDuties = async (needId: string) => (await db.owner.query(`select id, status, owner_account_id as owner, due_on::text as due from duty where subject_id = $1 and kind = 'reviewProposals'`, [needId])).rows;
const workOf = (actor: Actor) => db.as(actor, (tx, call) => readMyWork(tx, call));

test('a proposal is given to a colleague who may decide it: in their work through the next run, done once it is decided', async () => {
  const [chief, worker, mate] = [actorOf('stationLead', PLACES.jiaotong, { name: '乌站长' }), actorOf('stationWorker', PLACES.hangkong, { name: '王芳' }), actorOf('socialWorker', PLACES.hangkong, { name: '李明' })];
  const [overseer, elsewhere] = [actorOf('supervisor', PLACES.hangkong, { name: '督导' }), actorOf('stationWorker', PLACES.xincun, { name: '新村' })];
  for (const actor of [chief, worker, mate, overseer, elsewhere]) await employ(db, actor);
  const needId = await need();
  await resource();
  const runId = await run();
  const proposalId = (await proposals(lead, runId))[0]!.id;
  const reviewers = async (actor: Actor) => (await ask<Reviewers>(actor, '/api/match-runs/peers/:proposalId', { proposalId })).items.map(({ name }) => name);
  const give = (from: Actor, to: Actor, id = proposalId) => tell(from, '/api/match-runs/hand-on', { proposalId: id, accountId: to.accountId, note: '您熟悉这家' });

  expect((await reviewers(worker)).sort()).toEqual(['乌站长', '李明']);
  for (const nobody of [overseer, elsewhere]) expect(await give(worker, nobody)).toMatchObject({ status: 409, body: { code: 'notAColleague' } });
  await expect(give(neighbour, mate)).rejects.toThrow('no proposal');
  await expect(reviewers(neighbour)).rejects.toThrow('no proposal');
  expect(await handedDuties(needId)).toEqual([]);

  expect(await give(worker, mate)).toMatchObject({ status: 200, body: { name: '李明' } });
  // the review has its day still, and whoever owed all of it owes this no more
  expect(await handedDuties(needId)).toMatchObject([{ status: 'open', owner: mate.accountId, due: '2026-03-05' }]);
  expect((await db.owner.query(`select status from duty where subject_id = $1`, [runId])).rows).toEqual([{ status: 'done' }]);
  expect((await workOf(mate)).items).toMatchObject([{ kind: 'reviewProposals', subjectId: needId, item: 'meals', path: `/match?need=${needId}`, cameFrom: '王芳', note: '您熟悉这家', isNamed: true }]);
  const shown = async (actor: Actor) => (await proposals(actor, runId, { need: needId }))[0]!.handed;
  expect(await shown(mate)).toEqual({ name: '李明', role: 'socialWorker', isMe: true, mayGive: true, cameFrom: '王芳', note: '您熟悉这家' });
  expect(await shown(worker)).toMatchObject({ name: '李明', isMe: false, mayGive: false });
  // accepted with many others by whoever has it, and by nobody else
  const atOnce = async (actor: Actor) => [(await ask<{ total: number }>(actor, '/api/match-runs/:runId/proposed', { runId })).total, (await ask<{ items: { proposed: number; withColleagues: number }[] }>(actor, '/api/match-runs/:runId/communities', { runId })).items.map(({ proposed, withColleagues }) => [proposed, withColleagues])];
  expect([await atOnce(worker), await atOnce(mate)]).toEqual([[0, [[1, 1]]], [1, [[1, 0]]]]);
  expect(await give(worker, chief)).toMatchObject({ status: 409, body: { code: 'notYourDuty' } });
  expect(await proposals(mate, runId, { need: newId() })).toEqual([]);
  expect((await db.owner.query(`select changes, reason from history where kind = 'need' and subject_id = $1 and action = 'matchHandedOn'`, [needId])).rows).toEqual([{ changes: { reviewer: [null, '李明'] }, reason: '您熟悉这家' }]);

  // whoever tends the register, and the next night's run, leave it where it is
  await tendRuns(db.platform);
  const later = await run();
  await tendRuns(db.platform);
  const [anew] = await proposals(mate, later);
  expect(anew).toMatchObject({ need: { id: needId }, handed: { name: '李明' } });
  expect(await handedDuties(needId)).toMatchObject([{ status: 'open', owner: mate.accountId }]);
  expect(await give(mate, chief, anew!.id)).toMatchObject({ status: 200, body: { name: '乌站长' } });
  expect(await handedDuties(needId)).toMatchObject([{ status: 'open', owner: chief.accountId }]);

  expect(await tell(chief, '/api/match-rules/veto', { proposalId: anew!.id, code: 'tooFar' })).toMatchObject({ status: 200 });
  expect(await handedDuties(needId)).toMatchObject([{ status: 'done' }]);
  expect(await give(chief, mate, anew!.id)).toMatchObject({ status: 409, body: { code: 'proposalDecided' } });
  expect(await shown(chief)).toBeNull();
});

test('what a colleague was given is off when the next run proposes nobody, and done when it is accepted', async () => {
  const [worker, mate] = [actorOf('stationWorker', PLACES.hangkong, { name: '赵一' }), actorOf('stationWorker', PLACES.hangkong, { name: '钱二' })];
  for (const actor of [worker, mate]) await employ(db, actor);
  const [gone, kept] = [await need(), await need({ item: 'bathing' })];
  const meals = await resource();
  await resource({ items: ['bathing'] });
  const give = async () => { for (const { id } of (await proposals(lead, await run())).filter(({ handed }) => !handed)) expect(await tell(worker, '/api/match-runs/hand-on', { proposalId: id, accountId: mate.accountId })).toMatchObject({ status: 200 }); };
  await give();
  await db.owner.query(`update resource set status = 'ended' where id = $1`, [meals]);
  const [still] = await proposals(lead, await run());
  expect(await handedDuties(gone)).toMatchObject([{ status: 'withdrawn' }]);
  expect(await handedDuties(kept)).toMatchObject([{ status: 'open' }]);
  await db.owner.query(`update proposal set status = 'accepted' where id = $1`, [still!.id]);
  await tendRuns(db.platform);
  expect(await handedDuties(kept)).toMatchObject([{ status: 'done' }]);
});

test('a veto keeps a pair apart in the next run, until it is lifted; another reason must be told', async () => {
  const needId = await need();
  const near = await resource({ name: '近的', units: 1 });
  const far = await resource({ name: '远的', home: PLACES.xincun, units: 1 });
  const [first] = await proposals(lead, await run());
  expect(first).toMatchObject({ resource: { id: near }, nextBest: [{ resourceId: far, providerName: '远的', costDifferenceFen: 500, isFull: false, othersLose: null, nearness: 'township' }] });
  expect(await tell(lead, '/api/match-rules/veto', { proposalId: first!.id, code: 'other' })).toMatchObject({ status: 409, body: { code: 'vetoNeedsWords' } });
  expect(await tell(lead, '/api/match-rules/veto', { proposalId: first!.id, code: 'badExperience', words: '上次送错了' })).toMatchObject({ status: 200 });
  expect(await tell(lead, '/api/match-rules/veto', { proposalId: first!.id, code: 'badExperience' })).toMatchObject({ status: 409, body: { code: 'proposalDecided' } });
  const [second] = await proposals(lead, await run());
  expect(second).toMatchObject({ need: { id: needId }, resource: { id: far }, nextBest: [], vetoed: ['近的'] });
  expect(first!.vetoed).toEqual([]);
  await makeAccount(db, lead);
  const { items: [rule] } = await ask<{ items: { id: string }[] }>(lead, '/api/match-rules');
  expect(rule).toMatchObject({ kind: 'veto', needId, resourceId: near, code: 'badExperience', words: '上次送错了', communityName: '航空社区', madeByName: lead.name, personName: expect.stringMatching(/^张秀英\d/) as string });
  expect(await tell(lead, '/api/match-rules/lift', { ruleId: rule!.id })).toMatchObject({ status: 200 });
  expect(await tell(lead, '/api/match-rules/lift', { ruleId: rule!.id })).toMatchObject({ status: 409, body: { code: 'ruleLifted' } });
  expect((await proposals(lead, await run()))[0]).toMatchObject({ resource: { id: near } });
});

test('a pin is kept by the next run against what is cheaper, and one that can never fit is refused', async () => {
  const needId = await need();
  await resource({ name: '近的', units: 1 });
  const far = await resource({ name: '远的', home: PLACES.xincun, units: 1 });
  const cleaning = await resource({ name: '家政', items: ['cleaning'] });
  const earlier = await run();
  expect((await proposals(lead, earlier))[0]!.pin).toBeNull();
  expect(await tell(lead, '/api/match-rules/pin', { needId, resourceId: cleaning })).toMatchObject({ status: 409, body: { code: 'pinItemNotOffered', provider: '家政' } });
  expect(await tell(lead, '/api/match-rules/pin', { needId, resourceId: far })).toMatchObject({ status: 200 });
  const cityLead = actorOf('stationLead', '1506'), pinned = async (actor: Actor) => (await proposals(actor, earlier))[0]!.pin;
  expect(await pinned(lead)).toMatchObject({ providerName: '远的', isMine: true });
  expect(await pinned(cityLead)).toMatchObject({ providerName: '远的', isMine: false });
  const runId = await run();
  expect((await proposals(lead, runId))[0]).toMatchObject({ resource: { id: far }, why: { isPinned: true }, pin: null });
  // vetoed after all: the pin gives way
  await tell(lead, '/api/match-rules/veto', { proposalId: (await proposals(lead, runId))[0]!.id, code: 'tooFar' });
  expect((await ask<{ items: { kind: string }[] }>(lead, '/api/match-rules')).items.map(({ kind }) => kind)).toEqual(['veto']);
  await db.as(system, (tx, call) => moveNeed(tx, call, { needId, action: 'match' }));
  expect(await tell(lead, '/api/match-rules/pin', { needId, resourceId: far })).toMatchObject({ status: 409, body: { code: 'pinNeedClosed' } });
});

test('what was accepted stays the reason of a need, whatever later runs propose', async () => {
  const needId = await need();
  const resourceId = await resource();
  const [accepted] = await proposals(lead, await run());
  await db.owner.query(`update proposal set status = 'accepted' where id = $1`, [accepted!.id]);
  await run();
  const ofNeed = await ask<OfNeedAnswer>(lead, '/api/match-runs/of-need/:needId', { needId });
  expect(ofNeed.proposals[0]).toMatchObject({ id: accepted!.id, status: 'accepted', resource: { id: resourceId } });
});

test('a need just heard is told who could provide it now: free before proposed to others before full, and what must be done first', async () => {
  const ready = (needId: string, actor = lead) => ask<ReadyAnswer>(actor, '/api/match-runs/ready-for/:needId', { needId });
  const promised = await resource({ name: '近的', units: 1 });
  await need();
  await run();
  const full = await resource({ name: '小的', units: 1 });
  const free = await resource({ name: '远的', home: PLACES.xincun, units: 5 });
  await resource({ name: '只到新村的', home: PLACES.xincun, reach: [PLACES.xincun] });
  await resource({ name: '家政', items: ['cleaning'] });
  const one = await need({ urgency: 3, isVerified: false, hasConsent: false });
  const first = await ready(one);
  expect(first).toMatchObject({ need: { waitsFor: 'consent', item: 'meals', communityName: '航空社区' }, eligible: 3, removed: { reach: 1 } });
  expect(first.best.map(({ id, room, held, nearness }) => [id, room, held, nearness])).toEqual([[full, 'free', 0, 'community'], [free, 'free', 0, 'township'], [promised, 'held', 1, 'community']]);
  const two = await need({ urgency: 3, quantity: 2, isVerified: false });
  expect(await ready(two)).toMatchObject({ need: { waitsFor: 'verification', units: 2 }, best: [{ id: free, room: 'free' }, { room: 'none' }, { room: 'none' }] });
  await db.as(lead, (tx, call) => verifyNeeds(tx, call, [two]));
  expect(await ready(two)).toMatchObject({ need: { waitsFor: null } });
  expect(await ready(await need({ item: 'bathing' }))).toMatchObject({ eligible: 0, best: [], removed: {} });
  // nobody has nine places: the cure names whom to ask, as the list of unmet needs does
  const nine = await ready(await need({ quantity: 9 }));
  expect(nine).toMatchObject({ eligible: 3, cure: { kind: 'changeResource', resourceId: promised, changes: [{ kind: 'addUnits', units: 9 }] }, resources: { [promised]: { providerName: '近的' } } });
  // a need that is being served asks nobody, and a neighbour's is not there at all
  await db.as(system, (tx, call) => moveNeed(tx, call, { needId: two, action: 'match' }));
  expect(await ready(two)).toEqual({ needId: two, need: null, eligible: 0, unpaid: 0, cure: null, resources: {}, removed: {}, best: [] });
  await expect(ready(one, neighbour)).rejects.toThrow('no need');
});

test('another banner sees nothing of a run: no rows, and 404', async () => {
  const needId = await need();
  const resourceId = await resource();
  const runId = await run();
  const [proposal] = await proposals(lead, runId);
  expect(await ask(neighbour, '/api/match-runs/latest')).toEqual({ run: null, since: null });
  expect(await ask(neighbour, '/api/match-runs')).toEqual({ total: 0, items: [], next: null });
  for (const path of ['/api/match-runs/:runId', '/api/match-runs/:runId/proposals', '/api/match-runs/:runId/not-yet', '/api/match-runs/:runId/gaps']) await expect(ask(neighbour, path, { runId })).rejects.toThrow('no matchRun');
  await expect(tell(neighbour, '/api/match-rules/veto', { proposalId: proposal!.id, code: 'tooFar' })).rejects.toThrow('no proposal');
  await expect(tell(neighbour, '/api/match-rules/pin', { needId, resourceId })).rejects.toThrow('no need');
  await expect(tell(neighbour, '/api/match-runs/cancel', { runId })).rejects.toThrow('no matchRun');
  await expect(tell(neighbour, '/api/match-runs', { division: PLACES.dongsheng })).rejects.toThrow('no division');
  expect(await ask(neighbour, '/api/match-runs/of-need/:needId', { needId })).toEqual({ proposals: [], notYet: null, rules: [] });
  // the city's officer sees what the run came to and what to add, and nobody's need
  const officer = actorOf('officer', '1506');
  expect(await ask<RunAnswer>(officer, '/api/match-runs/:runId', { runId })).toMatchObject({ unitsMet: 1 });
  expect(await proposals(officer, runId)).toEqual([]);
});

test('a long list of proposals comes page by page, community by community, none twice', async () => {
  for (const place of [PLACES.hangkong, PLACES.xincun, KANGBASHI]) for (const urgency of [1, 3, 2] as const) await need({ place, urgency });
  await resource({ reach: ['1506'], units: 20 });
  const runId = await run(cityWorker);
  type Page = { total: number; items: ProposalAnswer[]; next: string | null };
  const seen: ProposalAnswer[] = [];
  let after: string | undefined;
  do {
    const page = await ask<Page>(cityWorker, '/api/match-runs/:runId/proposals', { runId, limit: 2, ...(after ? { after } : {}) });
    expect(page.total).toBe(9);
    seen.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(9);
  expect(seen.map(({ need: { urgency } }) => urgency)).toEqual([3, 2, 1, 3, 2, 1, 3, 2, 1]);
  expect((await ask<{ proposalIds: string[]; total: number }>(cityWorker, '/api/match-runs/:runId/proposed', { runId, division: PLACES.xincun })).total).toBe(3);
});
