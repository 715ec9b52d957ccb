import type { Role } from '../../../kernel/role.ts';
import { maskName } from '../../people/core/mask.ts';
import { seesNames } from '../../people/core/permissions.ts';
import { isLive, type ReferralStatus } from './referral.ts';

/** How much of the one to be helped a page shows. `whereabouts`: address and telephone. */
export type Disclosure = { name: 'whole' | 'masked'; whereabouts: boolean };

/**
 * What was passed on with a referral is shown for its work, and no longer than the work lasts. The station works with the people all along; the resident
 * sees what is their own. The receiver sees it while it serves; afterwards the name of those it has served, for its records, and neither address nor
 * telephone. Those who watch over the work without doing it see the first character of the name.
 */
export function disclosureOf(referral: { status: ReferralStatus; deliveredOn: string | null }, role: Role | 'system' | 'link' | 'partnerLink'): Disclosure {
  if (seesNames(role) || role === 'resident') return { name: 'whole', whereabouts: true };
  if (role === 'partnerLink') return isToServe(referral) ? { name: 'whole', whereabouts: true } : { name: 'masked', whereabouts: false };
  if (role !== 'organizationManager') return { name: 'masked', whereabouts: false };
  const isServing = isLive(referral.status);
  return { name: isServing || referral.deliveredOn !== null ? 'whole' : 'masked', whereabouts: isServing };
}

// a link goes from hand to hand and a sheet lies about: by them a resident is told from the yes to the service, and no longer
const isToServe = ({ status }: { status: ReferralStatus }): boolean => status === 'accepted' || status === 'scheduled';

/** The name as a page of that role shows it. */
export const nameShown = (name: string | null, { name: how }: Disclosure): string | null => (name !== null && how === 'masked' ? maskName(name) : name);
