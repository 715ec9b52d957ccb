import { isWithin } from '../../../kernel/division.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';

/** A role for a division, or for an organisation, or for the person behind the account, from a day to a day. */
export type GivenGrant = { role: Role; divisionCode: string; organizationId: string | null; fromOn: LocalDate; untilOn: LocalDate | null };
export type HeldGrant = GivenGrant & { id: string };
export type KeptAccount = { id: string; personId: string | null; isClosed: boolean; grants: HeldGrant[] };
/** Who keeps accounts, and under which grant; `untilOn` is the end of that grant. */
export type Keeper = { accountId: string; role: Role | 'system' | 'link' | 'partnerLink'; divisionCode: string; untilOn: LocalDate | null };

export type GrantState = 'ahead' | 'holds' | 'over';
export const grantStateOn = ({ fromOn, untilOn }: Pick<GivenGrant, 'fromOn' | 'untilOn'>, today: LocalDate): GrantState =>
  (untilOn !== null && untilOn < today ? 'over' : fromOn > today ? 'ahead' : 'holds');
const isLive = (grant: GivenGrant, today: LocalDate): boolean => grantStateOn(grant, today) !== 'over';

/** What an officer gives below his own level, and a station lead in his own station. The administrator gives all. */
const BY_OFFICERS: readonly Role[] = ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor', 'organizationManager'];
const BY_LEADS: readonly Role[] = ['stationLead', 'stationWorker', 'socialWorker', 'volunteer', 'resident'];
/** Roles that stand for an organisation, and roles that stand for the person behind the account. */
export const OF_ORGANIZATION: readonly Role[] = ['organizationManager'];
export const OF_PERSON: readonly Role[] = ['volunteer', 'resident'];

/** The roles a keeper can give somewhere; where, mayGive says. */
export function rolesGivenBy(role: Keeper['role'], all: readonly Role[]): readonly Role[] {
  switch (role) {
    case 'system': case 'administrator': return all;
    case 'officer': return BY_OFFICERS;
    case 'stationLead': return BY_LEADS;
    case 'stationWorker': case 'socialWorker': case 'supervisor': case 'organizationManager': case 'incubatorManager': case 'reviewer': case 'finance':
    case 'auditor': case 'volunteer': case 'resident': case 'link': case 'partnerLink': return [];
  }
}

/** Nobody gives a grant wider than his own: within his division, and below it where the role is his own or he is an officer. */
export function mayGive(keeper: Pick<Keeper, 'role' | 'divisionCode'>, grant: Pick<GivenGrant, 'role' | 'divisionCode'>): boolean {
  if (!rolesGivenBy(keeper.role, [grant.role]).includes(grant.role) || !isWithin(grant.divisionCode, keeper.divisionCode)) return false;
  const isBelow = grant.divisionCode !== keeper.divisionCode;
  return isBelow || keeper.role === 'administrator' || keeper.role === 'system' || (keeper.role === 'stationLead' && grant.role !== 'stationLead');
}

/** Why a keeper may not touch an account as a whole: his own, or one that can do what he may not give. Whoever sets a password could act as its owner. */
export function whyNotKept(keeper: Keeper, account: KeptAccount, today: LocalDate): Refusal | null {
  if (account.id === keeper.accountId) return { code: 'ownAccount' };
  return account.grants.some((grant) => isLive(grant, today) && !mayGive(keeper, grant)) ? { code: 'accountAboveYours' } : null;
}

/** What stands behind a new grant and only the database knows. */
export type Behind = { divisionExists: boolean; organizationDivision: string | null };

/** May this grant be given to this account? Every refusal names the field it is about. */
export function checkGrant(keeper: Keeper, account: KeptAccount, grant: GivenGrant, behind: Behind, today: LocalDate): Result<GivenGrant> {
  if (account.id === keeper.accountId) return refuse({ code: 'ownAccount' });
  if (account.isClosed) return refuse({ code: 'accountClosed' });
  if (!rolesGivenBy(keeper.role, [grant.role]).includes(grant.role)) return refuse({ code: 'roleNotYours', field: 'role' });
  if (!behind.divisionExists) return refuse({ code: 'noDivision', field: 'divisionCode', division: grant.divisionCode });
  if (!mayGive(keeper, grant)) return refuse({ code: 'placeNotYours', field: 'divisionCode' });
  if (OF_ORGANIZATION.includes(grant.role)) {
    if (!grant.organizationId) return refuse({ code: 'organizationWanted', field: 'organizationId' });
    if (!behind.organizationDivision || !isWithin(behind.organizationDivision, keeper.divisionCode)) return refuse({ code: 'organizationNotYours', field: 'organizationId' });
  }
  if (OF_PERSON.includes(grant.role) && !account.personId) return refuse({ code: 'personWanted', field: 'personId' });
  if (grant.fromOn < today) return refuse({ code: 'fromIsPast', field: 'fromOn' });
  if (grant.untilOn && grant.untilOn < grant.fromOn) return refuse({ code: 'untilBeforeFrom', field: 'untilOn' });
  if (keeper.untilOn && (!grant.untilOn || grant.untilOn > keeper.untilOn)) return refuse({ code: 'outlastsYours', field: 'untilOn', until: keeper.untilOn });
  return fitsTheOthers(account, grant, today);
}

