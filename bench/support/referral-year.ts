import { DEFAULT_CLOCKS } from '../../src/areas/referrals/core/clock.ts';
import { addDays, type LocalDate } from '../../src/kernel/local-date.ts';
import { isWorkingDay } from '../../src/kernel/working-days.ts';
import { addAccount, addGrant } from '../../src/areas/access/server/queries.ts';
import { recordDeliveries } from '../../src/areas/delivery/server/operations.ts';
import { moveNeed, recordNeeds, verifyNeeds } from '../../src/areas/needs/server/operations.ts';
import { registerOrganizations } from '../../src/areas/organizations/server/operations.ts';
import { giveConsents, registerPeople } from '../../src/areas/people/server/operations.ts';
import { changeClocks } from '../../src/areas/referrals/server/clocks.ts';
import { answerReferrals, confirmReferrals, failReferral, offerReferrals, refuseReferral, scheduleReferrals, withdrawReferral } from '../../src/areas/referrals/server/operations.ts';
import { decideAboutReturned } from '../../src/areas/referrals/server/returns.ts';
import { addResources } from '../../src/areas/resources/server/operations.ts';
import { chanceOf, type Chance } from '../../src/apps/demonstration/chance.ts';
import { scopeOf, type Actor } from '../../src/platform/server/actor.ts';
import { makeCall, systemActor, type Call } from '../../src/platform/server/call.ts';
import { newId } from '../../src/platform/server/ids.ts';
import type { Platform } from '../../src/platform/server/perform.ts';
import { doorScope } from '../../src/platform/server/sessions.ts';
import { sql } from '../../src/platform/server/sql.ts';
import type { Tx } from '../../src/platform/server/tx.ts';

const CITY = '1506';
const BANNERS = ['150602', '150621'];
const STREETS = ['150602001', '150602002', '150621100'];
const FIRST_DAY: LocalDate = '2025-01-02';
const DAYS = 365;

export type Clock = { at: Date };
type Act = 'accept' | 'decline' | 'refuse' | 'withdraw' | 'schedule' | 'fail' | 'deliver' | 'helped' | 'notHelped';
type Live = { referralId: string; needId: string; street: number; scheduledFor: LocalDate | null };
type Planned = { act: Act; live: Live } | { act: 'offer' | 'close' | 'reopen'; needId: string; street: number };

/** What becomes of a referral: by state, acts with their weight, and after how many days; `null`: it is forgotten. */
const FATES: Record<'offered' | 'accepted' | 'scheduled' | 'delivered', readonly (readonly [Act | null, number])[]> = {
  offered: [['accept', 70], ['decline', 14], ['refuse', 3], ['withdraw', 3], [null, 10]],
  accepted: [['schedule', 82], ['deliver', 4], ['fail', 5], ['refuse', 3], [null, 6]],
  scheduled: [['deliver', 72], ['schedule', 12], ['fail', 5], ['withdraw', 2], [null, 9]],
  delivered: [['helped', 66], ['notHelped', 14], [null, 20]],
};

export type Year = {
  /** Everything that people do on the next day; the clock stands at nine in the morning of it. False when the year is over. */
  day(): Promise<boolean>;
  readonly today: LocalDate; readonly counts: Record<string, number>;
};

type Staff = { workers: Actor[]; leads: Actor[]; resources: string[][] };

const actorOf = (role: Actor['role'], divisionCode: string, name: string, organizationId: string | null = null): Actor =>
  ({ accountId: newId(), personId: null, grantId: newId(), name, role, divisionCode, organizationId, city: CITY });

async function employ(platform: Platform, actor: Actor): Promise<void> {
  await platform.database.transaction(doorScope(CITY), async (tx) => {
    await addAccount(tx, { id: actor.accountId, username: `y-${actor.accountId.slice(-12)}`, passwordHash: 'x', name: actor.name, personId: null, language: 'zh' });
    await addGrant(tx, { id: actor.grantId, accountId: actor.accountId, role: actor.role as never, divisionCode: actor.divisionCode, organizationId: actor.organizationId, fromOn: '2024-01-01', untilOn: null });
  });
}

