import type { Vault } from '../../../platform/server/vault.ts';
import type { Secret } from '../core/channel.ts';

/** What is sealed of a channel; null where it was sealed under another key and cannot be opened, after a move without the key for instance. */
export function openSecret(vault: Vault, sealed: Buffer | null): Secret | null {
  if (!sealed) return {};
  try {
    return JSON.parse(vault.open(sealed)) as Secret;
  } catch {
    return null;
  }
}
