import { hashPassword } from '../../areas/access/server/operations.ts';
import { addAccount, addGrant } from '../../areas/access/server/queries.ts';
import type { Actor } from '../../platform/server/actor.ts';
import { newId } from '../../platform/server/ids.ts';
import type { Platform } from '../../platform/server/perform.ts';
import { doorScope } from '../../platform/server/sessions.ts';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD } from './accounts.ts';

/** The accounts of the demonstration's people; the organisation and the persons behind three of them are given. Answers each as it acts after sign-in. */
export async function makeAccounts(platform: Platform, behind: { organizationId: string | null; personIds: Record<string, string> }): Promise<Map<string, Actor>> {
  const actors = new Map<string, Actor>();
  const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
  await platform.database.transaction(doorScope(platform.city), async (tx) => {
    for (const account of DEMONSTRATION_ACCOUNTS) {
      const accountId = newId();
      await addAccount(tx, { id: accountId, username: account.username, passwordHash, name: account.name, personId: behind.personIds[account.username] ?? null, language: null });
      for (const [i, grant] of account.grants.entries()) {
        const grantId = newId();
        const organizationId = grant.organization ? behind.organizationId : null;
        await addGrant(tx, { id: grantId, accountId, role: grant.role, divisionCode: grant.divisionCode, organizationId, fromOn: `2023-01-0${i + 1}`, untilOn: null });
        if (i === 0) actors.set(account.username, { accountId, grantId, personId: behind.personIds[account.username] ?? null, name: account.name, role: grant.role, divisionCode: grant.divisionCode, organizationId, city: platform.city });
      }
    }
  });
  return actors;
}
