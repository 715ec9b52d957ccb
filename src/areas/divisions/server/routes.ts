import { z } from 'zod';
import { command, query, type Route } from '../../../platform/server/route.ts';
import { DivisionList, ListDivisions, PublicPhones, ServicePhones, ServicePhoneSet, SetServicePhone } from '../core/contract.ts';
import { listDivisions } from './queries.ts';
import { listPublicPhones, listServicePhones, setServicePhone } from './service-phones.ts';

export const divisionRoutes: Route[] = [
  query({
    path: '/api/divisions', permission: 'division.list', says: 'Divisions below one, or found by name, pinyin initials or code',
    input: ListDivisions, answer: DivisionList, run: (tx, _call, input) => listDivisions(tx, input),
  }),
  query({ path: '/api/service-phones', permission: 'division.phones', says: 'The service telephones of one’s own place and of those below it', input: z.object({}), answer: ServicePhones, run: (tx, call) => listServicePhones(tx, call) }),
  query({ path: '/api/confirm-phones', permission: 'link', says: 'Whom to call, for whoever has a slip that does not open', input: z.object({}), answer: PublicPhones, run: (tx) => listPublicPhones(tx) }),
  command({ path: '/api/service-phones/set', permission: 'division.setPhone', says: 'Gives a place its service telephone, another one, or none', input: SetServicePhone, answer: ServicePhoneSet, subject: (_input, answer) => answer && { kind: 'servicePhone', id: answer.servicePhoneId }, run: setServicePhone }),
];
