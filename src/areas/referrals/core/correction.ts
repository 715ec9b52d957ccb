import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';
import type { ReferralRefusal, ReferralStatus } from './referral.ts';

// As long as one visit lasts, with a grandchild fetched to write the words; afterwards the answer has been counted on, and a worker is asked.
export const MINUTES_TO_CORRECT = 60;

/** What the resident has said. */
export type Said = { status: ReferralStatus; helped: boolean | null; rating: number | null; residentWords: string | null; confirmedAt: string | null };
/** What the resident says now; what is not named stays as it was. */
export type Correction = { helped?: boolean | undefined; rating?: number | null | undefined; words?: string | null | undefined };
export type CorrectionRefusal = ReferralRefusal | { code: 'wordStands' };

/** The first press counts at once; for the length of a visit it may be changed, and words may be added. */
export const mayCorrect = ({ status, confirmedAt }: Pick<Said, 'status' | 'confirmedAt'>, now: Date): boolean =>
  status === 'confirmed' && confirmedAt !== null && now.getTime() - Date.parse(confirmedAt) < MINUTES_TO_CORRECT * 60_000;

/** The resident's word as it is after a correction, and whether its yes or no has turned. Only the resident corrects it, by the slip or signed in. */
export function correctWord(said: Said, correction: Correction, role: Role | 'system' | 'link' | 'partnerLink', now: Date): Result<{ helped: boolean; rating: number | null; residentWords: string | null; hasTurned: boolean }, CorrectionRefusal> {
  if (role !== 'link' && role !== 'resident') return refuse({ code: 'notYourStep', action: 'confirm' });
  if (said.status !== 'confirmed' || said.helped === null) return refuse({ code: 'referralMoved', status: said.status, action: 'confirm' });
  if (!mayCorrect(said, now)) return refuse({ code: 'wordStands' });
  const helped = correction.helped ?? said.helped;
  const hasTurned = helped !== said.helped;
  // five stars pressed with "it helped" are no opinion of help that was not given
  const rating = correction.rating !== undefined ? correction.rating : hasTurned ? null : said.rating;
  return ok({ helped, rating, residentWords: correction.words || said.residentWords, hasTurned });
}
