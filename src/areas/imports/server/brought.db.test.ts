import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, system, type TestDatabase } from '../../../../test/support/database.ts';
import type { Actor } from '../../../platform/server/actor.ts';
import { newId } from '../../../platform/server/ids.ts';
import { listDuplicates } from '../../needs/server/duplicate-queries.ts';
import { answerDuplicate } from '../../needs/server/duplicates.ts';
import { listNeeds } from '../../needs/server/list-queries.ts';
import { verifyNeeds } from '../../needs/server/operations.ts';
import { getImport, listRows } from './answers.ts';
import { beginImport, undoImport, understandFiles } from './operations.ts';
import { runFor } from './run.ts';
import { undoFor } from './undo.ts';

let db: TestDatabase;
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(() => db.close());

const HEADER = '姓名,身份证号,联系电话,所属社区,家庭住址,需求类别,具体需求,紧急程度,采集方式,采集人,采集日期';
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
/** A ledger of a community as csv: people without numbers, each with one need. */
const ledger = (rows: number, more: string[] = [], place = '航空社区') =>
  [HEADER, ...Array.from({ length: rows }, (_, i) => `${SURNAMES[i]}${SURNAMES[(i * 7) % 20]},,1990${String(i).padStart(7, '0')},${place},${i}号楼,助餐,中午送饭,急,入户,白音,2021-03-05`), ...more].join('\n');
const mustUnderstand = async (text: string, actor: Actor) => {
  const made = await db.as(actor, (tx, call) => understandFiles(tx, call, 'needs', [{ name: '东胜区台账.csv', bytes: new TextEncoder().encode(text) }], '2021-06-30'));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.importId;
};
const bringIn = async (importId: string, actor: Actor) => {
  expect(await db.as(actor, (tx, call) => beginImport(tx, call, { importId, statesConsent: true }, false))).toMatchObject({ ok: true });
  await runFor(db.platform, actor, importId);
};
const takeBack = async (importId: string, actor: Actor) => {
  await db.as(actor, (tx, call) => undoImport(tx, call, { importId }, false));
  await undoFor(db.platform, actor, importId);
};
const look = (importId: string, actor: Actor) => db.as(actor, (tx, call) => getImport(tx, call, { importId }));

test('the list of needs shows exactly what an import brought, to whoever may see it, with the other filters over it', async () => {
  const worker = actorOf('stationLead', PLACES.dongsheng);
  const [other, importId] = [await mustUnderstand(ledger(7, [], '新村社区'), worker), await mustUnderstand(ledger(12), worker)];
  for (const id of [other, importId]) await bringIn(id, worker);
  const rows = await db.as(worker, (tx, call) => listRows(tx, call, { importId, outcome: 'imported', limit: 50 }));
  const seen = (actor: Actor, more: object = {}) => db.as(actor, (tx, call) => listNeeds(tx, call, { import: importId, limit: 5, ...more }));
  const found: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await seen(worker, after ? { after } : {});
    expect(page.total).toBe(12);
    found.push(...page.items.map(({ id }) => id));
    if (!page.next) break;
    after = page.next;
  }
  expect(found.sort()).toEqual(rows.items.map(({ subjectId }) => subjectId).sort());
  const first = rows.items[0]!;
  await db.as(worker, (tx, call) => verifyNeeds(tx, call, [first.subjectId!]));
  expect((await seen(worker, { verified: 'yes' })).items.map(({ id }) => id)).toEqual([first.subjectId]);
  expect((await seen(worker, { division: PLACES.xincun })).total).toBe(0);
  expect((await seen(worker, { q: String((first.record as { name: string }).name) })).items.map(({ id }) => id)).toContain(first.subjectId);
  expect((await seen(worker, { q: '北京' })).total).toBe(0);
  expect((await seen(actorOf('stationWorker', PLACES.hangkong))).total).toBe(12);
  expect((await seen(actorOf('stationWorker', PLACES.xincun))).total).toBe(0);
  for (const id of [other, importId]) await takeBack(id, worker);
  expect((await seen(worker)).items.map(({ id }) => id)).toEqual([first.subjectId]); // kept, for somebody had verified it
});

