import { keyOf } from './text.ts';

/** A row of the division list (RULES §2.3): significant digits only, `1506`, `150602`, `150602001`, `150602001201`. */
export type Division = { code: string; level: 'city' | 'county' | 'township' | 'community'; kind: string; name: string; official_name?: string };

export type PlaceFault = 'unknownPlace' | 'ambiguousPlace' | 'placeElsewhere' | 'placeNotCommunity' | 'placeDisagrees';
export type PlaceRead = { code: string } | { fault: PlaceFault; candidates: string[] };

type Community = { code: string; ending: Ending };
type Ending = 'community' | 'village' | 'gacha' | '';
export type Places = {
  city: Division | null;
  counties: Division[];
  /** Every way a banner is called, longest first. */
  countyWords: [string, string][];
  townships: Division[];
  byBase: Map<string, Community[]>;
  nameOf: Map<string, string>;
  found: Map<string, PlaceRead>;
};

/** How banners are called for short; from the mouth of every official in Ordos, in no list. */
const NICKNAMES: Record<string, string[]> = {
  达拉特旗: ['达旗'], 准格尔旗: ['准旗'], 鄂托克前旗: ['鄂前旗', '前旗'], 鄂托克旗: ['鄂旗'], 杭锦旗: ['杭旗'], 乌审旗: ['乌旗'], 伊金霍洛旗: ['伊旗'],
};

const ENDINGS: [RegExp, Ending][] = [
  [/(?:社区居民委员会|社区居委会|社区居委|社区服务站|社区党群服务中心|社区工作站|居民委员会|居委会|社区)$/, 'community'],
  [/(?:嘎查村民委员会|嘎查委员会|嘎查村委会|嘎查委会|嘎查委|嘎查村|嘎查)$/, 'gacha'],
  [/(?:村村民委员会|村民委员会|村委会|行政村|村)$/, 'village'],
];

function splitEnding(name: string): { base: string; ending: Ending } {
  for (const [pattern, ending] of ENDINGS) {
    const base = name.replace(pattern, '');
    if (base !== name && base !== '') return { base, ending };
  }
  return { base: name, ending: '' };
}

/** The list of divisions made ready for looking places up. */
export function indexPlaces(divisions: readonly Division[]): Places {
  const places: Places = { city: null, counties: [], countyWords: [], townships: [], byBase: new Map(), nameOf: new Map(), found: new Map() };
  for (const division of divisions) {
    places.nameOf.set(division.code, division.name);
    if (division.level === 'city') places.city = division;
    else if (division.level === 'county') places.counties.push(division);
    else if (division.level === 'township') places.townships.push(division);
    else {
      const { base, ending } = splitEnding(keyOf(division.name));
      // Under its whole name too: 四村 is called 四村村 as well.
      for (const key of new Set([base, keyOf(division.name)])) places.byBase.set(key, [...(places.byBase.get(key) ?? []), { code: division.code, ending }]);
    }
  }
  for (const { name, code } of places.counties) {
    const short = name.replace(/(?:旗|区|县|市)$/, '');
    for (const word of new Set([name, ...(NICKNAMES[name] ?? []), ...(short.length > 1 ? [short] : [])])) places.countyWords.push([word, code]);
  }
  places.countyWords.sort((a, b) => b[0].length - a[0].length);
  places.townships.sort((a, b) => b.name.length - a.name.length);
  return places;
}

/** The banner or district that a short text names (a sheet's name, a column 旗区), or null. Exactly one must be named. */
export function findCounty(places: Places, text: string): string | null {
  let rest = keyOf(text);
  const found = new Set<string>();
  for (const [word, code] of places.countyWords) {
    if (!rest.includes(word)) continue;
    found.add(code);
    rest = rest.replaceAll(word, ' ');
  }
  return found.size === 1 ? [...found][0]! : null;
}

/** Several banners listed in one cell; null if anything else stands there. */
export function findCounties(places: Places, words: string[]): string[] | null {
  const codes = words.map((word) => places.countyWords.find(([name]) => name === keyOf(word))?.[1]);
  return codes.length && codes.every((code) => code !== undefined) ? codes : null;
}

/** A street, town, township or sumu by its name, within a banner if one is known. */
export function findTownship(places: Places, typed: string, county: string | null): Division | null {
  const key = keyOf(typed).replace(/(?:街道)?办事处$|人民政府$/, (word) => (word.startsWith('街道') ? '街道' : ''));
  const found = places.townships.filter((one) => (!county || one.code.startsWith(county)) && (keyOf(one.name) === key || (key.length > 1 && keyOf(one.name).replace(/(?:街道|镇|乡|苏木)$/, '') === key)));
  return found.length === 1 ? found[0]! : null;
}

