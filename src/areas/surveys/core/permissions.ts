import type { Permissions, Role } from '../../../kernel/role.ts';

const FIELD: readonly Role[] = ['stationLead', 'stationWorker', 'socialWorker'];

/** Who leads makes the questions, who goes to the residents asks them. */
export const permissions = {
  'questionnaire.list': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor', 'administrator'],
  'questionnaire.read': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor', 'administrator'],
  'questionnaire.make': ['officer', 'stationLead', 'administrator'],
  'response.submit': FIELD,
  'response.list': [...FIELD, 'supervisor', 'officer'],
  'response.read': [...FIELD, 'supervisor', 'officer'],
  'questionnaire.link': FIELD,
  // a round is led by those who answer for it, walked by those of the station, looked at by whoever answers for the place
  'round.list': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor'],
  'round.lead': ['stationLead', 'socialWorker'],
  'round.walk': FIELD,
} as const satisfies Permissions;
