import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeAccount, makeNeed, makeProposal, makeProvider } from '../../../../test/support/walk.ts';
import { sql } from '../../../platform/server/sql.ts';
import { setServicePhone } from '../../divisions/server/operations.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { confirmCodeOf, hashOfCode } from './confirm-codes.ts';
import { heedDeclines } from './jobs.ts';
import { acceptProposal, acceptProposals, answerReferral, confirmByCode, confirmReferral, failReferral, markDelivered, offerReferral, scheduleReferral, withdrawReferral } from './operations.ts';
import { readBoard, readByCode, readList, readReferral, readSlip } from './reads.ts';

let db: TestDatabase;
let now = new Date('2026-03-02T09:00:00+08:00');
const worker = actorOf('stationWorker', PLACES.hangkong, { name: '高晓燕' });
const foreigner = actorOf('stationWorker', PLACES.dalad);

beforeAll(async () => {
  db = await makeTestDatabase(() => now);
  await makeAccount(db, worker);
});
afterAll(() => db.close());

const LIST = { sort: '-offeredAt' as const, limit: 50 };
const consent = { basis: 'consent' as const, givenHow: 'spoken' as const };
const needOf = (needId: string) => db.owner.query<{ status: string; closed_on: string | null }>('select status, closed_on from need where id = $1', [needId]).then(({ rows }) => rows[0]!);
const duties = (subjectId: string) => db.owner.query<{ kind: string; status: string; owner_account_id: string; due_on: Date }>('select kind, status, owner_account_id, due_on from duty where subject_id = $1 order by kind, since_on, status', [subjectId]).then(({ rows }) => rows.map(({ kind, status }) => `${kind} ${status}`));
const dutyOwner = (subjectId: string, kind: string) => db.owner.query<{ owner_account_id: string }>(`select owner_account_id from duty where subject_id = $1 and kind = $2 and status = 'open'`, [subjectId, kind]).then(({ rows }) => rows[0]?.owner_account_id);
const linkTo = (hash: string): Actor => ({ accountId: '00000000-0000-7000-8000-000000000001', grantId: '00000000-0000-7000-8000-000000000001', personId: null, organizationId: null, name: '居民（凭链接）', role: 'link', divisionCode: '1506', city: '1506', link: hash });
const valueOf = <T>(result: { ok: true; value: T } | { ok: false; refusal: { code: string } }): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
};
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal!.code);

/** A referral offered and accepted, ready for the next step. */
async function accepted(options: Parameters<typeof makeProvider>[1] = {}) {
  const provider = await makeProvider(db, options);
  const { needId, personId } = await makeNeed(db, worker);
  const { referralId } = await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId: provider.resourceId, consent })));
  await db.as(provider.manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'accept' })));
  return { ...provider, needId, personId, referralId };
}
const deliver = (actor: Actor, referralId: string, deliveredOn = '2026-03-02') => db.as(actor, async (tx, call) => valueOf((await markDelivered(tx, call, [{ referralId, deliveredOn, result: 'full' }]))[0]!));
const codeShown = (referralId: string) => db.as(worker, async (tx, call) => (await readSlip(tx, call, { referralId })).code);

