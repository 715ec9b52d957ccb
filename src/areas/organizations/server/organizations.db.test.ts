import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOfConstraint } from '../../../apps/wire.ts';
import { newId } from '../../../platform/server/ids.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { actorOf, makeTestDatabase, PLACES, system, type TestDatabase } from '../../../../test/support/database.ts';
import { ExportOrganizations, ListOrganizations, type OrganizationAnswer, type OrganizationRow } from '../core/contract.ts';
import { findOrganizationByName, registerOrganizations } from './operations.ts';
import { organizationRoutes } from './routes.ts';

let db: TestDatabase;
const officer = actorOf('officer', PLACES.dongsheng, { name: '民政干事' });
const other = actorOf('officer', PLACES.dalad);
const worker = actorOf('stationWorker', PLACES.hangkong);
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(async () => { await db.close(); });

const routeOf = (path: string) => organizationRoutes.find((route) => route.path === path)!;
const send = (actor: Actor, path: string, input: Record<string, unknown>, requestId = newId()) => {
  const route = routeOf(path);
  return performCommand(db.platform, route, { actor, language: 'zh' }, route.input.parse({ ...input, requestId }) as { requestId: string });
};
const read = (actor: Actor, organizationId: string) => performQuery(db.platform, routeOf('/api/organizations/:organizationId'), { actor, language: 'zh' }, { organizationId }) as Promise<OrganizationAnswer>;
const list = (actor: Actor, input: Record<string, unknown> = {}) =>
  performQuery(db.platform, routeOf('/api/organizations'), { actor, language: 'zh' }, ListOrganizations.parse(input)) as Promise<{ total: number; items: OrganizationRow[]; next: string | null }>;

const sunshine = { divisionCode: PLACES.dongsheng, kind: 'socialServiceOrg', name: '东胜区阳光社会工作服务中心', uscc: '52150699MJ0000018R', registeredOn: '2018-05-01', isSocialWorkAgency: true, phone: '13900001234', grade: { grade: 3, validUntil: '2026-03-02' } };
const register = async (input: Record<string, unknown>) => (await send(officer, '/api/organizations/register', input)).body as { organizationId: string };

test('an organisation is registered once: the same request again gives the same answer, the same code again is refused', async () => {
  const requestId = newId();
  const first = await send(officer, '/api/organizations/register', sunshine, requestId);
  expect(first).toMatchObject({ status: 200, body: { isNew: true } });
  expect(await send(officer, '/api/organizations/register', sunshine, requestId)).toEqual(first);
  const { organizationId } = first.body as { organizationId: string };
  expect(await send(officer, '/api/organizations/register', { ...sunshine, name: '另一个名字' })).toMatchObject({ status: 409, body: { code: 'organizationKnown', organizationId } });
  expect(await read(officer, organizationId)).toMatchObject({ name: sunshine.name, grade: 3, phone: '139****1234', grades: [{ grade: 3, counts: true }], version: 1, isOwn: true, divisionName: '东胜区' });
  const { rows } = await db.owner.query(`select encode(phone_sealed, 'escape') as sealed from organization where id = $1`, [organizationId]);
  expect(rows[0].sealed).not.toContain('1390');
});

test('how many cases an organisation can carry is stated, shown with what it carries, and taken back', async () => {
  const { organizationId } = await register({ ...sunshine, uscc: null, name: '承接一家', unitCap: 3 });
  expect(await read(officer, organizationId)).toMatchObject({ unitCap: 3, unitsCarried: 0 });
  expect((await list(officer, { capped: 'yes' })).items.map(({ name }) => name)).toEqual(['承接一家']);
  expect((await send(officer, '/api/organizations/update', { organizationId, version: 1, unitCap: null })).status).toBe(200);
  expect(await read(officer, organizationId)).toMatchObject({ unitCap: null, unitsCarried: 0 });
  expect(() => routeOf('/api/organizations/update').input.parse({ requestId: newId(), organizationId, version: 2, unitCap: -1 })).toThrow(/unitCap/);
});

