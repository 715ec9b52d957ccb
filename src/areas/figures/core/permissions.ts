import { DIVISION_ROLES, type Permissions } from '../../../kernel/role.ts';

export const permissions = { 'figure.read': DIVISION_ROLES } as const satisfies Permissions;
