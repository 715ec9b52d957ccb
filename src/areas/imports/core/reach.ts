import { findCounties, findCounty, findPlace, findTownship, fullName, type PlaceFault, type Places } from './places.ts';
import { hanNumber, keyOf, parts } from './text.ts';

/** Where a resource can be had. A radius is counted from its provider. */
export type Reach = { divisions: string[]; radiusKm: number | null };
export type ReachRead = { reach: Reach | null; faults: { fault: PlaceFault | 'reachUnreadable' | 'bannerUnknown'; typed: string; candidates: string[] }[] };

/** 全市, 全区, 全旗, 周边3公里, or a list of communities, streets and banners. */
export function readReach(places: Places, typed: string, county: string | null): ReachRead {
  const text = keyOf(typed).replace(/[()]/g, '');
  if (/^(?:全市|全市范围内?|鄂尔多斯市?|市域|全域|不限|全市各旗区|市内)$/.test(text) || text === keyOf(places.city?.name ?? '-')) {
    return places.city ? { reach: { divisions: [places.city.code], radiusKm: null }, faults: [] } : unreadable(typed);
  }
  if (/^(?:全[区旗县]|全[区旗县]范围内?|本[区旗县]|全[区旗县]域|[区旗]内|辖区|本辖区|辖区内)$/.test(text)) {
    return county ? { reach: { divisions: [county], radiusKm: null }, faults: [] } : { reach: null, faults: [{ fault: 'bannerUnknown', typed, candidates: [] }] };
  }
  const whole = /^(?:整个|全)(.+)$/.exec(text);
  if (whole && findCounties(places, [whole[1]!])) return { reach: { divisions: findCounties(places, [whole[1]!])!, radiusKm: null }, faults: [] };
  const radius = /^(?:周边|附近|方圆|半径|周围|周边范围|服务半径)?(?:约)?([\d.]+|[一二两三四五六七八九十]+)(公里|千米|km|里|米|m)(?:以?内|之内|范围以?内?|半径)?$/.exec(text);
  if (radius) {
    const amount = /^[\d.]+$/.test(radius[1]!) ? Number(radius[1]) : hanNumber(radius[1]!) ?? Number.NaN;
    const km = radius[2] === '米' || radius[2] === 'm' ? amount / 1000 : radius[2] === '里' ? amount / 2 : amount;
    return Number.isFinite(km) ? { reach: { divisions: county ? [county] : [], radiusKm: km }, faults: [] } : unreadable(typed);
  }
  return readList(places, typed, county);
}

const unreadable = (typed: string): ReachRead => ({ reach: null, faults: [{ fault: 'reachUnreadable', typed, candidates: [] }] });

const isPlaceName = (places: Places, word: string, county: string | null): boolean =>
  'code' in findPlace(places, word, county) || findTownship(places, word, county) !== null || findCounties(places, [word]) !== null;

/** 北门街道辖区, 东旗各社区, 东旗境内: all of it. */
function bareOf(places: Places, word: string, county: string | null): string {
  const name = word.replace(/(?:的?(?:各|所有|全部|所辖|下辖)?(?:社区|嘎查|村|村居|社区村|嘎查村)|辖区内?|境内|全境|全域|范围内?|辖内)$/, '');
  return name !== word && name !== '' && (findTownship(places, name, county) ?? findCounties(places, [name])) ? name : word;
}

function readList(places: Places, typed: string, county: string | null): ReachRead {
  const words = parts(typed).flatMap((part) => (/\s/.test(part) && part.split(' ').every((piece) => piece.length > 1) ? part.split(' ') : [part]))
    .flatMap((word) => { const pieces = word.split(/[和及与]/); return pieces.length > 1 && pieces.every((piece) => isPlaceName(places, piece, county)) ? pieces : [word]; })
    .map((word) => bareOf(places, word.replace(/(?:等地?|及周边)$/, ''), county));
  if (words.length === 0) return unreadable(typed);
  const counties = findCounties(places, words.map((word) => word.replace(/^全/, '')));
  if (counties) return { reach: { divisions: counties, radiusKm: null }, faults: [] };
  const codes: string[] = [];
  const faults: ReachRead['faults'] = [];
  for (const word of words) {
    const whole = /^(.+?)(?:全域|全境|全区|全旗)$/.exec(word);
    const banner = whole && findCounty(places, whole[1]!);
    const read = banner ? { code: banner } : findPlace(places, word, county);
    const town = 'fault' in read && /(?:街道|镇|乡|苏木|办事处)$/.test(word) ? findTownship(places, word, county) : null;
    const code = 'code' in read ? read.code : town?.code;
    if (code === undefined) faults.push({ fault: 'fault' in read ? read.fault : 'unknownPlace', typed: word, candidates: 'candidates' in read ? read.candidates : [] });
    else if (!codes.includes(code)) codes.push(code);
  }
  return { reach: codes.length ? { divisions: codes, radiusKm: null } : null, faults };
}

/** For messages: the places a reach covers, in words. */
export const showReach = (places: Places, reach: Reach): string => reach.divisions.map((code) => fullName(places, code)).join('、');
