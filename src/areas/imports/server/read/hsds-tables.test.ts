import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Sheet } from '../../core/sheet.ts';
import { readWorkbook } from './read-workbook.ts';

const csv = (...rows: string[][]) => new TextEncoder().encode(`\uFEFF${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`);
const told = (sheets: Sheet[]) => sheets.map(({ name, rows }) => [name, ...[...rows].map(({ cells }) => cells.map((cell) => `${cell.column}:${'text' in cell ? cell.text : ''}`))]);
async function read(bytes: Uint8Array, name: string) {
  const book = await readWorkbook(bytes, name);
  if (!book.ok) throw new Error(book.refusal.code);
  return told(book.value.sheets);
}

const tables = {
  'organization.csv': csv(['id', 'name', 'description', 'legal_status'], ['o1', '阳光社工服务中心', '为老服务', '民办非企业单位'], ['o2', '草原情', '', '']),
  'organization_identifier.csv': csv(['id', 'organization_id', 'identifier'], ['i1', 'o1', '52150600MJY1234567']),
  'service.csv': csv(['id', 'organization_id', 'name', 'description', 'status', 'licenses', 'email'], ['s1', 'o1', '助餐', '每天"一"餐，\n送到家', 'active', '社会工作者', 'a@example.org'], ['s2', 'o2', '理发', '', 'active', '', '']),
  'phone.csv': csv(['id', 'service_id', 'organization_id', 'contact_id', 'number'], ['p1', 's1', '', '', '0477-8123456'], ['p2', '', '', 'c1', '13900001234']),
  'contact.csv': csv(['id', 'service_id', 'name'], ['c1', 's1', '王老师']),
  'schedule.csv': csv(['id', 'service_id', 'byday', 'opens_at', 'closes_at', 'valid_from', 'valid_to'], ['h1', 's1', 'MO,WE', '08:00', '12:00', '2021-01-01', '2022-12-31']),
  'service_area.csv': csv(['id', 'service_id', 'name', 'extent', 'extent_type'], ['a1', 's1', '东胜区', '', ''], ['a2', 's2', '', '3', 'kilometres']),
  'service_at_location.csv': csv(['id', 'service_id', 'location_id'], ['sl1', 's1', 'l1']),
  'location.csv': csv(['id', 'location_type', 'name'], ['l1', 'physical', '航空社区']),
  'address.csv': csv(['id', 'location_id', 'address_1', 'region'], ['d1', 'l1', '航空路 1 号', '东胜区']),
  'language.csv': csv(['id', 'service_id', 'code'], ['g1', 's1', 'mn']),
  'attribute.csv': csv(['id', 'link_id', 'taxonomy_term_id'], ['t1', 's1', 'tt1']),
  'taxonomy_term.csv': csv(['id', 'code', 'name'], ['tt1', 'meals', '助餐']),
  'service_capacity.csv': csv(['id', 'service_id', 'unit_id', 'available', 'maximum'], ['k1', 's1', 'u1', '4', '6']),
  'unit.csv': csv(['id', 'name', 'identifier'], ['u1', 'Cases a week', 'case-week']),
  'cost_option.csv': csv(['id'], ['x']),
};
const document = {
  services: [
    {
      id: 's1', organization_id: 'o1', name: '助餐', description: '每天"一"餐，\n送到家', status: 'active', licenses: '社会工作者', email: 'a@example.org', phones: [{ number: '0477-8123456' }], contacts: [{ name: '王老师', phones: [{ number: '13900001234' }] }],
      schedules: [{ byday: 'MO,WE', opens_at: '08:00', closes_at: '12:00', valid_from: '2021-01-01', valid_to: '2022-12-31' }], service_areas: [{ name: '东胜区' }], service_at_locations: [{ location: { name: '航空社区', addresses: [{ address_1: '航空路 1 号', region: '东胜区' }] } }],
      languages: [{ code: 'mn' }], attributes: [{ taxonomy_term: { code: 'meals', name: '助餐' } }], capacities: [{ available: 4, maximum: 6, unit: { identifier: 'case-week' } }],
    },
    { id: 's2', organization_id: 'o2', name: '理发', status: 'active', service_areas: [{ extent: '3', extent_type: 'kilometres' }] },
  ],
  organizations: [{ id: 'o1', name: '阳光社工服务中心', description: '为老服务', legal_status: '民办非企业单位', organization_identifiers: [{ identifier: '52150600MJY1234567' }] }, { id: 'o2', name: '草原情', legal_status: '' }],
};

test('a directory as tables is the same lists as the directory as JSON, in a folder, with a datapackage or in the names of version 2', async () => {
  const asJson = await read(new TextEncoder().encode(JSON.stringify(document)), 'directory.json');
  expect(asJson[0]!.length).toBe(4);
  expect(await read(zipSync(tables), 'directory.zip')).toEqual(asJson);
  expect(await read(zipSync(Object.fromEntries([['directory/datapackage.json', new TextEncoder().encode('{}')], ...Object.entries(tables).map(([name, bytes]) => [`directory/${name}`, bytes] as const)])), 'x.zip')).toEqual(asJson);
  const plural = (name: string) => name.replace('organization.csv', 'organizations.csv').replace('service.csv', 'services.csv').replace('address.csv', 'physical_addresses.csv').replace('phone.csv', 'phones.csv');
  expect(await read(zipSync(Object.fromEntries(Object.entries(tables).map(([name, bytes]) => [plural(name), bytes]))), 'x.zip')).toEqual(asJson);
});

test('tables that are missing, empty or lead nowhere leave their cells empty; what is no directory is refused', async () => {
  const [services] = await read(zipSync({ 'service.csv': tables['service.csv'], 'phone.csv': new Uint8Array(), 'schedule.csv': csv(['id', 'service_id'], ['h', 'nowhere']), 'service_capacity.csv': csv(['id', 'service_id', 'maximum'], ['k', 's1', 'many']) }), 'x.zip');
  expect(services!.length).toBe(4);
  const refused = async (files: Record<string, Uint8Array>) => { const book = await readWorkbook(zipSync(files), 'x.zip'); return book.ok ? 'read' : book.refusal.code; };
  expect([await refused({ 'service.csv': csv(['id', 'name']) }), await refused({ 'service.csv': new Uint8Array() }), await refused({ 'readme.csv': csv(['a'], ['b']) })]).toEqual(['notASpreadsheet', 'notASpreadsheet', 'notASpreadsheet']);
});
