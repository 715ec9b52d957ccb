import { money, number } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { SUPPOSED } from '../core/additions.ts';
import type { Aims } from '../core/model.ts';
import type { WhatIfChange } from '../core/what-if.ts';
import type { ForecastShape, Names } from '../core/what-if-contract.ts';
import { sayGain, sayItem } from './sentences.ts';

/** Provider, service and home: several resources of one provider are told apart by them. */
export const sayNamed = ({ providerName, items, homeName }: Names['resources'][string]): string =>
  [providerName, items.map(sayItem).join(say('matching.list.and')), homeName].filter(Boolean).join(' · ');

/** A resource by provider, service and home; one that is only supposed by what and where it would be. */
export function sayResource(resourceId: string, names: Names): string {
  if (!resourceId.startsWith(SUPPOSED)) { const named = names.resources[resourceId]; return named ? sayNamed(named) : say('matching.hidden'); }
  const [, item = '', code = ''] = resourceId.split(':');
  return say('matching.whatIf.supposed', { item: sayItem(item), place: names.divisions[code] ?? code });
}

export function sayChange(change: WhatIfChange, names: Names): string {
  const place = (code: string) => names.divisions[code] ?? code, words = (kind: string, more: Record<string, string | number> = {}) => say(`matching.whatIf.says.${kind}`, more);
  switch (change.kind) {
    case 'addPlace': return words('addPlace', { item: sayItem(change.item), place: place(change.divisionCode), count: change.units });
    case 'addUnits': return words('addUnits', { provider: sayResource(change.resourceId, names), count: change.units });
    case 'raiseCap': return words('raiseCap', { provider: names.organizations[change.organizationId] || say('matching.hidden'), count: change.units });
    case 'raiseBudget': return words('raiseBudget', { provider: names.organizations[change.organizationId] || say('matching.hidden'), money: money(change.fen) });
    case 'setCapacity': return words(change.units === 0 ? 'remove' : 'setCapacity', { provider: sayResource(change.resourceId, names), count: change.units });
    case 'addBest': return words('addBest', { count: change.count });
    case 'addNeeds': {
      const asks = [change.language ? words('speaks', { language: say(`matching.language.${change.language}`) }) : null, change.qualification ? words('qualified', { qualification: change.qualification }) : null].filter((ask) => ask !== null);
      return [words('addNeeds', { item: sayItem(change.item), place: place(change.communityCode), urgency: say(`needs.urgency.${change.urgency}`), count: change.units }), ...asks].join(say('matching.join'));
    }
    case 'dropNeeds': {
      const which = [change.divisionCode && place(change.divisionCode), change.item && sayItem(change.item), change.urgency && say(`needs.urgency.${change.urgency}`)].filter(Boolean).join(' · ');
      return words('dropNeeds', { which: which || say('matching.whatIf.says.dropAll') });
    }
    case 'admitWaiting': return words('admitWaiting');
    case 'floors': return words('floors', { community: change.community, township: change.township, county: change.county });
    case 'weights': {
      const { urgencyPoints, distanceFen: way } = change, ways = [way.community, way.township, way.county, way.city].map(money).join(' / ');
      return words('weights', { urgent: urgencyPoints[3], soon: urgencyPoints[2], calm: urgencyPoints[1], day: change.pointsPerWaitingDay, cap: change.waitingDaysCap, ways, stale: change.staleAfterDays });
    }
    case 'exchange': return words('exchange', { point: money(change.fenPerPoint), stale: money(change.fenPerStaleUnit) });
  }
}

export const sayAddition = (addition: ForecastShape['steps'][number]['addition'], names: Names): string =>
  (addition.kind === 'raiseCap' ? sayChange(addition, names) : addition.kind === 'units' ? sayChange({ kind: 'addUnits', resourceId: addition.resourceId, units: addition.units }, names)
    : sayChange({ kind: 'addPlace', item: addition.category, divisionCode: addition.divisionCode, units: addition.units }, names));

/** What is gained, the weightiest first; what costs more is no gain, and is said after it. */
export const sayBrings = (gain: Aims): string =>
  [sayGain({ gain }), gain.costFen < 0 ? say('matching.compare.dearer', { money: money(-gain.costFen) }) : ''].filter(Boolean).join(say('matching.join')) || say('matching.forecast.nothing');

/** What came of it in a line: needs first, then floors and points, then money. */
export function sayOutcome(met: { before: number; after: number }, totals: { before: Aims; after: Aims }): string {
  const more = met.after - met.before, by = (aim: keyof Aims) => totals.after[aim] - totals.before[aim];
  const pair = (difference: number, less: string, greater: string, put: (amount: number) => Record<string, string | number>) =>
    (difference === 0 ? null : say(`matching.compare.${difference < 0 ? less : greater}`, put(Math.abs(difference))));
  return [
    pair(more, 'less', 'more', (count) => ({ count })) ?? say('matching.compare.same'),
    pair(by('floorUnits'), 'floorLess', 'floorMore', (count) => ({ count })), pair(by('points'), 'pointsLess', 'pointsMore', (points) => ({ points: number(points) })),
    pair(by('costFen'), 'cheaper', 'dearer', (fen) => ({ money: money(fen) })),
  ].filter(Boolean).join(say('matching.join'));
}
