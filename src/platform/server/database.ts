import pg from 'pg';
import type { Scope } from './actor.ts';
import { gather } from './gather.ts';
import { makeAnnouncer, type Announcement } from './announcer.ts';
import { txOn, type Tx } from './tx.ts';

/** Where committed changes are told, to every process that has pages open. */
export const LIVE_CHANNEL = 'sanshe_live';

export type ConnectionOptions = { host: string; port: number; user: string; password: string; database: string; max?: number; ssl?: pg.ClientConfig['ssl'] };

export type Database = {
  /** One transaction under one scope: all or nothing. `readOnly` refuses writes. */
  transaction<T>(scope: Scope, work: (tx: Tx, switchTo: (scope: Scope) => void) => Promise<T>, options?: { readOnly?: boolean }): Promise<T>;
  /** A connection of its own that hears `NOTIFY`; call what it returns to stop. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
  readonly options: ConnectionOptions;
};

// Days come as text, moments as ISO text, whole numbers as numbers (counts stay far below 2^53), so that rows are plain data.
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === 1082) return (text: string) => text;
    if (oid === 1184 || oid === 1114) return (text: string) => new Date(`${text.replace(' ', 'T')}${oid === 1114 ? 'Z' : ''}`.replace(/([+-]\d\d)$/, '$1:00')).toISOString();
    if (oid === 20) return (text: string) => Number(text);
    return pg.types.getTypeParser(oid, format);
  },
} as unknown as pg.CustomTypesConfig;

/** `set local` for the scope as one message: role and settings live until the transaction ends and not a moment longer. */
export function scopeText(scope: Scope): string {
  const settings = Object.entries(scope.settings).map(([name, value]) => `set local ${name} = ${pg.escapeLiteral(value)}`);
  return [`set local role ${scope.dbRole}`, ...settings].join('; ');
}

/** Of a transaction that failed, the failure that began it: what is sent behind a failed statement only hears that all is lost. */
async function firstFailure(caught: unknown, asides: Promise<unknown>[], failures: unknown[]): Promise<unknown> {
  const IN_FAILED_TRANSACTION = '25P02';
  if ((caught as { code?: string }).code !== IN_FAILED_TRANSACTION) return caught;
  const known = failures.find((failure) => (failure as { code?: string }).code !== IN_FAILED_TRANSACTION);
  if (known) return known;
  for (const aside of await Promise.allSettled(asides)) {
    if (aside.status === 'rejected' && (aside.reason as { code?: string }).code !== IN_FAILED_TRANSACTION) return aside.reason;
  }
  return caught;
}

/** A pool of pipelining connections that log in as `sanshe_app`, a role that owns nothing. `awaited`: the kinds of notices that jobs take; all of them where none is named. */
export function connect(options: ConnectionOptions, awaited?: ReadonlySet<string>): Database {
  const isAwaited = (kind: string) => awaited?.has(kind) ?? true;
  const pool = new pg.Pool({
    ...options, max: options.max ?? 16, types, pipeline: true, application_name: 'sanshe', allowExitOnIdle: true,
    statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000,
  } as pg.PoolConfig);
  pool.on('error', () => {}); // an idle connection that breaks is replaced at the next request
  // one that breaks while it is used fails its queries, which is enough: an error event that nobody hears would end the process
  pool.on('connect', (client) => { client.on('error', () => {}); });

  const announcer = makeAnnouncer((payloads) => pool.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [LIVE_CHANNEL, payloads]));
  const listeners = new Set<() => Promise<void>>();
  return {
    options,
    async transaction(scope, work, { readOnly = false } = {}) {
      const client = await pool.connect();
      let broken: Error | undefined;
      // Not awaited on purpose: the first query of the work travels behind it in the same packet.
      const asides: Promise<unknown>[] = [];
      const announced: Announcement[] = [];
      const failures: unknown[] = [];
      const aside = (text: string) => { gather(client); const sent = client.query(text); sent.catch(() => {}); asides.push(sent); };
      try {
        aside(`begin${readOnly ? ' read only' : ''}; ${scopeText(scope)}`);
        const value = await work(txOn(client, asides, announced, failures, isAwaited), (next) => aside(scopeText(next)));
        // The commit follows the last writes in the same packet. Had one of them failed, the server would answer ROLLBACK.
        gather(client);
        const [ended] = await Promise.all([client.query('commit'), ...asides]);
        if (ended.command !== 'COMMIT') throw new Error('the transaction was rolled back by the server');
        announcer.announce(announced);
        return value;
      } catch (error) {
        await client.query('rollback').catch((failure: Error) => { broken = failure; });
        throw await firstFailure(error, asides, failures);
      } finally {
        client.release(broken);
      }
    },
    async listen(channel, heard) {
      let stopped = false;
      let client: pg.Client | undefined;
      const open = async () => {
        const opened = new pg.Client({ ...options, application_name: 'sanshe live' });
        client = opened;
        opened.on('notification', (message) => heard(message.payload ?? ''));
        opened.on('error', () => { if (client === opened) again(); });
        await opened.connect();
        await opened.query(`listen ${pg.escapeIdentifier(channel)}`);
      };
      // a database that is away for longer is asked for until it is back
      const again = () => {
        client = undefined;
        if (!stopped) setTimeout(() => { if (!stopped) open().catch(again); }, 1000).unref();
      };
      await open();
      const stop = async () => { stopped = true; listeners.delete(stop); await client?.end().catch(() => {}); };
      listeners.add(stop);
      return stop;
    },
    async close() {
      if (pool.ending) return;
      await announcer.close();
      await Promise.all([...listeners].map((stop) => stop()));
      await pool.end();
    },
  };
}
