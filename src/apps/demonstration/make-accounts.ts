import { hashPassword } from '../../areas/access/server/operations.ts';
import { addAccount, addGrant } from '../../areas/access/server/queries.ts';
import { newId } from '../../platform/server/ids.ts';
import type { Platform } from '../../platform/server/perform.ts';
import { doorScope } from '../../platform/server/sessions.ts';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD } from './accounts.ts';

/** The accounts of the demonstration's people; the organisation and the persons behind three of them are given. */
export async function makeAccounts(platform: Platform, behind: { organizationId: string | null; personIds: Record<string, string> }): Promise<void> {
  const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
  await platform.database.transaction(doorScope(platform.city), async (tx) => {
    for (const account of DEMONSTRATION_ACCOUNTS) {
      const accountId = newId();
      await addAccount(tx, { id: accountId, username: account.username, passwordHash, name: account.name, personId: behind.personIds[account.username] ?? null, language: 'zh' });
      for (const [i, grant] of account.grants.entries()) {
        await addGrant(tx, {
          id: newId(), accountId, role: grant.role, divisionCode: grant.divisionCode,
          organizationId: grant.organization ? behind.organizationId : null, fromOn: `2023-01-0${i + 1}`, untilOn: null,
        });
      }
    }
  });
}
