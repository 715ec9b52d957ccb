import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { makeApi } from '../../../apps/api.ts';
import type { Role } from '../../../kernel/role.ts';
import { newId } from '../../../platform/server/ids.ts';
import { doorScope } from '../../../platform/server/sessions.ts';
import { hashPassword } from '../../access/server/operations.ts';
import { addAccount, addGrant } from '../../access/server/queries.ts';
import type { Corrected, CorrectionSeen, ImportAnswer, RowSeen, RowToCorrect } from '../core/contract.ts';
import { beginImport, understandFiles, undoImport } from './operations.ts';
import { readWorkbook } from './read/read-workbook.ts';
import { runFor } from './run.ts';
import { undoFor } from './undo.ts';

let db: TestDatabase;
let app: Awaited<ReturnType<typeof makeApi>>;
const lead = actorOf('stationLead', PLACES.dongsheng);
const cookies: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  db = await makeTestDatabase();
  app = await makeApi(db.platform, { log: false, isSecure: false });
  const passwordHash = await hashPassword('correct-horse');
  const people: [string, Role, string][] = [['lead', 'stationLead', PLACES.dongsheng], ['mate', 'stationWorker', PLACES.dongsheng], ['elsewhere', 'stationLead', PLACES.dalad], ['officer', 'officer', PLACES.dongsheng], ['auditor', 'auditor', '1506']];
  for (const [username, role, divisionCode] of people) {
    const accountId = newId();
    await db.platform.database.transaction(doorScope('1506'), async (tx) => {
      await addAccount(tx, { id: accountId, username, passwordHash, name: username, personId: null, language: 'zh' });
      await addGrant(tx, { id: newId(), accountId, role, divisionCode, organizationId: null, fromOn: '2026-01-01', untilOn: null });
    });
    const session = await app.inject({ method: 'POST', url: '/api/session', payload: { username, password: 'correct-horse' } });
    cookies[username] = { sanshe: session.cookies.find(({ name }) => name === 'sanshe')!.value };
  }
});
afterAll(async () => { await app.close(); await db.close(); });

const check = (first17: string) => first17 + '10X98765432'[[...first17].reduce((sum, digit, i) => sum + Number(digit) * [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2][i]!, 0) % 11]!;
const ID = check('15069919500307002');
const OTHER = check('15069919510307004');
const WRONG = `${ID.slice(0, 17)}${ID.at(-1) === '1' ? '2' : '1'}`;

const HEADER = '姓名,身份证号,联系电话,所属社区,家庭住址,需求类别,具体需求,紧急程度,采集方式,采集人,采集日期,备注';
const row = (name: string, { id = '', phone = '', place = '航空社区', what = '送饭', on = '2021-03-05', note = '' } = {}) => `${name},${id},${phone},${place},${name}家,助餐,${what},急,入户,白音,${on},${note}`;
const understand = async (...rows: string[]): Promise<string> => {
  const file = { name: '东胜区台账.csv', bytes: new TextEncoder().encode([HEADER, ...rows].join('\n')) };
  const made = await db.as(lead, (tx, call) => understandFiles(tx, call, 'needs', [file], '2021-06-30'));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.importId;
};
const bringIn = async (importId: string, consent = false) => {
  expect(await db.as(lead, (tx, call) => beginImport(tx, call, { importId, statesConsent: consent }, false))).toMatchObject({ ok: true });
  await runFor(db.platform, lead, importId);
};
const get = async <T>(url: string, as = 'lead') => { const answer = await app.inject({ url, cookies: cookies[as]! }); return { status: answer.statusCode, body: answer.json<T>() }; };
const correct = async (importId: string, ord: number, cells: Record<number, string>, { seen = 0, as = 'lead', requestId = newId() } = {}) => {
  const answer = await app.inject({ method: 'POST', url: '/api/imports/correct', cookies: cookies[as]!, headers: { 'x-sanshe': '1' }, payload: { requestId, importId, ord, seen, cells: Object.entries(cells).map(([column, text]) => ({ column: Number(column), text })) } });
  return { status: answer.statusCode, body: answer.json<Corrected & { code: string; message: string }>() };
};
const refusedOf = async (importId: string) => (await get<{ items: RowSeen[] }>(`/api/imports/${importId}/rows?outcome=refused`)).body.items;
const look = async (importId: string) => (await get<ImportAnswer>(`/api/imports/${importId}`)).body;
const count = async (query: string): Promise<number> => Number((await db.owner.query<{ n: string }>(`select count(*) as n from ${query}`)).rows[0]!.n);
const adds = ({ counts, rows }: ImportAnswer) => expect(counts.imported + counts.merged + counts.refused + counts.notARow).toBe(rows);

