import type { Permissions, Role } from '../../../kernel/role.ts';
import type { Kind } from './fields.ts';

const FIELD: readonly Role[] = ['stationLead', 'stationWorker', 'socialWorker'];
const IMPORTERS: readonly Role[] = [...FIELD, 'officer', 'administrator'];

export const permissions = {
  'import.list': IMPORTERS,
  'import.read': IMPORTERS,
  'import.make': IMPORTERS,
} as const satisfies Permissions;

/** Who may bring in which kind: residents' needs only those who see residents' files; the lists of helpers also whoever keeps them. */
const MAY_IMPORT: Record<Kind, readonly Role[]> = { needs: FIELD, resources: IMPORTERS, organizations: ['stationLead', 'stationWorker', 'officer', 'administrator'] };

export const mayImport = (kind: Kind, role: string): boolean => role === 'system' || (MAY_IMPORT[kind] as readonly string[]).includes(role);
