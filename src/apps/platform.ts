import { ACCOUNT_RULES, DEMONSTRATION_RULES, type AccountRules } from '../platform/server/account-rules.ts';
import { connect, type ConnectionOptions } from '../platform/server/database.ts';
import type { Platform } from '../platform/server/perform.ts';
import { VERSION } from '../platform/server/root.ts';
import type { Vault } from '../platform/server/vault.ts';
import { jobs, permits, refusalOfConstraint } from './wire.ts';

export type PlatformOptions = { connection: Omit<ConnectionOptions, 'user' | 'password'>; vault: Vault; city: string; demonstration: boolean; now?: () => Date; accountRules?: AccountRules; publicUrl?: string | null; commandLine?: string; awaited?: ReadonlySet<string> };

/** The kinds of notices for which a job waits. */
const AWAITED: ReadonlySet<string> = new Set(jobs.flatMap(({ takes }) => takes ?? []));

/** The ground that operations stand on, connected as the role that owns nothing. */
export function makePlatform({ connection, vault, city, demonstration, now, accountRules = ACCOUNT_RULES, publicUrl = null, commandLine = 'npx sanshe', awaited = AWAITED }: PlatformOptions): Platform {
  return {
    database: connect({ ...connection, user: 'sanshe_app', password: vault.derive('database app role') }, awaited),
    vault, city, demonstration, version: VERSION, publicUrl, commandLine, accountRules: demonstration ? DEMONSTRATION_RULES : accountRules, now: now ?? (() => new Date()), permits, refusalOfConstraint,
  };
}