test('how much money an organisation can spend in a month is stated, shown with what it has promised of it, and taken back', async () => {
  const { organizationId } = await register({ ...sunshine, uscc: null, name: '预算一家', monthlyBudgetFen: 500_000 });
  expect(await read(officer, organizationId)).toMatchObject({ monthlyBudgetFen: 500_000, promisedFen: 0 });
  expect((await list(officer, { budgeted: 'yes' })).items.map(({ name }) => name)).toEqual(['预算一家']);
  expect((await send(officer, '/api/organizations/update', { organizationId, version: 1, monthlyBudgetFen: null })).status).toBe(200);
  expect(await read(officer, organizationId)).toMatchObject({ monthlyBudgetFen: null, promisedFen: 0 });
  expect(() => routeOf('/api/organizations/update').input.parse({ requestId: newId(), organizationId, version: 2, monthlyBudgetFen: 0.5 })).toThrow(/monthlyBudgetFen/);
});

test('each rule refuses with its own word and leaves nothing behind', async () => {
  const before = (await list(system)).total;
  const refused = async (more: Record<string, unknown>) => ((await send(officer, '/api/organizations/register', { ...sunshine, uscc: null, name: '某组织', ...more })).body as { code: string }).code;
  expect(await refused({ uscc: '52150699MJ0000018S' })).toBe('usccCharacter');
  expect(await refused({ uscc: '52150699MJ00000182' })).toBe('usccCheck');
  expect(await refused({ uscc: '52150699MJ' })).toBe('usccLength');
  expect(await refused({ uscc: '51150699MJ000000XW' })).toBe('usccKindDisagrees');
  expect(await refused({ kind: 'communitySocialOrg', uscc: '51150699MJ000000XW' })).toBe('filedHasNoUscc');
  expect(await refused({ registeredOn: '2026-03-03' })).toBe('registeredLater');
  expect(await refused({ divisionCode: PLACES.dalad })).toBe('outsideYourDivision');
  expect(await refused({ grade: { grade: 3, grantedOn: '2026-01-01', validUntil: '2025-01-01' } })).toBe('gradeEndsBeforeItBegins');
  expect((await list(system)).total).toBe(before);
  expect(refusalOfConstraint['organization_once_per_uscc']).toEqual({ code: 'organizationKnown' });
});

test('a code that another banner has registered, unseen from here, is refused by the register itself', async () => {
  const association = { divisionCode: PLACES.dalad, kind: 'socialAssociation', name: '达拉特旗助老协会', uscc: '51150699MJ000000XW' };
  expect((await send(other, '/api/organizations/register', association)).status).toBe(200);
  expect(await send(officer, '/api/organizations/register', { ...association, divisionCode: PLACES.dongsheng })).toMatchObject({ status: 409, body: { code: 'organizationKnown' } });
});

test('a bulk keeps its order, takes two rows of one organisation for one, adds a new grade to a known one, and done twice adds nothing', async () => {
  const rows = [
    { divisionCode: PLACES.dongsheng, kind: 'foundation' as const, name: '东胜区暖心基金会', uscc: '53150699MJ0000026H' },
    { divisionCode: PLACES.jiaotong, kind: 'communitySocialOrg' as const, name: '交通街道舞蹈队', filingNo: '备2025-001' },
    { divisionCode: PLACES.dongsheng, kind: 'foundation' as const, name: '东胜区暖心基金会', uscc: '53150699mj0000026h', grade: { grade: 4, grantedOn: '2025-01-01', validUntil: '2029-12-31' } },
  ];
  const first = await db.as(system, (tx, call) => registerOrganizations(tx, call, rows));
  expect(first.map(({ isNew }) => isNew)).toEqual([true, true, false]);
  expect(first[2]!.organizationId).toBe(first[0]!.organizationId);
  const again = await db.as(system, (tx, call) => registerOrganizations(tx, call, rows));
  expect(again).toEqual(first.map(({ organizationId }) => ({ organizationId, isNew: false })));
  expect(await read(officer, first[0]!.organizationId)).toMatchObject({ grade: 4, grades: [{ grade: 4 }] });
  expect(await db.as(worker, (tx) => findOrganizationByName(tx, '东胜区暖心基金会'))).toMatchObject({ organizationId: first[0]!.organizationId });
});

