import { command, query, type Route } from '../../../platform/server/route.ts';
import {
  AddVoice, AttemptNoted, CallList, ChangeRound, CloseRound, DoorLinkMade, MakeDoorLink, NameAnswerer, RoundAnswers, DiscussionHeld, DiscussionList, DoorList, ExtendRound, FrameSize, HearMember, HoldDiscussion, ListCalls, ListDoors, ListRounds, MemberFile, MemberHeard, MoveRound, NoteAttempt,
  OneMember, OneRound, PlanRound, RoundFile, RoundMoved, RoundPage, RoundRoute, RoundSaid, SheetOfRound, SizeFrame, VoiceAdded,
} from '../core/round-contract.ts';
import { hearMember, listCalls, listDoors, noteAttempt, readMember, readRoute, readSheet } from './contact-operations.ts';
import { addVoice, holdDiscussion, listDiscussions } from './discussion-operations.ts';
import { makeDoorLink, nameAnswerer, readAnswers } from './round-answers.ts';
import { Submitted } from '../core/response-contract.ts';
import { beginRound, changeRound, closeRound, dropRound, extendRound, listRounds, planRound, readRound, renewQuestionnaire, sizeFrame } from './round-operations.ts';
import { readSays } from './round-says.ts';

const about = ({ roundId }: { roundId: string }) => ({ kind: 'surveyRound', id: roundId });
const member = ({ memberId }: { memberId: string }) => ({ kind: 'roundMember', id: memberId });
const heard = ({ memberId }: { memberId: string }, answer?: { needId: string }) => (answer ? [member({ memberId }), { kind: 'need', id: answer.needId }] : member({ memberId }));

export const roundRoutes: Route[] = [
  query({ path: '/api/survey-rounds', permission: 'round.list', says: 'Survey rounds of one’s own place and of the levels above, the newest first', input: ListRounds, answer: RoundPage, run: listRounds }),
  query({ path: '/api/survey-rounds/frame', permission: 'round.lead', says: 'How many households or people a round over a place with a condition would have to choose from', input: SizeFrame, answer: FrameSize, run: sizeFrame }),
  query({ path: '/api/survey-rounds/members/:memberId', permission: 'round.walk', reads: 'file', says: 'A door or a person of a round: who lives there, masked, what has been tried and heard. The reading is recorded', input: OneMember, answer: MemberFile, run: readMember }),
  query({ path: '/api/survey-rounds/:roundId', permission: 'round.list', says: 'One survey round: whom it asks, how that was drawn, how far it has come', input: OneRound, answer: RoundFile, run: readRound }),
  query({ path: '/api/survey-rounds/:roundId/route', permission: 'round.walk', says: 'The buildings of a round in the order in which one walks them, with what is done in each', input: OneRound, answer: RoundRoute, run: readRoute }),
  query({ path: '/api/survey-rounds/:roundId/doors', permission: 'round.walk', says: 'The doors of one building of a round by unit and room', input: ListDoors, answer: DoorList, run: listDoors }),
  query({ path: '/api/survey-rounds/:roundId/sheet', permission: 'round.walk', says: 'What is still to be walked, to be printed: addresses by building, and no telephones', input: OneRound, answer: SheetOfRound, run: readSheet }),
  query({ path: '/api/survey-rounds/:roundId/calls', permission: 'round.walk', says: 'The call list of a round: promised calls first, then along the route', input: ListCalls, answer: CallList, run: listCalls }),
  query({ path: '/api/survey-rounds/:roundId/discussions', permission: 'round.walk', says: 'The discussions with residents held within a round, with their voices', input: OneRound, answer: DiscussionList, run: listDiscussions }),
  query({ path: '/api/survey-rounds/:roundId/says', permission: 'round.list', says: 'What a round says: who was reached, what they need, and what that says of all with which certainty', input: OneRound, answer: RoundSaid, run: readSays }),
  command({ path: '/api/survey-rounds/plan', permission: 'round.lead', says: 'Plans a survey round: whom it asks, in which ways, from when until when', input: PlanRound, answer: RoundMoved, subject: (_input, answer) => answer && about(answer), run: planRound }),
  query({ path: '/api/survey-rounds/:roundId/answers', permission: 'round.walk', says: 'The answered questionnaires of a round: how many came in which way and version, of whom was drawn and of others, and what the versions have in common', input: OneRound, answer: RoundAnswers, run: readAnswers }),
  command({ path: '/api/survey-rounds/change', permission: 'round.lead', says: 'Says the plan of a round anew, as a whole, before it begins', input: ChangeRound, answer: RoundMoved, subject: about, run: changeRound }),
  command({ path: '/api/survey-rounds/renew', permission: 'round.lead', says: 'From now on a running round asks by the newest version of its questionnaire; what was answered stays under its own', input: MoveRound, answer: RoundMoved, subject: about, run: renewQuestionnaire }),
  command({ path: '/api/survey-rounds/door-link', permission: 'round.walk', says: 'Makes the link by which one door of a round answers once without an account', input: MakeDoorLink, answer: DoorLinkMade, subject: member, run: makeDoorLink }),
  command({ path: '/api/survey-rounds/answerer', permission: 'round.walk', says: 'Says who of those behind a door answered by its link; what they need is recorded as theirs', input: NameAnswerer, answer: Submitted, subject: ({ responseId }) => ({ kind: 'response', id: responseId }), run: nameAnswerer }),
  command({ path: '/api/survey-rounds/begin', permission: 'round.lead', says: 'Begins a round: whom it asks is drawn from the list of residents and kept', input: MoveRound, answer: RoundMoved, subject: about, run: beginRound }),
  command({ path: '/api/survey-rounds/extend', permission: 'round.lead', says: 'Gives a running round another last day', input: ExtendRound, answer: RoundMoved, subject: about, run: extendRound }),
  command({ path: '/api/survey-rounds/close', permission: 'round.lead', says: 'Closes a round and fixes what it says; who has not been reached is said first', input: CloseRound, answer: RoundMoved, subject: about, run: closeRound }),
  command({ path: '/api/survey-rounds/drop', permission: 'round.lead', says: 'Gives up a round that has not begun', input: MoveRound, answer: RoundMoved, subject: about, run: dropRound }),
  command({ path: '/api/survey-rounds/attempt', permission: 'round.walk', says: 'Notes what became of going to a door or of a call', input: NoteAttempt, answer: AttemptNoted, subject: member, run: noteAttempt }),
  command({ path: '/api/survey-rounds/hear', permission: 'round.walk', says: 'Hears a need at a door or on the telephone of a round', input: HearMember, answer: MemberHeard, subject: heard, run: hearMember }),
  command({ path: '/api/survey-rounds/discussion', permission: 'round.walk', says: 'Records a discussion with residents within a round', input: HoldDiscussion, answer: DiscussionHeld, subject: about, run: holdDiscussion }),
  command({ path: '/api/survey-rounds/voice', permission: 'round.walk', says: 'Adds one voice of a discussion as a need of the person who agrees to be named, else of the place', input: AddVoice, answer: VoiceAdded, subject: (_input, answer) => answer && { kind: 'need', id: answer.needId }, run: addVoice }),
];
