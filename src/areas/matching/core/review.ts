import { refuse, ok, type Result } from '../../../kernel/result.ts';

export const RUN_STATUSES = ['queued', 'running', 'proven', 'failed', 'cancelled'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
/** A what-if is a run on paper: it proposes nothing. */
export const RUN_KINDS = ['match', 'whatIf'] as const;
export type RunKind = (typeof RUN_KINDS)[number];
export const RUN_STAGES = ['queued', 'listing', 'solving', 'saving', 'ended'] as const;
export type RunStage = (typeof RUN_STAGES)[number];

/** Why a run came to nothing. `lost`: its process died time after time; `proof`: the answer did not pass the checker and is not shown. */
export const RUN_FAILURES = ['time', 'memory', 'tooLarge', 'badLists', 'proof', 'fault', 'lost', 'restless', 'unknownResource'] as const;
export type RunFailure = (typeof RUN_FAILURES)[number];

export const PROPOSAL_STATUSES = ['proposed', 'accepted', 'vetoed', 'superseded'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

export const NOT_YET_REASONS = ['waiting', 'noneEligible', 'eligibleButFull', 'outbid'] as const;
export type NotYetReason = (typeof NOT_YET_REASONS)[number];

/** What the list of those not matched is narrowed to: a reason, or which of the two is waited for; `sinceRun` waits for neither any more; `unmatched` is all that the match itself left out. */
export const NOT_YET_FILTERS = [...NOT_YET_REASONS, 'unmatched', 'forVerification', 'forConsent', 'sinceRun'] as const;
export type NotYetFilter = (typeof NOT_YET_FILTERS)[number];

/** Why a reviewer keeps a pair apart. Words are asked besides where the code alone says too little. */
export const VETO_CODES = ['personDeclined', 'badExperience', 'notSuitable', 'tooFar', 'wrongTime', 'providerUnavailable', 'conflict', 'other'] as const;
export type VetoCode = (typeof VETO_CODES)[number];

/** A run that nobody can stop any more has ended. */
export const isWaiting = (status: RunStatus): boolean => status === 'queued' || status === 'running';

export function admitCancel(run: { status: RunStatus }): Result<true, { code: 'runEnded'; status: RunStatus }> {
  return isWaiting(run.status) ? ok(true) : refuse({ code: 'runEnded', status: run.status });
}

/** Only what has come to something can be copied and changed. */
export function admitWhatIf(base: { status: RunStatus }): Result<true, { code: 'runNotProven' }> {
  return base.status === 'proven' ? ok(true) : refuse({ code: 'runNotProven' });
}

export type VetoRefusal = { code: 'proposalDecided'; status: ProposalStatus } | { code: 'vetoNeedsWords' };

/** Only what is still proposed can be vetoed; “another reason” is none until it is told. */
export function admitVeto(proposal: { status: ProposalStatus }, code: VetoCode, words: string | null): Result<true, VetoRefusal> {
  if (proposal.status !== 'proposed') return refuse({ code: 'proposalDecided', status: proposal.status });
  return code === 'other' && !words ? refuse({ code: 'vetoNeedsWords' }) : ok(true);
}

/** Only what is still to be decided can be given to somebody to decide. */
export function admitHandOn(proposal: { status: ProposalStatus }): Result<true, { code: 'proposalDecided'; status: ProposalStatus }> {
  return proposal.status === 'proposed' ? ok(true) : refuse({ code: 'proposalDecided', status: proposal.status });
}

export type PinRefusal = { code: 'pinNeedClosed' } | { code: 'pinItemNotOffered'; provider: string };

/** A pin waits for the next run, which keeps it if every rule allows; what can never fit is refused at once. */
export function admitPin(need: { status: string; item: string }, resource: { name: string; items: readonly string[] }): Result<true, PinRefusal> {
  if (need.status !== 'open') return refuse({ code: 'pinNeedClosed' });
  return resource.items.includes(need.item) ? ok(true) : refuse({ code: 'pinItemNotOffered', provider: resource.name });
}

/** Three working days to look at what a run proposes; the next night's run would propose afresh anyway. */
export const DAYS_TO_REVIEW = 3;

/** What a run could meet at all: what waits for verification or consent is not the match's to solve. */
export const unitsAskable = (run: { unitsWanted: number | null; unitsForConsent: number | null; unitsForVerification: number | null }): number =>
  (run.unitsWanted ?? 0) - (run.unitsForConsent ?? 0) - (run.unitsForVerification ?? 0);