test('the whole loop: a proposal is accepted, the provider says yes, a day is agreed, help is given, the resident confirms by the slip, the need is met', async () => {
  const { organizationId, resourceId, manager } = await makeProvider(db);
  const { needId } = await makeNeed(db, worker, { consentTo: organizationId });
  const { proposalId } = await makeProposal(db, worker, needId, resourceId);

  const { referralId } = await db.as(worker, async (tx, call) => valueOf(await acceptProposal(tx, call, { proposalId })));
  expect((await needOf(needId)).status).toBe('matched');
  expect(await duties(referralId)).toEqual(['answerReferral open']);
  expect(await dutyOwner(referralId, 'answerReferral')).toBe(manager.accountId);

  const before = await db.as(manager, (tx, call) => readReferral(tx, call, { referralId }));
  expect([before.recipientName, before.recipientAddress, before.recipientPhone]).toEqual([null, null, null]);

  await db.as(manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'accept' })));
  const after = await db.as(manager, (tx, call) => readReferral(tx, call, { referralId }));
  expect(after.recipientName).toMatch(/^张秀英/);
  expect(after.recipientAddress).toMatch(/航空社区/);
  expect(after.recipientPhone).toBe('138****1234');

  await db.as(manager, async (tx, call) => valueOf(await scheduleReferral(tx, call, { referralId, scheduledFor: '2026-03-04', contactName: '小王', contactPhone: '13947700000' })));
  expect((await needOf(needId)).status).toBe('inService');
  now = new Date('2026-03-04T17:00:00+08:00');
  await deliver(manager, referralId, '2026-03-04');
  expect(await duties(referralId)).toEqual(['answerReferral done', 'confirmReferral open', 'deliverReferral done', 'scheduleReferral done']);
  expect(await dutyOwner(referralId, 'confirmReferral')).toBe(worker.accountId);

  const code = await codeShown(referralId);
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{9}$/);
  const link = linkTo(hashOfCode(code.toLowerCase()));
  const asked = await db.as(link, (tx, call) => readByCode(tx, call));
  expect(asked).toMatchObject({ what: '助餐', when: '2026-03-04', status: 'waiting', personToCall: { name: '小王', phone: '13947700000' } });
  expect(asked.community).toEqual({ name: '航空社区', phone: null, phoneOf: '航空社区' });
  expect(JSON.stringify({ ...asked, community: null })).not.toMatch(/张秀英|航空/);
  await db.as(actorOf('stationLead', PLACES.jiaotong), async (tx, call) => valueOf(await setServicePhone(tx, call, { divisionCode: PLACES.jiaotong, phone: '0477-8591234' })));
  expect((await db.as(link, (tx, call) => readByCode(tx, call))).community).toEqual({ name: '航空社区', phone: '0477-8591234', phoneOf: '交通街道' });

  await db.as(link, async (tx, call) => valueOf(await confirmByCode(tx, call, { code, helped: true, rating: 5, words: '饭菜热乎' })));
  expect(await needOf(needId)).toMatchObject({ status: 'met' });
  expect((await db.as(worker, (tx, call) => readReferral(tx, call, { referralId })))).toMatchObject({ status: 'confirmed', helped: true, rating: 5, confirmedVia: 'link', residentWords: '饭菜热乎' });
  expect((await duties(referralId)).filter((duty) => duty.endsWith('open'))).toEqual([]);
  expect((await db.as(link, (tx, call) => readByCode(tx, call))).status).toBe('helped');

  const history = await db.as(worker, (tx) => tx.many<{ kind: string; action: string }>(sql`select kind, action from history where subject_id in (${referralId}, ${needId}) order by happened_at, id`));
  expect(history.filter(({ kind }) => kind === 'referral').map(({ action }) => action)).toEqual(['offered', 'accepted', 'scheduled', 'delivered', 'confirmed']);
  expect(history.filter(({ kind }) => kind === 'need').map(({ action }) => action)).toEqual(expect.arrayContaining(['referralOffered', 'referralAccepted', 'referralScheduled', 'referralDelivered', 'referralConfirmed', 'match', 'serve', 'meet']));
});

test('without the resident’s agreement for this very receiver nothing is handed over; given in the same act, it is recorded', async () => {
  const [one, other] = [await makeProvider(db), await makeProvider(db)];
  const { needId, personId } = await makeNeed(db, worker, { consentTo: other.organizationId });
  expect(await db.as(worker, async (tx, call) => codeOf(await offerReferral(tx, call, { needId, resourceId: one.resourceId })))).toBe('noConsent');
  await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId: one.resourceId, consent })));
  const { rows } = await db.owner.query('select receiver_organization_id, basis, given_how from consent where person_id = $1 and receiver_organization_id = $2', [personId, one.organizationId]);
  expect(rows).toEqual([{ receiver_organization_id: one.organizationId, basis: 'consent', given_how: 'spoken' }]);
});

