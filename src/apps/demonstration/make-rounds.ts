import { verifyNeeds } from '../../areas/needs/server/operations.ts';
import type { ContactChannel, Outcome } from '../../areas/surveys/core/round.ts';
import { hearMember, noteAttempt } from '../../areas/surveys/server/contact-operations.ts';
import { addVoice, holdDiscussion } from '../../areas/surveys/server/discussion-operations.ts';
import { beginRound, closeRound, planWithSeed } from '../../areas/surveys/server/round-operations.ts';
import type { PlanRound } from '../../areas/surveys/core/round-contract.ts';
import { addDays, ageOn, type LocalDate } from '../../kernel/local-date.ts';
import type { Result } from '../../kernel/result.ts';
import type { Call } from '../../platform/server/call.ts';
import { newId } from '../../platform/server/ids.ts';
import { sql } from '../../platform/server/sql.ts';
import type { Tx } from '../../platform/server/tx.ts';
import type { Chance } from './chance.ts';
import type { DemonstrationCity } from './city.ts';
import { WANTS } from './wants.ts';

/** The street whose rounds a newcomer finds: that of the station worker and the street officer of the demonstration. */
const STREET = '150602001';

const sure = <T>(result: Result<T>): T => { if (!result.ok) throw new Error(`the demonstration was refused: ${result.refusal.code}`); return result.value; };

type Door = { id: string; cell: number; personId: string; birthDate: LocalDate };

/** The doors of a round in the order of the route, each with the oldest who lives there. */
const listDoors = (tx: Tx, roundId: string): Promise<Door[]> => tx.many(sql`
  select distinct on (m.cell, m.route_order) m.id, m.cell, p.id as "personId", p.birth_date as "birthDate" from round_member m
    join person p on p.city = m.city and (p.household_id = m.household_id or p.id = m.person_id)
  where m.round_id = ${roundId} and p.merged_into is null and p.birth_date is not null order by m.cell, m.route_order, p.birth_date, p.id`);

/** How the first try of a door ends; a building in three is hard to reach. */
const triedFirst = (chance: Chance, cell: number): Outcome => chance.weighted<Outcome>(cell % 3 === 0 ? [['heard', 45], ['nobodyHome', 40], ['refused', 12], ['moved', 3]] : [['heard', 74], ['nobodyHome', 18], ['refused', 5], ['moved', 3]]);

/** Hears a door out: what its oldest needs, or that nothing is needed. */
async function hearOut(tx: Tx, call: Call, chance: Chance, door: Door, channel: ContactChannel): Promise<string[]> {
  const base = () => ({ requestId: newId(), memberId: door.id, channel });
  if (!chance.happens(0.55)) { sure(await noteAttempt(tx, call, { ...base(), outcome: 'heard' })); return []; }
  const age = ageOn(door.birthDate, call.today);
  const want = chance.weighted(WANTS.filter(({ fromAge, toAge }) => age >= fromAge && age <= toAge).map((one) => [one, one.weight] as const));
  return [sure(await hearMember(tx, call, { ...base(), personId: door.personId, item: want.item, words: chance.pick(want.words), urgency: chance.weighted([[1, 65], [2, 30], [3, 5]] as const), consents: true })).needId];
}

async function begin(city: DemonstrationCity, from: LocalDate, seed: number, plan: Omit<PlanRound, 'requestId' | 'fromOn'>): Promise<string> {
  return city.on(from, async (tx, call) => {
    const { roundId } = sure(await planWithSeed(tx, call, { requestId: newId(), fromOn: from, ...plan }, seed));
    sure(await beginRound(tx, call, { requestId: newId(), roundId }));
    return roundId;
  }, city.lead);
}

/** Goes to some doors on a day; answers the needs heard. */
const walk = (city: DemonstrationCity, chance: Chance, day: LocalDate, doors: Door[]): Promise<{ needs: string[]; missed: Door[] }> => city.on(day, async (tx, call) => {
  const needs: string[] = [], missed: Door[] = [];
  for (const door of doors) {
    const outcome = triedFirst(chance, door.cell);
    if (outcome === 'heard') needs.push(...await hearOut(tx, call, chance, door, 'homeInquiry'));
    else sure(await noteAttempt(tx, call, { requestId: newId(), memberId: door.id, channel: 'homeInquiry', outcome }));
    if (outcome === 'nobodyHome') missed.push(door);
  }
  return { needs, missed };
});

/** Calls those whom nobody found at home; some answer. */
const callUp = (city: DemonstrationCity, chance: Chance, day: LocalDate, doors: Door[]): Promise<string[]> => city.on(day, async (tx, call) => {
  const needs: string[] = [];
  for (const door of doors) {
    if (chance.happens(0.6)) needs.push(...await hearOut(tx, call, chance, door, 'phone'));
    else sure(await noteAttempt(tx, call, { requestId: newId(), memberId: door.id, channel: 'phone', outcome: 'noAnswer' }));
  }
  return needs;
});