test('workers below see what their banner registered, another banner sees nothing of it, and nobody below may change it', async () => {
  const { organizationId } = await register({ ...sunshine, uscc: null, name: '东胜区康乐服务中心' });
  expect((await read(worker, organizationId)).isOwn).toBe(false);
  expect(await send(worker, '/api/organizations/update', { organizationId, version: 1, name: '改名' })).toMatchObject({ status: 409, body: { code: 'keptAbove' } });
  await expect(read(other, organizationId)).rejects.toThrow('no organization');
  await expect(send(other, '/api/organizations/update', { organizationId, version: 1, name: '改名' })).rejects.toThrow('no organization');
  expect((await list(other)).items.some(({ id }) => id === organizationId)).toBe(false);
});

test('of two people who change one organisation the second is told who was first and what changed', async () => {
  const { organizationId } = await register({ ...sunshine, uscc: null, name: '东胜区和谐服务中心' });
  expect(await send(officer, '/api/organizations/update', { organizationId, version: 1, contactName: '白云', phone: '0477-8591234' })).toMatchObject({ status: 200, body: { version: 2 } });
  const second = await send(actorOf('officer', PLACES.dongsheng), '/api/organizations/update', { organizationId, version: 1, contactName: '别人' });
  expect(second).toMatchObject({ status: 409, body: { code: 'changedMeanwhile', by: '民政干事', fields: expect.arrayContaining(['contactName', 'phone']) } });
  expect(await read(officer, organizationId)).toMatchObject({ contactName: '白云', name: '东胜区和谐服务中心', version: 2 });
  const { rows } = await db.owner.query(`select changes from history where subject_id = $1 and action = 'updated'`, [organizationId]);
  expect(JSON.stringify(rows)).not.toContain('8591234');
});

test('a grade is entered with its rules, holds five years unless said otherwise, and stops counting after its last day', async () => {
  const { organizationId } = await register({ ...sunshine, uscc: null, name: '东胜区益民服务中心', grade: null, registeredOn: '2020-01-01' });
  const grade = (input: Record<string, unknown>) => send(officer, '/api/organizations/grade', { organizationId, ...input });
  expect(await grade({ grade: 5, grantedOn: '2021-06-01' })).toMatchObject({ body: { code: 'gradeTooEarly', from: '2022-01-01' } });
  expect(await grade({ grade: 5 })).toMatchObject({ body: { code: 'gradeNeedsADay' } });
  expect(await grade({ grade: 5, grantedOn: '2027-01-01' })).toMatchObject({ body: { code: 'grantedLater' } });
  expect(await grade({ grade: 4, grantedOn: '2023-07-01' })).toMatchObject({ status: 200, body: { validUntil: '2028-06-30' } });
  expect(await grade({ grade: 4, grantedOn: '2023-07-01' })).toMatchObject({ body: { code: 'gradeKnown' } });
  expect(await read(officer, organizationId)).toMatchObject({ grade: 4 });
  expect((await list(officer, { gradeAtLeast: 4 })).items.map(({ id }) => id)).toContain(organizationId);
  expect((await list(officer, { gradeAtLeast: 5 })).items.map(({ id }) => id)).not.toContain(organizationId);
});

test('suspended, resumed, ended: each with its reason, none out of turn, and an ended one is not changed any more', async () => {
  const { organizationId } = await register({ ...sunshine, uscc: null, name: '东胜区旧组织' });
  const act = (action: string, actor = officer) => send(actor, `/api/organizations/${action}`, { organizationId, reason: '依申请' });
  expect(await act('resume')).toMatchObject({ status: 409, body: { code: 'wrongState' } });
  expect(await act('suspend')).toMatchObject({ body: { status: 'suspended' } });
  expect(await act('resume')).toMatchObject({ body: { status: 'active' } });
  expect(await act('end')).toMatchObject({ body: { status: 'ended' } });
  expect(await send(officer, '/api/organizations/update', { organizationId, version: 4, name: '再改' })).toMatchObject({ body: { code: 'organizationEnded' } });
  await expect(act('suspend', worker)).rejects.toThrow('not permitted');
});

test('a manager sees the own organisation and no other', async () => {
  const [mine] = (await list(officer)).items;
  const manager = actorOf('organizationManager', PLACES.dongsheng, { organizationId: mine!.id });
  expect((await list(manager)).items.map(({ id }) => id)).toEqual([mine!.id]);
  expect((await read(manager, mine!.id)).isOwn).toBe(false);
  await expect(read(manager, (await list(officer)).items[1]!.id)).rejects.toThrow('no organization');
});

