import { commonDivision, isWithin } from '../../../kernel/division.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import { kindOfCreditCode } from '../../organizations/core/credit-code.ts';
import type { RegisterOrganization } from '../../organizations/core/contract.ts';
import type { AddResource } from '../../resources/core/contract.ts';
import type { ProviderKind as KnownProvider, ResourceKind as KnownKind } from '../../resources/core/resource.ts';
import type { CapacityPeriod, CapacityUnit } from '../../resources/core/units.ts';
import { ITEMS, type Category, type ItemCode } from '../../needs/core/items.ts';
import type { Period, Quantity, QuantityUnit } from './quantity.ts';
import type { NeedRecord, OrganizationRecord, ResourceRecord } from './records.ts';
import { slotCodes } from '../../needs/core/slots.ts';
import type { ProviderKind, ResourceKind, ServiceLanguage } from './words.ts';

/** The service a row names; of a category only, its "other". */
export function itemOf({ item, category }: { item: string | null; category: Category }): ItemCode {
  const code = item ?? `${category}Other`;
  if (!(code in ITEMS)) throw new Error(`no item ${code}`);
  return code as ItemCode;
}

/** Only one language will do, or any. */
export const languageNeeded = (languages: ServiceLanguage[]): 'zh' | 'mn' | null => (languages.length !== 1 ? null : languages[0] === 'zh' ? 'zh' : 'mn');

export const languageLiked = (languages: ServiceLanguage[]): 'zh' | 'mn' | 'any' => (languages.length === 2 ? 'any' : languages[0] === 'mn-Mong' ? 'mn' : 'zh');

/** What was typed, without the numbers that are kept sealed. */
export function typedInTheOpen(typed: Record<string, string>): Record<string, string> | null {
  const { residentId: _id, phone: _phone, ...rest } = typed;
  return Object.keys(rest).length > 0 ? rest : null;
}

/** What a need says as a record of the register, but for whose it is. Not said how urgent: it can wait, and that is reported at its cell. */
export function needOf(record: NeedRecord, asOf: LocalDate) {
  return {
    divisionCode: record.divisionCode, item: itemOf(record), description: record.description.slice(0, 1000), urgency: record.urgency ?? 1, wishedTime: record.wishedTime.slice(0, 100) || null,
    slots: slotCodes(record.times), language: languageNeeded(record.languages), channel: record.channel ?? 'other' as const, heardOn: record.heardOn ?? asOf, heardBy: record.heardBy.slice(0, 50),
    words: [record.description, record.remark].filter((text) => text !== '').join('；').slice(0, 2000), typed: typedInTheOpen(record.typed),
  };
}

const KINDS: Record<ResourceKind, KnownKind> = { people: 'people', volunteering: 'volunteerTime', place: 'place', money: 'money', goods: 'goods', training: 'trainingPlace', jobs: 'job' };
const PROVIDERS: Record<ProviderKind, KnownProvider> = {
  socialOrganization: 'organization', volunteerOrg: 'volunteerTeam', department: 'department', enterprise: 'enterprise', individual: 'individual', communityOrganization: 'organization', institution: 'organization',
};
const UNIT_OF_KIND: Record<ResourceKind, CapacityUnit> = { people: 'personTimes', volunteering: 'volunteers', place: 'rooms', money: 'fen', goods: 'pieces', training: 'places', jobs: 'jobs' };

/** Units that the register does not count in, each as so many of one that it does. A day is eight hours; a session, a household or a person on duty answers one case at least. */
const UNITS: Record<QuantityUnit, [CapacityUnit, number]> = {
  personTimes: ['personTimes', 1], hours: ['hours', 1], places: ['places', 1], rooms: ['rooms', 1], squareMetres: ['squareMetres', 1], fen: ['fen', 1], sets: ['sets', 1], posts: ['jobs', 1],
  volunteers: ['volunteers', 1], sessions: ['personTimes', 1], households: ['personTimes', 1], people: ['personTimes', 1], vehicles: ['pieces', 1], beds: ['places', 1], days: ['hours', 8],
};
/** Periods likewise: a working week has five days, a term two quarters, a year two terms. */
const PERIODS: Record<Period, [CapacityPeriod, number]> = { day: ['week', 5], week: ['week', 1], month: ['month', 1], quarter: ['term', 2], term: ['term', 1], year: ['term', 0.5] };

