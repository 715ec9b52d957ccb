import type { Vault } from '../../../platform/server/vault.ts';
import type { Secret } from '../core/channel.ts';

/** What is sealed, or null where there is nothing or it cannot be opened. */
export function openText(vault: Vault, sealed: Buffer | null | undefined): string | null {
  try {
    return sealed ? vault.open(sealed) : null;
  } catch {
    return null;
  }
}

/** What is sealed of a channel; null where it was sealed under another key and cannot be opened, after a move without the key for instance. */
export function openSecret(vault: Vault, sealed: Buffer | null): Secret | null {
  if (!sealed) return {};
  try {
    return JSON.parse(vault.open(sealed)) as Secret;
  } catch {
    return null;
  }
}
