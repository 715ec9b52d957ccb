import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, system, type TestDatabase } from '../../../test/support/database.ts';
import { makePlatform } from '../../apps/platform.ts';
import { scopeOf, type Actor } from './actor.ts';
import { appendAudit } from './audit.ts';
import { makeCall, systemActor } from './call.ts';
import { newId } from './ids.ts';
import type { Platform } from './perform.ts';
import { fromAddress } from './sessions.ts';
import { checkAudit, sealAudit, signChain, type ChainFault } from './seal.ts';

let db: TestDatabase;
beforeAll(async () => { db = await makeTestDatabase(); });
afterAll(() => db.close());
beforeEach(async () => { for (const table of ['audit_head', 'audit_link', 'audit']) await db.owner.query(`delete from ${table}`); });

const worker = actorOf('stationWorker', PLACES.hangkong);
const write = (rows: number, actor: Actor = worker) => db.as(actor, async (tx, call) => {
  for (let i = 0; i < rows; i++) appendAudit(tx, call, { operation: `/api/test/${i}`, divisionCode: actor.divisionCode, outcome: 'done', subjectKind: 'need', subjectId: newId() });
});
const sealAll = async (platform: Platform = db.platform) => { while (await sealAudit(platform) > 0); };
/** Ten rows, linked in three batches. */
const chain = async () => { for (const rows of [3, 4, 3]) { await write(rows); await sealAll(); } };
const faults = async (): Promise<string[]> => (await checkAudit(db.platform)).faults.map(({ kind, sequence }: ChainFault) => `${kind} ${sequence}`);
/** As somebody with the owner's rights does it. */
const asOwner = (text: string) => db.owner.query(text);
const auditAt = async (sequence: number): Promise<string> => (await db.owner.query<{ id: string }>('select audit_id as id from audit_link where sequence = $1', [sequence])).rows[0]!.id;

test('an untouched chain holds, links every row once, and what is not linked yet only waits', async () => {
  expect(await faults()).toEqual([]);
  await chain();
  await write(2);
  const { end, faults: found, waiting } = await checkAudit(db.platform);
  expect([end.sequence, found, waiting]).toEqual([10, [], 2]);
});

test('a changed row is named, whichever of its columns was changed', async () => {
  await chain();
  const { rows } = await db.owner.query<{ name: string; type: string }>(`select column_name as name, udt_name as type from information_schema.columns where table_name = 'audit' and column_name not in ('city', 'id')`);
  expect(rows.length).toBe(15);
  const other: Record<string, string> = { uuid: 'gen_random_uuid()', text: `'x'`, timestamptz: `now() - interval '1 day'` };
  for (const [i, { name, type }] of rows.entries()) {
    const id = await auditAt(i % 10 + 1);
    const { rows: [before] } = await db.owner.query(`select ${name} as value from audit where id = $1`, [id]);
    await db.owner.query(`update audit set ${name} = ${name === 'division_code' ? `'150699'` : other[type]} where id = $1`, [id]);
    const { faults: found } = await checkAudit(db.platform);
    expect([name, found]).toEqual([name, [{ kind: 'changed', sequence: i % 10 + 1, auditId: id }]]);
    await db.owner.query(`update audit set ${name} = $2 where id = $1`, [id, (before as { value: unknown }).value]);
  }
  // timestamps come back from JavaScript with their microseconds cut: the chain holds milliseconds
  expect(await faults()).toEqual([]);
});

test('rows from before addresses and places were kept stand in the same chain, and none can be given or rid of one later', async () => {
  await write(2);
  await asOwner('update audit set source_address = null, actor_place = null'); // as the log was: linked so
  await sealAll();
  await db.platform.database.transaction(fromAddress(scopeOf(worker), '10.1.2.3'), (tx) => Promise.resolve(appendAudit(tx, makeCall(worker, new Date(), newId(), 'zh', db.platform.vault), { operation: '/api/test', outcome: 'done' })));
  await sealAll();
  expect(await faults()).toEqual([]);
  expect((await db.owner.query(`select a.source_address, a.actor_place from audit a join audit_link l on l.audit_id = a.id order by l.sequence`)).rows.map(Object.values)).toEqual([[null, null], [null, null], ['10.1.2.3', '航空社区']]);
  // the hash of an old row is that of the columns of its time
  const { rows: [old] } = await db.owner.query(`select id, division_code, account_id, grant_id, actor_name, actor_role, operation, subject_kind, subject_id, purpose, outcome, request_id, happened_at, recorded_at, l.hash from audit a join audit_link l on l.audit_id = a.id where l.sequence = 1`);
  const { hash, ...row } = old as Record<string, unknown>;
  const text = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
  const before = createHash('sha256').update('sanshe audit chain').digest();
  expect(createHash('sha256').update(before).update(JSON.stringify(Object.keys(row).sort().map((key) => [key, text(row[key])]))).digest()).toEqual(hash);
  await asOwner(`update audit set source_address = '10.9.9.9' where id = '${await auditAt(1)}'`);
  await asOwner(`update audit set source_address = null where id = '${await auditAt(3)}'`);
  expect(await faults()).toEqual(['changed 1', 'changed 3']);
});

test('a deleted row, a deleted link, and both are named', async () => {
  await chain();
  const fifth = await auditAt(5);
  await asOwner(`delete from audit where id = '${fifth}'`);
  expect((await checkAudit(db.platform)).faults).toEqual([{ kind: 'deleted', sequence: 5, auditId: fifth }]);
  await asOwner('delete from audit_link where sequence = 5');
  expect(await faults()).toEqual(['linkMissing 5']);
});

