import type { RegisterOrganization } from '../../areas/organizations/core/contract.ts';
import { registerOrganizations } from '../../areas/organizations/server/register.ts';
import { addDays } from '../../kernel/local-date.ts';
import { inParallel, pieces, type DemonstrationCity, type Place } from './city.ts';
import type { Chance } from './chance.ts';
import { COUNTY_DEPARTMENTS, COUNTY_ENTERPRISES, inventName, inventOrganizationName, inventPhone, inventUscc } from './names.ts';

export type DemoOrganization = { id: string; name: string; kind: RegisterOrganization['kind']; divisionCode: string; isSocialWorkAgency: boolean };

// Figures F16–F19 as the practice published them in mid-2021; the demonstration city reproduces them.
const REGISTERED = 2310;
const SOCIAL_WORK_AGENCIES = 115;
const FILED = 665;
const GRADED_3A_AND_ABOVE = 191;

const short = (place: Place) => place.name.replace(/(社区|嘎查|村)$/, '');

function registered(city: DemonstrationCity, chance: Chance, n: number): RegisterOrganization {
  const isAgency = n < SOCIAL_WORK_AGENCIES;
  const kind = isAgency ? 'socialServiceOrg' : chance.weighted([['socialAssociation', 52], ['socialServiceOrg', 46], ['foundation', 2]] as const);
  const place = chance.happens(0.25) ? { code: city.platform.city, name: '鄂尔多斯市' } : chance.pick(city.counties);
  // 191 of 3A and above that count today; some more whose grade has run out, and some 1A and 2A, which do not count
  const grade = n % 12 === 0 && n / 12 < GRADED_3A_AND_ABOVE ? { grade: chance.weighted([[3, 60], [4, 30], [5, 10]] as const), validUntil: addDays(city.today, chance.whole(40, 1500)) }
    : n % 12 === 5 && chance.happens(0.4) ? { grade: chance.whole(3, 5), validUntil: addDays(city.today, -chance.whole(30, 900)) }
      : n % 12 === 7 && chance.happens(0.5) ? { grade: chance.whole(1, 2), validUntil: addDays(city.today, chance.whole(100, 1500)) } : null;
  return {
    kind, name: `${inventOrganizationName(chance, place.name, isAgency ? 'socialWorkAgency' : kind)}`, divisionCode: place.code,
    uscc: inventUscc(kind === 'socialAssociation' ? '51' : kind === 'socialServiceOrg' ? '52' : '53', n),
    registrationAuthority: `${place.name}民政局`, registeredOn: addDays(city.firstDay, -chance.whole(100, 5000)),
    isSocialWorkAgency: isAgency, hasPartyOrg: chance.happens(0.35), contactName: inventName(chance, chance.pick(['male', 'female'] as const)).fullName, phone: inventPhone(chance.whole(0, 39_999)), grade,
  };
}

function filed(city: DemonstrationCity, chance: Chance, n: number): RegisterOrganization {
  const place = city.linkage[n % city.linkage.length]!;
  return {
    kind: 'communitySocialOrg', name: inventOrganizationName(chance, short(place), 'communitySocialOrg'), divisionCode: place.code, filingNo: `备${place.code.slice(4, 9)}-${String(n + 1).padStart(4, '0')}`,
    registrationAuthority: `${city.townships.find(({ code }) => place.code.startsWith(code))?.name ?? ''}`, registeredOn: addDays(city.firstDay, -chance.whole(1, 1500)),
    contactName: inventName(chance, chance.pick(['male', 'female'] as const)).fullName, phone: inventPhone(chance.whole(0, 39_999)),
  };
}

/** The register: 2,310 registered organisations, 115 of them social-work agencies, 665 filed in communities; departments and enterprises that have something to offer. */
export async function makeOrganizations(city: DemonstrationCity): Promise<DemoOrganization[]> {
  const chance = city.chanceFor('organizations');
  const list: RegisterOrganization[] = [
    ...Array.from({ length: REGISTERED }, (_, n) => registered(city, chance, n)), ...Array.from({ length: FILED }, (_, n) => filed(city, chance, n)),
    ...city.counties.flatMap((county): RegisterOrganization[] => COUNTY_DEPARTMENTS.map((name) => (
      { kind: 'department', name: county.name + name, divisionCode: county.code, contactName: inventName(chance, 'female').fullName, phone: inventPhone(chance.whole(0, 39_999)) }))),
    ...city.counties.flatMap((county): RegisterOrganization[] => COUNTY_ENTERPRISES.map((name) => (
      { kind: 'enterprise', name: `${county.name}${name}有限公司`, divisionCode: county.code, contactName: inventName(chance, 'male').fullName, phone: inventPhone(chance.whole(0, 39_999)) }))),
  ];
  const named = unlike(list);
  const made: DemoOrganization[] = [];
  await inParallel(city, pieces(named, 500), (batch) => city.on(city.firstDay, async (tx, call) => {
    const answers = await registerOrganizations(tx, call, batch);
    made.push(...answers.map(({ organizationId }, i) => ({ id: organizationId, name: batch[i]!.name, kind: batch[i]!.kind, divisionCode: batch[i]!.divisionCode, isSocialWorkAgency: batch[i]!.isSocialWorkAgency ?? false })));
  }), 2);
  return made.sort((a, b) => (a.divisionCode + a.name < b.divisionCode + b.name ? -1 : 1));
}

const ORDINALS = ['', '第一', '第二', '第三', '第四', '第五', '第六', '第七', '第八', '第九', '第十'];

// 东胜区第二…: the number stands behind the place, and before what is filed in a community
const AUTHORITY = /^(鄂尔多斯市|.{2,5}?(?:区|旗))?/;

/** No two of one authority share a name: the later ones are numbered, as real ones are. */
function unlike(list: RegisterOrganization[]): RegisterOrganization[] {
  const seen = new Map<string, number>();
  return list.map((entry) => {
    const key = `${entry.divisionCode} ${entry.name}`;
    const n = seen.get(key) ?? 0;
    seen.set(key, n + 1);
    return n === 0 ? entry : { ...entry, name: entry.name.replace(AUTHORITY, `$1${ORDINALS[n] ?? `第${n + 1}`}`) };
  });
}
