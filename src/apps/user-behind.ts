import { findOrganizationByName } from '../areas/organizations/server/operations.ts';
import { idsAnswering } from '../areas/people/server/queries.ts';
import { scopeOf } from '../platform/server/actor.ts';
import { makeCall, systemActor } from '../platform/server/call.ts';
import type { Platform } from '../platform/server/perform.ts';
import { sql } from '../platform/server/sql.ts';
import type { Tx } from '../platform/server/tx.ts';

type Behind = { organizationId?: string; personId?: string };

const findByCreditCode = (tx: Tx, code: string): Promise<{ organizationId: string } | null> =>
  tx.maybe(sql`select id as "organizationId" from organization where city = current_setting('app.city') and uscc = ${code.toUpperCase()}`);

/** The organisation and the person that `sanshe user add` names, by what is written on their papers; or the sentence that says what is wrong. */
export async function findBehind(platform: Platform, organization: string | undefined, person: string | undefined): Promise<Behind | string> {
  const actor = systemActor(platform.city);
  return platform.database.transaction(scopeOf(actor), async (tx): Promise<Behind | string> => {
    const behind: Behind = {};
    if (organization) {
      const found = await findByCreditCode(tx, organization) ?? await findOrganizationByName(tx, organization);
      if (!found) return `没有登记名称或统一社会信用代码是“${organization}”的组织。 / No organisation on the register has the name or the credit code ${organization}.`;
      behind.organizationId = found.organizationId;
    }
    if (person) {
      const ids = idsAnswering(makeCall(actor, platform.now(), '', 'zh', platform.vault), person);
      const found = ids ? await tx.many<{ id: string }>(sql`select id from person where city = current_setting('app.city') and merged_into is null and id in (${ids}) limit 2`) : [];
      // a number is not said back: it would stay on the screen
      if (found.length === 0) return '档案里没有找到这位居民：请写身份证号或手机号，或先登记。 / No resident on file answers to that: give the identity number or the phone, or register the person first.';
      if (found.length > 1) return '不止一位居民与此相符：请写身份证号。 / More than one resident answers to that: give the identity number.';
      behind.personId = found[0]!.id;
    }
    return behind;
  }, { readOnly: true });
}