/** A made-up city: a worker and a lead a street, officers above them, providers of whom half can sign in. */
async function settle(platform: Platform, as: As): Promise<Staff> {
  const workers = STREETS.map((code, i) => actorOf('stationWorker', code, `经办${i + 1}`)), leads = STREETS.map((code, i) => actorOf('stationLead', code, `站长${i + 1}`));
  const above = [...BANNERS.map((code) => actorOf('officer', code, `旗区${code}`)), actorOf('administrator', CITY, '市管理员')];
  for (const actor of [...workers, ...leads, ...above]) await employ(platform, actor);
  const resources: string[][] = BANNERS.map(() => []);
  for (const [b, code] of BANNERS.entries()) for (let i = 0; i < 8; i++) {
    const organizationId = await as(systemActor(CITY), async (tx, call) => {
      const name = `试社会服务中心${b}${i}`;
      const [organization] = await registerOrganizations(tx, call, [{ divisionCode: code, kind: 'socialServiceOrg', name } as never]);
      const [resource] = await addResources(tx, call, [{ homeCode: code, reachCodes: [code], organizationId: organization!.organizationId, providerName: name, providerKind: 'organization', kind: 'people', items: ['meals', 'errands'], capacity: { quantity: 1_000_000, unit: 'personTimes', per: 'week' } } as never]);
      resources[b]!.push(resource!.resourceId);
      return organization!.organizationId;
    });
    if (i % 2 === 0) await employ(platform, actorOf('organizationManager', code, `主任${b}${i}`, organizationId));
  }
  return { workers, leads, resources };
}

type As = <T>(actor: Actor, work: (tx: Tx, call: Call) => Promise<T>) => Promise<T>;

/**
 * A seeded year of a made-up city: so many referrals offered, answered, declined, agreed, moved, given, confirmed, of no help, taken back, opened again, and forgotten, by chance.
 * People act through the operations, in their bulk forms where there are such. What jobs do is the caller's.
 */
export async function makeYear(platform: Platform, clock: Clock, referrals: number, seed: number): Promise<Year> {
  const chance = chanceOf(seed);
  const as: As = (actor, work) => platform.database.transaction(scopeOf(actor), (tx) => work(tx, makeCall(actor, clock.at, newId(), 'zh', platform.vault)));
  let today = addDays(FIRST_DAY, -1);
  const setDay = (day: LocalDate) => { today = day; clock.at = new Date(`${day}T09:00:00+08:00`); };
  setDay(today);
  const staff = await settle(platform, as);
  const counts: Record<string, number> = {};
  const agenda = new Map<LocalDate, Planned[]>();
  const plan = (inDays: number, planned: Planned) => { const day = addDays(today, Math.max(1, inDays)); agenda.set(day, [...(agenda.get(day) ?? []), planned]); };
  const year = { chance, staff, counts, as, plan, today: () => today, left: referrals };
  // most are over well before the year is, so that what is forgotten has time to rise
  const perDay = Math.ceil(referrals * 0.72 / 225);
  return {
    get today() { return today; }, counts,
    async day() {
      setDay(addDays(today, 1));
      if (today > addDays(FIRST_DAY, DAYS - 1)) return false;
      if (today === '2025-04-01') await as(systemActor(CITY), (tx, call) => changeClocks(tx, call, { version: 1, fromOn: today, why: '试行', clocks: { ...DEFAULT_CLOCKS, exceptions: [{ category: 'elderCare', step: 'answer', days: [2, 2, 1] }] } }));
      if (today === '2025-07-01') await leave(platform, staff);
      const due = agenda.get(today) ?? [];
      agenda.delete(today);
      for (let street = 0; street < STREETS.length; street++) await takeSteps(year, street, due.filter((one) => ('live' in one ? one.live.street : one.street) === street), isWorkingDay(today) ? Math.ceil(perDay / STREETS.length) : 0);
      return true;
    },
  };
}

type Going = { chance: Chance; staff: Staff; counts: Record<string, number>; as: As; plan(inDays: number, planned: Planned): void; today(): LocalDate; left: number };

