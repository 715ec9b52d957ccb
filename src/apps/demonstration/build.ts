import { listAllDivisions, setServicePhone, takePart } from '../../areas/divisions/server/operations.ts';
import { escalateDuties } from '../../areas/duties/server/escalate.ts';
import { refreshFigures } from '../../areas/figures/server/refresh.ts';
import { requestRun } from '../../areas/matching/server/operations.ts';
import { addDays, dayOf } from '../../kernel/local-date.ts';
import { scopeOf, type Actor } from '../../platform/server/actor.ts';
import { systemActor } from '../../platform/server/call.ts';
import { sql } from '../../platform/server/sql.ts';
import type { Platform } from '../../platform/server/perform.ts';
import { makeCity, type DemonstrationCity } from './city.ts';
import { makeParties, makeStaff } from './make-accounts.ts';
import { makeOrganizations } from './make-organizations.ts';
import { makeActivities } from './make-activities.ts';
import { makeNeeds } from './make-needs.ts';
import { makeNextMatch } from './make-next-match.ts';
import { makeOneAtATime } from './make-one-at-a-time.ts';
import { makeManagersWork, makePartnersWork, makeSocialWorkersWork, makeStreetsWork } from './make-own-work.ts';
import { makePeople } from './make-people.ts';
import { makeRounds } from './make-rounds.ts';
import { makeResources, type DemoResource } from './make-resources.ts';

/** Builds the demonstration city through the operations, from a seed. `say` tells how far it is, in both languages. */
export async function buildDemonstration(platform: Platform, say: (zh: string, en: string) => void): Promise<void> {
  const began = Date.now();
  const divisions = await platform.database.transaction(scopeOf(systemActor(platform.city)), (tx) => listAllDivisions(tx));
  const staff = await makeStaff(platform);
  const city = makeCity(platform, divisions, dayOf(platform.now()), { worker: staff.get('station-worker')!, lead: staff.get('station-lead')!, leads: [...staff.values()].filter(({ role }) => role === 'stationLead') });
  const timed = async <T>(zh: string, en: string, work: Promise<T>): Promise<T> => {
    const from = Date.now();
    const value = await work;
    say(`  ${zh}，${((Date.now() - from) / 1000).toFixed(1)} 秒`, `  ${en}, ${((Date.now() - from) / 1000).toFixed(1)} s`);
    return value;
  };
  await joinLinkage(city);
  await giveServicePhones(city);
  const organizations = await timed('社会组织', 'organisations', makeOrganizations(city));
  const people = await timed('居民', 'residents', makePeople(city));
  const resources = await timed('资源', 'resources', makeResources(city, organizations));
  await timed('需求、转介与服务', 'needs, referrals and their services', makeNeeds(city, people, resources, (year, nth, of) => say(`    ${year} 年（${nth}/${of}）……`, `    ${year} (${nth} of ${of} years) …`)));
  await timed('活动与签到', 'activities and attendance', makeActivities(city, people, organizations));
  // somebody who has been helped, and has a word to say about it
  const helped = await city.on(city.today, (tx) => tx.maybe<{ id: string }>(sql`
    select person_id as id from referral where status = 'delivered' and person_id is not null and recipient_birth_date < '2000-01-01'
    order by division_code like '150602%' desc, recipient_birth_date < '1970-01-01' desc, offered_at desc, id limit 1`));
  const elder = people.find(({ divisionCode, birthDate }) => divisionCode.startsWith('150602001') && birthDate < '1956');
  // somebody who has given many hours
  const volunteer = await city.on(city.today, (tx) => tx.one<{ id: string }>(sql`
    select person_id as id from attendance where part = 'volunteer' and presence = 'present' group by person_id order by count(*) desc, sum(minutes) desc, person_id limit 1`));
  const agency = organizations.find(({ isSocialWorkAgency, divisionCode }) => isSocialWorkAgency && divisionCode === '150602');
  const named = (id: string) => city.on(city.today, (tx) => tx.one<{ id: string; name: string; divisionCode: string }>(sql`select id, full_name as name, division_code as "divisionCode" from person where id = ${id}`));
  const resident = await named(helped?.id ?? elder?.id ?? people[0]!.id);
  await makeParties(platform, {
    organizationId: agency?.id ?? null,
    persons: { resident, volunteer: await named(volunteer.id) },
  });
  if (agency) await timed('组织负责人、社工和街道干部手头的事', 'what waits for the organisation manager, the social worker and the street officer', makeOwnWork(city, agency.id, resident, staff, resources));
  await timed('需求调查', 'survey rounds', makeRounds(city));
  await timed('数字与首次对接', 'figures, and the first match asked for', settleIn(city));
  const seconds = Math.round((Date.now() - began) / 1000);
  say(`示范城市已建好，用时 ${seconds} 秒。`, `The demonstration city is built, in ${seconds} seconds.`);
}

/** Those who sign in find work that is theirs. */
async function makeOwnWork(city: DemonstrationCity, organizationId: string, resident: { id: string; divisionCode: string }, staff: Map<string, Actor>, resources: DemoResource[]): Promise<void> {
  await makeManagersWork(city, organizationId, staff.get('station-worker')!, resources);
  await makeNextMatch(city, organizationId);
  await makeSocialWorkersWork(city, staff.get('social-worker')!, resources);
  await makeOneAtATime(city, organizationId, staff.get('station-worker')!, '150602001');
  await makePartnersWork(city, resident, staff.get('station-worker')!, resources.filter((one) => one.organizationId !== organizationId));
  await makeStreetsWork(city, staff.get('street-officer')!.divisionCode, staff.get('station-worker')!, resources);
}

/** Communities joined one after another over three and a half years, as they did. */
async function joinLinkage(city: DemonstrationCity): Promise<void> {
  await city.asSystem(city.firstDay, (tx, call) => takePart(tx, call, city.linkage.map((place, i) => (
    { divisionCode: place.code, stationName: `${place.name}三社联动工作站`, sinceOn: addDays(city.firstDay, Math.floor(i / 8) * 90) }))));
}

/** Stations whose telephone is printed on slips; the others give that of their banner. Numbers with a subscriber part of zeros reach nobody. */
async function giveServicePhones(city: DemonstrationCity): Promise<void> {
  const places = [...city.counties, ...city.linkage.filter((_, i) => i % 3 !== 0)];
  await city.on(city.firstDay, async (tx, call) => {
    for (const [i, { code }] of places.entries()) await setServicePhone(tx, call, { divisionCode: code, phone: `0477-000${String(i).padStart(4, '0')}` });
  });
}

/** The last touches: figures summed up, the first match waiting to run, and nobody told of three years of news. */
async function settleIn(city: DemonstrationCity): Promise<void> {
  await refreshFigures(city.platform.database, city.platform.city);
  // duties of posts that nobody holds find somebody, as they do every ten minutes
  await escalateDuties(city.platform);
  await city.asSystem(city.today, (tx) => tx.run(sql`delete from notice`));
  await city.asSystem(city.today, async (tx, call) => { await requestRun(tx, call, {}); });
}
