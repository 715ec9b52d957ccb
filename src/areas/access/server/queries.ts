import { commonDivision } from '../../../kernel/division.ts';
import type { Role } from '../../../kernel/role.ts';
import type { Language } from '../../../kernel/messages.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { liveSessions, SESSION_HOURS } from '../../../platform/server/sessions.ts';
import type { Tx } from '../../../platform/server/tx.ts';

export type AccountRow = { id: string; username: string; passwordHash: string; name: string; personId: string | null; language: Language | null; disabledAt: string | null; disabledWhy: 'keeper' | 'unused' | null; divisionCode: string };

export async function findAccount(tx: Tx, username: string): Promise<AccountRow | null> {
  return tx.maybe(sql`
    select id, username, password_hash as "passwordHash", name, person_id as "personId", language, disabled_at as "disabledAt", disabled_why as "disabledWhy", division_code as "divisionCode" from account where username = ${username}`);
}

export type GrantRow = { id: string; role: Role; divisionCode: string; divisionName: string; organizationId: string | null };

/** Grants that hold today, oldest first; the first is the one acted under after sign-in. */
export async function listGrants(tx: Tx, accountId: string, today: string): Promise<GrantRow[]> {
  return tx.many(sql`
    select g.id, g.role, g.division_code as "divisionCode", coalesce(d.name, g.division_code) as "divisionName", g.organization_id as "organizationId"
    from access_grant g left join division d on d.city = g.city and d.code = g.division_code
    where g.account_id = ${accountId} and g.from_on <= ${today} and (g.until_on is null or g.until_on >= ${today})
    order by g.from_on, g.id`);
}

export async function addSession(tx: Tx, tokenHash: Buffer, accountId: string, grantId: string, agent: string): Promise<void> {
  await tx.run(sql`insert into session (token_hash, account_id, grant_id, expires_at, agent)
    values (${tokenHash}, ${accountId}, ${grantId}, now() + make_interval(hours => ${SESSION_HOURS}), ${agent.slice(0, 200)})`);
}

export async function endSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.run(sql`delete from session where token_hash = ${tokenHash}`);
}

/** Notes that somebody came in, for those who look after accounts nobody uses. */
export function noteSignIn(tx: Tx, accountId: string, at: Date): void {
  tx.send(sql`update account set last_signed_in_at = ${at} where id = ${accountId}`);
}

export type OwnSession = { startedAt: string; seenAt: string; agent: string | null; isThis: boolean };

/** The browsers in which an account is signed in, the newest sign-in first. */
export async function listSessionsOf(tx: Tx, platform: Pick<Platform, 'accountRules'>, accountId: string, tokenHash: Buffer): Promise<OwnSession[]> {
  return tx.many(sql`
    select s.created_at as "startedAt", s.seen_at as "seenAt", s.agent, s.token_hash = ${tokenHash} as "isThis"
    from ${liveSessions(platform)} where s.account_id = ${accountId} order by s.created_at desc, s.seen_at desc limit 100`);
}

export async function endSessionsOf(tx: Tx, accountId: string): Promise<number> {
  return tx.run(sql`delete from session where account_id = ${accountId}`);
}

export async function dropExpiredSessions(tx: Tx): Promise<number> {
  return tx.run(sql`delete from session where expires_at < now()`);
}

export async function findNameOfOrganization(tx: Tx, organizationId: string): Promise<string | null> {
  return (await tx.maybe<{ name: string }>(sql`select name from organization where id = ${organizationId}`))?.name ?? null;
}

export async function addAccount(tx: Tx, account: { id: string; username: string; passwordHash: string; name: string; personId: string | null; language: Language | null }): Promise<void> {
  await tx.run(sql`insert into account (id, username, password_hash, name, person_id, language)
    values (${account.id}, ${account.username}, ${account.passwordHash}, ${account.name}, ${account.personId}, ${account.language})
    on conflict (city, username) do update set password_hash = excluded.password_hash, name = excluded.name`);
}

export async function addGrant(tx: Tx, grant: { id: string; accountId: string; role: Role; divisionCode: string; organizationId: string | null; fromOn: string; untilOn: string | null }): Promise<void> {
  await tx.run(sql`insert into access_grant (id, account_id, role, division_code, organization_id, from_on, until_on)
    values (${grant.id}, ${grant.accountId}, ${grant.role}, ${grant.divisionCode}, ${grant.organizationId}, ${grant.fromOn}, ${grant.untilOn})`);
  const held = await tx.many<{ code: string }>(sql`select division_code as code from access_grant where account_id = ${grant.accountId} and (until_on is null or until_on >= ${grant.fromOn})`);
  if (held.length > 0) await tx.run(sql`update account set division_code = ${commonDivision(held.map(({ code }) => code))} where id = ${grant.accountId}`);
}

/** The one before is kept as a digest, so that it does not come back; what is older than asked for is forgotten. */
export async function setPassword(tx: Tx, accountId: string, passwordHash: string, kept: number): Promise<void> {
  await tx.run(sql`insert into password_kept (account_id, set_at, password_hash) select id, clock_timestamp(), password_hash from account where id = ${accountId}`);
  await tx.run(sql`delete from password_kept where account_id = ${accountId} and set_at not in (select set_at from password_kept where account_id = ${accountId} order by set_at desc limit ${Math.max(0, kept - 1)})`);
  await tx.run(sql`update account set password_hash = ${passwordHash}, must_change_password = false, password_set_at = now() where id = ${accountId}`);
}

/** Digests of the passwords before the present one, the latest first. */
export async function listKeptPasswords(tx: Tx, accountId: string, most: number): Promise<string[]> {
  if (most < 1) return [];
  return (await tx.many<{ digest: string }>(sql`select password_hash as digest from password_kept where account_id = ${accountId} order by set_at desc limit ${most}`)).map(({ digest }) => digest);
}

export async function setLanguage(tx: Tx, accountId: string, language: Language): Promise<void> {
  await tx.run(sql`update account set language = ${language} where id = ${accountId}`);
}