/** A worker leaves in July; somebody else comes. What the one had must not stay lying. */
async function leave(platform: Platform, staff: Staff): Promise<void> {
  const [gone] = staff.workers;
  await platform.database.transaction(doorScope(CITY), (tx) => tx.text(`update account set disabled_at = now() where id = '${gone!.accountId}'`, []));
  staff.workers[0] = actorOf('stationWorker', gone!.divisionCode, '经办新');
  await employ(platform, staff.workers[0]);
}

const count = (year: Going, what: string, by = 1) => { year.counts[what] = (year.counts[what] ?? 0) + by; };
const next = (year: Going, live: Live, status: keyof typeof FATES): void => {
  const act = year.chance.weighted(FATES[status]);
  if (act === null) return count(year, 'forgotten');
  // a visit is written down on its day or up to three days after it
  year.plan(status === 'scheduled' && act === 'deliver' ? Math.round((Date.parse(live.scheduledFor!) - Date.parse(year.today())) / 86_400_000) + year.chance.whole(0, 3) : year.chance.whole(1, status === 'scheduled' ? 2 : 6), { act, live });
};
const cameBack = (year: Going, { needId, street }: Live): void => {
  const what = year.chance.weighted([['offer', 62], ['close', 8], [null, 30]] as const);
  if (what) year.plan(year.chance.whole(1, 6), { act: what, needId, street });
};

/** New needs of a street, of new people. */
async function hear(year: Going, street: number, amount: number): Promise<string[]> {
  const { chance, as, staff } = year;
  if (amount === 0) return [];
  return as(staff.workers[street]!, async (tx, call) => {
    const divisionCode = `${STREETS[street]}00${1 + street}`;
    const people = await registerPeople(tx, call, Array.from({ length: amount }, () => ({ divisionCode, fullName: `试${chance.whole(1, 99_999)}`, birthDate: '1946-05-06' })));
    await giveConsents(tx, call, people.map(({ personId }) => ({ personId: personId!, divisionCode, purpose: 'serviceMatching' as const, basis: 'consent' as const, givenHow: 'spoken' as const, givenOn: call.today })));
    const needs = await recordNeeds(tx, call, people.map(({ personId }) => ({ personId: personId!, divisionCode, item: chance.pick(['meals', 'errands'] as const), urgency: chance.weighted([[1, 6], [2, 3], [3, 1]] as const), quantity: 1, channel: 'homeInquiry' as const, heardOn: call.today })));
    await verifyNeeds(tx, call, needs.map(({ needId }) => needId));
    return needs.map(({ needId }) => needId);
  });
}

async function offer(year: Going, street: number, needIds: string[]): Promise<void> {
  const { chance, as, staff } = year;
  const wanted = needIds.slice(0, year.left);
  if (wanted.length === 0) return;
  const near = staff.resources[BANNERS.findIndex((code) => STREETS[street]!.startsWith(code))]!;
  const results = await as(staff.workers[street]!, (tx, call) => offerReferrals(tx, call, wanted.map((needId) => ({ needId, resourceId: chance.pick(near), consent: { basis: 'consent', givenHow: 'spoken' } }))));
  for (const result of results) {
    if (!result.ok) { count(year, `refused: ${result.refusal.code}`); continue; }
    year.left -= 1;
    count(year, 'offered');
    next(year, { referralId: result.value.referralId, needId: result.value.needId, street, scheduledFor: null }, 'offered');
  }
}

