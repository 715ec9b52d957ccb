import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOf, system } from '../../../../test/support/database.ts';
import { DALAD, lead, makeMatchDesk, type MatchDesk } from '../../../../test/support/match-desk.ts';
import type { ReadyAnswer, RunAnswer } from '../core/contract.ts';
import type { MatchInput } from '../core/model.ts';
import { verifyRun } from './operations.ts';

let desk: MatchDesk;
beforeAll(async () => { desk = await makeMatchDesk(); });
afterAll(() => desk.db.close());
beforeEach(() => desk.clear());

const takes = (ids: string[], van: string, units: number) => desk.db.owner.query('update resource set also_takes_id = $2, also_takes_units = $3 where id = any($1)', [ids, van, units]);

test('two teams that share a van visit no more than it can go along, what is proposed elsewhere counted in; whoever stays out is told, and one more of the van would do', async () => {
  const { db, need, resource, run, ask } = desk;
  const [here, there, van] = [await resource({ units: 5 }), await resource({ name: '暖阳达旗站', home: DALAD, reach: [DALAD], units: 5 }), await resource({ name: '助浴车', reach: ['1506'], items: ['bathing'], units: 7 })];
  await takes([here, there], van, 2);
  await need({ place: DALAD });
  await run(actorOf('stationLead', DALAD.slice(0, 6)));
  const waiting = [await need({ urgency: 3 }), await need({ urgency: 2 }), await need({ urgency: 1 })], runId = await run();
  expect((await desk.proposals(lead, runId)).map((proposal) => [proposal.need.id, proposal.resource.id, proposal.why.unitsLeft])).toEqual([[waiting[0], here, 0], [waiting[1], here, 0]]);
  const [left] = await desk.notYet(lead, runId);
  expect(left).toMatchObject({ needId: waiting[2], reason: { kind: 'outbid', atShared: [here], shared: [van] }, cure: { kind: 'changeResource', resourceId: here, changes: [{ kind: 'addShared', resourceId: van, units: 1 }] } });
  expect(left!.resources[van]).toMatchObject({ providerName: '助浴车' });
  const answer = await ask<RunAnswer>(lead, '/api/match-runs/:runId', { runId });
  expect(answer.proof!.repair).toMatchObject({ limits: [{ kind: 'shared', resourceId: van, name: '助浴车', left: 5, asked: 6, taken: 4 }], needs: 3, isOptimal: true, isWhole: true });
  expect(await db.as(system, (tx) => verifyRun(tx, runId))).toMatchObject({ holds: true, faults: [] });
  // of seven four are proposed to others in sight, and a visit takes two
  const readyFor = async (quantity: number) => (await ask<ReadyAnswer>(lead, '/api/match-runs/ready-for/:needId', { needId: await need({ quantity }) })).best;
  expect(await readyFor(2)).toMatchObject([{ id: here, room: 'held', unitsLeft: 3, held: 2, isAtShared: false }]);
  expect(await readyFor(4)).toMatchObject([{ id: here, room: 'none', isAtShared: true }]);
});

test('a room that answers no need by itself is listed for what it is, and one that is paused lets nobody go', async () => {
  const { db, need, resource, run } = desk, [team, room] = [await resource({ units: 5 }), await resource({ name: '浴室', units: 2 })];
  await db.owner.query(`update capacity set unit = 'rooms' where resource_id = $1`, [room]);
  await takes([team], room, 1);
  for (let i = 0; i < 3; i++) await need();
  const runId = await run(), listed = async (id: string) => ((await db.owner.query('select input from match_file where run_id = $1', [id])).rows[0].input as MatchInput).resources;
  expect((await listed(runId)).find(({ id }) => id === room)).toMatchObject({ capacity: 2, categories: [] });
  expect((await desk.proposals(lead, runId)).map((proposal) => proposal.resource.id)).toEqual([team, team]);
  await db.owner.query(`update resource set status = 'paused' where id = $1`, [room]);
  const later = await run();
  expect((await listed(later)).find(({ id }) => id === room)).toMatchObject({ name: '浴室', capacity: 0, categories: [] });
  expect(await desk.proposals(lead, later)).toEqual([]);
  expect(await db.as(system, (tx) => verifyRun(tx, later))).toMatchObject({ holds: true, faults: [] });
});
