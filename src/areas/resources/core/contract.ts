import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { ITEM_CODES } from '../../needs/core/items.ts';
import { WORKER_SEXES } from '../../needs/core/need.ts';
import { FRESHNESS } from './ageing.ts';
import { isClosedEntry } from './closed-days.ts';
import { PROVIDER_KINDS, RESOURCE_KINDS, RESOURCE_STATUSES, SERVICE_LANGUAGES } from './resource.ts';
import { CAPACITY_PERIODS, CAPACITY_UNITS } from './units.ts';

const text = (longest: number) => z.string().trim().max(longest).transform((value) => (value === '' ? null : value)).nullish();
const Day = z.iso.date().refine(isDayInReach);
const DivisionCode = z.string().regex(/^\d{4}(\d{2}(\d{3}(\d{3})?)?)?$/);
/** Without it, it stays; null or empty takes it away. */
export const Phone = text(30);
/** A thousand million: more of anything than a city has. */
const Quantity = z.int().min(0).max(1_000_000_000);

export const CapacityInput = z.object({
  /** null: nobody knows (视情况). */
  quantity: Quantity.nullable(), unit: z.enum(CAPACITY_UNITS), per: z.enum(CAPACITY_PERIODS),
});

const facts = {
  homeCode: DivisionCode, organizationId: z.uuid().nullish(), providerName: z.string().trim().min(1).max(100), providerKind: z.enum(PROVIDER_KINDS),
  kind: z.enum(RESOURCE_KINDS), items: z.array(z.enum(ITEM_CODES)).min(1).max(28), description: z.string().trim().max(500).nullish().transform((value) => value ?? ''),
  reachCodes: z.array(DivisionCode).max(200).nullish().transform((codes) => codes ?? []), reachKm: z.int().min(1).max(1000).nullish(),
  slots: z.array(z.string().min(1).max(20)).max(60).nullish(), slotWords: text(100),
  qualifications: z.array(z.string().trim().min(1).max(60)).max(20).nullish().transform((list) => list ?? []),
  languages: z.array(z.enum(SERVICE_LANGUAGES)).nullish().transform((list) => (list && list.length > 0 ? list : ['zh' as const])),
  /** Whom it can send where a need asks for a woman or a man; empty where it has not said. */
  workerSexes: z.array(z.enum(WORKER_SEXES)).max(2).nullish().transform((list) => list ?? []),
  unitCostFen: z.int().min(0).max(1_000_000_000_00).nullish().transform((fen) => fen ?? 0),
  contactName: text(50), phone: text(30), validFrom: Day.nullish(), validUntil: Day.nullish(),
  /** Cases a week at the most, where the capacity is stated for longer; empty where only the capacity counts. */
  weeklyCap: z.int().min(1).max(100_000).nullish(),
};
/** Days on which it is not offered: each a day, a rule of iCalendar that is understood, or `holidays`. */
export const ClosedDays = z.array(z.string().max(200).refine(isClosedEntry)).max(60);

export const AddResource = z.object({
  ...facts, /** Left out, what the kind of resource says by itself. */ oneAtATime: z.boolean().nullish(), closedDays: ClosedDays.nullish(), capacity: CapacityInput.extend({ confirmedOn: Day.nullish() }),
  importId: z.uuid().nullish(), importPlace: z.string().max(300).nullish(), typed: z.record(z.string(), z.unknown()).nullish(),
});
export type AddResource = z.input<typeof AddResource>;
export const AddResourceCommand = AddResource.omit({ importId: true, importPlace: true, typed: true }).extend({ requestId: z.uuid() });

/** null stands for the empty value, what is left out stays left out. */
const emptied = <T>(empty: T) => (value: T | null | undefined): T | undefined => (value === null ? empty : value);