test('what is not ready or does not fit is not offered', async () => {
  const { resourceId, organizationId } = await makeProvider(db);
  const offer = async (options: Parameters<typeof makeNeed>[2]) => {
    const { needId } = await makeNeed(db, worker, { consentTo: organizationId, ...options });
    return db.as(worker, async (tx, call) => codeOf(await offerReferral(tx, call, { needId, resourceId })));
  };
  expect(await offer({ isVerified: false })).toBe('needNotVerified');
  expect(await offer({ item: 'bathing' })).toBe('resourceDoesNotFit');
  const { needId } = await makeNeed(db, worker, { consentTo: organizationId });
  await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId })));
  expect(await db.as(worker, async (tx, call) => codeOf(await offerReferral(tx, call, { needId, resourceId })))).toBe('offeredAlready');
  const another = await makeProvider(db);
  expect(await db.as(worker, async (tx, call) => codeOf(await offerReferral(tx, call, { needId, resourceId: another.resourceId, consent })))).toBe('needNotOpen');
  await db.owner.query(`update resource set status = 'paused' where id = $1`, [resourceId]);
  expect(await offer({})).toBe('resourceNotActive');
});

test('of two people who want the last place at once one gets it, and the other is told that it is full; a decline gives it back', async () => {
  const provider = await makeProvider(db, { quantity: 1 });
  const needs = [await makeNeed(db, worker, { consentTo: provider.organizationId }), await makeNeed(db, worker, { consentTo: provider.organizationId })];
  const offered = await Promise.all(needs.map(({ needId }) => db.as(worker, (tx, call) => offerReferral(tx, call, { needId, resourceId: provider.resourceId }))));
  expect(offered.map(codeOf).sort()).toEqual(['ok', 'resourceFull']);
  const winner = offered.findIndex(({ ok }) => ok);
  const { referralId, needId } = valueOf(offered[winner]!);
  await db.as(provider.manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'decline', declineCode: 'cannotReachPerson', words: '三次没人接' })));
  expect((await needOf(needId)).status).toBe('open');
  expect(await duties(needId)).toContain('rematchNeed open');
  expect(await dutyOwner(needId, 'rematchNeed')).toBe(worker.accountId);
  expect(await duties(referralId)).toEqual(['answerReferral withdrawn']);
  await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId: needs[1 - winner]!.needId, resourceId: provider.resourceId })));
});

test('what workers of another community have taken of a shared resource counts, though they are not seen', async () => {
  const provider = await makeProvider(db, { quantity: 1 });
  const neighbour = actorOf('stationWorker', PLACES.xincun);
  const there = await makeNeed(db, neighbour, { consentTo: provider.organizationId, place: PLACES.xincun });
  await db.as(neighbour, async (tx, call) => valueOf(await offerReferral(tx, call, { needId: there.needId, resourceId: provider.resourceId })));
  const here = await makeNeed(db, worker, { consentTo: provider.organizationId });
  expect(await db.as(worker, async (tx, call) => codeOf(await offerReferral(tx, call, { needId: here.needId, resourceId: provider.resourceId })))).toBe('resourceFull');
  expect((await db.as(worker, (tx, call) => readList(tx, call, { ...LIST, need: there.needId }))).total).toBe(0);
  await db.owner.query('with more as (update capacity set quantity = 2 where resource_id = $1) update resource set weekly_cap = 1 where id = $1', [provider.resourceId]); // one of two is left, not this week
  expect(await db.as(worker, async (tx, call) => codeOf(await offerReferral(tx, call, { needId: here.needId, resourceId: provider.resourceId })))).toBe('resourceFull');
});

