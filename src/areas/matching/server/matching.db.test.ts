import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, system, type TestDatabase } from '../../../../test/support/database.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import type { ItemCode } from '../../needs/core/items.ts';
import { moveNeed, recordNeeds, verifyNeeds } from '../../needs/server/operations.ts';
import { giveConsents, registerPeople } from '../../people/server/operations.ts';
import { addResources } from '../../resources/server/operations.ts';
import type { LatestAnswer, NotYetAnswer, ProposalAnswer, RunAnswer } from '../core/contract.ts';
import { tendRuns } from './jobs.ts';
import { runMatch, settleReviews, verifyRun } from './operations.ts';
import { matchingRoutes } from './routes.ts';
import { solveHere, type Solve } from './solve.ts';

// An invented place of two banners: two communities of one street in Dongsheng, one community in Kangbashi, one in Dalad.
const KANGBASHI = '150603001001', DALAD = '150621001001';
const lead = actorOf('stationLead', PLACES.dongsheng);
const cityWorker = actorOf('stationWorker', '1506');
const neighbour = actorOf('stationLead', PLACES.dalad);
let db: TestDatabase;

beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(async () => { await db.close(); });
beforeEach(async () => {
  for (const table of ['proposal', 'not_yet', 'match_gap', 'match_rule', 'match_file', 'match_run', 'duty', 'evidence', 'need', 'capacity', 'resource', 'consent']) await db.owner.query(`delete from ${table}`);
});

let people = 0;
type Wanted = { place?: string; item?: ItemCode; urgency?: 1 | 2 | 3; heardOn?: string; hasConsent?: boolean; isVerified?: boolean; quantity?: number };
async function need(wanted: Wanted = {}): Promise<string> {
  const divisionCode = wanted.place ?? PLACES.hangkong;
  return db.as(system, async (tx, call) => {
    const [person] = await registerPeople(tx, call, [{ divisionCode, fullName: `张秀英${++people}` }]);
    const personId = person!.personId!;
    if (wanted.hasConsent !== false) await giveConsents(tx, call, [{ personId, divisionCode, purpose: 'serviceMatching', basis: 'consent', givenHow: 'spoken', givenOn: call.today }]);
    const [made] = await recordNeeds(tx, call, [{ personId, divisionCode, item: wanted.item ?? 'meals', urgency: wanted.urgency ?? 1, quantity: wanted.quantity ?? 1, channel: 'talk', heardOn: wanted.heardOn ?? '2026-03-01', words: '想订午饭' }]);
    if (wanted.isVerified !== false) await verifyNeeds(tx, call, [made!.needId]);
    return made!.needId;
  });
}
type Offered = { name?: string; home?: string; reach?: string[]; items?: ItemCode[]; units?: number };
async function resource(offered: Offered = {}): Promise<string> {
  const [made] = await db.as(system, (tx, call) => addResources(tx, call, [{
    homeCode: offered.home ?? PLACES.hangkong, reachCodes: offered.reach ?? [PLACES.dongsheng], providerName: offered.name ?? '暖阳助餐队', providerKind: 'volunteerTeam', kind: 'people',
    items: offered.items ?? ['meals'], capacity: { quantity: offered.units ?? 1, unit: 'personTimes', per: 'week' },
  }]));
  return made!.resourceId;
}

