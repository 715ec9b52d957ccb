import type { Messages } from '../kernel/messages.ts';
import type { Refusal } from '../kernel/result.ts';
import type { Permissions, Role } from '../kernel/role.ts';
import type { ActingRole } from '../platform/server/actor.ts';
import type { Job } from '../platform/server/jobs.ts';
import { messages as doorMessages } from '../platform/server/messages.ts';
import type { Route } from '../platform/server/route.ts';
import { messages as accessMessages } from '../areas/access/core/messages.ts';
import { permissions as accessPermissions } from '../areas/access/core/permissions.ts';
import { accountRoutes } from '../areas/access/server/account-routes.ts';
import { auditRoutes } from '../areas/access/server/audit-routes.ts';
import { constraints as accessConstraints } from '../areas/access/server/constraints.ts';
import { accessJobs } from '../areas/access/server/jobs.ts';
import { messages as divisionMessages } from '../areas/divisions/core/messages.ts';
import { permissions as divisionPermissions } from '../areas/divisions/core/permissions.ts';
import { divisionRoutes } from '../areas/divisions/server/routes.ts';
import { messages as dutyMessages } from '../areas/duties/core/messages.ts';
import { permissions as dutyPermissions } from '../areas/duties/core/permissions.ts';
import { dutyJobs } from '../areas/duties/server/jobs.ts';
import { dutyRoutes } from '../areas/duties/server/routes.ts';
import { messages as peopleMessages } from '../areas/people/core/messages.ts';
import { permissions as peoplePermissions } from '../areas/people/core/permissions.ts';
import { constraints as peopleConstraints } from '../areas/people/server/constraints.ts';
import { peopleRoutes } from '../areas/people/server/routes.ts';
import { messages as organizationMessages } from '../areas/organizations/core/messages.ts';
import { permissions as organizationPermissions } from '../areas/organizations/core/permissions.ts';
import { constraints as organizationConstraints } from '../areas/organizations/server/constraints.ts';
import { organizationRoutes } from '../areas/organizations/server/routes.ts';
import { messages as needMessages } from '../areas/needs/core/messages.ts';
import { permissions as needPermissions } from '../areas/needs/core/permissions.ts';
import { constraints as needConstraints } from '../areas/needs/server/constraints.ts';
import { jobs as needJobs } from '../areas/needs/server/jobs.ts';
import { needRoutes } from '../areas/needs/server/routes.ts';
import { messages as resourceMessages } from '../areas/resources/core/messages.ts';
import { permissions as resourcePermissions } from '../areas/resources/core/permissions.ts';
import { constraints as resourceConstraints } from '../areas/resources/server/constraints.ts';
import { hsdsRoutes } from '../areas/resources/server/hsds/routes.ts';
import { resourceRoutes } from '../areas/resources/server/routes.ts';
import { messages as matchingMessages } from '../areas/matching/core/messages.ts';
import { permissions as matchingPermissions } from '../areas/matching/core/permissions.ts';
import { constraints as matchingConstraints } from '../areas/matching/server/constraints.ts';
import { matchingJobs } from '../areas/matching/server/jobs.ts';
import { matchingRoutes } from '../areas/matching/server/routes.ts';
import { permissions as importPermissions } from '../areas/imports/core/permissions.ts';
import { ownMessages } from '../areas/imports/core/own-messages.ts';
import { runMessages as importMessages } from '../areas/imports/core/run-messages.ts';
import { jobs as importJobs } from '../areas/imports/server/jobs.ts';
import { importRoutes } from '../areas/imports/server/routes.ts';
import { messages as surveyMessages } from '../areas/surveys/core/messages.ts';
import { permissions as surveyPermissions } from '../areas/surveys/core/permissions.ts';
import { constraints as surveyConstraints } from '../areas/surveys/server/constraints.ts';
import { surveyJobs } from '../areas/surveys/server/jobs.ts';
import { draftRoutes } from '../areas/surveys/server/draft-routes.ts';
import { roundRoutes } from '../areas/surveys/server/round-routes.ts';
import { surveyRoutes } from '../areas/surveys/server/routes.ts';
import { messages as referralMessages } from '../areas/referrals/core/messages.ts';
import { permissions as referralPermissions } from '../areas/referrals/core/permissions.ts';
import { constraints as referralConstraints } from '../areas/referrals/server/constraints.ts';
import { jobs as referralJobs } from '../areas/referrals/server/jobs.ts';
import { referralRoutes } from '../areas/referrals/server/routes.ts';
import { messages as deliveryMessages } from '../areas/delivery/core/messages.ts';
import { permissions as deliveryPermissions } from '../areas/delivery/core/permissions.ts';
import { deliveryRoutes } from '../areas/delivery/server/routes.ts';
import { messages as channelMessages } from '../areas/channels/core/messages.ts';
import { permissions as channelPermissions } from '../areas/channels/core/permissions.ts';
import { channelJobs } from '../areas/channels/server/jobs.ts';
import { channelRoutes } from '../areas/channels/server/routes.ts';
import { permissions as figurePermissions } from '../areas/figures/core/permissions.ts';
import { jobs as figureJobs } from '../areas/figures/server/refresh.ts';
import { figureRoutes } from '../areas/figures/server/routes.ts';

/** What each area brings, in the areas' order. The only list that knows them all on the server's side. */
export const routes: Route[] = [...accountRoutes, ...auditRoutes, ...divisionRoutes, ...dutyRoutes, ...peopleRoutes, ...organizationRoutes, ...needRoutes, ...resourceRoutes, ...hsdsRoutes, ...importRoutes, ...surveyRoutes, ...draftRoutes, ...roundRoutes, ...matchingRoutes, ...referralRoutes, ...deliveryRoutes, ...channelRoutes, ...figureRoutes];

export const catalogs: Messages[] = [doorMessages, accessMessages, divisionMessages, dutyMessages, peopleMessages, organizationMessages, needMessages, resourceMessages, importMessages, ownMessages, surveyMessages, matchingMessages, referralMessages, deliveryMessages, channelMessages];

export const jobs: Job[] = [...accessJobs, ...dutyJobs, ...needJobs, ...importJobs, ...surveyJobs, ...figureJobs, ...matchingJobs, ...referralJobs, ...channelJobs];

const tables: Permissions[] = [accessPermissions, divisionPermissions, dutyPermissions, peoplePermissions, organizationPermissions, needPermissions, resourcePermissions, importPermissions, surveyPermissions, matchingPermissions, referralPermissions, deliveryPermissions, channelPermissions, figurePermissions];

/** Which refusal a violated constraint stands for. */
export const refusalOfConstraint: Record<string, Refusal> = { ...accessConstraints, ...peopleConstraints, ...organizationConstraints, ...needConstraints, ...resourceConstraints, ...matchingConstraints, ...surveyConstraints, ...referralConstraints };

export const permissions: Permissions = Object.assign({}, ...tables) as Permissions;

/** `signedIn` is everyone with a session; `link` the holder of a resident's code, `partnerLink` of a provider's; the system may do what jobs do. */
export function permits(role: ActingRole, permission: string): boolean {
  if (permission === 'link' || permission === 'partnerLink') return role === permission;
  if (role === 'link' || role === 'partnerLink') return false;
  if (role === 'system' || permission === 'signedIn') return true;
  const holders = permissions[permission];
  if (!holders) throw new Error(`a route names the permission ${permission}, which no area declares`);
  return holders.includes(role as Role);
}
