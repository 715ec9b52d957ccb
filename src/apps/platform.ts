import { connect, type ConnectionOptions } from '../platform/server/database.ts';
import type { Platform } from '../platform/server/perform.ts';
import { VERSION } from '../platform/server/root.ts';
import type { Vault } from '../platform/server/vault.ts';
import { permits, refusalOfConstraint } from './wire.ts';

export type PlatformOptions = { connection: Omit<ConnectionOptions, 'user' | 'password'>; vault: Vault; city: string; demonstration: boolean; now?: () => Date };

/** The ground that operations stand on, connected as the role that owns nothing. */
export function makePlatform({ connection, vault, city, demonstration, now }: PlatformOptions): Platform {
  return {
    database: connect({ ...connection, user: 'sanshe_app', password: vault.derive('database app role') }),
    vault, city, demonstration, version: VERSION, now: now ?? (() => new Date()), permits, refusalOfConstraint,
  };
}