const routeOf = (method: string, path: string) => matchingRoutes.find((route) => route.method === method && route.path === path)!;
async function ask<T>(actor: Actor, path: string, input: Record<string, unknown> = {}): Promise<T> {
  const route = routeOf('GET', path) as unknown as { input: { parse(value: unknown): unknown }; answer: { parse(value: unknown): T } };
  return route.answer.parse(await performQuery(db.platform, route as never, { actor, language: 'zh' }, route.input.parse(input)));
}
async function tell(actor: Actor, path: string, input: Record<string, unknown>) {
  const route = routeOf('POST', path) as unknown as { input: { parse(value: unknown): unknown } };
  return performCommand(db.platform, route as never, { actor, language: 'zh' }, route.input.parse({ requestId: newId(), ...input }) as { requestId: string });
}
const request = async (actor: Actor, input: Record<string, unknown> = {}) => ((await tell(actor, '/api/match-runs', input)).body as { runId: string; isNew: boolean });
async function run(actor: Actor = lead, input: Record<string, unknown> = {}, solve: Solve = solveHere): Promise<string> {
  const { runId } = await request(actor, input);
  await runMatch(db.platform, runId, solve);
  return runId;
}
const proposals = async (actor: Actor, runId: string, more: Record<string, unknown> = {}) => (await ask<{ items: ProposalAnswer[] }>(actor, '/api/match-runs/:runId/proposals', { runId, ...more })).items;
const notYet = async (actor: Actor, runId: string, more: Record<string, unknown> = {}) => (await ask<{ items: NotYetAnswer[] }>(actor, '/api/match-runs/:runId/not-yet', { runId, ...more })).items;
const statusOf = async (runId: string) => (await db.owner.query(`select status, failure, attempt from match_run where id = $1`, [runId])).rows[0];

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
  expect(latest).toMatchObject({ id: runId, status: 'proven', divisionName: '东胜区', needsListed: 5, resourcesListed: 2, unitsWanted: 5, unitsMet: 1, progress: 1, failure: null, weights: { version: '2026-1', floors: { community: 50 } } });
  expect(latest!.proof!.objective).toMatch(/^\d+$/);

  const [only, ...others] = await proposals(lead, runId);
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    status: 'proposed', units: 1, communityName: '航空社区', need: { id: urgent, item: 'meals', urgency: 2, waitingDays: 1, personName: '张**' },
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
  expect(second).toMatchObject({ need: { id: needId }, resource: { id: far }, nextBest: [] });
  const { items: [rule] } = await ask<{ items: { id: string }[] }>(lead, '/api/match-rules');
  expect(rule).toMatchObject({ kind: 'veto', needId, resourceId: near, code: 'badExperience', words: '上次送错了', communityName: '航空社区' });
  expect(await tell(lead, '/api/match-rules/lift', { ruleId: rule!.id })).toMatchObject({ status: 200 });
  expect(await tell(lead, '/api/match-rules/lift', { ruleId: rule!.id })).toMatchObject({ status: 409, body: { code: 'ruleLifted' } });
  expect((await proposals(lead, await run()))[0]).toMatchObject({ resource: { id: near } });
});

