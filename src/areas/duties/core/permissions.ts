import { ROLES, type Permissions } from '../../../kernel/role.ts';

export const permissions = {
  'duty.mine': ROLES,
  'duty.handOn': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor', 'administrator'],
} as const satisfies Permissions;
