import { DAYS_TO_VERIFY } from '../../areas/needs/core/need.ts';
import { slotCodes } from '../../areas/needs/core/slots.ts';
import { readTimes } from '../../areas/needs/core/times.ts';
import { moveNeeds, recordNeeds, verifyNeeds, type MoveNeed, type RecordNeed } from '../../areas/needs/server/operations.ts';
import { addDays, ageOn, daysBetween, type LocalDate } from '../../kernel/local-date.ts';
import { inParallel, type DemonstrationCity } from './city.ts';
import type { Chance } from './chance.ts';
import type { DemoPerson } from './make-people.ts';
import { inventName } from './names.ts';
import type { DemoResource } from './make-resources.ts';
import { STEPS, walkReferrals } from './make-referrals.ts';
import { WANTS } from './wants.ts';

const NEEDS = 5_600;
/** Days between one collection and the next: the rhythm of a station's rounds, and small enough batches for one transaction. */
const ROUND = 7;
/** The last weeks are heard and followed up day by day, so that what falls due is spread over the days too. */
const DAILY = 28;

/** As long as a need may wait to be verified, with the weekend that most often lies between. */
const WAITING = DAYS_TO_VERIFY + 2;

const UNMET = [{ code: 'noResource', reason: '辖区内暂无服务资源' }, { code: 'solvedOtherwise', reason: '家属已自行解决' }, { code: 'moved', reason: '已搬离本社区' }] as const;

export type HeardNeed = { needId: string; person: DemoPerson; item: RecordNeed['item']; slots: string[] | null; day: LocalDate };

function inventNeed(chance: Chance, people: DemoPerson[], day: LocalDate): { person: DemoPerson; hearing: RecordNeed } {
  for (;;) {
    const person = chance.pick(people);
    const age = ageOn(person.birthDate, day);
    const fitting = WANTS.filter(({ fromAge, toAge }) => age >= fromAge && age <= toAge);
    if (fitting.length === 0) continue;
    const want = chance.weighted(fitting.map((one) => [one, one.weight] as const));
    const wishedTime = chance.happens(0.5) ? chance.pick(['工作日', '周末上午', '长期', '尽快']) : null;
    return {
      person, hearing: {
        personId: person.id, divisionCode: person.divisionCode, item: want.item, description: chance.pick(want.words), urgency: chance.weighted([[1, 62], [2, 27], [3, 11]] as const),
        wishedTime, slots: wishedTime ? slotCodes(readTimes(wishedTime)) : null, language: chance.happens(0.07) ? 'mn' : null,
        channel: chance.weighted([['homeInquiry', 42], ['talk', 22], ['phone', 22], ['questionnaire', 14]] as const), heardOn: addDays(day, -chance.whole(0, 5)), heardBy: inventName(chance, 'female').fullName,
      },
    };
  }
}

/** Needs heard week by week for three and a half years, each round verified, referred, delivered and answered as its age allows. `begin` hears which year is begun, of how many. */
export async function makeNeeds(city: DemonstrationCity, people: DemoPerson[], resources: DemoResource[], begin: (year: string, nth: number, of: number) => void): Promise<number> {
  const chance = city.chanceFor('needs');
  const weekly = Math.floor((daysBetween(city.firstDay, city.today) - DAILY) / ROUND) - 4, perRound = Math.ceil(NEEDS / (weekly + DAILY / ROUND));
  const round = (day: LocalDate, size: number) => ({ day, heard: Array.from({ length: size }, () => inventNeed(chance, people, day)), chance: city.chanceFor(`round ${day}`) });
  const lastWeekly = addDays(city.firstDay, 28 + (weekly - 1) * ROUND);
  const plan = [
    ...Array.from({ length: weekly }, (_, i) => round(addDays(city.firstDay, 28 + i * ROUND), perRound)),
    ...Array.from({ length: daysBetween(lastWeekly, city.today) }, (_, i) => round(addDays(lastWeekly, 1 + i), Math.ceil(perRound / ROUND))),
  ];
  const years = [...new Set(plan.map(({ day }) => day.slice(0, 4)))];
  let [count, begun] = [0, 0];
  await inParallel(city, plan, async ({ day, heard, chance }) => {
    for (; begun <= years.indexOf(day.slice(0, 4)); begun++) begin(years[begun]!, begun + 1, years.length);
    const needs = await hear(city, day, heard);
    count += needs.length;
    await followUp(city, chance, day, needs, resources);
  });
  return count;
}

async function hear(city: DemonstrationCity, day: LocalDate, heard: { person: DemoPerson; hearing: RecordNeed }[]): Promise<HeardNeed[]> {
  const recorded = await city.on(day, (tx, call) => recordNeeds(tx, call, heard.map(({ hearing }) => hearing)));
  return recorded.flatMap(({ needId, outcome }, i) => (outcome === 'new' ? [{ needId, person: heard[i]!.person, item: heard[i]!.hearing.item, slots: heard[i]!.hearing.slots ?? null, day }] : []));
}

async function followUp(city: DemonstrationCity, chance: Chance, day: LocalDate, needs: HeardNeed[], resources: DemoResource[]): Promise<void> {
  const age = daysBetween(day, city.today);
  // the newest are waiting to be verified: that is the leads' work of these days, and a few have been overlooked
  const verified = age <= WAITING ? needs.filter(() => chance.happens(0.35)) : age <= WAITING + 2 ? needs.filter(() => chance.happens(0.85)) : needs;
  // each lead verifies what was heard in the own banner: no worker may
  const leadOf = ({ person }: HeardNeed) => city.leadOf(person.divisionCode);
  for (const lead of new Set(verified.map(leadOf))) {
    const heard = verified.filter((need) => leadOf(need) === lead);
    await city.on(addDays(day, Math.min(2, age)), (tx, call) => verifyNeeds(tx, call, heard.map(({ needId }) => needId)), lead);
  }
  const consented = verified.filter(({ person }) => person.hasConsent);
  const offered = addDays(day, 5);
  const first = await walkReferrals(city, chance, offered, consented, resources);
  // what was declined, or did not help, is offered to somebody else within the days there are for it
  const again = [await walkReferrals(city, chance, addDays(offered, STEPS.answer.on + 2), first.declined, resources, true), await walkReferrals(city, chance, addDays(offered, STEPS.confirm.on + 2), first.unhelped, resources, true)];
  // what nobody could meet for long is closed with its reason, or taken back by the resident, as stations do; sooner where it was tried
  const tried = age > 42 ? again.flatMap((walk) => [...walk.left, ...walk.declined, ...walk.unhelped]) : [];
  const untried = age > 120 ? [...first.left, ...verified.filter(({ person }) => !person.hasConsent)] : [];
  await close(city, chance, addDays(day, Math.min(age - 1, 41)), tried);
  await close(city, chance, addDays(day, Math.min(age - 1, 90)), untried);
}

async function close(city: DemonstrationCity, chance: Chance, day: LocalDate, needs: HeardNeed[]): Promise<void> {
  if (needs.length > 0) {
    const moves = needs.map(({ needId }): MoveNeed => (chance.happens(0.6)
      ? { needId, action: 'closeUnmet', ...chance.pick(UNMET) } : { needId, action: 'withdraw', reason: '居民表示不再需要' }));
    await city.on(day, (tx, call) => moveNeeds(tx, call, moves));
  }
}
