import { addSessions, planActivities, recordDeliveries } from '../../areas/delivery/server/operations.ts';
import { clockAt, freeTogether, minutesOf } from '../../areas/resources/core/booking.ts';
import { readDayOf } from '../../areas/resources/server/booking-operations.ts';
import { addResources } from '../../areas/resources/server/operations.ts';
import type { ItemCode } from '../../areas/needs/core/items.ts';
import { recordNeeds, verifyNeeds } from '../../areas/needs/server/operations.ts';
import { hashOfCode } from '../../areas/referrals/server/confirm-codes.ts';
import { issuePartnerLink, partnerCodeOf } from '../../areas/referrals/server/partner-links.ts';
import { answerByLink, visitByLink } from '../../areas/referrals/server/partner-operations.ts';
import { answerReferrals, offerReferrals, scheduleReferrals } from '../../areas/referrals/server/operations.ts';
import { DEFAULT_CLOCKS } from '../../areas/referrals/core/clock.ts';
import { addDays, type LocalDate } from '../../kernel/local-date.ts';
import { addWorkingDays, workingDaysBetween } from '../../kernel/working-days.ts';
import type { Actor } from '../../platform/server/actor.ts';
import { systemActor, type Call } from '../../platform/server/call.ts';
import { sql } from '../../platform/server/sql.ts';
import type { Tx } from '../../platform/server/tx.ts';
import type { DemonstrationCity } from './city.ts';
import { hearElders, type Heard } from './make-next-match.ts';
import type { DemoResource } from './make-resources.ts';

// enough to remind of, few enough to do before the first tea
const LATE_IN_STREET = 3;

type Waiting = Pick<Heard, 'id' | 'item' | 'divisionCode'>;

// more than are offered below: some fit no resource, or find it full
const MOST = 200;

/** Verified needs for which there is an offer, of residents of a banner who agreed to be referred and whom nobody helps yet, the most urgent first; what cannot wait has been offered long since. */
const listWaiting = (city: DemonstrationCity, county: string, resources: DemoResource[], verifiedBy: LocalDate = city.today): Promise<Waiting[]> => city.on(city.today, (tx) => tx.many<Waiting>(sql`
  select n.id, n.item, n.division_code as "divisionCode" from need n join person p on p.city = n.city and p.id = n.person_id
  where n.status = 'open' and n.urgency < 3 and n.verified_on <= ${verifiedBy} and p.birth_date < '1990-01-01' and n.division_code like ${`${county}%`}
    and n.item = any(${[...new Set(resources.flatMap(({ items }) => items))]})
    and exists (select 1 from consent c where c.city = n.city and c.person_id = n.person_id and c.purpose = 'serviceMatching' and c.withdrawn_on is null)
  order by n.urgency desc, n.heard_on, n.id limit ${MOST}`));

const fits = (need: Waiting, resource: DemoResource) => resource.items.includes(need.item) && resource.reach.some((code) => need.divisionCode.startsWith(code));

/** Offers needs to resources that fit, so many of them, on a day; those taken are not offered again. Answers the referrals. */
async function offer(city: DemonstrationCity, actor: Actor, day: LocalDate, waiting: Waiting[], resources: DemoResource[], wanted: number): Promise<string[]> {
  const made: string[] = [];
  while (made.length < wanted && waiting.length > 0) {
    const need = waiting.shift()!;
    const resource = resources.find((one) => fits(need, one));
    if (!resource) continue;
    const [result] = await city.on(day, (tx, call) => offerReferrals(tx, call, [{ needId: need.id, resourceId: resource.id, consent: { basis: 'consent', givenHow: 'spoken' } }]), actor);
    if (result?.ok) made.push(result.value.referralId);
  }
  return made;
}

/** An offer of the organisation for all of its banner, wide enough for what is asked of it below. */
async function addOwnResource(city: DemonstrationCity, organizationId: string): Promise<DemoResource> {
  const items: ItemCode[] = ['companionship', 'medicalEscort', 'homeNursing', 'carerSupport'];
  return city.on(addDays(city.today, -20), async (tx, call) => {
    const { name } = await tx.one<{ name: string }>(sql`select name from organization where id = ${organizationId}`);
    const [made] = await addResources(tx, call, [{
      homeCode: '150602', reachCodes: ['150602'], organizationId, providerName: name, providerKind: 'organization', kind: 'people', items, slotWords: '工作日',
      description: '社工和护理员上门', capacity: { quantity: 40, unit: 'personTimes', per: 'week', confirmedOn: addDays(city.today, -20) },
    }]);
    return { id: made!.resourceId, items, reach: ['150602'], organizationId, slots: null, promised: null };
  });
}

