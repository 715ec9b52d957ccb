import { ROLES, type Permissions } from '../../../kernel/role.ts';

export const permissions = { 'division.list': ROLES } as const satisfies Permissions;