test('a pin is kept by the next run against what is cheaper, and one that can never fit is refused', async () => {
  const needId = await need();
  await resource({ name: '近的', units: 1 });
  const far = await resource({ name: '远的', home: PLACES.xincun, units: 1 });
  const cleaning = await resource({ name: '家政', items: ['cleaning'] });
  await run();
  expect(await tell(lead, '/api/match-rules/pin', { needId, resourceId: cleaning })).toMatchObject({ status: 409, body: { code: 'pinItemNotOffered', provider: '家政' } });
  expect(await tell(lead, '/api/match-rules/pin', { needId, resourceId: far })).toMatchObject({ status: 200 });
  const runId = await run();
  expect((await proposals(lead, runId))[0]).toMatchObject({ resource: { id: far }, why: { isPinned: true } });
  // vetoed after all: the pin gives way
  await tell(lead, '/api/match-rules/veto', { proposalId: (await proposals(lead, runId))[0]!.id, code: 'tooFar' });
  expect((await ask<{ items: { kind: string }[] }>(lead, '/api/match-rules')).items.map(({ kind }) => kind)).toEqual(['veto']);
  await db.as(system, (tx, call) => moveNeed(tx, call, { needId, action: 'match' }));
  expect(await tell(lead, '/api/match-rules/pin', { needId, resourceId: far })).toMatchObject({ status: 409, body: { code: 'pinNeedClosed' } });
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

test('the same request twice is one run, and a second wish is granted by the run that waits', async () => {
  const requestId = newId();
  const [one, two] = [await tell(lead, '/api/match-runs', { requestId }), await tell(lead, '/api/match-runs', { requestId })];
  expect(two.body).toEqual(one.body);
  const colleague = actorOf('stationLead', PLACES.dongsheng);
  const { runId } = one.body as { runId: string };
  expect(await request(colleague)).toEqual({ runId, isNew: false });
  expect((await db.owner.query('select count(*)::int as n from match_run')).rows[0].n).toBe(1);
  expect((await db.owner.query(`select count(*)::int as n from pgboss.job where name = 'matching.run' and data ->> 'runId' = $1`, [runId])).rows[0].n).toBe(1);
});

test('a process killed in mid-run leaves nothing; the run is taken up again and done once', async () => {
  await need();
  await resource();
  const { runId } = await request(lead);
  // The process is gone while it solves: nothing after this point of it ever runs.
  void runMatch(db.platform, runId, () => new Promise(() => {})).catch(() => {});
  await expect.poll(() => statusOf(runId)).toMatchObject({ status: 'running', attempt: 1 });
  expect((await db.owner.query('select 1 from proposal')).rowCount).toBe(0);
  await runMatch(db.platform, runId, solveHere); // still alive for all one knows: not taken
  expect(await statusOf(runId)).toMatchObject({ status: 'running', attempt: 1 });
  const silent = async () => { await db.owner.query(`update match_run set beat_at = now() - interval '1 minute' where id = $1`, [runId]); };
  await silent();
  await tendRuns(db.platform);
  expect((await db.owner.query(`select count(*)::int as n from pgboss.job where name = 'matching.run' and data ->> 'runId' = $1`, [runId])).rows[0].n).toBe(2);
  await silent();
  await runMatch(db.platform, runId, solveHere);
  await runMatch(db.platform, runId, solveHere); // the queue's own retry comes as well
  expect(await statusOf(runId)).toMatchObject({ status: 'proven', attempt: 2 });
  expect((await db.owner.query('select 1 from proposal')).rowCount).toBe(1);
});

test('a run that kills its process time after time is given up', async () => {
  const { runId } = await request(lead);
  await db.owner.query(`update match_run set status = 'running', attempt = 3, beat_at = now() - interval '1 minute' where id = $1`, [runId]);
  await tendRuns(db.platform);
  expect(await statusOf(runId)).toMatchObject({ status: 'failed', failure: 'lost' });
});

test('a cancelled run shows nothing, whether it waited or was at work, and cannot be cancelled twice', async () => {
  await need();
  await resource();
  const waiting = await request(lead);
  expect(await tell(lead, '/api/match-runs/cancel', { runId: waiting.runId })).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  await runMatch(db.platform, waiting.runId, solveHere);
  const cancelInside: Solve = async (input, hooks) => {
    const { items: [working] } = await ask<{ items: RunAnswer[] }>(lead, '/api/match-runs');
    expect(working!.status).toBe('running');
    await tell(lead, '/api/match-runs/cancel', { runId: working!.id });
    return solveHere(input, hooks);
  };
  const runId = await run(lead, {}, cancelInside);
  expect(await statusOf(runId)).toMatchObject({ status: 'cancelled' });
  expect((await db.owner.query('select 1 from proposal')).rowCount).toBe(0);
  expect(await tell(lead, '/api/match-runs/cancel', { runId })).toMatchObject({ status: 409, body: { code: 'runEnded', status: 'cancelled' } });
  expect(await ask<LatestAnswer>(lead, '/api/match-runs/latest')).toMatchObject({ run: null, since: { id: runId, status: 'cancelled' } });
});

test('a solver that fails is told by name, and nothing of the run is kept', async () => {
  await need();
  for (const why of ['memory', 'time'] as const) {
    const runId = await run(lead, {}, async () => ({ kind: 'died', why, error: new Error(why) }));
    expect(await statusOf(runId)).toMatchObject({ status: 'failed', failure: why });
  }
  const { runId } = await request(lead);
  await expect(runMatch(db.platform, runId, async () => ({ kind: 'died', why: 'proof', error: new Error('a match failed its proof: cost') }))).rejects.toThrow('proof');
  expect(await statusOf(runId)).toMatchObject({ status: 'failed', failure: 'proof' });
  expect((await db.owner.query('select 1 from not_yet')).rowCount).toBe(0);
});

test('what was accepted stands when a new run supersedes the rest, and a need that has found help is out', async () => {
  const [first, second] = [await need({ urgency: 3 }), await need()];
  const resourceId = await resource({ units: 2 });
  const before = await run();
  const accepted = (await proposals(lead, before)).find((proposal) => proposal.need.id === first)!;
  await db.as(lead, async (tx, call) => {
    await tx.text(`update proposal set status = 'accepted' where id = $1`, [accepted.id]);
    await moveNeed(tx, call, { needId: first, action: 'match' });
  });
  const after = await run();
  expect((await proposals(lead, after)).map(({ need: { id }, resource: { id: to } }) => [id, to])).toEqual([[second, resourceId]]);
  const { rows } = await db.owner.query(`select need_id as need, status from proposal where run_id = $1`, [before]);
  expect(rows).toEqual(expect.arrayContaining([{ need: first, status: 'accepted' }, { need: second, status: 'superseded' }]));
});

test('a run over one community keeps what stands proposed elsewhere, and the city’s page shows both', async () => {
  const here = await need();
  const there = await need({ place: PLACES.xincun, heardOn: '2026-02-01' });
  await need({ place: DALAD });
  const both = await resource({ units: 1 });
  await resource({ name: '达拉特助餐', home: DALAD, reach: [DALAD], units: 1 });
  const city = await run(cityWorker);
  expect((await proposals(cityWorker, city)).map(({ need: { id } }) => id)).toContain(there);
  // the one unit is kept for the neighbour to whom it stands proposed
  const part = await run(cityWorker, { division: PLACES.hangkong });
  expect(await proposals(cityWorker, part)).toEqual([]);
  expect((await notYet(cityWorker, part))[0]).toMatchObject({ needId: here, reason: { kind: 'eligibleButFull', resources: [both] } });
  const standing = await proposals(cityWorker, city);
  expect(standing.map(({ communityName, runId }) => [communityName, runId])).toEqual([['新村社区', city], [expect.any(String), city]]);
  expect((await notYet(cityWorker, city)).map(({ needId, runId }) => [needId, runId])).toEqual([[here, part]]);
  expect((await notYet(cityWorker, city, { standing: 'false' })).map(({ runId }) => runId)).toEqual([city]);
});

test('lists that change hands while a run works are matched anew before anything is saved', async () => {
  await need();
  await resource({ units: 1 });
  let rounds = 0;
  const overtaken: Solve = async (input, hooks) => {
    if (rounds++ === 0) await run(lead, { division: PLACES.hangkong });
    return solveHere(input, hooks);
  };
  const runId = await run(lead, {}, overtaken);
  expect(rounds).toBe(2);
  expect(await statusOf(runId)).toMatchObject({ status: 'proven' });
  expect((await proposals(lead, runId)).map((proposal) => proposal.runId)).toEqual([runId]);
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

test('a run is re-checked from its frozen lists; a changed answer is found', async () => {
  await need({ urgency: 3 });
  await need();
  await resource({ units: 1 });
  const runId = await run();
  const verified = await db.as(system, (tx) => verifyRun(tx, runId));
  expect(verified).toMatchObject({ holds: true, faults: [] });
  await need(); // the lists go on; the run's stay
  expect(await db.as(system, (tx) => verifyRun(tx, runId))).toMatchObject({ holds: true });
  await db.owner.query(`update match_file set answer = jsonb_set(answer, '{unitsMet}', '2') where run_id = $1`, [runId]);
  expect(await db.as(system, (tx) => verifyRun(tx, runId))).toMatchObject({ holds: false, faults: [{ code: 'differs', part: 'unitsMet' }] });
});
