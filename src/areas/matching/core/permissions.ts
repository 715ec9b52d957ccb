import type { Permissions, Role } from '../../../kernel/role.ts';

const STATION: readonly Role[] = ['stationLead', 'stationWorker', 'socialWorker'];

/** Officers of city and banner see runs and gaps; whose needs they are about they do not see, for row security shows them none. */
export const permissions = {
  'match.read': [...STATION, 'officer', 'supervisor', 'auditor', 'administrator'],
  'match.review': [...STATION, 'officer', 'supervisor'],
  'match.run': [...STATION, 'officer'],
  'match.decide': [...STATION, 'officer'],
} as const satisfies Permissions;