test('many proposals are accepted at once; what cannot be is named with its reason', async () => {
  const provider = await makeProvider(db, { quantity: 2 });
  const made: { needId: string; proposalId: string }[] = [];
  for (let i = 0; i < 3; i++) {
    const { needId } = await makeNeed(db, worker, { consentTo: provider.organizationId });
    made.push({ needId, ...(await makeProposal(db, worker, needId, provider.resourceId)) });
  }
  const answer = await db.as(worker, async (tx, call) => valueOf(await acceptProposals(tx, call, { proposalIds: made.map(({ proposalId }) => proposalId) })));
  expect(answer.accepted).toBe(2);
  expect(answer.refused).toEqual([{ proposalId: made[2]!.proposalId, code: 'resourceFull' }]);
  expect(await db.as(worker, async (tx, call) => codeOf(await acceptProposal(tx, call, { proposalId: made[0]!.proposalId })))).toBe('proposalDecided');
});

test('a need of three units may go to two providers, and is met when both have helped', async () => {
  const [one, two] = [await makeProvider(db), await makeProvider(db)];
  const { needId } = await makeNeed(db, worker, { quantity: 3 });
  const offer = (resourceId: string, units: number) => db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId, units, consent })));
  const [first, second] = [await offer(one.resourceId, 2), await offer(two.resourceId, 2)];
  expect((await db.as(worker, (tx, call) => readReferral(tx, call, { referralId: second.referralId }))).units).toBe(1);
  for (const [manager, { referralId }] of [[one.manager, first], [two.manager, second]] as const) {
    await db.as(manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'accept' })));
    await deliver(manager, referralId, '2026-03-04');
  }
  await db.as(worker, async (tx, call) => valueOf(await confirmReferral(tx, call, { referralId: first.referralId, helped: true })));
  expect((await needOf(needId)).status).toBe('inService');
  await db.as(worker, async (tx, call) => valueOf(await confirmReferral(tx, call, { referralId: second.referralId, helped: true })));
  expect((await needOf(needId)).status).toBe('met');
});

test('a provider without an account is answered for by the worker, whose duty it is', async () => {
  const provider = await makeProvider(db, { hasManager: false });
  const { needId } = await makeNeed(db, worker);
  const { referralId } = await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId: provider.resourceId, consent })));
  expect(await dutyOwner(referralId, 'answerReferral')).toBe(worker.accountId);
  await db.as(worker, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'accept' })));
  expect(await dutyOwner(referralId, 'scheduleReferral')).toBe(worker.accountId);
});

test('“not helped” opens the need again, and somebody must place it', async () => {
  const { referralId, needId, manager } = await accepted();
  await deliver(manager, referralId, '2026-03-04');
  const code = await codeShown(referralId);
  await db.as(linkTo(hashOfCode(code)), async (tx, call) => valueOf(await confirmByCode(tx, call, { code, helped: false, words: '人没来' })));
  expect((await needOf(needId)).status).toBe('open');
  expect(await duties(needId)).toContain('rematchNeed open');
  expect(await db.as(worker, (tx, call) => readReferral(tx, call, { referralId }))).toMatchObject({ status: 'confirmed', helped: false });
  const again = await makeProvider(db);
  await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId: again.resourceId, consent })));
  expect(await duties(needId)).toContain('rematchNeed done');
});

