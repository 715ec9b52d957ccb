import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOf, PLACES, system } from '../../../../test/support/database.ts';
import { DALAD, lead, makeMatchDesk, type MatchDesk } from '../../../../test/support/match-desk.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand } from '../../../platform/server/perform.ts';
import { moveNeed } from '../../needs/server/operations.ts';
import { resourceRoutes } from '../../resources/server/routes.ts';
import type { GapAnswer, GapList, LatestAnswer, RunAnswer } from '../core/contract.ts';
import { tendRuns } from './jobs.ts';
import { runMatch, verifyRun } from './operations.ts';
import { solveHere, type Solve } from './solve.ts';

const cityWorker = actorOf('stationWorker', '1506');
let desk: MatchDesk;
let db: MatchDesk['db'];
let { need, resource, ask, tell, request, run, proposals, notYet, statusOf } = {} as MatchDesk;
beforeAll(async () => {
  desk = await makeMatchDesk();
  ({ db, need, resource, ask, tell, request, run, proposals, notYet, statusOf } = desk);
});
beforeEach(() => desk.clear());
afterAll(() => desk.db.close());

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
  // the list of what to add is of one run: it says which came later
  const later = async (actor: typeof lead, runId: string) => (await ask<GapList>(actor, '/api/match-runs/:runId/gaps', { runId })).later;
  expect(await later(cityWorker, city)).toEqual([{ runId: part, divisionName: '航空社区', requestedAt: expect.any(String) }]);
  expect(await later(cityWorker, part)).toEqual([]);
  expect(await later(actorOf('stationLead', DALAD), city)).toEqual([]);
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
  expect(await db.as(system, (tx) => verifyRun(tx, runId))).toMatchObject({ holds: false, faults: [{ code: 'wrongTotals', part: 'unitsMet' }] });
});

test('a run keeps to what an organisation can carry over all its resources, what it carries and has been proposed elsewhere counted in, and says what one case more would bring', async () => {
  const organizationId = await desk.organization({ unitCap: 3 });
  const [here, there] = [await resource({ units: 5, organizationId }), await resource({ name: '暖阳达旗站', home: DALAD, reach: [DALAD], units: 5, organizationId })];
  await need({ place: DALAD });
  await run(actorOf('stationLead', DALAD.slice(0, 6)));
  const carried = newId();
  await db.owner.query(`insert into referral (city, id, division_code, need_id, resource_id, organization_id, item, units, provider_name, community_name, worker_name, urgency, need_words, status, offered_by, offered_at, due_on)
    select n.city, $1, n.division_code, n.id, $2, $3, n.item, 1, '', '', '', 1, '', 'offered', $4, now(), '2026-03-05' from need n limit 1`, [carried, there, organizationId, lead.accountId]);
  await db.owner.query(`insert into capacity_use (city, referral_id, division_code, resource_id, organization_id, need_id, units) select r.city, $1, r.division_code, r.id, r.organization_id, (select id from need limit 1), 1 from resource r where r.id = $2`, [carried, there]);
  const waiting = [await need({ urgency: 2 }), await need({ urgency: 1 })];
  const runId = await run();
  expect((await proposals(lead, runId)).map((proposal) => [proposal.need.id, proposal.resource.id, proposal.why.unitsLeft])).toEqual([[waiting[0], here, 0]]);
  const [left] = await notYet(lead, runId);
  expect(left).toMatchObject({ needId: waiting[1], reason: { kind: 'outbid', by: [{ needId: waiting[0] }], atCap: [here] }, cure: { kind: 'changeResource', resourceId: here, changes: [{ kind: 'raiseCap', organizationId, units: 1 }] } });
  expect(left!.resources[here]).toMatchObject({ providerName: '暖阳助餐队' });
  const { items } = await ask<{ items: GapAnswer[] }>(lead, '/api/match-runs/:runId/gaps', { runId });
  expect(items.find(({ item }) => item)).toMatchObject({ divisionName: '航空社区', countyName: '东胜区', townshipName: '交通街道' });
  expect(items.map(({ item, resource: more, organization }) => item ?? more?.id ?? organization)).toEqual(['meals', { id: organizationId, name: '暖阳社会工作服务中心' }]);
  expect(await db.as(system, (tx) => verifyRun(tx, runId))).toMatchObject({ holds: true });
  await db.owner.query('delete from capacity_use where referral_id = $1', [carried]);
  await db.owner.query('delete from referral where id = $1', [carried]);
});

