import { ageOn, type LocalDate } from '../../../kernel/local-date.ts';

export const PARTS = ['beneficiary', 'volunteer', 'staff'] as const;
export type Part = (typeof PARTS)[number];
export const PRESENCES = ['enrolled', 'present', 'absent'] as const;
export type Presence = (typeof PRESENCES)[number];
export const AGE_GROUPS = ['child', 'adult', 'elder', 'unknown'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

/** By the age on the day held: a child is under 18 (未成年人), an elder 60 or older (老年人权益保障法 art. 2). */
export function ageGroupOn(birthDate: LocalDate | null, heldOn: LocalDate): AgeGroup {
  if (!birthDate || birthDate > heldOn) return 'unknown';
  const age = ageOn(birthDate, heldOn);
  return age < 18 ? 'child' : age >= 60 ? 'elder' : 'adult';
}

export type Attended = { sessionId: string; personId: string; part: Part; presence: Presence };
export type Tally = { persons: number; personTimes: number; sessions: number };

/**
 * Persons and person-times of what was held (RULES §6.6). A person-time is a distinct pair of session and person, so scanned twice is once;
 * heads that nobody wrote down add to person-times and to nothing else; staff and volunteers on duty are not beneficiaries.
 */
export function tally(sessions: { id: string; status: string; unregisteredPersons: number }[], attended: Attended[]): Tally {
  const held = new Map(sessions.filter(({ status }) => status === 'held').map((session) => [session.id, session]));
  const served = attended.filter(({ sessionId, part, presence }) => held.has(sessionId) && part === 'beneficiary' && presence === 'present');
  const heads = [...held.values()].reduce((sum, { unregisteredPersons }) => sum + unregisteredPersons, 0);
  return {
    persons: new Set(served.map(({ personId }) => personId)).size,
    personTimes: new Set(served.map(({ sessionId, personId }) => `${sessionId} ${personId}`)).size + heads,
    sessions: held.size,
  };
}

/** The last word on each person of one session, so that the same entry twice is one. */
export function lastEach<T extends { personId: string }>(entries: T[]): T[] {
  return [...new Map(entries.map((entry) => [entry.personId, entry])).values()];
}
