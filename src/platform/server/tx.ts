import { createHash } from 'node:crypto';
import type { PoolClient, QueryResult } from 'pg';
import type { Announcement } from './announcer.ts';
import { gather } from './gather.ts';
import type { Sql } from './sql.ts';

/** The only handle on the database that an operation has. Queries sent without waiting travel in one round trip. */
export type Tx = {
  many<T>(query: Sql): Promise<T[]>;
  /** Exactly one row; throws otherwise. */
  one<T>(query: Sql): Promise<T>;
  maybe<T>(query: Sql): Promise<T | null>;
  /** The number of rows touched. */
  run(query: Sql): Promise<number>;
  /** Sends a write without waiting; whether it went well is known, and decided, at the commit. */
  send(query: Sql): void;
  /** Opens one more row to row security for the rest of this transaction (`app.need`; `app.record` for its timeline; `app.carrier` for how much an organisation carries; `app.questionnaire` for what a link asks; `app.along` for what goes along with a referral, `app.called` for what it calls on, `app.session` for the service that a link reports; `app.resource` for what is kept by its owner's link or was seen to serve); the value is an id, never input text. */
  open(setting: 'app.need' | 'app.record' | 'app.carrier' | 'app.questionnaire' | 'app.along' | 'app.called' | 'app.session' | 'app.resource', id: string): void;
  /** Tells open pages what has changed, once it is committed. */
  announce(announcement: Announcement): void;
  /** Whether a job waits for notices of this kind; of others no row is kept. */
  isAwaited(kind: string): boolean;
  /** For libraries that bring their own text (pg-boss). */
  text(text: string, values: unknown[]): Promise<QueryResult>;
};

// A statement's plan is kept under its name on each connection. Statements whose text varies with their input are few, but
// each would stay for ever; beyond this many the rest go unnamed.
const MOST_NAMED = 800;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_NAMED) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  names.set(text, name);
  return name;
}

/** `pending` gathers what was sent without waiting, which the transaction awaits with its commit; `announced` what is told after it; `failures` what went wrong, in the order of the statements. */
export function txOn(client: PoolClient, pending: Promise<unknown>[], announced: Announcement[], failures: unknown[], isAwaited: (kind: string) => boolean): Tx {
  const later = (sent: Promise<unknown>) => { sent.catch(() => {}); pending.push(sent); };
  const send = async <T>(query: Sql): Promise<QueryResult<T & object>> => {
    const { text, values } = query;
    gather(client);
    const sent = client.query<T & object>({ text, values, name: nameOf(text) });
    sent.catch((failure: unknown) => failures.push(failure));
    return sent;
  };
  return {
    many: async <T>(query: Sql) => (await send<T>(query)).rows,
    one: async <T>(query: Sql) => {
      const { rows } = await send<T>(query);
      if (rows.length !== 1) throw new Error(`wanted one row, got ${rows.length}: ${query.text.slice(0, 200)}`);
      return rows[0]!;
    },
    maybe: async <T>(query: Sql) => (await send<T>(query)).rows[0] ?? null,
    run: async (query) => (await send(query)).rowCount ?? 0,
    send: (query) => later(send(query)),
    open: (setting, id) => {
      if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('an id was wanted');
      later(client.query(`set local ${setting} = '${id}'`));
    },
    announce: (announcement) => void announced.push(announcement),
    isAwaited,
    text: (text, values) => client.query(text, values),
  };
}
