import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** Migrations already in the database that this code does not know, one of them breaking: older code must not run. */
export class DatabaseIsNewer extends Error {}

/** Applies what is missing, each migration in a transaction of its own, one migrator at a time. Returns the names applied. */
export async function migrate(owner: pg.Client, folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
  await owner.query('select pg_advisory_lock(7263513)');
  try {
    await owner.query(`create table if not exists migration (
      name text primary key, is_breaking boolean not null, applied_at timestamptz not null default now())`);
    await owner.query(`comment on table migration is 'Which migrations this database has.'`);
    await owner.query('grant usage on schema public to sanshe_app, sanshe_party, sanshe_reader, sanshe_door, sanshe_keeper');
    const { rows } = await owner.query<{ name: string; is_breaking: boolean }>('select name, is_breaking from migration');
    const applied = new Set(rows.map((row) => row.name));
    const ahead = rows.filter((row) => row.is_breaking && !files.includes(row.name));
    if (ahead.length > 0) throw new DatabaseIsNewer(ahead.map((row) => row.name).join(', '));
    const missing = files.filter((name) => !applied.has(name));
    // an empty database has no rows to be reached
    const isEmpty = applied.size === 0;
    for (const name of missing) await apply(owner, join(folder, name), name, isEmpty ? [] : await listForced(owner));
    return missing;
  } finally {
    await owner.query('select pg_advisory_unlock(7263513)');
  }
}

/** The tables whose owner, too, sees by row security alone. */
async function listForced(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(`select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relforcerowsecurity order by relname`);
  return rows.map(({ name }) => name);
}

/** `forced`: while it runs, its owner reaches all rows of these, whether he is a superuser or not; an update would else pass over them without a word. */
async function apply(owner: pg.Client, path: string, name: string, forced: string[]): Promise<void> {
  const text = await readFile(path, 'utf8');
  await owner.query('begin');
  try {
    for (const table of forced) await owner.query(`alter table ${table} no force row level security`);
    await owner.query(text);
    for (const table of forced) await owner.query(`alter table if exists ${table} force row level security`);
    await owner.query('insert into migration (name, is_breaking) values ($1, $2)', [name, text.startsWith('--! breaking')]);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}
