import { createHash } from 'node:crypto';
import { dayOf } from '../../kernel/local-date.ts';
import type { Language } from '../../kernel/messages.ts';
import { refuse, type Refusal, type Result } from '../../kernel/result.ts';
import { figuresScopeOf, scopeOf, type Actor } from './actor.ts';
import type { AccountRules } from './account-rules.ts';
import { auditCommand, auditSitting } from './audit.ts';
import { makeCall, type Call } from './call.ts';
import type { Database } from './database.ts';
import { MustChangePassword, NotPermitted, NotSignedIn } from './errors.ts';
import type { FileAnswer, Route, UploadedFile } from './route.ts';
import { doorScope, findSession, fromAddress, listOtherActors, touchSession } from './sessions.ts';
import { sql } from './sql.ts';
import { findLinked, type Subject } from './subjects.ts';
import type { Tx } from './tx.ts';
import type { Vault } from './vault.ts';

/** Everything that an operation stands on; made once at the start. */
export type Platform = {
  database: Database; vault: Vault; city: string; demonstration: boolean; version: string;
  accountRules: AccountRules;
  /** Where people find it, for what is printed or sent; null: wherever the page was opened. */
  publicUrl: string | null;
  /** How a command of ours is typed on this machine. */
  commandLine: string;
  now(): Date;
  /** Whether a role holds a permission; the areas' tables, merged. */
  permits(role: Actor['role'], permission: string): boolean;
  /** The name of a violated constraint → the refusal it stands for. */
  refusalOfConstraint: Record<string, Refusal>;
};

/** Who knocks: a cookie's token, or an actor that is known already (a job, the command line, a link). */
export type Knock = { token?: string | undefined; actor?: Actor; language: Language; /** Where the request came from. */ address?: string };

export type Answer = { status: 200 | 409; body: unknown };

type RunRoute = { run(tx: Tx, call: Call, input: unknown, files?: UploadedFile[]): Promise<unknown>; subject?: (input: unknown, answer?: unknown) => Subject | Subject[] | undefined };

class Refused extends Error {
  readonly refusal: Refusal;
  readonly actor: Actor;
  constructor(refusal: Refusal, actor: Actor) { super(refusal.code); this.refusal = refusal; this.actor = actor; }
}
class AnsweredBefore extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) { super('answered before'); this.answer = answer; }
}

/** Opens the transaction at the door, finds who it is, checks the permission, then steps into the actor's scope. */
async function asKnocker<T>(platform: Platform, knock: Knock, route: Route, readOnly: boolean, work: (tx: Tx, actor: Actor) => Promise<T>, isCommand = false): Promise<T> {
  const scope = (actor: Actor) => ('reads' in route && route.reads === 'figures' ? figuresScopeOf(actor) : scopeOf(actor));
  const check = (actor: Actor) => {
    if (!platform.permits(actor.role, route.permission)) throw new NotPermitted(route.permission);
  };
  const known = knock.actor;
  if (known) {
    check(known);
    return platform.database.transaction(fromAddress(scope(known), knock.address), (tx) => work(tx, known), { readOnly });
  }
  if (!knock.token) throw new NotSignedIn();
  const token = knock.token;
  return platform.database.transaction(doorScope(platform.city, knock.address), async (tx, switchTo) => {
    const session = await findSession(tx, platform, token);
    if (!session) throw new NotSignedIn();
    if (session.passwordIs) throw new MustChangePassword();
    check(session.actor);
    if (session.staleSeen && isCommand) touchSession(tx, platform.city, session.tokenHash);
    switchTo(scope(session.actor));
    return work(tx, session.actor);
  }, { readOnly });
}

/** Who knocks, where the route's permission is theirs: for what must be known before a form is read or a stream is kept open. */
export const admit = (platform: Platform, knock: Knock, route: Route): Promise<Actor> =>
  asKnocker(platform, knock, route, true, async (_tx, actor) => actor);

/** A read: one transaction, nothing written unless the reading itself is recorded. */
export async function performQuery(platform: Platform, route: Route, knock: Knock, input: unknown): Promise<unknown | FileAnswer> {
  const readOnly = !('reads' in route && route.reads === 'file');
  return asKnocker(platform, knock, route, readOnly, (tx, actor) =>
    (route as unknown as RunRoute).run(tx, makeCall(actor, platform.now(), '', knock.language, platform.vault), input));
}

class Seen extends Error {}

/**
 * Under which other of one's grants a query that found nothing would be answered, so that one is told as whom to act. It is asked as each of them and taken back
 * whatever comes, so that nothing counts as read; who holds one grant only is told nothing.
 */
export async function whoSees(platform: Platform, route: Route, { token, language, address }: Knock, input: unknown): Promise<string[]> {
  if (!token) return [];
  const now = platform.now();
  const others = await platform.database.transaction(doorScope(platform.city, address), async (tx) => {
    const session = await findSession(tx, platform, token);
    return session ? listOtherActors(tx, session.actor, dayOf(now)) : [];
  }, { readOnly: true });
  const seenAs: string[] = [];
  for (const actor of others) {
    const ask = async (tx: Tx) => { await (route as unknown as RunRoute).run(tx, makeCall(actor, now, '', language, platform.vault), input); throw new Seen(); };
    const came = await asKnocker(platform, { actor, language, ...(address ? { address } : {}) }, route, false, ask).catch((fault: unknown) => fault);
    if (came instanceof Seen) seenAs.push(actor.grantId);
  }
  return seenAs;
}

