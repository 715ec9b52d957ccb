import { query, type Route } from '../../../platform/server/route.ts';
import { DivisionList, ListDivisions } from '../core/contract.ts';
import { listDivisions } from './queries.ts';

export const divisionRoutes: Route[] = [
  query({
    path: '/api/divisions', permission: 'division.list', says: 'Divisions below one, or found by name, pinyin initials or code',
    input: ListDivisions, answer: DivisionList, run: (tx, _call, input) => listDivisions(tx, input),
  }),
];
