import { answerReferrals, confirmReferrals, offerReferrals, scheduleReferrals } from '../../areas/referrals/server/operations.ts';
import { recordDeliveries } from '../../areas/delivery/server/operations.ts';
import { addDays, daysBetween, type LocalDate } from '../../kernel/local-date.ts';
import type { Chance } from './chance.ts';
import type { DemonstrationCity } from './city.ts';
import type { HeardNeed } from './make-needs.ts';
import type { DemoResource } from './make-resources.ts';

type Live = { referralId: string; need: HeardNeed };

/** The steps of a referral and how many days after the offer each is taken; a step in the future is today's and tomorrow's work. */
const ANSWER = 2;
const SCHEDULE = 4;
const DELIVER = 9;
const CONFIRM = 13;

const fits = (need: HeardNeed, resource: DemoResource) => resource.items.includes(need.item) && resource.reach.some((code) => need.person.divisionCode.startsWith(code));

/** What is open after a walk: `left` was never taken on; `back` was declined or did not help, and somebody owes it another try. */
export type Walked = { left: HeardNeed[]; back: HeardNeed[] };

/** Takes each need as far along its referral as its age allows. */
export async function walkReferrals(city: DemonstrationCity, chance: Chance, offered: LocalDate, needs: HeardNeed[], resources: DemoResource[]): Promise<Walked> {
  const days = daysBetween(offered, city.today);
  if (days < 0) return { left: needs, back: [] };
  const pairs = needs.flatMap((need) => {
    const able = resources.filter((resource) => fits(need, resource));
    return able.length > 0 && chance.happens(days < 30 ? 0.7 : 0.93) ? [{ need, resource: chance.pick(able) }] : [];
  });
  let live = await offer(city, offered, pairs);
  const taken: ReadonlySet<string> = new Set(live.map(({ need }) => need.needId));
  const left = needs.filter(({ needId }) => !taken.has(needId));
  const back: HeardNeed[] = [];
  const goesOn = (step: number, share: number) => days >= step && live.length > 0 ? live.filter(() => days > step + 20 || chance.happens(days > step + 3 ? 0.96 : share)) : [];

  live = goesOn(ANSWER, 0.8);
  if (live.length === 0) return { left, back };
  const answers = live.map(({ referralId }) => (chance.happens(0.06) ? { referralId, answer: 'decline' as const, declineCode: chance.pick(['full', 'cannotReachPerson'] as const) } : { referralId, answer: 'accept' as const }));
  await city.on(addDays(offered, ANSWER), (tx, call) => answerReferrals(tx, call, answers));
  back.push(...live.filter((_, i) => answers[i]!.answer === 'decline').map(({ need }) => need));
  live = live.filter((_, i) => answers[i]!.answer === 'accept');

  live = goesOn(SCHEDULE, 0.8);
  if (live.length === 0) return { left, back };
  const dueOn = addDays(offered, DELIVER);
  await city.on(addDays(offered, SCHEDULE), (tx, call) => scheduleReferrals(tx, call, live.map(({ referralId }) => ({ referralId, scheduledFor: dueOn }))));

  live = goesOn(DELIVER, 0.8);
  if (live.length === 0) return { left, back };
  await city.on(dueOn, (tx, call) => recordDeliveries(tx, call, live.map(({ referralId }) => ({ referralId, heldOn: dueOn, minutes: chance.whole(3, 16) * 10, result: 'full' as const }))));

  live = goesOn(CONFIRM, 0.7);
  if (live.length === 0) return { left, back };
  const words = live.map(({ referralId }) => ({ referralId, helped: chance.happens(0.96), rating: chance.weighted([[5, 60], [4, 28], [3, 9], [2, 3]] as const) }));
  await city.on(addDays(offered, CONFIRM), (tx, call) => confirmReferrals(tx, call, words));
  return { left, back: [...back, ...live.filter((_, i) => !words[i]!.helped).map(({ need }) => need)] };
}

async function offer(city: DemonstrationCity, day: LocalDate, pairs: { need: HeardNeed; resource: DemoResource }[]): Promise<Live[]> {
  if (pairs.length === 0) return [];
  return city.on(day, async (tx, call) => {
    // a child under 14 needs the guardian's word; a statutory basis does not fit a referral by choice
    const results = await offerReferrals(tx, call, pairs.map(({ need, resource }) => ({
      needId: need.needId, resourceId: resource.id, consent: { basis: need.person.birthDate > addDays(day, -14 * 366) ? 'guardianConsent' as const : 'consent' as const, givenHow: 'spoken' as const },
    })));
    return results.flatMap((result, i) => (result.ok ? [{ referralId: result.value.referralId, need: pairs[i]!.need }] : []));
  });
}
