import { addDays, type LocalDate } from '../../../kernel/local-date.ts';

/**
 * The circumstances that call for care, in the words of RULES §1.3. A mental disorder is class C4 (RULES §10.2): named persons only, so it
 * belongs to a case file and never to this list.
 */
export const CIRCUMSTANCES = [
  'livingAlone', 'emptyNest', 'leftBehind', 'dependent', 'dementia', 'specialFamilyPlanningFamily', 'extremeHardship', 'dibao', 'dibaoMarginal',
  'rigidExpenditure', 'povertyReturnMonitored', 'childInDifficulty', 'orphan', 'deFactoUnsupportedChild', 'leftBehindChild', 'disability',
] as const;
export type CircumstanceKind = (typeof CIRCUMSTANCES)[number];

/** Age groups that the rules name: under 14 (guardian's consent), minors, adults, 60 and over, 80 and over. */
export const AGE_GROUPS = ['under14', 'under18', 'adult', 'elder', 'advancedAge'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

/** From and up to which age, in full years, a group reaches. */
export const AGE_RANGE: Record<AgeGroup, [from: number, below: number]> = { under14: [0, 14], under18: [0, 18], adult: [18, 60], elder: [60, 200], advancedAge: [80, 200] };

/** Birth dates of an age group on a day: after the first, up to and including the second. */
export function bornBetween(group: AgeGroup, today: LocalDate): [after: LocalDate, upTo: LocalDate] {
  const [from, below] = AGE_RANGE[group];
  const yearsAgo = (years: number) => `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}${today.slice(4) === '-02-29' ? '-02-28' : today.slice(4)}`;
  return [below >= 200 ? '1800-01-01' : yearsAgo(below), from === 0 ? addDays(today, 1) : yearsAgo(from)];
}
