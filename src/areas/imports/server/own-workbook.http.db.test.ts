import Excel from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { signedIn } from '../../../../test/support/http.ts';
import { makeProvider } from '../../../../test/support/walk.ts';
import { makeApi } from '../../../apps/api.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addResources, confirmCapacity } from '../../resources/server/operations.ts';
import type { OwnSeen, OwnTaken } from '../core/own-contract.ts';

let db: TestDatabase;
let app: Awaited<ReturnType<typeof makeApi>>;
let moment = new Date('2026-03-02T09:00:00+08:00');
let worker: Awaited<ReturnType<typeof signedIn>>;
beforeAll(async () => {
  db = await makeTestDatabase(() => moment);
  app = await makeApi(db.platform, { log: false, isSecure: false });
  worker = await signedIn(db, app, actorOf('stationLead', PLACES.dongsheng, { name: '站长' }));
});
afterAll(async () => { await app.close(); await db.close(); });

type Who = { token: string } | null;
const at = (path: string, code?: string) => (code ? `/api/keep/${code}/workbook${path}` : `/api/resources/own-workbook${path}`);
const ask = (who: Who, path: string, language = 'zh') => app.inject({ method: 'GET', url: path, headers: { 'accept-language': language }, ...(who ? { cookies: { sanshe: who.token } } : {}) });
async function send(who: Who, url: string, fields: Record<string, string>, bytes?: Uint8Array, name = '资源表.xlsx') {
  const form = new FormData();
  for (const [field, value] of Object.entries({ requestId: newId(), ...fields })) form.append(field, value);
  if (bytes) form.append('files', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  const whole = new Response(form);
  return app.inject({ method: 'POST', url, payload: Buffer.from(await whole.arrayBuffer()), headers: { 'content-type': whole.headers.get('content-type')!, 'x-sanshe': '1', 'accept-language': 'zh' }, ...(who ? { cookies: { sanshe: who.token } } : {}) });
}

const COLUMNS = ['number', 'name', 'what', 'unit', 'quantity', 'closedDays', 'phone', 'validUntil', 'status', 'sureOn', 'mark'];
/** The workbook with cells written into rows of the table, the first below the header being 0. */
async function edited(bytes: Uint8Array, cells: [row: number, column: string, value: Excel.CellValue][]): Promise<Uint8Array> {
  const book = new Excel.Workbook();
  await book.xlsx.load(bytes as never);
  for (const [row, column, value] of cells) book.worksheets[0]!.getCell(row + 3, COLUMNS.indexOf(column) + 1).value = value;
  return new Uint8Array(await book.xlsx.writeBuffer() as ArrayBuffer);
}
const sheetOf = async (bytes: Uint8Array) => { const book = new Excel.Workbook(); await book.xlsx.load(bytes as never); return book.worksheets[0]!; };
const lookedAt = ({ file, rows }: OwnSeen, more: { all?: boolean; stillSo?: boolean } = {}) => ({
  file, stillSo: more.stillSo ? 'yes' : 'no', sheet: more.all ? rows.flatMap(({ resourceId, corrected }) => corrected.map(({ key }) => `${resourceId}.${key}`)).join(',') : '',
  rows: rows.filter(({ resourceId, corrected, changes, isStillSo }) => resourceId && (changes.length > 0 || isStillSo || (more.all && corrected.length > 0))).map(({ resourceId, mark }) => `${resourceId}=${mark}`).join(','),
});
const history = async (subjectId: string) => (await db.owner.query(`select action, actor_name as by, reason from history where subject_id = $1 order by happened_at, id`, [subjectId])).rows;
const stored = async (id: string) => (await db.owner.query(`select version, status, closed_days as closed, valid_until::text as until, (select quantity from capacity c where c.resource_id = r.id order by confirmed_on desc, id desc limit 1) as quantity, (select count(*)::int from capacity c where c.resource_id = r.id) as said from resource r where id = $1`, [id])).rows[0];

async function provider(name: string) {
  const made = await makeProvider(db, { name });
  const manager = await signedIn(db, app, made.manager, true);
  const registrar = actorOf('stationWorker', PLACES.dongsheng);
  const more = await db.as(registrar, (tx, call) => addResources(tx, call, [
    { homeCode: PLACES.dongsheng, organizationId: made.organizationId, providerName: `${name}爱心基金`, providerKind: 'organization', kind: 'money', items: ['bathing'], capacity: { quantity: 500_000, unit: 'fen', per: 'month' }, phone: '13900001111' },
    { homeCode: PLACES.dongsheng, organizationId: made.organizationId, providerName: `=HYPERLINK("${name}")`, providerKind: 'organization', kind: 'goods', items: ['meals'], capacity: { quantity: 20, unit: 'pieces', per: 'once' } },
  ]));
  // in the order of the list: by name
  const ids = { pieces: more[1]!.resourceId, visits: made.resourceId, money: more[0]!.resourceId };
  return { ...made, manager, ids, download: async (who: Who = manager, query = '') => { const file = await ask(who, at('') + query); if (file.statusCode !== 200) throw new Error(file.body); return new Uint8Array(file.rawPayload); } };
}

test('a manager downloads the own resources, sees each change before it counts, and takes them over with history; the same file again changes nothing', async () => {
  const { manager, ids, download } = await provider('甲');
  const bytes = await download(), sheet = await sheetOf(bytes);
  expect(sheet.getCell('A2').text).toBe('编号');
  expect([sheet.getColumn(11).hidden, sheet.getCell('A3').protection?.locked ?? true, sheet.getCell('E3').protection?.locked]).toEqual([true, true, false]);
  // what looks like a formula goes out as text
  expect([sheet.getCell('B3').type, sheet.getCell('B3').value, sheet.getCell('B3').numFmt]).toEqual([Excel.ValueType.String, '=HYPERLINK("甲")', '@']);
  expect([3, 4, 5].map((row) => [sheet.getCell(row, 4).text, sheet.getCell(row, 5).value, sheet.getCell(row, 7).text])).toEqual([['共 件', 20, ''], ['每周 人次', 10, ''], ['每月 元', 5000, '139****1111']]);

  const changed = await edited(bytes, [[1, 'quantity', { formula: '3+4', result: 7 }], [1, 'closedDays', '法定节假日、每周日\n2026/5/6'], [1, 'validUntil', '2026年12月31日'], [2, 'quantity', 4500.5], [2, 'phone', '0477-8321456'], [0, 'status', '停用']]);
  const shown = await send(manager, at('/read'), {}, changed), seen = shown.json<OwnSeen>();
  expect([shown.statusCode, seen.missing]).toEqual([200, 0]);
  expect(seen.rows.map(({ row, changes, problems, corrected }) => [row, changes.map(({ cell, from, to }) => `${cell} ${from} → ${to}`), problems, corrected])).toEqual([
    [3, ['I3 在提供 → 停用'], [], []],
    [4, ['E4 每周 10 人次 → 每周 7 人次', 'F4 （空） → 法定节假日、每周日、2026-05-06', 'H4 （空） → 2026-12-31'], [], []],
    [5, ['E5 每月 5,000 元 → 每月 4,500.5 元', 'G5 139****1111 → 0477-***1456'], [], []],
  ]);
  expect((await db.owner.query(`select count(*)::int as n from command_answer where body::text like '%8321456%'`)).rows).toEqual([{ n: 0 }]);
  expect(await stored(ids.visits)).toMatchObject({ version: 1, quantity: 10 });

  // another file than the one that was shown
  expect((await send(manager, at('/take'), lookedAt(seen), bytes)).json()).toMatchObject({ code: 'fileChanged' });
  const requestId = newId(), taken = () => send(manager, at('/take'), { requestId, ...lookedAt(seen) }, changed);
  for (const answer of [await taken(), await taken()]) expect(answer.json<OwnTaken>()).toEqual({ changed: 3, confirmed: 0, leftOut: [] });
  expect(await stored(ids.visits)).toEqual({ version: 2, status: 'active', closed: ['holidays', 'RRULE:FREQ=WEEKLY;BYDAY=SU', '2026-05-06'], until: '2026-12-31', quantity: 7, said: 2 });
  expect([await stored(ids.money), await stored(ids.pieces)]).toMatchObject([{ version: 2, quantity: 450_050 }, { version: 2, status: 'paused' }]);
  expect((await history(ids.visits)).map(({ action }) => action as string)).toEqual(['added', 'updated', 'confirmed']);
  expect((await history(ids.pieces)).at(-1)).toMatchObject({ action: 'pause', reason: '在资源表里停用' });

  // downloaded anew and uploaded as it is: nothing changes, and only the tick says it again
  moment = new Date('2026-03-20T09:00:00+08:00');
  const again = await download(), same = (await send(manager, at('/read'), {}, again)).json<OwnSeen>();
  expect(same.rows.map(({ changes, isStillSo }) => [changes.length, isStillSo])).toEqual([[0, false], [0, true], [0, true]]);
  expect((await send(manager, at('/take'), lookedAt(same), again)).json()).toMatchObject({ code: 'ownNothing', message: '没有要采用的改动。' });
  expect((await send(manager, at('/take'), lookedAt(same, { stillSo: true }), again)).json()).toEqual({ changed: 0, confirmed: 2, leftOut: [] });
  expect(await stored(ids.visits)).toMatchObject({ version: 2, quantity: 7, said: 3 });
  moment = new Date('2026-03-02T09:00:00+08:00');
});

test('what cannot be is refused at its cell in a sentence, and the rest of the row stands; unknown, foreign and double numbers are named', async () => {
  const { manager, ids, download } = await provider('乙'), other = await provider('丙');
  const foreign = (await sheetOf(await other.download())).getCell('A3').text, bytes = await download();
  const number = (await sheetOf(bytes)).getCell('A3').text;
  const file = await edited(bytes, [
    [0, 'quantity', -1], [0, 'closedDays', '有空的时候'], [0, 'phone', '139****0000'], [0, 'validUntil', '明年'], [0, 'status', '看情况'], [0, 'name', '改名'],
    [1, 'quantity', '三四个'], [1, 'phone', 13_900_002_222], [2, 'quantity', 1.005], [2, 'unit', '每周 元'], [3, 'number', foreign], [3, 'quantity', 1], [4, 'number', number], [4, 'quantity', 3], [5, 'quantity', 9], [6, 'number', 'ZZZ ZZZ ZZZ'],
  ]);
  const seen = (await send(manager, at('/read'), {}, file)).json<OwnSeen>();
  expect(seen.rows.map(({ row, says, problems, changes }) => [row, says, problems.map(({ cell, message }) => `${cell} ${message}`), changes.map(({ to }) => to)])).toEqual([
    [3, null, ['B3 “提供方”不能在这里改，已按原来的“=HYPERLINK("乙")”', 'E3 请写 0 或更大的整数；说不准写“视情况”', 'F3 没看懂“有空的时候”。请写法定节假日、每周日、每月第一个周一，或一天，如 2026-05-01', 'G3 带星号的号码看不全。要改请写完整号码，不改请照原来的“”', 'H3 请写成 2026-12-31 这样的日期；没有期限就空着', 'I3 请写“在提供”或“停用”'], []],
    [4, null, ['E4 请写 0 或更大的整数；说不准写“视情况”'], ['139****2222']],
    [5, null, ['D5 “单位”不能在这里改，已按原来的“每月 元”', 'E5 请写多少元，最多两位小数；说不准写“视情况”'], []],
    [6, `没有找到编号为“${foreign}”的资源。可能不是您这里的，或者编号抄错了`, [], []], [7, '这个编号上面第 3 行已经有了，这一行没有看', [], []], [8, '这一行没有编号。新增资源请找社区登记', [], []], [9, '没有找到编号为“ZZZ ZZZ ZZZ”的资源。可能不是您这里的，或者编号抄错了', [], []],
  ]);
  // named all the same, another's row is not taken
  const forged = `${other.ids.visits}=1.10.personTimes.week,${lookedAt(seen).rows}`;
  expect((await send(manager, at('/take'), { ...lookedAt(seen), rows: forged }, file)).json()).toEqual({ changed: 1, confirmed: 0, leftOut: [] });
  expect(await stored(other.ids.visits)).toMatchObject({ version: 1, quantity: 10 });
  expect((await send(manager, at('/take'), { ...lookedAt(seen), rows: `${other.ids.visits}=1.10.personTimes.week`, stillSo: 'yes' }, file)).json()).toMatchObject({ code: 'ownNothing' });
  // no workbook, another's table, nothing, two at once
  for (const [code, content] of [['ownUnreadable', new TextEncoder().encode('%PDF-1.7')], ['notAnOwnersWorkbook', new TextEncoder().encode('姓名,电话\n张三,1')]] as const) expect((await send(manager, at('/read'), {}, content)).json()).toMatchObject({ code });
  expect((await send(manager, at('/read'), {})).json()).toMatchObject({ code: 'oneWorkbook' });
  expect(ids.visits).toBeTruthy();
});

test('a row that somebody has changed meanwhile is named and left out, unless it is looked at again; saying the same again is no change', async () => {
  const { manager, organizationId, ids, download } = await provider('丁'), bytes = await download();
  const file = await edited(bytes, [[1, 'quantity', 6], [2, 'quantity', 100]]);
  const stand = (await send(manager, at('/read'), {}, file)).json<OwnSeen>();
  await db.as(actorOf('stationWorker', PLACES.dongsheng, { name: '小李' }), (tx, call) => confirmCapacity(tx, call, { resourceId: ids.visits, capacity: { quantity: 3, unit: 'personTimes', per: 'week' } }));
  await db.as(actorOf('stationWorker', PLACES.dongsheng), (tx, call) => confirmCapacity(tx, call, { resourceId: ids.money }));
  // between looking and taking over
  expect((await send(manager, at('/take'), lookedAt(stand), file)).json()).toMatchObject({ changed: 1, leftOut: [{ resourceId: ids.visits, by: '小李' }] });
  expect([await stored(ids.visits), await stored(ids.money)]).toMatchObject([{ quantity: 3 }, { quantity: 10_000 }]);
  const seen = (await send(manager, at('/read'), {}, file)).json<OwnSeen>();
  expect(seen.rows[1]).toMatchObject({ changes: [], corrected: [{ key: 'quantity', page: '每周 3 人次', sheet: '每周 6 人次', by: '小李', canTake: true }], isStillSo: false });
  expect((await send(manager, at('/take'), lookedAt(seen), file)).json()).toMatchObject({ code: 'ownNothing' });
  expect((await send(manager, at('/take'), lookedAt(seen, { all: true }), file)).json()).toEqual({ changed: 1, confirmed: 0, leftOut: [] });
  expect(await stored(ids.visits)).toMatchObject({ quantity: 6 });
  // without its version nobody knows what it was made from
  const bare = (await send(manager, at('/read'), {}, await edited(await download(), [[1, 'mark', null], [1, 'quantity', 1]]))).json<OwnSeen>();
  expect(bare.rows[1]).toMatchObject({ changes: [], corrected: [{ key: 'quantity' }] });

  // the worker does the same for the organisation, in English; a neighbour banner cannot, and neither can another manager
  const english = await ask(worker, `${at('')}?organizationId=${organizationId}`, 'en');
  expect(english.statusCode).toBe(200);
  const inEnglish = await edited(new Uint8Array(english.rawPayload), [[1, 'closedDays', 'every Sunday, Public holidays']]);
  expect((await send(worker, at('/read'), { organizationId }, inEnglish)).json<OwnSeen>().rows[1]).toMatchObject({ changes: [{ to: '每周日、法定节假日' }], corrected: [] });
  expect((await send(worker, at('/read'), {}, inEnglish)).json()).toMatchObject({ code: 'noOrganizationNamed' });
  const elsewhere = await signedIn(db, app, actorOf('stationWorker', PLACES.hangkong));
  const theirs = (await send(elsewhere, at('/read'), { organizationId }, inEnglish));
  expect(theirs.statusCode === 404 || theirs.json<OwnSeen>().rows.every(({ resourceId }) => resourceId === null)).toBe(true);
  const rival = await provider('戊');
  expect((await send(rival.manager, at('/read'), { organizationId }, inEnglish)).json<OwnSeen>().rows.every(({ resourceId, says }) => resourceId === null && says !== null)).toBe(true);
});

test('what was corrected in the page since the download is named beside its row, cell by cell; the page’s stands unless the sheet’s is chosen, and the rest of the row goes through', async () => {
  const { manager, ids, download } = await provider('壬'), bytes = await download();
  const correct = (body: object) => manager.post('/api/resources/change-own', { resourceId: ids.money, ...body });
  expect((await correct({ version: 1, validUntil: '2027-06-30', closedDays: ['holidays'], phone: '13900007777' })).statusCode).toBe(200);
  await db.as(actorOf('stationWorker', PLACES.dongsheng, { name: '小李' }), (tx, call) => confirmCapacity(tx, call, { resourceId: ids.visits, capacity: { quantity: 5, unit: 'personTimes', per: 'week' } }));
  // an old file as it is would have put everything back
  const asItWas = (await send(manager, at('/read'), {}, bytes)).json<OwnSeen>();
  expect(asItWas.rows.map(({ changes, corrected }) => [changes, corrected.map(({ cell, page, sheet, canTake }) => [cell, page, sheet, canTake])])).toEqual([
    [[], []], [[], [['E4', '每周 5 人次', '每周 10 人次', true]]],
    [[], [['F5', '法定节假日', '（空）', true], ['G5', '139****7777', '139****1111', false], ['H5', '2027-06-30', '（空）', true]]],
  ]);
  expect(asItWas.rows[1]!.corrected[0]).toMatchObject({ by: '小李' });
  expect((await send(manager, at('/take'), lookedAt(asItWas), bytes)).json()).toMatchObject({ code: 'ownNothing' });
  // typed beside it: a cell that nobody else touched is taken over, one that both did is asked about
  const typed = await edited(bytes, [[2, 'quantity', 4000], [2, 'validUntil', '2026-12-31']]), seen = (await send(manager, at('/read'), {}, typed)).json<OwnSeen>(), money = seen.rows[2]!;
  expect([money.changes.map(({ to }) => to), money.corrected.map(({ key, sheet }) => [key, sheet])]).toEqual([['每月 4,000 元'], [['closedDays', '（空）'], ['phone', '139****1111'], ['validUntil', '2026-12-31']]]);
  const chosen = { ...lookedAt(seen), sheet: `${ids.money}.closedDays,${ids.money}.phone,${ids.visits}.quantity,${ids.money}.nothing` };
  expect((await send(manager, at('/take'), chosen, typed)).json()).toEqual({ changed: 1, confirmed: 0, leftOut: [] });
  expect(await stored(ids.money)).toMatchObject({ version: 3, closed: [], until: '2027-06-30', quantity: 400_000 });
  // a row that was not looked at is not taken, whatever is chosen of it
  expect(await stored(ids.visits)).toMatchObject({ quantity: 5 });
  expect((await send(manager, at('/read'), {}, bytes)).json<OwnSeen>().rows[2]!.corrected.map(({ key }) => key)).toContain('phone');
});

test('two who take over at once: one does, the other is told who was faster', async () => {
  const { manager, ids, download } = await provider('己'), bytes = await download();
  const files = await Promise.all([4, 8].map((quantity) => edited(bytes, [[1, 'quantity', quantity], [2, 'quantity', quantity]])));
  const seen = await Promise.all(files.map(async (file) => (await send(manager, at('/read'), {}, file)).json<OwnSeen>()));
  const taken = (await Promise.all(files.map((file, i) => send(manager, at('/take'), lookedAt(seen[i]!), file)))).map((answer) => answer.json<OwnTaken>());
  expect(taken.map(({ changed, leftOut }) => [changed, leftOut.length]).sort()).toEqual([[0, 2], [2, 0]]);
  expect((await stored(ids.visits)).said).toBe(2);
});

test('by the owner’s link the same, under the name of who was given it; a link that is taken back opens nothing', async () => {
  const { organizationId, ids } = await provider('庚'), other = await provider('辛');
  await worker.post('/api/resources/owner-link/make', { organizationId, givenTo: '王会长', expiresOn: '2026-05-31' });
  const { link } = (await worker.get(`/api/resources/owner-link?organizationId=${organizationId}`)).json<{ link: { id: string; code: string } }>();
  const file = await ask(null, at('', link.code));
  expect([file.statusCode, decodeURIComponent(String(file.headers['content-disposition']))]).toEqual([200, expect.stringContaining('资源表-王会长-2026-03-02.xlsx')]);
  const foreign = (await sheetOf(await other.download())).getCell('A3').text;
  const changed = await edited(new Uint8Array(file.rawPayload), [[1, 'quantity', 2], [3, 'number', foreign], [3, 'quantity', 1]]);
  const seen = (await send(null, at('/read', link.code), {}, changed)).json<OwnSeen>();
  expect(seen.rows.map(({ changes, says }) => [changes.length, says !== null])).toEqual([[0, false], [1, false], [0, false], [0, true]]);
  expect((await send(null, at('/take', link.code), lookedAt(seen, { stillSo: true }), changed)).json()).toEqual({ changed: 1, confirmed: 2, leftOut: [] });
  expect((await history(ids.visits)).at(-1)).toMatchObject({ action: 'confirmed', by: '王会长（凭更新链接）' });
  await worker.post('/api/resources/owner-link/revoke', { linkId: link.id });
  expect((await ask(null, at('', link.code))).statusCode).toBe(404);
  expect((await send(null, at('/read', link.code), {}, changed)).json()).toMatchObject({ code: 'ownerLinkRevoked' });
  expect((await send(null, at('/take', link.code), lookedAt(seen), changed)).json()).toMatchObject({ code: 'ownerLinkRevoked' });
  expect((await send(null, at('/read', 'AAAAAAAAA'), {}, changed)).statusCode).toBe(404);
});