test('a refused row shows its cells, is put right in the preview, stays so when read again, and comes in with what the sheet said', async () => {
  const importId = await understand(row('王一'), row('李二', { id: WRONG, phone: '19900001111', note: `找${OTHER}或13900001234` }), row('张三', { place: '东胜航空社' }), row('同四', { place: '同上' }), row('赵五', { on: '2022-01-01' }));
  expect((await look(importId)).counts).toEqual({ imported: 1, merged: 0, refused: 4, notARow: 1 });
  const [li, zhang, , zhao] = await refusedOf(importId);
  expect(li!.cells!.map(({ header }) => header).join()).toBe(HEADER);
  expect(li!.cells!.slice(0, 4).map(({ cell, text, field }) => [cell, text, field])).toEqual([['A3', '李二', 'name'], ['B3', `${WRONG.slice(0, 6)}********${WRONG.slice(-4)}`, 'residentId'], ['C3', '199****1111', 'phone'], ['D3', '航空社区', 'place']]);
  expect(li!.problems.map(({ cell }) => cell)).toEqual(['B3']);
  expect(JSON.stringify(await refusedOf(importId))).not.toMatch(new RegExp(`${WRONG}|${OTHER}|13900001234|19900001111`));
  expect((await get<{ items: RowSeen[] }>(`/api/imports/${importId}/rows?outcome=imported`)).body.items[0]!.cells).toBeNull();
  expect(await count(`import_row where outcome = 'imported' and import_id = '${importId}' and length(sealed) > 4000`)).toBe(0);

  const open = (await get<RowToCorrect>(`/api/imports/${importId}/rows/${li!.ord}`)).body;
  expect(open).toMatchObject({ seen: 0, cells: expect.arrayContaining([expect.objectContaining({ cell: 'B3', text: WRONG })]) });
  expect(await count(`audit where operation = 'import.row' and subject_id = '${importId}' and purpose = 'correct'`)).toBe(1);

  const requestId = newId();
  const [once, twice] = [await correct(importId, li!.ord, { 2: ID }, { requestId }), await correct(importId, li!.ord, { 2: ID }, { requestId })];
  expect(once).toMatchObject({ status: 200, body: { outcome: 'imported', counts: { imported: 2, merged: 0, refused: 3, notARow: 1 } } });
  expect(twice.body).toEqual(once.body);
  expect(await count(`import_correction where import_id = '${importId}'`)).toBe(1);
  // refused anew, with a sentence of its own
  expect((await correct(importId, zhao!.ord, { 11: '2021-13-05' })).body).toMatchObject({ outcome: 'refused' });
  expect((await refusedOf(importId)).at(-1)!.problems.map(({ code }) => code)).toEqual(['dateImpossible']);
  // 同上 below it is right with it
  expect((await correct(importId, zhang!.ord, { 4: '航空社区' })).body.counts).toEqual({ imported: 4, merged: 0, refused: 1, notARow: 1 });
  expect((await look(importId)).faults.map(({ code, count: many }) => [code, many])).toEqual([['dateImpossible', 1]]);

  const again = await app.inject({ method: 'POST', url: '/api/imports/understand', cookies: cookies['lead']!, headers: { 'x-sanshe': '1' }, payload: { requestId: newId(), importId, mappings: [], words: [] } });
  expect(again.json()).toMatchObject({ counts: { imported: 4, refused: 1 } });
  const sheet = await app.inject({ url: `/api/imports/${importId}/refused`, cookies: cookies['lead']! });
  const book = await readWorkbook(new Uint8Array(sheet.rawPayload), 'refused.xlsx');
  expect(book.ok && [...book.value.sheets[0]!.rows][1]!.cells.find(({ column }) => column === 11)?.text).toBe('2021-13-05');

  await bringIn(importId);
  const made = await look(importId);
  expect(made).toMatchObject({ status: 'done', waiting: 0, corrected: 3, counts: { imported: 4, merged: 0, refused: 1, notARow: 1 } });
  const typed = await db.owner.query<{ typed: Record<string, string> }>(`select e.typed from evidence e join import_row r on r.subject_id = e.need_id where r.import_id = $1 and r.ord = $2`, [importId, zhang!.ord]);
  expect(typed.rows[0]!.typed).toMatchObject({ place: '东胜航空社' });
  const seen = (await get<{ total: number; items: CorrectionSeen[] }>(`/api/imports/${importId}/corrections`)).body;
  expect(seen.total).toBe(3);
  // the clock of the test stands still
  expect(seen.items.map(({ cell, from, to, byName, outcome }) => [cell, from, to, byName, outcome]).sort((one, other) => one[0]!.localeCompare(other[0]!))).toEqual([
    ['B3', `${WRONG.slice(0, 6)}********${WRONG.slice(-4)}`, `${ID.slice(0, 6)}********${ID.slice(-4)}`, 'lead', 'imported'], ['D4', '东胜航空社', '航空社区', 'lead', 'imported'], ['K6', '2022-01-01', '2021-13-05', 'lead', 'refused'],
  ]);
  // the history says who and which cells, and nothing of what stands in them
  const history = await db.owner.query<{ changes: unknown }>(`select changes from history where subject_id = $1 and action = 'rowCorrected' order by happened_at, id`, [importId]);
  expect(history.rows[0]!.changes).toEqual({ cells: [null, 'B3'], outcome: ['refused', 'imported'] });
  expect(await count(`import_correction where encode(sealed, 'escape') like '%${ID}%'`)).toBe(0);
});