/** What is left out stays; null empties. */
export const UpdateResource = z.object({
  requestId: z.uuid(), resourceId: z.uuid(), version: z.int().min(1),
  providerName: facts.providerName.optional(), providerKind: facts.providerKind.optional(), kind: facts.kind.optional(), items: facts.items.optional(),
  description: z.string().trim().max(500).nullish(), reachCodes: z.array(DivisionCode).max(200).nullish().transform(emptied<string[]>([])), reachKm: facts.reachKm, slots: facts.slots, slotWords: facts.slotWords,
  qualifications: z.array(z.string().trim().min(1).max(60)).max(20).nullish().transform(emptied<string[]>([])),
  workerSexes: z.array(z.enum(WORKER_SEXES)).max(2).nullish().transform(emptied<('female' | 'male')[]>([])),
  languages: z.array(z.enum(SERVICE_LANGUAGES)).min(1).nullish().transform(emptied<('zh' | 'mn')[]>(['zh'])), unitCostFen: z.int().min(0).nullish().transform(emptied(0)),
  contactName: facts.contactName, phone: facts.phone, validFrom: facts.validFrom, validUntil: facts.validUntil, weeklyCap: facts.weeklyCap,
  /** It serves one case at a time, so that its hours are promised once. */
  oneAtATime: z.boolean().nullish().transform((value) => value ?? undefined),
  closedDays: ClosedDays.nullish().transform(emptied<string[]>([])),
  /** Another resource that each visit takes along, and how many units of it. */
  alsoTakesId: z.uuid().nullish(), alsoTakesUnits: z.int().min(1).max(1000).nullish().transform(emptied(1)),
});
export type UpdateResource = z.output<typeof UpdateResource>;

/** Without a quantity: "still right". Of what is given once, that is what is left of it. */
export const ConfirmCapacity = z.object({ requestId: z.uuid().optional(), resourceId: z.uuid(), capacity: CapacityInput.nullish() });
export type ConfirmCapacity = z.input<typeof ConfirmCapacity>;
export const ConfirmCapacityCommand = ConfirmCapacity.extend({ requestId: z.uuid() });

export const ChangeResourceStatus = z.object({ requestId: z.uuid(), resourceId: z.uuid(), reason: z.string().trim().min(1).max(500) });
export type ChangeResourceStatus = z.output<typeof ChangeResourceStatus>;
export const ResumeResource = z.object({ requestId: z.uuid(), resourceId: z.uuid(), reason: z.string().trim().max(500).nullish() });
export const RevealResourcePhone = z.object({ requestId: z.uuid(), resourceId: z.uuid(), purpose: z.enum(['call', 'correct']) });
export type RevealResourcePhone = z.output<typeof RevealResourcePhone>;

const listOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.string().transform((joined) => joined.split(',').filter((value): value is T[number] => (values as readonly string[]).includes(value)));
export const RESOURCE_SORTS = ['provider', '-provider', 'confirmedOn', '-confirmedOn', 'validUntil', '-validUntil'] as const;
export const ListResources = z.object({
  q: z.string().trim().max(50).optional(), kind: listOf(RESOURCE_KINDS).optional(), item: listOf(ITEM_CODES).optional(), status: listOf(RESOURCE_STATUSES).optional(),
  freshness: listOf(FRESHNESS).optional(), providerKind: listOf(PROVIDER_KINDS).optional(), organizationId: z.uuid().optional(), division: DivisionCode.optional(), /** The import that brought them. */ import: z.uuid().optional(),
  sort: z.enum(RESOURCE_SORTS).default('-confirmedOn'), after: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListResources = z.output<typeof ListResources>;
export const ExportResources = ListResources.extend({ columns: z.string().max(500).optional(), format: z.literal('xlsx').default('xlsx') });

/** Those who could be handed something in a community: of an item, in use, serving it. */
export const ListServing = z.object({ community: DivisionCode, item: z.enum(ITEM_CODES), q: z.string().trim().max(50).optional() });
export type ListServing = z.output<typeof ListServing>;

export const CapacityAnswer = z.object({
  quantity: z.number().nullable(), unit: z.enum(CAPACITY_UNITS), per: z.enum(CAPACITY_PERIODS), confirmedOn: z.string(), confirmedByName: z.string(),
});
export const ResourceRow = z.object({
  id: z.uuid(), providerName: z.string(), providerKind: z.enum(PROVIDER_KINDS), organizationId: z.uuid().nullable(), kind: z.enum(RESOURCE_KINDS), items: z.array(z.string()),
  description: z.string(), status: z.enum(RESOURCE_STATUSES), homeCode: z.string(), homeName: z.string(), divisionCode: z.string(), reachNames: z.array(z.string()), reachKm: z.number().nullable(),
  slotWords: z.string().nullable(), languages: z.array(z.string()), validUntil: z.string().nullable(),
  capacity: CapacityAnswer, freshness: z.enum(FRESHNESS), /** The last day on which a case was seen to be taken on or served. */ aliveOn: z.string().nullable(), unitsTotal: z.number().nullable(), unitsUsed: z.number(), unitsLeft: z.number(),
});
export type ResourceRow = z.infer<typeof ResourceRow>;
export const ResourceList = z.object({ total: z.int(), items: z.array(ResourceRow), next: z.string().nullable() });
export const ServingList = z.object({ items: z.array(ResourceRow) });
export const ResourceAnswer = ResourceRow.extend({
  reachCodes: z.array(z.string()), slots: z.array(z.string()).nullable(), qualifications: z.array(z.string()), workerSexes: z.array(z.enum(WORKER_SEXES)), unitCostFen: z.number(), /** Cases a week at the most, and those of the running week. */ weeklyCap: z.number().nullable(), usedThisWeek: z.number(),
  contactName: z.string().nullable(), phone: z.string().nullable(), validFrom: z.string().nullable(), version: z.int(), oneAtATime: z.boolean(), closedDays: z.array(z.string()), importId: z.uuid().nullable(), importPlace: z.string().nullable(),
  typed: z.record(z.string(), z.unknown()).nullable(),
  capacities: z.array(CapacityAnswer), isKeptHere: z.boolean(),
  /** What each visit takes along; its name is null where the reader does not see it. */
  alsoTakesId: z.uuid().nullable(), alsoTakesUnits: z.int(), alsoTakesName: z.string().nullable(),
  /** The resources that take this one along, as far as the reader sees them. */
  takenBy: z.array(z.object({ resourceId: z.uuid(), providerName: z.string(), units: z.int() })),
});
export type ResourceAnswer = z.infer<typeof ResourceAnswer>;
export const ToTakeAlong = z.object({ items: z.array(z.object({ resourceId: z.uuid(), providerName: z.string(), homeName: z.string() })) });
export type ToTakeAlong = z.infer<typeof ToTakeAlong>;
const StretchAnswer = z.object({ from: z.string(), until: z.string() });
/** A week from its Monday on; the running one where none is named. */
export const ReadWeek = z.object({ resourceId: z.uuid(), from: Day.optional() });
export type ReadWeek = z.infer<typeof ReadWeek>;
/** Each day with when it is offered, taken and, where it serves one at a time, free; never by whom it is taken. */
export const WeekAnswer = z.object({
  from: z.string(), isOneAtATime: z.boolean(),
  days: z.array(z.object({ on: z.string(), isClosed: z.boolean(), hours: z.array(StretchAnswer), taken: z.array(StretchAnswer), free: z.array(StretchAnswer) })),
});
export type WeekAnswer = z.infer<typeof WeekAnswer>;
/** The address is made from the key outside the database whenever it is shown. */
export const FeedAnswer = z.object({ path: z.string().nullable(), madeAt: z.string().nullable(), madeByName: z.string().nullable() });
export type FeedAnswer = z.infer<typeof FeedAnswer>;
export const MakeFeed = z.object({ requestId: z.uuid() });
export const ByKey = z.object({ code: z.string().max(64) });
export const MadeFeed = z.object({ organizationId: z.uuid(), isOpen: z.boolean() });
export type MadeFeed = z.infer<typeof MadeFeed>;
export const OneResource = z.object({ resourceId: z.uuid() });
export const Confirmed = z.object({ resourceId: z.uuid(), confirmedOn: z.string(), quantity: z.number().nullable() });
