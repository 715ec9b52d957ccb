import type { AddResource } from '../../areas/resources/core/contract.ts';
import { addResources, confirmCapacity } from '../../areas/resources/server/operations.ts';
import { slotCodes } from '../../areas/needs/core/slots.ts';
import { readTimes } from '../../areas/needs/core/times.ts';
import type { ItemCode } from '../../areas/needs/core/items.ts';
import { addDays, type LocalDate } from '../../kernel/local-date.ts';
import type { Chance } from './chance.ts';
import { pieces, type DemonstrationCity, type Place } from './city.ts';
import type { DemoOrganization } from './make-organizations.ts';
import { inventName, inventPhone } from './names.ts';
import { inventTimes, offersOf, PERSONAL } from './offers.ts';
import { WANTS } from './wants.ts';

export type DemoResource = { id: string; items: ItemCode[]; reach: string[]; slots: string[] | null; organizationId: string | null; /** Of one who serves one at a time: how many visits are promised a day. */ promised: Map<LocalDate, number> | null };

// Half as many as the needs of a month would fill: short in some places, so that the match has something to decide and the gap list to tell.
const PER_COUNTY = 46;

/** Reach by what offers of this kind are like: a station's volunteers near by, an agency in its banner, a department in all of it. */
function inventReach(chance: Chance, city: DemonstrationCity, county: Place): string[] {
  const here = city.linkage.filter(({ code }) => code.startsWith(county.code));
  return chance.weighted([[[county.code], 45], [chance.shuffle(here).slice(0, chance.whole(1, 4)).map(({ code }) => code), 55]] as const) as string[];
}

/** Somebody who offers what is wanted in turn, and of what else that provider does, perhaps one thing more. Without one a resident helps out, or who is there offers what it can. */
function inventProvider(chance: Chance, organizations: DemoOrganization[], n: number): { provider: DemoOrganization | null; items: ItemCode[] } {
  const wanted = WANTS[n % WANTS.length]!.item;
  const able = organizations.filter(({ name }) => offersOf(name).includes(wanted));
  if (PERSONAL.includes(wanted) && (able.length === 0 || chance.happens(0.3))) return { provider: null, items: [wanted] };
  const provider = chance.pick(able.length > 0 ? able : organizations);
  const offers = offersOf(provider.name);
  const first = offers.includes(wanted) ? wanted : offers[n % offers.length]!;
  return { provider, items: [...new Set([first, ...(chance.happens(0.5) ? [chance.pick(offers)] : [])])] };
}

function inventResource(chance: Chance, city: DemonstrationCity, county: Place, organizations: DemoOrganization[], n: number): AddResource {
  const { provider, items } = inventProvider(chance, organizations, n);
  const times = inventTimes(chance, items[0]!);
  const person = inventName(chance, chance.pick(['male', 'female'] as const)).fullName;
  const isVolunteer = !provider || provider.kind === 'communitySocialOrg';
  return {
    homeCode: county.code, organizationId: provider?.id ?? null, providerName: provider?.name ?? person,
    providerKind: !provider ? 'individual' : provider.kind === 'department' ? 'department' : provider.kind === 'enterprise' ? 'enterprise' : provider.kind === 'communitySocialOrg' ? 'volunteerTeam' : 'organization',
    kind: isVolunteer ? 'volunteerTime' : items[0] === 'skillsTraining' ? 'trainingPlace' : chance.weighted([['people', 80], ['skill', 20]] as const), items,
    reachCodes: inventReach(chance, city, county), languages: chance.happens(0.4) ? ['zh', 'mn'] : ['zh'],
    slotWords: times, slots: slotCodes(readTimes(times)), unitCostFen: isVolunteer ? 0 : chance.whole(10, 90) * 100,
    contactName: person, phone: inventPhone(chance.whole(0, 39_999)), validUntil: addDays(city.today, chance.whole(60, 900)),
    capacity: { ...chance.weighted([[{ quantity: chance.whole(3, 14), unit: 'personTimes', per: 'week' }, 70], [{ quantity: chance.whole(16, 60), unit: 'hours', per: 'month' }, 30]] as const), confirmedOn: addDays(city.firstDay, 5) },
  };
}

/** What each banner can call on, from organisations of that banner, departments, enterprises and single residents. */
export async function makeResources(city: DemonstrationCity, organizations: DemoOrganization[]): Promise<DemoResource[]> {
  const chance = city.chanceFor('resources');
  const list = city.counties.flatMap((county) => {
    const here = organizations.filter((organization) => organization.divisionCode.startsWith(county.code));
    // the demonstration's organisation manager answers for the first agency of Dongsheng: it has a few of its own
    const agencies = here.filter(({ isSocialWorkAgency }) => isSocialWorkAgency);
    return Array.from({ length: PER_COUNTY }, (_, n) => inventResource(chance, city, county, n < 4 && agencies[0] ? [agencies[0]] : n < 20 && agencies.length > 0 ? agencies : here, n));
  });
  const made: DemoResource[] = [];
  for (const batch of pieces(list, 200)) {
    await city.on(addDays(city.firstDay, 10), async (tx, call) => {
      const answers = await addResources(tx, call, batch);
      made.push(...answers.map(({ resourceId }, i) => ({ id: resourceId, items: batch[i]!.items as ItemCode[], reach: batch[i]!.reachCodes as string[], slots: batch[i]!.slots ?? null, organizationId: batch[i]!.organizationId ?? null, promised: batch[i]!.providerKind === 'individual' ? new Map<LocalDate, number>() : null })));
    });
  }
  await confirmLately(city, made, chance);
  return made;
}

/** Nearly all providers said this month that it is still right; for a few that word runs out today, and for fewer it just has: somebody's work. */
async function confirmLately(city: DemonstrationCity, resources: DemoResource[], chance: Chance): Promise<void> {
  const shuffled = chance.shuffle(resources);
  const batches: [DemoResource[], number][] = [[shuffled.slice(0, 3), 32], [shuffled.slice(3, 9), 30], ...[...pieces(shuffled.slice(9), 20)].map((batch): [DemoResource[], number] => [batch, chance.whole(1, 26)])];
  for (const [batch, daysAgo] of batches) {
    await city.on(addDays(city.today, -daysAgo), async (tx, call) => {
      for (const { id } of batch) await confirmCapacity(tx, call, { resourceId: id });
    });
  }
}
