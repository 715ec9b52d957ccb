import { addDays } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { keeperScopeOf, scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory, type Changes } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { enqueue } from '../../../platform/server/jobs.ts';
import { stepInto } from '../../../platform/server/step-into.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import {
  checkClosing, checkEnding, checkGrant, checkLettingIn, checkReopening, checkTying, checkUntying, grantStateOn, type Behind, type GivenGrant, type Keeper, type KeptAccount,
} from '../core/account.ts';
import type { AboutAccount, AboutAccountWhy, AddGrant, CreateAccount, EndGrant, HandOverPassword, TieAccount } from '../core/accounts-contract.ts';
import { weaknessOf } from '../core/password.ts';
import {
  endGrantAt, findAccountForUpdate, findDivision, findDivisionOfOrganization, findPersonBehind, findUntilOf, handOver, insertAccount, insertGrant, listAdministrators, moveAccount, setClosed, setPerson,
  type KeptRow,
} from './account-queries.ts';
import { hashPassword } from './operations.ts';
import { setTries, slotOf } from './tries.ts';

type Done = { accountId: string };

/** Goes on as the keeper, who sees accounts and nothing else, and comes back. A refusal needs no way back: its transaction is over. */
async function keeping<T>(tx: Tx, call: Call, work: () => Promise<Result<T>>): Promise<Result<T>> {
  await stepInto(tx, keeperScopeOf(call.actor));
  const result = await work();
  if (result.ok) await stepInto(tx, scopeOf(call.actor));
  return result;
}

const keeperOf = async (tx: Tx, { actor }: Call): Promise<Keeper> => ({ accountId: actor.accountId, role: actor.role, divisionCode: actor.divisionCode, untilOn: await findUntilOf(tx, actor.grantId) });

async function getKept(tx: Tx, accountId: string): Promise<KeptRow> {
  const account = await findAccountForUpdate(tx, accountId);
  if (!account) throw new NotFound('account', accountId);
  return account;
}

const grantOf = (call: Call, input: CreateAccount | AddGrant): GivenGrant => ({
  role: input.role, divisionCode: input.divisionCode, organizationId: input.role === 'organizationManager' ? input.organizationId ?? null : null, fromOn: input.fromOn ?? call.today, untilOn: input.untilOn ?? null,
});

/** What the rule must know of the place and the organisation; the organisation as the actor sees it. */
async function behindOf(tx: Tx, grant: GivenGrant): Promise<Behind & { divisionName: string }> {
  const [division, organizationDivision] = await Promise.all([findDivision(tx, grant.divisionCode), grant.organizationId ? findDivisionOfOrganization(tx, grant.organizationId) : null]);
  return { divisionExists: division !== null, divisionName: division?.name ?? grant.divisionCode, organizationDivision };
}

const told = (grant: GivenGrant, divisionName: string): Changes => ({
  role: [null, grant.role], division: [null, divisionName], fromOn: [null, grant.fromOn], ...(grant.untilOn ? { untilOn: [null, grant.untilOn] as [null, string] } : {}),
});

/** A new account with its first grant and a password to hand over, which opens nothing but the page that changes it. */
export async function createAccount(tx: Tx, call: Call, input: CreateAccount): Promise<Result<Done>> {
  const grant = grantOf(call, input);
  const [keeper, behind, person] = await Promise.all([keeperOf(tx, call), behindOf(tx, grant), input.personId ? findPersonBehind(tx, input.personId) : null]);
  if (input.personId && !person) return refuse({ code: 'noPerson', field: 'personId' });
  if (person?.hasAccount) return refuse({ code: 'personHasAccount', field: 'personId' });
  const account: KeptAccount = { id: newId(), personId: input.personId ?? null, isClosed: false, grants: [] };
  const checked = checkGrant(keeper, account, grant, behind, call.today);
  if (!checked.ok) return checked;
  const weakness = weaknessOf(input.firstPassword, input.username);
  if (weakness) return refuse({ ...weakness, field: 'firstPassword' });
  const passwordHash = await hashPassword(input.firstPassword);
  return keeping(tx, call, async () => {
    await insertAccount(tx, { id: account.id, username: input.username, name: input.name, personId: account.personId, passwordHash, divisionCode: grant.divisionCode });
    await insertGrant(tx, account.id, { ...grant, id: newId() });
    return ok({ accountId: account.id });
  }).then((result) => {
    appendHistory(tx, call, { kind: 'account', subjectId: account.id, divisionCode: grant.divisionCode, action: 'created', changes: { username: [null, input.username], ...told(grant, behind.divisionName) } });
    return result;
  });
}

export async function addGrant(tx: Tx, call: Call, input: AddGrant): Promise<Result<Done>> {
  const grant = grantOf(call, input);
  const [keeper, behind] = await Promise.all([keeperOf(tx, call), behindOf(tx, grant)]);
  let place = grant.divisionCode;
  const result = await keeping(tx, call, async () => {
    const account = await getKept(tx, input.accountId);
    const checked = checkGrant(keeper, account, grant, behind, call.today);
    if (!checked.ok) return checked;
    place = account.divisionCode;
    await insertGrant(tx, account.id, { ...grant, id: newId() });
    await moveAccount(tx, account.id, [...account.grants.filter((held) => grantStateOn(held, call.today) !== 'over'), grant]);
    return ok({ accountId: account.id });
  });
  if (result.ok) appendHistory(tx, call, { kind: 'account', subjectId: input.accountId, divisionCode: place, action: 'grantGiven', changes: told(grant, behind.divisionName) });
  return result;
}

