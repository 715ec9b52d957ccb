import type { DutyKind } from './duty.ts';

export type DutySubject = { kind: DutyKind; subjectKind: string; subjectId: string; details: Record<string, unknown> };

/** A duty's own page where one act does not do it, the permission that opens that page, and the command where one does. */
type Doing = { path(duty: DutySubject): string; opens: string; act?: { command: string; permission: string; input(duty: DutySubject): Record<string, unknown> } };

const idIn = (duty: DutySubject, field: string): string => (typeof duty.details[field] === 'string' ? duty.details[field] as string : duty.subjectId);

/** Where each kind is done. The areas own the pages; the addresses are part of what they promise. */
export const DOING: Record<DutyKind, Doing> = {
  verifyNeed: { path: ({ subjectId }) => `/needs/${subjectId}`, opens: 'need.read', act: { command: '/api/needs/verify', permission: 'need.verify', input: ({ subjectId }) => ({ needIds: [subjectId] }) } },
  answerReferral: { path: ({ subjectId }) => `/referrals/${subjectId}`, opens: 'referral.read' },
  scheduleReferral: { path: ({ subjectId }) => `/referrals/${subjectId}`, opens: 'referral.read' },
  deliverReferral: { path: ({ subjectId }) => `/referrals/${subjectId}`, opens: 'referral.read' },
  confirmReferral: { path: ({ subjectId }) => `/referrals/${subjectId}`, opens: 'referral.read' },
  rematchNeed: { path: (duty) => `/needs/${idIn(duty, 'needId')}`, opens: 'need.read' },
  reviewProposals: { path: (duty) => `/match/${idIn(duty, 'runId')}`, opens: 'match.read' },
  answerDuplicate: { path: () => '/duplicates', opens: 'need.read' },
  recordSession: { path: (duty) => `/activities/${idIn(duty, 'activityId')}`, opens: 'activity.read' },
  confirmCapacity: { path: ({ subjectId }) => `/resources/${subjectId}`, opens: 'resource.read', act: { command: '/api/resources/confirm-capacity', permission: 'resource.confirm', input: ({ subjectId }) => ({ resourceId: subjectId }) } },
  reviewCircumstance: { path: (duty) => `/people/${idIn(duty, 'personId')}`, opens: 'person.read' },
};

/** The address that a duty leads to; the area that owes it may name a better one in its details. */
export const placeOf = (duty: DutySubject): string =>
  (typeof duty.details['path'] === 'string' && duty.details['path'].startsWith('/') ? duty.details['path'] : DOING[duty.kind].path(duty));
