import { command, query, type Route } from '../../../platform/server/route.ts';
import { AccountAnswer, AccountDone, AccountPage, AddGrant, CloseAccount, CreateAccount, EndGrant, GetAccount, HandOverPassword, ListAccounts, ReopenAccount, TieAccount, UnlockAccount, UntieAccount } from '../core/accounts-contract.ts';
import { listAccounts, readAccount } from './account-list.ts';
import { addGrant, closeAccount, createAccount, endGrant, handOverPassword, reopenAccount, tieAccount, unlockAccount, untieAccount } from './accounts.ts';

const account = ({ accountId }: { accountId: string }) => ({ kind: 'account', id: accountId });

/** Also what `sanshe user add` performs. */
export const createAccountRoute: Route = command({
  path: '/api/accounts/create', permission: 'account.keep', says: 'Opens an account with its first grant and a password to hand over', input: CreateAccount, answer: AccountDone,
  subject: (_input, answer) => answer && { kind: 'account', id: answer.accountId }, run: createAccount,
});

/** Also what the clock performs for accounts that nobody uses. */
export const closeAccountRoute: Route = command({ path: '/api/accounts/close', permission: 'account.keep', says: 'Closes an account, ends its sessions and hands its duties on', input: CloseAccount, answer: AccountDone, subject: account, run: closeAccount });

export const accountRoutes: Route[] = [
  query({ path: '/api/accounts', permission: 'account.list', says: 'Accounts of one\'s division with their grants', input: ListAccounts, answer: AccountPage, run: listAccounts }),
  query({ path: '/api/accounts/:accountId', permission: 'account.read', says: 'One account with its grants', input: GetAccount, answer: AccountAnswer, run: readAccount }),
  createAccountRoute,
  command({ path: '/api/accounts/grant', permission: 'account.keep', says: 'Gives a grant, never wider than one\'s own', input: AddGrant, answer: AccountDone, subject: account, run: addGrant }),
  command({ path: '/api/accounts/end-grant', permission: 'account.keep', says: 'Ends a grant at once; sessions acting under it lose it', input: EndGrant, answer: AccountDone, subject: account, run: endGrant }),
  command({ path: '/api/accounts/password', permission: 'account.keep', says: 'Sets a password to hand over, which must be changed at once; ends all sessions', input: HandOverPassword, answer: AccountDone, subject: account, run: handOverPassword }),
  closeAccountRoute,
  command({ path: '/api/accounts/reopen', permission: 'account.keep', says: 'Opens a closed account again, with the grants that still hold', input: ReopenAccount, answer: AccountDone, subject: account, run: reopenAccount }),
  command({ path: '/api/accounts/unlock', permission: 'account.keep', says: 'Takes off the lock of too many wrong passwords', input: UnlockAccount, answer: AccountDone, subject: account, run: unlockAccount }),
  command({ path: '/api/accounts/tie', permission: 'account.keep', says: 'Says which resident on file the account is', input: TieAccount, answer: AccountDone, subject: account, run: tieAccount }),
  command({ path: '/api/accounts/untie', permission: 'account.keep', says: 'The account is no longer that resident’s', input: UntieAccount, answer: AccountDone, subject: account, run: untieAccount }),
];
