/** Chance from a seed: the same seed, the same city. (mulberry32, Tommy Ettinger, 2017) */
export type Chance = {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number from `low` to `high`, both possible. */
  whole(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in `share` of cases. */
  happens(share: number): boolean;
  /** By weight: [value, weight] pairs. */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T;
  shuffle<T>(items: readonly T[]): T[];
};

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(from: readonly T[]): T => from[whole(0, from.length - 1)]!;
  return {
    next, whole, pick, happens: (share) => next() < share,
    weighted(pairs) {
      let left = next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of pairs) if ((left -= weight) < 0) return value;
      return pairs.at(-1)![0];
    },
    shuffle(items) {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) { const j = whole(0, i); [out[i], out[j]] = [out[j]!, out[i]!]; }
      return out;
    },
  };
}