test('a wrong code opens nothing, a code of before the delivery does not exist, an expired one confirms nothing, and a worker may still note the word', async () => {
  const { referralId, manager } = await accepted();
  await expect(db.as(worker, (tx, call) => readSlip(tx, call, { referralId }))).rejects.toThrow(NotFound);
  await expect(db.as(linkTo(hashOfCode(confirmCodeOf(db.platform.vault, referralId, 1))), (tx, call) => readByCode(tx, call))).rejects.toThrow(NotFound);
  await deliver(manager, referralId, '2026-03-04');
  const code = await codeShown(referralId);
  await expect(db.as(linkTo(hashOfCode('22222222A')), (tx, call) => readByCode(tx, call))).rejects.toThrow(NotFound);
  await expect(db.as(linkTo(hashOfCode('22222222A')), (tx, call) => confirmByCode(tx, call, { code: '22222222A', helped: true }))).rejects.toThrow(NotFound);
  expect((await db.as(linkTo(hashOfCode('22222222A')), (tx) => tx.many(sql`select id from referral`))).length).toBe(0);
  const late = new Date('2026-04-04T00:00:01+08:00');
  const link = linkTo(hashOfCode(code));
  expect((await db.as(link, (tx, call) => readByCode(tx, call), late)).status).toBe('expired');
  expect(codeOf(await db.as(link, (tx, call) => confirmByCode(tx, call, { code, helped: true }), late))).toBe('codeExpired');
  await db.as(worker, async (tx, call) => valueOf(await confirmReferral(tx, call, { referralId, helped: true })), late);
});

test('the resident confirms on the own account, and on nobody else’s referral', async () => {
  const { referralId, personId, manager } = await accepted();
  await deliver(manager, referralId, '2026-03-04');
  const stranger = actorOf('resident', PLACES.hangkong, { personId: (await makeNeed(db, worker)).personId });
  await expect(db.as(stranger, (tx, call) => confirmReferral(tx, call, { referralId, helped: true }))).rejects.toThrow(NotFound);
  const resident = actorOf('resident', PLACES.hangkong, { personId });
  await db.as(resident, async (tx, call) => valueOf(await confirmReferral(tx, call, { referralId, helped: true, rating: 4 })));
  expect(await db.as(resident, (tx, call) => readReferral(tx, call, { referralId }))).toMatchObject({ confirmedVia: 'account', helped: true });
});

test('the provider holds no code and may not confirm its own help', async () => {
  const { referralId, manager } = await accepted();
  await deliver(manager, referralId, '2026-03-04');
  expect(codeOf(await db.as(manager, (tx, call) => confirmReferral(tx, call, { referralId, helped: true })))).toBe('notYourStep');
});

test('each step only from where it leads on; the second of two people is told who was first', async () => {
  const { referralId, manager } = await accepted();
  const { version } = await db.as(worker, (tx, call) => readReferral(tx, call, { referralId }));
  expect(codeOf(await db.as(manager, (tx, call) => answerReferral(tx, call, { referralId, answer: 'accept' })))).toBe('referralMoved');
  expect(codeOf(await db.as(worker, (tx, call) => scheduleReferral(tx, call, { referralId, scheduledFor: '2026-03-01' })))).toBe('appointmentInThePast');
  await db.as(manager, async (tx, call) => valueOf(await scheduleReferral(tx, call, { referralId, scheduledFor: '2026-03-10', version })));
  const second = await db.as(worker, (tx, call) => scheduleReferral(tx, call, { referralId, scheduledFor: '2026-03-11', version }));
  expect(second).toMatchObject({ ok: false, refusal: { code: 'changedMeanwhile', by: manager.name, status: 'scheduled' } });
  expect(codeOf(await db.as(manager, (tx, call) => markDelivered(tx, call, [{ referralId, deliveredOn: '2026-03-09', result: 'full' }]).then(([one]) => one!)))).toBe('deliveredInTheFuture');
  expect(codeOf(await db.as(manager, (tx, call) => markDelivered(tx, call, [{ referralId, deliveredOn: '2026-02-01', result: 'full' }]).then(([one]) => one!)))).toBe('deliveredBeforeOffer');
  expect(codeOf(await db.as(manager, (tx, call) => withdrawReferral(tx, call, { referralId, reason: '不办了' })))).toBe('notYourStep');
  const other = await accepted();
  expect(codeOf(await db.as(other.manager, (tx, call) => answerReferral(tx, call, { referralId: other.referralId, answer: 'decline', declineCode: 'other' })))).toBe('referralMoved');
});

