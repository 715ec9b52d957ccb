import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipSync } from 'fflate';
import { actorOf, makeTestDatabase, PLACES, system, type TestDatabase } from '../../../../test/support/database.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import { doorScope } from '../../../platform/server/sessions.ts';
import { hashPassword } from '../../access/server/operations.ts';
import { addAccount, addGrant } from '../../access/server/queries.ts';
import { verifyNeeds } from '../../needs/server/operations.ts';
import type { ImportAnswer } from '../core/contract.ts';
import { ITEMS as TAXONOMY } from '../core/taxonomy.ts';
import { itemOf } from '../core/to-records.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import type { Kind } from '../core/fields.ts';
import { downloadRefused, getImport, listImports, listRows } from './answers.ts';
import { beginImport, cancelImport, undoImport, understandFiles } from './operations.ts';
import { runBatch, runFor } from './run.ts';
import { undoFor } from './undo.ts';

let db: TestDatabase;
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(() => db.close());

const SAMPLES: Record<Kind, string> = { needs: '居民需求台账.xlsx', resources: '资源清单.xlsx', organizations: '社会组织名录.csv' };
const sample = (kind: Kind) => ({ name: SAMPLES[kind], bytes: new Uint8Array(readFileSync(new URL(`../../../../test/samples/${SAMPLES[kind]}`, import.meta.url))) });

const upload = async (kind: Kind, actor: Actor = system) => {
  const made = await db.as(actor, (tx, call) => understandFiles(tx, call, kind, [sample(kind)], '2021-06-30'));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};
const begin = (importId: string, actor: Actor = system, statesConsent = true) => db.as(actor, (tx, call) => beginImport(tx, call, { importId, statesConsent }, false));
const bringIn = async (kind: Kind, actor: Actor = system) => {
  const { importId, counts } = await upload(kind, actor);
  expect(await begin(importId, actor)).toMatchObject({ ok: true });
  await runFor(db.platform, actor, importId);
  return { preview: { counts }, one: await db.as(actor, (tx, call) => getImport(tx, call, { importId })) };
};
const takeBack = async (importId: string, actor: Actor = system) => {
  expect(await db.as(actor, (tx, call) => undoImport(tx, call, { importId }, false))).toMatchObject({ ok: true });
  await undoFor(db.platform, actor, importId);
  return db.as(actor, (tx, call) => getImport(tx, call, { importId }));
};
const count = async (query: string): Promise<number> => Number((await db.owner.query<{ n: string }>(`select count(*) as n from ${query}`)).rows[0]!.n);
const standing = async () => ({
  needs: await count(`need where status = 'open'`), evidence: await count('evidence where struck_on is null'), people: await count('person where taken_back_on is null'),
  consents: await count('consent where withdrawn_on is null'), resources: await count(`resource where status = 'active'`), organizations: await count(`organization where status = 'active'`),
  duties: await count(`duty where status = 'open'`), questions: await count(`duplicate_question where status = 'open'`),
});

const HEADER = '姓名,身份证号,联系电话,所属社区,家庭住址,需求类别,具体需求,紧急程度,采集方式,采集人,采集日期';
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
/** A ledger of a community as csv: people without numbers, each with one need. */
const ledger = (rows: number, more: string[] = [], place = '航空社区'): { name: string; bytes: Uint8Array } => ({
  name: '东胜区台账.csv',
  bytes: new TextEncoder().encode([HEADER, ...Array.from({ length: rows }, (_, i) => `${SURNAMES[i % 20]}${SURNAMES[(i * 7) % 20]}${SURNAMES[Math.floor(i / 20) % 20]},,1990${String(i).padStart(7, '0')},${place},${i}号楼,助餐,中午送饭,急,入户,白音,2021-03-05`), ...more].join('\n')),
});
const understand = (file: { name: string; bytes: Uint8Array }, actor: Actor, kind: Kind = 'needs') => db.as(actor, (tx, call) => understandFiles(tx, call, kind, [file], '2021-06-30'));
const mustUnderstand = async (file: { name: string; bytes: Uint8Array }, actor: Actor) => {
  const made = await understand(file, actor);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.importId;
};
const look = (importId: string, actor: Actor) => db.as(actor, (tx, call) => getImport(tx, call, { importId }));
const batch = (importId: string, actor: Actor, size: number) => db.as(actor, (tx, call) => runBatch(tx, call, importId, size));

