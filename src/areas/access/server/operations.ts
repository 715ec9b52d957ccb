import { hash, verify } from '@node-rs/argon2';
import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import { makeCall } from '../../../platform/server/call.ts';
import { idleMinutesOf } from '../../../platform/server/account-rules.ts';
import { NotSignedIn, TooManyTries } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import { doorScope, findSession, hashOf, makeToken, touchSession, type Session } from '../../../platform/server/sessions.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { dayOf } from '../../../kernel/local-date.ts';
import { secondsLocked } from '../core/lockout.ts';
import { weaknessOf } from '../core/password.ts';
import type { SessionAnswer } from '../core/contract.ts';
import {
  addSession, endSession, endSessionsOf, findAccount, findNameOfOrganization, listGrants, listKeptPasswords, listSessionsOf, noteSignIn, setLanguage, setPassword, type OwnSession,
} from './queries.ts';
import { setTries, slotOf, takeTries } from './tries.ts';

// OWASP's second recommended setting for argon2id: 19 MiB, 2 passes
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2);

// A name that nobody has takes as long as a wrong password, and is counted and locked alike: neither the clock nor the answer tells which names exist.
let decoy: Promise<string> | undefined;

type SignedIn = { token: string };
export type SignInRefusal = { code: 'wrongPassword' } | { code: 'noGrant' } | { code: 'closedUnused' };

/** Checks a password and opens a session with a fresh token, whatever the browser held before: that session ends. Locks the name for a while after too many wrong ones. */
export async function signIn(platform: Platform, username: string, password: string, agent: string, held?: string, address?: string): Promise<Result<SignedIn, SignInRefusal>> {
  const now = platform.now();
  const slot = slotOf(platform.vault, username);
  const nobodys = await (decoy ??= hashPassword('a password that nobody has'));
  type Outcome = { kind: 'locked'; until: Date } | { kind: 'wrong' } | { kind: 'noGrant' } | { kind: 'closedUnused' } | { kind: 'in'; token: string };
  const outcome = await platform.database.transaction(doorScope(platform.city, address), async (tx): Promise<Outcome> => {
    const [tries, account] = await Promise.all([takeTries(tx, slot, now), findAccount(tx, username)]);
    if (tries.lockedUntil && new Date(tries.lockedUntil) > now) return { kind: 'locked', until: new Date(tries.lockedUntil) };
    // closed by the clock: whoever comes back with the right password is told so, and nobody else
    const open = account && (!account.disabledAt || account.disabledWhy === 'unused') ? account : null;
    const isRight = await verify(open?.passwordHash ?? nobodys, password);
    const [first] = open ? await listGrants(tx, open.id, dayOf(now)) : [];
    if (!open || !isRight) {
      if (open && first) auditAtTheDoor(tx, open, first, 'signIn', now, 'refused: wrongPassword');
      const seconds = secondsLocked(tries.failedTries + 1);
      const until = seconds > 0 ? new Date(now.getTime() + seconds * 1000) : null;
      await setTries(tx, slot, tries.failedTries + 1, until);
      return until ? { kind: 'locked', until } : { kind: 'wrong' };
    }
    await setTries(tx, slot, 0, null);
    if (open.disabledAt) return { kind: 'closedUnused' };
    if (!first) return { kind: 'noGrant' };
    const { token, hash: tokenHash } = makeToken();
    if (held) await endSession(tx, hashOf(held));
    await addSession(tx, tokenHash, open.id, first.id, agent);
    noteSignIn(tx, open.id, now);
    auditAtTheDoor(tx, open, first, 'signIn', now);
    return { kind: 'in', token };
  });
  if (outcome.kind === 'locked') throw new TooManyTries(outcome.until);
  if (outcome.kind === 'wrong') return refuse({ code: 'wrongPassword' });
  if (outcome.kind !== 'in') return refuse({ code: outcome.kind });
  return ok({ token: outcome.token });
}

function auditAtTheDoor(
  tx: Tx, account: { id: string; name: string }, grant: { id: string; role: string; divisionCode: string }, operation: string, now: Date, outcome = 'done',
): void {
  tx.send(sql`insert into audit (id, division_code, account_id, grant_id, actor_name, actor_role, operation, subject_kind, subject_id, outcome, happened_at)
    values (${newId()}, ${grant.divisionCode}, ${account.id}, ${grant.id}, ${account.name}, ${grant.role}, ${operation}, 'account', ${account.id}, ${outcome}, ${now})`);
}

const getUsername = async (tx: Tx, accountId: string): Promise<string> => (await tx.one<{ username: string }>(sql`select username from account where id = ${accountId}`)).username;

/** Runs at the door with the session of a cookie. */
async function withSession<T>(platform: Platform, token: string | undefined, work: (tx: Tx, session: Session) => Promise<T>, address?: string): Promise<T> {
  if (!token) throw new NotSignedIn();
  return platform.database.transaction(doorScope(platform.city, address), async (tx) => {
    const session = await findSession(tx, platform, token);
    if (!session) throw new NotSignedIn();
    return work(tx, session);
  });
}

