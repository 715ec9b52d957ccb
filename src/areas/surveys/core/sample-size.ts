import { betaQuantile, tQuantile } from './quantiles.ts';

/** Half widths in points of a hundred, from exact to rough, for which a plan says how many answers they take. */
export const HALF_WIDTHS = [5, 7, 10] as const;

/**
 * Half the width, in points of a hundred, of the interval that so many answers of a frame give to a share of one half, where it is widest: the interval of
 * estimate.ts with even weights, and with the fewest degrees of freedom it can have, since its groups have three answers at least.
 */
export function halfWidthOf(frame: number, answers: number): number {
  if (answers >= frame) return 0;
  const scale = (tQuantile(0.975, answers - 1) / tQuantile(0.975, Math.max(1, Math.floor((2 * answers) / 3)))) ** 2;
  const half = (answers / (1 - answers / frame)) * scale / 2;
  return (betaQuantile(0.975, half + 1, half) - betaQuantile(0.025, half, half + 1)) * 50;
}

/** The fewest answers of a frame that tell a share to within so many points either way. */
export function leastAnswers(frame: number, halfWidth: number): number {
  let none = 1, enough = Math.max(2, frame);
  while (enough - none > 1) {
    const middle = Math.floor((none + enough) / 2);
    if (halfWidthOf(frame, middle) <= halfWidth) enough = middle; else none = middle;
  }
  return enough;
}
