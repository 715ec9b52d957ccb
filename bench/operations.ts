import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { hashPassword } from '../src/areas/access/server/operations.ts';
import { addAccount, addGrant } from '../src/areas/access/server/queries.ts';
import { registerPeople } from '../src/areas/people/server/operations.ts';
import { makeApi } from '../src/apps/api.ts';
import { scopeOf } from '../src/platform/server/actor.ts';
import { makeCall, systemActor } from '../src/platform/server/call.ts';
import { newId } from '../src/platform/server/ids.ts';
import { doorScope } from '../src/platform/server/sessions.ts';
import { makeScratch, quantile, type Measured } from './support/scratch.ts';

const CONNECTIONS = 32;
const SECONDS = 8;
const PLACE = '150602001003';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Statement = { text: string; values: unknown[] | undefined; name: string | undefined };
/** What travels together: statements sent before any of them is answered. */
type Packet = Statement[];

/** Everything that one operation sends, in order and in its packets, as seen by the driver. */
async function recordPackets(once: () => Promise<unknown>): Promise<Packet[]> {
  const packets: Packet[] = [];
  let [sent, answered] = [0, 0];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, first: string | { text: string; values?: unknown[]; name?: string }, ...rest: unknown[]) {
    if (sent === answered) packets.push([]);
    sent += 1;
    packets.at(-1)!.push(typeof first === 'string' ? { text: first, values: rest[0] as unknown[] | undefined, name: undefined } : { text: first.text, values: first.values, name: first.name });
    const answer = (original as (...all: unknown[]) => Promise<unknown>).call(this, first, ...rest);
    answer.then(() => { answered += 1; }, () => { answered += 1; });
    return answer;
  } as typeof original;
  try { await once(); } finally { pg.Client.prototype.query = original; }
  return packets;
}

/**
 * The same statements through the same driver, with nothing around them: ids that the operation makes are made anew each time, everything else is as
 * recorded. They go in the same packets: what the operation waits for (who it is, what there is) is waited for here, and nothing else.
 */
async function bareLoop(pool: pg.Pool, packets: Packet[], made: Set<string>): Promise<number> {
  const until = Date.now() + SECONDS * 1000;
  let done = 0;
  const lane = async () => {
    const client = await pool.connect();
    while (Date.now() < until) {
      const fresh = new Map([...made].map((id) => [id, newId()]));
      const renew = (value: unknown) => (typeof value === 'string' && fresh.has(value) ? fresh.get(value) : value);
      for (const packet of packets) await Promise.all(packet.map(({ text, values, name }) => client.query({ text, values: values?.map(renew), name })));
      done += 1;
    }
    client.release();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  return done / SECONDS;
}

// The load comes from a thread of its own, so that the server's thread is measured and not its caller.
const HAMMER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { randomUUID } = require('node:crypto');
  const autocannon = require('autocannon');
  const { url, cookie, personIds, connections, seconds } = workerData;
  let n = 0;
  const setupRequest = (request) => ({ ...request, body: JSON.stringify({ requestId: randomUUID(), personId: personIds[n++ % personIds.length], kind: 'livingAlone', evidence: '邻居说', sinceOn: '2026-01-01' }) });
  autocannon({ url, connections, duration: seconds, requests: [{ method: 'POST', headers: { 'content-type': 'application/json', cookie }, setupRequest }] })
    .then((result) => parentPort.postMessage({ rate: result['2xx'] / result.duration, failed: result.non2xx + result.errors }));`;

function overHttp(load: { url: string; cookie: string; personIds: string[] }): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(HAMMER, { eval: true, workerData: { ...load, connections: CONNECTIONS, seconds: SECONDS } });
    worker.once('message', ({ rate, failed }: { rate: number; failed: number }) => (failed > 0 ? reject(new Error(`${failed} requests failed`)) : resolve(rate)));
    worker.once('error', reject);
  });
}

/** A full durable operation over HTTP against a bare loop of its own statements, in one run, alternating. */
export async function run(): Promise<Measured[]> {
  const scratch = await makeScratch();
  const { platform } = scratch;
  const password = 'a-bench-password';
  await platform.database.transaction(doorScope('1506'), async (tx) => {
    const accountId = newId();
    await addAccount(tx, { id: accountId, username: 'bench', passwordHash: await hashPassword(password), name: 'bench', personId: null, language: 'zh' });
    await addGrant(tx, { id: newId(), accountId, role: 'stationWorker', divisionCode: PLACE, organizationId: null, fromOn: '2020-01-01', untilOn: null });
  });
  const people = await platform.database.transaction(scopeOf(systemActor('1506')), (tx) => registerPeople(tx, makeCall(systemActor('1506'), new Date(), newId(), 'zh', platform.vault),
    Array.from({ length: 500 }, (_, i) => ({ divisionCode: PLACE, fullName: `试${i}` }))));

  const app = await makeApi(platform, { log: false, isSecure: false });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const signIn = await fetch(`${address}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'bench', password }) });
  const cookie = signIn.headers.getSetCookie()[0]!.split(';')[0]!;
  let n = 0;
  const bodyOf = () => JSON.stringify({ requestId: randomUUID(), personId: people[n++ % people.length]!.personId, kind: 'livingAlone', evidence: '邻居说', sinceOn: '2026-01-01' });
  const post = (body: string) => fetch(`${address}/api/people/circumstances`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body });
  const first = await post(bodyOf());
  if (!first.ok) throw new Error(`the operation was refused: ${await first.text()}`);
  const requestBody = bodyOf();
  const packets = await recordPackets(() => post(requestBody));
  const statements = packets.flat();
  const made = new Set(statements.flatMap(({ values }) => (values ?? []).filter((value): value is string => typeof value === 'string' && (UUID.test(value) || value === JSON.parse(requestBody).requestId))));
  for (const { personId } of people) made.delete(personId);
  const isOld = new Set((await scratch.owner.query<{ id: string }>('select account_id::text as id from access_grant union select id::text from access_grant')).rows.map(({ id }) => id));
  for (const id of isOld) made.delete(id);

  const pool = new pg.Pool({ ...platform.database.options, max: CONNECTIONS, pipeline: true } as pg.PoolConfig);
  const rates: { http: number; bare: number }[] = [];
  for (let round = 0; round < 3; round++) rates.push({ http: await overHttp({ url: `${address}/api/people/circumstances`, cookie, personIds: people.map(({ personId }) => personId) }), bare: await bareLoop(pool, packets, made) });
  await pool.end();
  await app.close();
  await scratch.close();
  const [http, bare] = [quantile(rates.map((rate) => rate.http), 0.5), quantile(rates.map((rate) => rate.bare), 0.5)];
  return [
    { what: `a durable operation over HTTP, ${CONNECTIONS} connections`, measured: `${Math.round(http)} / s`, isMet: null },
    { what: `its ${statements.length} statements in ${packets.length} packets in a bare loop`, measured: `${Math.round(bare)} / s`, isMet: null },
    { what: 'ratio', measured: (http / bare).toFixed(2), wanted: '≥ 0.5', isMet: http / bare >= 0.5 },
  ];
}
