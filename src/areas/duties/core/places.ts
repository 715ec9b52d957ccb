import { DUTY_KINDS, type DutyKind } from './duty.ts';

export type DutySubject = { kind: DutyKind; subjectKind: string; subjectId: string; details: Record<string, unknown> };

/** A duty's own page where one act does not do it, the permission that opens that page, the one to do it there, and the command where one does. `isResidents`: the record behind it is a resident's. */
type Doing = { path(duty: DutySubject): string; opens: string; does: string; isResidents?: true; act?: { command: string; permission: string; input(duty: DutySubject): Record<string, unknown> } };

const idIn = (duty: DutySubject, field: string): string => (typeof duty.details[field] === 'string' ? duty.details[field] as string : duty.subjectId);

/** Where each kind is done. The areas own the pages; the addresses are part of what they promise. */
export const DOING: Record<DutyKind, Doing> = {
  verifyNeed: { path: ({ subjectId }) => `/needs/${subjectId}`, opens: 'need.read', does: 'need.verify', isResidents: true, act: { command: '/api/needs/verify', permission: 'need.verify', input: ({ subjectId }) => ({ needIds: [subjectId] }) } },
  answerReferral: { path: ({ subjectId }) => `/referrals/${subjectId}`, opens: 'referral.read', does: 'referral.answer', isResidents: true },
  scheduleReferral: { path: ({ subjectId }) => `/referrals/${subjectId}`, opens: 'referral.read', does: 'referral.schedule', isResidents: true },
  agreeVisit: { path: ({ subjectId }) => `/referrals/${subjectId}`, opens: 'referral.read', does: 'referral.agreeVisit', isResidents: true },
  deliverReferral: { path: ({ subjectId }) => `/referrals/${subjectId}`, opens: 'referral.read', does: 'referral.deliver', isResidents: true },
  confirmReferral: { path: ({ subjectId }) => `/referrals/${subjectId}`, opens: 'referral.read', does: 'referral.confirm', isResidents: true },
  rematchNeed: { path: (duty) => `/needs/${idIn(duty, 'needId')}`, opens: 'need.read', does: 'referral.offer', isResidents: true },
  reviewReturns: { path: ({ subjectId }) => `/needs/${subjectId}?tab=referrals`, opens: 'need.read', does: 'referral.decideReturned', isResidents: true },
  reviewProposals: { path: (duty) => (duty.subjectKind === 'need' ? `/match?need=${duty.subjectId}` : `/match/${idIn(duty, 'runId')}`), opens: 'match.read', does: 'match.decide', isResidents: true },
  answerDuplicate: { path: () => '/duplicates', opens: 'need.read', does: 'need.answerDuplicate', isResidents: true },
  recordSession: { path: (duty) => `/activities/${idIn(duty, 'activityId')}`, opens: 'activity.read', does: 'session.attendance' },
  confirmCapacity: { path: ({ subjectId }) => `/resources/${subjectId}`, opens: 'resource.read', does: 'resource.confirm', act: { command: '/api/resources/confirm-capacity', permission: 'resource.confirm', input: ({ subjectId }) => ({ resourceId: subjectId }) } },
  reviewCircumstance: { path: (duty) => `/people/${idIn(duty, 'personId')}`, opens: 'person.read', does: 'person.update', isResidents: true },
  closeRound: { path: ({ subjectId }) => `/rounds/${subjectId}`, opens: 'round.list', does: 'round.lead' },
  tryAgain: { path: () => '/rounds', opens: 'round.walk', does: 'round.walk', isResidents: true },
  nameAnswerer: { path: () => '/rounds', opens: 'round.walk', does: 'round.walk', isResidents: true },
};

/** Whether whoever sees residents' records (or does not) can open what a duty is about. */
export const isReachable = (kind: DutyKind, seesResidents: boolean): boolean => seesResidents || !DOING[kind].isResidents;

/** The address that a duty leads to; the area that owes it may name a better one in its details. */
export const placeOf = (duty: DutySubject): string =>
  (typeof duty.details['path'] === 'string' && duty.details['path'].startsWith('/') ? duty.details['path'] : DOING[duty.kind].path(duty));

/** Kinds whose records are residents': an officer of a banner or the city cannot open them. */
export const RESIDENTS_KINDS: DutyKind[] = DUTY_KINDS.filter((kind) => DOING[kind].isResidents);
