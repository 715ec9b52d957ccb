import type { CircumstanceKind } from '../../areas/people/core/circumstances.ts';
import { addCircumstance } from '../../areas/people/server/commands.ts';
import { giveConsents } from '../../areas/people/server/consents.ts';
import { registerPeople, type RegisterPerson } from '../../areas/people/server/register.ts';
import { addDays, ageOn, type LocalDate } from '../../kernel/local-date.ts';
import { inParallel, pieces, type DemonstrationCity, type Place } from './city.ts';
import { inventAddress, inventName, inventPhone, inventResidentId, inventSurname } from './names.ts';

export type DemoPerson = { id: string; divisionCode: string; fullName: string; birthDate: LocalDate; sex: 'male' | 'female'; phone: string | null; hasConsent: boolean };

const PEOPLE = 20_600;

type Draft = RegisterPerson & { birthDate: LocalDate; sex: 'male' | 'female'; hasConsent: boolean; circumstances: { kind: CircumstanceKind; days: number }[] };

/** What about a third of the elders and a few of the others live in, and since how many days it has been on record; children's are left to real records. */
function inventCircumstances(chance: ReturnType<DemonstrationCity['chanceFor']>, household: string, age: number): Draft['circumstances'] {
  const found: CircumstanceKind[] = [];
  if (household === 'elderAlone' && chance.happens(0.6)) found.push('livingAlone');
  if (household === 'elders' && chance.happens(0.25)) found.push('emptyNest');
  if (age >= 80 && chance.happens(0.15)) found.push('dependent');
  if (age >= 18 && chance.happens(0.03)) found.push('disability');
  if (age >= 18 && chance.happens(0.015)) found.push('dibao');
  return found.map((kind) => ({ kind, days: chance.whole(30, 700) }));
}

/** Households of one to five, so that ages, surnames and addresses belong together. */
function inventHousehold(city: DemonstrationCity, chance: ReturnType<DemonstrationCity['chanceFor']>, place: Place, born: Map<string, number>, counter: { phones: number }): Draft[] {
  const address = inventAddress(chance, place.kind, place.code);
  const kind = chance.weighted([['elderAlone', 22], ['elders', 22], ['family', 40], ['threeGenerations', 16]] as const);
  const ages: [number, 'male' | 'female'][] = [];
  const adult = (low: number, high: number, sex: 'male' | 'female') => ages.push([chance.whole(low, high), sex]);
  if (kind === 'elderAlone') adult(63, 92, chance.happens(0.62) ? 'female' : 'male');
  if (kind === 'elders' || kind === 'threeGenerations') { adult(60, 86, 'male'); adult(60, 84, 'female'); }
  if (kind === 'family' || kind === 'threeGenerations') {
    adult(28, 48, 'male'); adult(26, 46, 'female');
    for (let i = chance.whole(1, 2); i > 0; i--) adult(4, 17, chance.happens(0.5) ? 'male' : 'female');
  }
  const surname = inventSurname(chance);
  return ages.map(([age, sex], i): Draft => {
    const birthDate = addDays(city.today, -Math.round((age + chance.next() * 0.98) * 365.25) - 1);
    const n = born.get(birthDate) ?? 0;
    born.set(birthDate, n + 1);
    const isChild = ageOn(birthDate, city.today) < 14;
    const name = inventName(chance, sex, i === 0 || isChild || chance.happens(0.3) ? surname : undefined);
    const phone = !isChild && chance.happens(0.85) ? inventPhone(counter.phones++ % 39_000) : null;
    return {
      divisionCode: place.code, fullName: name.fullName, residentId: chance.happens(0.96) ? inventResidentId(birthDate, sex, n) : null, sex, birthDate,
      phones: phone ? [phone] : [], address, ethnicity: name.isMongol ? '02' : '01', preferredLanguage: name.isMongol ? chance.pick(['mn', 'any', 'zh'] as const) : 'zh',
      hasConsent: chance.happens(0.93), circumstances: inventCircumstances(city.chanceFor(`circumstances of ${place.code} ${birthDate} ${n}`), kind, ageOn(birthDate, city.today)),
    };
  });
}

/** Residents of the linkage's communities, with the consent that most of them gave to being matched with services. */
export async function makePeople(city: DemonstrationCity): Promise<DemoPerson[]> {
  const chance = city.chanceFor('people');
  const born = new Map<string, number>();
  const counter = { phones: 0 };
  const drafts: Draft[] = [];
  for (let i = 0; drafts.length < PEOPLE; i++) drafts.push(...inventHousehold(city, chance, city.linkage[i % city.linkage.length]!, born, counter));
  const people: DemoPerson[] = [];
  await inParallel(city, pieces(drafts, 1000), async (batch) => {
    const day = addDays(city.firstDay, 5 + Math.floor(people.length / 400));
    await city.on(day, async (tx, call) => {
      const registered = await registerPeople(tx, call, batch);
      const known = registered.map(({ personId }, i) => ({ ...batch[i]!, id: personId }));
      await giveConsents(tx, call, known.filter(({ hasConsent }) => hasConsent).map((person) => ({
        personId: person.id, divisionCode: person.divisionCode, purpose: 'serviceMatching', basis: ageOn(person.birthDate, day) < 14 ? 'guardianConsent' : 'consent', givenHow: 'spoken', givenOn: day,
      })));
      for (const { id, circumstances } of known) for (const { kind, days } of circumstances) await addCircumstance(tx, call, { personId: id, kind, sinceOn: addDays(day, -days) });
      people.push(...known.map(({ id, divisionCode, fullName, birthDate, sex, phones, hasConsent }) => ({ id, divisionCode, fullName, birthDate, sex, phone: phones?.[0] ?? null, hasConsent })));
    });
  });
  return people.sort((a, b) => (a.divisionCode + a.fullName + a.birthDate < b.divisionCode + b.fullName + b.birthDate ? -1 : 1));
}
