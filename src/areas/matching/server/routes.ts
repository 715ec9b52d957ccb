import { command, query, type Route } from '../../../platform/server/route.ts';
import {
  AskLatest, AskOfNeed, AskReady, AskSpread, AskTotals, CancelRun, CommunityList, GapList, HandProposalOn, LatestAnswer, LiftRule, ListCommunities, ListGaps, ListNotYet, ListProposals, ListProposed, ListReviewers, ListRules, ListRuns, NotYetPage, OfNeedAnswer, OneRun,
  PinPair, ProposalPage, ProposedIds, ReadyAnswer, RequestRun, RulePage, RuleStanding, RunAnswer, RunPage, RunRequested, RunStanding, SpreadAnswer, TotalsAnswer, VetoProposal,
} from '../core/contract.ts';
import { ColleagueList, HandedOn } from '../../duties/core/contract.ts';
import { HandPage, ListHands, RequestWhatIf, WhatIfAnswer, WhatIfRequested } from '../core/what-if-contract.ts';
import { liftRule, pinPair, vetoProposal } from './decisions.ts';
import { handProposalOn, listReviewers } from './hand-on.ts';
import { cancelRun, requestRun } from './operations.ts';
import { readCommunities, readGaps, readLatest, readNotYet, readOfNeed, readProposals, readProposed, readRules, readRun, readRuns } from './reads.ts';
import { readReady } from './ready.ts';
import { readSpread } from './spread.ts';
import { readTotals } from './totals.ts';
import { readHands, readWhatIf, requestWhatIf } from './what-if.ts';

const ofRun = ({ runId }: { runId: string }) => ({ kind: 'matchRun', id: runId });

export const matchingRoutes: Route[] = [
  query({ path: '/api/match-runs', permission: 'match.read', says: 'Runs of the match over a division, newest first', input: ListRuns, answer: RunPage, run: readRuns }),
  query({ path: '/api/match-runs/latest', permission: 'match.read', says: 'The last proven run over a division, and the one asked for since', input: AskLatest, answer: LatestAnswer, run: readLatest }),
  query({ path: '/api/match-runs/of-need/:needId', permission: 'match.review', says: 'What the match says of one need: its proposals, or why not yet', input: AskOfNeed, answer: OfNeedAnswer, run: readOfNeed }),
  query({ path: '/api/match-runs/ready-for/:needId', permission: 'match.review', says: 'Who could serve one open need now, before any run: the best three', input: AskReady, answer: ReadyAnswer, run: readReady }),
  query({ path: '/api/match-runs/:runId', permission: 'match.read', says: 'One run: totals, objective, proof, weights, how far it is', input: OneRun, answer: RunAnswer, run: readRun }),
  query({ path: '/api/match-runs/:runId/totals', permission: 'match.read', says: 'What a run came to in one division, one’s own unless named', input: AskTotals, answer: TotalsAnswer, run: readTotals }),
  query({ path: '/api/match-runs/:runId/by-division', permission: 'match.read', says: 'How many units were met and how many not in each part of a place, one’s own unless named', input: AskSpread, answer: SpreadAnswer, run: readSpread }),
  query({ path: '/api/match-runs/:runId/communities', permission: 'match.review', says: 'How many proposals and unmet needs each community has', input: ListCommunities, answer: CommunityList, run: readCommunities }),
  query({ path: '/api/match-runs/:runId/proposals', permission: 'match.review', says: 'Proposals with why, the need, the resource and the next best', input: ListProposals, answer: ProposalPage, run: readProposals }),
  query({ path: '/api/match-runs/:runId/proposed', permission: 'match.review', says: 'Ids of what is still to be decided, for accepting many at once', input: ListProposed, answer: ProposedIds, run: readProposed }),
  query({ path: '/api/match-runs/:runId/not-yet', permission: 'match.review', says: 'Unmet needs, each with its reason and its cheapest cure', input: ListNotYet, answer: NotYetPage, run: readNotYet }),
  query({ path: '/api/match-runs/:runId/gaps', permission: 'match.read', says: 'What to add, the most valuable first', input: ListGaps, answer: GapList, run: readGaps }),
  query({ path: '/api/match-runs/:runId/comparison', permission: 'match.read', says: 'A what-if beside the run that it copies, and what its additions were foreseen to bring', input: OneRun, answer: WhatIfAnswer, run: readWhatIf }),
  query({ path: '/api/match-runs/:runId/hands', permission: 'match.review', says: 'The needs that fare otherwise in a what-if, from whom to whom', input: ListHands, answer: HandPage, run: readHands }),
  command({ path: '/api/match-runs', permission: 'match.run', says: 'Ask for a run over one’s division', input: RequestRun, answer: RunRequested, run: requestRun, subject: (_input, answer) => answer && ofRun(answer) }),
  command({ path: '/api/match-runs/what-if', permission: 'match.run', says: 'Copy a run with changes and try it on paper', input: RequestWhatIf, answer: WhatIfRequested, run: requestWhatIf, subject: (_input, answer) => answer && ofRun(answer) }),
  command({ path: '/api/match-runs/cancel', permission: 'match.run', says: 'Stop a run that waits or is at work', input: CancelRun, answer: RunStanding, run: cancelRun, subject: ofRun }),
  query({ path: '/api/match-runs/peers/:proposalId', permission: 'match.decide', says: 'Colleagues to whom a proposal can be given to decide', input: ListReviewers, answer: ColleagueList, run: listReviewers }),
  command({ path: '/api/match-runs/hand-on', permission: 'match.decide', says: 'Give a proposal to a colleague to decide', input: HandProposalOn, answer: HandedOn, run: handProposalOn, subject: ({ proposalId }) => ({ kind: 'proposal', id: proposalId }) }),
  query({ path: '/api/match-rules', permission: 'match.review', says: 'Pins and vetoes in force', input: ListRules, answer: RulePage, run: readRules }),
  command({ path: '/api/match-rules/veto', permission: 'match.decide', says: 'Keep a proposed pair apart, with the reason', input: VetoProposal, answer: RuleStanding, run: vetoProposal, subject: ({ proposalId }) => ({ kind: 'proposal', id: proposalId }) }),
  command({ path: '/api/match-rules/pin', permission: 'match.decide', says: 'Wish that a need is served by a resource', input: PinPair, answer: RuleStanding, run: pinPair, subject: ({ needId }) => ({ kind: 'need', id: needId }) }),
  command({ path: '/api/match-rules/lift', permission: 'match.decide', says: 'Take back a pin or veto', input: LiftRule, answer: RuleStanding, run: liftRule, subject: ({ ruleId }) => ({ kind: 'matchRule', id: ruleId }) }),
];