test('after the import a corrected row comes in alone, meets what is there by the same rules, and is taken back with the rest', async () => {
  const needs = await count(`need where status = 'open'`);
  const importId = await understand(row('周甲', { id: OTHER }), row('周乙', { id: WRONG, place: '不是社区' }), row('周丙', { place: '不是社区' }), row('周甲', { id: OTHER, place: '不是社区', what: '送饭上门' }), row('吴丁', { place: '不是社区' }), row('郑戊', { place: '不是社区' }));
  await bringIn(importId, true);
  const [yi, bing, jia, ding] = await refusedOf(importId);
  const before = await count(`evidence`);
  expect((await correct(importId, bing!.ord, { 4: '航空社区' })).body).toMatchObject({ outcome: 'imported', counts: { imported: 2, merged: 0, refused: 4, notARow: 1 } });
  expect([await count('evidence') - before, await count(`consent c join import_row r on r.person_id = c.person_id where r.import_id = '${importId}' and r.ord = ${bing!.ord} and c.given_how = 'importedLedger'`)]).toEqual([1, 1]);
  // the same person's same need joins
  expect((await correct(importId, jia!.ord, { 4: '航空社区' })).body).toMatchObject({ outcome: 'merged', counts: { imported: 2, merged: 1, refused: 3, notARow: 1 } });
  // the number of somebody who is in under another name: as if the row stood last
  expect((await correct(importId, yi!.ord, { 2: OTHER, 4: '航空社区' })).body).toMatchObject({ outcome: 'refused', counts: { refused: 3 } });
  expect((await refusedOf(importId))[0]!.problems.map(({ code }) => code)).toEqual(['personDisagrees']);
  expect((await correct(importId, ding!.ord, { 4: '大树湾村' })).body.outcome).toBe('refused');
  const made = await look(importId);
  adds(made);
  expect(made).toMatchObject({ status: 'done', waiting: 0, rowsDone: made.rows, counts: { imported: 2, merged: 1, refused: 3, notARow: 1 } });
  for (const fault of made.faults.filter(({ refuses }) => refuses)) expect([fault.code, (await get<{ total: number }>(`/api/imports/${importId}/rows?code=${fault.code}&outcome=refused`)).body.total]).toEqual([fault.code, fault.count]);
  expect(await db.as(lead, (tx, call) => undoImport(tx, call, { importId }, false))).toMatchObject({ ok: true });
  await undoFor(db.platform, lead, importId);
  expect(await count(`need where status = 'open'`)).toBe(needs);
  expect((await correct(importId, yi!.ord, { 2: ID }, { seen: 1 })).body.code).toBe('correctedTooLateForRow');
});

