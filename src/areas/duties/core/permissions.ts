import { ROLES, type Permissions } from '../../../kernel/role.ts';

export const permissions = {
  'duty.mine': ROLES,
  // what is owed in a whole area, by whomever
  'duty.list': ['officer', 'stationLead', 'supervisor'],
  'duty.remind': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor'],
  'duty.handOn': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor', 'administrator'],
} as const satisfies Permissions;
