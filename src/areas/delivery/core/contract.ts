import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { CATEGORIES } from '../../needs/core/items.ts';
import { RESULTS } from '../../referrals/core/referral.ts';
import { ACTIVITY_KINDS, ACTIVITY_STATUSES, SESSION_STATUSES } from './activity.ts';
import { AGE_GROUPS, PARTS, PRESENCES } from './attendance.ts';

const Day = z.iso.date().refine(isDayInReach);
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const requestId = z.uuid();
const version = z.number().int().positive().optional();
const Short = z.string().trim().max(200);

const activityFields = {
  name: z.string().trim().min(1).max(100), kind: z.enum(ACTIVITY_KINDS), category: z.enum(CATEGORIES), organizationId: z.uuid().nullish(),
  organizerName: z.string().trim().max(100).nullish(), audience: Short.nullish(), place: Short.nullish(), plan: z.string().trim().max(2000).nullish(),
};
export const PlanActivity = z.object({ requestId, divisionCode: z.string().regex(/^\d{4,12}$/), ...activityFields });
export type PlanActivity = z.infer<typeof PlanActivity>;
export const UpdateActivity = z.object({ requestId, activityId: z.uuid(), version, ...activityFields }).partial({ name: true, kind: true, category: true });
export type UpdateActivity = z.infer<typeof UpdateActivity>;
export const EndActivity = z.object({ requestId, activityId: z.uuid(), version, reason: z.string().trim().max(500).nullish() });
export type EndActivity = z.infer<typeof EndActivity>;
export const CancelActivity = EndActivity.extend({ reason: z.string().trim().min(2).max(500) });
export type CancelActivity = z.infer<typeof CancelActivity>;

export const AddSession = z.object({
  requestId, activityId: z.uuid(), heldOn: Day, startsAt: Clock.nullish(), endsAt: Clock.nullish(), place: Short.nullish(), title: z.string().trim().max(100).nullish(),
}).refine((input) => !input.startsAt || !input.endsAt || input.endsAt > input.startsAt, { path: ['endsAt'] });
export type AddSession = z.infer<typeof AddSession>;

export const AttendanceEntry = z.object({ personId: z.uuid(), part: z.enum(PARTS).optional(), presence: z.enum(PRESENCES).optional(), minutes: z.number().int().min(0).max(1440).nullish() });
export type AttendanceEntry = z.infer<typeof AttendanceEntry>;
// 5,000: the largest hall of the city; a head count beyond it is a mistyped number.
export const HoldSession = z.object({ requestId, sessionId: z.uuid(), version, unregisteredPersons: z.number().int().min(0).max(5000).default(0), entries: z.array(AttendanceEntry).max(2000).default([]) });
export type HoldSession = z.infer<typeof HoldSession>;
export const RecordAttendance = z.object({ requestId, sessionId: z.uuid(), version, unregisteredPersons: z.number().int().min(0).max(5000).optional(), entries: z.array(AttendanceEntry).max(2000) });
export type RecordAttendance = z.infer<typeof RecordAttendance>;
export const CancelSession = z.object({ requestId, sessionId: z.uuid(), version, reason: z.string().trim().min(2).max(500) });
export type CancelSession = z.infer<typeof CancelSession>;
export const SignUp = z.object({ requestId, sessionId: z.uuid(), comes: z.boolean() });
export type SignUp = z.infer<typeof SignUp>;

export const RecordDelivery = z.object({
  requestId, referralId: z.uuid(), version, heldOn: Day, startsAt: Clock.nullish(), endsAt: Clock.nullish(), minutes: z.number().int().min(0).max(1440).nullish(), place: Short.nullish(),
  result: z.enum(RESULTS), words: z.string().trim().max(500).nullish(),
  /** Said by whoever records a service on a day before the agreed one; without it such a day is refused. */
  isEarlier: z.boolean().nullish(),
  /** Who came, as whoever reports it says; how much of what was asked was given. */
  visitorName: z.string().trim().max(50).nullish(), units: z.number().int().min(1).max(1000).nullish(),
});
export type RecordDelivery = z.infer<typeof RecordDelivery>;

const many = <T extends readonly [string, ...string[]]>(values: T) =>
  z.string().max(300).transform((text) => text.split(',').filter((value): value is T[number] => (values as readonly string[]).includes(value))).optional();
