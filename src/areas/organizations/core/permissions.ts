import { DIVISION_ROLES, type Permissions } from '../../../kernel/role.ts';

/** An organisation's manager reads one organisation: its own. */
export const permissions = {
  'organization.list': [...DIVISION_ROLES, 'incubatorManager', 'organizationManager'],
  'organization.read': [...DIVISION_ROLES, 'incubatorManager', 'organizationManager'],
  'organization.register': ['officer', 'stationLead', 'stationWorker', 'administrator'],
  'organization.update': ['officer', 'stationLead', 'stationWorker', 'administrator'],
  'organization.limits': ['organizationManager'],
  'organization.grade': ['officer', 'administrator'],
  'organization.end': ['officer', 'stationLead', 'administrator'],
  'organization.phone': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'incubatorManager', 'organizationManager'],
} as const satisfies Permissions;
