import { DIVISION_ROLES, ROLES, WITH_RESIDENTS, type Permissions, type Role } from '../../../kernel/role.ts';
import { maskName } from './mask.ts';

const FIELD: readonly Role[] = ['stationLead', 'stationWorker', 'socialWorker'];

/** Officers of a street see residents, masked; officers of a banner or the city have an empty record scope and see none. */
export const permissions = {
  'person.list': [...FIELD, 'supervisor', 'officer'],
  'person.read': [...FIELD, 'supervisor', 'officer'],
  'person.reveal': WITH_RESIDENTS,
  'person.register': FIELD,
  'person.update': FIELD,
  'person.consent': [...FIELD, 'resident'],
  'person.own': ['resident'],
  'person.readings': [...FIELD, 'supervisor', 'auditor', 'resident'],
  'record.search': DIVISION_ROLES,
  'record.history': ROLES,
} as const satisfies Permissions;

/** Whose pages show names whole: those who work with the people. The others see the first character. */
export const seesNames = (role: string): boolean => role === 'system' || (WITH_RESIDENTS as readonly string[]).includes(role);

/** A name as the pages of a role show it. */
export const nameSeenBy = (role: string, name: string): string => (seesNames(role) ? name : maskName(name));
