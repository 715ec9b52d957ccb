import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { DEMONSTRATION_RULES } from '../platform/server/account-rules.ts';
import { CannotStart, type Sentence } from '../platform/server/embedded/cannot-start.ts';
import { startWorker } from '../platform/server/jobs.ts';
import type { Platform } from '../platform/server/perform.ts';
import { sealAudit } from '../platform/server/seal.ts';
import { makeApi } from './api.ts';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD } from './demonstration/accounts.ts';
import { buildDemonstration } from './demonstration/build.ts';
import { isEmpty, openFoundation, setDemonstration, type Foundation } from './foundation.ts';
import { isLoopback, type Settings } from './settings.ts';
import { jobs } from './wire.ts';

const tell = (said: Sentence) => console.log(`${said.zh}\n${said.en}`);

/** `npm start`: everything in one process, on the embedded PostgreSQL unless DATABASE_URL names another. */
export async function start(settings: Settings): Promise<void> {
  await portIsFree(settings.port, settings.host);
  const stopping = new Stopping();
  const foundation = await openFoundation(settings, {
    prepare: true, log: tell,
    onDied: (said) => { tell(said); void stopping.stop(1); },
  });
  stopping.add(() => foundation.close());
  if (foundation.recovered) tell(foundation.recovered);
  try {
    await fillIfEmpty(settings, foundation);
    if (foundation.platform.demonstration && !isLoopback(settings.host)) throw new DemonstrationInTheOpen();
    const address = await open(settings, foundation.platform, stopping, true);
    greet(address, foundation.platform.demonstration, await isEmpty(foundation.platform));
  } catch (error) {
    await stopping.stop();
    throw error;
  }
}

/** `sanshe serve`: the API and the pages, as many processes as wanted. `sanshe work`: the jobs. */
export async function serve(settings: Settings): Promise<void> {
  const stopping = new Stopping();
  const foundation = await openFoundation(settings, { prepare: false, log: tell, onDied: () => void stopping.stop(1) });
  stopping.add(() => foundation.close());
  console.log(await open(settings, foundation.platform, stopping, false));
}

export async function work(settings: Settings): Promise<void> {
  const stopping = new Stopping();
  const foundation = await openFoundation(settings, { prepare: false, log: tell, onDied: () => void stopping.stop(1) });
  stopping.add(() => foundation.close());
  await startJobs(foundation.platform, stopping);
}

class DemonstrationInTheOpen extends Error {
  constructor() {
    super('示范城市的密码人人知道，只能在本机打开：请去掉 HOST，或先用 sanshe demo remove 移除示范城市。 / The demonstration’s passwords are known to everyone, so it opens on this machine only: leave HOST out, or remove it first with sanshe demo remove.');
  }
}

async function fillIfEmpty(settings: Settings, foundation: Foundation): Promise<void> {
  if (settings.startEmpty || !(await isEmpty(foundation.platform))) return;
  tell({ zh: '数据库是空的，正在建立示范城市（1–5 分钟，忙的机器久一些；全部人物均为虚构）……', en: 'The database is empty; building the demonstration city (1–5 minutes, longest on a busy machine; everyone in it is invented) …' });
  // the mark comes first: a build that is cut off is known at the next start and made anew
  await setDemonstration(foundation.ownerOptions, 'building');
  foundation.platform.demonstration = true;
  foundation.platform.accountRules = DEMONSTRATION_RULES;
  await buildDemonstration(foundation.platform, (zh, en) => tell({ zh, en }));
  await setDemonstration(foundation.ownerOptions, 'built');
}

async function open(settings: Settings, platform: Platform, stopping: Stopping, withJobs: boolean): Promise<string> {
  const app: FastifyInstance = await makeApi(platform, { log: { level: process.env['LOG_LEVEL'] ?? 'warn' }, isSecure: settings.isSecure });
  stopping.add(() => app.close());
  if (withJobs) await startJobs(platform, stopping);
  try {
    return await app.listen({ port: settings.port, host: settings.host });
  } catch (error) {
    throw (error as { code?: string }).code === 'EADDRINUSE' ? new CannotStart('portTaken', { port: settings.port }, error) : error;
  }
}

async function startJobs(platform: Platform, stopping: Stopping): Promise<void> {
  const log = { error: (details: object, message: string) => console.error(message, details) };
  const worker = await startWorker(platform, jobs, log);
  stopping.add(() => worker.stop());
  let sealing = Promise.resolve();
  const seal = setInterval(() => {
    sealing = sealing.then(async () => { await sealAudit(platform); })
      .catch((error: unknown) => log.error({ err: error }, 'the audit chain could not be sealed; it will be tried again'));
  }, 2000);
  stopping.add(async () => { clearInterval(seal); await sealing; });
}

function greet(address: string, demonstration: boolean, nobodyThere: boolean): void {
  console.log(`\n三社 sanshe  ${address}\n`);
  if (nobodyThere) {
    console.log('还没有任何账号。请另开一个窗口，用 npx sanshe user add 名称 administrator 1506 建第一个，它会显示初始密码。');
    console.log('There is no account yet. In another window, npx sanshe user add NAME administrator 1506 makes the first one and shows its password.\n');
  }
  if (!demonstration) return;
  console.log(`示范城市的登录（密码都是 ${DEMONSTRATION_PASSWORD}） / Sign-ins of the demonstration (password ${DEMONSTRATION_PASSWORD}):`);
  for (const { username, roleZh, roleEn } of DEMONSTRATION_ACCOUNTS) console.log(`  ${username.padEnd(22)}${roleZh} / ${roleEn}`);
  console.log('\n按 Ctrl-C 停止。 / Ctrl-C stops it.');
}

/** Before anything heavy: is the port ours to take? */
function portIsFree(port: number, host: string): Promise<void> {
  if (port === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new CannotStart('portTaken', { port }) : error));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** Stops in the reverse order of starting, once, on Ctrl-C, SIGTERM or when told. */
class Stopping {
  #steps: (() => Promise<unknown>)[] = [];
  #stopped: Promise<void> | undefined;
  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void this.stop(0));
  }
  add(step: () => Promise<unknown>): void { this.#steps.push(step); }
  stop(exitWith?: number): Promise<void> {
    this.#stopped ??= (async () => {
      for (const step of this.#steps.reverse()) await step().catch((error: unknown) => console.error(error));
    })();
    return this.#stopped.then(() => { if (exitWith !== undefined) process.exit(exitWith); });
  }
}
