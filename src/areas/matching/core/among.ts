import type { Alternative } from './model.ts';

/**
 * Why this one of all that suit, as far as the others that were kept can tell. `only`: nobody else suits. `same`: others suit as well at the same cost and
 * have places left. `taken`: what would cost less is full. `cheapest`: the next best costs that much more. `surer`: the next best costs no more, but nobody
 * has confirmed it lately. `full`: what would cost the same is full. `isMore`: more may suit than were kept.
 */
export type Among =
  | { kind: 'only' } | { kind: 'same' | 'taken' | 'full'; count: number; isMore: boolean; next: string; by: FullBy }
  | { kind: 'cheapest'; next: string; moreFen: number } | { kind: 'surer'; next: string };

/** What is used up of those that are full: places of their own, their organisation's cap or budget, what they share with others, or not the same of all. */
type FullBy = 'places' | NonNullable<Alternative['heldBy']> | 'mixed';
type Other = Pick<Alternative, 'resourceId' | 'costDifferenceFen' | 'isStale' | 'isFull' | 'heldBy'>;
const byOf = (those: Other[]): FullBy => { const by = new Set<FullBy>(those.map(({ heldBy }) => heldBy ?? 'places')); return by.size === 1 ? [...by][0]! : 'mixed'; };

/** How many others a match keeps. */
export const ALTERNATIVES = 3;

/** In the order a reviewer asks: could it have been cheaper, is there one as good, what would the next have cost. */
export function amongOthers(isStale: boolean, others: readonly Other[]): Among {
  if (others.length === 0) return { kind: 'only' };
  const isMore = others.length === ALTERNATIVES;
  const some = (kind: 'same' | 'taken' | 'full', those: Other[]): Among | null => (those.length > 0 ? { kind, count: those.length, isMore: isMore && those.length === ALTERNATIVES, next: those[0]!.resourceId, by: byOf(those) } : null);
  const alike = others.filter((other) => other.isStale === isStale);
  const better = others.filter((other) => other.isFull && (isStale && !other.isStale || other.isStale === isStale && other.costDifferenceFen < 0));
  const found = some('taken', better) ?? some('same', alike.filter((other) => other.costDifferenceFen === 0 && !other.isFull));
  if (found) return found;
  const dearer = alike.find((other) => other.costDifferenceFen > 0);
  const equal = some('full', alike.filter((other) => other.costDifferenceFen === 0 && other.isFull));
  if (equal) return equal;
  if (dearer) return { kind: 'cheapest', next: dearer.resourceId, moreFen: dearer.costDifferenceFen };
  return { kind: 'surer', next: others[0]!.resourceId };
}
