import type { Role } from '../../../kernel/role.ts';
import type { Call } from '../../../platform/server/call.ts';
import { sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { settle, type Settling } from '../../duties/server/operations.ts';

// What a colleague has got to decide is a duty about the need, not about the proposal: the next night's run proposes for it anew, and it is still theirs.

/** The open duty by which a colleague has what is proposed for the need of `t`. */
const DUTY = (t: Sql): Sql => sql`
  from duty h left join account ha on ha.city = h.city and ha.id = h.owner_account_id
  where h.city = ${t}.city and h.subject_id = ${t}.need_id and h.kind = 'reviewProposals' and h.subject_kind = 'need' and h.status = 'open'`;

export const handedOf = (t: Sql): Sql => sql`select 1 ${DUTY(t)}`;

/** Whether a colleague, not oneself, has the proposal `t` to decide. */
export const withColleague = (t: Sql, { actor }: Call): Sql => sql`exists (select 1 ${DUTY(t)} and h.owner_account_id is distinct from ${actor.accountId}::uuid)`;

/** Of these proposals, those that a colleague has got to decide. */
export const listWithColleagues = async (tx: Tx, call: Call, proposalIds: string[]): Promise<Set<string>> =>
  new Set((await tx.many<{ id: string }>(sql`select p.id from proposal p where p.city = current_setting('app.city') and p.id = any(${proposalIds}::uuid[]) and ${withColleague(sql`p`, call)}`)).map(({ id }) => id));

export type HandedRow = { dutyId: string; ownerAccountId: string | null; ownerName: string | null; ownerRole: Role; ownerDivision: string; cameFrom: string | null; note: string | null };

const ROW = sql`jsonb_build_object('dutyId', h.id, 'ownerAccountId', h.owner_account_id, 'ownerName', ha.name, 'ownerRole', h.owner_role, 'ownerDivision', h.owner_division,
  'cameFrom', h.details ->> 'cameFrom', 'note', h.details ->> 'note')`;

/** Who has a proposal `p`, as a column; null where it is its reviewer's as ever, or decided. */
export const HANDED = sql`case when p.status = 'proposed' then (select ${ROW} ${DUTY(sql`p`)} limit 1) end`;

export type ToHand = { divisionCode: string; handed: HandedRow | null; item: string; reviewDueOn: string | null };

/** What is to be known of a proposal that is given to somebody: who has it, and by which day it was to be reviewed. */
export const findToHand = (tx: Tx, proposalId: string): Promise<ToHand | null> => tx.maybe(sql`
  select p.division_code as "divisionCode", ${HANDED} as handed, n.item,
    (select u.due_on from duty u where u.city = p.city and u.kind = 'reviewProposals' and u.subject_id = p.run_id and u.window_key = p.division_code) as "reviewDueOn"
  from proposal p join need n on n.city = p.city and n.id = p.need_id where p.city = current_setting('app.city') and p.id = ${proposalId}`);

export type HandedEnded = { needId: string; windowKey: string; as: 'done' | 'withdrawn' };

/** Of what colleagues have got to decide, that of which nothing is left: decided, or proposed no more. Of the needs of these proposals, of a division, or of all. */
export function listHandedEnded(tx: Tx, of: { proposalIds?: string[]; within?: string }): Promise<HandedEnded[]> {
  const narrowed = of.proposalIds ? sql`and h.subject_id in (select need_id from proposal where city = current_setting('app.city') and id = any(${of.proposalIds}::uuid[]))`
    : of.within ? sql`and h.division_code >= ${of.within} and h.division_code < ${`${of.within}:`}` : sql``;
  const current = (statuses: string[]): Sql => sql`exists (select 1 from proposal p where p.city = h.city and p.need_id = h.subject_id and p.is_current and p.status = any(${statuses}))`;
  return tx.many(sql`
    select h.subject_id as "needId", h.window_key as "windowKey", case when ${current(['accepted', 'vetoed'])} then 'done' else 'withdrawn' end as "as"
    from duty h where h.city = current_setting('app.city') and h.kind = 'reviewProposals' and h.subject_kind = 'need' and h.status = 'open' ${narrowed} and not ${current(['proposed'])}`);
}

export const settleHanded = (tx: Tx, call: Call, ended: HandedEnded[]): void =>
  settle(tx, call, ...ended.map(({ needId, windowKey, as }): Settling => ({ kind: 'reviewProposals', subjectId: needId, windowKey, as })));
