import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOf, PLACES } from '../../../../test/support/database.ts';
import { DALAD, KANGBASHI, lead, makeMatchDesk, type MatchDesk } from '../../../../test/support/match-desk.ts';
import { readMyWork } from '../../duties/server/my-work.ts';
import type { NotYetAnswer } from '../core/contract.ts';

let desk: MatchDesk;
beforeAll(async () => { desk = await makeMatchDesk(); });
beforeEach(() => desk.clear());
afterAll(() => desk.db.close());

test('among those not matched what cannot wait stands first, wherever it is, and page by page none is lost or told twice', async () => {
  for (const place of [PLACES.hangkong, PLACES.xincun, KANGBASHI, DALAD]) for (const urgency of [1, 3, 2] as const) await desk.need({ place, urgency });
  const runId = await desk.run(actorOf('stationWorker', '1506')), seen: NotYetAnswer[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: { items: NotYetAnswer[]; next: string | null } = await desk.ask(actorOf('stationWorker', '1506'), '/api/match-runs/:runId/not-yet', { runId, limit: 3, ...(after ? { after } : {}) });
    seen.push(...page.items);
    after = page.next;
  }
  expect(new Set(seen.map(({ needId }) => needId)).size).toBe(12);
  expect(seen.map(({ need }) => need.urgency === 3)).toEqual([...Array(4).fill(true), ...Array(8).fill(false)]);
  expect(seen.slice(4).map(({ divisionCode }) => divisionCode)).toEqual(seen.slice(4).map(({ divisionCode }) => divisionCode).toSorted());
  expect(seen.slice(0, 4).map(({ divisionCode }) => divisionCode)).toEqual([PLACES.hangkong, PLACES.xincun, KANGBASHI, DALAD]);
});

test('in my work what cannot wait stands before the rest of its band, and says so', async () => {
  for (let i = 0; i < 14; i++) await desk.need({ isVerified: false });
  const urgent = await desk.need({ isVerified: false, urgency: 3 });
  await desk.db.owner.query(`update duty set due_on = (select max(due_on) from duty)`);
  const { items } = await desk.db.as(lead, (tx, call) => readMyWork(tx, call));
  expect(items[0]).toMatchObject({ subjectId: urgent, isUrgent: true, kind: 'verifyNeed' });
  expect(items.slice(1).every(({ isUrgent }) => !isUrgent)).toBe(true);
});
