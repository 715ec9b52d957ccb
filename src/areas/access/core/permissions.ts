import { ROLES, type Permissions, type Role } from '../../../kernel/role.ts';

const KEEPERS: readonly Role[] = ['administrator', 'officer', 'stationLead'];

/** Whose accounts a keeper may change, and how far, is the rule of account.ts. */
export const permissions = {
  'account.list': [...KEEPERS, 'auditor'],
  'account.read': [...KEEPERS, 'auditor'],
  'account.keep': KEEPERS,
  'account.own': ROLES,
  'audit.read': ['auditor', 'administrator'],
  'audit.check': ['auditor', 'administrator'],
} as const satisfies Permissions;