export const ActivityFilters = z.object({
  q: z.string().trim().max(100).optional(), kind: many(ACTIVITY_KINDS), category: many(CATEGORIES), status: many(ACTIVITY_STATUSES),
  division: z.string().regex(/^\d{4,12}$/).optional(), organization: z.uuid().optional(), heldFrom: Day.optional(), heldTo: Day.optional(),
});
export const ListActivities = ActivityFilters.extend({ sort: z.enum(['lastOn', '-lastOn', 'name', '-name']).default('-lastOn'), after: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export type ListActivities = z.infer<typeof ListActivities>;

export const ActivityRow = z.object({
  id: z.uuid(), name: z.string(), kind: z.enum(ACTIVITY_KINDS), category: z.string(), status: z.enum(ACTIVITY_STATUSES), divisionCode: z.string(), divisionName: z.string(),
  organizationId: z.uuid().nullable(), organizerName: z.string(), place: z.string(), version: z.number(),
  heldSessions: z.number(), plannedSessions: z.number(), lastOn: z.string().nullable(), nextOn: z.string().nullable(), persons: z.number(), personTimes: z.number(),
});
export type ActivityRow = z.infer<typeof ActivityRow>;
export const ActivityPage = z.object({ total: z.number().int(), items: z.array(ActivityRow), next: z.string().nullable() });

export const SessionRow = z.object({
  id: z.uuid(), activityId: z.uuid().nullable(), referralId: z.uuid().nullable(), title: z.string(), heldOn: z.string(), startsAt: z.string().nullable(), endsAt: z.string().nullable(), place: z.string(),
  status: z.enum(SESSION_STATUSES), unregisteredPersons: z.number(), persons: z.number(), personTimes: z.number(), enrolled: z.number(), volunteers: z.number(),
  /** The time recorded for those served, added up; null where nobody wrote it down. */
  minutes: z.int().nullable(), cancelReason: z.string().nullable(), version: z.number(),
});
export type SessionRow = z.infer<typeof SessionRow>;
export const ReadActivity = z.object({ activityId: z.uuid() });
export const ActivityAnswer = ActivityRow.extend({ audience: z.string(), plan: z.string(), endReason: z.string().nullable(), sessions: z.array(SessionRow) });
export type ActivityAnswer = z.infer<typeof ActivityAnswer>;

/** The sessions of one referral's service, or of all referrals of one need. */
export const ListSessions = z.object({ need: z.uuid().optional(), referral: z.uuid().optional() }).refine((input) => (input.need === undefined) !== (input.referral === undefined), { path: ['need'] });
export type ListSessions = z.infer<typeof ListSessions>;
export const SessionList = z.object({ total: z.number(), items: z.array(SessionRow), next: z.null() });
export type SessionList = z.infer<typeof SessionList>;

export const ReadSession = z.object({ sessionId: z.uuid() });
export const AttendanceRow = z.object({ personId: z.uuid(), name: z.string().nullable(), part: z.enum(PARTS), presence: z.enum(PRESENCES), minutes: z.number().nullable(), ageGroup: z.enum(AGE_GROUPS) });
export type AttendanceRow = z.infer<typeof AttendanceRow>;
export const SessionAnswer = SessionRow.extend({ activityName: z.string().nullable(), attendance: z.array(AttendanceRow) });
export type SessionAnswer = z.infer<typeof SessionAnswer>;

export const WhatIsOn = z.object({ division: z.string().regex(/^\d{4,12}$/).optional() });
export const OnAnswer = z.object({ total: z.number(), items: z.array(z.object({ sessionId: z.uuid(), activityId: z.uuid(), name: z.string(), kind: z.enum(ACTIVITY_KINDS), heldOn: z.string(), startsAt: z.string().nullable(), place: z.string(), organizerName: z.string(), divisionName: z.string(), own: z.enum(PRESENCES).nullable() })), next: z.null() });
export type OnAnswer = z.infer<typeof OnAnswer>;
export const OwnAttendance = z.object({ total: z.number(), items: z.array(z.object({ id: z.uuid(), name: z.string(), heldOn: z.string(), part: z.enum(PARTS), presence: z.enum(PRESENCES), minutes: z.number().nullable() })), next: z.null() });
export type OwnAttendance = z.infer<typeof OwnAttendance>;

/** A volunteer's hours: the sessions that add up to them, and how many of those nobody wrote a time down for. Times served are times, not people. */
export const ServedHours = z.object({
  minutes: z.int(), sessions: z.int(), untimed: z.int(), total: z.int(), next: z.null(),
  items: z.array(z.object({ id: z.uuid(), name: z.string(), heldOn: z.string(), place: z.string(), organizerName: z.string(), minutes: z.int().nullable() })),
});
export type ServedHours = z.infer<typeof ServedHours>;

export const ActivityDone = z.object({ activityId: z.uuid() });
export const SessionDone = z.object({ sessionId: z.uuid() });
export const DeliveryDone = z.object({ referralId: z.uuid(), sessionId: z.uuid(), status: z.string(), dueOn: z.string().nullable(), version: z.number() });
export type DeliveryDone = z.infer<typeof DeliveryDone>;
