import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { ROLES } from '../../../kernel/role.ts';
import { commaList } from './comma-list.ts';

const Day = z.string().refine(isDayInReach).optional();

/** What a row of the log tells of: a change, a look at a file, something refused, or somebody coming and going. */
export const AUDIT_KINDS = ['change', 'read', 'refused', 'door'] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];
/** What happens at the door, by the names that the log keeps. */
export const DOOR_OPERATIONS = ['signIn', 'actUnder', 'signOut', 'signOutEverywhere', 'changePassword'] as const;
export const AUDIT_ROLES = [...ROLES, 'system', 'link', 'partnerLink'] as const;

export function auditKindOf({ operation, outcome }: { operation: string; outcome: string }): AuditKind {
  if (outcome !== 'done') return outcome === 'read' ? 'read' : 'refused';
  return (DOOR_OPERATIONS as readonly string[]).includes(operation) ? 'door' : 'change';
}

export const ListAudit = z.object({
  /** The name of whoever did it. */
  q: z.string().trim().max(60).optional(), account: z.uuid().optional(), role: commaList(z.enum(AUDIT_ROLES)), kind: z.enum(AUDIT_KINDS).optional(), operation: commaList(z.string().max(100)),
  happenedFrom: Day, happenedTo: Day, subjectKind: z.string().regex(/^[a-zA-Z]{2,40}$/).optional(), subjectId: z.uuid().optional(),
  after: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ListAudit = z.infer<typeof ListAudit>;

/** What may be said of a record in the log: a name, a resident's masked, what was needed, which duty it was, and the record whose page shows it, where that is another. */
export const AuditSubject = z.object({ name: z.string().nullable(), item: z.string().nullable(), duty: z.string().nullable(), opens: z.object({ kind: z.string(), id: z.uuid() }).nullable() });
export type AuditSubject = z.infer<typeof AuditSubject>;
export const AuditRow = z.object({
  id: z.uuid(), at: z.string(), actorName: z.string(), actorRole: z.string(), accountId: z.uuid(), operation: z.string(), kind: z.enum(AUDIT_KINDS), /** The code of what was refused. */ reason: z.string().nullable(),
  subjectKind: z.string().nullable(), subjectId: z.uuid().nullable(), subject: AuditSubject.nullable(), divisionName: z.string(), /** For whom, and from which address, it was done; null in rows from before they were kept. */ actorPlace: z.string().nullable(), sourceAddress: z.string().nullable(), purpose: z.string().nullable(), /** Its place in the chain, once it is linked. */ sequence: z.number().int().nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;
/** Counted up to here: a log grows without end, and nobody reads on what a million rows are exactly. One more than an export takes. */
export const MOST_COUNTED = 50_001;
export const AuditPage = z.object({ total: z.number().int(), isMore: z.boolean(), items: z.array(AuditRow), next: z.string().nullable() });

const Fault = z.object({ kind: z.string(), sequence: z.number().int(), at: z.string().nullable() });
export const ChainAnswer = z.object({
  /** The chain is the city's: others do not see it. */
  isSeen: z.boolean(), sequence: z.number().int(), hash: z.string().nullable(), signedAt: z.string().nullable(),
  check: z.object({
    status: z.enum(['running', 'holds', 'broken']), isStuck: z.boolean(), checked: z.number().int(), requestedBy: z.string(), requestedAt: z.string(), finishedAt: z.string().nullable(), hash: z.string().nullable(), faults: z.array(Fault),
  }).nullable(),
});
export type ChainAnswer = z.infer<typeof ChainAnswer>;
export const CheckChain = z.object({ requestId: z.uuid() });
export const CheckAsked = z.object({ checkId: z.uuid(), isJoined: z.boolean() });
