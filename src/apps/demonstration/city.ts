import { isWithin } from '../../kernel/division.ts';
import { addDays, type LocalDate } from '../../kernel/local-date.ts';
import { scopeOf, type Actor } from '../../platform/server/actor.ts';
import { makeCall, systemActor, type Call } from '../../platform/server/call.ts';
import { newId } from '../../platform/server/ids.ts';
import type { Platform } from '../../platform/server/perform.ts';
import { isTimeToLearn, learnSizes } from '../../platform/server/sizes.ts';
import type { Tx } from '../../platform/server/tx.ts';
import { chanceOf, type Chance } from './chance.ts';

/** The seed of the demonstration: another number makes another city of the same size. */
export const SEED = 20_210_701;

export type Place = { code: string; kind: string; name: string };

/** What the builders of the demonstration share: its places, its calendar, and one way to write, which is the operations' own. */
export type DemonstrationCity = {
  platform: Platform; today: LocalDate; firstDay: LocalDate;
  /** Every community, gacha and village; the 63 of the linkage. */
  communities: Place[]; linkage: Place[]; counties: Place[]; townships: Place[];
  chanceFor(part: string): Chance;
  /** Runs operations as the worker of the city's hub (or another actor) at nine in the morning of a day, or now if that is still to come, in one transaction. */
  on<T>(day: LocalDate, work: (tx: Tx, call: Call) => Promise<T>, actor?: Actor): Promise<T>;
  /** What no person does: joins, sums, what the database learns. */
  asSystem<T>(day: LocalDate, work: (tx: Tx, call: Call) => Promise<T>): Promise<T>;
  /** Those of the station who have signed in from the first day on: she of the banner where most is seen, and whoever leads a place. */
  lead: Actor; leadOf(divisionCode: string): Actor;
};

/** Who has worked there from the first day on: the timelines of three and a half years name them. */
export type Staff = { worker: Actor; lead: Actor; leads: Actor[] };

const runAs = <T>(platform: Platform, actor: Actor, day: LocalDate, work: (tx: Tx, call: Call) => Promise<T>): Promise<T> => {
  const nine = new Date(`${day}T09:00:00+08:00`), now = platform.now();
  return platform.database.transaction(scopeOf(actor), (tx) => work(tx, makeCall(actor, nine < now ? nine : now, newId(), 'zh', platform.vault)));
};

export function makeCity(platform: Platform, divisions: (Place & { level: string })[], today: LocalDate, { worker, lead, leads }: Staff): DemonstrationCity {
  const chanceFor = (part: string) => chanceOf([...part].reduce((sum, c) => (Math.imul(sum, 31) + c.charCodeAt(0)) >>> 0, SEED));
  const communities = divisions.filter(({ level, kind }) => level === 'community' && kind !== 'virtualCommunity');
  const counties = divisions.filter(({ level }) => level === 'county');
  return {
    platform, today, firstDay: addDays(today, -1277), communities, counties, chanceFor,
    townships: divisions.filter(({ level, kind }) => level === 'township' && kind !== 'developmentZone'),
    linkage: chooseLinkage(communities, counties, chanceFor('linkage')),
    lead, leadOf: (code) => leads.find(({ divisionCode }) => isWithin(code, divisionCode))!, on: (day, work, actor = worker) => runAs(platform, actor, day, work), asSystem: (day, work) => runAs(platform, systemActor(platform.city), day, work),
  };
}

// How many of the 63 communities of the linkage (figure F1, mid-2021) each banner has here: more where more people live.
const SHARE: Record<string, number> = { 150602: 16, 150603: 8, 150621: 9, 150622: 8, 150623: 3, 150624: 5, 150625: 4, 150626: 4, 150627: 6 };
// communities that the practice named in public; places only
const NAMED = /^(新北|迎宾|贾家湾|巴音|胡热呼|西园|悦和|航空|新村|新园)社区$/;

function chooseLinkage(communities: Place[], counties: Place[], chance: Chance): Place[] {
  return counties.flatMap(({ code }) => {
    const here = chance.shuffle(communities.filter((place) => place.code.startsWith(code)));
    const rank = (place: Place) => (NAMED.test(place.name) ? 0 : place.kind === 'community' ? 1 : place.kind === 'gacha' ? 2 : 3);
    return here.sort((a, b) => rank(a) - rank(b)).slice(0, SHARE[code] ?? 0);
  }).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Cuts a list into pieces that one transaction can hold. */
export function* pieces<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}

/** Works through items, so many at a time: a few connections keep two cores busy. On the way the database learns what has grown. */
export async function inParallel<T>(city: DemonstrationCity, items: Iterable<T>, work: (item: T) => Promise<unknown>, atOnce = 4): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let done = 0;
  const lane = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) {
      await work(next.value);
      if (isTimeToLearn(++done)) await city.asSystem(city.today, learnSizes);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  await city.asSystem(city.today, learnSizes);
}