test('an import stops after the batch on its way, goes on from there, and is taken back', async () => {
  const worker = actorOf('stationLead', PLACES.dongsheng);
  const before = await standing();
  const importId = await mustUnderstand(ledger(30), worker);
  expect(await standing()).toEqual(before); // a preview brings nothing in
  await begin(importId, worker, false);
  expect(await batch(importId, worker, 10)).toEqual({ status: 'running', more: true });
  expect(await db.as(worker, (tx, call) => cancelImport(tx, call, { importId }))).toMatchObject({ ok: true });
  expect(await batch(importId, worker, 10)).toEqual({ status: 'cancelled', more: false });
  expect(await look(importId, worker)).toMatchObject({ status: 'cancelled', waiting: 20, rowsDone: 11, counts: { imported: 30, merged: 0, refused: 0, notARow: 1 }, rows: 31 });
  expect((await standing()).needs - before.needs).toBe(10);
  expect(await begin(importId, worker)).toMatchObject({ ok: true });
  await runFor(db.platform, worker, importId);
  expect(await look(importId, worker)).toMatchObject({ status: 'done', waiting: 0, rowsDone: 31, statesConsent: false });
  expect((await standing()).consents).toBe(before.consents); // nobody said that they agreed
  expect(await takeBack(importId, worker)).toMatchObject({ status: 'undone', keptTotal: 0 });
  expect(await standing()).toEqual(before);
});

test('a batch that breaks leaves nothing, and the import goes on where it was', async () => {
  const worker = actorOf('stationLead', PLACES.dongsheng);
  const before = await standing();
  const importId = await mustUnderstand(ledger(30), worker);
  await begin(importId, worker);
  await batch(importId, worker, 10);
  await expect(db.as(worker, async (tx, call) => { await runBatch(tx, call, importId, 10); throw new Error('the power went'); })).rejects.toThrow('the power went');
  expect((await standing()).needs - before.needs).toBe(10);
  expect(await look(importId, worker)).toMatchObject({ status: 'running', waiting: 20 });
  await runFor(db.platform, worker, importId);
  expect((await standing()).needs - before.needs).toBe(30);
  await takeBack(importId, worker);
});

test('what somebody has worked on since is kept and named', async () => {
  const worker = actorOf('stationLead', PLACES.dongsheng);
  const importId = await mustUnderstand(ledger(12), worker);
  await begin(importId, worker);
  await runFor(db.platform, worker, importId);
  const { items } = await db.as(worker, (tx, call) => listRows(tx, call, { importId, outcome: 'imported', limit: 50 }));
  const needId = items[4]!.subjectId!;
  await db.as(worker, (tx, call) => verifyNeeds(tx, call, [needId]));
  const undone = await takeBack(importId, worker);
  expect(undone).toMatchObject({ status: 'undone', keptTotal: 1, kept: [{ kind: 'need', id: needId, why: 'verified' }] });
  expect(await count(`need where id = '${needId}' and status = 'open'`)).toBe(1);
});

test('one need heard by two channels is one need; rows outside the division, and a number that is cut, are refused at their cells', async () => {
  const worker = actorOf('stationWorker', PLACES.hangkong);
  const number = '150699195003070027';
  const check = '10X98765432'[Array.from(number.slice(0, 17)).reduce((sum, digit, i) => sum + Number(digit) * [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2][i]!, 0) % 11]!;
  const id = number.slice(0, 17) + check;
  const file = ledger(1, [
    `其其格,${id},19900001111,航空社区,9号楼,助餐,中午送饭,急,入户,白音,2021-03-05`, `其其格,${id},19900001111,航空社区,9号楼,送餐,希望中午送饭,急,电话,白音,2021-03-20`,
    '王远,,19900002222,新村社区,1号楼,助餐,中午送饭,急,入户,白音,2021-03-05', '李短,150699195003000,19900003333,航空社区,1号楼,助餐,中午送饭,急,入户,白音,2021-03-05',
  ]);
  const importId = await mustUnderstand(file, worker);
  await begin(importId, worker);
  await runFor(db.platform, worker, importId);
  const made = await look(importId, worker);
  expect(made.counts).toEqual({ imported: 2, merged: 1, refused: 2, notARow: 1 });
  const rows = (await db.as(worker, (tx, call) => listRows(tx, call, { importId, limit: 50 }))).items;
  expect(rows[3]).toMatchObject({ outcome: 'merged', mergedWith: { row: 3 }, subjectId: rows[2]!.subjectId });
  expect(rows[4]!.problems).toMatchObject([{ cell: 'D5', code: 'outsideYourDivision' }]);
  expect(rows[5]!.problems[0]!.cell).toBe('B6');
  // imported in Chinese, read in English: the same faults in the reader's words, the number still masked
  expect(rows[4]!.problems[0]!.message).toBe('“新村社区”不在您负责的范围内，请由那里的工作站导入');
  const inEnglish = (await db.as(worker, (tx, call) => listRows(tx, { ...call, language: 'en' }, { importId, limit: 50 }))).items;
  expect(inEnglish[4]!.problems[0]!.message).toBe('“新村社区” is outside the area you act for; its own station has to import it');
  expect(inEnglish[5]!.problems[0]!.message).toMatch(/^[^一-龥]*$/);
  const { faults } = await db.as(worker, (tx, call) => getImport(tx, { ...call, language: 'en' }, { importId }));
  expect(faults.map(({ message }) => message).join('\n').replaceAll(/“[^”]*”/g, '')).not.toMatch(/[一-龥]/);
  expect(await count(`evidence where need_id = '${rows[2]!.subjectId}'`)).toBe(2);
  expect(await count(`consent where person_id = '${rows[2]!.personId}' and given_how = 'importedLedger'`)).toBe(1);
  // nothing of the number stands anywhere in the open
  expect(JSON.stringify(rows)).not.toContain(id);
  expect((await db.owner.query(`select 1 from import_row where r_text like '%${id}%'`.replace('r_text', '(merged_with::text || codes::text || coalesce(reason, \'\'))'))).rows).toEqual([]);
  expect(await count(`evidence where typed::text like '%${id}%'`)).toBe(0);
});

