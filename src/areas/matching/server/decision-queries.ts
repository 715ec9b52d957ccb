import type { Call } from '../../../platform/server/call.ts';
import { empty, sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ProposalStatus } from '../core/review.ts';

export type ChosenProposal = { id: string; runId: string; divisionCode: string; needId: string; resourceId: string; status: ProposalStatus; providerName: string };

/** Locks the proposal, so that of two reviewers the second learns that it is decided. */
export const findProposalForUpdate = (tx: Tx, proposalId: string): Promise<ChosenProposal | null> => tx.maybe(sql`
  select p.id, p.run_id as "runId", p.division_code as "divisionCode", p.need_id as "needId", p.resource_id as "resourceId", p.status, coalesce(r.provider_name, '') as "providerName"
  from proposal p left join resource r on r.city = p.city and r.id = p.resource_id
  where p.city = current_setting('app.city') and p.id = ${proposalId} for update of p`);

export function markVetoed(tx: Tx, call: Call, proposalId: string): void {
  tx.send(sql`update proposal set status = 'vetoed', decided_by = ${call.actor.accountId}, decided_at = ${call.now} where city = current_setting('app.city') and id = ${proposalId}`);
}

export type NewRule = { id: string; divisionCode: string; kind: 'pin' | 'veto'; needId: string; resourceId: string; code: string | null; words: string };

export function addRule(tx: Tx, call: Call, rule: NewRule): void {
  tx.send(sql`
    insert into match_rule (city, id, division_code, kind, need_id, resource_id, reason_code, reason, made_by, made_at)
    values (${call.actor.city}, ${rule.id}, ${rule.divisionCode}, ${rule.kind}, ${rule.needId}, ${rule.resourceId}, ${rule.code}, ${rule.words}, ${call.actor.accountId}, ${call.now})`);
}

/** Rules in force of a need that a new one takes the place of. */
export const liftRulesOf = (tx: Tx, call: Call, of: { needId: string; resourceId?: string; kind?: 'pin' | 'veto' }): Promise<number> => tx.run(sql`
  update match_rule set lifted_at = ${call.now} where city = current_setting('app.city') and need_id = ${of.needId} and lifted_at is null
    ${of.resourceId ? sql`and resource_id = ${of.resourceId}` : empty} ${of.kind ? sql`and kind = ${of.kind}` : empty}`);

export const liftRuleRow = (tx: Tx, call: Call, ruleId: string): Promise<number> =>
  tx.run(sql`update match_rule set lifted_at = ${call.now} where city = current_setting('app.city') and id = ${ruleId}`);

export const findRuleForUpdate = (tx: Tx, ruleId: string): Promise<{ needId: string; divisionCode: string; kind: 'pin' | 'veto'; liftedAt: string | null; providerName: string } | null> => tx.maybe(sql`
  select m.need_id as "needId", m.division_code as "divisionCode", m.kind, m.lifted_at as "liftedAt", coalesce(r.provider_name, '') as "providerName"
  from match_rule m left join resource r on r.city = m.city and r.id = m.resource_id
  where m.city = current_setting('app.city') and m.id = ${ruleId} for update of m`);

export const findNeedToPin = (tx: Tx, needId: string): Promise<{ divisionCode: string; status: string; item: string } | null> =>
  tx.maybe(sql`select division_code as "divisionCode", status, item from need where city = current_setting('app.city') and id = ${needId} for update`);
