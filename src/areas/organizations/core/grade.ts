import { addDays, isLocalDate, type LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { REGISTERED_KINDS, type OrganizationKind } from './organization.ts';

/** 1A to 5A, with the day it was granted (where known) and its last day. */
export type Grade = { grade: number; grantedOn: LocalDate | null; validUntil: LocalDate };

/** A grade holds five years (社会组织评估管理办法 art 28). */
export const GRADE_YEARS = 5;
/** Registered two full years before the first grade (art 6). */
export const YEARS_BEFORE_GRADE = 2;
/** Days before the last one on which its end is told (RULES §12.11). */
export const GRADE_WARNING_DAYS = [90, 60, 30] as const;

/** The same day so many years on; 29 February becomes 1 March in common years. */
export function addYears(day: LocalDate, years: number): LocalDate {
  const year = Number(day.slice(0, 4)) + years;
  const moved = `${year}${day.slice(4)}`;
  return isLocalDate(moved) ? moved : `${year}-03-01`;
}

/** The last day of a grade granted on a day: valid to and including it. */
export const lastDayOfGrade = (grantedOn: LocalDate): LocalDate => addDays(addYears(grantedOn, GRADE_YEARS), -1);

/** Does this grade count on a day? To and including its last day, and not before it was granted. */
export const countsOn = (grade: Grade, on: LocalDate): boolean => on <= grade.validUntil && (grade.grantedOn === null || grade.grantedOn <= on);

/** The grade that counts on a day: of those valid the one granted last, else the one that holds longest. An expired grade is no grade. */
export function gradeOn(grades: Grade[], on: LocalDate): Grade | null {
  const valid = grades.filter((grade) => countsOn(grade, on));
  valid.sort((a, b) => (b.grantedOn ?? '').localeCompare(a.grantedOn ?? '') || b.validUntil.localeCompare(a.validUntil) || b.grade - a.grade);
  return valid[0] ?? null;
}

export type GradeRefusal = { code: 'kindHasNoGrade'; kind: OrganizationKind } | { code: 'gradeTooEarly'; from: LocalDate } | { code: 'gradeEndsBeforeItBegins' }
  | { code: 'grantedLater'; on: LocalDate };

/** May this grade be entered for this organisation? */
export function checkGrade(organization: { kind: OrganizationKind; registeredOn: LocalDate | null }, grade: Grade, today: LocalDate): Result<Grade, GradeRefusal> {
  if (!REGISTERED_KINDS.includes(organization.kind)) return refuse({ code: 'kindHasNoGrade', kind: organization.kind });
  if (grade.grantedOn && grade.grantedOn > today) return refuse({ code: 'grantedLater', on: grade.grantedOn });
  if (grade.grantedOn && grade.grantedOn > grade.validUntil) return refuse({ code: 'gradeEndsBeforeItBegins' });
  if (grade.grantedOn && organization.registeredOn) {
    const from = addYears(organization.registeredOn, YEARS_BEFORE_GRADE);
    if (grade.grantedOn < from) return refuse({ code: 'gradeTooEarly', from });
  }
  return ok(grade);
}
