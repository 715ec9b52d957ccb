import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { ORGANIZATION_KINDS, ORGANIZATION_STATUSES } from './organization.ts';

const text = (longest: number) => z.string().trim().max(longest).transform((value) => (value === '' ? null : value)).nullish();
const Day = z.iso.date().refine(isDayInReach);
const DivisionCode = z.string().regex(/^\d{4}(\d{2}(\d{3}(\d{3})?)?)?$/);
export const GradeInput = z.object({ grade: z.int().min(1).max(5), grantedOn: Day.nullish(), validUntil: Day });

/** What is known of an organisation when it enters the register. `divisionCode`: the level that registered or filed it. */
const facts = {
  kind: z.enum(ORGANIZATION_KINDS), name: z.string().trim().min(1).max(100), uscc: text(40), filingNo: text(40), legacyRegistrationNo: text(40),
  registrationAuthority: text(100), registeredOn: Day.nullish(), supervisingUnit: text(100),
  isSocialWorkAgency: z.boolean().default(false), hasPartyOrg: z.boolean().default(false),
  contactName: text(50), phone: text(30), address: text(200),
  /** How many cases it can carry at once, over all its resources; empty where it has not said. */
  unitCap: z.int().min(0).max(1_000_000).nullish(),
  /** How much money it can spend in a month, over all its resources; empty where it has not said. */
  monthlyBudgetFen: z.int().min(0).max(1_000_000_000_000).nullish(),
};

export const RegisterOrganization = z.object({ divisionCode: DivisionCode, ...facts, grade: GradeInput.nullish() });
export type RegisterOrganization = z.input<typeof RegisterOrganization>;
export const RegisterOrganizationCommand = RegisterOrganization.extend({ requestId: z.uuid() });

/** What is left out stays; null empties. `version` is that of the page one looked at. */
export const UpdateOrganization = z.object({
  requestId: z.uuid(), organizationId: z.uuid(), version: z.int().min(1),
  ...facts, kind: facts.kind.optional(), name: facts.name.optional(), isSocialWorkAgency: z.boolean().optional(), hasPartyOrg: z.boolean().optional(),
});
export type UpdateOrganization = z.output<typeof UpdateOrganization>;

/** What an organisation's own manager states of it; what is left out stays, null empties. */
export const StateLimits = UpdateOrganization.pick({ requestId: true, organizationId: true, version: true, unitCap: true, monthlyBudgetFen: true });
export type StateLimits = z.output<typeof StateLimits>;

export const AddGrade = GradeInput.extend({ requestId: z.uuid(), organizationId: z.uuid(), grade: z.coerce.number().int().min(1).max(5), validUntil: Day.nullish() });
export type AddGrade = z.output<typeof AddGrade>;
export const ChangeStatus = z.object({ requestId: z.uuid(), organizationId: z.uuid(), reason: z.string().trim().min(1).max(500) });
export type ChangeStatus = z.output<typeof ChangeStatus>;
export const RevealPhone = z.object({ requestId: z.uuid(), organizationId: z.uuid(), purpose: z.enum(['call', 'correct']) });
export type RevealPhone = z.output<typeof RevealPhone>;

export const ORGANIZATION_SORTS = ['name', '-name', 'registeredOn', '-registeredOn', 'gradeUntil', '-gradeUntil'] as const;
const yesNo = z.enum(['yes', 'no']);
/** Several values of one filter come joined by commas. */
const listOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.string().transform((joined) => joined.split(',').filter((value): value is T[number] => (values as readonly string[]).includes(value)));

export const ListOrganizations = z.object({
  q: z.string().trim().max(50).optional(), kind: listOf(ORGANIZATION_KINDS).optional(), status: listOf(ORGANIZATION_STATUSES).optional(),
  gradeAtLeast: z.coerce.number().int().min(1).max(5).optional(), socialWork: yesNo.optional(), party: yesNo.optional(), division: DivisionCode.optional(),
  /** Whether they say how many cases they carry at once. */
  capped: yesNo.optional(),
  /** Whether they say how much they can spend in a month. */
  budgeted: yesNo.optional(),
  sort: z.enum(ORGANIZATION_SORTS).default('name'), after: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListOrganizations = z.output<typeof ListOrganizations>;
export const ExportOrganizations = ListOrganizations.extend({ columns: z.string().max(500).optional(), format: z.literal('xlsx').default('xlsx') });

export const OrganizationRow = z.object({
  id: z.uuid(), name: z.string(), kind: z.enum(ORGANIZATION_KINDS), status: z.enum(ORGANIZATION_STATUSES), divisionCode: z.string(), divisionName: z.string(),
  uscc: z.string().nullable(), filingNo: z.string().nullable(), registrationAuthority: z.string().nullable(), registeredOn: z.string().nullable(),
  isSocialWorkAgency: z.boolean(), hasPartyOrg: z.boolean(), grade: z.int().nullable(), gradeUntil: z.string().nullable(),
  contactName: z.string().nullable(), phone: z.string().nullable(),
});
export type OrganizationRow = z.infer<typeof OrganizationRow>;
export const OrganizationList = z.object({ total: z.int(), items: z.array(OrganizationRow), next: z.string().nullable() });

export const GradeAnswer = z.object({ id: z.uuid(), grade: z.int(), grantedOn: z.string().nullable(), validUntil: z.string(), counts: z.boolean() });
export const OrganizationAnswer = OrganizationRow.extend({
  legacyRegistrationNo: z.string().nullable(), supervisingUnit: z.string().nullable(), address: z.string().nullable(), unitCap: z.int().nullable(),
  /** How many cases it carries now, whether or not it states a cap. */
  unitsCarried: z.int(),
  /** The budget of a month, null where it states none; and what is promised or spent in this one. */
  monthlyBudgetFen: z.int().nullable(), promisedFen: z.int(),
  version: z.int(), grades: z.array(GradeAnswer), warnings: z.array(z.string()), isOwn: z.boolean(),
});
export type OrganizationAnswer = z.infer<typeof OrganizationAnswer>;
export const OneOrganization = z.object({ organizationId: z.uuid() });
export const Registered = z.object({ organizationId: z.uuid(), isNew: z.boolean() });
export const Revealed = z.object({ value: z.string() });
