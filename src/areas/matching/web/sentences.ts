import { money, weekdays } from '../../../platform/web/format.ts';
import { canSay, language, say } from '../../../platform/web/say.ts';
import { ITEMS, type ItemCode } from '../../needs/core/items.ts';
import { amongOthers } from '../core/among.ts';
import type { AlternativeShape, GapAnswer, NotYetAnswer, PinLacks, ProposalAnswer } from '../core/contract.ts';
import { RULES, type Aims } from '../core/model.ts';

/** The match's reasons in sentences. The server sends what is true; only here is it said. */

export const sayItem = (item: string): string => ITEMS[item as ItemCode]?.[language()] ?? item;
const listed = (parts: string[]): string => parts.join(say('matching.list.and'));
const joined = (parts: (string | null)[]): string => parts.filter((part) => part !== null).join(say('matching.join'));

export const sayWaited = (days: number): string => (days > 0 ? say('matching.waited', { count: days }) : say('matching.waitedNot'));
const sayUrgency = (urgency: number): string => say(`needs.urgency.${urgency}`);

/** 周二上午 from `2-morning`, as lists of times are kept; other words stand for themselves. */
export function saySlot(slot: string): string {
  const [, weekday, part] = /^([1-7])-(\w+)$/.exec(slot) ?? [];
  return weekday && part && canSay(`matching.daypart.${part}`) ? say('matching.slot', { weekday: weekdays()[Number(weekday) - 1]!.long, part: say(`matching.daypart.${part}`) }) : slot;
}

/** When, in one line: the time that suits both beside what the provider said; where nothing was compared, that it is agreed later. */
export function sayTime(slot: string | null, said: string | null): string {
  if (slot) return say(said ? 'matching.time.bothSaid' : 'matching.time.both', { slot: saySlot(slot), said: said ?? '' });
  return say(said ? 'matching.time.said' : 'matching.time.open', { said: said ?? '' });
}

/** 紧急，等了 12 天；就在本社区；以前来过的就是这一家；另有 2 家同样合适、花费一样 */
export function sayWhy(proposal: Pick<ProposalAnswer, 'need' | 'why' | 'nextBest' | 'vetoed'>): string {
  const { need, why } = proposal;
  const plain = say('matching.why', { urgency: sayUrgency(need.urgency), waited: sayWaited(need.waitingDays), near: say(`matching.near.${why.nearness}`) });
  const known = why.isKnown ? say('matching.why.known') : need.sameWorker === 'wished' ? say('matching.why.another') : null;
  if (why.isPinned) return joined([say('matching.why.pinned', { why: plain }), known]);
  // what another costs more is then the wish itself, which is said already
  const isByWish = why.isKnown && amongOthers(why.isStale, proposal.nextBest).kind === 'cheapest';
  return joined([why.isStale ? say('matching.why.stale', { why: plain }) : plain, known, isByWish ? null : sayAmong(proposal), sayVetoed('matching.among.vetoed', proposal.vetoed)]);
}

/** Whom somebody has ruled out, counted and named; null where nobody was. */
const sayVetoed = (key: string, vetoed: string[]): string | null => (vetoed.length > 0 ? say(key, { count: vetoed.length, names: namesOf(vetoed) }) : null);
const namesOf = (providers: string[]): string => listed(providers.map((name) => (name ? say('matching.quoted', { name }) : say('matching.hidden'))));

/** Why this one of those that suit: where urgency, waiting and nearness are alike, this is what tells a pair from another. */
function sayAmong({ why, nextBest }: Pick<ProposalAnswer, 'why' | 'nextBest'>): string {
  const among = amongOthers(why.isStale, nextBest);
  const next = (id: string) => nextBest.find(({ resourceId }) => resourceId === id)?.providerName || say('matching.hidden');
  switch (among.kind) {
    case 'only': return say('matching.among.only');
    case 'same': case 'taken': case 'full': return say(`matching.among.${among.kind}${among.isMore ? 'More' : among.count === 1 ? 'One' : ''}`, { count: among.count, next: next(among.next), full: say(`matching.among.by.${among.by}`, { count: among.count }) });
    case 'cheapest': return say('matching.among.cheapest', { next: next(among.next), money: money(among.moreFen) });
    case 'surer': return say('matching.among.surer', { next: next(among.next) });
  }
}

/** The rest of a month's money, with its amount where that is known. */
const sayRest = (fen: number | undefined): string => (fen === undefined ? say('matching.rest.untold') : say('matching.rest.told', { money: money(fen) }));

/** That it is full, or what of its organisation or of what it shares is used up, and what others would lose for a place there. */
function sayFull({ heldBy, restFen, othersLose: loss }: Pick<AlternativeShape, 'heldBy' | 'restFen' | 'othersLose'>): string {
  const full = say(`matching.alt.by.${heldBy ?? 'places'}`, { left: sayRest(restFen) });
  if (heldBy === 'budget' || heldBy === 'shared') return full;
  if (!loss) return say('matching.alt.allPinned', { full });
  if (loss.floorUnits > 0) return say('matching.alt.loseFloor', { full, count: loss.floorUnits });
  if (loss.points > 0) return say('matching.alt.losePoints', { full, points: loss.points });
  if (loss.staleUnits > 0) return say('matching.alt.loseStale', { full });
  return loss.costFen > 0 ? say('matching.alt.loseCost', { full, money: money(loss.costFen) }) : say('matching.alt.full', { full });
}

