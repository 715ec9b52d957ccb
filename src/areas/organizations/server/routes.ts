import { command, download, query, type Route } from '../../../platform/server/route.ts';
import { z } from 'zod';
import {
  AddGrade, ChangeStatus, ExportOrganizations, ListOrganizations, OneOrganization, OrganizationAnswer, OrganizationList, Registered, RegisterOrganizationCommand, Revealed, RevealPhone,
  StateLimits, UpdateOrganization,
} from '../core/contract.ts';
import { exportOrganizations, listOrganizations, readOrganization } from './list.ts';
import { addGrade, changeStatus, registerOrganization, revealPhone, stateLimits, updateOrganization } from './operations.ts';

const about = (input: { organizationId: string }) => ({ kind: 'organization', id: input.organizationId });
const Version = z.object({ organizationId: z.uuid(), version: z.int() });
const Status = z.object({ organizationId: z.uuid(), status: z.string() });

export const organizationRoutes: Route[] = [
  query({ path: '/api/organizations', permission: 'organization.list', says: 'Organisations one may see; grades count to and including their last day', input: ListOrganizations, answer: OrganizationList, run: listOrganizations }),
  download({ path: '/api/organizations/export', permission: 'organization.list', says: 'The same list as a workbook', input: ExportOrganizations, run: exportOrganizations }),
  query({
    path: '/api/organizations/:organizationId', permission: 'organization.read', says: 'One organisation with its grades', input: OneOrganization, answer: OrganizationAnswer,
    run: (tx, call, input) => readOrganization(tx, call, input.organizationId),
  }),
  command({ path: '/api/organizations/register', permission: 'organization.register', says: 'Puts an organisation on the register', input: RegisterOrganizationCommand, answer: Registered, subject: (_input, answer) => answer && about(answer), run: registerOrganization }),
  command({ path: '/api/organizations/update', permission: 'organization.update', says: 'Corrects an organisation, if nobody else has meanwhile', input: UpdateOrganization, answer: Version, subject: about, run: updateOrganization }),
  command({ path: '/api/organizations/limits', permission: 'organization.limits', says: 'States how much the own organisation can carry and spend', input: StateLimits, answer: Version, subject: about, run: stateLimits }),
  command({ path: '/api/organizations/grade', permission: 'organization.grade', says: 'Enters a grade that was granted', input: AddGrade, answer: z.object({ organizationId: z.uuid(), validUntil: z.string() }), subject: about, run: addGrade }),
  ...(['suspend', 'resume', 'end'] as const).map((action) => command({
    path: `/api/organizations/${action}`, permission: 'organization.end', says: `${action[0]!.toUpperCase()}${action.slice(1)}s an organisation, with a reason`, input: ChangeStatus, answer: Status, subject: about,
    run: (tx, call, input) => changeStatus(tx, call, action, input),
  })),
  command({ path: '/api/organizations/reveal-phone', permission: 'organization.phone', says: 'The phone in the clear, for a purpose that stays in the log', input: RevealPhone, answer: Revealed, subject: about, run: revealPhone }),
];
