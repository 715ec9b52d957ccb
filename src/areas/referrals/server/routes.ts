import { z } from 'zod';
import { command, download, query, type Route } from '../../../platform/server/route.ts';
import {
  AcceptedProposals, AcceptProposal, AcceptProposals, AgreeOwnVisit, AnswerReferral, AskAnotherTime, AskBoard, AskConsent, AskReturned, Board, ConfirmByCode, ConfirmPageAnswer, ConfirmQuestion, ConfirmReferral, ConsentAsked, CorrectByCode, CorrectWord, DecidedReturned, DecideReturned, EndReferral, FailReferral, ListReferrals, ListServed, OfferReferral, OwnReferralPage,
  DayOfReferral, ReadDay, ReadReferral, ReferralAnswer, ReferralFilters, ReferralPage, ReferralStanding, RefuseReferral, RenewSlip, ReturnedAnswer, RevealPhone, ScheduleReferral, ServedPage, Slip,
} from '../core/contract.ts';
import { IssuePartnerLink, PartnerSheet, RevokePartnerLink, TurnVisitDown } from '../core/partner-contract.ts';
import { ChangeClocks, ClockPage, ClocksChanged } from '../core/clock-contract.ts';
import { changeClocks, readClocks } from './clocks.ts';
import { acceptProposal, acceptProposals, answerReferral, confirmByCode, confirmReferral, failReferral, offerReferral, refuseReferral, scheduleReferral, withdrawReferral } from './operations.ts';
import { readDay } from './appointments.ts';
import { listServed } from './served-operations.ts';
import { correctByCode, correctOwnWord } from './corrections.ts';
import { decideAboutReturned, readReturned } from './returns.ts';
import { renewSlip } from './slips.ts';
import { issuePartnerLink, readPartnerSheet, revokePartnerLink } from './partner-links.ts';
import { partnerRoutes } from './partner-routes.ts';
import { agreeOwnVisit, askAnotherTime, turnVisitDown } from './proposals.ts';
import { exportReferrals, readBoard, readByCode, readConsentAsked, readList, readOwn, readReferral, readSlip, revealPhone } from './reads.ts';

const ofReferral = ({ referralId }: { referralId: string }) => ({ kind: 'referral', id: referralId });

/** Proposals that were named, without those left; of a whole run the run. */
const accepted = ({ proposalIds, runId }: AcceptProposals, answer?: AcceptedProposals) => {
  const left = new Set(answer?.refused.map(({ proposalId }) => proposalId));
  return proposalIds ? proposalIds.filter((id) => !left.has(id)).map((id) => ({ kind: 'proposal', id })) : { kind: 'matchRun', id: runId! };
};

