import type { LocalDate } from '../../../kernel/local-date.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { readIdentity, type IdentityFault, type IdType } from './identity-number.ts';
import { readPhone, type PhoneFault } from './phone.ts';

export type PersonRefusal = { code: IdentityFault } | { code: PhoneFault; phone: string } | { code: 'birthDateDisagrees'; inNumber: LocalDate } | { code: 'sexDisagrees' } | { code: 'bornInFuture' };

export type CheckedPerson = { residentId?: string | null; idType?: IdType | null; birthDate?: LocalDate | null; sex?: string | null; phones?: string[] | null; contactPhone?: string | null };

const OTHER_PAPERS: readonly IdType[] = ['passport', 'householdBooklet', 'birthCertificate'];

/** Is what was typed about a person possible, and does it agree with itself? The number is right by its check character, not by any table of places. */
export function checkPerson(person: CheckedPerson, today: LocalDate): Result<true, PersonRefusal> {
  if (person.birthDate && person.birthDate > today) return refuse({ code: 'bornInFuture' });
  for (const typed of [...(person.phones ?? []), ...(person.contactPhone ? [person.contactPhone] : [])]) {
    const read = readPhone(typed);
    if ('fault' in read) return refuse({ code: read.fault, phone: typed });
  }
  if (!person.residentId || (person.idType && OTHER_PAPERS.includes(person.idType))) return ok(true);
  const read = readIdentity(person.residentId, today);
  if ('fault' in read) return refuse({ code: read.fault });
  if ('missing' in read) return ok(true);
  if (person.birthDate && person.birthDate !== read.birthDate) return refuse({ code: 'birthDateDisagrees', inNumber: read.birthDate });
  if (person.sex && person.sex !== 'unknown' && person.sex !== read.sex) return refuse({ code: 'sexDisagrees' });
  return ok(true);
}
