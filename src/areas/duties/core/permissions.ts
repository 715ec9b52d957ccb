import { ROLES, type Permissions } from '../../../kernel/role.ts';

export const permissions = {
  'duty.mine': ROLES,
  'duty.remind': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor'],
  'duty.handOn': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor', 'administrator'],
} as const satisfies Permissions;
