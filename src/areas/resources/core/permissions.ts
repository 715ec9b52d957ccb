import { DIVISION_ROLES, type Permissions } from '../../../kernel/role.ts';

/** An organisation's manager sees and confirms its own resources, and keeps the days, the telephone and the term of them. */
export const permissions = {
  'resource.list': [...DIVISION_ROLES, 'organizationManager'],
  'resource.read': [...DIVISION_ROLES, 'organizationManager'],
  'resource.add': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'administrator'],
  'resource.update': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'administrator'],
  'resource.confirm': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'administrator', 'organizationManager'],
  'resource.pause': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'administrator', 'organizationManager'],
  'resource.own': ['organizationManager'],
  'resource.workbook': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'administrator', 'organizationManager'],
  'resource.link': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'administrator'],
  'resource.feed': ['organizationManager'],
  'resource.phone': ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'organizationManager'],
} as const satisfies Permissions;