/** What another choice would mean: for this need, and for others. */
export function sayAlternative({ costDifferenceFen, isStale, isFull, heldBy, restFen, othersLose, nearness }: AlternativeShape): string {
  const cost = costDifferenceFen === 0 ? say('matching.alt.same') : costDifferenceFen > 0 ? say('matching.alt.more', { money: money(costDifferenceFen) }) : say('matching.alt.less', { money: money(-costDifferenceFen) });
  return joined([nearness ? say(`matching.near.${nearness}`) : null, cost, isStale ? say('matching.alt.stale') : null, isFull ? sayFull({ heldBy, restFen, othersLose }) : say('matching.alt.free')]);
}

/** What a pin is short of, each with how much. */
export const sayLacks = (lacks: PinLacks): string => listed(lacks.map((lack) => (lack.of === 'budget' ? say('matching.pinLack.budget', { money: money(lack.fen) }) : say(`matching.pinLack.${lack.of}`, { count: lack.units }))));

function sayMargin(margin: Aims): string {
  if (margin.points > 0) return say('matching.margin.points', { points: margin.points });
  if (margin.staleUnits > 0) return say('matching.margin.stale');
  return margin.costFen > 0 ? say('matching.margin.cost', { money: money(margin.costFen) }) : say('matching.margin.tie');
}

/** What a sentence and a button need to know of a need that has nobody. */
export type Waits = Pick<NotYetAnswer, 'needId' | 'reason' | 'cure' | 'isCured' | 'resources' | 'rivals' | 'vetoed' | 'communityName'> & { need: Pick<NotYetAnswer['need'], 'item' | 'personId'> & Partial<Pick<NotYetAnswer['need'], 'urgency' | 'waitingDays'>> };

const isTie = ({ points, staleUnits, costFen }: Aims): boolean => points <= 0 && staleUnits <= 0 && costFen <= 0;
/** Whether the one that came first is just as urgent and has waited as long. */
export function isEven({ reason, rivals, need }: Pick<Waits, 'reason' | 'rivals' | 'need'>): boolean {
  const rival = reason.kind === 'outbid' ? rivals[reason.by[0]!.needId] : undefined;
  return rival !== undefined && rival.urgency === need.urgency && rival.waitingDays === need.waitingDays;
}

const LIMITS = ['atCap', 'atBudget', 'atShared'] as const;
const ALL_HELD = { atCap: 'matching.says.allAtCap', atBudget: 'matching.says.allAtBudget', atShared: 'matching.says.allAtShared' } as const;

/** Why a need is not matched yet. */
export function sayReason(row: Waits): string {
  const { reason, resources } = row, namesAt = (ids: string[]) => listed(ids.flatMap((id) => resources[id]?.providerName || []).map((name) => say('matching.quoted', { name })));
  const isHeld = reason.kind === 'eligibleButFull' || reason.kind === 'outbid', shared = (isHeld && namesAt(reason.shared ?? [])) || say('matching.sharedHidden'), left = sayRest(isHeld ? reason.restFen : undefined);
  const limits = LIMITS.flatMap((limit) => {
    const held = (isHeld ? reason[limit] : null) ?? [], names = namesAt(held);
    return names ? [{ limit, names, isAll: reason.kind === 'eligibleButFull' && held.length === reason.resources.length }] : [];
  });
  // where the cap or the budget is all that stands in the way, “full” would be the wrong word
  const all = limits.find(({ isAll }) => isAll);
  if (all && reason.kind === 'eligibleButFull') return say(ALL_HELD[all.limit], { count: reason.resources.length, names: all.names, shared, left });
  const vetoed = reason.kind === 'eligibleButFull' || reason.kind === 'outbid' ? sayVetoed('matching.says.vetoed', row.vetoed) ?? '' : '';
  return [sayPlainReason(row), ...limits.map(({ limit, names }) => say(`matching.says.${limit}`, { names, shared, left })), vetoed].join('');
}