test('an appointment that is moved is a new duty, and one that fails sends the need back', async () => {
  const { referralId, needId, manager } = await accepted();
  const schedule = (scheduledFor: string) => db.as(manager, async (tx, call) => valueOf(await scheduleReferral(tx, call, { referralId, scheduledFor })));
  await schedule('2026-03-06');
  await schedule('2026-03-09');
  expect((await duties(referralId)).filter((duty) => duty.startsWith('deliver')).sort()).toEqual(['deliverReferral done', 'deliverReferral open']);
  await db.as(manager, async (tx, call) => valueOf(await failReferral(tx, call, { referralId, reason: '家里没人' })));
  expect((await needOf(needId)).status).toBe('open');
  expect((await duties(referralId)).filter((duty) => duty.endsWith('open'))).toEqual([]);
});

test('another banner and another organisation see no row and find nothing', async () => {
  const { referralId } = await accepted();
  const otherManager = (await makeProvider(db)).manager;
  for (const actor of [foreigner, otherManager, actorOf('officer', '1506'), actorOf('resident', PLACES.hangkong)]) {
    expect((await db.as(actor, (tx, call) => readList(tx, call, LIST))).total).toBe(0);
    await expect(db.as(actor, (tx, call) => readReferral(tx, call, { referralId }))).rejects.toThrow(NotFound);
  }
  await expect(db.as(foreigner, (tx, call) => withdrawReferral(tx, call, { referralId, reason: '不是我的' }))).rejects.toThrow(NotFound);
  await expect(db.as(otherManager, (tx, call) => scheduleReferral(tx, call, { referralId, scheduledFor: '2026-03-20' }))).rejects.toThrow(NotFound);
});

test('the list pages through every referral once, in both orders, and the board counts what the list counts', async () => {
  const all = await db.as(worker, (tx, call) => readList(tx, call, { ...LIST, limit: 200 }));
  expect(all.items.length).toBe(all.total);
  for (const sort of ['-offeredAt', 'offeredAt', 'dueOn', '-dueOn'] as const) {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await db.as(worker, (tx, call) => readList(tx, call, { sort, limit: 3, ...(after ? { after } : {}) }));
      seen.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(all.total);
    expect(seen.length).toBe(all.total);
  }
  const board = await db.as(worker, (tx, call) => readBoard(tx, call, {}));
  expect(board.columns.reduce((sum, { total }) => sum + total, 0)).toBe(all.total);
  const late = await db.as(worker, (tx, call) => readList(tx, call, { ...LIST, overdue: 'true' }), new Date('2026-05-01T09:00:00+08:00'));
  expect(late.total).toBe(all.items.filter(({ status }) => ['offered', 'accepted', 'scheduled', 'delivered'].includes(status)).length);
});

test('what a receiver declines for good is kept out of the next match; “full” is not', async () => {
  const decline = async (declineCode: 'full' | 'outsideReach') => {
    const provider = await makeProvider(db);
    const { needId } = await makeNeed(db, worker);
    const { referralId } = await db.as(worker, async (tx, call) => valueOf(await offerReferral(tx, call, { needId, resourceId: provider.resourceId, consent })));
    await db.as(provider.manager, async (tx, call) => valueOf(await answerReferral(tx, call, { referralId, answer: 'decline', declineCode })));
    return needId;
  };
  const [full, far] = [await decline('full'), await decline('outsideReach')];
  expect(await heedDeclines(db.platform)).toBe(1);
  expect(await heedDeclines(db.platform)).toBe(0);
  const { rows } = await db.owner.query('select need_id, kind, reason_code from match_rule where need_id in ($1, $2)', [full, far]);
  expect(rows).toEqual([{ need_id: far, kind: 'veto', reason_code: 'tooFar' }]);
});
