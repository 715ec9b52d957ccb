import { z } from 'zod';
import { LANGUAGES } from '../../../kernel/messages.ts';
import { ROLES } from '../../../kernel/role.ts';

export const SignIn = z.object({ username: z.string().trim().toLowerCase().min(1).max(64), password: z.string().min(1).max(200) });
export const ActUnder = z.object({ grantId: z.uuid() });
export const EndSession = z.object({ everywhere: z.boolean().default(false) });
export const SetLanguage = z.object({ language: z.enum(LANGUAGES) });
export const ChangePassword = z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) });

export const GrantAnswer = z.object({
  id: z.uuid(), role: z.enum(ROLES), divisionCode: z.string(), divisionName: z.string(),
  organizationId: z.uuid().nullable(), organizationName: z.string().nullable(),
});
export const SessionAnswer = z.object({
  account: z.object({ id: z.uuid(), username: z.string(), name: z.string(), /** Null until somebody chose. */ language: z.enum(LANGUAGES).nullable(), personId: z.uuid().nullable() }),
  grants: z.array(GrantAnswer), actingAs: z.uuid(), permissions: z.array(z.string()), demonstration: z.boolean(), /** The session ends when nobody has done anything for so many minutes; 0: never by itself. */ idleMinutes: z.number().int(), /** How a command is typed on the machine of the product, for those to whom a page offers one. */ commandLine: z.string().nullable(), mustChangePassword: z.boolean(), /** Why it must be changed. */ passwordIs: z.enum(['handedOver', 'tooOld']).nullable(),
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** The browsers in which one is signed in. */
export const OwnSessions = z.object({ items: z.array(z.object({ startedAt: z.string(), seenAt: z.string(), agent: z.string().nullable(), isThis: z.boolean() })) });