/** The community, gacha or village that a cell names, within the banner of its row or sheet. Never the nearest, never the likeliest. */
export function findPlace(places: Places, typed: string, county: string | null, street = ''): PlaceRead {
  const key = `${county ?? ''}|${street}|${typed}`;
  const known = places.found.get(key);
  if (known) return known;
  const read = lookUpPlace(places, keyOf(typed).replace(/[-—–_\/\\>·,，、.:：]/g, ''), county, keyOf(street));
  if (places.found.size < 50_000) places.found.set(key, read);
  return read;
}

function lookUpPlace(places: Places, text: string, county: string | null, street: string): PlaceRead {
  const tries: { name: string; county: string | null; town: string | null }[] = [{ name: text, county, town: null }];
  const cityName = places.city?.name ?? '';
  let rest = text.replace(/^内蒙古(?:自治区)?/, '');
  if (cityName && rest.startsWith(cityName)) rest = rest.slice(cityName.length);
  let within = county;
  const banner = places.countyWords.find(([word]) => rest.startsWith(word) && rest.length > word.length);
  if (banner) tries.push({ name: (rest = rest.slice(banner[0].length)), county: (within = banner[1]), town: null });
  const towns = places.townships.filter((one) => rest.startsWith(keyOf(one.name)));
  for (const town of towns) tries.push({ name: rest.slice(town.name.length), county: within, town: town.code });
  let elsewhere: Community[] = [];
  let wrongTown: Community[] = [];
  for (const one of tries) {
    if (one.name === '') continue;
    const all = matching(places, one.name);
    const inCounty = all.filter(({ code }) => !one.county || code.startsWith(one.county));
    const inTown = one.town ? inCounty.filter(({ code }) => code.startsWith(one.town!)) : inCounty;
    const inStreet = street && inTown.length ? narrowed(places, inTown, street) : inTown;
    if (inStreet.length === 1) return { code: inStreet[0]!.code };
    if (inStreet.length > 1) return { fault: 'ambiguousPlace', candidates: inStreet.map((found) => fullName(places, found.code)) };
    if (inCounty.length) wrongTown = inCounty;
    else if (all.length) elsewhere = all;
  }
  if (wrongTown.length) return { fault: 'placeDisagrees', candidates: wrongTown.map(({ code }) => fullName(places, code)) };
  if (elsewhere.length) return { fault: 'placeElsewhere', candidates: elsewhere.map(({ code }) => fullName(places, code)) };
  if (towns.some((town) => rest === keyOf(town.name)) || (banner && rest === '') || places.countyWords.some(([word]) => word === rest)) return { fault: 'placeNotCommunity', candidates: [] };
  return { fault: 'unknownPlace', candidates: nearby(places, text, county) };
}

/** Those whose name is this; if an ending was typed, those of that ending. 村委会 is also said of a gacha. */
function matching(places: Places, name: string): Community[] {
  const { base, ending } = splitEnding(name);
  const exact = places.byBase.get(name) ?? [];
  const all = places.byBase.get(base) ?? [];
  if (ending === '') return all;
  const same = all.filter((one) => one.ending === ending);
  if (same.length) return same;
  const alike = all.filter((one) => (ending === 'village' && one.ending === 'gacha') || (ending === 'gacha' && one.ending === 'village'));
  return alike.length ? alike : exact;
}

/** A street in a column of its own picks among several; one that is not understood picks nothing. */
function narrowed(places: Places, found: Community[], street: string): Community[] {
  const town = findTownship(places, street, found[0]!.code.slice(0, 6));
  return town ? found.filter(({ code }) => code.startsWith(town.code)) : found;
}

/** 东胜区交通街道航空社区 */
export const fullName = (places: Places, code: string): string =>
  [6, 9, 12].filter((length) => code.length >= length).map((length) => places.nameOf.get(code.slice(0, length)) ?? '').join('');

/** Names of another ending with the same base: shown, not chosen. */
function nearby(places: Places, text: string, county: string | null): string[] {
  const { base } = splitEnding(text);
  return (places.byBase.get(base) ?? []).filter(({ code }) => !county || code.startsWith(county)).slice(0, 3).map(({ code }) => fullName(places, code));
}