test('a need that asks for a woman is proposed to who can send one; where nobody has said so, that is the reason, and saying it the cure', async () => {
  const silent = await resource();
  const asking = await need({ item: 'meals', workerSex: 'female' });
  const first = await run();
  expect(await notYet(lead, first)).toMatchObject([{ needId: asking, need: { workerSex: 'female' }, reason: { kind: 'noneEligible', removed: { sex: 1 }, nearest: 'sex' }, cure: { kind: 'changeResource', resourceId: silent, changes: [{ kind: 'sendWorker', sex: 'female' }] } }]);
  const update = resourceRoutes.find(({ path }) => path === '/api/resources/update')!;
  await performCommand(db.platform, update, { actor: cityWorker, language: 'zh' }, update.input.parse({ requestId: newId(), resourceId: silent, version: 1, workerSexes: ['male', 'female'] }) as { requestId: string });
  const second = await run();
  expect(await proposals(lead, second)).toMatchObject([{ need: { id: asking, workerSex: 'female' }, resource: { id: silent } }]);
  expect(await db.as(system, (tx) => verifyRun(tx, second))).toMatchObject({ holds: true });
});

test('a need that asks for somebody known is proposed to who has served the person, and to nobody else where nobody else will do; who that is is read from finished referrals', async () => {
  const [another, known] = [await resource({ name: '邻里帮' }), await resource({ name: '老朋友' })];
  const asking = await need({ sameWorker: 'only' }), wishing = await need({ sameWorker: 'wished', urgency: 2 });
  const nobody = await run();
  expect(await proposals(lead, nobody)).toMatchObject([{ need: { id: wishing, sameWorker: 'wished' }, why: { isKnown: false } }]);
  expect(await notYet(lead, nobody)).toMatchObject([{ needId: asking, need: { sameWorker: 'only' }, reason: { kind: 'noneEligible', removed: { sameWorker: 2 }, nearest: 'sameWorker' }, cure: { kind: 'acceptAnother' } }]);
  expect(await ask(lead, '/api/match-runs/ready-for/:needId', { needId: asking })).toMatchObject({ eligible: 0, cure: { kind: 'acceptAnother' }, removed: { sameWorker: 2 } });
  const served: string[] = [];
  const serve = async (needId: string, resourceId: string, status: 'confirmed' | 'declined') => {
    served.push(newId());
    await db.owner.query(`insert into referral (city, id, division_code, need_id, person_id, consent_basis, resource_id, item, units, provider_name, status, offered_by, offered_at, decline_code, confirmed_via, helped)
      select n.city, $1, n.division_code, n.id, n.person_id, 'consent', $2, n.item, 1, '', $3, $4, now(), case when $3 = 'declined' then 'full' end, case when $3 = 'confirmed' then 'worker' end, case when $3 = 'confirmed' then true end from need n where n.id = $5`, [served.at(-1), resourceId, status, lead.accountId, needId]);
  };
  await serve(asking, known, 'confirmed');
  await serve(asking, another, 'declined'); // who declined has not come
  const second = await run();
  expect(await proposals(lead, second)).toMatchObject([{ need: { id: wishing }, resource: { id: another } }, { need: { id: asking }, resource: { id: known }, why: { isKnown: true } }]);
  const ready = await ask<{ best: unknown[] }>(lead, '/api/match-runs/ready-for/:needId', { needId: asking });
  expect(ready).toMatchObject({ eligible: 1, cure: null, best: [{ id: known, isKnown: true }], removed: { sameWorker: 1 } });
  for (const runId of [nobody, second]) expect(await db.as(system, (tx) => verifyRun(tx, runId))).toMatchObject({ holds: true });
  await db.owner.query('delete from referral where id = any($1)', [served]);
});