/** Ends a grant at once: no session acts under it from here on. */
export async function endGrant(tx: Tx, call: Call, input: EndGrant): Promise<Result<Done>> {
  const keeper = await keeperOf(tx, call);
  let entry: { divisionCode: string; changes: Changes } | undefined;
  const result = await keeping(tx, call, async () => {
    const account = await getKept(tx, input.accountId);
    const grant = account.grants.find(({ id }) => id === input.grantId);
    if (!grant) throw new NotFound('grant', input.grantId);
    const checked = checkEnding(keeper, account, grant, await listAdministrators(tx, call.today), call.today);
    if (!checked.ok) return checked;
    const name = (await findDivision(tx, grant.divisionCode))?.name ?? grant.divisionCode;
    entry = { divisionCode: account.divisionCode, changes: { role: [grant.role, null], division: [name, null] } };
    await endGrantAt(tx, grant.id, addDays(call.today, -1));
    await moveAccount(tx, account.id, account.grants.filter((held) => held.id !== grant.id && grantStateOn(held, call.today) !== 'over'));
    return ok({ accountId: account.id });
  });
  if (entry) await handDutiesOn(tx);
  if (entry) appendHistory(tx, call, { kind: 'account', subjectId: input.accountId, action: 'grantEnded', reason: input.reason, ...entry });
  return result;
}

/** What the smaller acts have in common: the account is found and locked, the rule asked, the account written, a line added to its history. */
async function act(tx: Tx, call: Call, accountId: string, action: string, reason: string | null, decide: (keeper: Keeper, account: KeptRow) => Promise<Result<unknown>>): Promise<Result<Done>> {
  const keeper = await keeperOf(tx, call);
  let divisionCode = '';
  const result = await keeping(tx, call, async (): Promise<Result<Done>> => {
    const account = await getKept(tx, accountId);
    divisionCode = account.divisionCode;
    const decided = await decide(keeper, account);
    return decided.ok ? ok({ accountId }) : decided;
  });
  if (result.ok) appendHistory(tx, call, { kind: 'account', subjectId: accountId, divisionCode, action, reason });
  return result;
}

/** A password for once, to hand over; every session of the account ends, and its lock. */
export const handOverPassword = (tx: Tx, call: Call, input: HandOverPassword): Promise<Result<Done>> =>
  act(tx, call, input.accountId, 'passwordHandedOver', null, async (keeper, account) => {
    const checked = checkLettingIn(keeper, account, call.today);
    const weakness = weaknessOf(input.firstPassword, account.username);
    if (!checked.ok || weakness) return checked.ok ? refuse({ ...weakness!, field: 'firstPassword' }) : checked;
    await handOver(tx, account.id, await hashPassword(input.firstPassword));
    await setTries(tx, slotOf(call.vault, account.username), 0, null);
    return checked;
  });

/** Nothing is owed to somebody who cannot sign in: duties change hands as soon as this has been saved, and not at the next turn of the clock. */
const handDutiesOn = (tx: Tx): Promise<void> => enqueue(tx, 'duties.escalate', {}, 'after a closing');

/** Closes an account; its sessions end, and its duties go to whoever holds the same role for the place, or the next one up. */
export async function closeAccount(tx: Tx, call: Call, input: AboutAccountWhy): Promise<Result<Done>> {
  const result = await act(tx, call, input.accountId, 'closed', input.reason, async (keeper, account) => {
    const checked = checkClosing(keeper, account, await listAdministrators(tx, call.today), call.today);
    if (checked.ok) await setClosed(tx, account.id, { at: call.now, why: call.actor.role === 'system' ? 'unused' : 'keeper' });
    return checked;
  });
  if (result.ok) await handDutiesOn(tx);
  return result;
}

export const reopenAccount = (tx: Tx, call: Call, input: AboutAccountWhy): Promise<Result<Done>> =>
  act(tx, call, input.accountId, 'reopened', input.reason, async (keeper, account) => {
    const checked = checkReopening(keeper, account, call.today);
    if (checked.ok) await setClosed(tx, account.id, null);
    return checked;
  });

/** Takes off the lock of too many wrong passwords. */
export const unlockAccount = (tx: Tx, call: Call, input: AboutAccount): Promise<Result<Done>> =>
  act(tx, call, input.accountId, 'unlocked', null, async (keeper, account) => {
    const checked = checkLettingIn(keeper, account, call.today);
    if (checked.ok) await setTries(tx, slotOf(call.vault, account.username), 0, null);
    return checked;
  });

/** Says which resident on file the account is: one whom the keeper may see. Its sessions end, because they acted as nobody. */
export async function tieAccount(tx: Tx, call: Call, input: TieAccount): Promise<Result<Done>> {
  const person = await findPersonBehind(tx, input.personId);
  return act(tx, call, input.accountId, 'tied', null, async (keeper, account) => {
    const checked = checkTying(keeper, account, person, call.today);
    if (checked.ok) await setPerson(tx, account.id, input.personId);
    return checked;
  });
}

export const untieAccount = (tx: Tx, call: Call, input: AboutAccountWhy): Promise<Result<Done>> =>
  act(tx, call, input.accountId, 'untied', input.reason, async (keeper, account) => {
    const checked = checkUntying(keeper, account, call.today);
    if (checked.ok) await setPerson(tx, account.id, null);
    return checked;
  });
