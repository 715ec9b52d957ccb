import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { actorOf, makeTestDatabase, PLACES, type TestDatabase } from '../../test/support/database.ts';
import { makeAccount, makeNeed, makeProvider } from '../../test/support/walk.ts';
import { offerReferral } from '../areas/referrals/server/operations.ts';
import { newId } from '../platform/server/ids.ts';
import { isEmpty } from './foundation.ts';
import { main } from './sanshe.ts';

// What an operator types, against a database of DATABASE_URL: said in sentences, with an exit code, and without a password.
let db: TestDatabase;
let folder: string;
const server = inject('server');
const urlOf = (database: string, { user = server.user, password = server.password, host = server.host } = {}) =>
  `postgresql://${user}:${encodeURIComponent(password)}@localhost:${server.port}/${database}?host=${encodeURIComponent(host)}`;

beforeAll(async () => {
  db = await makeTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'sanshe-commands-'));
});
afterAll(async () => { await db.close(); rmSync(folder, { recursive: true, force: true }); });
afterEach(() => { vi.unstubAllEnvs(); vi.restoreAllMocks(); });

const ofTests = () => db.platform.database.options.database;

/** One command as typed: its exit code and everything it said. */
async function type(words: string, url = urlOf(ofTests()), env: Record<string, string> = {}): Promise<{ code: number | void; said: string }> {
  let said = '';
  for (const stream of ['log', 'error'] as const) vi.spyOn(console, stream).mockImplementation((...pieces: unknown[]) => { said += `${pieces.map((piece) => (piece instanceof Error ? piece.stack : String(piece))).join(' ')}\n`; });
  for (const [name, value] of Object.entries({ DATABASE_URL: url, SANSHE_DATA: folder, SANSHE_KEY: '07'.repeat(32), ...env })) vi.stubEnv(name, value);
  const code = await main(words.split(' '));
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  return { code, said };
}

test('a database that is away, not there, of others or too bare is told in a sentence without its password', async () => {
  await db.owner.query('create role weak_of_tests login password \'weak\'').catch(() => {});
  const bare = `bare_${newId().slice(-8)}`;
  const main_ = new pg.Client(server);
  await main_.connect();
  await main_.query(`create database ${bare} owner weak_of_tests`);
  const cases: [string, string, Record<string, string>][] = [
    [urlOf('city', { host: '/nowhere' }), 'cannot be reached (ENOENT)', {}],
    ['postgresql://a:secret-word@127.0.0.1:1/city', 'cannot be reached (ECONNREFUSED)', {}],
    [urlOf('no_such_city'), 'create it first', {}],
    [urlOf(ofTests(), { password: 'secret-word' }), 'does not accept the user or the password', {}],
    [urlOf(bare, { user: 'weak_of_tests', password: 'weak' }), 'lacks rights', {}],
    ['mysql://a:secret-word@b/c', 'DATABASE_URL=… will not do', {}],
    [urlOf(ofTests()), 'SANSHE_CITY=abc will not do', { SANSHE_CITY: 'abc' }],
    [urlOf(ofTests()), 'SANSHE_URL=https://a.example/path will not do', { SANSHE_URL: 'https://a.example/path' }],
    [urlOf(ofTests()), 'SANSHE_PASSWORD_DAYS=-1 will not do', { SANSHE_PASSWORD_DAYS: '-1' }],
    [urlOf(ofTests()), 'SANSHE_KEY=… will not do', { SANSHE_KEY: 'short' }],
    [urlOf(ofTests()), 'The key does not fit this database', { SANSHE_KEY: '08'.repeat(32) }],
  ];
  expect((await type('check')).code).toBe(0); // the key of this installation is known from here on
  for (const [url, sentence, env] of cases) {
    const { code, said } = await type('migrate', url, env);
    expect(said).toContain(sentence);
    expect([code, said.trim().split('\n').length, /\n +at |secret-word/.test(said)], said).toEqual([1, 1, false]);
  }
  const unprepared = await type('check', urlOf(bare, { user: 'weak_of_tests', password: 'weak' }));
  expect([unprepared.code, unprepared.said]).toEqual([1, expect.stringContaining('npx sanshe migrate')]);
  await main_.query(`drop database ${bare} with (force)`);
  await main_.query('drop role weak_of_tests');
  await main_.end();
});

