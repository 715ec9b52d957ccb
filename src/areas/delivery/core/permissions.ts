import { ROLES, type Permissions } from '../../../kernel/role.ts';

const STATION = ['stationLead', 'stationWorker', 'socialWorker'] as const;

export const permissions = {
  'activity.list': [...STATION, 'officer', 'supervisor', 'organizationManager', 'auditor', 'administrator'],
  'activity.read': [...STATION, 'officer', 'supervisor', 'organizationManager', 'auditor', 'administrator'],
  'activity.keep': [...STATION, 'organizationManager'],
  'session.read': [...STATION, 'officer', 'supervisor', 'organizationManager', 'auditor', 'administrator'],
  'session.attendance': [...STATION, 'organizationManager'],
  'activity.on': ROLES,
  'session.signUp': ['volunteer', 'resident'],
  'attendance.own': ['volunteer', 'resident'],
  'attendance.served': ['volunteer'],
  'referral.typeSheet': STATION,
  'referral.deliver': [...STATION, 'organizationManager'],
} as const satisfies Permissions;
