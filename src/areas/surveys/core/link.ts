import type { LocalDate } from '../../../kernel/local-date.ts';
import type { LINK_STATES } from './response-contract.ts';

export type LinkState = (typeof LINK_STATES)[number];

/** Whether a link still takes answers, and if not, why; the day it expires on is its last. */
export function stateOfLink(link: { expiresOn: LocalDate; closedOn: LocalDate | null; answers: number; mostAnswers: number }, today: LocalDate): LinkState {
  if (link.closedOn) return 'closed';
  if (link.expiresOn < today) return 'expired';
  return link.answers >= link.mostAnswers ? 'full' : 'open';
}
