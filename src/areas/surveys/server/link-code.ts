import { createHash } from 'node:crypto';
import { codeFrom, spokenCode } from '../../../kernel/spoken-code.ts';
import type { Call } from '../../../platform/server/call.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import { stateOfLink } from '../core/link.ts';
import type { LinkRow } from '../core/response-contract.ts';
import type { LinkRecord } from './link-queries.ts';

/** Made from the key each time it is shown, and stored nowhere, like the code of a resident's slip. */
export const codeOfLink = (vault: Vault, linkId: string): string => codeFrom(vault.derive(`questionnaire link ${linkId}`));
export const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** A link as those who hand it out see it. */
export function showLink(call: Call, { codeHash, roundId: _r, roundMemberId: _m, version: _v, madeBy: _b, pictureBytes: _p, ...link }: LinkRecord): LinkRow {
  const code = codeOfLink(call.vault, link.id);
  // under another key the code would be another, and open nothing
  const isOurs = hashOf(code) === codeHash;
  return { ...link, code: isOurs ? code : '', spoken: isOurs ? spokenCode(code) : '', address: isOurs ? `/q/${code}` : '', state: isOurs ? stateOfLink(link, call.today) : 'closed' as const };
}
