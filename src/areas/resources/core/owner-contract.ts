import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { FRESHNESS } from './ageing.ts';
import { CapacityInput, ClosedDays, Phone } from './contract.ts';
import { OWNER_LINK_STATES } from './owner-link.ts';
import { RESOURCE_STATUSES } from './resource.ts';

const Day = z.iso.date().refine(isDayInReach);
const Code = z.string().max(64);

/** What an owner changes of its own; left out stays, null empties. */
export const OwnChange = z.object({
  resourceId: z.uuid(), version: z.int().min(1), capacity: CapacityInput.nullish(), closedDays: ClosedDays.nullish(), phone: Phone, validUntil: Day.nullish(),
});
export type OwnChange = z.output<typeof OwnChange>;
export const ChangeOwn = OwnChange.extend({ requestId: z.uuid() });
export const OwnChanged = z.object({ resourceId: z.uuid(), version: z.int() });

/** Of an organisation, all that it offers; or of one resource. */
export const OwnerOf = z.object({ organizationId: z.uuid().optional(), resourceId: z.uuid().optional() }).refine(({ organizationId, resourceId }) => (organizationId === undefined) !== (resourceId === undefined));
export type OwnerOf = z.infer<typeof OwnerOf>;
export const MakeOwnerLink = z.object({ requestId: z.uuid(), organizationId: z.uuid().optional(), resourceId: z.uuid().optional(), /** Who is to have it, as it is written down with what they change. */ givenTo: z.string().trim().min(1).max(50), expiresOn: Day })
  .refine(({ organizationId, resourceId }) => (organizationId === undefined) !== (resourceId === undefined));
export type MakeOwnerLink = z.infer<typeof MakeOwnerLink>;
export const RevokeOwnerLink = z.object({ requestId: z.uuid(), linkId: z.uuid() });
export const OwnerLinkMade = z.object({ linkId: z.uuid() });
export const OwnerLinkAnswer = z.object({
  /** Whether it is kept here, so that a link may be made. */
  isKeptHere: z.boolean(), ownerName: z.string(), resources: z.int(),
  /** The newest that was not taken back; `code` is empty where it was made under another key. */
  link: z.object({ id: z.uuid(), code: z.string(), spoken: z.string(), address: z.string(), givenTo: z.string(), expiresOn: z.string(), state: z.enum(OWNER_LINK_STATES), usedOn: z.string().nullable(), madeByName: z.string(), madeAt: z.string() }).nullable(),
});
export type OwnerLinkAnswer = z.infer<typeof OwnerLinkAnswer>;

export const KeepByCode = z.object({ code: Code });
/** One resource as its owner sees it by the link: in words, with the day it is sure from; nothing of whom it serves. */
export const KeptResource = z.object({
  id: z.uuid(), version: z.int(), name: z.string(), what: z.string(), description: z.string(), status: z.enum(RESOURCE_STATUSES),
  capacity: CapacityInput, capacityWords: z.string(), unitWords: z.string(), freshness: z.enum(FRESHNESS), sureDays: z.int(), isSureByService: z.boolean(), knownDays: z.int(),
  closedDays: z.array(z.object({ entry: z.string(), words: z.string() })), phone: z.string().nullable(), validUntil: z.string().nullable(),
});
export type KeptResource = z.infer<typeof KeptResource>;
export const KeepAnswer = z.object({
  state: z.enum(OWNER_LINK_STATES), owner: z.string(), givenTo: z.string(), expiresOn: z.string(), today: z.string(), madeByName: z.string(),
  /** Whom to call. */ phone: z.object({ name: z.string(), phone: z.string() }).nullable(),
  /** None where the link opens nothing any more. */ items: z.array(KeptResource),
});
export type KeepAnswer = z.infer<typeof KeepAnswer>;
export const KeepConfirm = z.object({ requestId: z.uuid(), code: Code, resourceIds: z.array(z.uuid()).min(1).max(500) });
export type KeepConfirm = z.infer<typeof KeepConfirm>;
export const KeepChange = OwnChange.extend({ requestId: z.uuid(), code: Code });
export const KeepOne = z.object({ requestId: z.uuid(), code: Code, resourceId: z.uuid() });
export const Kept = z.object({ done: z.int() });