test('a row that only the register refused is opened from its file and put right', async () => {
  await bringIn(await understand(row('孙己', { id: check('15069919520307006') })));
  // the person is of another community, whose files the station of the next cannot see
  const worker = actorOf('stationWorker', PLACES.xincun);
  const file = { name: '新村台账.csv', bytes: new TextEncoder().encode([HEADER, row('孙己', { id: check('15069919520307006'), place: '新村社区' }), row('好人', { place: '新村社区' })].join('\n')) };
  const made = await db.as(worker, (tx, call) => understandFiles(tx, call, 'needs', [file], '2021-06-30'));
  const { importId } = (made as { value: { importId: string } }).value;
  await db.as(worker, (tx, call) => beginImport(tx, call, { importId, statesConsent: false }, false));
  await runFor(db.platform, worker, importId);
  const [sun] = await refusedOf(importId);
  expect(sun).toMatchObject({ cells: null, problems: [{ code: 'personKnownElsewhere' }] });
  expect((await get<RowToCorrect>(`/api/imports/${importId}/rows/${sun!.ord}`)).body.cells[1]).toMatchObject({ cell: 'B2', text: check('15069919520307006') });
  expect((await correct(importId, sun!.ord, { 2: '' })).body).toMatchObject({ outcome: 'imported', counts: { imported: 2, refused: 0 } });
  // the wider station put it right; the row still belongs to the import's own
  expect(await count(`import_correction where import_id = '${importId}' and division_code = '${PLACES.xincun}'`)).toBe(1);
});

