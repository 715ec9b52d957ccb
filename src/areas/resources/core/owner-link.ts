import { addDays, type LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';

export const OWNER_LINK_STATES = ['open', 'over', 'revoked'] as const;
export type OwnerLinkState = (typeof OWNER_LINK_STATES)[number];
type Term = { expiresOn: LocalDate; revokedOn: LocalDate | null };

/** A year at the most: whoever has it then may have gone. A season is usual. */
export const LONGEST_OWNER_LINK_DAYS = 365;
export const USUAL_OWNER_LINK_DAYS = 90;

/** Whether a link still opens anything; the day it expires on is its last. */
export const stateOfOwnerLink = ({ expiresOn, revokedOn }: Term, today: LocalDate): OwnerLinkState => (revokedOn !== null ? 'revoked' : expiresOn < today ? 'over' : 'open');

export type OwnerLinkRefusal = { code: 'ownerLinkOver'; on: LocalDate } | { code: 'ownerLinkRevoked' };

/** What is done by a link is done while it is open. */
export function admitByLink(link: Term, today: LocalDate): Result<true, OwnerLinkRefusal> {
  switch (stateOfOwnerLink(link, today)) {
    case 'open': return ok(true);
    case 'over': return refuse({ code: 'ownerLinkOver', on: link.expiresOn });
    case 'revoked': return refuse({ code: 'ownerLinkRevoked' });
  }
}

export type TermRefusal = { code: 'ownerLinkOverAlready'; today: LocalDate; field: 'expiresOn' } | { code: 'ownerLinkTooLong'; until: LocalDate; field: 'expiresOn' };

/** How long a link may be given for. */
export function admitTerm(expiresOn: LocalDate, today: LocalDate): Result<true, TermRefusal> {
  const until = addDays(today, LONGEST_OWNER_LINK_DAYS);
  if (expiresOn < today) return refuse({ code: 'ownerLinkOverAlready', today, field: 'expiresOn' });
  return expiresOn > until ? refuse({ code: 'ownerLinkTooLong', until, field: 'expiresOn' }) : ok(true);
}
