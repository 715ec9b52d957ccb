import { ROLES, type Permissions } from '../../../kernel/role.ts';

export const permissions = {
  // whoever keeps the settings of a city or a banner
  'channel.keep': ['administrator', 'officer'],
  'message.list': ['administrator', 'officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor'],
  'message.resend': ['administrator', 'officer', 'stationLead', 'stationWorker', 'socialWorker'],
  // residents are told on the telephone that is in their file, if they agreed to it there
  'message.own': ROLES.filter((role) => role !== 'resident'),
} as const satisfies Permissions;
