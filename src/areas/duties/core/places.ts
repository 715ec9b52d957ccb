import type { DutyKind } from './duty.ts';

export type DutySubject = { kind: DutyKind; subjectKind: string; subjectId: string; details: Record<string, unknown> };

/** A duty's own page where one act does not do it, and the command where one does. */
type Doing = { path(duty: DutySubject): string; act?: { command: string; permission: string; input(duty: DutySubject): Record<string, unknown> } };

const idIn = (duty: DutySubject, field: string): string => (typeof duty.details[field] === 'string' ? duty.details[field] as string : duty.subjectId);

/** Where each kind is done. The areas own the pages; the addresses are part of what they promise. */
export const DOING: Record<DutyKind, Doing> = {
  verifyNeed: { path: ({ subjectId }) => `/needs/${subjectId}`, act: { command: '/api/needs/verify', permission: 'need.verify', input: ({ subjectId }) => ({ needIds: [subjectId] }) } },
  answerReferral: { path: ({ subjectId }) => `/referrals/${subjectId}` },
  scheduleReferral: { path: ({ subjectId }) => `/referrals/${subjectId}` },
  deliverReferral: { path: ({ subjectId }) => `/referrals/${subjectId}` },
  confirmReferral: { path: ({ subjectId }) => `/referrals/${subjectId}` },
  rematchNeed: { path: (duty) => `/needs/${idIn(duty, 'needId')}` },
  reviewProposals: { path: (duty) => `/match/${idIn(duty, 'runId')}` },
  answerDuplicate: { path: () => '/duplicates' },
  recordSession: { path: (duty) => `/activities/${idIn(duty, 'activityId')}` },
  confirmCapacity: { path: ({ subjectId }) => `/resources/${subjectId}`, act: { command: '/api/resources/confirm-capacity', permission: 'resource.confirm', input: ({ subjectId }) => ({ resourceId: subjectId }) } },
  reviewCircumstance: { path: (duty) => `/people/${idIn(duty, 'personId')}` },
};

/** The address that a duty leads to; the area that owes it may name a better one in its details. */
export const placeOf = (duty: DutySubject): string =>
  (typeof duty.details['path'] === 'string' && duty.details['path'].startsWith('/') ? duty.details['path'] : DOING[duty.kind].path(duty));
