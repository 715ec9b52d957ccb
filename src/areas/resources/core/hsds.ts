import { listed } from '../../../kernel/listed.ts';
import type { Language } from '../../../kernel/messages.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import { CATEGORIES, CATEGORY_WORDS, ITEMS, type ItemCode } from '../../needs/core/items.ts';
import { spansOf } from '../../needs/core/slots.ts';
import { freshnessOf, sureOn, unitsBelieved } from './ageing.ts';
import type { HsdsService, HsdsTerm } from './hsds-contract.ts';
import type { ResourceStatus } from './resource.ts';
import { capacityWords } from './words.ts';
import { unitsLeft, type CapacityPeriod, type CapacityUnit } from './units.ts';

/** Makes the id of something that has none of its own (a place of a service, a term) from what it is: the same every time. */
export type IdOf = (...what: string[]) => string;
export type HsdsSay = (key: string, details?: Record<string, unknown>) => string;
/** In whose words it is told, and as of when. */
export type Telling = { idOf: IdOf; say: HsdsSay; language: Language; today: LocalDate };

export type DirectoryRow = {
  id: string; organizationId: string | null; organizationName: string | null; organizationKind: string | null; providerName: string; items: ItemCode[]; description: string; status: ResourceStatus;
  homeCode: string; homePath: string[]; reach: { code: string; name: string }[]; reachKm: number | null; slots: string[] | null; slotWords: string | null; qualifications: string[]; languages: string[]; unitCostFen: number;
  validFrom: LocalDate | null; validUntil: LocalDate | null; updatedAt: string; weeklyCap: number | null;
  capacityId: string; quantity: number | null; unit: CapacityUnit; per: CapacityPeriod; confirmedOn: LocalDate; aliveOn: LocalDate | null; unitsUsed: number; usedThisWeek: number;
};

const TAXONOMY = 'needs and services';
export const taxonomyId = (idOf: IdOf): string => idOf('taxonomy', TAXONOMY);
const words = ({ language }: Telling, of: { zh: string; en: string }): string => of[language];

/** The categories and, under them, the items of RULES §11.4: needs and services have the same. */
export function termsOf(telling: Telling): HsdsTerm[] {
  const { idOf, say, language } = telling, common = { taxonomy: say('resources.hsds.taxonomy'), taxonomy_id: taxonomyId(idOf), language };
  const categories = CATEGORIES.map((code) => ({ id: idOf('category', code), code, name: words(telling, CATEGORY_WORDS[code]), description: words(telling, CATEGORY_WORDS[code]), ...common }));
  return [...categories, ...(Object.keys(ITEMS) as ItemCode[]).map((code) => termOf(telling, code))];
}

function termOf(telling: Telling, code: ItemCode): HsdsTerm {
  const { idOf, say, language } = telling, name = words(telling, ITEMS[code]);
  return { id: idOf('item', code), code, name, description: name, parent_id: idOf('category', ITEMS[code].category), taxonomy: say('resources.hsds.taxonomy'), taxonomy_id: taxonomyId(idOf), language };
}

/** Paused is closed for a while; what has not begun or is over is not offered now. */
function statusOf({ status, validFrom, validUntil }: DirectoryRow, today: LocalDate): HsdsService['status'] {
  if (status === 'ended') return 'defunct';
  if (status === 'paused') return 'temporarily closed';
  return (validFrom && validFrom > today) || (validUntil && validUntil < today) ? 'inactive' : 'active';
}

/** A resource as a service without what belongs to it. */
export function serviceInList(row: DirectoryRow, telling: Telling) {
  const { say, today, language } = telling, joined = listed(language, row.items.map((item) => words(telling, ITEMS[item])));
  return {
    id: row.id, ...(row.organizationId ? { organization_id: row.organizationId } : {}), name: `${row.providerName} · ${joined}`, description: row.description || joined, status: statusOf(row, today),
    fees_description: row.unitCostFen > 0 ? say('resources.hsds.cost', { yuan: (row.unitCostFen / 100).toFixed(2) }) : say('resources.hsds.free'), licenses: listed(language, row.qualifications),
    assured_date: sureOn(row), last_modified: row.updatedAt, ...(freshnessOf(sureOn(row), today) === 'unknown' ? { alert: say('resources.hsds.stale', { on: sureOn(row) }) } : {}),
    ...(row.organizationId ? { organization: organizationOf({ id: row.organizationId, name: row.organizationName!, kind: row.organizationKind! }, telling) } : {}),
  };
}

