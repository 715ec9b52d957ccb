import { createHmac } from 'node:crypto';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Vault } from '../../../platform/server/vault.ts';

/** Where the wrong passwords of a name are counted: the same for names that exist and for those that do not (0022_sign-in-tries.sql). */
export type TrySlot = { slot: number; nameHash: Buffer };

export function slotOf(vault: Vault, username: string): TrySlot {
  const digest = createHmac('sha256', vault.derive('sign-in names')).update(username).digest();
  return { slot: digest.readUInt16BE(0), nameHash: digest.subarray(2, 18) };
}

export type Tries = { failedTries: number; lockedUntil: string | null };

/** Takes the slot for this transaction, so that tries under one name go one after another; yesterday's tries are forgotten. */
export async function takeTries(tx: Tx, { slot, nameHash }: TrySlot, now: Date): Promise<Tries> {
  return tx.one(sql`
    insert into sign_in_try as t (slot, name_hash, tried_at) values (${slot}, ${nameHash}, ${now})
    on conflict (city, slot) do update set name_hash = excluded.name_hash, tried_at = excluded.tried_at,
      failed_tries = case when t.name_hash = excluded.name_hash and t.tried_at > excluded.tried_at - interval '1 day' then t.failed_tries else 0 end,
      locked_until = case when t.name_hash = excluded.name_hash then t.locked_until end
    returning failed_tries as "failedTries", locked_until as "lockedUntil"`);
}

export async function setTries(tx: Tx, { slot, nameHash }: TrySlot, failedTries: number, lockedUntil: Date | null): Promise<void> {
  await tx.run(sql`update sign_in_try set failed_tries = ${failedTries}, locked_until = ${lockedUntil} where slot = ${slot} and name_hash = ${nameHash}`);
}

/** Until when names are locked, of those that are. */
export async function findLocks(tx: Tx, vault: Vault, usernames: string[], now: Date): Promise<Map<string, string>> {
  const slots = new Map(usernames.map((username) => [username, slotOf(vault, username)]));
  const rows = await tx.many<{ nameHash: Buffer; lockedUntil: string }>(sql`
    select name_hash as "nameHash", locked_until as "lockedUntil" from sign_in_try where slot = any(${[...slots.values()].map(({ slot }) => slot)}) and locked_until > ${now}`);
  return new Map([...slots].flatMap(([username, { nameHash }]) => rows.filter((row) => row.nameHash.equals(nameHash)).map((row) => [username, row.lockedUntil] as const)));
}