/** Who is signed in, under which grants they may act, and what the present one permits. */
export async function describeSession(platform: Platform, token: string | undefined, allPermissions: string[]): Promise<SessionAnswer> {
  const { session, grants, username } = await withSession(platform, token, async (tx, session) => ({
    session, grants: await listGrants(tx, session.actor.accountId, dayOf(platform.now())), username: await getUsername(tx, session.actor.accountId),
  }));
  const { actor } = session;
  const organizationName = actor.organizationId
    ? await platform.database.transaction(scopeOf(actor), (tx) => findNameOfOrganization(tx, actor.organizationId!), { readOnly: true })
    : null;
  return {
    account: { id: actor.accountId, username, name: actor.name, language: session.language, personId: actor.personId },
    grants: grants.map((grant) => ({ ...grant, organizationName: grant.organizationId === actor.organizationId ? organizationName : null })),
    actingAs: actor.grantId, permissions: session.passwordIs ? [] : allPermissions.filter((permission) => platform.permits(actor.role, permission)), mustChangePassword: session.passwordIs !== null, passwordIs: session.passwordIs, demonstration: platform.demonstration, idleMinutes: idleMinutesOf(platform.accountRules, actor.role),
    commandLine: platform.permits(actor.role, 'match.review') ? platform.commandLine : null,
  };
}

/** Acts under another of one's grants. The token is changed with it, as at sign-in. */
export async function actUnder(platform: Platform, token: string | undefined, grantId: string, agent: string, address?: string): Promise<Result<SignedIn, { code: 'notYourGrant' }>> {
  return withSession(platform, token, async (tx, session) => {
    const grant = (await listGrants(tx, session.actor.accountId, dayOf(platform.now()))).find(({ id }) => id === grantId);
    if (!grant) return refuse({ code: 'notYourGrant' as const });
    await endSession(tx, session.tokenHash);
    const fresh = makeToken();
    await addSession(tx, fresh.hash, session.actor.accountId, grant.id, agent);
    auditAtTheDoor(tx, { id: session.actor.accountId, name: session.actor.name }, grant, 'actUnder', platform.now());
    return ok({ token: fresh.token });
  }, address);
}

/** A key or a button was pressed in the page: the session goes on. */
export const goOn = (platform: Platform, token: string | undefined): Promise<void> =>
  withSession(platform, token, async (tx, session) => touchSession(tx, platform.city, session.tokenHash));

export async function signOut(platform: Platform, token: string | undefined, everywhere: boolean, address?: string): Promise<void> {
  await withSession(platform, token, async (tx, session) => {
    if (everywhere) await endSessionsOf(tx, session.actor.accountId);
    else await endSession(tx, session.tokenHash);
    auditAtTheDoor(tx, { id: session.actor.accountId, name: session.actor.name }, { id: session.actor.grantId, role: session.actor.role, divisionCode: session.actor.divisionCode }, everywhere ? 'signOutEverywhere' : 'signOut', platform.now());
  }, address);
}

export type ChangeRefusal = Refusal & { field: 'current' | 'next' };

/** One of the last few does not come back, though it is not the present one. */
async function wasOnce(tx: Tx, accountId: string, next: string, kept: number): Promise<Refusal | null> {
  for (const digest of await listKeptPasswords(tx, accountId, kept - 1)) if (await verify(digest, next)) return { code: 'passwordWasOnce', kept };
  return null;
}

/** Changes one's own password and signs every other browser out. */
export async function changePassword(platform: Platform, token: string | undefined, current: string, next: string, agent: string, address?: string): Promise<Result<SignedIn, ChangeRefusal>> {
  return withSession(platform, token, async (tx, session) => {
    const account = (await findAccount(tx, await getUsername(tx, session.actor.accountId)))!;
    if (!(await verify(account.passwordHash, current))) return refuse({ code: 'currentIsWrong', field: 'current' as const });
    const weakness = next === current ? { code: 'passwordIsTheOld' } : weaknessOf(next, account.username) ?? await wasOnce(tx, account.id, next, platform.accountRules.passwordsKept);
    if (weakness) return refuse({ ...weakness, field: 'next' as const });
    await setPassword(tx, account.id, await hashPassword(next), platform.accountRules.passwordsKept);
    await endSessionsOf(tx, account.id);
    const fresh = makeToken();
    await addSession(tx, fresh.hash, account.id, session.actor.grantId, agent);
    auditAtTheDoor(tx, account, { id: session.actor.grantId, role: session.actor.role, divisionCode: session.actor.divisionCode }, 'changePassword', platform.now());
    const call = makeCall(session.actor, platform.now(), '', session.language ?? 'zh', platform.vault);
    appendHistory(tx, call, { kind: 'account', subjectId: account.id, divisionCode: account.divisionCode, action: 'passwordChanged' });
    return ok({ token: fresh.token });
  }, address);
}

/** The browsers in which one is signed in. */
export const listOwnSessions = (platform: Platform, token: string | undefined): Promise<OwnSession[]> =>
  withSession(platform, token, (tx, session) => listSessionsOf(tx, platform, session.actor.accountId, session.tokenHash));

export async function chooseLanguage(platform: Platform, token: string | undefined, language: 'zh' | 'en'): Promise<void> {
  await withSession(platform, token, (tx, session) => setLanguage(tx, session.actor.accountId, language));
}