export const organizationOf = ({ id, name, kind }: { id: string; name: string; kind: string }, { say }: Telling) => ({ id, name, description: say(`organizations.kind.${kind}`), legal_status: say(`organizations.kind.${kind}`) });

/** A resource as a service with all that belongs to it. */
export function serviceOf(row: DirectoryRow, telling: Telling): HsdsService {
  const { idOf, say } = telling, { id } = row, reach = row.reach.length > 0 ? row.reach : [{ code: row.homeCode, name: row.homePath.at(-1)! }];
  return {
    ...serviceInList(row, telling),
    schedules: schedulesOf(row, telling),
    service_areas: row.reachKm !== null
      ? [{ id: idOf(id, 'area', 'km'), service_id: id, name: say('resources.hsds.within', { km: row.reachKm, place: row.homePath.at(-1)! }), description: '', extent: String(row.reachKm), extent_type: 'kilometres' }]
      : reach.map(({ code, name }) => ({ id: idOf(id, 'area', code), service_id: id, name, description: '', extent: code, extent_type: 'division code' })),
    service_at_locations: [atLocation(row, telling)],
    languages: row.languages.map((code) => ({ id: idOf(id, 'language', code), service_id: id, code, name: say(`resources.hsds.language.${code}`) })),
    attributes: row.items.map((item) => ({ id: idOf(id, 'item', item), link_id: id, taxonomy_term_id: idOf('item', item), link_type: 'service type', link_entity: 'service', value: item, taxonomy_term: termOf(telling, item) })),
    cost_options: row.unitCostFen > 0 ? [{ id: idOf(id, 'cost'), service_id: id, option: say('resources.hsds.perCase'), currency: 'CNY', amount: row.unitCostFen / 100 }] : [],
    capacities: capacitiesOf(row, telling),
  };
}

/** Where a resource is based. Nobody has said at which door, so the community stands for it; neither province nor postcode is on record. It has one such place, which has its id. */
export function atLocation(row: DirectoryRow, { idOf }: Telling) {
  const locationId = idOf('location', row.homeCode), [city = '', county = '', ...rest] = row.homePath, name = row.homePath.at(-1)!;
  return {
    id: row.id, service_id: row.id, location_id: locationId, description: row.slotWords ?? '',
    location: {
      id: locationId, location_type: 'physical' as const, name, description: row.homePath.join(' '), external_identifier: row.homeCode, external_identifier_type: 'division code',
      addresses: [{ id: idOf('address', row.homeCode), location_id: locationId, address_1: rest.join(' ') || name, city, region: county, state_province: '', postal_code: '', country: 'CN', address_type: 'physical' as const }],
    },
  };
}

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const HOURS = { morning: ['08:00', '12:00'], noon: ['12:00', '14:00'], afternoon: ['14:00', '18:00'], evening: ['18:00', '21:00'] } as const;

function schedulesOf({ id, slots, slotWords, validFrom, validUntil }: DirectoryRow, { idOf }: Telling): HsdsService['schedules'] {
  const valid = { ...(validFrom ? { valid_from: validFrom } : {}), ...(validUntil ? { valid_to: validUntil } : {}) };
  return spansOf(slots ?? []).flatMap(({ days, parts }) => parts.map((part) => ({
    id: idOf(id, 'schedule', days.join(''), part), service_id: id, ...valid, freq: 'WEEKLY' as const, wkst: 'MO' as const, interval: 1, byday: days.map((day) => DAYS[day - 1]).join(','), opens_at: HOURS[part][0], closes_at: HOURS[part][1], description: slotWords ?? '',
  })));
}

/** Cases a period, as the match counts them; nothing where nobody has said how much, or where that is too long ago. The day it was stated stands with it, for capacity ages. */
function capacitiesOf(row: DirectoryRow, { idOf, say, today }: Telling): HsdsService['capacities'] {
  const total = unitsBelieved(freshnessOf(sureOn(row), today), row, row.items, row.unitCostFen), left = unitsLeft(total, row.unitsUsed, { cap: row.weeklyCap, used: row.usedThisWeek });
  if (total === null || left === null) return [];
  const unitId = idOf('unit', 'case', row.per);
  return [{
    id: row.capacityId, service_id: row.id, unit_id: unitId, available: left, maximum: total, updated: sureOn(row), description: capacityWords(row, (key, details) => say(`resources.${key}`, details)),
    unit: { id: unitId, name: say(`resources.hsds.case.${row.per}`), scheme: 'sanshe', identifier: `case-${row.per}` },
  }];
}
