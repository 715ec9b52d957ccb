import type { Permissions } from '../../../kernel/role.ts';

/** Who leads makes the questions, who goes to the residents asks them. */
export const permissions = {
  'questionnaire.list': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor', 'administrator'],
  'questionnaire.read': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor', 'administrator'],
  'questionnaire.make': ['officer', 'stationLead', 'administrator'],
} as const satisfies Permissions;
