import { z } from 'zod';
import { command, download, query, type Route } from '../../../platform/server/route.ts';
import {
  ActivityAnswer, ActivityDone, ActivityFilters, ActivityPage, AddSession, CancelActivity, CancelSession, DeliveryDone, EndActivity, HoldSession, ListActivities, ListSessions, OnAnswer, OwnAttendance, PlanActivity, ReadActivity,
  ReadSession, RecordAttendance, RecordDelivery, ServedHours, SessionAnswer, SessionDone, SessionList, SignUp, UpdateActivity, WhatIsOn,
} from '../core/contract.ts';
import { addSession, cancelActivity, cancelSession, endActivity, holdSession, planActivity, recordAttendance, recordDelivery, signUp, updateActivity } from './operations.ts';
import { ReportByPartner, TypeSheet } from '../core/partner-contract.ts';
import { reportByLink, typeSheet } from './partner.ts';
import { exportActivities, readActivities, readActivity, readOn, readOwn, readServed, readSession, readSessionsOf } from './reads.ts';

const ofActivity = ({ activityId }: { activityId: string }) => ({ kind: 'activity', id: activityId });
const ofSession = ({ sessionId }: { sessionId: string }) => ({ kind: 'session', id: sessionId });

export const deliveryRoutes: Route[] = [
  query({ path: '/api/activities', permission: 'activity.list', says: 'Activities of the division acted for, or of one’s organisation, with persons and person-times', input: ListActivities, answer: ActivityPage, run: readActivities }),
  download({ path: '/api/activities/export', permission: 'activity.list', says: 'The list as a workbook', input: ActivityFilters.extend({ columns: z.string().max(400).optional(), format: z.string().max(10).optional(), sort: z.string().max(20).optional() }), run: exportActivities }),
  query({ path: '/api/activities/on', permission: 'activity.on', says: 'What is on in the coming month, and whether one has signed up', input: WhatIsOn, answer: OnAnswer, run: readOn }),
  query({ path: '/api/attendance/own', permission: 'attendance.own', says: 'What one has been to', input: z.object({}), answer: OwnAttendance, run: readOwn }),
  query({ path: '/api/attendance/served', permission: 'attendance.served', says: 'One’s own hours as a volunteer, and the sessions that they add up from', input: z.object({}), answer: ServedHours, run: readServed }),
  query({ path: '/api/activities/:activityId', permission: 'activity.read', says: 'One activity with its sessions', input: ReadActivity, answer: ActivityAnswer, run: readActivity }),
  query({ path: '/api/sessions', permission: 'session.read', says: 'The sessions of a referral, or of all referrals of a need', input: ListSessions, answer: SessionList, run: readSessionsOf }),
  query({ path: '/api/sessions/:sessionId', permission: 'session.read', says: 'One session with its list of attendance', input: ReadSession, answer: SessionAnswer, run: readSession }),
  command({ path: '/api/activities/plan', permission: 'activity.keep', says: 'Plan an activity', input: PlanActivity, answer: ActivityDone, run: planActivity, subject: (_input, answer) => answer && ofActivity(answer) }),
  command({ path: '/api/activities/update', permission: 'activity.keep', says: 'Correct what is said of an activity', input: UpdateActivity, answer: ActivityDone, run: updateActivity, subject: ofActivity }),
  command({ path: '/api/activities/end', permission: 'activity.keep', says: 'End an activity', input: EndActivity, answer: ActivityDone, run: endActivity, subject: ofActivity }),
  command({ path: '/api/activities/cancel', permission: 'activity.keep', says: 'Call an activity off', input: CancelActivity, answer: ActivityDone, run: cancelActivity, subject: ofActivity }),
  command({ path: '/api/sessions/add', permission: 'activity.keep', says: 'Set a day for an activity', input: AddSession, answer: SessionDone, run: addSession, subject: (input, answer) => (answer ? ofSession(answer) : ofActivity(input)) }),
  command({ path: '/api/sessions/hold', permission: 'session.attendance', says: 'A session took place: who came, and how many more', input: HoldSession, answer: SessionDone, run: holdSession, subject: ofSession }),
  command({ path: '/api/sessions/attendance', permission: 'session.attendance', says: 'Put people on the list of a session to come, or correct the list of one that was held', input: RecordAttendance, answer: SessionDone, run: recordAttendance, subject: ofSession }),
  command({ path: '/api/sessions/cancel', permission: 'activity.keep', says: 'Cancel a session, or revoke one that did not take place after all', input: CancelSession, answer: SessionDone, run: cancelSession, subject: ofSession }),
  command({ path: '/api/sessions/sign-up', permission: 'session.signUp', says: 'Say that one comes, or does not', input: SignUp, answer: SessionDone, run: signUp, subject: ofSession }),
  command({ path: '/api/referrals/deliver', permission: 'referral.deliver', says: 'The service of a referral was given: session, attendance and the referral’s step in one', input: RecordDelivery, answer: DeliveryDone, run: recordDelivery, subject: ({ referralId }) => ({ kind: 'referral', id: referralId }) }),
  command({ path: '/api/partner/:code/report', permission: 'partnerLink', says: 'The service of a referral, reported by the provider’s link', input: ReportByPartner, answer: z.object({ status: z.string() }), run: reportByLink }),
  command({ path: '/api/referrals/type-sheet', permission: 'referral.typeSheet', says: 'What came back on a provider’s printed sheet, typed by a worker', input: TypeSheet, answer: z.object({ referralId: z.uuid(), status: z.string() }), run: typeSheet, subject: ({ referralId }) => ({ kind: 'referral', id: referralId }) }),
];
