import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { getResource } from '../../resources/server/operations.ts';
import type { LiftRule, PinPair, VetoProposal } from '../core/contract.ts';
import { admitPin, admitVeto } from '../core/review.ts';
import { addRule, findNeedToPin, findProposalForUpdate, findRuleForUpdate, liftRuleRow, liftRulesOf, markVetoed } from './decision-queries.ts';
import { settleReviews } from './operations.ts';

type Standing = { ruleId: string; needId: string };

function tell(tx: Tx, call: Call, needId: string, divisionCode: string, action: string, reason: string | null, provider: string): void {
  appendHistory(tx, call, { kind: 'need', subjectId: needId, divisionCode, action, reason, changes: { provider: [null, provider] } });
  addNotice(tx, call, { kind: 'matchRule', subjectId: needId, divisionCode });
}

/** Keeps a proposed pair apart, in this run and in every later one, and says why. */
export async function vetoProposal(tx: Tx, call: Call, { proposalId, code, words }: Omit<VetoProposal, 'requestId'>): Promise<Result<Standing>> {
  const proposal = await findProposalForUpdate(tx, proposalId);
  if (!proposal) throw new NotFound('proposal', proposalId);
  const admitted = admitVeto(proposal, code, words);
  if (!admitted.ok) return admitted;
  const { needId, resourceId, divisionCode } = proposal;
  const ruleId = newId();
  await liftRulesOf(tx, call, { needId, resourceId });
  addRule(tx, call, { id: ruleId, divisionCode, kind: 'veto', needId, resourceId, code, words: words ?? '' });
  markVetoed(tx, call, proposalId);
  tell(tx, call, needId, divisionCode, 'matchVetoed', words ?? code, proposal.providerName);
  await settleReviews(tx, call, [proposalId]);
  return ok({ ruleId, needId });
}

/** Wishes that a need is served by this resource: the next run keeps it, if every rule allows. One pin a need; a veto of the pair gives way to it. */
export async function pinPair(tx: Tx, call: Call, { needId, resourceId, words }: Omit<PinPair, 'requestId'>): Promise<Result<Standing>> {
  const need = await findNeedToPin(tx, needId);
  if (!need) throw new NotFound('need', needId);
  const resource = await getResource(tx, call, resourceId);
  const admitted = admitPin(need, resource);
  if (!admitted.ok) return admitted;
  const ruleId = newId();
  await liftRulesOf(tx, call, { needId, resourceId });
  await liftRulesOf(tx, call, { needId, kind: 'pin' });
  addRule(tx, call, { id: ruleId, divisionCode: need.divisionCode, kind: 'pin', needId, resourceId, code: null, words: words ?? '' });
  tell(tx, call, needId, need.divisionCode, 'matchPinned', words, resource.name);
  return ok({ ruleId, needId });
}

/** A pin or veto binds no further run. */
export async function liftRule(tx: Tx, call: Call, { ruleId }: Omit<LiftRule, 'requestId'>): Promise<Result<Standing>> {
  const rule = await findRuleForUpdate(tx, ruleId);
  if (!rule) throw new NotFound('matchRule', ruleId);
  if (rule.liftedAt) return refuse({ code: 'ruleLifted' });
  await liftRuleRow(tx, call, ruleId);
  tell(tx, call, rule.needId, rule.divisionCode, rule.kind === 'pin' ? 'matchPinLifted' : 'matchVetoLifted', null, rule.providerName);
  return ok({ ruleId, needId: rule.needId });
}
