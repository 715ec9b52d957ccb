import { z } from 'zod';
import { HANDS } from './comparison.ts';
import { AimsShape } from './contract.ts';
import { WhatIfChangeShape } from './what-if-change.ts';

/** A run copied with changes, over its division or, where that reaches beyond one's own, over one's own part of it. */
export const RequestWhatIf = z.object({ requestId: z.uuid(), runId: z.uuid(), changes: z.array(WhatIfChangeShape).min(1).max(40) });
export type RequestWhatIf = z.infer<typeof RequestWhatIf>;
export const WhatIfRequested = z.object({ runId: z.uuid() });

const Both = z.object({ before: z.number(), after: z.number() });
const Split = z.object({ key: z.string(), asked: Both, met: Both });
export const ComparisonShape = z.object({
  asked: Both, met: Both, waiting: Both, totals: z.object({ before: AimsShape, after: AimsShape }),
  byCommunity: z.array(Split), byItem: z.array(Split), byUrgency: z.array(Split), byNearness: z.array(z.object({ key: z.enum(['community', 'township', 'county', 'city']), units: Both })),
  /** By circumstance, and the codes of those with too few needs to be shown of this place. */
  byCircumstance: z.array(Split), circumstancesHidden: z.array(z.string()),
  hands: z.object({ noLongerMet: z.number(), newlyMet: z.number(), moved: z.number() }),
});
export const AdditionShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('units'), resourceId: z.string(), units: z.number() }), z.object({ kind: z.literal('place'), category: z.string(), divisionCode: z.string(), units: z.number() }),
  z.object({ kind: z.literal('raiseCap'), organizationId: z.string(), units: z.number() }),
]);
/** What the additions were foreseen to bring, one after the other, what a run with them brought, and whether that is the same. */
export const ForecastShape = z.object({ steps: z.array(z.object({ addition: AdditionShape, gain: AimsShape })), gain: AimsShape, came: AimsShape, isBorneOut: z.boolean(), /** Budgets were divided, before the additions or with them: what is foreseen is then the least. */ isDivided: z.boolean().optional() });
export type ForecastShape = z.infer<typeof ForecastShape>;

/** What tells a resource from the others of its provider. */
const Named = z.object({ providerName: z.string(), items: z.array(z.string()), homeName: z.string() });
/** `names`: the resources and divisions that changes, forecast and comparison speak of, as far as the reader may know them. */
export const WhatIfAnswer = z.object({
  comparison: ComparisonShape.nullable(), forecast: ForecastShape.nullable(), baseAsOf: z.string(), baseKind: z.enum(['match', 'whatIf']),
  names: z.object({ resources: z.record(z.string(), Named), organizations: z.record(z.string(), z.string()), divisions: z.record(z.string(), z.string()) }),
});
export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>;
export type Names = WhatIfAnswer['names'];

export const ListHands = z.object({ runId: z.uuid(), kind: z.enum(HANDS).optional(), after: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export type ListHands = z.infer<typeof ListHands>;
const Given = z.object({ resourceId: z.string(), units: z.number(), providerName: z.string() });
export const HandAnswer = z.object({
  rank: z.number(), kind: z.enum(HANDS), divisionCode: z.string(), communityName: z.string(), needId: z.uuid().nullable(), personName: z.string().nullable(), item: z.string(), urgency: z.number(),
  unitsBefore: z.number(), unitsAfter: z.number(), from: z.array(Given), to: z.array(Given),
});
export type HandAnswer = z.infer<typeof HandAnswer>;
export const HandPage = z.object({ total: z.number().int(), items: z.array(HandAnswer), next: z.string().nullable() });