export const referralRoutes: Route[] = [
  query({ path: '/api/referrals', permission: 'referral.list', says: 'Referrals of the division acted for, of one’s organisation, or one’s own; newest first', input: ListReferrals, answer: ReferralPage, run: readList }),
  query({ path: '/api/referrals/own', permission: 'referral.own', says: 'The help arranged for oneself, newest first', input: ListReferrals, answer: OwnReferralPage, run: readOwn }),
  query({ path: '/api/referrals/board', permission: 'referral.list', says: 'Referrals by state, with how many are late; what is due first on top', input: AskBoard, answer: Board, run: readBoard }),
  query({ path: '/api/referral-clocks', permission: 'referral.clocks', says: 'How many working days each step of a referral has in a place, by which version of whose table, and how that came to be', input: z.object({ division: z.string().regex(/^\d{4}(\d\d)?$/).optional() }), answer: ClockPage, run: readClocks }),
  command({ path: '/api/referral-clocks/change', permission: 'referral.changeClocks', says: 'A new version of the own city’s or banner’s clocks from a day on; what is under way keeps its own', input: ChangeClocks, answer: ClocksChanged, run: changeClocks, subject: (_input, answer) => answer && { kind: 'referralClock', id: answer.clockId } }),
  query({ path: '/api/referrals/returned', permission: 'referral.list', says: 'What came back of a need: who said no and why, and whose it is to look at it', input: AskReturned, answer: ReturnedAnswer, run: readReturned }),
  download({ path: '/api/referrals/export', permission: 'referral.list', says: 'The list as a workbook', input: ReferralFilters.extend({ columns: z.string().max(400).optional(), format: z.string().max(10).optional(), sort: z.string().max(20).optional() }), run: exportReferrals }),
  query({ path: '/api/referrals/served-people', permission: 'referral.served', says: 'Those whom the own organisation’s referrals have brought to it', input: ListServed, answer: ServedPage, run: (tx, _call, input) => listServed(tx, input) }),
  query({ path: '/api/referrals/consent-asked', permission: 'referral.offer', says: 'Whether an offer must say how the resident agreed to this receiver', input: AskConsent, answer: ConsentAsked, run: readConsentAsked }),
  query({ path: '/api/referrals/:referralId', permission: 'referral.read', reads: 'file', says: 'One referral; an organisation that opens name and address with it is in the resident\'s list of who looked', input: ReadReferral, answer: ReferralAnswer, run: readReferral }),
  query({ path: '/api/referrals/:referralId/day', permission: 'referral.schedule', says: 'When what a referral takes is taken and free on a day, and for which referrals of those in sight', input: ReadDay, answer: DayOfReferral, run: readDay }),
  query({ path: '/api/referrals/:referralId/slip', permission: 'referral.slip', says: 'The slip with the code by which the resident answers', reads: 'file', input: ReadReferral, answer: Slip, run: readSlip }),
  command({ path: '/api/referrals/offer', permission: 'referral.offer', says: 'Hand a need to a resource by hand', input: OfferReferral, answer: ReferralStanding, run: offerReferral, subject: ({ needId }, answer) => (answer ? ofReferral(answer) : { kind: 'need', id: needId }) }),
  command({ path: '/api/referrals/accept-proposal', permission: 'referral.offer', says: 'Accept a proposal of a match and offer the referral, both or neither', input: AcceptProposal, answer: ReferralStanding, run: acceptProposal, subject: ({ proposalId }) => ({ kind: 'proposal', id: proposalId }) }),
  command({ path: '/api/referrals/accept-proposals', permission: 'referral.offer', says: 'Accept proposals: those named, or all of a run in a division', input: AcceptProposals, answer: AcceptedProposals, run: acceptProposals, subject: accepted }),
  command({ path: '/api/referrals/answer', permission: 'referral.answer', says: 'The receiver’s yes or no', input: AnswerReferral, answer: ReferralStanding, run: answerReferral, subject: ofReferral }),
  command({ path: '/api/referrals/schedule', permission: 'referral.schedule', says: 'Agree a day, or move it', input: ScheduleReferral, answer: ReferralStanding, run: scheduleReferral, subject: ofReferral }),
  command({ path: '/api/referrals/refuse', permission: 'referral.refuse', says: 'The resident’s own no, before help was given', input: RefuseReferral, answer: ReferralStanding, run: refuseReferral, subject: ofReferral }),
  command({ path: '/api/referrals/fail', permission: 'referral.fail', says: 'It was agreed but did not come about', input: FailReferral, answer: ReferralStanding, run: failReferral, subject: ofReferral }),
  command({ path: '/api/referrals/withdraw', permission: 'referral.withdraw', says: 'Take a referral back before help was given', input: EndReferral, answer: ReferralStanding, run: withdrawReferral, subject: ofReferral }),
  command({ path: '/api/referrals/confirm', permission: 'referral.confirm', says: 'The resident’s word, on the own account or noted by a worker', input: ConfirmReferral, answer: ReferralStanding, run: confirmReferral, subject: ofReferral }),
  command({ path: '/api/referrals/decide-returned', permission: 'referral.decideReturned', says: 'What comes next of a need that has come back too often', input: DecideReturned, answer: DecidedReturned, run: decideAboutReturned, subject: ({ needId }) => ({ kind: 'need', id: needId }) }),
  command({ path: '/api/referrals/correct', permission: 'referral.correct', says: 'The resident’s answer changed or added to, within the hour', input: CorrectWord, answer: ReferralStanding, run: correctOwnWord, subject: ofReferral }),
  command({ path: '/api/referrals/agree-own-visit', permission: 'referral.ownVisit', says: 'The resident’s yes to the day that a provider offers', input: AgreeOwnVisit, answer: ReferralStanding, run: agreeOwnVisit, subject: ofReferral }),
  command({ path: '/api/referrals/ask-another-time', permission: 'referral.ownVisit', says: 'The resident wishes another time than the one offered', input: AskAnotherTime, answer: ReferralStanding, run: askAnotherTime, subject: ofReferral }),
  command({ path: '/api/referrals/renew-slip', permission: 'referral.slip', says: 'Make the code of a slip worthless and issue a new one', input: RenewSlip, answer: ReferralStanding, run: renewSlip, subject: ofReferral }),
  command({ path: '/api/referrals/reveal-phone', permission: 'referral.reveal', says: 'The telephone disclosed with a referral, with the reason for asking', input: RevealPhone, answer: z.object({ value: z.string() }), run: revealPhone, subject: ofReferral }),
  query({ path: '/api/referrals/:referralId/partner-sheet', permission: 'referral.partnerLink', says: 'The sheet with the code by which a provider without an account answers and reports', reads: 'file', input: ReadReferral, answer: PartnerSheet, run: readPartnerSheet }),
  command({ path: '/api/referrals/issue-partner-link', permission: 'referral.partnerLink', says: 'A link for a provider whose people do not sign in; the one before it is worthless at once', input: IssuePartnerLink, answer: ReferralStanding, run: issuePartnerLink, subject: ofReferral }),
  command({ path: '/api/referrals/revoke-partner-link', permission: 'referral.partnerLink', says: 'Take a provider’s link back', input: RevokePartnerLink, answer: ReferralStanding, run: revokePartnerLink, subject: ofReferral }),
  command({ path: '/api/referrals/turn-visit-down', permission: 'referral.agreeVisit', says: 'The day that a provider offered does not suit the resident', input: TurnVisitDown, answer: ReferralStanding, run: turnVisitDown, subject: ofReferral }),
  ...partnerRoutes,
  query({ path: '/api/confirm/:code', permission: 'link', says: 'What a resident is asked, by the code on the slip', input: ConfirmQuestion, answer: ConfirmPageAnswer, run: readByCode }),
  command({ path: '/api/confirm/:code', permission: 'link', says: 'The resident’s word, by the code on the slip', input: ConfirmByCode, answer: z.object({ helped: z.boolean() }), run: async (tx, call, input) => {
    const result = await confirmByCode(tx, call, input);
    return result.ok ? { ok: true, value: { helped: input.helped } } : result;
  } }),
  command({ path: '/api/confirm/:code/correct', permission: 'link', says: 'The answer changed or added to within the hour, by the code on the slip', input: CorrectByCode, answer: z.object({ status: z.string() }), run: async (tx, call, input) => {
    const result = await correctByCode(tx, call, input);
    return result.ok ? { ok: true, value: { status: result.value.status } } : result;
  } }),
];