test('another banner sees no import, and may neither look into it nor go on with it', async () => {
  const [worker, elsewhere] = [actorOf('stationLead', PLACES.dongsheng), actorOf('stationLead', PLACES.dalad)];
  const importId = await mustUnderstand(ledger(3), worker);
  expect((await db.as(elsewhere, (tx, call) => listImports(tx, call, { limit: 50 }))).total).toBe(0);
  for (const ask of [() => look(importId, elsewhere), () => begin(importId, elsewhere), () => db.as(elsewhere, (tx, call) => downloadRefused(tx, call, { importId, file: 0 }))]) await expect(ask()).rejects.toThrow('no import');
  expect(await understand(ledger(1), actorOf('officer', PLACES.dongsheng))).toEqual({ ok: false, refusal: { code: 'notYourKind' } });
});

test('over HTTP: a file becomes a preview once under its requestId, bad files get a sentence, refused rows come back as a sheet', { timeout: 120_000 }, async () => {
  const app = await makeApi(db.platform, { log: false, isSecure: false });
  const accountId = newId();
  const passwordHash = await hashPassword('correct-horse');
  await db.platform.database.transaction(doorScope('1506'), async (tx) => {
    await addAccount(tx, { id: accountId, username: 'importer', passwordHash, name: '王站长', personId: null, language: 'zh' });
    await addGrant(tx, { id: newId(), accountId, role: 'stationLead', divisionCode: PLACES.dongsheng, organizationId: null, fromOn: '2026-01-01', untilOn: null });
  });
  const session = await app.inject({ method: 'POST', url: '/api/session', payload: { username: 'importer', password: 'correct-horse' } });
  const cookies = { sanshe: session.cookies.find(({ name }) => name === 'sanshe')!.value };
  const post = (bytes: Uint8Array, name: string, fields: Record<string, string>) => {
    const part = (head: string, body: Uint8Array) => Buffer.concat([Buffer.from(`--b\r\n${head}\r\n\r\n`), body, Buffer.from('\r\n')]);
    const body = Buffer.concat([...Object.entries(fields).map(([key, value]) => part(`Content-Disposition: form-data; name="${key}"`, Buffer.from(value))),
      part(`Content-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: application/octet-stream`, bytes), Buffer.from('--b--\r\n')]);
    return app.inject({ method: 'POST', url: '/api/imports/upload', headers: { 'content-type': 'multipart/form-data; boundary=b' }, cookies, payload: body });
  };
  const requestId = newId();
  const file = ledger(4, ['王错,150699195013450020,19900004444,航空社区,1号楼,助餐,送饭,急,入户,白音,2021-03-05'], '新村社区');
  const [one, two] = [await post(file.bytes, file.name, { requestId, kind: 'needs', asOf: '2021-06-30' }), await post(file.bytes, file.name, { requestId, kind: 'needs', asOf: '2021-06-30' })];
  expect([one.statusCode, one.json().counts]).toEqual([200, { imported: 4, merged: 0, refused: 1, notARow: 1 }]);
  expect(two.json()).toEqual(one.json());
  const before = await count('import');
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(40 * 1024 * 1024), 'xl/workbook.xml': new TextEncoder().encode('<workbook/>'), '[Content_Types].xml': new TextEncoder().encode('<Types/>') });
  for (const [bytes, name] of [[new Uint8Array(), 'a.xlsx'], [new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]), 'a.xlsx'], [bomb, 'bomb.xlsx'], [new TextEncoder().encode('PK\u0003\u0004 not one'), 'b.xlsx'], [new TextEncoder().encode('你好,再见\n1,2'), 'c.csv']] as const) {
    const answer = await post(bytes, name, { requestId: newId(), kind: 'needs', asOf: '2021-06-30' });
    expect([name, answer.statusCode]).toEqual([name, 409]);
    expect(answer.json<{ message: string }>().message).toMatch(/[一-龥].*。$/);
  }
  expect((await post(file.bytes, file.name, { requestId: newId(), kind: 'poems' })).statusCode).toBe(400);
  expect(await count('import')).toBe(before); // refused, nothing is kept
  const { importId } = one.json<{ importId: string }>();
  const sheet = await app.inject({ url: `/api/imports/${importId}/refused`, cookies });
  expect([sheet.statusCode, sheet.headers['content-type']]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
  const again = await post(new Uint8Array(sheet.rawPayload), 'refused.xlsx', { requestId: newId(), kind: 'needs', asOf: '2021-06-30' });
  expect(again.json()).toMatchObject({ counts: { imported: 0, merged: 0, refused: 1 } });
  // a column put right is remembered for the next sheet of this header
  const strange = new TextEncoder().encode(`${HEADER.replace('需求类别', '甲').replace('具体需求', '乙')}\n王五,,19900005555,航空社区,1号楼,助餐,送饭,急,入户,白音,2021-03-05`);
  const odd = (await post(strange, '东胜.csv', { requestId: newId(), kind: 'needs', asOf: '2021-06-30' }));
  if (odd.statusCode === 200) {
    const seen = (await app.inject({ url: `/api/imports/${odd.json<{ importId: string }>().importId}`, cookies })).json<ImportAnswer>();
    const mapping = { signature: seen.sheets[0]!.signature!, columns: Object.fromEntries(seen.sheets[0]!.columns.map(({ header, field }) => [header, header === '甲' ? 'item' : header === '乙' ? 'description' : field])) };
    const put = await app.inject({ method: 'POST', url: '/api/imports/understand', cookies, payload: { requestId: newId(), importId: seen.id, mappings: [mapping] } });
    expect(put.json()).toMatchObject({ counts: { imported: 1, refused: 0 } });
    expect((await post(strange, '又一份.csv', { requestId: newId(), kind: 'needs', asOf: '2021-06-30' })).json()).toMatchObject({ counts: { imported: 1, refused: 0 } });
  }
  await app.close();
});

