import { commonDivision } from '../../../kernel/division.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';

export const RESOURCE_KINDS = ['people', 'skill', 'volunteerTime', 'place', 'goods', 'money', 'trainingPlace', 'job', 'policy'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];
export const PROVIDER_KINDS = ['organization', 'volunteerTeam', 'department', 'enterprise', 'individual'] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];
export const RESOURCE_STATUSES = ['active', 'paused', 'ended'] as const;
export type ResourceStatus = (typeof RESOURCE_STATUSES)[number];
export type ResourceAction = 'pause' | 'resume' | 'end';
/** Languages a service can be given in. */
export const SERVICE_LANGUAGES = ['zh', 'mn'] as const;

const KEEPERS = ['stationWorker', 'stationLead', 'socialWorker', 'officer', 'administrator', 'organizationManager'] as const;

/** A paused resource is not called on; resuming it says its capacity anew. Ended is the end. */
export const resourceLifecycle: Lifecycle<ResourceStatus, ResourceAction> = {
  active: { pause: { to: 'paused', roles: KEEPERS }, end: { to: 'ended', roles: KEEPERS } },
  paused: { resume: { to: 'active', roles: KEEPERS }, end: { to: 'ended', roles: KEEPERS } },
  ended: {},
};

export type Reach = { homeCode: string; reachCodes: string[]; reachKm: number | null };

/** 5 km: what one walks or cycles; it stays in the street or town as a rule. */
const KM_WITHIN_TOWNSHIP = 5;
/** 60 km: a morning's drive there and back; banners of Ordos measure a hundred and more. */
const KM_WITHIN_COUNTY = 60;

/** The divisions a resource serves, each with all below it. A radius is counted from its home and read as the smallest division that holds it as a rule. */
export function divisionsServed({ homeCode, reachCodes, reachKm }: Reach): string[] {
  if (reachKm !== null) return [homeCode.slice(0, reachKm <= KM_WITHIN_TOWNSHIP ? 9 : reachKm <= KM_WITHIN_COUNTY ? 6 : 4)];
  return reachCodes.length > 0 ? [...new Set(reachCodes)] : [homeCode];
}

/** The smallest division that covers home and reach: who may see it. */
export const divisionCovering = (reach: Reach): string => commonDivision([reach.homeCode, ...divisionsServed(reach)]);
