import { answerReferrals, confirmReferrals, offerReferrals, scheduleReferrals } from '../../areas/referrals/server/operations.ts';
import { recordDeliveries } from '../../areas/delivery/server/operations.ts';
import { clockAt } from '../../areas/resources/core/booking.ts';
import { addDays, daysBetween, type LocalDate } from '../../kernel/local-date.ts';
import type { Chance } from './chance.ts';
import type { DemonstrationCity } from './city.ts';
import type { HeardNeed } from './make-needs.ts';
import type { DemoResource } from './make-resources.ts';

type Live = { referralId: string; need: HeardNeed; resource: DemoResource };

/** The steps of a referral: how many days after the offer each is taken, and on which it is about due, with the weekends that lie between; a step in the future is today's and tomorrow's work. */
export const STEPS = { answer: { on: 2, due: 4 }, schedule: { on: 4, due: 9 }, deliver: { on: 9, due: 11 }, confirm: { on: 13, due: 16 } } as const;

const meet = (a: string[] | null, b: string[] | null) => !a || !b || a.some((slot) => b.includes(slot));
const fits = (need: HeardNeed, resource: DemoResource) => resource.items.includes(need.item) && meet(need.slots, resource.slots) && resource.reach.some((code) => need.person.divisionCode.startsWith(code));

/** What is open after a walk: `left` was never taken on; what was declined or did not help is somebody's to try again. */
export type Walked = { left: HeardNeed[]; declined: HeardNeed[]; unhelped: HeardNeed[] };

/** Is a step done by now? As a city that keeps up: half before its day, all but a few on it, hardly anything long after. */
function isDone(chance: Chance, days: number, { due }: { due: number }): boolean {
  if (days <= due) return chance.happens(0.65);
  if (days <= due + 2) return chance.happens(0.9);
  return days > due + 5 || chance.happens(0.96);
}

/** Takes each need as far along its referral as its age allows. A second try goes to somebody who is sure to take it. */
export async function walkReferrals(city: DemonstrationCity, chance: Chance, offered: LocalDate, needs: HeardNeed[], resources: DemoResource[], isSecond = false): Promise<Walked> {
  const days = daysBetween(offered, city.today);
  const walked: Walked = { left: needs, declined: [], unhelped: [] };
  if (days < 0) return walked;
  const share = isSecond ? 1 : days < 30 ? 0.7 : 0.93;
  const pairs = needs.flatMap((need) => {
    const able = resources.filter((resource) => fits(need, resource));
    return able.length > 0 && chance.happens(share) ? [{ need, resource: chance.pick(able) }] : [];
  });
  let live = await offer(city, offered, pairs);
  const taken: ReadonlySet<string> = new Set(live.map(({ need }) => need.needId));
  walked.left = needs.filter(({ needId }) => !taken.has(needId));
  const goesOn = (step: keyof typeof STEPS) => (days >= STEPS[step].on ? live.filter(() => isDone(chance, days, STEPS[step])) : []);

  live = goesOn('answer');
  if (live.length === 0) return walked;
  const answers = live.map(({ referralId }) => (!isSecond && chance.happens(0.06) ? { referralId, answer: 'decline' as const, declineCode: chance.pick(['full', 'cannotReachPerson'] as const) } : { referralId, answer: 'accept' as const }));
  await city.on(addDays(offered, STEPS.answer.on), (tx, call) => answerReferrals(tx, call, answers));
  walked.declined = live.filter((_, i) => answers[i]!.answer === 'decline').map(({ need }) => need);
  live = live.filter((_, i) => answers[i]!.answer === 'accept');

  live = goesOn('schedule');
  if (live.length === 0) return walked;
  const dueOn = addDays(offered, STEPS.deliver.on);
  await city.on(addDays(offered, STEPS.schedule.on), (tx, call) => scheduleReferrals(tx, call, live.map(({ referralId, resource }) => ({ referralId, scheduledFor: dueOn, ...hoursOf(resource, dueOn) }))));

  live = goesOn('deliver');
  if (live.length === 0) return walked;
  await city.on(dueOn, (tx, call) => recordDeliveries(tx, call, live.map(({ referralId }) => ({ referralId, heldOn: dueOn, minutes: chance.whole(3, 16) * 10, result: 'full' as const }))));

  live = goesOn('confirm');
  if (live.length === 0) return walked;
  const words = live.map(({ referralId }) => ({ referralId, helped: isSecond || chance.happens(0.96), rating: chance.weighted([[5, 60], [4, 28], [3, 9], [2, 3]] as const) }));
  await city.on(addDays(offered, STEPS.confirm.on), (tx, call) => confirmReferrals(tx, call, words));
  walked.unhelped = live.filter((_, i) => !words[i]!.helped).map(({ need }) => need);
  return walked;
}

/** Whoever serves one at a time has one visit after the other, from half past eight on. */
function hoursOf({ promised }: DemoResource, on: LocalDate): { from?: string; until?: string } {
  if (!promised) return {};
  const nth = promised.get(on) ?? 0, from = 8 * 60 + 30 + nth * 45;
  if (from > 20 * 60) return {}; // that day is full
  promised.set(on, nth + 1);
  return { from: clockAt(from), until: clockAt(from + 40) };
}

async function offer(city: DemonstrationCity, day: LocalDate, pairs: { need: HeardNeed; resource: DemoResource }[]): Promise<Live[]> {
  if (pairs.length === 0) return [];
  return city.on(day, async (tx, call) => {
    // a child under 14 needs the guardian's word; a statutory basis does not fit a referral by choice
    const results = await offerReferrals(tx, call, pairs.map(({ need, resource }) => ({
      needId: need.needId, resourceId: resource.id, consent: { basis: need.person.birthDate > addDays(day, -14 * 366) ? 'guardianConsent' as const : 'consent' as const, givenHow: 'spoken' as const },
    })));
    return results.flatMap((result, i) => (result.ok ? [{ referralId: result.value.referralId, ...pairs[i]! }] : []));
  });
}
