import { z } from 'zod';
import { ITEM_CODES } from '../../needs/core/items.ts';

const DivisionCode = z.string().regex(/^\d{4}(\d{2}(\d{3}(\d{3})?)?)?$/);
const resourceId = z.string().min(1).max(120);
const Item = z.enum(ITEM_CODES);
const Urgency = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const whole = (least: number, most: number) => z.number().int().min(least).max(most);
const Percent = whole(0, 100), Fen = whole(0, 100_000_000);
/** One change of a what-if, as the page sends it and a run keeps it. A resource may be one that an earlier what-if supposed. */
export const WhatIfChangeShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('addUnits'), resourceId, units: whole(1, 1000) }), z.object({ kind: z.literal('addPlace'), item: Item, divisionCode: DivisionCode, units: whole(1, 1000) }),
  z.object({ kind: z.literal('raiseCap'), organizationId: z.uuid(), units: whole(1, 1000) }), z.object({ kind: z.literal('raiseBudget'), organizationId: z.uuid(), fen: whole(1, 10_000_000_000) }),
  z.object({ kind: z.literal('addBest'), count: whole(1, 40) }), z.object({ kind: z.literal('setCapacity'), resourceId, units: whole(0, 100_000) }),
  z.object({ kind: z.literal('floors'), community: Percent, township: Percent, county: Percent }),
  z.object({
    kind: z.literal('weights'), urgencyPoints: z.object({ 1: whole(1, 100_000), 2: whole(1, 100_000), 3: whole(1, 100_000) }), pointsPerWaitingDay: whole(0, 1000), waitingDaysCap: whole(0, 3650),
    distanceFen: z.object({ community: Fen, township: Fen, county: Fen, city: Fen }), staleAfterDays: whole(0, 3650),
  }),
  z.object({ kind: z.literal('exchange'), fenPerPoint: whole(1, 10_000_000), fenPerStaleUnit: Fen }),
  z.object({ kind: z.literal('addNeeds'), item: Item, communityCode: z.string().regex(/^\d{12}$/), urgency: Urgency, units: whole(1, 500), language: z.enum(['zh', 'mn']).nullish(), qualification: z.string().trim().min(1).max(60).nullish() }),
  z.object({ kind: z.literal('dropNeeds'), item: Item.nullable(), divisionCode: DivisionCode.nullable(), urgency: Urgency.nullable() }),
  z.object({ kind: z.literal('admitWaiting') }),
]);
