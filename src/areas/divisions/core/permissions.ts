import { ROLES, type Permissions } from '../../../kernel/role.ts';

export const permissions = {
  'division.list': ROLES,
  'division.phones': ['stationLead', 'stationWorker', 'socialWorker', 'officer', 'administrator'],
  'division.setPhone': ['stationLead', 'administrator'],
} as const satisfies Permissions;
