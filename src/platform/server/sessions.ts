import { createHash, randomBytes } from 'node:crypto';
import type { Language } from '../../kernel/messages.ts';
import type { Role } from '../../kernel/role.ts';
import type { Actor, Scope } from './actor.ts';
import type { Platform } from './perform.ts';
import { sql, type Sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** What the door may see: accounts, grants, sessions of one city; no record of any resident. */
export const doorScope = (city: string, address?: string): Scope => fromAddress({ dbRole: 'sanshe_door', settings: { 'app.city': city } }, address);

/** The same scope, telling the log from which address the request came; it stays until the transaction ends, whatever scope that goes on in. */
export const fromAddress = (scope: Scope, address: string | undefined): Scope => (address ? { ...scope, settings: { ...scope.settings, 'app.source_address': address } } : scope);

export type PasswordIs = 'handedOver' | 'tooOld' | null;
export type Session = { actor: Actor; /** As chosen; null where nobody chose. */ language: Language | null; tokenHash: Buffer; staleSeen: boolean; /** Set by somebody else, or too old: nothing may be done before it is changed. */ passwordIs: PasswordIs };

export const SESSION_HOURS = 12;
/** What is stored of a token. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A new token; only its hash is stored. */
export function makeToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** What makes a session `s` of account `a`, under its grant `g`, one that still lets somebody in: it has neither expired nor lain idle. */
function isLive({ idleMinutes, idleMinutesOfAdministrators }: Platform['accountRules']): Sql {
  const within = (minutes: number) => sql`(${minutes}::integer = 0 or s.seen_at > now() - make_interval(mins => ${minutes}::integer))`;
  return sql`s.expires_at > now() and case when g.role = 'administrator' then ${within(idleMinutesOfAdministrators)} else ${within(idleMinutes)} end`;
}

/** Live sessions with their account and the grant acted under, as `s`, `a` and `g`. */
export const liveSessions = ({ accountRules }: Pick<Platform, 'accountRules'>): Sql => sql`
    session s
    join account a on a.city = s.city and a.id = s.account_id and a.disabled_at is null and (a.sessions_from is null or s.created_at >= a.sessions_from)
    join access_grant g on g.city = s.city and g.id = s.grant_id and g.account_id = s.account_id
      and g.from_on <= (now() at time zone 'Asia/Shanghai')::date and (g.until_on is null or g.until_on >= (now() at time zone 'Asia/Shanghai')::date)
      and ${isLive(accountRules)}`;

/** The session behind a cookie, with the grant acted under; null when it ended, expired, lay idle, or the grant ran out. */
export async function findSession(tx: Tx, { city, accountRules }: Pick<Platform, 'city' | 'accountRules'>, token: string): Promise<Session | null> {
  if (token.length !== 43) return null;
  const tokenHash = hashOf(token);
  const row = await tx.maybe<{
    accountId: string; personId: string | null; name: string; language: Language | null; grantId: string; role: Role; divisionCode: string; organizationId: string | null; staleSeen: boolean; passwordIs: PasswordIs;
  }>(sql`
    select a.id as "accountId", a.person_id as "personId", a.name, a.language, g.id as "grantId", g.role, g.division_code as "divisionCode",
      g.organization_id as "organizationId", s.seen_at < now() - interval '30 seconds' as "staleSeen",
      case when a.must_change_password then 'handedOver' when ${accountRules.passwordDays} > 0 and a.password_set_at < now() - make_interval(days => ${accountRules.passwordDays}) then 'tooOld' end as "passwordIs"
    from ${liveSessions({ accountRules })} where s.city = ${city} and s.token_hash = ${tokenHash}`);
  if (!row) return null;
  const { language, staleSeen, passwordIs, ...actor } = row;
  return { actor: { ...actor, city }, language, tokenHash, staleSeen, passwordIs };
}

/** The same person under the other grants that hold today. */
export const listOtherActors = (tx: Tx, { accountId, personId, name, city, grantId }: Actor, today: string): Promise<Actor[]> => tx.many(sql`
  select ${accountId}::uuid as "accountId", ${personId}::uuid as "personId", ${name} as name, ${city} as city, id as "grantId", role, division_code as "divisionCode", organization_id as "organizationId"
  from access_grant where city = ${city} and account_id = ${accountId} and id <> ${grantId} and from_on <= ${today} and (until_on is null or until_on >= ${today}) order by from_on, id limit 20`);

/** Moves a session's end forward while somebody uses it: by a command, or by the page which says that a key or a button was pressed. What a page asks by itself is no use. */
export function touchSession(tx: Tx, city: string, tokenHash: Buffer): void {
  tx.send(sql`update session set seen_at = now(), expires_at = now() + make_interval(hours => ${SESSION_HOURS})
    where city = ${city} and token_hash = ${tokenHash}`);
}