// Three are taken on, four wait for an answer.
const ASKED_OF_MANAGER = [
  { item: 'companionship', urgency: 2, description: '一个人住，想有人来说说话' }, { item: 'medicalEscort', urgency: 2, description: '去医院取号、做检查，要人陪着' }, { item: 'companionship', urgency: 1, description: '儿女在外地，盼有人来看看' },
  { item: 'companionship', urgency: 1, description: '想有人陪着走走' }, { item: 'companionship', urgency: 2, description: '老伴走后很少出门' }, { item: 'medicalEscort', urgency: 2, description: '眼睛要复查，自己去不了' }, { item: 'medicalEscort', urgency: 3, description: '每周透析三次，路上要人扶' },
] as const;

/** What an organisation's manager finds: offers to answer, some of them late, and referrals to agree a day for and to record. */
export async function makeManagersWork(city: DemonstrationCity, organizationId: string, worker: Actor, resources: DemoResource[]): Promise<void> {
  const own = [...resources.filter((resource) => resource.organizationId === organizationId), await addOwnResource(city, organizationId)];
  const waiting: Waiting[] = await hearElders(city, '150602', ASKED_OF_MANAGER);
  const { today } = city;
  const taken = await offer(city, worker, addDays(today, -7), waiting, own, 3);
  await city.on(addDays(today, -5), (tx, call) => answerReferrals(tx, call, taken.map((referralId) => ({ referralId, answer: 'accept' as const }))));
  await city.on(addDays(today, -4), (tx, call) => scheduleReferrals(tx, call, taken.slice(0, 2).map((referralId, i) => ({ referralId, scheduledFor: addDays(today, 2 * i - 1), from: '09:00', until: '10:30', words: '先打电话' }))));
  for (const day of [dayOfLateOffer(today), ...[2, 1, 1].map((daysAgo) => addDays(today, -daysAgo))]) await offer(city, worker, day, waiting, own, 1);
}

// An officer reminds of what is late; after three working days it rises, to the lead first.
const MOST_LATE = 2;

/** The last day on which an offer was made whose answer is late today, and has not been for long. */
function dayOfLateOffer(today: LocalDate): LocalDate {
  for (let day = addDays(today, -1); ; day = addDays(day, -1)) {
    const due = addWorkingDays(day, DEFAULT_CLOCKS.days.answer[0]);
    if (due < today && workingDaysBetween(due, today) <= MOST_LATE) return day;
  }
}

/** What the officer of a street finds to remind of: offers in its communities whose answer has been late for a day or two. */
export async function makeStreetsWork(city: DemonstrationCity, street: string, worker: Actor, resources: DemoResource[]): Promise<void> {
  const near = resources.filter(({ reach }) => reach.some((code) => street.startsWith(code) || code.startsWith(street)));
  const day = dayOfLateOffer(city.today);
  await offer(city, worker, day, await listWaiting(city, street, near, day), near, LATE_IN_STREET);
}

/** The first hour of a day for which all that a referral takes can be had. */
async function firstFree(tx: Tx, call: Call, referralId: string, on: LocalDate): Promise<{ from?: string; until?: string }> {
  const [first] = freeTogether((await readDayOf(tx, call, referralId, on)).days);
  return first ? { from: first.from, until: clockAt(Math.min(minutesOf(first.from) + 60, minutesOf(first.until))) } : {};
}

