import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { FigureRecord, Where, inOrder } from './contract.ts';
import { RECORD_KINDS } from './figure.ts';
import { FIGURE_CODES } from './figures.ts';

/** One record of a figure: of this place and period, and, where its day is known, of that day. */
export const ReadRecord = z.object({
  ...Where, id: z.string().max(40), recordId: z.string().min(1).max(60), on: z.iso.date().refine(isDayInReach).optional(),
}).refine(inOrder, { path: ['to'] });
export type ReadRecord = z.output<typeof ReadRecord>;

const Day = z.string().nullable();
const Named = z.object({ id: z.string(), name: z.string() });

/** A gathering: nothing of who came but how many. Of help at somebody's home neither title nor place is told. */
export const SessionFacts = z.object({
  id: z.string(), kind: z.string(), title: z.string(), activityName: z.string().nullable(), heldOn: z.string(), startsAt: z.string().nullable(), endsAt: z.string().nullable(),
  place: z.string(), organizer: z.string(), organization: Named.nullable(), status: z.string(),
  elders: z.number().int(), children: z.number().int(), others: z.number().int(), volunteers: z.number().int(), unregistered: z.number().int(),
});
export type SessionFacts = z.infer<typeof SessionFacts>;

export const NeedFacts = z.object({ item: z.string(), category: z.string(), urgency: z.number().int(), status: z.string(), heardOn: z.string(), verifiedOn: Day, closedOn: Day, closeCode: z.string().nullable() });
export type NeedFacts = z.infer<typeof NeedFacts>;

/** How far one referral of the need came, and at whose hands, without a person's name. */
export const ReferralFacts = z.object({
  id: z.string(), status: z.string(), units: z.number().int(), organization: Named.nullable(), resourceKind: z.string().nullable(),
  offeredOn: z.string(), answeredOn: Day, deliveredOn: Day, confirmedOn: Day, closedOn: Day, helped: z.boolean().nullable(),
});
export type ReferralFacts = z.infer<typeof ReferralFacts>;

/** A person's presence at one session: what, where and when. */
const Appearance = z.object({ id: z.string(), on: z.string(), place: z.array(z.string()), title: z.string(), kind: z.string() });
export type Appearance = z.infer<typeof Appearance>;

/** What a record of a figure is, for everybody who sees the figure: what, where, when, by whom and how far; never of whom. */
export const RecordCard = z.object({
  figure: z.object({ code: z.enum(FIGURE_CODES), name: z.string(), recordKind: z.enum(RECORD_KINDS) }),
  record: FigureRecord,
  session: SessionFacts.nullable(), need: NeedFacts.nullable(), referrals: z.array(ReferralFacts), appearances: z.array(Appearance),
  community: z.object({ stationName: z.string(), sinceOn: z.string(), untilOn: Day }).nullable(),
});
export type RecordCard = z.infer<typeof RecordCard>;
