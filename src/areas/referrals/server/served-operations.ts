import type { LocalDate } from '../../../kernel/local-date.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ListServed, ServedPerson } from '../core/contract.ts';

// what was passed on with a yes; of what came to nothing the receiver keeps nobody's name
const SERVED = sql`r.person_id is not null and r.recipient_name is not null and r.status in ('accepted', 'scheduled', 'delivered', 'confirmed')`;

/** Those whom the receiver's own referrals have brought to it, the latest first: whom its manager may put on the list of a session. */
export async function listServed(tx: Tx, { q, limit }: ListServed): Promise<{ total: number; items: ServedPerson[]; next: null }> {
  const named = q ? sql`and r.recipient_name like ${`%${q.replace(/[%_\\]/g, '')}%`}` : sql``;
  const rows = await tx.many<ServedPerson & { total: number }>(sql`
    with served as (
      select distinct on (r.person_id) r.person_id as id, r.recipient_name as name, r.community_name as "divisionName", r.offered_at
      from referral r where r.organization_id::text = current_setting('app.organization') and ${SERVED} ${named} order by r.person_id, r.offered_at desc)
    select id, name, "divisionName", null::integer as age, count(*) over () as total from served order by offered_at desc, id limit ${limit}`);
  return { total: rows[0]?.total ?? 0, items: rows.map(({ total: _, ...row }) => row), next: null };
}

/** Of these people those whom the receiver's own referrals name, with the day of birth that gives an attendance its age group. */
export const findServed = (tx: Tx, personIds: string[]): Promise<{ id: string; birthDate: LocalDate | null }[]> =>
  tx.many(sql`
    select distinct on (r.person_id) r.person_id as id, r.recipient_birth_date as "birthDate"
    from referral r where r.organization_id::text = current_setting('app.organization') and r.person_id = any(${personIds}::uuid[]) and ${SERVED} order by r.person_id, r.offered_at desc`);
