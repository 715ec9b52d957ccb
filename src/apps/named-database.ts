import { DatabaseIsNewer } from '../platform/server/migrate.ts';

type Fault = { code?: string; message?: string };

const AWAY = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT', 'ECONNRESET', '57P03']);

/** Oldest version whose SQL the migrations speak. */
export const OLDEST_VERSION = 15;

export class DatabaseTooOld extends Error {}

/** Where the database is, without the password that its address may hold. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

/** What stands in the way of the database that DATABASE_URL names, and what to do about it; null for what is no fault of its. */
export function databaseSentence(error: unknown, url: string): string | null {
  const { code = '', message = '' } = error as Fault;
  const place = placeOf(url);
  if (error instanceof DatabaseTooOld) return `${place} 的 PostgreSQL 版本太旧（${message}），至少需要 ${OLDEST_VERSION}。 / The PostgreSQL at ${place} is too old (${message}); ${OLDEST_VERSION} or later is needed.`;
  if (error instanceof DatabaseIsNewer) return `数据库由更新版本的三社升级过（${message}），这个版本不能用它：请改用那个版本。 / The database was brought further by a newer sanshe (${message}) than this one can use: run that one.`;
  const [, extension] = /extension "(\w+)"|extension\/(\w+)\.control/.exec(String((error as Error).cause ?? ''))?.filter((found) => found !== undefined) ?? [];
  if (extension) return `数据库 ${place} 的服务器上没有扩展 ${extension}：请安装 PostgreSQL 的 contrib 软件包（如 postgresql-contrib），再启动。 / The server of the database ${place} lacks the extension ${extension}: install PostgreSQL’s contrib package (postgresql-contrib, say), then start again.`;
  if (AWAY.has(code)) return `连不上数据库 ${place}（${code}）：请检查它是否在运行，以及 DATABASE_URL 的主机和端口。 / The database ${place} cannot be reached (${code}): check that it runs, and the host and port in DATABASE_URL.`;
  if (code === '3D000') return `服务器上没有数据库 ${place}：请先建立它（createdb）。 / There is no database ${place} on that server: create it first (createdb).`;
  if (code === '42P01' || ((code === '28000' || code === '28P01') && message.includes('"sanshe_app"'))) return `数据库 ${place} 还没有为这个安装准备好：请先运行 npx sanshe migrate。 / The database ${place} is not prepared for this installation yet: run npx sanshe migrate first.`;
  if (code === '28000' || code === '28P01') return `数据库 ${place} 不接受 DATABASE_URL 里的用户名或密码。 / The database ${place} does not accept the user or the password in DATABASE_URL.`;
  if (code === '42501' && /create role/.test(message)) return `DATABASE_URL 里的角色不能建立角色：请由管理员执行 alter role … createrole。 / The role in DATABASE_URL may not create roles: have an administrator run alter role … createrole.`;
  if (code === '42501') return `DATABASE_URL 里的角色权限不够（${message}）：它须是这个数据库的所有者。 / The role in DATABASE_URL lacks rights (${message}): it must own this database.`;
  return null;
}