test('a manager states what the own organisation can carry and spend, and nothing else; of another it is refused', async () => {
  const [{ organizationId }, other] = [await register({ ...sunshine, uscc: null, name: '自己说的一家' }), await register({ ...sunshine, uscc: null, name: '别人的一家' })];
  const manager = actorOf('organizationManager', PLACES.dongsheng, { organizationId, name: '机构负责人' });
  const state = (actor: Actor, input: Record<string, unknown>) => send(actor, '/api/organizations/limits', input);
  expect(await state(manager, { organizationId, version: 1, unitCap: 4, monthlyBudgetFen: 300_000, name: '换个名字' })).toMatchObject({ status: 200, body: { version: 2 } });
  expect(await read(officer, organizationId)).toMatchObject({ name: '自己说的一家', unitCap: 4, monthlyBudgetFen: 300_000, version: 2 });
  // what is left out stays, null empties
  expect(await state(manager, { organizationId, version: 2, unitCap: null })).toMatchObject({ status: 200 });
  expect(await read(manager, organizationId)).toMatchObject({ unitCap: null, monthlyBudgetFen: 300_000 });
  const { rows } = await db.owner.query(`select action, actor_name, changes from history where subject_id = $1 and action = 'updated' order by happened_at, id`, [organizationId]);
  expect(rows).toEqual([{ action: 'updated', actor_name: '机构负责人', changes: { unitCap: [null, 4], monthlyBudgetFen: [null, 300_000] } }, { action: 'updated', actor_name: '机构负责人', changes: { unitCap: [4, null] } }]);
  await send(officer, '/api/organizations/update', { organizationId, version: 3, contactName: '其木格' });
  expect(await state(manager, { organizationId, version: 3, unitCap: 9 })).toMatchObject({ status: 409, body: { code: 'changedMeanwhile', by: '民政干事', fields: ['contactName'] } });

  await expect(state(manager, { organizationId: other.organizationId, version: 1, unitCap: 0 })).rejects.toThrow('no organization');
  expect(await read(officer, other.organizationId)).toMatchObject({ unitCap: null, version: 1 });
  // the database itself lets a manager write these two, of the own organisation
  const write = (text: string) => db.as(manager, (tx) => tx.text(text, []));
  await expect(write(`update organization set name = 'x'`)).rejects.toMatchObject({ code: '42501' });
  expect((await write('update organization set unit_cap = 1 returning id')).rows).toEqual([{ id: organizationId }]);
});

test('a phone is shown for a purpose, and the looking is on record', async () => {
  const organizationId = (await list(officer, { q: '阳光社会工作' })).items[0]!.id;
  expect(await send(officer, '/api/organizations/reveal-phone', { organizationId, purpose: 'call' })).toMatchObject({ status: 200, body: { value: '13900001234' } });
  const { rows } = await db.owner.query(`select purpose, outcome from audit where subject_id = $1 and operation = 'organization.phone'`, [organizationId]);
  expect(rows).toEqual([{ purpose: 'call', outcome: 'read' }]);
});

test('lists page through everything exactly once in either order, find by name, pinyin initials and code, and export what is seen', async () => {
  const everything = await list(officer, { limit: 200 });
  for (const sort of ['name', '-name', 'registeredOn', '-gradeUntil']) {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await list(officer, { sort, limit: 2, ...(after ? { after } : {}) });
      expect(page.total).toBe(everything.total);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(new Set(seen).size).toBe(everything.total);
    expect(seen.length).toBe(everything.total);
  }
  for (const q of ['暖心基金', 'dsqnx', '53150699MJ0000026H']) expect((await list(officer, { q })).items.map(({ name }) => name)).toEqual(['东胜区暖心基金会']);
  expect((await list(officer, { kind: 'foundation,socialAssociation', status: 'active' })).items.map(({ kind }) => kind)).toEqual(['foundation']);
  const file = await performQuery(db.platform, routeOf('/api/organizations/export'), { actor: officer, language: 'zh' }, ExportOrganizations.parse({ kind: 'foundation', columns: 'name,uscc,grade' })) as { bytes: Uint8Array };
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(file.bytes as unknown as ArrayBuffer);
  expect(book.worksheets[0]!.getSheetValues().slice(1).map((row) => (row as unknown[]).slice(1))).toEqual([['名称', '统一社会信用代码', '评估等级'], ['东胜区暖心基金会', '53150699MJ0000026H', '4A']]);
});