function sayPlainReason({ reason, resources, rivals, vetoed, need }: Waits): string {
  const provider = (id: string) => resources[id]?.providerName || say('matching.hidden');
  switch (reason.kind) {
    case 'waiting': return say(reason.for === 'consent' ? 'matching.says.waitingConsent' : 'matching.says.waitingVerification');
    case 'noneEligible': {
      // Who offers something else altogether is no news where somebody comes nearer.
      const counted = RULES.filter((rule) => reason.removed[rule] && rule !== 'category');
      if (counted.length === 0) return say('matching.says.noOne', { item: sayItem(need.item) });
      return say('matching.says.none', { rules: listed(counted.map((rule) => say(rule === 'veto' && vetoed.length > 0 ? 'matching.rule.vetoNamed' : `matching.rule.${rule}`, { count: reason.removed[rule]!, names: namesOf(vetoed) }))) });
    }
    case 'eligibleButFull': {
      const held = LIMITS.flatMap((limit) => reason[limit] ?? []), full = reason.resources.filter((id) => !held.includes(id));
      const names = full.flatMap((id) => resources[id]?.providerName || []);
      // what holds back those with room of their own is said after it
      if (held.length > 0) return say(full.length > 0 ? 'matching.says.fullBeside' : 'matching.says.noneFree', { count: reason.resources.length, full: full.length });
      return names.length > 0 ? say('matching.says.full', { count: reason.resources.length, names: listed(names) }) : say('matching.says.fullElsewhere', { count: reason.resources.length });
    }
    case 'outbid': {
      const first = reason.by[0]!, rival = rivals[first.needId], margin = sayMargin(first.margin);
      const full = say(LIMITS.some((limit) => reason[limit]) ? 'matching.says.allUsed' : 'matching.says.allFull');
      if (!rival) return say('matching.says.outbidHidden', { full, provider: provider(first.resourceId), margin });
      const words = say('matching.says.rival', { place: rival.communityName, item: sayItem(rival.item), urgency: sayUrgency(rival.urgency), waited: sayWaited(rival.waitingDays) });
      if (isEven({ reason, rivals, need })) return say(isTie(first.margin) ? 'matching.says.outbidEven' : 'matching.says.outbidEvenBy', { full, provider: provider(first.resourceId), rival: words, margin });
      return say('matching.says.outbid', { full, provider: provider(first.resourceId), rival: words, margin });
    }
  }
}

/** The least change after which the need is met. */
export function sayCure({ cure, resources, communityName }: Waits): string {
  switch (cure.kind) {
    case 'giveConsent': case 'verifyNeed': return say(`matching.cure.${cure.kind}`);
    case 'acceptAnother': {
      const provider = resources[cure.resourceId]?.providerName;
      return provider ? say('matching.cure.acceptAnother', { provider }) : say('matching.cure.acceptAnybody');
    }
    case 'newResource': return `${cure.acceptsAnother ? say('matching.cure.another') : ''}${say('matching.cure.newResource', { place: communityName, item: sayItem(cure.category), count: cure.units })}`;
    case 'changeResource': {
      const changes = cure.changes.flatMap((change) => {
        switch (change.kind) {
          case 'serveCommunity': return say('matching.change.serveCommunity', { place: communityName });
          case 'addLanguage': return say('matching.change.addLanguage', { language: say(`matching.language.${change.language}`) });
          case 'addQualification': return say('matching.change.addQualification', { qualification: change.qualification });
          case 'sendWorker': return say(`matching.change.sendWorker.${change.sex}`);
          case 'acceptAnother': return [];
          case 'addSlot': return say('matching.change.addSlot', { slot: saySlot(change.slot) });
          case 'raiseBudget': return say(resources[cure.resourceId]?.isItself ? 'matching.change.raiseOwnBudget' : 'matching.change.raiseBudget', { money: money(change.fen) });
          case 'addShared': return say('matching.change.addShared', { count: change.units, shared: resources[change.resourceId]?.providerName ? say('matching.quoted', { name: resources[change.resourceId]!.providerName }) : say('matching.sharedHidden') });
          case 'raiseCap': return say(resources[cure.resourceId]?.isItself ? 'matching.change.raiseOwnCap' : 'matching.change.raiseCap', { count: change.units });
          case 'confirmCapacity': case 'addUnits': return say(`matching.change.${change.kind}`, { count: change.units });
        }
      });
      const isAnother = changes.length < cure.changes.length;
      return (isAnother ? say('matching.cure.another') : '') + say('matching.cure.changeResource', { provider: resources[cure.resourceId]?.providerName || say('matching.hidden'), changes: listed(changes) });
    }
  }
}

/** What there should be one more unit of, or what money is lacking. */
export function sayGap({ item, divisionName, resource, organization, budgetFen }: GapAnswer): string {
  if (organization) return say(budgetFen === null ? 'matching.gap.cap' : 'matching.gap.budget', { provider: organization.name || say('matching.hidden'), money: budgetFen === null ? '' : money(budgetFen) });
  return resource ? say('matching.gap.more', { provider: resource.providerName || say('matching.hidden') }) : say('matching.gap.place', { item: sayItem(item!), place: divisionName });
}

/** What one more unit brings, the weightiest first. */
export const sayGain = ({ gain }: Pick<GapAnswer, 'gain'>): string => joined([
  gain.floorUnits > 0 ? say('matching.gain.floor', { count: gain.floorUnits }) : null,
  gain.points > 0 ? say('matching.gain.points', { points: gain.points }) : null,
  gain.staleUnits > 0 ? say('matching.gain.stale', { count: gain.staleUnits }) : null,
  gain.costFen > 0 ? say('matching.gain.cost', { money: money(gain.costFen) }) : null,
]);
