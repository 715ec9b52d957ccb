import type { Aims, MatchInput, MatchNeed, Nearness, Urgency } from './model.ts';
import { nearness } from './place.ts';
import { totalsByDefinition, type Answered } from './verify.ts';
import { pointsOf } from './weights.ts';

/** A number of the run that was copied, and the same of the what-if. */
export type Both = { before: number; after: number };
/** Units asked by needs that a match can take, and of them those met. */
export type Split = { key: string; asked: Both; met: Both };
/** The same of one circumstance, with the needs that ask. A person in several is counted in each. */
export type OfCircumstance = Split & { needs: Both };

/** Of so few needs the numbers could tell on somebody (RULES §10.2): below a banner they are not shown. */
const FEW = 5, BANNER_DIGITS = 6;
/** Of the circumstances those that may be shown over a division, and the codes of the others. */
export function shownCircumstances(all: readonly OfCircumstance[], divisionCode: string): { shown: Split[]; hidden: string[] } {
  const isFew = ({ needs }: OfCircumstance) => divisionCode.length > BANNER_DIGITS && [needs.before, needs.after].some((count) => count > 0 && count < FEW);
  return { shown: all.filter((row) => !isFew(row)).map(({ key, asked, met }) => ({ key, asked, met })), hidden: all.filter(isFew).map(({ key }) => key) };
}

export const HANDS = ['noLongerMet', 'newlyMet', 'moved'] as const;
export type HandKind = (typeof HANDS)[number];
export type Given = { resourceId: string; units: number };
/** A need that fares otherwise: more of it met, less of it, or as much by another. */
export type Hand = { needId: string; communityCode: string; category: string; urgency: Urgency; points: number; kind: HandKind; unitsBefore: number; unitsAfter: number; from: Given[]; to: Given[] };

/** Two runs side by side, both measured by the weights and floors of the first: else a heavier point would look like a gain. */
export type Comparison = {
  asked: Both; met: Both; waiting: Both; totals: { before: Aims; after: Aims };
  byCommunity: Split[]; byItem: Split[]; byUrgency: Split[]; byNearness: { key: Nearness; units: Both }[];
  /** Empty where the lists say nothing of circumstances; comparisons from before have none. */
  byCircumstance?: OfCircumstance[];
  hands: Record<HandKind, number>;
};

type Side = 'before' | 'after';
type Run = { input: MatchInput; answer: Pick<Answered, 'assignments' | 'proof'> };
const SIDES: readonly Side[] = ['before', 'after'];
const NEARNESS: readonly Nearness[] = ['community', 'township', 'county', 'city'];
const none = (): Both => ({ before: 0, after: 0 });
const isReady = ({ hasConsent, isVerified }: MatchNeed): boolean => hasConsent && isVerified;

export function compareRuns(before: Run, after: Run): { comparison: Comparison; hands: Hand[] } {
  const runs = { before, after }, given = { before: givenBy(before), after: givenBy(after) };
  const asked = none(), met = none(), waiting = none(), splits = { community: splitter(), item: splitter(), urgency: splitter(), circumstance: splitter() }, needsIn = new Map<string, Both>();
  for (const side of SIDES) {
    for (const need of runs[side].input.needs) {
      if (!isReady(need)) { waiting[side] += need.quantity; continue; }
      const units = unitsOf(given[side].get(need.id));
      asked[side] += need.quantity;
      met[side] += units;
      for (const kind of need.circumstances ?? []) {
        const many = needsIn.get(kind) ?? none();
        many[side] += 1;
        needsIn.set(kind, many);
      }
      for (const split of [splits.community(need.communityCode), splits.item(need.category), splits.urgency(String(need.urgency)), ...(need.circumstances ?? []).map(splits.circumstance)]) { split.asked[side] += need.quantity; split.met[side] += units; }
    }
  }
  const hands = handsOf(runs, given), { weights, floors } = before.input.options;
  const measured = ({ input, answer }: Run): Aims => totalsByDefinition({ ...input, options: { ...input.options, weights, floors } }, answer);
  return {
    hands,
    comparison: {
      asked, met, waiting, totals: { before: measured(before), after: measured(after) }, byCommunity: splits.community.all(), byItem: splits.item.all(), byUrgency: splits.urgency.all(), byNearness: waysOf(runs),
      byCircumstance: splits.circumstance.all().map((split) => ({ ...split, needs: needsIn.get(split.key)! })),
      hands: Object.fromEntries(HANDS.map((kind) => [kind, hands.filter((hand) => hand.kind === kind).length])) as Record<HandKind, number>,
    },
  };
}

function givenBy({ answer }: Run): Map<string, Given[]> {
  const given = new Map<string, Given[]>();
  for (const { needId, resourceId, units } of answer.assignments) given.set(needId, [...(given.get(needId) ?? []), { resourceId, units }]);
  return given;
}

const unitsOf = (given: Given[] | undefined): number => given?.reduce((sum, { units }) => sum + units, 0) ?? 0;

function splitter() {
  const rows = new Map<string, Split>();
  const of = (key: string): Split => {
    const row = rows.get(key) ?? { key, asked: none(), met: none() };
    rows.set(key, row);
    return row;
  };
  return Object.assign(of, { all: () => [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1)) });
}

/** Units by how near the resource that gives them is. */
function waysOf(runs: Record<Side, Run>): Comparison['byNearness'] {
  const units = Object.fromEntries(NEARNESS.map((key) => [key, none()])) as Record<Nearness, Both>;
  for (const side of SIDES) {
    const { input, answer } = runs[side], home = new Map(input.resources.map(({ id, homeCode }) => [id, homeCode])), at = new Map(input.needs.map(({ id, communityCode }) => [id, communityCode]));
    for (const pair of answer.assignments) units[nearness(home.get(pair.resourceId)!, at.get(pair.needId)!)][side] += pair.units;
  }
  return NEARNESS.map((key) => ({ key, units: units[key] }));
}

function handsOf(runs: Record<Side, Run>, given: Record<Side, Map<string, Given[]>>): Hand[] {
  const { weights } = runs.before.input.options, hands: Hand[] = [];
  const needs = new Map([...runs.after.input.needs, ...runs.before.input.needs].map((need) => [need.id, need]));
  for (const need of needs.values()) {
    const from = given.before.get(need.id) ?? [], to = given.after.get(need.id) ?? [], unitsBefore = unitsOf(from), unitsAfter = unitsOf(to);
    const kind = unitsAfter < unitsBefore ? 'noLongerMet' : unitsAfter > unitsBefore ? 'newlyMet' : isSame(from, to) ? null : 'moved';
    if (kind) hands.push({ needId: need.id, communityCode: need.communityCode, category: need.category, urgency: need.urgency, points: pointsOf(need, weights), kind, unitsBefore, unitsAfter, from, to });
  }
  return hands.sort((a, b) => HANDS.indexOf(a.kind) - HANDS.indexOf(b.kind) || b.points - a.points || (a.needId < b.needId ? -1 : 1));
}

const isSame = (a: Given[], b: Given[]): boolean => a.length === b.length && a.every(({ resourceId, units }) => b.some((other) => other.resourceId === resourceId && other.units === units));
