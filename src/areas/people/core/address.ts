/** An address taken apart as one walks to it. What it does not name is null; `block` is what stands together: an estate with its building, a team of a gacha. */
export type AddressParts = { block: string; building: number | null; unit: number | null; room: number | null };

const DIGITS = '零一二三四五六七八九';

/** 十二 → 12; 12 → 12; up to 九十九, as houses are numbered. */
export function readWhole(text: string): number | null {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  const found = /^([一二两三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!found || text === '') return null;
  const [, tens, ten, ones] = found;
  const value = (sign: string | undefined) => (sign === '两' ? 2 : sign ? DIGITS.indexOf(sign) : 0);
  if (!ten) return tens && ones ? null : value(tens ?? ones);
  return (tens ? value(tens) : 1) * 10 + value(ones);
}

const N = '(\\d{1,6}|[一二两三四五六七八九十]{1,3})';
const BUILDING = new RegExp(`${N}\\s*(?:号楼|号院|栋|幢|座|#楼?|楼)`);
const UNIT = new RegExp(`${N}\\s*(?:单元|门(?!牌))`);
const ROOM = new RegExp(`${N}\\s*(?:室|号|户)?$`);
const DASHED = /(\d{1,3})\s*[-－–]\s*(\d{1,2})\s*[-－–]\s*(\d{2,4})\s*(?:室|号)?$/;
const TEAM = new RegExp(`${N}\\s*(?:队|社|组)`);

const whole = (found: RegExpExecArray | null): number | null => (found ? readWhole(found[1]!) : null);

/** Takes an address apart: 阳光丽苑3号楼2单元501室, 3-2-501, 5队12号. What is no house number at all stands as one block. */
export function readAddress(address: string): AddressParts {
  const text = address.normalize('NFKC').replace(/\s+/g, '').trim();
  const dashed = DASHED.exec(text);
  if (dashed) return { block: `${text.slice(0, dashed.index)}${Number(dashed[1])}号楼`, building: Number(dashed[1]), unit: Number(dashed[2]), room: Number(dashed[3]) };
  const building = BUILDING.exec(text);
  const rest = building ? text.slice(building.index + building[0].length) : text;
  const unit = UNIT.exec(rest);
  const behind = unit ? rest.slice(unit.index + unit[0].length) : rest;
  if (building) return { block: `${text.slice(0, building.index)}${whole(building)}号楼`, building: whole(building), unit: whole(unit), room: whole(ROOM.exec(behind)) };
  const team = TEAM.exec(text);
  if (team) return { block: text.slice(0, team.index + team[0].length), building: whole(team), unit: null, room: whole(ROOM.exec(text.slice(team.index + team[0].length))) };
  const door = ROOM.exec(behind);
  return { block: (unit ? text.slice(0, text.length - rest.length + unit.index) : text.slice(0, text.length - (door?.[0].length ?? 0))) || text, building: null, unit: whole(unit), room: whole(door) };
}

/** Where the name of a block ends and its number begins, so that 12号楼 does not stand before 3号楼. */
const nameOf = ({ block }: AddressParts): string => block.replace(/(?:\d{1,6}|[一二两三四五六七八九十]{1,3})(?:号楼|队|社|组)$/, '');
const compare = (a: number | null, b: number | null): number => (a ?? Infinity) === (b ?? Infinity) ? 0 : (a ?? Infinity) - (b ?? Infinity);
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order in which one walks: estate, building, unit, room; what has no number comes last. */
export const byRoute = (a: AddressParts, b: AddressParts): number =>
  byText(nameOf(a), nameOf(b)) || compare(a.building, b.building) || byText(a.block, b.block) || compare(a.unit, b.unit) || compare(a.room, b.room);
