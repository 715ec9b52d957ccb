import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistories } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { pinyinOf } from '../../../platform/server/pinyin.ts';
import { setTokens, tokensOf } from '../../../platform/server/search-tokens.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { RegisterOrganization } from '../core/contract.ts';
import { checkIdentity } from '../core/organization.ts';
import { addGrades, addOrganizations, findKnown, type Identity, type NewGrade, type NewOrganization } from './queries.ts';

export type Registered = { organizationId: string; isNew: boolean };
type Given = ReturnType<typeof RegisterOrganization.parse>;

/** What makes two rows of one list the same organisation; as `findKnown` has it for the register. */
const keyOf = ({ uscc, filingNo, divisionCode, name }: Identity) => uscc ?? `${divisionCode}\n${filingNo ? `no ${filingNo}` : `name ${name}`}`;

function toRow(call: Call, given: Given, uscc: string | null): NewOrganization {
  const { full, initials } = pinyinOf(given.name);
  const { phone, grade: _grade, ...facts } = given;
  const orNull = <T>(value: T | null | undefined): T | null => value ?? null;
  return {
    ...facts, id: newId(), uscc, namePinyin: full, nameInitials: initials, filingNo: orNull(facts.filingNo), legacyRegistrationNo: orNull(facts.legacyRegistrationNo),
    registrationAuthority: orNull(facts.registrationAuthority), registeredOn: orNull(facts.registeredOn), supervisingUnit: orNull(facts.supervisingUnit),
    contactName: orNull(facts.contactName), address: orNull(facts.address), unitCap: orNull(facts.unitCap), monthlyBudgetFen: orNull(facts.monthlyBudgetFen), phoneSealed: phone ? call.vault.seal(phone).toString('hex') : null,
  };
}

/** May this entry stand in the register? Asked of each row, however many come. */
export function decideRegistration(call: Call, given: Given): Result<{ uscc: string | null }> {
  if (!isWithin(given.divisionCode, call.actor.divisionCode)) return refuse({ code: 'outsideYourDivision', division: given.divisionCode });
  if (given.grade?.grantedOn && given.grade.grantedOn > given.grade.validUntil) return refuse({ code: 'gradeEndsBeforeItBegins' });
  return checkIdentity(given, call.today);
}

/** A row of a bulk that the rules refuse: the caller has asked `decideRegistration` before, so this is a bug of the caller. */
class RowRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal, name: string) { super(`${name}: ${refusal.code}`); this.refusal = refusal; }
}

/**
 * Puts organisations on the register, in the order given. One that is known (same credit code; without one the same filing number, or
 * name, at the same authority) stays as it is, but a grade that is new to it is added. Made twice is made once.
 */
export async function registerOrganizations(tx: Tx, call: Call, list: RegisterOrganization[]): Promise<Registered[]> {
  if (list.length === 0) return [];
  const given = list.map((entry) => RegisterOrganization.parse(entry));
  const identities = given.map((entry, ord): Identity => {
    const decided = decideRegistration(call, entry);
    if (!decided.ok) throw new RowRefused(decided.refusal, entry.name);
    return { ord, uscc: decided.value.uscc, filingNo: entry.filingNo ?? null, divisionCode: entry.divisionCode, name: entry.name };
  });
  const known = new Map((await findKnown(tx, identities)).map(({ ord, id, divisionCode }) => [ord, { id, divisionCode }]));
  const rows: NewOrganization[] = [];
  const grades: NewGrade[] = [];
  const firstOf = new Map<string, { id: string; divisionCode: string }>();
  const answers = given.map((entry, ord): Registered => {
    const key = keyOf(identities[ord]!);
    const earlier = known.get(ord) ?? firstOf.get(key);
    let place = earlier;
    if (!place) {
      const row = toRow(call, entry, identities[ord]!.uscc);
      rows.push(row);
      place = row;
      firstOf.set(key, row);
    }
    if (entry.grade && isWithin(place.divisionCode, call.actor.divisionCode)) {
      grades.push({ id: newId(), organizationId: place.id, divisionCode: place.divisionCode, grade: entry.grade.grade, grantedOn: entry.grade.grantedOn ?? null, validUntil: entry.grade.validUntil });
    }
    return { organizationId: place.id, isNew: !earlier };
  });
  if (rows.length > 0) addOrganizations(tx, call, rows);
  addGrades(tx, call, grades);
  setTokens(tx, call, rows.map((row) => ({ kind: 'organization', subjectId: row.id, divisionCode: row.divisionCode, tokens: tokensOf(row.name) })));
  appendHistories(tx, call, rows.map((row) => ({ kind: 'organization', subjectId: row.id, divisionCode: row.divisionCode, action: 'registered' })));
  return answers;
}

/** One organisation, as a person enters it. What is known already is said, with where to find it. */
export async function registerOrganization(tx: Tx, call: Call, given: Given): Promise<Result<Registered>> {
  const decided = decideRegistration(call, given);
  if (!decided.ok) return decided;
  const [known] = await findKnown(tx, [{ ord: 0, uscc: decided.value.uscc, filingNo: given.filingNo ?? null, divisionCode: given.divisionCode, name: given.name }]);
  if (known) return refuse({ code: 'organizationKnown', organizationId: known.id });
  const [registered] = await registerOrganizations(tx, call, [given]);
  return ok(registered!);
}
