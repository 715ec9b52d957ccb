import { command, query, type Route } from '../../../platform/server/route.ts';
import { AskMyWork, ColleagueList, HandedOn, HandOn, ListColleagues, MyWork } from '../core/contract.ts';
import { handOn, listColleagues } from './hand-on.ts';
import { readMyWork } from './my-work.ts';

export const dutyRoutes: Route[] = [
  query({ path: '/api/my-work', permission: 'duty.mine', says: 'What the actor has to do: late, today, this week; total is what is due by today', input: AskMyWork, answer: MyWork, run: (tx, call) => readMyWork(tx, call) }),
  query({ path: '/api/my-work/colleagues', permission: 'duty.handOn', says: 'Colleagues to whom a duty can be handed on', input: ListColleagues, answer: ColleagueList, run: listColleagues }),
  command({ path: '/api/my-work/hand-on', permission: 'duty.handOn', says: 'Hands a duty on to a colleague, by name', input: HandOn, answer: HandedOn, subject: ({ dutyId }) => ({ kind: 'duty', id: dutyId }), run: handOn }),
];
