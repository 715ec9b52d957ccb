import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, employ, makeTestDatabase, PLACES, type TestDatabase } from '../../../../test/support/database.ts';
import { newId } from '../../../platform/server/ids.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { performCommand, performQuery } from '../../../platform/server/perform.ts';
import { owe } from '../../duties/server/operations.ts';
import { tellOwners } from '../../duties/server/tell.ts';
import { ListMessages, type MessagePage, type TextPage } from '../core/contract.ts';
import { channelRoutes } from './routes.ts';
import { writeMessages } from './write.ts';

const now = new Date('2026-03-02T09:00:00+08:00');
let db: TestDatabase;
const city = actorOf('administrator', '1506'), banner = actorOf('officer', '150602'), elsewhere = actorOf('administrator', PLACES.dalad.slice(0, 6)), street = actorOf('officer', PLACES.jiaotong);
const routeOf = (path: string) => channelRoutes.find((route) => route.path === path)!;
const command = (actor: Actor, path: string, input: object) => { const route = routeOf(path); return performCommand(db.platform, route, { actor, language: 'zh' }, route.input.parse({ requestId: newId(), ...input }) as { requestId: string }); };
const texts = async (actor: Actor) => (await performQuery(db.platform, routeOf('/api/message-texts'), { actor, language: 'zh' }, {}) as TextPage).items.find(({ occasion }) => occasion === 'dutiesOwed')!;
const own = (words: string) => ({ occasion: 'dutiesOwed', zhTitle: '工作', zhBody: `${words}：\n{{late}}\n{{link}}`, enTitle: 'Work', enBody: `${words}:\n{{late}}\n{{link}}` });

/** Whoever has work due in this place is told of it; answers what was written and from which words. */
async function told(place: string) {
  const worker = actorOf('stationWorker', place);
  await employ(db, worker);
  await db.as(worker, (tx, call) => owe(tx, call, [{ kind: 'verifyNeed', subjectKind: 'need', subjectId: newId(), subjectTitle: '助餐', divisionCode: place, dueOn: '2026-02-27', owner: { role: 'stationWorker', accountId: worker.accountId } }]));
  await tellOwners(db.platform);
  await writeMessages(db.platform);
  const { items } = await performQuery(db.platform, routeOf('/api/messages'), { actor: worker, language: 'zh' }, ListMessages.parse({})) as MessagePage;
  return items.filter(({ recipientName }) => recipientName === worker.name).map(({ body, textOf }) => [body, textOf?.version ?? null])[0];
}

beforeAll(async () => { db = await makeTestDatabase(() => now); for (const actor of [city, banner, elsewhere, street]) await employ(db, actor); });
afterAll(async () => { await db.close(); });

test('city and banner say it in their own words from then on; the nearest counts, and each message names its version', async () => {
  expect(await texts(banner)).toMatchObject({ version: 0, isOwn: false, counts: null });
  expect(await command(city, '/api/message-texts/set', { ...own('市里说'), version: 0 })).toMatchObject({ status: 200, body: { version: 1 } });
  expect(await texts(banner)).toMatchObject({ version: 0, isOwn: false, counts: { version: 1 } });
  expect(await told(PLACES.hangkong)).toEqual(['市里说：\n1', 1]);
  await command(banner, '/api/message-texts/set', { ...own('旗里说'), version: 0 });
  await command(banner, '/api/message-texts/set', { ...own('旗里又说'), version: 1 });
  expect(await texts(banner)).toMatchObject({ version: 2, isOwn: true, counts: { version: 2 }, above: { version: 1 }, versions: [{ version: 2 }, { version: 1 }] });
  expect(await told(PLACES.hangkong)).toEqual(['旗里又说：\n1', 2]);
  expect(await told(PLACES.dalad)).toEqual(['市里说：\n1', 1]);
  // back: the city's count again, and without them the standing text; what was written stays as it was
  expect(await command(banner, '/api/message-texts/back', { occasion: 'dutiesOwed', version: 2 })).toMatchObject({ status: 200, body: { version: 3 } });
  expect(await command(banner, '/api/message-texts/back', { occasion: 'dutiesOwed', version: 3 })).toMatchObject({ status: 409, body: { code: 'textIsStanding' } });
  expect(await told(PLACES.hangkong)).toEqual(['市里说：\n1', 1]);
  await command(city, '/api/message-texts/back', { occasion: 'dutiesOwed', version: 1 });
  expect((await told(PLACES.hangkong))![1]).toBeNull();
  const { rows } = await db.owner.query(`select action, changes ->> 'zhBody' as body from history where kind = 'messageText' order by happened_at, id`);
  expect(rows.map(({ action }: { action: string }) => action)).toEqual(['worded', 'worded', 'worded', 'backToStanding', 'backToStanding']);
});

test('of two at once one is told; a street has none of its own; another banner sees neither', async () => {
  const { version } = await texts(banner);
  const answers = await Promise.all(['甲', '乙'].map((words) => command(banner, '/api/message-texts/set', { ...own(words), version })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'textChanged', by: banner.name });
  expect(await command(street, '/api/message-texts/set', { ...own('街道说'), version: 0 })).toMatchObject({ status: 409, body: { code: 'textsOfCityAndBanner' } });
  expect(await texts(elsewhere)).toMatchObject({ version: 0, counts: null, versions: [] });
  await expect(command(actorOf('stationLead', PLACES.jiaotong), '/api/message-texts/set', { ...own('站里说'), version: 0 })).rejects.toThrow('not permitted');
  // kept as written: nobody changes a version
  await expect(db.as(banner, (tx) => tx.text(`update message_text set zh_body = 'x'`, []))).rejects.toThrow('permission denied');
});

test('what the audience may not be told is refused at its field, with what may be', async () => {
  const { version } = await texts(city);
  await expect(command(city, '/api/message-texts/set', { ...own('x'), enBody: 'For {{personName}}', version })).rejects.toMatchObject({ issues: [{ path: 'enBody', code: 'textPlaceForbidden', message: '这里不能写 {{personName}}。给这些人的消息只能用：{{late}}、{{dueToday}}、{{link}}。' }] });
  expect(await texts(city)).toMatchObject({ version });
  await expect(command(city, '/api/message-texts/set', { ...own('x'), enBody: '{{late', version })).rejects.toMatchObject({ issues: [{ path: 'enBody', code: 'textPlaceBroken', message: expect.stringContaining('“{{late”') }] });
  await expect(command(city, '/api/message-texts/set', { ...own('x'), zhTitle: '{{late}}', version })).rejects.toMatchObject({ issues: [{ path: 'zhTitle', code: 'textTitlePlace', message: expect.stringContaining('请只写文字') }] });
});

test('words without the web address are kept only by who says so', async () => {
  const { version } = await texts(city);
  const linkless = { ...own('x'), zhBody: '请办理', version };
  await expect(command(city, '/api/message-texts/set', linkless)).rejects.toMatchObject({ issues: [{ path: 'zhBody', code: 'textLacksLink', message: expect.stringContaining('{{link}}') }] });
  expect(await texts(city)).toMatchObject({ version });
  expect(await command(city, '/api/message-texts/set', { ...linkless, withoutLink: true })).toMatchObject({ status: 200 });
});
