import { resolve } from 'node:path';
import { ACCOUNT_RULES, type AccountRules } from '../platform/server/account-rules.ts';
import { ROOT } from '../platform/server/root.ts';

/** What the surroundings say; each has a default that suits one city on one machine. */
export type Settings = {
  dataFolder: string; databaseUrl: string | null; port: number; host: string; city: string;
  /** SANSHE_EMPTY=1: no demonstration city in an empty database. */
  startEmpty: boolean;
  /** SANSHE_URL: where people find it, for instance https://sanshe.example; on slips and their codes. */
  publicUrl: string | null;
  /** SANSHE_URL with https, or SANSHE_SECURE=1: behind a proxy that speaks https; cookies are then for https only. */
  isSecure: boolean;
  key: string | null;
  /** SANSHE_PASSWORD_DAYS, SANSHE_PASSWORDS_KEPT, SANSHE_UNUSED_DAYS, SANSHE_IDLE_MINUTES, SANSHE_ADMIN_IDLE_MINUTES; 0 asks nothing. */
  accountRules: AccountRules;
};

const DATA = resolve(ROOT, 'data');

export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const port = Number(env['PORT'] || 5180);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new SettingWrong('PORT', env['PORT'] ?? '');
  const city = env['SANSHE_CITY'] || '1506';
  if (!/^[1-9]\d{3}$/.test(city)) throw new SettingWrong('SANSHE_CITY', city);
  const databaseUrl = env['DATABASE_URL'] || null;
  // the address holds a password: it is not said back
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new SettingWrong('DATABASE_URL', '…');
  const publicUrl = originOf(env['SANSHE_URL'] || null);
  return {
    dataFolder: resolve(env['SANSHE_DATA'] || DATA), databaseUrl, port, host: env['HOST'] || '127.0.0.1',
    city, startEmpty: env['SANSHE_EMPTY'] === '1', publicUrl, isSecure: env['SANSHE_SECURE'] === '1' || (publicUrl?.startsWith('https:') ?? false), key: env['SANSHE_KEY'] || null,
    accountRules: {
      passwordDays: wholeNumber(env, 'SANSHE_PASSWORD_DAYS', ACCOUNT_RULES.passwordDays, 3650), passwordsKept: wholeNumber(env, 'SANSHE_PASSWORDS_KEPT', ACCOUNT_RULES.passwordsKept, 24),
      unusedDays: wholeNumber(env, 'SANSHE_UNUSED_DAYS', ACCOUNT_RULES.unusedDays, 3650),
      idleMinutes: wholeNumber(env, 'SANSHE_IDLE_MINUTES', ACCOUNT_RULES.idleMinutes, 720), idleMinutesOfAdministrators: wholeNumber(env, 'SANSHE_ADMIN_IDLE_MINUTES', ACCOUNT_RULES.idleMinutesOfAdministrators, 720),
    },
  };
}

/** How a command is typed on this machine, so that it finds the data that is served. */
export const commandLineOf = ({ dataFolder }: Pick<Settings, 'dataFolder'>): string =>
  (dataFolder === DATA ? 'npx sanshe' : `SANSHE_DATA=${/^[\w/.@%+,:-]+$/.test(dataFolder) ? dataFolder : `'${dataFolder.replaceAll("'", String.raw`'\''`)}'`} npx sanshe`);

/** Pages stand at the root of their host: a path would be lost on every slip. */
function originOf(address: string | null): string | null {
  if (!address) return null;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) throw new SettingWrong('SANSHE_URL', address);
  return url.origin;
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, otherwise: number, most: number): number {
  const value = Number(env[name] || otherwise);
  if (!Number.isInteger(value) || value < 0 || value > most) throw new SettingWrong(name, env[name] ?? '');
  return value;
}

export class SettingWrong extends Error {
  constructor(name: string, value: string) {
    super(`${name}=${value} 无效，请改正后再启动。 / ${name}=${value} will not do; please correct it and start again.`);
  }
}

export const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '::1'].includes(host) || host.startsWith('127.');
