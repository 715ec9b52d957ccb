import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { CLOCK } from '../../resources/core/booking.ts';
import { DECLINE_CODES, RESULTS } from './referral.ts';

const Day = z.iso.date().refine(isDayInReach);
const Hour = z.string().regex(CLOCK).nullish();
const Words = z.string().trim().max(500);
const requestId = z.uuid();
const referralId = z.uuid();
const version = z.number().int().positive().optional();
/** The code stands in the path; the door has made its holder the actor. */
const code = z.string().max(40);

/** A first link for the provider, or a new one that makes the one before it worthless. */
export const IssuePartnerLink = z.object({ requestId, referralId, version });
export type IssuePartnerLink = z.infer<typeof IssuePartnerLink>;
export const RevokePartnerLink = z.object({ requestId, referralId, version });
export type RevokePartnerLink = z.infer<typeof RevokePartnerLink>;

/** The sheet to print or the address to send: what is asked, in words that name nobody. `openedAt`: when the link was first looked at. */
export const PartnerSheet = z.object({
  code: z.string(), spoken: z.string(), address: z.string(), until: z.string(), openedAt: z.string().nullable(), issuedBy: z.string().nullable(), status: z.string(), version: z.number(),
  item: z.string(), units: z.number(), needWords: z.string().nullable(), wishedTime: z.string().nullable(), communityName: z.string(), providerName: z.string(), workerName: z.string(), dueOn: z.string().nullable(),
  community: z.object({ name: z.string(), phone: z.string().nullable(), phoneOf: z.string() }),
});
export type PartnerSheet = z.infer<typeof PartnerSheet>;

const VisitShown = z.object({ on: z.string(), from: z.string().nullable(), until: z.string().nullable(), words: z.string().nullable(), who: z.string().nullable() });
/** What the holder of a provider's link sees: of what is over, only that it is. `who`: name and address, from the yes to the service. */
export const PartnerPage = z.object({
  status: z.enum(['offered', 'accepted', 'scheduled', 'delivered', 'over']), community: z.object({ name: z.string(), phone: z.string().nullable(), phoneOf: z.string() }),
  asked: z.object({
    version: z.number(), what: z.string(), words: z.string().nullable(), wishedTime: z.string().nullable(), urgency: z.number().nullable(), units: z.number(), provider: z.string(), worker: z.string(), today: z.string(), offeredOn: z.string(),
    dueOn: z.string().nullable(), isMongolian: z.boolean(), who: z.object({ name: z.string(), address: z.string().nullable(), hasPhone: z.boolean() }).nullable(),
    agreed: VisitShown.nullable(), proposed: VisitShown.nullable(), answer: z.string().nullable(), needsHours: z.boolean(), mayAsk: z.boolean(),
    /** What the provider has reported of the service. */
    reported: z.object({ on: z.string(), from: z.string().nullable(), until: z.string().nullable(), who: z.string().nullable(), units: z.number().nullable(), result: z.enum(RESULTS).nullable(), words: z.string().nullable() }).nullable(),
  }).nullable(),
});
export type PartnerPage = z.infer<typeof PartnerPage>;
export const ByPartnerCode = z.object({ code });

export const AnswerByPartner = z.object({ code, requestId, version, answer: z.enum(['accept', 'decline']), declineCode: z.enum(DECLINE_CODES).nullish(), words: Words.nullish() })
  .refine((input) => input.answer === 'accept' || Boolean(input.declineCode), { path: ['declineCode'] });
export type AnswerByPartner = z.infer<typeof AnswerByPartner>;

/** A day to come on. `isAgreed`: the provider has agreed it with the resident; otherwise the station does. */
export const visit = { scheduledFor: Day, from: Hour, until: Hour, words: z.string().trim().max(100).nullish(), contactName: z.string().trim().max(50).nullish(), contactPhone: z.string().trim().max(30).nullish(), isAgreed: z.boolean().nullish() };
export const VisitByPartner = z.object({ code, requestId, version, ...visit });
export type VisitByPartner = z.infer<typeof VisitByPartner>;
export const DayByPartner = z.object({ code, on: Day.optional() });
/** It did not come about: because the provider cannot after all (`declineCode`), or as told in words. */
export const FailByPartner = z.object({ code, requestId, version, declineCode: z.enum(DECLINE_CODES).nullish(), reason: z.string().trim().max(500).nullish() })
  .refine((input) => Boolean(input.declineCode) || (input.reason ?? '').length >= 2, { path: ['reason'] });
export type FailByPartner = z.infer<typeof FailByPartner>;
export const ActByPartner = z.object({ code, requestId, version });
export type ActByPartner = z.infer<typeof ActByPartner>;
export const PartnerDone = z.object({ status: z.string() });
export type PartnerDone = z.infer<typeof PartnerDone>;

/** The resident cannot on the day that was offered: why, for the provider to read. */
export const TurnVisitDown = z.object({ requestId, referralId, version, reason: z.string().trim().min(2).max(200) });
export type TurnVisitDown = z.infer<typeof TurnVisitDown>;
