import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { visit } from '../../referrals/core/partner-contract.ts';
import { DECLINE_CODES } from '../../referrals/core/referral.ts';
import { RecordDelivery } from './contract.ts';

const report = RecordDelivery.omit({ requestId: true, referralId: true, version: true, minutes: true, place: true });

/** The service, reported by the provider's link: on which day, from when until when, who came, how much, how it came out. */
export const ReportByPartner = report.extend({ code: z.string().max(40), requestId: z.uuid(), version: z.number().int().positive().optional() })
  .refine((input) => !input.startsAt || !input.endsAt || input.endsAt > input.startsAt, { path: ['endsAt'] });
export type ReportByPartner = z.infer<typeof ReportByPartner>;

/** What came back on a provider's sheet, in one form: its answer, then a day or the service. `cameOn`: when the sheet came. */
export const TypeSheet = z.object({
  requestId: z.uuid(), referralId: z.uuid(), version: z.number().int().positive().optional(), cameOn: z.iso.date().refine(isDayInReach),
  answer: z.object({ answer: z.enum(['accept', 'decline']), declineCode: z.enum(DECLINE_CODES).nullish(), words: z.string().trim().max(500).nullish() }).nullish(),
  visit: z.object(visit).nullish(), report: report.nullish(), failed: z.object({ reason: z.string().trim().min(2).max(500) }).nullish(),
}).refine(({ answer }) => answer?.answer !== 'decline' || Boolean(answer.declineCode), { path: ['answer', 'declineCode'] })
  .refine(({ report: told }) => !told?.startsAt || !told.endsAt || told.endsAt > told.startsAt, { path: ['report', 'endsAt'] });
export type TypeSheet = z.infer<typeof TypeSheet>;