const verify = (city: DemonstrationCity, day: LocalDate, needs: string[]): Promise<unknown> => city.on(day, (tx, call) => verifyNeeds(tx, call, needs), city.leadOf(STREET));

const VOICES = [['environment', '楼下垃圾清得慢，夏天味道大'], ['environment', '停车把路堵了，救护车进不来'], ['propertyDispute', '物业费涨了，电梯还老坏'], ['activities', '活动室晚上早早就锁了'], ['meals', '老人食堂办到这边来就好了'], ['environment', '路灯坏了三个，天黑不敢出门']] as const;

/** A discussion in a community of the round, with what was said. */
const discuss = (city: DemonstrationCity, day: LocalDate, roundId: string, present: number, voices: readonly (typeof VOICES)[number][]): Promise<void> => city.on(day, async (tx, call) => {
  const { divisionCode } = await tx.one<{ divisionCode: string }>(sql`select division_code as "divisionCode" from round_member where round_id = ${roundId} order by cell limit 1`);
  const { discussionId } = sure(await holdDiscussion(tx, call, { requestId: newId(), roundId, divisionCode, place: '社区居民议事厅', heldOn: day, present, moderator: '高晓燕' }));
  for (const [item, words] of voices) sure(await addVoice(tx, call, { requestId: newId(), discussionId, item, words }));
});

/** A round that is over: what elders needed before the winter, of every household with one, a sample. */
async function makeClosed(city: DemonstrationCity): Promise<void> {
  const chance = city.chanceFor('closed round');
  const day = (n: number) => addDays(city.today, n - 55);
  const roundId = await begin(city, day(0), 20_210_701, { purpose: '有老人的家庭需求摸底', unit: 'household', divisionCode: STREET, ageGroup: 'elder', howMany: 'sample', sampleSize: 90, channels: ['homeInquiry', 'phone', 'talk'], untilOn: day(18) });
  const doors = await city.on(day(0), (tx) => listDoors(tx, roundId));
  const heard: string[] = [], missed: Door[] = [];
  for (let at = 0; at < doors.length; at += 12) {
    const found = await walk(city, chance, day(1 + Math.floor(at / 12)), doors.slice(at, at + 12));
    heard.push(...found.needs);
    missed.push(...found.missed);
  }
  heard.push(...await callUp(city, chance, day(12), missed));
  await discuss(city, day(13), roundId, 31, VOICES);
  heard.push(...await city.on(day(13), async (tx) => (await tx.many<{ id: string }>(sql`select distinct need_id as id from evidence where round_id = ${roundId} and round_discussion_id is not null`)).map(({ id }) => id)));
  await verify(city, day(14), heard);
  await city.on(day(18), async (tx, call) => { sure(await closeRound(tx, call, { requestId: newId(), roundId, isKnown: true })); }, city.lead);
}

/** A round at work: some streets done, some to come, promises to keep today. */
async function makeRunning(city: DemonstrationCity): Promise<void> {
  const chance = city.chanceFor('running round');
  const day = (n: number) => addDays(city.today, n - 5);
  const roundId = await begin(city, day(0), 20_210_702, { purpose: '独居、残疾居民走访', unit: 'household', divisionCode: STREET, circumstances: ['livingAlone', 'disability', 'dependent'], howMany: 'all', channels: ['homeInquiry', 'phone', 'talk'], untilOn: day(19) });
  const doors = await city.on(day(0), (tx) => listDoors(tx, roundId));
  const half = Math.floor(doors.length / 2);
  const first = await walk(city, chance, day(1), doors.slice(0, Math.floor(half / 2)));
  await verify(city, day(3), first.needs);
  await walk(city, chance, day(4), doors.slice(Math.floor(half / 2), half));
  await city.on(day(4), async (tx, call) => {
    for (const [i, { id }] of doors.slice(half, half + 3).entries()) {
      sure(await noteAttempt(tx, call, { requestId: newId(), memberId: id, channel: i === 1 ? 'phone' : 'homeInquiry', outcome: 'again', againOn: day(i === 2 ? 7 : 5), againPart: i === 0 ? 'morning' : 'evening', note: i === 0 ? '女儿在家时再来' : null }));
    }
  });
  await discuss(city, day(3), roundId, 12, VOICES.slice(2, 5));
}

/** Two rounds of one street, so that a newcomer sees one that is being walked and one that has said what it says. */
export async function makeRounds(city: DemonstrationCity): Promise<void> {
  await makeClosed(city);
  await makeRunning(city);
}