/** The records that a command is about; the holder of a link names none, and its code opens one. */
async function subjectsOf(tx: Tx, route: Route, actor: Actor, input: unknown, answer?: unknown): Promise<Subject[]> {
  if (actor.role === 'link' || actor.role === 'partnerLink') return findLinked(tx);
  return [(route as unknown as RunRoute).subject?.(input, answer) ?? []].flat();
}

const hashInput = (path: string, input: unknown): Buffer => createHash('sha256').update(path).update(JSON.stringify(input)).digest();

type KeptAnswer = Answer & { inputHash: Buffer };

async function findAnswer(tx: Tx, actor: Actor, requestId: string): Promise<KeptAnswer | null> {
  return tx.maybe(sql`select status, body, input_hash as "inputHash" from command_answer
    where city = ${actor.city} and account_id = ${actor.accountId} and request_id = ${requestId}`);
}

function keepAnswer(tx: Tx, actor: Actor, requestId: string, path: string, inputHash: Buffer, answer: Answer): void {
  tx.send(sql`insert into command_answer (city, account_id, request_id, path, input_hash, status, body)
    values (${actor.city}, ${actor.accountId}, ${requestId}, ${path}, ${inputHash}, ${answer.status}, ${JSON.stringify(answer.body)})`);
}

/** A change: done once under its requestId, with its audit row and its answer in the same transaction; refused, it leaves nothing but the refusal. */
export async function performCommand(
  platform: Platform, route: Route, knock: Knock, input: { requestId: string }, files?: UploadedFile[],
): Promise<Answer> {
  const { run } = route as unknown as RunRoute;
  const answerShape = (route as { answer: { parse(value: unknown): unknown } }).answer;
  const inputHash = hashInput(route.path, files ? [input, files.map((file) => [file.fileName, createHash('sha256').update(file.bytes).digest('hex')])] : input);
  const now = platform.now();
  let actorOfCall: Actor | undefined;

  const attempt = () => asKnocker(platform, knock, route, false, async (tx, actor): Promise<Answer> => {
    actorOfCall = actor;
    const earlier = findAnswer(tx, actor, input.requestId); // travels with the operation's first query
    earlier.catch(() => {});
    let result: Result<unknown> | undefined;
    let failure: unknown;
    try {
      result = (await run(tx, makeCall(actor, now, input.requestId, knock.language, platform.vault), input, files)) as Result<unknown>;
    } catch (error) {
      failure = error;
    }
    const found = await earlier;
    if (found) throw new AnsweredBefore(answerOf(found, inputHash));
    if (!result) throw failure;
    if (!result.ok) throw new Refused(result.refusal, actor);
    const answer: Answer = { status: 200, body: answerShape.parse(result.value) };
    const { isBySitting } = route as { isBySitting?: true };
    await (isBySitting ? auditSitting : auditCommand)(tx, makeCall(actor, now, input.requestId, knock.language, platform.vault), { operation: route.path, outcome: 'done' }, await subjectsOf(tx, route, actor, input, answer.body));
    keepAnswer(tx, actor, input.requestId, route.path, inputHash, answer);
    return answer;
  }, true);

  try {
    return await attempt();
  } catch (error) {
    if (error instanceof AnsweredBefore) return error.answer;
    const violated = (error as { code?: string; constraint?: string }).constraint;
    const other = actorOfCall && (await answerMeanwhile(platform, actorOfCall, input.requestId, inputHash));
    if (other) return other;
    const refusal = error instanceof Refused ? error.refusal : violated ? platform.refusalOfConstraint[violated] : undefined;
    if (!refusal || !actorOfCall) throw error;
    return keepRefusal(platform, route, knock, actorOfCall, input, inputHash, refusal, now);
  }
}

/**
 * The same command came twice at once, and the other one has committed: its answer is ours. What we failed by is then only what it did,
 * a record that has moved on or a row that is taken.
 */
async function answerMeanwhile(platform: Platform, actor: Actor, requestId: string, inputHash: Buffer): Promise<Answer | null> {
  const found = await platform.database.transaction(scopeOf(actor), (tx) => findAnswer(tx, actor, requestId), { readOnly: true });
  return found && answerOf(found, inputHash);
}

const answerOf = (found: KeptAnswer, inputHash: Buffer): Answer =>
  (found.inputHash.equals(inputHash) ? { status: found.status, body: found.body } : { status: 409, body: { code: 'requestIdReused' } });

/** The operation's transaction is rolled back by now; the refusal is answered and audited in one of its own. */
async function keepRefusal(
  platform: Platform, route: Route, knock: Knock, actor: Actor, input: { requestId: string }, inputHash: Buffer, refusal: Refusal, now: Date,
): Promise<Answer> {
  const answer: Answer = { status: 409, body: refuse(refusal).refusal };
  const kept = await platform.database.transaction(fromAddress(scopeOf(actor), knock.address), async (tx) => {
    auditCommand(tx, makeCall(actor, now, input.requestId, knock.language, platform.vault), { operation: route.path, outcome: `refused: ${refusal.code}` }, await subjectsOf(tx, route, actor, input));
    keepAnswer(tx, actor, input.requestId, route.path, inputHash, answer);
    return answer;
  }).catch(async (error: { constraint?: string }) => {
    if (error.constraint !== 'command_answer_pkey') throw error;
    return answerMeanwhile(platform, actor, input.requestId, inputHash); // sent twice at once: the first that is kept is the answer
  });
  return kept ?? answer;
}
