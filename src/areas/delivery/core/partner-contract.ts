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

/** What came back on a provider's sheet, in one form: its answer, then `what`: a day, the service, or that it did not come about. `cameOn`: when the sheet came. */
export const TypeSheet = z.object({
  requestId: z.uuid(), referralId: z.uuid(), version: z.number().int().positive().optional(), cameOn: z.iso.date().refine(isDayInReach),
  answer: z.enum(['accept', 'decline']).nullish(), declineCode: z.enum(DECLINE_CODES).nullish(), what: z.enum(['visit', 'report', 'failed']).nullish(),
  ...visit, ...report.omit({ words: true }).shape, scheduledFor: visit.scheduledFor.nullish(), words: report.shape.words, heldOn: report.shape.heldOn.nullish(), result: report.shape.result.nullish(), reportWords: report.shape.words, reason: z.string().trim().max(500).nullish(),
}).superRefine((input, context) => {
  const demand = (field: 'declineCode' | 'scheduledFor' | 'heldOn' | 'result' | 'reason') => { if (!input[field]) context.addIssue({ code: 'custom', path: [field], message: '' }); };
  if (input.answer === 'decline') return demand('declineCode');
  if (input.what === 'visit') demand('scheduledFor');
  if (input.what === 'report') { demand('heldOn'); demand('result'); }
  if (input.what === 'failed') demand('reason');
  if (input.what === 'report' && input.startsAt && input.endsAt && input.endsAt <= input.startsAt) context.addIssue({ code: 'custom', path: ['endsAt'], message: '' });
});
export type TypeSheet = z.infer<typeof TypeSheet>;