/** What a social worker finds: referrals arranged by hand, one unanswered, one to ask the resident about; a group session to record. */
export async function makeSocialWorkersWork(city: DemonstrationCity, socialWorker: Actor, resources: DemoResource[]): Promise<void> {
  const county = socialWorker.divisionCode;
  const near = resources.filter(({ reach }) => reach.some((code) => code.startsWith(county)));
  const waiting = await listWaiting(city, county, near);
  const { today } = city;
  const served = await offer(city, socialWorker, addDays(today, -13), waiting, near, 2);
  await city.on(addDays(today, -12), (tx, call) => answerReferrals(tx, call, served.map((referralId) => ({ referralId, answer: 'accept' as const }))), socialWorker);
  await city.on(addDays(today, -8), (tx, call) => recordDeliveries(tx, call, served.slice(0, 1).map((referralId) => ({ referralId, heldOn: addDays(today, -8), minutes: 60, result: 'full' as const }))), socialWorker);
  await city.on(addDays(today, -8), async (tx, call) => {
    const hours = await Promise.all(served.slice(1).map((referralId) => firstFree(tx, call, referralId, addDays(today, 1))));
    await scheduleReferrals(tx, call, served.slice(1).map((referralId, i) => ({ referralId, scheduledFor: addDays(today, 1), ...hours[i] })));
  }, socialWorker);
  await offer(city, socialWorker, addDays(today, -4), waiting, near, 1);
  await offer(city, socialWorker, addDays(today, -1), waiting, near, 1);
  const place = city.linkage.find(({ code }) => code.startsWith(county))!;
  await city.on(addDays(today, -9), async (tx, call) => {
    const [planned] = await planActivities(tx, call, [{ divisionCode: place.code, name: `${place.name}照护者互助小组`, kind: 'service', category: 'elderCare', audience: '照护失能老人的家属', place: `${place.name}活动室` }]);
    if (planned?.ok) await addSessions(tx, call, [-1, 6].map((days) => ({ activityId: planned.value.activityId, heldOn: addDays(today, days), startsAt: '15:00', endsAt: '16:30' })));
  }, socialWorker);
}

/** In whose hands a referral is that goes by link: its holder acts as at the door, with no account. */
const holderOf = (city: DemonstrationCity, referralId: string): Actor => ({ ...systemActor(city.platform.city), role: 'partnerLink', link: hashOfCode(partnerCodeOf(city.platform.vault, referralId, 1)) });

async function handOut(city: DemonstrationCity, referralId: string, day: LocalDate, worker: Actor): Promise<void> {
  const issued = await city.on(day, (tx, call) => issuePartnerLink(tx, call, { referralId }), worker);
  if (!issued.ok) throw new Error(`no link for ${referralId}: ${issued.refusal.code}`);
}

/** What goes by link: an offer that nobody has answered, and a yes with a time that waits for the resident who signs in. */
export async function makePartnersWork(city: DemonstrationCity, resident: { id: string; divisionCode: string }, worker: Actor, resources: DemoResource[]): Promise<void> {
  const { today } = city;
  const near = resources.filter(({ reach }) => reach.some((code) => resident.divisionCode.startsWith(code)));
  const [unanswered] = await offer(city, worker, addDays(today, -1), await listWaiting(city, worker.divisionCode, near), near, 1);
  if (unanswered) await handOut(city, unanswered, addDays(today, -1), worker);

  const heardOn = addDays(today, -6);
  const needId = await city.on(heardOn, async (tx, call) => {
    const [need] = await recordNeeds(tx, call, [{ personId: resident.id, divisionCode: resident.divisionCode, item: 'companionship', urgency: 1, description: '白天一个人在家，想有人来坐坐', channel: 'homeInquiry', heardOn }]);
    await verifyNeeds(tx, call, [need!.needId]);
    return need!.needId;
  }, city.leadOf(resident.divisionCode));
  const need: Waiting = { id: needId, item: 'companionship', divisionCode: resident.divisionCode };
  for (const resource of near.filter((one) => fits(need, one))) {
    const [referralId] = await offer(city, worker, addDays(today, -3), [need], [resource], 1);
    if (!referralId) continue;
    await handOut(city, referralId, addDays(today, -3), worker);
    const holder = holderOf(city, referralId);
    const code = ''; // the holder's actor has it already
    const sent = resource.organizationId ? { contactName: '斯琴', contactPhone: '0477-0009001' } : {};
    await city.on(addDays(today, -2), (tx, call) => answerByLink(tx, call, { code, answer: 'accept' }), holder);
    for (let ahead = 2, isOffered = false; ahead < 10 && !isOffered; ahead++) {
      const scheduledFor = addDays(today, ahead);
      isOffered = (await city.on(addDays(today, -1), (tx, call) => visitByLink(tx, call, { code, scheduledFor, from: '15:00', until: '16:00', ...sent, words: '先打电话' }), holder)).ok;
    }
    return;
  }
}
