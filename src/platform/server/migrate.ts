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
    for (const name of missing) await apply(owner, join(folder, name), name);
    return missing;
  } finally {
    await owner.query('select pg_advisory_unlock(7263513)');
  }
}

async function apply(owner: pg.Client, path: string, name: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  await owner.query('begin');
  try {
    await owner.query(text);
    await owner.query('insert into migration (name, is_breaking) values ($1, $2)', [name, text.startsWith('--! breaking')]);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}
