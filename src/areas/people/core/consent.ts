import { ageOn, type LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';

export const CONSENT_PURPOSES = ['serviceMatching', 'referral', 'photo', 'publication', 'messages'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export const CONSENT_BASES = ['consent', 'guardianConsent', 'statutoryDuty'] as const;
export type ConsentBasis = (typeof CONSENT_BASES)[number];
export const CONSENT_WAYS = ['spoken', 'signed', 'online', 'importedLedger'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

export type ConsentRefusal = { code: 'guardianMustConsent' } | { code: 'receiverMissing' } | { code: 'noDutyToPublish' } | { code: 'consentInFuture'; today: LocalDate } | { code: 'noMobileForMessages' };

/** PIPL 31: for a child under this age the parent or guardian consents. */
export const GUARDIAN_UNDER = 14;
/** Whether on that day somebody else has to consent for the person; of whom no birthday is known, nobody can say so. */
export const isGuardianAsked = (birthDate: LocalDate | null, on: LocalDate): boolean => birthDate !== null && ageOn(birthDate, on) < GUARDIAN_UNDER;

/**
 * May this consent be recorded? `hasMobile` counts for messages alone, which go to the own mobile number and nowhere else. PIPL 23 (a referral names its receiver), 25 (no publishing without the person's own consent), 31 (children).
 */
export function admitConsent(
  consent: { purpose: ConsentPurpose; basis: ConsentBasis; receiverOrganizationId?: string | null | undefined; givenOn: LocalDate }, birthDate: LocalDate | null, today: LocalDate, hasMobile = true,
): Result<true, ConsentRefusal> {
  if (consent.givenOn > today) return refuse({ code: 'consentInFuture', today });
  if (consent.purpose === 'messages' && !hasMobile) return refuse({ code: 'noMobileForMessages' });
  if (consent.purpose === 'referral' && !consent.receiverOrganizationId && consent.basis !== 'statutoryDuty') return refuse({ code: 'receiverMissing' });
  if (consent.basis === 'statutoryDuty' && (consent.purpose === 'photo' || consent.purpose === 'publication')) return refuse({ code: 'noDutyToPublish' });
  if (consent.basis === 'consent' && isGuardianAsked(birthDate, consent.givenOn)) return refuse({ code: 'guardianMustConsent' });
  return ok(true);
}
