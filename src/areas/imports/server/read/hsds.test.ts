import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeSay } from '../../../../platform/server/say.ts';
import { messages as organizationMessages } from '../../../organizations/core/messages.ts';
import { serviceOf, type DirectoryRow } from '../../../resources/core/hsds.ts';
import { messages } from '../../../resources/core/messages.ts';
import type { Division } from '../../core/places.ts';
import { understand } from '../../core/understand.ts';
import { readWorkbook } from './read-workbook.ts';

const divisions = readFileSync(new URL('../../../../../db/divisions/1506.csv', import.meta.url), 'utf8').trim().split('\n').slice(1).map((line): Division => {
  const [code, level, kind, name] = line.split(',');
  return { code: code!, level: level as Division['level'], kind: kind!, name: name! };
});
const open = (document: unknown) => readWorkbook(new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document)), 'services.json');
async function resourcesIn(document: unknown) {
  const book = await open(document);
  if (!book.ok) throw new Error(book.refusal.code);
  return understand('resources', [book.value], { divisions, asOf: '2021-06-30' });
}

const say = makeSay([messages, organizationMessages]);
const row = (more: Partial<DirectoryRow> = {}): DirectoryRow => ({
  id: '00000000-0000-7000-8000-000000000001', organizationId: '00000000-0000-7000-8000-000000000002', organizationName: '阳光社工服务中心', organizationKind: 'socialServiceOrg', providerName: '阳光社工服务中心', items: ['meals', 'bathing'], description: '每天一餐', status: 'active',
  homeCode: '150602001001', homePath: ['鄂尔多斯市', '东胜区', '交通街道', '航空社区'], reach: [{ code: '150602', name: '东胜区' }], reachKm: null, slots: ['1-morning', '3-morning', '5-evening'], slotWords: '周一、三上午，周五晚', qualifications: ['社会工作者'], languages: ['zh', 'mn'], unitCostFen: 0,
  validFrom: '2021-01-01', validUntil: '2022-12-31', updatedAt: '2021-06-01T00:00:00Z', weeklyCap: null, capacityId: '00000000-0000-7000-8000-000000000003', quantity: 6, unit: 'personTimes', per: 'week', confirmedOn: '2021-06-01', aliveOn: null, unitsUsed: 0, usedThisWeek: 0, ...more,
});
const told = (one: DirectoryRow) => serviceOf(one, { idOf: (...what) => what.join(), language: 'zh', today: '2021-06-30', say: (key, details) => say('zh', key, details) });

test('what our own directory tells comes back as the resource it was', async () => {
  const { rows, counts, sheets } = await resourcesIn({ total_items: 1, contents: [told(row())] });
  expect(sheets[0]!.unmapped).toEqual(['fees_description']);
  expect(counts).toMatchObject({ imported: 1, refused: 0 });
  expect(rows.find(({ outcome }) => outcome === 'imported')!.record).toMatchObject({
    provider: '阳光社工服务中心', kind: 'people', items: [{ item: 'meals' }, { item: 'bathing' }], quantity: { amount: 6, unit: 'personTimes', per: 'week' }, reach: { divisions: ['150602'], radiusKm: null }, languages: ['zh', 'mn-Mong'],
    qualification: '社会工作者', times: [{ days: [1, 3], from: '08:00', to: '12:00' }, { days: [5], from: '18:00', to: '21:00' }], validFrom: '2021-01-01', validUntil: '2022-12-31', remark: '每天一餐',
  });
});

test('a directory of elsewhere is read too: organisations with their services, a radius, an unknown kind of service named at its place', async () => {
  const { rows } = await resourcesIn([{
    id: 'o1', name: '草原情社会工作服务中心', legal_status: 'nonprofit', description: '', services: [
      { id: 's1', name: '送餐', status: 'active', service_areas: [{ extent: '3', extent_type: 'kilometres' }], capacities: [{ available: 40, unit: { name: '人次/月' } }], phones: [{ number: '0477-8123456' }], email: 'a@example.org', service_at_locations: [{ location: { addresses: [{ region: '东胜区' }] } }] },
      { id: 's2', name: 'Quilting', status: 'active', service_areas: [{ name: '东胜区' }] },
    ],
  }]);
  expect(rows[1]).toMatchObject({ outcome: 'imported', record: { provider: '草原情社会工作服务中心', items: [{ item: 'meals' }], quantity: { amount: 40, unit: 'personTimes', per: 'month' }, reach: { radiusKm: 3 } } });
  expect(rows[2]).toMatchObject({ outcome: 'refused', problems: expect.arrayContaining([expect.objectContaining({ code: 'unknownWord', cell: 'D3' })]) as unknown });
});

test('the organisations of such a file are a list of organisations', async () => {
  const book = await open({ organizations: [{ id: 'o1', name: '草原情社会工作服务中心', legal_status: '民办非企业单位', organization_identifiers: [{ identifier: '52150600MJY1234567' }] }] });
  expect(book.ok && book.value.sheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([['organizations', 2]]);
});

test.each([['{"total_items":0,"contents":[]}', 'notASpreadsheet'], ['[{"services":"none"}]', 'notASpreadsheet'], ['{"name":', 'notASpreadsheet'], [`${'['.repeat(2_000)}`, 'notASpreadsheet'], ['{"name":{"a":1}}', 'notASpreadsheet']])('%j is refused with a sentence', async (document, code) => {
  const read = await open(document);
  expect(read.ok ? 'read' : read.refusal.code).toBe(code);
});

test('values of wrong types leave their cell empty and the rest as it is', async () => {
  const { rows } = await resourcesIn([{ name: '助餐', organization: { name: '阳光社工服务中心' }, schedules: 'never', languages: [null], capacities: [{ available: 'many' }], attributes: [{ taxonomy_term: 7 }], service_areas: [{ name: '东胜区' }], status: {} }]);
  expect(rows[1]).toMatchObject({ record: { provider: '阳光社工服务中心', items: [{ item: 'meals' }] } });
});
