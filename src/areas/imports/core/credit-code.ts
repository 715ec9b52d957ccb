import { checkCreditCode, kindOfCreditCode } from '../../organizations/core/credit-code.ts';
import type { OrganizationKind } from '../../organizations/core/organization.ts';
import { tidy } from '../../people/core/text.ts';
import { isMissing } from './text.ts';

/** The kinds that a directory of social organisations tells apart, each by the first two characters of its codes. */
export type RegisteredKind = Extract<OrganizationKind, 'socialAssociation' | 'socialServiceOrg' | 'foundation'>;
export type CreditCodeFault = 'usccLength' | 'usccCharacter' | 'usccCheck' | 'usccCut';
export type CreditCodeRead = { uscc: string; kind: RegisteredKind | null } | { missing: true } | { fault: CreditCodeFault; characters?: string };

const isRegisteredKind = (kind: OrganizationKind | null): kind is RegisteredKind => kind === 'socialAssociation' || kind === 'socialServiceOrg' || kind === 'foundation';

/** A code as a ledger has it; what is said of it, the register's own rule says. */
export function readCreditCode(typed: string): CreditCodeRead {
  if (isMissing(typed)) return { missing: true };
  if (/^\d(?:\.\d+)?e\+?\d+$/i.test(tidy(typed))) return { fault: 'usccCut' };
  const checked = checkCreditCode(tidy(typed));
  if (!checked.ok) return { fault: checked.refusal.code, ...('characters' in checked.refusal ? { characters: checked.refusal.characters } : {}) };
  const kind = kindOfCreditCode(checked.value.uscc);
  return { uscc: checked.value.uscc, kind: isRegisteredKind(kind) ? kind : null };
}
