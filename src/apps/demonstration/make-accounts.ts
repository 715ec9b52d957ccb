import { hashPassword } from '../../areas/access/server/operations.ts';
import { addAccount, addGrant } from '../../areas/access/server/queries.ts';
import type { Actor } from '../../platform/server/actor.ts';
import { newId } from '../../platform/server/ids.ts';
import type { Platform } from '../../platform/server/perform.ts';
import { doorScope } from '../../platform/server/sessions.ts';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD, LEADS_ELSEWHERE, type DemonstrationAccount } from './accounts.ts';

type Behind = { organizationId: string | null; persons: Record<string, { id: string; name: string }> };

/** Whether an account acts for an organisation or a person: those are chosen from what the city has become. */
const isPartys = ({ grants }: DemonstrationAccount): boolean => grants.some(({ organization, person }) => organization || person);

/** Those who work for stations and offices: they are there before anything is done. */
export const makeStaff = (platform: Platform): Promise<Map<string, Actor>> => makeAccounts(platform, [...DEMONSTRATION_ACCOUNTS.filter((account) => !isPartys(account)), ...LEADS_ELSEWHERE], { organizationId: null, persons: {} });

/** Those who act for the organisation and the persons given. */
export const makeParties = (platform: Platform, behind: Behind): Promise<Map<string, Actor>> => makeAccounts(platform, DEMONSTRATION_ACCOUNTS.filter(isPartys), behind);

/** Answers each as it acts after sign-in, and under `name CODE` as it acts under another grant. */
async function makeAccounts(platform: Platform, accounts: DemonstrationAccount[], behind: Behind): Promise<Map<string, Actor>> {
  const actors = new Map<string, Actor>();
  // whoever stands in the register signs in under the name that stands there
  const personOf = ({ username }: DemonstrationAccount) => behind.persons[username]?.id ?? null, nameOf = ({ username, name }: DemonstrationAccount) => behind.persons[username]?.name ?? name;
  const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
  await platform.database.transaction(doorScope(platform.city), async (tx) => {
    for (const account of accounts) {
      const accountId = newId();
      await addAccount(tx, { id: accountId, username: account.username, passwordHash, name: nameOf(account), personId: personOf(account), language: null });
      for (const [i, grant] of account.grants.entries()) {
        const grantId = newId();
        const organizationId = grant.organization ? behind.organizationId : null;
        await addGrant(tx, { id: grantId, accountId, role: grant.role, divisionCode: grant.divisionCode, organizationId, fromOn: `2023-01-0${i + 1}`, untilOn: null });
        actors.set(i === 0 ? account.username : `${account.username} ${grant.divisionCode}`, { accountId, grantId, personId: personOf(account), name: nameOf(account), role: grant.role, divisionCode: grant.divisionCode, organizationId, city: platform.city });
      }
    }
  });
  return actors;
}
