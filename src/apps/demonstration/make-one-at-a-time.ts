import { addResources } from '../../areas/resources/server/operations.ts';
import { answerReferrals, offerReferrals, scheduleReferrals } from '../../areas/referrals/server/operations.ts';
import type { AddResource } from '../../areas/resources/core/contract.ts';
import { addDays } from '../../kernel/local-date.ts';
import type { Actor } from '../../platform/server/actor.ts';
import type { DemonstrationCity } from './city.ts';
import { hearElders } from './make-next-match.ts';

const VAN_WANTED = [
  { item: 'bathing', urgency: 2, description: '腿脚不便，家里洗不了澡' }, { item: 'bathing', urgency: 2, description: '冬天想有人帮着洗个热水澡' }, { item: 'bathing', urgency: 1, description: '半年没有好好洗过澡了' },
] as const;
const ROOM_WANTED = [
  { item: 'activities', urgency: 1, description: '想找地方和老伙伴们排合唱' }, { item: 'activities', urgency: 1, description: '想有间屋子教邻居们剪纸' },
] as const;

/** A bathing van and a hall of one organisation, each for one at a time: their hours are promised by its manager and by the station, so that two can want the same. One visit stands already. */
export async function makeOneAtATime(city: DemonstrationCity, organizationId: string, worker: Actor, community: string): Promise<void> {
  const said = addDays(city.today, -20), shared = { homeCode: '150602', reachCodes: ['150602'], organizationId, providerKind: 'organization' as const, oneAtATime: true };
  const [van, room] = await city.on(said, (tx, call) => addResources(tx, call, [
    { ...shared, providerName: '助浴车', kind: 'goods', items: ['bathing'], description: '车上有浴缸和热水，开到楼下', capacity: { quantity: 20, unit: 'personTimes', per: 'week', confirmedOn: said } },
    { ...shared, providerName: '多功能活动室', kind: 'place', items: ['activities'], description: '能坐二十来人，有音响', capacity: { quantity: 1, unit: 'rooms', per: 'week', confirmedOn: said } },
  ] satisfies AddResource[]));
  const heard = await hearElders(city, community, [...VAN_WANTED, ...ROOM_WANTED]);
  const offered = await city.on(addDays(city.today, -5), (tx, call) => offerReferrals(tx, call, heard.map(({ id, item }) => ({ needId: id, resourceId: (item === 'bathing' ? van : room)!.resourceId, consent: { basis: 'consent', givenHow: 'spoken' } }))), worker);
  const referralIds = offered.flatMap((one) => (one.ok ? [one.value.referralId] : []));
  await city.on(addDays(city.today, -3), (tx, call) => answerReferrals(tx, call, referralIds.map((referralId) => ({ referralId, answer: 'accept' as const }))));
  await city.on(addDays(city.today, -2), (tx, call) => scheduleReferrals(tx, call, referralIds.slice(0, 1).map((referralId) => ({ referralId, scheduledFor: addDays(city.today, 1), from: '09:00', until: '10:30', words: '先打电话' }))));
}
