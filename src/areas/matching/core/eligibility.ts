import type { LocalDate } from '../../../kernel/local-date.ts';
import { RULES, type MatchNeed, type MatchOptions, type MatchResource, type Rule } from './model.ts';
import { holds } from './place.ts';

/** What the rules need to know beside the pair. */
export type RuleBook = { asOf: LocalDate; isVetoed: (needId: string, resourceId: string) => boolean; hasVeto: (needId: string) => boolean };

/** Prepares vetoes for asking pair by pair. */
export function ruleBook({ asOf, vetoes }: Pick<MatchOptions, 'asOf' | 'vetoes'>): RuleBook {
  const vetoedBy = new Map<string, Set<string>>();
  for (const { needId, resourceId } of vetoes) vetoedBy.set(needId, (vetoedBy.get(needId) ?? new Set()).add(resourceId));
  return { asOf, isVetoed: (needId, resourceId) => vetoedBy.get(needId)?.has(resourceId) ?? false, hasVeto: (needId) => vetoedBy.has(needId) };
}

/** Whether this resource, or another of its organisation, has served the person before; known only of needs that wish it. */
export const hasServed = ({ servedBy }: MatchNeed, { id, organizationId }: MatchResource): boolean =>
  servedBy !== undefined && (servedBy.includes(id) || (organizationId !== null && servedBy.includes(organizationId)));

/** Each rule says when it is kept. */
const isKept: Record<Rule, (need: MatchNeed, resource: MatchResource, book: RuleBook) => boolean> = {
  category: (need, resource) => resource.categories.includes(need.category),
  reach: (need, resource) => resource.reach.codes.some((code) => holds(code, need.communityCode)),
  language: (need, resource) => need.language === null || resource.languages.includes(need.language),
  qualification: (need, resource) => need.qualification === null || resource.qualifications.includes(need.qualification),
  sex: (need, resource) => !need.workerSex || (resource.workerSexes?.includes(need.workerSex) ?? false),
  sameWorker: (need, resource) => need.sameWorker !== 'only' || hasServed(need, resource),
  slot: (need, resource) => need.slots === null || resource.slots === null || need.slots.some((slot) => resource.slots!.includes(slot)),
  validity: (_need, resource, book) => resource.validUntil === null || resource.validUntil >= book.asOf,
  veto: (need, resource, book) => !book.isVetoed(need.id, resource.id),
};

/** The rules that can keep a resource from this need at all: what it does not ask for, nobody lacks. Vetoes apart. */
export const rulesAsked = (need: MatchNeed): Rule[] =>
  ['category', 'reach', ...(need.language === null ? [] : ['language' as const]), ...(need.qualification === null ? [] : ['qualification' as const]), ...(need.workerSex ? ['sex' as const] : []), ...(need.sameWorker === 'only' ? ['sameWorker' as const] : []), ...(need.slots === null ? [] : ['slot' as const]), 'validity'];

/** Whether a resource keeps these rules for this need. */
export const keepsAll = (rules: Rule[], need: MatchNeed, resource: MatchResource, book: RuleBook): boolean => rules.every((rule) => isKept[rule](need, resource, book));

/** The first rule, in their order, that keeps this resource from this need; null if it may serve. */
export function firstBroken(need: MatchNeed, resource: MatchResource, book: RuleBook): Rule | null {
  return RULES.find((rule) => !isKept[rule](need, resource, book)) ?? null;
}

/** Those of the rules that keep this resource from this need. */
export const brokenOf = (rules: readonly Rule[], need: MatchNeed, resource: MatchResource, book: RuleBook): Rule[] => rules.filter((rule) => !isKept[rule](need, resource, book));

/** The slot both would use: the need's first that the resource has, the resource's first where the need takes any; null where both take any. */
export function commonSlot(need: MatchNeed, resource: MatchResource): string | null {
  if (need.slots === null) return resource.slots?.[0] ?? null;
  return need.slots.find((slot) => resource.slots === null || resource.slots.includes(slot)) ?? null;
}
