import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { byRoute, readAddress } from '../../people/core/address.ts';

/** One home or person that could be asked. */
export type FrameMember = { id: string; divisionCode: string; address: string };

/** A building (or team, or estate without buildings) of a community: how many could be asked, how many are. `stratum`: neighbouring buildings that were drawn from together. */
export type DrawnCell = { divisionCode: string; block: string; stratum: number; frame: number; drawn: number };
export type DrawnMember = { id: string; divisionCode: string; place: string; block: string; cell: number; /** How many of its stratum were drawn, of how many: its inclusion probability. */ stratumDrawn: number; stratumFrame: number; routeOrder: number };
export type Draw = { cells: DrawnCell[]; members: DrawnMember[] };
export type DrawRefusal = { code: 'frameEmpty' } | { code: 'frameTooLarge'; frame: number; limit: number } | { code: 'sampleTooSmall'; least: number };

/** More doors than any station walks to in one round; beyond, a sample says as much. */
export const MOST_MEMBERS = 20_000;
/** Of one nobody knows how much the next would differ. */
const LEAST_DRAWN = 2;

/** Chance from a number: the same number, the same order. (mulberry32, Tommy Ettinger, 2017) */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many of the list, each set of them as likely as any other. (the first steps of a Fisher–Yates shuffle) */
function pick<T>(items: readonly T[], wanted: number, next: () => number): T[] {
  const left = [...items];
  for (let i = 0; i < wanted; i++) {
    const j = i + Math.floor(next() * (left.length - i));
    [left[i], left[j]] = [left[j]!, left[i]!];
  }
  return left.slice(0, wanted);
}

export type Block = { divisionCode: string; block: string; members: (FrameMember & { order: number })[] };

/** The frame in the order in which one walks it, building by building. */
export function walk(frame: readonly FrameMember[]): Block[] {
  const walked = frame.map((member) => ({ member, parts: readAddress(member.address) }))
    .sort((a, b) => (a.member.divisionCode < b.member.divisionCode ? -1 : a.member.divisionCode > b.member.divisionCode ? 1 : byRoute(a.parts, b.parts) || (a.member.id < b.member.id ? -1 : 1)));
  const blocks: Block[] = [];
  for (const [order, { member, parts }] of walked.entries()) {
    const last = blocks.at(-1);
    if (last?.divisionCode === member.divisionCode && last.block === parts.block) last.members.push({ ...member, order });
    else blocks.push({ divisionCode: member.divisionCode, block: parts.block, members: [{ ...member, order }] });
  }
  return blocks;
}

/** Neighbouring buildings of one community, together until two of them are expected to be drawn: so none has no chance. */
function strataOf(blocks: Block[], share: number): Block[][] {
  const strata: Block[][] = [];
  for (let at = 0; at < blocks.length;) {
    const { divisionCode } = blocks[at]!;
    const first = strata.length;
    let stratum: Block[] = [], size = 0;
    for (; at < blocks.length && blocks[at]!.divisionCode === divisionCode; at++) {
      stratum.push(blocks[at]!);
      size += blocks[at]!.members.length;
      if (size * share >= LEAST_DRAWN) { strata.push(stratum); stratum = []; size = 0; }
    }
    if (stratum.length > 0 && strata.length > first) strata.at(-1)!.push(...stratum);
    else if (stratum.length > 0) strata.push(stratum);
  }
  return strata;
}

/** How many of each stratum: in proportion, by largest remainders, at least two of each that has two. */
function allocate(sizes: number[], wanted: number): Result<number[], { code: 'sampleTooSmall'; least: number }> {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const shares = sizes.map((size) => Math.max(Math.min(LEAST_DRAWN, size), (size * wanted) / total));
  const given = shares.map(Math.floor);
  const least = sizes.reduce((sum, size) => sum + Math.min(LEAST_DRAWN, size), 0);
  if (least > wanted) return refuse({ code: 'sampleTooSmall', least });
  // the least that a small stratum gets is taken from those that have more than their least
  let over = given.reduce((sum, n) => sum + n, 0) - wanted;
  const most = () => given.reduce((best, n, i) => (n - Math.min(LEAST_DRAWN, sizes[i]!) > 0 && (best < 0 || n - shares[i]! > given[best]! - shares[best]! || (n - shares[i]! === given[best]! - shares[best]! && n > given[best]!)) ? i : best), -1);
  for (; over > 0; over--) given[most()]! -= 1;
  const byRemainder = shares.map((share, i) => ({ i, rest: share - given[i]! })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (let at = 0; over < 0; at = (at + 1) % byRemainder.length) {
    const { i } = byRemainder[at]!;
    if (given[i]! < sizes[i]!) { given[i]! += 1; over += 1; }
  }
  return ok(given);
}

/**
 * Draws whom a round asks: all, or a sample in proportion to the buildings (stratified random sampling without replacement). The same frame, size and seed
 * give the same draw, in whatever order the frame comes.
 */
export const drawRound = (frame: readonly FrameMember[], asked: { sampleSize: number | null; seed: number }): Result<Draw, DrawRefusal> => drawFrom(walk(frame), asked);

/** The same from a frame that has been put in order already. */
export function drawFrom(blocks: Block[], { sampleSize, seed }: { sampleSize: number | null; seed: number }): Result<Draw, DrawRefusal> {
  const frame = blocks.reduce((sum, { members }) => sum + members.length, 0);
  if (frame === 0) return refuse({ code: 'frameEmpty' });
  const wanted = Math.min(sampleSize ?? frame, frame);
  if (wanted > MOST_MEMBERS) return refuse({ code: 'frameTooLarge', frame, limit: MOST_MEMBERS });
  const strata = strataOf(blocks, wanted / frame);
  const sizes = strata.map((stratum) => stratum.reduce((sum, { members }) => sum + members.length, 0));
  const given = allocate(sizes, wanted);
  if (!given.ok) return given;
  const next = chanceOf(seed);
  const cells: DrawnCell[] = [], members: DrawnMember[] = [];
  for (const [h, stratum] of strata.entries()) {
    const drawn = new Set(pick(stratum.flatMap((block) => block.members), given.value[h]!, next).map(({ id }) => id));
    for (const { divisionCode, block, members: all } of stratum) {
      const chosen = all.filter(({ id }) => drawn.has(id));
      for (const { id, address, order } of chosen) members.push({ id, divisionCode, place: address, block, cell: cells.length, stratumDrawn: given.value[h]!, stratumFrame: sizes[h]!, routeOrder: order });
      cells.push({ divisionCode, block, stratum: h, frame: all.length, drawn: chosen.length });
    }
  }
  return ok({ cells, members });
}
