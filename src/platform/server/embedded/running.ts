import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { OWNER } from './cluster.ts';
import { pidFile } from './server-process.ts';

/**
 * How to reach the embedded server of a data folder that another process of ours runs at this moment; null when none answers.
 * For commands beside a running `npm start`; nothing is started or changed.
 */
export async function findRunning(dataFolder: string): Promise<pg.ClientConfig | null> {
  const data = resolve(dataFolder);
  const note = join(data, 'database-kept-in');
  const secret = join(data, 'owner-password');
  if (!existsSync(secret)) return null;
  const home = existsSync(note) ? readFileSync(note, 'utf8').trim() : data;
  // postmaster.pid: process, folder, start, port, socket folder, address
  const lines = pidFile(join(home, 'postgresql'));
  const port = Number(lines[3]);
  const host = lines[4] || lines[5];
  if (!host || !Number.isInteger(port)) return null;
  const options: pg.ClientConfig = { host, port, user: OWNER, password: readFileSync(secret, 'utf8').trim(), database: 'sanshe' };
  const client = new pg.Client({ ...options, connectionTimeoutMillis: 3000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return options;
  } catch {
    return null;
  }
}
