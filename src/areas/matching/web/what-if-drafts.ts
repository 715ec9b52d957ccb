import type { RunAnswer } from '../core/contract.ts';
import type { WhatIfChange } from '../core/what-if.ts';
import { WhatIfChangeShape } from '../core/what-if-change.ts';
import type { Draft } from './what-if-fields.tsx';

export const KINDS = ['addPlace', 'addUnits', 'setCapacity', 'raiseCap', 'raiseBudget', 'addBest', 'addNeeds', 'dropNeeds', 'admitWaiting', 'floors', 'weights', 'exchange'] as const;
export type Kind = (typeof KINDS)[number];

/** Where a change begins: with what the copied run goes by. */
export function beginning(kind: Kind, { weights }: Pick<RunAnswer, 'weights'>): Draft {
  switch (kind) {
    case 'addPlace': case 'addUnits': case 'raiseCap': case 'addNeeds': return { units: 1 };
    case 'addBest': return { count: 12 };
    case 'floors': return { ...weights.floors };
    case 'weights': {
      const { urgencyPoints: points, distanceFen: way, pointsPerWaitingDay, waitingDaysCap, staleAfterDays } = weights;
      return { points1: points['1'], points2: points['2'], points3: points['3'], pointsPerWaitingDay, waitingDaysCap, staleAfterDays, way_community: way.community, way_township: way.township, way_county: way.county, way_city: way.city };
    }
    case 'exchange': return { fenPerPoint: 100, fenPerStaleUnit: 500, ...weights.exchange };
    default: return {};
  }
}

/** The change that a draft has become, or null while something is missing or out of range: the same shape as the server's decides. */
export function changeOf(kind: Kind, draft: Draft): WhatIfChange | null {
  const { points1, points2, points3, way_community: community, way_township: township, way_county: county, way_city: city, ...rest } = draft;
  const whole = kind === 'weights' ? { kind, ...rest, urgencyPoints: { 1: points1, 2: points2, 3: points3 }, distanceFen: { community, township, county, city } }
    : kind === 'dropNeeds' ? { kind, item: draft.item ?? null, divisionCode: draft.divisionCode ?? null, urgency: draft.urgency ?? null } : { kind, ...draft };
  const read = WhatIfChangeShape.safeParse(whole);
  return read.success ? read.data as WhatIfChange : null;
}
