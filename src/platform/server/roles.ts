import pg from 'pg';
import type { Vault } from './vault.ts';

/** The roles of the database. Only sanshe_app logs in; it steps into the others for one transaction at a time. */
const STEPPED_INTO = ['sanshe_party', 'sanshe_reader', 'sanshe_door', 'sanshe_keeper'] as const;

/** Makes the roles if they are missing. Roles belong to the whole server, so this runs before any migration. */
export async function ensureRoles(owner: pg.Client, vault: Vault): Promise<void> {
  const password = pg.escapeLiteral(vault.derive('database app role'));
  const { rows } = await owner.query<{ rolname: string }>(`select rolname from pg_roles where rolname like 'sanshe\\_%'`);
  const known = new Set(rows.map((row) => row.rolname));
  for (const role of STEPPED_INTO) if (!known.has(role)) await owner.query(`create role ${role} nologin`);
  // noinherit: what sanshe_app may do without stepping into a role is only its own
  if (!known.has('sanshe_app')) await owner.query(`create role sanshe_app login noinherit password ${password}`);
  else await owner.query(`alter role sanshe_app password ${password}`);
  for (const role of STEPPED_INTO) await owner.query(`grant ${role} to sanshe_app`);
}