test('a row that is like another says whom, as far as the reader may see it, and leads to the question about the two', async () => {
  const worker = actorOf('stationWorker', PLACES.hangkong);
  const officer = actorOf('officer', PLACES.jiaotong);
  const like = (what: string) => `诺敏高娃,,19900007777,航空社区,9号楼,${what},请帮忙,急,入户,白音,2021-03-05`;
  const importId = await mustUnderstand(ledger(0, [like('助餐'), like('陪诊')]), worker);
  const asked = async (actor: Actor) => (await db.as(actor, (tx, call) => listRows(tx, call, { importId, questions: 'yes', limit: 50 }))).items;
  expect(await asked(worker)).toMatchObject([{ row: 3, alike: [{ row: 2, title: '诺敏高娃', subjectId: null, askedAbout: null }] }]);
  await bringIn(importId, worker);
  const [seen] = await asked(worker);
  expect(seen).toMatchObject({ alike: [{ row: 2, title: '诺敏高娃', subjectId: expect.any(String), askedAbout: seen!.personId }] });
  expect(await asked(officer)).toMatchObject([{ record: { name: '诺**' }, alike: [{ title: '诺**' }] }]);
  const questions = (which: object) => db.as(worker, (tx, call) => listDuplicates(tx, call, { status: 'open', limit: 50, ...which }));
  for (const which of [{ about: seen!.personId }, { import: importId }]) expect(await questions(which)).toMatchObject({ total: 1, items: [{ kind: 'person', rule: 'samePhoneAndName' }] });
  expect((await questions({ about: newId() })).total + (await questions({ import: newId() })).total).toBe(0);
  expect(await look(importId, worker)).toMatchObject({ questions: 1, openQuestions: 1 });
  await db.as(worker, async (tx, call) => answerDuplicate(tx, call, { requestId: newId(), questionId: (await questions({ import: importId })).items[0]!.id, answer: 'different' }));
  expect((await asked(worker))[0]!.alike[0]!.askedAbout).toBeNull();
  expect((await look(importId, worker)).openQuestions).toBe(0);
});

test('of a large import the list walks over the area, and shows just as exactly what is of it', async () => {
  const importId = newId();
  await db.owner.query(`insert into need (city, id, division_code, category, item, urgency, heard_on)
    select '1506', gen_random_uuid(), case when g % 3 = 0 then '${PLACES.xincun}' else '${PLACES.hangkong}' end, 'elderCare', 'meals', 1 + g % 3, date '2021-01-01' + g % 90 from generate_series(1, 2600) g`);
  // what came last is of another import, and one of this was folded into another need
  const { rows } = await db.owner.query<{ id: string }>(`insert into evidence (city, id, division_code, need_id, channel, heard_on, import_id)
    select city, gen_random_uuid(), division_code, id, 'talk', heard_on, '${importId}' from need where item = 'meals' and person_id is null and heard_on < '2021-03-20' returning need_id as id`);
  await db.owner.query(`update need set status = 'merged', merged_into = $2 where id = $1`, [rows[0]!.id, rows[1]!.id]);
  await db.owner.query('analyze need, evidence'); // an import does so itself as it goes
  const expected = rows.slice(1).map(({ id }) => id).sort();
  expect(expected.length).toBeGreaterThan(2000);
  for (const actor of [system, actorOf('stationLead', PLACES.jiaotong)]) for (const sort of ['-heardOn', '-urgency'] as const) {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await db.as(actor, (tx, call) => listNeeds(tx, call, { import: importId, sort, limit: 500, ...(after ? { after } : {}) }));
      expect(page.total).toBe(expected.length);
      found.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after);
    expect(found.sort()).toEqual(expected);
  }
  const [some, none] = await db.as(system, (tx, call) => Promise.all([listNeeds(tx, call, { import: importId, urgency: ['3'], status: ['open'], limit: 5 }), listNeeds(tx, call, { import: importId, status: ['met'], limit: 5 })]));
  const [{ n }] = (await db.owner.query(`select count(*)::int as n from need n join evidence e on e.need_id = n.id and e.import_id = '${importId}' where n.urgency = 3 and n.status = 'open'`)).rows as [{ n: number }];
  expect([some.total, none.total]).toEqual([n, 0]);
});
