/** The roles a grant can give (DESIGN §4). What each may do stands in the areas' `core/permissions.ts`. */
export const ROLES = [
  'officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor', 'organizationManager', 'incubatorManager',
  'reviewer', 'finance', 'auditor', 'administrator', 'volunteer', 'resident',
] as const;
export type Role = (typeof ROLES)[number];

/** One area's permissions and who holds them: `{ 'need.verify': ['stationLead', …] }`. */
export type Permissions = Record<string, readonly Role[]>;

/** Roles that act for a division and see the records of residents there. */
export const DIVISION_ROLES = ['officer', 'stationLead', 'stationWorker', 'socialWorker', 'supervisor', 'auditor', 'administrator', 'finance'] as const satisfies readonly Role[];

/** Who works with the residents themselves, and so is shown their names whole wherever a name stands: in lists, in the match, in *my work*. Everybody else sees the first character, or no name. */
export const WITH_RESIDENTS: readonly Role[] = ['stationLead', 'stationWorker', 'socialWorker', 'supervisor'];
