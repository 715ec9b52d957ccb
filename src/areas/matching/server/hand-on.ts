import { addWorkingDays } from '../../../kernel/working-days.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import type { Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Colleague } from '../../duties/core/contract.ts';
import { colleaguesFor, handOn, owe, reopen } from '../../duties/server/operations.ts';
import { ITEMS, type ItemCode } from '../../needs/core/items.ts';
import type { HandProposalOn } from '../core/contract.ts';
import { permissions } from '../core/permissions.ts';
import { admitHandOn, DAYS_TO_REVIEW } from '../core/review.ts';
import { findProposalForUpdate, type ChosenProposal } from './decision-queries.ts';
import { findToHand, type ToHand } from './handed-queries.ts';
import { settleReviews } from './operations.ts';

/** Who may decide, and so can be given something to decide. */
const mayHold: Role[] = [...permissions['match.decide']];

/** Colleagues of the place who may decide a proposal, but for whoever has it now. */
export async function listReviewers(tx: Tx, call: Call, { proposalId }: { proposalId: string }): Promise<{ items: Colleague[]; total: number }> {
  const proposal = await findToHand(tx, proposalId);
  if (!proposal) throw new NotFound('proposal', proposalId);
  const { handed } = proposal;
  const holder = handed ? handed.ownerAccountId : call.actor.accountId;
  const items = (await colleaguesFor(tx, call, { divisionCode: proposal.divisionCode, mayHold })).filter(({ accountId }) => accountId !== holder);
  return { items, total: items.length };
}

/** The day by which it was to be reviewed stays; where that has passed, the colleague has today. */
const dueOf = (call: Call, { reviewDueOn }: ToHand): LocalDate => {
  const dueOn = (reviewDueOn ?? addWorkingDays(call.today, DAYS_TO_REVIEW)) as LocalDate;
  return dueOn < call.today ? call.today : dueOn;
};

/** Makes what is proposed for the need a duty of its own, the giver's at first: so it is handed on as every duty is. */
async function takeOut(tx: Tx, call: Call, proposal: ChosenProposal, found: ToHand): Promise<string> {
  const { needId, runId, divisionCode } = proposal, { actor } = call;
  await owe(tx, call, [{
    kind: 'reviewProposals', subjectKind: 'need', subjectId: needId, subjectTitle: ITEMS[found.item as ItemCode].zh, divisionCode, windowKey: runId, dueOn: dueOf(call, found),
    owner: { role: actor.role as Role, accountId: actor.accountId }, details: { item: found.item, arrangedBy: actor.accountId, mayHold },
  }]);
  // a need that was closed by mistake and opened again took its duty with it
  reopen(tx, call, { kind: 'reviewProposals', subjectId: needId, windowKey: runId });
  return (await findToHand(tx, proposal.id))!.handed!.dutyId;
}

/** Gives what is proposed for a need to a colleague, by name, to decide; whoever had the review owes it no longer. */
export async function handProposalOn(tx: Tx, call: Call, { proposalId, accountId, note }: Omit<HandProposalOn, 'requestId'>): Promise<Result<{ dutyId: string; accountId: string; name: string }>> {
  const proposal = await findProposalForUpdate(tx, proposalId);
  if (!proposal) throw new NotFound('proposal', proposalId);
  const admitted = admitHandOn(proposal);
  if (!admitted.ok) return admitted;
  const { needId, divisionCode } = proposal;
  const found = (await findToHand(tx, proposalId))!;
  const dutyId = found.handed?.dutyId ?? (await takeOut(tx, call, proposal, found));
  const given = await handOn(tx, call, { requestId: call.requestId, dutyId, accountId, note });
  if (!given.ok) return given;
  appendHistory(tx, call, { kind: 'need', subjectId: needId, divisionCode, action: 'matchHandedOn', reason: note ?? null, changes: { reviewer: [found.handed?.ownerName ?? null, given.value.name] } });
  addNotice(tx, call, { kind: 'matchRule', subjectId: needId, divisionCode });
  await settleReviews(tx, call, [proposalId]);
  return given;
}
