import { refuseMarket } from '../../../solver/layered-market.ts';
import { flowOf } from '../../../solver/market-state.ts';
import { openMarket, setCapacity, type LiveMarket } from '../../../solver/rematch.ts';
import { idOfAddition, supposedId, withAdditions, type Addition } from './additions.ts';
import { COST_UNITS, layOutMarket, type Market } from './market.ts';
import { matchedOf, totalsOf } from './matched.ts';
import type { Aims, MatchInput } from './model.ts';
import { compareAims, organizationValues, placeValues, resourceValues } from './values.ts';

/** What to add: chosen things, or the best so many units of all that could be added. */
export type Wish = Addition | { kind: 'best'; count: number };
/** What was added, one after the other, and what each brings beside those before it. `isDivided`: with the money of budgets, and what several take along, as they are divided without the additions; a match with them divides it anew, and may do better. */
export type Forecast = { before: Aims; steps: { addition: Addition; gain: Aims }[]; gain: Aims; fenPerUnit: number; isDivided?: true };

const NOTHING: Aims = { floorUnits: 0, points: 0, staleUnits: 0, costFen: 0 };
const sum = (a: Aims, b: Aims, sign: 1 | -1 = 1): Aims => ({
  floorUnits: a.floorUnits + sign * b.floorUnits, points: a.points + sign * b.points, staleUnits: a.staleUnits + sign * b.staleUnits, costFen: a.costFen + sign * b.costFen,
});
/** What is gained from one total to a lesser one. */
export const gainOf = (before: Aims, after: Aims): Aims => sum(before, after, -1);

/**
 * What the things bring together. One unit's value is exact, the sum of several is not: the first takes what the second would have brought. So they are added one after
 * the other to an optimum that stays one (re-matching), each at its value beside those before it. For the best so many, each next is the one of the greatest value then.
 * null where the lists are refused; a match of them says why. `letThrough`: where limits beside the flow are divided, the units of resources that they let through, of which more is no use.
 */
export function forecast(input: MatchInput, wishes: readonly Wish[], { tell = () => {}, letThrough }: { tell?: (share: number) => void; letThrough?: ReadonlyMap<number, number> | null } = {}): Forecast | null {
  const desk = openDesk(input, wishes.flatMap((wish) => (wish.kind === 'place' ? [wish] : [])), letThrough ?? undefined);
  if (!desk) return null;
  const start = totalsNow(desk), steps: Forecast['steps'] = [], weights = wishes.map((wish) => (wish.kind === 'best' ? wish.count : 1)), all = weights.reduce((so, weight) => so + weight, 0);
  for (const wish of wishes) {
    if (wish.kind === 'best') steps.push(...addBest(desk, wish.count, (added) => tell((steps.length + added) / all)));
    else {
      const before = totalsNow(desk);
      add(desk, wish);
      steps.push({ addition: wish, gain: gainOf(before, totalsNow(desk)) });
      tell(steps.length / all);
    }
  }
  return { before: start, steps, gain: steps.reduce((so, { gain }) => sum(so, gain), NOTHING), fenPerUnit: desk.market.fenPerUnit, ...(letThrough ? { isDivided: true } : {}) };
}

type Place = Addition & { kind: 'place' };
type Desk = { input: MatchInput; isHeldBack: (j: number) => boolean; market: Market; live: LiveMarket; indexOf: Map<string, number>; places: Map<string, Place> };
type Option = { addition: Addition; nextUnit: Aims };

/** The lists at their optimum; at the places named something stands already, without a unit. */
function openDesk(base: MatchInput, places: readonly Place[], letThrough?: ReadonlyMap<number, number>): Desk | null {
  const listed = withAdditions(base, places.map((place) => ({ ...place, units: 0 })));
  // resources and caps are widened step by step: in lists of its own
  const input = { ...listed, organizations: [...listed.organizations ?? []] };
  for (const fenPerUnit of COST_UNITS) {
    const market = layOutMarket(input, fenPerUnit, letThrough);
    if (!market || refuseMarket(market.layered)) continue;
    const live = openMarket(market.layered, market.sink);
    // of what others take along more is of use: the limit is its own
    const isHeldBack = (j: number) => (letThrough?.has(j) ?? false) && market.limits.termsOf[j]!.some(({ limit }) => limit !== market.limits.ownAt.get(j));
    return live && { input, isHeldBack, market, live, indexOf: new Map(market.resources.map(({ id }, j) => [id, j])), places: new Map(places.map((place) => [supposedId(place.category, place.divisionCode), place])) };
  }
  return null;
}

/** Opens it anew with more places in it, what is divided staying so: a search for the least cost that begins with thousands of places nobody fills would take many times as long. */
function bringIn(desk: Desk, places: Place[]): void {
  const anew = openDesk({ ...desk.input, resources: desk.market.resources.map(({ alsoTakes: _, ...resource }) => resource), organizations: desk.market.caps.organizations }, places);
  if (!anew) throw new Error('a market with more places has an optimum, too');
  Object.assign(desk, anew, { places: new Map([...desk.places, ...anew.places]), isHeldBack: desk.isHeldBack });
}