test('the second of two people is told; others see nothing; what makes no sense is no input', async () => {
  const importId = await understand(row('冯庚'), row('陈辛', { place: '不是社区' }), row('褚壬', { place: '不是社区' }));
  const [chen, chu] = await refusedOf(importId);
  const both = await Promise.all([correct(importId, chen!.ord, { 4: '航空社区' }), correct(importId, chen!.ord, { 4: '新村社区' }, { as: 'mate' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const told = both.find(({ status }) => status === 409)!;
  expect(told.body).toMatchObject({ code: 'correctedMeanwhile' });
  expect(told.body.message).toMatch(/^(?:lead|mate)刚改过这一行/);
  expect(await count(`import_correction where import_id = '${importId}'`)).toBe(1);

  expect((await correct(importId, chen!.ord, { 4: '新村社区' }, { seen: 1 })).body.code).toBe('rowNotRefused');
  expect((await correct(importId, chu!.ord, { 4: '不是社区' })).body.code).toBe('nothingCorrected');
  expect((await correct(importId, chu!.ord, Object.fromEntries(Array.from({ length: 12 }, (_, i) => [i + 1, ''])))).body.code).toBe('noRowAnyMore');
  for (const cells of [{}, { 40: 'x' }, { 4: 'x'.repeat(1001) }, { 4: 'a\u0000b' }, { 0: 'x' }] as Record<number, string>[]) expect([cells, (await correct(importId, chu!.ord, cells)).status]).toEqual([cells, 400]);
  expect((await correct(importId, 999, { 4: 'x' })).status).toBe(404);
  for (const [as, status] of [['elsewhere', 404], ['officer', 404], ['auditor', 403]] as const) {
    expect([as, (await correct(importId, chu!.ord, { 4: '航空社区' }, { as })).status]).toEqual([as, status]);
    expect([as, (await get(`/api/imports/${importId}/rows/${chu!.ord}`, as)).status]).toEqual([as, status]);
    expect([as, (await get(`/api/imports/${importId}/corrections`, as)).status]).toEqual([as, status]);
  }
  expect((await get(`/api/imports/${importId}/rows/${chen!.ord}`)).status).toBe(404); // only a refused row is shown in the clear
  expect(await db.as(actorOf('stationLead', PLACES.dalad), (tx) => tx.many({ text: 'select 1 from import_correction', values: [] } as never))).toEqual([]);
  expect(await db.as(lead, (tx) => tx.many({ text: 'update import_correction set nth = 9', values: [] } as never)).catch((error: Error) => error.message)).toMatch(/permission denied/);
  await db.as(lead, (tx, call) => beginImport(tx, call, { importId, statesConsent: false }, false));
  expect((await correct(importId, chu!.ord, { 4: '航空社区' })).body.code).toBe('correctedWhileRunning');
});

/** What is kept of every row, but for what names a moment. */
const standOf = async (importId: string) => (await db.owner.query<Record<string, unknown>>(`
  select ord, outcome, state, merged_with, codes, has_questions, encode(fingerprint, 'hex') as print from import_row where import_id = $1 order by ord`, [importId])).rows;
const readAllAgain = async (importId: string) => {
  const answer = await app.inject({ method: 'POST', url: '/api/imports/understand', cookies: cookies['lead']!, headers: { 'x-sanshe': '1' }, payload: { requestId: newId(), importId, mappings: [], words: [] } });
  expect(answer.statusCode).toBe(200);
};

test('a row corrected by itself stands as if all files had been read again with it', async () => {
  const [one, two, three] = [check('15069919530307008'), check('15069919540307003'), check('15069919550307009')];
  const importId = await understand(
    row('沈甲', { id: one, what: '中午送饭' }), row('韩乙', { id: two, phone: '19900002222' }), row('杨丙', { phone: '19900003333' }), row('朱丁', { id: three, place: '新村社区' }),
    row('沈甲', { id: one, place: '不是社区', what: '希望中午送饭' }), row('另一个', { id: WRONG }), row('杨丙', { phone: '19900003333', place: '不是社区', what: '打扫' }), row('无名', { on: '77449' }), row('陌生', { place: '不是社区' }), row('没见过', { place: '航空社区' }).replace('助餐', '没见过的词'),
  );
  const [shen, other, yang, day, strange, word] = await refusedOf(importId);
  expect((await correct(importId, shen!.ord, { 4: '航空社区' })).body).toMatchObject({ outcome: 'merged', counts: { imported: 4, merged: 1, refused: 5 } });
  expect((await correct(importId, other!.ord, { 2: three })).body).toMatchObject({ outcome: 'refused' }); // the number of somebody in another community
  expect((await refusedOf(importId))[0]!.problems.map(({ code }) => code)).toEqual(['personDisagrees']);
  expect((await correct(importId, yang!.ord, { 4: '航空社区' })).body.outcome).toBe('imported');
  expect((await look(importId)).questions).toBe(1);
  expect((await correct(importId, day!.ord, { 11: '44260' })).body.outcome).toBe('imported');
  expect((await correct(importId, strange!.ord, { 4: '航空社区' })).body.outcome).toBe('imported');
  expect((await look(importId)).words.map(({ word: said }) => said)).toEqual(['没见过的词']);
  expect((await correct(importId, word!.ord, { 6: '助浴' })).body.outcome).toBe('imported');
  expect((await look(importId)).words).toEqual([]);
  const [before, seen] = [await standOf(importId), await look(importId)];
  await readAllAgain(importId);
  expect(await standOf(importId)).toEqual(before);
  const after = await look(importId);
  expect([after.counts, after.waiting, after.rowsDone, after.sheets, after.faults]).toEqual([seen.counts, seen.waiting, seen.rowsDone, seen.sheets, seen.faults]);
});

test('a corrected row costs that row: its file is not read, before the import or after it', async () => {
  const importId = await understand(row('蒋一', { place: '不是社区' }), row('蒋二', { place: '不是社区', id: check('15069919570307001') }), row('蒋三'));
  const file = await db.owner.query<{ bytes_sealed: Buffer }>(`delete from import_file where import_id = $1 returning *`, [importId]);
  expect(file.rows).toHaveLength(1);
  const [one, two] = await refusedOf(importId);
  expect((await correct(importId, one!.ord, { 4: '航空社区' })).body.counts).toMatchObject({ imported: 2, refused: 1 });
  await bringIn(importId);
  expect((await correct(importId, two!.ord, { 4: '航空社区' })).body.counts).toMatchObject({ imported: 3, refused: 0 });
  adds(await look(importId));
});

test('a number stays the number that the sheet has, and rows that say 同上 follow the row above', async () => {
  const importId = await understand(row('魏子', { place: '不是社区', on: '44260' }), row('魏丑', { place: '同上' }), row('魏寅', { place: '同上' }), row('魏卯', { id: `'${WRONG}` }));
  const [zi] = await refusedOf(importId);
  expect((await correct(importId, zi!.ord, { 4: '航空社区' })).body.counts).toMatchObject({ imported: 3, refused: 1 });
  const [mao] = await refusedOf(importId);
  expect((await correct(importId, mao!.ord, { 4: '同上', 2: check('15069919560307007') })).body).toMatchObject({ outcome: 'imported', counts: { imported: 4, refused: 0 } });
  await bringIn(importId);
  adds(await look(importId));
});