/** The day of one street: what was planned for it, kind by kind, in bulk where there is such a form. */
async function takeSteps(year: Going, street: number, due: Planned[], fresh: number): Promise<void> {
  const { chance, as, staff } = year;
  const worker = staff.workers[street]!;
  const of = (...acts: Act[]) => due.flatMap((one) => ('live' in one && acts.includes(one.act) ? [{ act: one.act, live: one.live }] : []));
  const needsOf = (act: 'offer' | 'close' | 'reopen') => due.flatMap((one) => (one.act === act && 'needId' in one ? [one.needId] : []));
  await offer(year, street, [...needsOf('offer'), ...await hear(year, street, Math.min(fresh, year.left))]);

  const answers = of('accept', 'decline');
  const answered = await as(worker, (tx, call) => answerReferrals(tx, call, answers.map(({ act, live: { referralId } }) => (act === 'accept' ? { referralId, answer: 'accept' } : { referralId, answer: 'decline', declineCode: chance.pick(['full', 'outsideReach', 'notQualified'] as const) }))));
  answers.forEach(({ act, live }, i) => { if (!answered[i]!.ok) return count(year, 'passed by'); count(year, act); if (act === 'accept') next(year, live, 'accepted'); else cameBack(year, live); });

  // one in four is moved to the same day at another hour, or back to it
  const days = of('schedule').map(({ live }) => ({ live, scheduledFor: live.scheduledFor && live.scheduledFor >= year.today() && chance.happens(0.4) ? live.scheduledFor : addDays(year.today(), chance.whole(1, 10)) }));
  const agreed = await as(worker, (tx, call) => scheduleReferrals(tx, call, days.map(({ live: { referralId }, scheduledFor }) => ({ referralId, scheduledFor }))));
  days.forEach(({ live, scheduledFor }, i) => { if (!agreed[i]!.ok) return count(year, 'passed by'); count(year, live.scheduledFor ? 'moved' : 'agreed'); live.scheduledFor = scheduledFor; next(year, live, 'scheduled'); });

  const given = of('deliver');
  const delivered = await as(worker, (tx, call) => recordDeliveries(tx, call, given.map(({ live: { referralId } }) => ({ referralId, heldOn: year.today(), result: 'full', isEarlier: true }))));
  given.forEach(({ live }, i) => { if (!delivered[i]!.ok) return count(year, 'passed by'); count(year, 'delivered'); next(year, live, 'delivered'); });

  const words = of('helped', 'notHelped');
  const said = await as(worker, (tx, call) => confirmReferrals(tx, call, words.map(({ act, live: { referralId } }) => ({ referralId, helped: act === 'helped' }))));
  words.forEach(({ act, live }, i) => { if (!said[i]!.ok) return count(year, 'passed by'); count(year, act); if (act === 'notHelped') cameBack(year, live); });

  for (const { act, live } of of('refuse', 'withdraw', 'fail')) {
    const { referralId } = live;
    const result = await as(worker, (tx, call) => (act === 'refuse' ? refuseReferral(tx, call, { referralId, refusalCode: 'notSaid' }) : act === 'fail' ? failReferral(tx, call, { referralId, reason: '没有办成' }) : withdrawReferral(tx, call, { referralId, reason: '先收回' })));
    count(year, result.ok ? act : 'passed by');
    if (result.ok) cameBack(year, live);
  }
  for (const needId of needsOf('close')) {
    const result = await as(worker, (tx, call) => moveNeed(tx, call, { needId, action: 'closeUnmet', code: 'unreachable', reason: '联系不上' }));
    count(year, result.ok ? 'closed' : 'passed by');
    if (result.ok && chance.happens(0.4)) year.plan(chance.whole(3, 30), { act: 'reopen', needId, street });
  }
  for (const needId of needsOf('reopen')) count(year, (await as(worker, (tx, call) => moveNeed(tx, call, { needId, action: 'reopen', reason: '又联系上了' }))).ok ? 'opened again' : 'passed by');
  await decide(year, street);
}

/** One or two of what has come back too often are decided about, now and then. */
async function decide(year: Going, street: number): Promise<void> {
  const { chance, as, staff } = year;
  const lead = staff.leads[street]!;
  const waiting = await as(lead, (tx) => tx.many<{ needId: string }>(sql`select distinct subject_id as "needId" from duty where kind = 'reviewReturns' and status = 'open' and division_code like ${`${STREETS[street]}%`} order by 1 limit 2`));
  for (const { needId } of waiting) {
    if (!chance.happens(0.3)) continue;
    const decision = chance.pick(['another', 'meeting', 'notNow'] as const);
    const result = await as(lead, (tx, call) => decideAboutReturned(tx, call, { needId, decision, meetsOn: decision === 'meeting' ? addDays(year.today(), chance.whole(0, 5)) : null, reason: '商量过' }));
    count(year, result.ok ? `decided: ${decision}` : 'passed by');
  }
}
