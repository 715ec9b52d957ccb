import { betaQuantile, tQuantile } from './quantiles.ts';

/** A cell of the frame in the order of the route: how many could have been asked there. */
export type FrameCell = { divisionCode: string; frame: number };
/** Who answered: in which cell, drawn with which probability. */
export type Respondent = { cell: number; inclusion: number };

/** Neighbouring cells taken together: how many could have been asked there, who answered. */
type Group = { frame: number; answered: number[] };
export type Design = {
  /** How many could have been asked, how many answered. */
  frame: number; answered: number;
  /** Within each the answers tell how much homes differ. */
  groups: Group[];
  /** By respondent: for how many of the frame the answer stands. */
  weights: Float64Array;
  /** Kish's design effect: by how much unequal weights widen the interval, 1 if all are alike. */
  designEffect: number;
  /** Degrees of freedom: answers less groups. */
  freedom: number;
};

export type Share = { share: number; low: number; high: number; effective: number };

/** Fewer answers than these say too little of how much a group differs within itself; for the variance it joins its neighbour, which makes it a little larger than it is. */
const LEAST_ANSWERS = 3;

const join = (to: Group, from: Group): void => { to.frame += from.frame; to.answered.push(...from.answered); };

/** Neighbours taken together until each group has so many answers: of one community where that has answers enough, else of the next. */
function together(parts: readonly (Group & { divisionCode: string })[], least: number): (Group & { divisionCode: string })[] {
  const groups: (Group & { divisionCode: string })[] = [];
  const fresh = (divisionCode: string) => ({ divisionCode, frame: 0, answered: [] as number[] });
  let open = fresh(''), first = 0;
  for (const part of parts) {
    if (part.divisionCode !== open.divisionCode) {
      if (groups.length > first) { join(groups.at(-1)!, open); open = fresh(part.divisionCode); }
      open.divisionCode = part.divisionCode;
      first = groups.length;
    }
    join(open, part);
    if (open.answered.length >= least) { groups.push(open); open = fresh(part.divisionCode); }
  }
  if (groups.length > 0) join(groups.at(-1)!, open);
  else if (open.answered.length > 0) groups.push(open);
  return groups;
}

/**
 * Weighs the answers: 1 / inclusion probability, raised in each cell to the number of the frame there; a cell without any answer is spoken for by its neighbour.
 * That adjusts for those who did not answer and post-stratifies to the frame in one step (weighting classes: Kalton and Flores-Cervantes, Journal of Official
 * Statistics 19, 2003). Null: fewer than two answers.
 */
export function weigh(cells: readonly FrameCell[], respondents: readonly Respondent[]): Design | null {
  const answered = respondents.length;
  if (answered < 2) return null;
  const answersOf: number[][] = cells.map(() => []);
  for (const [i, { cell }] of respondents.entries()) answersOf[cell]!.push(i);
  const classes = together(cells.map(({ divisionCode, frame }, i) => ({ divisionCode, frame, answered: answersOf[i]! })), 1);
  const weights = new Float64Array(answered);
  for (const { frame, answered: those } of classes) {
    const drawn = those.reduce((sum, i) => sum + 1 / respondents[i]!.inclusion, 0);
    for (const i of those) weights[i] = (frame / drawn) / respondents[i]!.inclusion;
  }
  const groups = together(classes, LEAST_ANSWERS);
  const frame = classes.reduce((sum, each) => sum + each.frame, 0);
  const squares = weights.reduce((sum, w) => sum + w * w, 0);
  return { frame, answered, groups, weights, designEffect: (answered * squares) / (frame * frame), freedom: answered - groups.length };
}

/** Variance of the weighted share: within each group as of a random choice without replacement, linearized for unequal weights (Cochran, Sampling Techniques, 1977, 5A.9 and 11.4). */
function varianceOf({ groups, weights, frame }: Design, has: readonly boolean[]): number {
  let variance = 0;
  for (const group of groups) {
    const n = group.answered.length;
    const open = 1 - n / group.frame;
    if (open <= 0 || n < 2) continue;
    const share = group.answered.reduce((sum, i) => sum + (has[i] ? weights[i]! : 0), 0) / group.frame;
    const spread = group.answered.reduce((sum, i) => sum + (weights[i]! / group.frame * ((has[i] ? 1 : 0) - share)) ** 2, 0);
    variance += (group.frame / frame) ** 2 * open * (n / (n - 1)) * spread;
  }
  return variance;
}

/**
 * The share of the frame that has something, with an interval that covers the truth in 95 of 100 rounds: Clopper–Pearson with the effective number of answers
 * and its degrees of freedom (Korn and Graubard, Survey Methodology 24, 1998), which keeps its word where a share is small and the usual ± does not.
 */
export function shareOf(design: Design, has: readonly boolean[], confidence = 0.95): Share {
  const { weights, frame, answered, freedom, designEffect } = design;
  const share = Math.min(1, weights.reduce((sum, w, i) => sum + (has[i] ? w : 0), 0) / frame);
  if (answered >= frame) return { share, low: share, high: share, effective: answered };
  const variance = varianceOf(design, has);
  // who has answered is known: only the rest is uncertain. A variance near nothing comes of too few answers, not of knowing more than so many can tell.
  const most = answered / (1 - answered / frame);
  const even = most / Math.max(1, designEffect);
  const tail = (1 - confidence) / 2;
  const scale = freedom > 0 ? (tQuantile(1 - tail, answered - 1) / tQuantile(1 - tail, freedom)) ** 2 : 1;
  const effective = variance > 0 ? Math.min(most, (share * (1 - share) / variance) * scale) : even;
  const hits = share * effective, misses = effective - hits;
  return { share, low: hits <= 1e-9 ? 0 : betaQuantile(tail, hits, misses + 1), high: misses <= 1e-9 ? 1 : betaQuantile(1 - tail, hits + 1, misses), effective };
}
