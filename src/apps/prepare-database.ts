import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { importDivisions } from '../areas/divisions/server/operations.ts';
import { installJobs } from '../platform/server/jobs.ts';
import { migrate } from '../platform/server/migrate.ts';
import { ensureRoles } from '../platform/server/roles.ts';
import { ROOT } from '../platform/server/root.ts';
import type { Vault } from '../platform/server/vault.ts';
import { jobs } from './wire.ts';

/** Brings a database, empty or older, to what this code expects: roles, migrations, job queues, divisions. As the owner. */
export async function prepareDatabase(ownerOptions: pg.ClientConfig, vault: Vault, city: string): Promise<{ migrations: string[] }> {
  const owner = new pg.Client({ ...ownerOptions, application_name: 'sanshe migrate' });
  await owner.connect();
  try {
    await ensureRoles(owner, vault);
    const migrations = await migrate(owner, join(ROOT, 'db', 'migrations'));
    await installJobs(owner, jobs);
    await owner.query(`select set_config('app.city', $1, false)`, [city]); // an owner who is no superuser is held to the policies too
    const { rows } = await owner.query(`select 1 from division where city = $1 limit 1`, [city]);
    if (rows.length === 0) {
      const text = await readFile(join(ROOT, 'db', 'divisions', `${city}.csv`), 'utf8').catch(() => null);
      if (text) await importDivisions(owner, text, 'NBS 2023', '2023-06-30');
    }
    return { migrations };
  } finally {
    await owner.end();
  }
}
