import { command, query, type Route } from '../../../platform/server/route.ts';
import { AskMyWork, AskOpenDuty, ColleagueList, HandedOn, HandOn, ListColleagues, ListDuties, ListMine, MyLines, MyWork, OpenDutyAnswer, OwedPage, PlaceWorkList, Remind, Reminded } from '../core/contract.ts';
import { handOn, listColleagues } from './hand-on.ts';
import { readOpenDuty, remind } from './remind.ts';
import { listMine, readMyWork } from './my-work.ts';
import { listDuties, readPlaces } from './overview.ts';

/** Those who were reminded were reminded of a record each. */
const reminded = ({ subjectKind, subjectIds }: Remind, answer?: Reminded) => {
  const left = new Set(answer?.left.map(({ subjectId }) => subjectId));
  return subjectIds.filter((id) => !left.has(id)).map((id) => ({ kind: subjectKind, id }));
};

export const dutyRoutes: Route[] = [
  query({ path: '/api/my-work', permission: 'duty.mine', says: 'What the actor has to do: late, today, this week; total is what is due by today', input: AskMyWork, answer: MyWork, run: (tx, call) => readMyWork(tx, call) }),
  query({ path: '/api/my-work/lines', permission: 'duty.mine', says: 'All of what the actor has to do, or one kind or band of it', input: ListMine, answer: MyLines, run: listMine }),
  query({ path: '/api/my-work/places', permission: 'duty.list', says: 'What is owed in each place one level down: late, today, this week, and by posts that nobody holds', input: AskMyWork, answer: PlaceWorkList, run: (tx, call) => readPlaces(tx, call) }),
  query({ path: '/api/duties', permission: 'duty.list', says: 'Everything owed in a place, by whom and until when', input: ListDuties, answer: OwedPage, run: listDuties }),
  query({ path: '/api/my-work/colleagues', permission: 'duty.handOn', says: 'Colleagues to whom a duty can be handed on', input: ListColleagues, answer: ColleagueList, run: listColleagues }),
  query({ path: '/api/my-work/open-duty', permission: 'duty.remind', says: 'What is owed about a record now, and whether its owner may be reminded of it', input: AskOpenDuty, answer: OpenDutyAnswer, run: readOpenDuty }),
  command({ path: '/api/my-work/remind', permission: 'duty.remind', says: 'Reminds whoever is late with these records; once a working day', input: Remind, answer: Reminded, subject: reminded, run: remind }),
  command({ path: '/api/my-work/hand-on', permission: 'duty.handOn', says: 'Hands a duty on to a colleague, by name', input: HandOn, answer: HandedOn, subject: ({ dutyId }) => ({ kind: 'duty', id: dutyId }), run: handOn }),
];