const totalsNow = ({ market, live }: Desk): Aims => totalsOf(market, flowOf(live.state, market.layered));

function add({ market, live, indexOf, isHeldBack }: Desk, addition: Addition): void {
  if (addition.kind === 'raiseCap') {
    const { organizations } = market.caps, c = organizations.findIndex(({ id }) => id === addition.organizationId);
    if (c < 0) return;
    organizations[c] = { ...organizations[c]!, capacity: organizations[c]!.capacity + addition.units };
    widen(market, live, market.capArcs[c]!, organizations[c]!.capacity);
    return;
  }
  const j = indexOf.get(idOfAddition(addition));
  if (j === undefined || isHeldBack(j)) return;
  market.resources[j] = { ...market.resources[j]!, capacity: market.resources[j]!.capacity + addition.units };
  const own = market.limits.ownAt.get(j);
  if (own !== undefined) market.limits.limits[own]!.left += addition.units;
  widen(market, live, j, market.resources[j]!.capacity);
}

function widen({ layered }: Market, live: LiveMarket, arc: number, capacity: number): void {
  layered.network.capacity[arc] = capacity;
  if (!setCapacity(live, arc, capacity)) throw new Error('a wider arc carries no less');
}

/** As many of the likeliest places stand in the market from the start; where another comes to be the best after all, it is brought in then. */
const LIKELY = 30;

/** The values are read from what could still move at the optimum; of equal ones a new place comes before more of a resource, as in the list of gaps. */
function addBest(desk: Desk, count: number, tell: (added: number) => void): Forecast['steps'] {
  const { exchange } = desk.input.options, steps: Forecast['steps'] = [];
  while (steps.length < count) {
    const options = optionsNow(desk), best = options.reduce((so, option) => {
      const isBetter = compareAims(option.nextUnit, so.nextUnit, exchange);
      return isBetter > 0 || (isBetter === 0 && option.addition.kind === 'place' && so.addition.kind !== 'place') ? option : so;
    }, NO_OPTION);
    // where neither a floor nor a need would gain there is nothing more to add
    if (best.nextUnit.floorUnits <= 0 && best.nextUnit.points <= 0) break;
    if (best.addition.kind === 'place' && !desk.indexOf.has(idOfAddition(best.addition))) {
      const likely = options.filter((option) => option.addition.kind === 'place' && option !== best).sort((a, b) => compareAims(b.nextUnit, a.nextUnit, exchange)).slice(0, LIKELY);
      bringIn(desk, [best, ...likely].flatMap(({ addition }) => (addition.kind === 'place' && !desk.indexOf.has(idOfAddition(addition)) ? [addition] : [])));
    }
    steps.push({ addition: best.addition, gain: best.nextUnit });
    add(desk, best.addition);
    tell(steps.length);
  }
  return steps;
}

const NO_OPTION: Option = { addition: { kind: 'units', resourceId: '', units: 0 }, nextUnit: NOTHING };

/** More of every resource, of every organisation's cap, and of everything that might be put where somebody asks for it. */
function optionsNow({ input, market, live, indexOf, places, isHeldBack }: Desk): Option[] {
  const flow = { ...flowOf(live.state, market.layered), price: live.state.worth.map((worth) => 0 - worth) }, matched = matchedOf(input, market, flow);
  const additionAt = (j: number): Addition => {
    const { id } = market.resources[j]!, place = places.get(id);
    return place ? { ...place, units: 1 } : { kind: 'units', resourceId: id, units: 1 };
  };
  return [
    ...resourceValues(matched).map(({ nextUnit }, j): Option => ({ addition: additionAt(j), nextUnit: isHeldBack(j) ? NOTHING : nextUnit })),
    ...organizationValues(matched).map(({ organizationId, nextUnit }): Option => ({ addition: { kind: 'raiseCap', organizationId, units: 1 }, nextUnit })),
    ...placeValues(matched).flatMap(({ category, communityCode, nextUnit }): Option[] =>
      (indexOf.has(supposedId(category, communityCode)) ? [] : [{ addition: { kind: 'place', category, divisionCode: communityCode, units: 1 }, nextUnit }])),
  ];
}

/** Whether what was foreseen is what a run with the additions came to. Costs that are counted coarsely may be rounded differently. */
export function isAsForeseen(input: MatchInput, { before, gain, fenPerUnit }: Forecast, after: { totals: Aims; proof: { fenPerUnit: number } }): boolean {
  const came = gainOf(before, after.totals), isExact = fenPerUnit === 1 && after.proof.fenPerUnit === 1;
  return compareAims(isExact ? gain : { ...gain, costFen: 0 }, isExact ? came : { ...came, costFen: 0 }, input.options.exchange) === 0;
}
