import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { isLive, type ReferralStatus } from './referral.ts';

// A month by the calendar, as long as a resident's slip: a sheet that lies about longer opens nothing, and a new one is made at a press.
export const DAYS_LINK_HOLDS = 30;

export type PartnerRefusal = { code: 'noPartnerLink'; status: ReferralStatus } | { code: 'noLinkToTakeBack' } | { code: 'nothingProposed' } | { code: 'askedAlready' } | { code: 'nothingToAsk'; status: ReferralStatus };

/** From the offer to the service a provider may hold a link; afterwards there is nothing left for it to do by one. */
export const mayHoldLink = (status: ReferralStatus): boolean => isLive(status) && status !== 'delivered';

export function admitLink({ status }: { status: ReferralStatus }): Result<true, PartnerRefusal> {
  return mayHoldLink(status) ? ok(true) : refuse({ code: 'noPartnerLink', status });
}

/** Whoever gave the service may ask once a day that the resident be asked; whether it helped stays the resident's to say. */
export function admitAsking({ status, confirmationAskedOn }: { status: ReferralStatus; confirmationAskedOn: string | null }, today: string): Result<true, PartnerRefusal> {
  if (status !== 'delivered') return refuse({ code: 'nothingToAsk', status });
  return confirmationAskedOn === today ? refuse({ code: 'askedAlready' }) : ok(true);
}
