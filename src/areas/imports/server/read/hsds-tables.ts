import type { Row, Sheet } from '../../core/sheet.ts';
import { readCsv } from './csv.ts';
import { readHsds } from './hsds.ts';
import { LIMITS, Unreadable } from './limits.ts';
import { openZip, unpack, type Zip } from './zip.ts';

/**
 * The Human Services Data Specification as tables (its tabular form: a zip of csv files, one a table, with or without a datapackage.json). The tables are put together by their ids into
 * the records that the JSON form has, and read as that is read; so both forms of one directory become the same lists.
 */
type Rec = Record<string, unknown> & { id?: string };

/** Version 2 names its tables in the plural, and one of them otherwise. */
const SINGULAR: Record<string, string> = {
  organizations: 'organization', services: 'service', locations: 'location', addresses: 'address', physical_addresses: 'address', phones: 'phone', contacts: 'contact', schedules: 'schedule', service_areas: 'service_area', services_at_location: 'service_at_location',
  service_at_locations: 'service_at_location', languages: 'language', attributes: 'attribute', service_attributes: 'attribute', taxonomy_terms: 'taxonomy_term', organization_identifiers: 'organization_identifier', service_capacities: 'service_capacity', units: 'unit',
};
const KNOWN = new Set(Object.values(SINGULAR));

const tableNameOf = (path: string): string | null => {
  const found = /(?:^|\/)([a-z_]+)\.csv$/i.exec(path)?.[1]?.toLowerCase(), name = found && (SINGULAR[found] ?? found);
  return name && KNOWN.has(name) && !path.startsWith('__macosx/') ? name : null;
};

/** Whether a zip is such a directory: it has a table of services or of organisations. */
export function looksLikeTables(bytes: Uint8Array): boolean {
  const names = [...openZip(bytes).entries.keys()];
  return !names.includes('[content_types].xml') && names.some((name) => ['service', 'organization'].includes(tableNameOf(name) ?? ''));
}

function bytesOf(zip: Zip, name: string): Uint8Array {
  const pieces = [...unpack(zip, zip.entries.get(name)!)], whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) { whole.set(piece, at); at += piece.length; }
  return whole;
}

const textOf = (row: Row, column: number): string => row.cells.filter((cell) => cell.column === column).map((cell) => ('text' in cell ? String(cell.text) : '')).join('');

/** The rows of one table under the names of its columns; an empty table has none. */
function recordsIn(bytes: Uint8Array): Rec[] {
  if (new TextDecoder().decode(bytes.subarray(0, 64)).trim() === '') return [];
  const [sheet] = readCsv(bytes), records: Rec[] = [];
  let headers: string[] | null = null;
  for (const row of sheet!.rows) {
    if (row.cells.length === 0) continue;
    const last = row.cells.at(-1)!.column;
    if (!headers) { headers = Array.from({ length: last }, (_, i) => textOf(row, i + 1).trim().toLowerCase()); continue; }
    records.push(Object.fromEntries(headers.flatMap((header, i) => { const said = header ? textOf(row, i + 1) : ''; return said ? [[header, said]] : []; })));
    if (records.length > LIMITS.rows) throw new Unreadable({ code: 'tooManyRows', limit: LIMITS.rows });
  }
  return records;
}

const groupedBy = (records: Rec[], field: string): Map<string, Rec[]> => {
  const groups = new Map<string, Rec[]>();
  for (const record of records) {
    const key = typeof record[field] === 'string' ? record[field] : '';
    if (!key) continue;
    const group = groups.get(key);
    if (group) group.push(record); else groups.set(key, [record]);
  }
  return groups;
};

type Of = (id: string | undefined) => Rec[];
const countIn = (record: Rec, field: string): number | null => (typeof record[field] === 'string' && /^\d+(\.\d+)?$/.test(record[field]) ? Number(record[field]) : null);

/** A zip of tables → the two sheets. */
export function readHsdsTables(bytes: Uint8Array): Sheet[] {
  const zip = openZip(bytes), tables = new Map<string, Rec[]>();
  for (const path of zip.entries.keys()) {
    const name = tableNameOf(path);
    if (name) tables.set(name, [...(tables.get(name) ?? []), ...recordsIn(bytesOf(zip, path))]);
  }
  const all = (name: string) => tables.get(name) ?? [];
  const byId = (name: string) => new Map(all(name).flatMap((record) => (record.id ? [[record.id, record] as const] : [])));
  const of = (name: string, field: string) => { const groups = groupedBy(all(name), field); return (id: string | undefined): Rec[] => (id && groups.get(id)) || []; };
  const [phonesOfContact, addressesOf] = [of('phone', 'contact_id'), of('address', 'location_id')];
  const withPhones = (contacts: Rec[]) => contacts.map((contact) => ({ ...contact, phones: phonesOfContact(contact.id) }));
  const locations = new Map([...byId('location')].map(([id, location]) => [id, { ...location, addresses: addressesOf(id) }]));
  const [units, terms] = [byId('unit'), byId('taxonomy_term')];

  const [identifiers, orgContacts, orgPhones] = [of('organization_identifier', 'organization_id'), of('contact', 'organization_id'), of('phone', 'organization_id')], orgLocations = groupedBy([...locations.values()] as Rec[], 'organization_id');
  const organizations = new Map([...byId('organization')].map(([id, record]) => [id, {
    // what tells a whole organisation from a service in the JSON form stands here, too
    legal_status: '', ...record, organization_identifiers: identifiers(id), contacts: withPhones(orgContacts(id)), phones: orgPhones(id), locations: orgLocations.get(id) ?? [],
  }]));

  const [phones, contacts, schedules, areas, places, languages, capacities] = (['phone', 'contact', 'schedule', 'service_area', 'service_at_location', 'language', 'service_capacity'] as const).map((name) => of(name, 'service_id')) as [Of, Of, Of, Of, Of, Of, Of];
  const [linked, attributesOf] = [of('attribute', 'link_id'), of('attribute', 'service_id')];
  const services = all('service').map((service) => {
    const { id } = service, attributes = [...linked(id), ...attributesOf(id)];
    return {
      ...service, organization: organizations.get(String(service['organization_id'] ?? '')) ?? null, phones: phones(id), contacts: withPhones(contacts(id)), schedules: schedules(id), service_areas: areas(id), languages: languages(id),
      service_at_locations: places(id).map((place) => ({ location: locations.get(String(place['location_id'] ?? '')) ?? null })),
      attributes: attributes.map((attribute) => ({ taxonomy_term: terms.get(String(attribute['taxonomy_term_id'] ?? '')) ?? null })),
      capacities: capacities(id).map((capacity) => ({ ...capacity, available: countIn(capacity, 'available'), maximum: countIn(capacity, 'maximum'), unit: units.get(String(capacity['unit_id'] ?? '')) ?? null })),
    };
  });
  return readHsds({ services, organizations: [...organizations.values()] });
}
