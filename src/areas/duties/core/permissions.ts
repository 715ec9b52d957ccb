import { ROLES, type Permissions } from '../../../kernel/role.ts';

export const permissions = {
  // residents and volunteers owe nothing: what is theirs stands on pages of their own
  'duty.mine': ROLES.filter((role) => role !== 'resident' && role !== 'volunteer'),
  // what is owed in a whole area, by whomever
  'duty.list': ['officer', 'stationLead', 'supervisor'],
  'duty.remind': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor'],
  'duty.handOn': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor', 'administrator'],
} as const satisfies Permissions;