test('every service of the sheets is one of the register', () => {
  expect(itemOf({ item: null, category: 'elderCare' })).toBe('elderCareOther');
  for (const { code, category } of TAXONOMY) expect(itemOf({ item: code, category })).toBe(code);
});

test('the three ledgers come in, the counts add up, a second time adds nothing, and each is taken back whole', { timeout: 240_000 }, async () => {
  const empty = await standing();
  const first: Partial<Record<Kind, string>> = {};
  for (const kind of ['organizations', 'resources', 'needs'] as const) {
    const before = await standing();
    const { preview, one } = await bringIn(kind);
    first[kind] = one.id;
    const { imported, merged, refused, notARow } = one.counts;
    expect([kind, one.status, one.waiting, one.rowsDone]).toEqual([kind, 'done', 0, one.rows]);
    expect(imported + merged + refused + notARow).toBe(one.rows);
    expect([kind, one.counts]).toEqual([kind, preview.counts]); // what was said beforehand is what happened
    expect((await standing())[kind] - before[kind]).toBe(imported);

    const after = await standing();
    const { one: again } = await bringIn(kind);
    expect([kind, again.counts]).toEqual([kind, { imported: 0, merged: imported + merged, refused, notARow }]);
    expect(await standing()).toEqual(after);
  }
  for (const kind of ['needs', 'resources', 'organizations'] as const) {
    const undone = await takeBack(first[kind]!);
    expect([kind, undone.status, undone.kept]).toEqual([kind, 'undone', []]);
  }
  expect(await standing()).toEqual(empty);
});
