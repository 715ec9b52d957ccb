import { createHash } from 'node:crypto';
import type { Vault } from '../../../platform/server/vault.ts';
import { codeFrom } from '../../../kernel/spoken-code.ts';

/**
 * The code of a referral's slip. It is made from the key outside the database, each time it is shown, and is stored nowhere: not in the row,
 * which has its SHA-256, nor among the kept answers of commands. `issue` counts renewals: a new one makes the old slip worthless.
 */
export const confirmCodeOf = (vault: Vault, referralId: string, issue: number): string => codeFrom(vault.derive(`confirm code ${referralId} ${issue}`));

/** As the door computes it from what the resident's address holds. */
export const hashOfCode = (code: string): string => createHash('sha256').update(code.toUpperCase()).digest('hex');
