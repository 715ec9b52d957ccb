import { z } from 'zod';
import type { Cell, Row, Sheet } from '../../core/sheet.ts';
import { LIMITS, Unreadable } from './limits.ts';

/**
 * A file of the Human Services Data Specification (Open Referral, 2 and 3, as JSON): services with what belongs to them, or organisations with their services, alone, in a list or as a
 * page of an API. It becomes two sheets under the headers of a list of resources and a list of organisations, so that it is looked at, corrected and undone like any other list.
 * What such a list has no column for stands in a column of its own name, which the wizard names as not understood.
 */
const Words = z.string().or(z.number()).transform(String).catch('');
const Many = <T extends z.ZodType>(one: T) => z.array(one).nullish().catch(null);
const Phone = z.looseObject({ number: Words.optional() });
const Contact = z.looseObject({ name: Words.optional(), phones: Many(Phone) });
const Address = z.looseObject({ address_1: Words.optional(), city: Words.optional(), region: Words.optional() });
const Location = z.looseObject({ name: Words.optional(), external_identifier: Words.optional(), addresses: Many(Address) });
const Term = z.looseObject({ code: Words.optional(), name: Words.optional() });
const Schedule = z.looseObject({ valid_from: Words.optional(), valid_to: Words.optional(), byday: Words.optional(), opens_at: Words.optional(), closes_at: Words.optional(), description: Words.optional() });
const Organization = z.looseObject({
  id: Words.optional(), name: Words.optional(), legal_status: Words.optional(), description: Words.optional(), phones: Many(Phone), contacts: Many(Contact), organization_identifiers: Many(z.looseObject({ identifier: Words.optional() })), locations: Many(Location),
});
const Service = z.looseObject({
  id: Words.optional(), organization_id: Words.optional(), name: Words.optional(), description: Words.optional(), licenses: Words.optional(), organization: Organization.nullish().catch(null), phones: Many(Phone), contacts: Many(Contact),
  schedules: Many(Schedule), service_areas: Many(z.looseObject({ name: Words.optional(), extent: Words.optional(), extent_type: Words.optional() })), service_at_locations: Many(z.looseObject({ location: Location.nullish().catch(null) })),
  languages: Many(z.looseObject({ name: Words.optional(), code: Words.optional() })), attributes: Many(z.looseObject({ taxonomy_term: Term.nullish().catch(null) })),
  capacities: Many(z.looseObject({ available: z.number().nullish().catch(null), maximum: z.number().nullish().catch(null), unit: z.looseObject({ name: Words.optional(), identifier: Words.optional() }).nullish().catch(null) })),
});
type Service = z.infer<typeof Service>;
type Organization = z.infer<typeof Organization>;
type Line = [header: string, text: string][];

const DAYS: Record<string, string> = { MO: '一', TU: '二', WE: '三', TH: '四', FR: '五', SA: '六', SU: '日' };
/** What our own directory says of a capacity, by which it comes back as it went out. */
const PER: Record<string, string> = { 'case-day': '每天', 'case-week': '每周', 'case-month': '每月', 'case-year': '每年' };
const LANGUAGES: Record<string, string> = { zh: '汉语', mn: '蒙古语', zho: '汉语', mon: '蒙古语' };

const text = (value: string | null | undefined): string => (value ?? '').trim();
const joined = (words: (string | null | undefined)[]): string => [...new Set(words.map(text).filter(Boolean))].join('、');

function timesOf({ schedules }: Service): string {
  return (schedules ?? []).map(({ byday, opens_at: opens, closes_at: closes, description }) => {
    const days = text(byday).split(',').flatMap((day) => DAYS[day.trim().slice(-2).toUpperCase()] ?? []);
    if (days.length === 0) return text(description);
    return `每周${days.join('、')}${text(opens) && text(closes) ? ` ${text(opens).slice(0, 5)}-${text(closes).slice(0, 5)}` : ''}`;
  }).filter(Boolean).join('；');
}

function capacityOf({ capacities }: Service): string {
  const first = (capacities ?? [])[0], amount = first?.maximum ?? first?.available;
  if (amount === null || amount === undefined) return '';
  const per = PER[text(first?.unit?.identifier)];
  return per ? `${per}${amount}人次` : `${amount}${text(first?.unit?.name)}`;
}

function reachOf({ service_areas: areas, service_at_locations: places }: Service): string {
  const named = (areas ?? []).map(({ name, extent, extent_type: kind }) => (/kilomet|^km$/i.test(text(kind)) ? `周边${text(extent)}公里` : text(name) || text(extent)));
  return joined(named) || joined((places ?? []).map(({ location }) => text(location?.name) || text(location?.addresses?.[0]?.address_1)));
}

const phonesOf = (one: { phones?: { number?: string | undefined }[] | null | undefined; contacts?: { phones?: { number?: string | undefined }[] | null | undefined }[] | null | undefined }): string =>
  joined([...(one.phones ?? []), ...(one.contacts ?? []).flatMap(({ phones }) => phones ?? [])].map(({ number }) => number));

/** What the record says besides, each under its own name. */
const besides = (record: Record<string, unknown>, known: string[]): Line => Object.entries(record).filter(([field, value]) => !known.includes(field) && (typeof value === 'string' || typeof value === 'number') && text(String(value))).map(([field, value]) => [field, String(value)]);