/** Not twice the same; and who keeps the system does not also audit it (GB/T 22239: separate administrators). */
function fitsTheOthers(account: KeptAccount, grant: GivenGrant, today: LocalDate): Result<GivenGrant> {
  const live = account.grants.filter((held) => isLive(held, today));
  const isSame = (held: HeldGrant) => held.role === grant.role && held.divisionCode === grant.divisionCode && held.organizationId === grant.organizationId;
  if (live.some(isSame)) return refuse({ code: 'grantHeldAlready', field: 'role' });
  const opposite = { administrator: 'auditor', auditor: 'administrator' }[grant.role as string];
  if (live.some((held) => held.role === opposite)) return refuse({ code: 'keeperAndAuditor', field: 'role' });
  return ok(grant);
}

/** Open accounts that may administer the whole city today: who, and whether for good. */
export type Administrator = { accountId: string; grantId: string; untilOn: LocalDate | null };

/** Somebody must be left who can give every grant, and for good. */
function leavesAdministrator(administrators: Administrator[], gone: (one: Administrator) => boolean): boolean {
  return !administrators.some(gone) || administrators.some((one) => !gone(one) && one.untilOn === null);
}

export function checkEnding(keeper: Keeper, account: KeptAccount, grant: HeldGrant, administrators: Administrator[], today: LocalDate): Result<HeldGrant> {
  if (account.id === keeper.accountId) return refuse({ code: 'ownAccount' });
  if (!mayGive(keeper, grant)) return refuse({ code: 'accountAboveYours' });
  if (!isLive(grant, today)) return refuse({ code: 'grantOver' });
  if (!leavesAdministrator(administrators, ({ grantId }) => grantId === grant.id)) return refuse({ code: 'lastAdministrator' });
  return ok(grant);
}

export function checkClosing(keeper: Keeper, account: KeptAccount, administrators: Administrator[], today: LocalDate): Result<KeptAccount> {
  const why = whyNotKept(keeper, account, today);
  if (why) return refuse(why);
  if (account.isClosed) return refuse({ code: 'accountClosed' });
  if (!leavesAdministrator(administrators, ({ accountId }) => accountId === account.id)) return refuse({ code: 'lastAdministrator' });
  return ok(account);
}

export function checkReopening(keeper: Keeper, account: KeptAccount, today: LocalDate): Result<KeptAccount> {
  const why = whyNotKept(keeper, account, today);
  return why ? refuse(why) : account.isClosed ? ok(account) : refuse({ code: 'accountIsOpen' });
}

/** An account becomes somebody's: one account a person, one person an account. */
export function checkTying(keeper: Keeper, account: KeptAccount, person: { hasAccount: boolean } | null, today: LocalDate): Result<KeptAccount> {
  const open = checkLettingIn(keeper, account, today);
  if (!open.ok) return open;
  if (account.personId) return refuse({ code: 'tiedAlready' });
  if (!person) return refuse({ code: 'noPerson', field: 'personId' });
  return person.hasAccount ? refuse({ code: 'personHasAccount', field: 'personId' }) : ok(account);
}

/** Nobody acts as a person whom the account no longer names. */
export function checkUntying(keeper: Keeper, account: KeptAccount, today: LocalDate): Result<KeptAccount> {
  const why = whyNotKept(keeper, account, today);
  if (why) return refuse(why);
  if (!account.personId) return refuse({ code: 'notTied' });
  return account.grants.some((grant) => OF_PERSON.includes(grant.role) && isLive(grant, today)) ? refuse({ code: 'actsAsPerson' }) : ok(account);
}

/** A new password, or a lock taken off. */
export function checkLettingIn(keeper: Keeper, account: KeptAccount, today: LocalDate): Result<KeptAccount> {
  const why = whyNotKept(keeper, account, today);
  return why ? refuse(why) : account.isClosed ? refuse({ code: 'accountClosed' }) : ok(account);
}