export function capacityOf(quantity: Quantity | null, kind: ResourceKind): { quantity: number | null; unit: CapacityUnit; per: CapacityPeriod } {
  if (!quantity) return { quantity: null, unit: UNIT_OF_KIND[kind], per: 'once' };
  const [unit, many] = UNITS[quantity.unit];
  const [per, times] = quantity.per ? PERIODS[quantity.per] : (['once', 1] as const);
  // never more than was promised: half a room a term is none
  return { quantity: Math.min(Math.floor(quantity.amount * many * times), 1_000_000_000), unit, per };
}

/** Where an offer is kept: its banner, or what its places have in common; a station keeps what serves it. Null: elsewhere. */
function homeOf(record: ResourceRecord, actingFor: string): string | null {
  const within = (record.reach?.divisions ?? []).filter((code) => isWithin(code, actingFor));
  if (record.countyCode && isWithin(record.countyCode, actingFor)) return record.countyCode;
  if (within.length > 0) return commonDivision(within).length < actingFor.length ? actingFor : commonDivision(within);
  const served = [...(record.reach?.divisions ?? []), ...(record.countyCode ? [record.countyCode] : [])];
  return served.length === 0 || served.some((code) => isWithin(actingFor, code)) ? actingFor : null;
}

export type AsResource = { resource: AddResource } | { code: 'outsideYourDivision' | 'noItem' };

/** A row of a list of resources as an entry of the register; without a service it names nothing that could be matched. */
export function resourceOf(record: ResourceRecord, asOf: LocalDate, actingFor: string): AsResource {
  const homeCode = homeOf(record, actingFor);
  if (!homeCode) return { code: 'outsideYourDivision' };
  const items = [...new Set(record.items.map(itemOf))].slice(0, 28);
  if (items.length === 0) return { code: 'noItem' };
  const km = record.reach?.radiusKm ?? null;
  return {
    resource: {
      homeCode, providerName: record.provider.slice(0, 100), providerKind: PROVIDERS[record.providerKind ?? 'socialOrganization'], kind: KINDS[record.kind], items, description: record.remark.slice(0, 500),
      reachCodes: km === null ? record.reach?.divisions.slice(0, 200) ?? [] : [], reachKm: km === null ? null : Math.min(1000, Math.max(1, Math.round(km))),
      slots: slotCodes(record.times), slotWords: record.timesSaid.slice(0, 100) || null, qualifications: record.qualification ? [record.qualification.slice(0, 60)] : [],
      languages: record.languages.map((language) => (language === 'zh' ? 'zh' as const : 'mn' as const)), contactName: record.contact.slice(0, 50) || null, phone: record.phones[0] ?? null,
      validFrom: record.validFrom, validUntil: record.validUntil, capacity: { ...capacityOf(record.quantity, record.kind), confirmedOn: asOf }, typed: typedInTheOpen(record.typed),
    },
  };
}

/** A row of a directory of organisations as an entry of the register. Who registered it not said: it is kept where it is imported. */
export function organizationOf(record: OrganizationRecord, actingFor: string): RegisterOrganization {
  return {
    divisionCode: record.divisionCode ?? actingFor, kind: record.kind ?? (record.uscc ? kindOfCreditCode(record.uscc) ?? 'other' : record.filingNo ? 'communitySocialOrg' : 'other'),
    name: record.name.slice(0, 100), uscc: record.uscc, filingNo: record.filingNo.slice(0, 40) || null, registrationAuthority: record.authority.slice(0, 100) || null, registeredOn: record.registeredOn,
    supervisingUnit: record.supervisingUnit.slice(0, 100) || null, isSocialWorkAgency: record.isSocialWorkAgency ?? false, hasPartyOrg: record.hasPartyOrganization ?? false,
    contactName: (record.contact || record.legalRepresentative).slice(0, 50) || null, phone: record.phones[0]?.slice(0, 30) ?? null, address: record.address.slice(0, 200) || null,
    grade: record.grade && record.gradeUntil ? { grade: record.grade, validUntil: record.gradeUntil } : null,
  };
}