const KNOWN = ['id', 'organization_id', 'name', 'description', 'licenses', 'status', 'assured_date', 'last_modified', 'alert'];

function resourceLine(service: Service, organizations: ReadonlyMap<string, Organization>): Line {
  const by = service.organization ?? organizations.get(text(service.organization_id));
  const place = (service.service_at_locations ?? []).map(({ location }) => location).find(Boolean);
  const until = (service.schedules ?? []).map(({ valid_to: to }) => text(to)).filter(Boolean).sort().at(-1) ?? '', from = (service.schedules ?? []).map(({ valid_from: at }) => text(at)).filter(Boolean).sort()[0] ?? '';
  return [
    ['旗区', text(place?.addresses?.[0]?.region)], ['资源提供方', text(by?.name) || text(service.name).split(' · ')[0]!], ['资源类型', '人员服务'],
    ['可提供服务类别', joined((service.attributes ?? []).map(({ taxonomy_term: term }) => text(term?.name) || text(term?.code))) || text(service.name)],
    ['数量(单位)', capacityOf(service)], ['服务范围', reachOf(service)], ['服务时间', timesOf(service)], ['资质', text(service.licenses)], ['语言', joined((service.languages ?? []).map(({ code, name }) => LANGUAGES[text(code)] ?? name))],
    ['联系人', text(service.contacts?.[0]?.name)], ['联系电话', phonesOf(service)], ['开始日期', from], ['有效期至', until], ['备注', text(service.description)], ...besides(service, KNOWN),
  ];
}

const organizationLine = (one: Organization): Line => [
  ['单位名称', text(one.name)], ['统一社会信用代码', text(one.organization_identifiers?.[0]?.identifier)], ['组织类型', text(one.legal_status)], ['联系人', text(one.contacts?.[0]?.name)], ['联系电话', phonesOf(one)],
  ['地址', text(one.locations?.[0]?.addresses?.[0]?.address_1)], ['业务范围', text(one.description)], ...besides(one, ['id', 'name', 'legal_status', 'description']),
];

/** Lines as a sheet: a header for each name that any of them has. */
function sheetOf(name: string, lines: Line[]): Sheet {
  const headers = [...new Set(lines.flatMap((line) => line.map(([header]) => header)))].slice(0, LIMITS.columns);
  const at = new Map(headers.map((header, i) => [header, i + 1]));
  const cellsOf = (line: Line): Cell[] => line.flatMap(([header, said]) => (said && at.has(header) ? [{ column: at.get(header)!, kind: 'text' as const, text: said.slice(0, LIMITS.cellText) }] : [])).sort((a, b) => a.column - b.column);
  const rows: Row[] = [{ row: 1, cells: headers.map((header, i) => ({ column: i + 1, kind: 'text', text: header })) }, ...lines.map((line, i) => ({ row: i + 2, cells: cellsOf(line) }))];
  return { name, rows, rowCount: rows.length, merges: [] };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const listIn = (value: unknown, field: string): unknown[] => (isRecord(value) && Array.isArray(value[field]) ? value[field] : []);

/** Whether a text begins as JSON does. */
export const looksLikeJson = (head: string): boolean => /^[[{]\s*["{[\]}]/.test(head);

/** Bytes of JSON → the two sheets. What is no JSON is refused. */
export function readHsdsJson(bytes: Uint8Array): Sheet[] {
  let document: unknown;
  try { document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)); } catch { throw new Unreadable({ code: 'notASpreadsheet', detail: 'json' }); }
  return readHsds(document);
}

/** The records of a directory → the two sheets. What says nothing of services is refused. */
export function readHsds(document: unknown): Sheet[] {
  const records = Array.isArray(document) ? document : [...listIn(document, 'contents'), ...listIn(document, 'services'), ...listIn(document, 'organizations')];
  const all = (records.length > 0 ? records : [document]).filter(isRecord);
  const organizations = new Map<string, Organization>();
  const services: Service[] = [];
  const add = (found: unknown, by?: Organization) => {
    const read = Service.safeParse(found);
    if (!read.success) return;
    const service = { ...read.data, organization: read.data.organization ?? by ?? null };
    services.push(service);
    if (service.organization) organizations.set(text(service.organization.id) || text(service.organization.name), service.organization);
  };
  for (const record of all) {
    const offered = listIn(record, 'services');
    if (isRecord(record['service'])) { add(record['service']); continue; }
    if (offered.length > 0 || 'legal_status' in record || 'organization_identifiers' in record) {
      const by = Organization.safeParse(record);
      if (!by.success) continue;
      organizations.set(text(by.data.id) || text(by.data.name), by.data);
      for (const one of offered) add(one, by.data);
    } else if (text(typeof record['name'] === 'string' ? record['name'] : '')) add(record);
  }
  if (services.length + organizations.size === 0) throw new Unreadable({ code: 'notASpreadsheet', detail: 'json' });
  if (services.length + organizations.size > LIMITS.rows) throw new Unreadable({ code: 'tooManyRows', limit: LIMITS.rows });
  return [
    ...(services.length > 0 ? [sheetOf('services', services.map((service) => resourceLine(service, organizations)))] : []),
    ...(organizations.size > 0 ? [sheetOf('organizations', [...organizations.values()].map(organizationLine))] : []),
  ];
}
