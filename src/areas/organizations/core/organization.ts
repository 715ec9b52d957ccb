import type { LocalDate } from '../../../kernel/local-date.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { agreesWithKind, checkCreditCode, type CreditCodeRefusal } from './credit-code.ts';

export const ORGANIZATION_KINDS = [
  'socialAssociation', 'socialServiceOrg', 'foundation', 'communitySocialOrg', 'volunteerOrg', 'department', 'enterprise', 'residentsCommittee', 'other',
] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

/** The three kinds that register with civil affairs and become legal persons; only they can be graded. */
export const REGISTERED_KINDS: readonly OrganizationKind[] = ['socialAssociation', 'socialServiceOrg', 'foundation'];

export const ORGANIZATION_STATUSES = ['active', 'suspended', 'ended'] as const;
export type OrganizationStatus = (typeof ORGANIZATION_STATUSES)[number];
export type OrganizationAction = 'suspend' | 'resume' | 'end';

const KEEPERS = ['officer', 'stationLead', 'administrator'] as const;

/** What may happen to an organisation of the register. Ended is the end: an organisation founded anew is a new one. */
export const organizationLifecycle: Lifecycle<OrganizationStatus, OrganizationAction> = {
  active: { suspend: { to: 'suspended', roles: KEEPERS }, end: { to: 'ended', roles: KEEPERS } },
  suspended: { resume: { to: 'active', roles: KEEPERS }, end: { to: 'ended', roles: KEEPERS } },
  ended: {},
};

export type OrganizationIdentity = {
  kind: OrganizationKind; uscc?: string | null | undefined; filingNo?: string | null | undefined; registeredOn?: LocalDate | null | undefined;
};
export type IdentityRefusal = CreditCodeRefusal
  | { code: 'filedHasNoUscc' } | { code: 'usccKindDisagrees'; kind: OrganizationKind; uscc: string } | { code: 'registeredLater'; on: LocalDate };

/** Code and kind agree, a filed organisation has no code, nothing was registered in the future. The tidied code comes back. */
export function checkIdentity(given: OrganizationIdentity, today: LocalDate): Result<{ uscc: string | null }, IdentityRefusal> {
  if (given.registeredOn && given.registeredOn > today) return refuse({ code: 'registeredLater', on: given.registeredOn });
  if (!given.uscc) return ok({ uscc: null });
  if (given.kind === 'communitySocialOrg') return refuse({ code: 'filedHasNoUscc' });
  const read = checkCreditCode(given.uscc);
  if (!read.ok) return read;
  if (!agreesWithKind(read.value.uscc, given.kind)) return refuse({ code: 'usccKindDisagrees', kind: given.kind, uscc: read.value.uscc });
  return ok({ uscc: read.value.uscc });
}
