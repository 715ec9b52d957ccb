import { commonDivision } from '../../../kernel/division.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import type { Role } from '../../../kernel/role.ts';
import { sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Administrator, HeldGrant, KeptAccount } from '../core/account.ts';

// All of these run as the keeper (keeperScopeOf) unless they say otherwise.

export type KeptRow = KeptAccount & { username: string; name: string; divisionCode: string };

/** Locks the account, so that two keepers change it one after another; null where it is not theirs to see. */
export async function findAccountForUpdate(tx: Tx, accountId: string): Promise<KeptRow | null> {
  const row = await tx.maybe<Omit<KeptRow, 'grants'>>(sql`
    select id, username, name, person_id as "personId", disabled_at is not null as "isClosed", division_code as "divisionCode" from account
    where city = current_setting('app.city') and id = ${accountId} for update`);
  return row && { ...row, grants: await listAllGrants(tx, accountId) };
}

export async function listAllGrants(tx: Tx, accountId: string): Promise<HeldGrant[]> {
  return tx.many(sql`
    select id, role, division_code as "divisionCode", organization_id as "organizationId", from_on as "fromOn", until_on as "untilOn" from access_grant
    where city = current_setting('app.city') and account_id = ${accountId} order by from_on, id`);
}

/** Open accounts that administer the whole city today. One keeper at a time asks: of two who end each other's grant the second must see the first. */
export async function listAdministrators(tx: Tx, today: LocalDate): Promise<Administrator[]> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('administrators ' || current_setting('app.city')))`);
  return tx.many(sql`
    select g.account_id as "accountId", g.id as "grantId", g.until_on as "untilOn" from access_grant g join account a on a.city = g.city and a.id = g.account_id and a.disabled_at is null
    where g.city = current_setting('app.city') and g.role = 'administrator' and g.division_code = current_setting('app.city') and g.from_on <= ${today} and (g.until_on is null or g.until_on >= ${today})`);
}

export const findDivision = (tx: Tx, code: string): Promise<{ name: string } | null> => tx.maybe(sql`select name from division where code = ${code} and valid_to is null`);

export async function insertAccount(tx: Tx, account: { id: string; username: string; name: string; personId: string | null; passwordHash: string; divisionCode: string }): Promise<void> {
  await tx.run(sql`insert into account (id, username, name, person_id, password_hash, must_change_password, division_code)
    values (${account.id}, ${account.username}, ${account.name}, ${account.personId}, ${account.passwordHash}, true, ${account.divisionCode})`);
}

export async function insertGrant(tx: Tx, accountId: string, grant: Omit<HeldGrant, 'role'> & { role: Role }): Promise<void> {
  await tx.run(sql`insert into access_grant (id, account_id, role, division_code, organization_id, from_on, until_on)
    values (${grant.id}, ${accountId}, ${grant.role}, ${grant.divisionCode}, ${grant.organizationId}, ${grant.fromOn}, ${grant.untilOn})`);
}

/** From this moment on: a grant holds until its last day, so that yesterday was the last. */
export async function endGrantAt(tx: Tx, grantId: string, lastDay: LocalDate): Promise<void> {
  await tx.run(sql`update access_grant set until_on = ${lastDay} where city = current_setting('app.city') and id = ${grantId}`);
}

/** The account is kept where all its grants lie; one without any stays where it was. */
export async function moveAccount(tx: Tx, accountId: string, grants: { divisionCode: string }[]): Promise<void> {
  if (grants.length > 0) await tx.run(sql`update account set division_code = ${commonDivision(grants.map(({ divisionCode }) => divisionCode))} where city = current_setting('app.city') and id = ${accountId}`);
}

/** A password set by somebody else: to be changed at once, and every session ends. */
export async function handOver(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
  await tx.run(sql`update account set password_hash = ${passwordHash}, must_change_password = true, sessions_from = now() where city = current_setting('app.city') and id = ${accountId}`);
}

export async function setPerson(tx: Tx, accountId: string, personId: string | null): Promise<void> {
  await tx.run(sql`update account set person_id = ${personId}, sessions_from = now() where city = current_setting('app.city') and id = ${accountId}`);
}

export async function setClosed(tx: Tx, accountId: string, closed: { at: Date; why: 'keeper' | 'unused' } | null): Promise<void> {
  await tx.run(sql`update account set disabled_at = ${closed?.at ?? null}, disabled_why = ${closed?.why ?? null}, sessions_from = now() where city = current_setting('app.city') and id = ${accountId}`);
}

/** Open accounts that nobody has come in by for so long, a new password and an opening anew counted as a beginning; the longest first. */
export const listUnused = (tx: Tx, days: number, most: number): Promise<{ id: string }[]> => tx.many(sql`
  select id from account where city = current_setting('app.city') and disabled_at is null and ${unusedFor(days)} order by coalesce(last_signed_in_at, created_at), id limit ${most}`);

/** As a condition on an account. */
export const unusedFor = (days: number): Sql => sql`greatest(last_signed_in_at, created_at, sessions_from) < now() - make_interval(days => ${days})`;

/** The end of the grant under which somebody acts. As the actor's own role. */
export async function findUntilOf(tx: Tx, grantId: string): Promise<LocalDate | null> {
  return (await tx.maybe<{ untilOn: LocalDate | null }>(sql`select until_on as "untilOn" from access_grant where city = current_setting('app.city') and id = ${grantId}`))?.untilOn ?? null;
}

/** Where an organisation stands that the actor may see. As the actor's own role. */
export async function findDivisionOfOrganization(tx: Tx, organizationId: string): Promise<string | null> {
  return (await tx.maybe<{ divisionCode: string }>(sql`select division_code as "divisionCode" from organization where city = current_setting('app.city') and id = ${organizationId}`))?.divisionCode ?? null;
}

/** A resident whom the actor may see, and whether somebody signs in as them already. As the actor's own role. */
export async function findPersonBehind(tx: Tx, personId: string): Promise<{ hasAccount: boolean } | null> {
  return tx.maybe(sql`select exists (select 1 from account a where a.city = p.city and a.person_id = p.id) as "hasAccount" from person p where p.city = current_setting('app.city') and p.id = ${personId}`);
}
