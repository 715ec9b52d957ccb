import type { Permissions } from '../../../kernel/role.ts';

const STATION = ['stationLead', 'stationWorker', 'socialWorker'] as const;

export const permissions = {
  'referral.list': [...STATION, 'officer', 'supervisor', 'organizationManager'],
  'referral.own': ['resident'],
  'referral.read': [...STATION, 'officer', 'supervisor', 'organizationManager', 'resident'],
  'referral.offer': STATION,
  'referral.answer': [...STATION, 'organizationManager'],
  'referral.schedule': [...STATION, 'organizationManager'],
  'referral.refuse': [...STATION, 'organizationManager'],
  'referral.fail': [...STATION, 'organizationManager'],
  'referral.withdraw': STATION,
  'referral.confirm': [...STATION, 'resident'],
  'referral.served': ['organizationManager'],
  'referral.correct': ['resident'],
  'referral.ownVisit': ['resident'],
  // not the provider: who helped must not hold the code by which the helped one answers
  'referral.decideReturned': ['stationLead'],
  // the rules are published: whoever is measured by them may read them
  'referral.clocks': [...STATION, 'officer', 'supervisor', 'organizationManager', 'administrator'],
  'referral.changeClocks': ['officer', 'administrator'],
  'referral.slip': STATION,
  'referral.agreeVisit': STATION,
  'referral.partnerLink': STATION,
  'referral.reveal': [...STATION, 'organizationManager'],
} as const satisfies Permissions;