test('a city with accounts is not empty, whoever owns its database: nothing invented is built beside it', async () => {
  const options = { host: server.host, port: server.port, database: ofTests() };
  expect(await isEmpty(db.platform)).toBe(true);
  await makeAccount(db, actorOf('administrator', '1506'));
  expect(await isEmpty(db.platform)).toBe(false);
  // an owner who is no superuser is held to the policies and sees none of it
  await db.owner.query(`create role plain_owner login password 'plain'`);
  await db.owner.query('alter table account owner to plain_owner');
  const plain = new pg.Client({ ...options, user: 'plain_owner', password: 'plain' });
  await plain.connect();
  expect((await plain.query('select 1 from account')).rows).toEqual([]);
  await plain.end();
  expect(await isEmpty(db.platform)).toBe(false);
  await db.owner.query('alter table account owner to current_user');
  await db.owner.query('drop role plain_owner');
});

test('a data folder that cannot be written is told, also where only the key would stand in it', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  chmodSync(file, 0o400);
  const { code, said } = await type('check', urlOf(ofTests()), { SANSHE_KEY: '', SANSHE_DATA: join(file, 'data') });
  expect([code, said]).toEqual([1, expect.stringContaining('cannot be written')]);
  expect(said).not.toMatch(/\n +at /);
});

test('where no data is, a command that only reads says so and makes none', async () => {
  const nowhere = join(folder, 'nowhere');
  for (const words of ['check', `match --verify ${newId()}`]) {
    const { code, said } = await type(words, '', { SANSHE_DATA: nowhere });
    expect([code, said]).toEqual([1, expect.stringMatching(/no data of sanshe in \S+nowhere: .*SANSHE_DATA/)]);
    expect([said.trim().split('\n').length, existsSync(nowhere)], said).toEqual([2, false]);
  }
});

test('a run that is not there is told in a sentence', async () => {
  for (const [number, sentence] of [['12', '12 is no number of a run'], [newId(), 'There is no run']] as const) {
    const { code, said } = await type(`match --verify ${number}`);
    expect([code, said.trim().split('\n').length, said]).toEqual([1, 1, expect.stringContaining(sentence)]);
  }
});

test('an account is added once, in a place that is there, under a name that can be typed, and the log says so', async () => {
  const added = await type('user add boss-1 administrator 1506 --name 王工');
  expect([added.code, added.said]).toEqual([0, expect.stringMatching(/^boss-1 {2}\S{14}$/m)]);
  for (const [words, code, sentence] of [
    ['user add boss-1 stationLead 150602', 1, 'is taken'], ['user add lead-1 stationLead 150699', 1, 'no division 150699'], ['user add 王工 administrator 1506', 2, '--name'],
    ['user add lead-1 king 1506', 2, 'usage'], ['user add lead-1 stationLead 15', 2, 'usage'], ['user remove boss-1', 2, 'usage'],
  ] as const) {
    const told = await type(words);
    expect([words, told.code, told.said]).toEqual([words, code, expect.stringContaining(sentence)]);
  }
  expect((await db.owner.query(`select username, name from account where username like '%-1'`)).rows).toEqual([{ username: 'boss-1', name: '王工' }]);
  expect((await db.owner.query(`select outcome, division_code, subject_kind from audit where operation = '/api/accounts/create' order by id`)).rows).toEqual([
    { outcome: 'done', division_code: '1506', subject_kind: 'account' }, { outcome: 'refused: usernameTaken', division_code: '1506', subject_kind: null }, { outcome: 'refused: noDivision', division_code: '1506', subject_kind: null }]);
  expect((await db.owner.query(`select must_change_password, division_code from account where username = 'boss-1'`)).rows).toEqual([{ must_change_password: true, division_code: '1506' }]);
});