test('links put in another order are named', async () => {
  await chain();
  const [second, third] = [await auditAt(2), await auditAt(3)];
  await asOwner(`update audit_link set audit_id = gen_random_uuid() where sequence = 2; update audit_link set audit_id = '${second}' where sequence = 3; update audit_link set audit_id = '${third}' where sequence = 2`);
  expect(await faults()).toEqual(['changed 2', 'changed 3']);
});

test('a row put in later is named; one of the last minutes is linked as what it claims to be', async () => {
  await chain();
  const put = (at: string) => asOwner(`insert into audit (city, id, division_code, account_id, actor_name, actor_role, operation, outcome, happened_at, recorded_at)
    values ('1506', gen_random_uuid(), '1506', gen_random_uuid(), 'x', 'officer', 'y', 'done', now(), now() - interval '${at}')`);
  await put('2 hours');
  await put('1 minute');
  await sealAll();
  const { end, faults: found } = await checkAudit(db.platform);
  expect([end.sequence, found.map(({ kind }) => kind)]).toEqual([11, ['inserted']]);
});

test('a chain whose end was cut off is found, also once the sealer has gone on from there', async () => {
  await chain();
  await asOwner('delete from audit where id in (select audit_id from audit_link where sequence > 8); delete from audit_link where sequence > 8');
  expect(await faults()).toEqual(['cutOff 9']);
  await write(5);
  await sealAll();
  expect(await faults()).toEqual(['cutOff 10']);
});

test('links cut off to be made anew over changed rows do not fit the signed end', async () => {
  await chain();
  await asOwner(`update audit set outcome = 'refused: x' where id = '${await auditAt(9)}'; delete from audit_link where sequence > 7`);
  await sealAll();
  expect(await faults()).toEqual(['cutOff 10']);
});

test('a head that was taken away, or moved, is found; nobody without the key can sign', async () => {
  await chain();
  await asOwner('update audit_head set sequence = 8');
  expect(await faults()).toEqual(['cutOff 8']);
  await asOwner('delete from audit_head');
  await write(1);
  await sealAll();
  expect(await faults()).toEqual(['headMissing 11']);
});

test('an earlier head put back over an earlier end is found by whoever noted a later end', async () => {
  await write(4);
  await sealAll();
  const { rows: [early] } = await db.owner.query<{ sequence: string; signature: Buffer }>('select sequence, signature from audit_head');
  await write(4);
  await sealAll();
  const { end } = await checkAudit(db.platform);
  const noted = { sequence: end.sequence, hash: end.hash.toString('hex').slice(0, 32) };
  expect((await checkAudit(db.platform, noted)).faults).toEqual([]);
  await asOwner('delete from audit where id in (select audit_id from audit_link where sequence > 4); delete from audit_link where sequence > 4');
  await db.owner.query('update audit_head set sequence = $1, signature = $2', [early!.sequence, early!.signature]);
  expect((await checkAudit(db.platform)).faults).toEqual([]);
  expect((await checkAudit(db.platform, noted)).faults).toEqual([{ kind: 'cutOff', sequence: 8, auditId: null }]);
});

test('a database that learns of signatures signs its chain once', async () => {
  await chain();
  await asOwner('delete from audit_head');
  expect(await faults()).toEqual(['headMissing 10']);
  await signChain(db.platform);
  expect(await faults()).toEqual([]);
  await asOwner('delete from audit_link where sequence > 9');
  await signChain(db.platform);
  expect(await faults()).toEqual(['cutOff 10']);
});

test('two cities in one database have a chain each, and neither’s faults are the other’s', async () => {
  const { host, port, database } = db.platform.database.options;
  const other = makePlatform({ connection: { host, port, database }, vault: db.platform.vault, city: '1507', demonstration: false });
  const elsewhere = { ...system, ...systemActor('1507') };
  await chain();
  await other.database.transaction(scopeOf(elsewhere), async (tx) => appendAudit(tx, { actor: elsewhere, now: new Date(), today: '2026-03-02', requestId: '', language: 'zh', vault: other.vault }, { operation: 'x', divisionCode: '1507', outcome: 'done' }));
  await sealAll(other);
  expect((await checkAudit(other)).end.sequence).toBe(1);
  await asOwner(`update audit set outcome = 'x' where city = '1507'`);
  expect((await checkAudit(other)).faults).toMatchObject([{ kind: 'changed', sequence: 1 }]);
  expect(await faults()).toEqual([]);
  await other.database.close();
});

test('while many write and two seal and one checks, every row is linked once and no fault is seen', async () => {
  let isWriting = true;
  const seen: ChainFault[] = [];
  const sealer = async () => { while (isWriting) await sealAudit(db.platform); };
  const checker = async () => { while (isWriting) seen.push(...(await checkAudit(db.platform)).faults); };
  const background = [sealer(), sealer(), checker()];
  await Promise.all(Array.from({ length: 4 }, async () => { for (let i = 0; i < 40; i++) await write(3); }));
  isWriting = false;
  await Promise.all(background);
  await sealAll();
  const { end, faults: found, waiting } = await checkAudit(db.platform);
  expect([seen, found, end.sequence, waiting]).toEqual([[], [], 480, 0]);
});
