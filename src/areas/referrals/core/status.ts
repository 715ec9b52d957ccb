// Apart from the rules of each step (`referral.ts`), which bring the calendar of holidays: what every page of a need asks is only this.

export const STATUSES = ['offered', 'accepted', 'scheduled', 'delivered', 'confirmed', 'declined', 'refused', 'failed', 'withdrawn'] as const;
export type ReferralStatus = (typeof STATUSES)[number];

/** States in which somebody still owes the next step. */
export const LIVE = ['offered', 'accepted', 'scheduled', 'delivered'] as const satisfies readonly ReferralStatus[];
export type LiveStatus = (typeof LIVE)[number];
export const isLive = (status: ReferralStatus): status is LiveStatus => (LIVE as readonly string[]).includes(status);