test('an account of an organisation or of a resident is added by what stands on their papers', async () => {
  const { organizationId } = await makeProvider(db, { name: '东胜区暖心社会工作服务中心', hasManager: false });
  const { personId } = await makeNeed(db, actorOf('stationLead', PLACES.hangkong));
  const [{ full_name: name }] = (await db.owner.query<{ full_name: string }>('select full_name from person where id = $1', [personId])).rows as [{ full_name: string }];
  expect((await type(`user add manager-1 organizationManager ${PLACES.dongsheng}`)).said).toContain('请选择所属的社会组织');
  expect((await type(`user add manager-1 organizationManager ${PLACES.dongsheng} --organization 没有这家`)).said).toContain('No organisation on the register');
  expect((await type(`user add manager-1 organizationManager ${PLACES.dongsheng} --organization 东胜区暖心社会工作服务中心`)).code).toBe(0);
  expect((await type(`user add volunteer-1 volunteer ${PLACES.hangkong} --person 13900000000`)).said).toContain('No resident on file');
  const added = await type(`user add volunteer-1 volunteer ${PLACES.hangkong} --person 13847701234 --name ${name}`);
  expect([added.code, added.said]).toEqual([0, expect.stringMatching(/^volunteer-1 {2}\S{14}$/m)]);
  expect((await type(`user add volunteer-2 volunteer ${PLACES.hangkong} --person 13847701234`)).said).toContain('这位居民已有账号');
  await makeNeed(db, actorOf('stationLead', PLACES.hangkong));
  expect((await type(`user add volunteer-2 volunteer ${PLACES.hangkong} --person 13847701234`)).said).toContain('More than one resident');
  expect((await db.owner.query(`select a.username, a.person_id, g.organization_id from account a join access_grant g on g.account_id = a.id where a.username in ('manager-1', 'volunteer-1') order by 1`)).rows).toEqual([
    { username: 'manager-1', person_id: null, organization_id: organizationId }, { username: 'volunteer-1', person_id: personId, organization_id: null }]);
});

test('a referral that is nobody’s is found by the check, with where it is, and exit code 1', async () => {
  const worker = actorOf('stationWorker', PLACES.hangkong);
  await makeAccount(db, worker);
  const { resourceId, organizationId } = await makeProvider(db);
  const { needId } = await makeNeed(db, worker, { consentTo: organizationId });
  const result = await db.as(worker, (tx, call) => offerReferral(tx, call, { needId, resourceId }));
  if (!result.ok) throw new Error(result.refusal.code);
  const { referralId } = result.value;
  await db.owner.query(`update duty set status = 'withdrawn' where subject_id = $1`, [referralId]);
  const found = await type('check');
  expect(found.said).toContain(`nobody owes the next step: 1 (${PLACES.hangkong} ${referralId})`);
  await db.owner.query(`update duty set status = 'open' where subject_id = $1`, [referralId]);
  const mended = await type('check');
  expect(mended.said).toContain('Every referral under way is somebody’s');
  expect([found.code, mended.code]).toEqual([1, 0]);
});

test('the chain of the log is checked by name of its end, and a fault is named with exit code 1', async () => {
  const whole = await type('check');
  const end = /^(\d+:[0-9a-f]{32})$/m.exec(whole.said)![1]!;
  expect((await type(`check --head ${end}`)).code).toBe(0);
  expect((await type('check --head 7')).code).toBe(2);
  await db.owner.query(`update audit set outcome = 'x' where operation = '/api/accounts/create' and outcome = 'done'`);
  const broken = await type('check');
  expect([broken.code, broken.said]).toEqual([1, expect.stringMatching(/link 1: .*was changed \([0-9a-f-]{36}\)/s)]);
});

test('only a demonstration city can be removed, and not from under a server', async () => {
  const { code, said } = await type('demo remove');
  expect([code, said]).toEqual([1, expect.stringContaining('nothing was removed')]);
  expect((await db.owner.query('select count(*)::int > 1000 as kept from division')).rows).toEqual([{ kept: true }]);
  await db.owner.query(`update installation set demonstration = 'built'`);
  const stop = await db.platform.database.listen('sanshe_live', () => {});
  const served = await type('demo remove');
  expect([served.code, served.said]).toEqual([1, expect.stringContaining('stop it first')]);
  await stop();
  expect((await type('demo remove')).code).toBe(0);
  expect((await db.owner.query(`select to_regclass('account') as left`)).rows).toEqual([{ left: null }]);
});
