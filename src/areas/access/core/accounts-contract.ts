import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { ROLES } from '../../../kernel/role.ts';
import { commaList } from './comma-list.ts';

const Day = z.string().refine(isDayInReach);
const Code = z.string().regex(/^\d{4,12}$/);
const Reason = z.string().trim().min(2).max(500);

export const USERNAME = /^[a-z0-9][a-z0-9._-]{1,63}$/;
export const ACCOUNT_STATES = ['open', 'firstPassword', 'noGrant', 'closed'] as const;
export const ACCOUNT_FILTERS = ['open', 'firstPassword', 'noGrant', 'unused', 'closed'] as const;
const SORTS = ['username', '-username', 'name', '-name', 'createdAt', '-createdAt', 'lastSignedInAt', '-lastSignedInAt'] as const;

export const ListAccounts = z.object({
  q: z.string().trim().max(60).optional(), role: commaList(z.enum(ROLES)), state: commaList(z.enum(ACCOUNT_FILTERS)), division: Code.optional(),
  sort: z.enum(SORTS).default('username'), after: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ListAccounts = z.infer<typeof ListAccounts>;

export const GrantRowAnswer = z.object({
  id: z.uuid(), role: z.enum(ROLES), divisionCode: z.string(), divisionName: z.string(), organizationId: z.uuid().nullable(), organizationName: z.string().nullable(),
  fromOn: z.string(), untilOn: z.string().nullable(),
});
export const AccountRow = z.object({
  id: z.uuid(), username: z.string(), name: z.string(), divisionName: z.string(), state: z.enum(ACCOUNT_STATES), isLocked: z.boolean(), isOwn: z.boolean(),
  createdAt: z.string(), lastSignedInAt: z.string().nullable(), grants: z.array(GrantRowAnswer),
});
export type AccountRow = z.infer<typeof AccountRow>;
export const AccountPage = z.object({ total: z.number().int(), items: z.array(AccountRow), next: z.string().nullable() });

export const GetAccount = z.object({ accountId: z.uuid() });
export const AccountAnswer = AccountRow.extend({ divisionCode: z.string(), personId: z.uuid().nullable(), lockedUntil: z.string().nullable(), /** The end of the grant under which one asks. */ keeperUntilOn: z.string().nullable() });
export type AccountAnswer = z.infer<typeof AccountAnswer>;

const command = { requestId: z.uuid() };
const grant = { role: z.enum(ROLES), divisionCode: Code, organizationId: z.uuid().nullish(), fromOn: Day.nullish(), untilOn: Day.nullish() };
/** The password to hand over is made where it is shown, and only its digest is kept: an answer that is kept would hold it in the clear. */
const handedOver = { firstPassword: z.string().min(1).max(200) };

export const CreateAccount = z.object({
  ...command, ...grant, ...handedOver, username: z.string().trim().toLowerCase().regex(USERNAME), name: z.string().trim().min(1).max(60), personId: z.uuid().nullish(),
});
export const AddGrant = z.object({ ...command, ...grant, accountId: z.uuid() });
export const EndGrant = z.object({ ...command, accountId: z.uuid(), grantId: z.uuid(), reason: Reason });
export const HandOverPassword = z.object({ ...command, ...handedOver, accountId: z.uuid() });
export const CloseAccount = z.object({ ...command, accountId: z.uuid(), reason: Reason });
export const ReopenAccount = z.object({ ...command, accountId: z.uuid(), reason: Reason });
export const UnlockAccount = z.object({ ...command, accountId: z.uuid() });
export const TieAccount = z.object({ ...command, accountId: z.uuid(), personId: z.uuid() });
export const UntieAccount = z.object({ ...command, accountId: z.uuid(), reason: Reason });
export const AccountDone = z.object({ accountId: z.uuid() });

export type CreateAccount = z.infer<typeof CreateAccount>;
export type AddGrant = z.infer<typeof AddGrant>;
export type EndGrant = z.infer<typeof EndGrant>;
export type HandOverPassword = z.infer<typeof HandOverPassword>;
export type AboutAccount = z.infer<typeof UnlockAccount>;
export type TieAccount = z.infer<typeof TieAccount>;
export type AboutAccountWhy = z.infer<typeof CloseAccount>;
