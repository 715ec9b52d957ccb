import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { CannotStart, type Sentence } from '../platform/server/embedded/cannot-start.ts';
import { startEmbedded } from '../platform/server/embedded/launcher.ts';
import { findRunning } from '../platform/server/embedded/running.ts';
import type { ConnectionOptions } from '../platform/server/database.ts';
import { makePlatform } from './platform.ts';
import type { Platform } from '../platform/server/perform.ts';
import { signChain } from '../platform/server/seal.ts';
import { doorScope } from '../platform/server/sessions.ts';
import { sql } from '../platform/server/sql.ts';
import type { Vault } from '../platform/server/vault.ts';
import { DatabaseTooOld, OLDEST_VERSION } from './named-database.ts';
import { openVault } from './key.ts';
import { prepareDatabase } from './prepare-database.ts';
import { commandLineOf, type Settings } from './settings.ts';

export type Foundation = {
  ownerOptions: pg.ClientConfig; vault: Vault; platform: Platform;
  recovered: Sentence | null;
  close(): Promise<void>;
};

type Wishes = { log(said: Sentence): void; onDied?(said: Sentence): void; /** Bring the database up to date first. */ prepare: boolean };

/** The way to the database for the role that works in it: the same place, and just as closed to listeners on the way. */
function connectionOf(options: pg.ClientConfig): Pick<ConnectionOptions, 'host' | 'port' | 'database' | 'ssl'> {
  const client = new pg.Client(options);
  return { host: client.host, port: client.port, database: client.database ?? 'sanshe', ssl: client.ssl };
}

/** Any of these stands in a data folder that has been started once: a command that only reads makes none. */
const KEPT = ['owner-password', 'database-kept-in', 'postgresql'];

/** Opens the database: the one of DATABASE_URL, the embedded one that another process of ours runs already, or a newly started one. */
export async function openFoundation(settings: Settings, { log, onDied, prepare }: Wishes): Promise<Foundation> {
  let ownerOptions: pg.ClientConfig;
  let recovered: Sentence | null = null;
  let stop = async () => {};
  if (settings.databaseUrl) {
    ownerOptions = { connectionString: settings.databaseUrl };
  } else {
    const running = onDied ? null : await findRunning(settings.dataFolder);
    if (running) ownerOptions = running;
    else {
      if (!prepare && !KEPT.some((name) => existsSync(join(settings.dataFolder, name)))) throw new CannotStart('noData', { folder: settings.dataFolder });
      const embedded = await startEmbedded({ dataFolder: settings.dataFolder, log, onDied });
      ({ owner: ownerOptions, recovered, stop } = embedded);
    }
  }
  try {
    const vault = openVault(settings);
    if (settings.databaseUrl) await isNewEnough(ownerOptions);
    await keyFits(ownerOptions, vault);
    if (!prepare && !settings.databaseUrl && !(await hasTables(ownerOptions))) throw new CannotStart('noData', { folder: settings.dataFolder });
    if (prepare && (await demonstrationState(ownerOptions)) === 'building') {
      log({ zh: '上次建立示范城市时被中断，现在重新建立。', en: 'Building the demonstration city was interrupted last time; it is being built anew.' });
      await emptyDatabase(ownerOptions);
      await keyFits(ownerOptions, vault);
    }
    const { migrations } = prepare ? await prepareDatabase(ownerOptions, vault, settings.city) : { migrations: [] };
    const demonstration = (await demonstrationState(ownerOptions)) !== 'none';
    const platform = makePlatform({ connection: connectionOf(ownerOptions), vault, city: settings.city, demonstration, accountRules: settings.accountRules, publicUrl: settings.publicUrl, commandLine: commandLineOf(settings) });
    if (migrations.includes('0019_audit-head.sql')) await signChain(platform);
    return { ownerOptions, vault, platform, recovered, close: async () => { await platform.database.close(); await stop(); } };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function asOwner<T>(options: pg.ClientConfig, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client(options);
  owner.on('error', () => {});
  await owner.connect();
  try { return await work(owner); } finally { await owner.end(); }
}

async function isNewEnough(options: pg.ClientConfig): Promise<void> {
  const { server_version: version } = await asOwner(options, async (owner) => (await owner.query<{ server_version: string }>('show server_version')).rows[0]!);
  if (Number.parseInt(version, 10) < OLDEST_VERSION) throw new DatabaseTooOld(version);
}

const hasTables = (options: pg.ClientConfig): Promise<boolean> =>
  asOwner(options, async (owner) => (await owner.query<{ known: string | null }>(`select to_regclass('account') as known`)).rows[0]!.known !== null);

/** What was sealed under one key cannot be read under another: better to refuse now than to find out at the first file. */
async function keyFits(options: pg.ClientConfig, vault: Vault): Promise<void> {
  await asOwner(options, async (owner) => {
    await owner.query(`create table if not exists installation (only_one boolean primary key default true check (only_one), key_check text not null, demonstration text not null default 'none' check (demonstration in ('none', 'building', 'built')))`);
    const check = vault.derive('key check').slice(0, 16);
    const { rows: [row] } = await owner.query<{ key_check: string }>(
      `insert into installation (key_check) values ($1) on conflict (only_one) do update set key_check = installation.key_check returning key_check`, [check]);
    if (row!.key_check !== check) throw new KeyDoesNotFit();
  });
}

export class KeyDoesNotFit extends Error {
  constructor() {
    super('密钥与数据库不相配：请把原来的密钥文件 key 放回数据目录，或设 SANSHE_KEY。 / The key does not fit this database: put the right file “key” back into the data folder, or set SANSHE_KEY.');
  }
}

/** `building` stands from the first row of the demonstration to its last, so that one cut off in between is known and made anew. */
export type DemonstrationState = 'none' | 'building' | 'built';

export const demonstrationState = (options: pg.ClientConfig): Promise<DemonstrationState> =>
  asOwner(options, async (owner) => (await owner.query<{ demonstration: DemonstrationState }>('select demonstration from installation')).rows[0]?.demonstration ?? 'none');

export const setDemonstration = (options: pg.ClientConfig, state: DemonstrationState): Promise<unknown> =>
  asOwner(options, (owner) => owner.query('update installation set demonstration = $1', [state]));

/** Whether a server of ours, or its jobs, has this database open: it would go on, and find nothing where its tables were. */
export const isServed = (options: pg.ClientConfig): Promise<boolean> =>
  asOwner(options, async (owner) => (await owner.query(`select 1 from pg_stat_activity where datname = current_database() and application_name in ('sanshe live', 'sanshe jobs') limit 1`)).rows.length > 0);

/** Empties the database of everything: the one action that removes the demonstration city. Only ever called for a demonstration. */
export const emptyDatabase = (options: pg.ClientConfig): Promise<void> =>
  asOwner(options, async (owner) => {
    const { rows: [row] } = await owner.query<{ demonstration: DemonstrationState }>('select demonstration from installation');
    if (!row || row.demonstration === 'none') throw new Error('this is no demonstration');
    await owner.query('begin; drop schema if exists pgboss cascade; drop schema public cascade; create schema public; commit');
  });

/** No account yet: nobody has worked here. Asked as the door: an owner who is no superuser sees no row of any table, and would take every city for empty. */
export const isEmpty = ({ database, city }: Platform): Promise<boolean> =>
  database.transaction(doorScope(city), async (tx) => (await tx.many(sql`select 1 from account limit 1`)).length === 0, { readOnly: true });

