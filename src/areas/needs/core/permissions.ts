import type { Permissions, Role } from '../../../kernel/role.ts';

const FIELD: readonly Role[] = ['stationLead', 'stationWorker', 'socialWorker'];
const SEEING: readonly Role[] = [...FIELD, 'supervisor', 'officer'];

export const permissions = {
  'need.list': SEEING,
  'need.read': SEEING,
  'need.export': FIELD,
  'need.hear': FIELD,
  'need.edit': FIELD,
  'need.verify': ['stationLead', 'socialWorker'],
  'need.close': FIELD,
  'need.reopen': FIELD,
  'need.answerDuplicate': FIELD,
  'need.own': ['resident'],
} as const satisfies Permissions;
