import type { LocalDate } from '../../../kernel/local-date.ts';
import type { MarketLimits } from '../../../solver/solve-market.ts';
import type { MatchWeights } from './weights.ts';

export type Urgency = 1 | 2 | 3;
export type WorkerSex = 'female' | 'male';
/** `only`: a rule. `wished`: a preference, for which another costs more. */
export type SameWorker = 'only' | 'wished';

/**
 * A need as the match sees it. `category` is what must be the same on both sides: the server passes the code of the item (`meals`), so that
 * meals are not matched with house cleaning only because both are care for elders. Urgency 3 is the most urgent; `slots: null` means any slot will do.
 */
export type MatchNeed = {
  id: string; communityCode: string; category: string; urgency: Urgency; waitingDays: number; quantity: number;
  language: 'zh' | 'mn' | null; qualification: string | null; slots: string[] | null;
  /** Who must come; lists frozen before it was asked have no such wish, and no resource that says whom it can send. */
  workerSex?: WorkerSex | null;
  /** Whether somebody must come, or best comes, who has served this person before; lists frozen before it was asked have no such wish. */
  sameWorker?: SameWorker | null;
  /** Of a need with that wish: the resources, and their organisations, that have. */
  servedBy?: string[];
  hasConsent: boolean; isVerified: boolean;
  /** What calls for care in the person's life, by code, where anything is on record: told of a comparison, and no part of any match. Lists frozen before it was kept have none. */
  circumstances?: string[];
};

/** A resource as the match sees it: `capacity` are the units left in the period, `reach` the divisions it serves, each with all below it. */
export type MatchResource = {
  id: string; name: string; organizationId: string | null; categories: string[];
  reach: { kind: 'divisions'; codes: string[] };
  capacity: number; capacityConfirmedDaysAgo: number;
  /** Units left if what was stated were only said again; of those of which nobody can say any more. */
  ifConfirmed?: number;
  qualifications: string[]; languages: string[]; workerSexes?: WorkerSex[]; slots: string[] | null;
  unitCostFen: number; homeCode: string; validUntil: LocalDate | null;
  /** Another resource of the lists that each unit takes along, so many units of it; what both serve may not exceed what that one has left. It takes nothing along itself. */
  alsoTakes?: { resourceId: string; units: number };
};

/** The least share, in whole per cent, of the urgent units of each division of that level that shall be met; 0 asks nothing. */
export type Floors = { community: number; township: number; county: number };
/** A reviewer's wish that this need is served, whole, by this resource. */
export type Pin = { needId: string; resourceId: string };
export type Veto = { needId: string; resourceId: string; reason: string };

/** Instead of strict order below the floors: what a priority point, and a unit that need not be taken from stale capacity, is worth in money. */
export type Exchange = { fenPerPoint: number; fenPerStaleUnit: number };

export type MatchOptions = { asOf: LocalDate; weights: MatchWeights; floors: Floors; exchange?: Exchange; pins: Pin[]; vetoes: Veto[]; limits?: MarketLimits };

/** An organisation that says how many units it can carry at once, over all its resources; `capacity` are those it can still take on. */
export type MatchOrganization = { id: string; capacity: number };

/** An organisation that says how much money it may spend in the run's month, over all its resources; `leftFen` is what is not promised yet. */
export type MatchBudget = { organizationId: string; name: string; leftFen: number };

/** `organizations` are those that state a cap, `budgets` those that state a budget; lists frozen before these were asked for have none. */
export type MatchInput = { needs: MatchNeed[]; resources: MatchResource[]; organizations?: MatchOrganization[]; budgets?: MatchBudget[]; options: MatchOptions };

/** The rules a resource must keep to serve a need, in the order they are asked; the first one broken is the cause that is kept. */
export const RULES = ['category', 'reach', 'language', 'qualification', 'sex', 'sameWorker', 'slot', 'validity', 'veto'] as const;
export type Rule = (typeof RULES)[number];

/** How near a resource is based: the smallest division that holds both it and the need. */
export type Nearness = 'community' | 'township' | 'county' | 'city';

/**
 * An amount on the four aims, in their strict order: urgent units short of the floors, priority points unmet,
 * units taken from stale capacity, cost. As a gain, more is better; as a margin, how much is lacking.
 */
export type Aims = { floorUnits: number; points: number; staleUnits: number; costFen: number };

/**
 * Another resource a need could have. `othersLose`: what others would lose at most if it took a place there, null where nobody would. `heldBy`: it is full by its
 * organisation's cap or budget, or by what it shares with others, and has places of its own; what others lose for money, or for what is shared, is not known.
 */
export type Alternative = { resourceId: string; costDifferenceFen: number; isStale: boolean; isFull: boolean; heldBy?: 'cap' | 'budget' | 'shared';
  othersLose: Aims | null;
  /** Of a budget that holds it: what is left, too little for one more. */
  restFen?: number;
  /** What would be short for this need there though every need without a pin gave way: then a pin could not be kept. */
  pinLacks?: PinLack[];
};

export type Assignment = {
  needId: string; resourceId: string; units: number;
  why: { nearness: Nearness; urgency: Urgency; points: number; slot: string | null; costFen: number; isStale: boolean; isPinned: boolean; isKnown: boolean };
  /** Other eligible resources, the cheapest first: what the next best would have been. */
  nextBest: Alternative[];
};

export type Outbid = { needId: string; resourceId: string; margin: Aims };

/** What holds back resources that have room of their own. */
export type HeldBy = { atCap?: string[]; atBudget?: string[]; atShared?: string[]; shared?: string[]; /** What is left of the budget, where it is one that holds all `atBudget`. */ restFen?: number };

export type UnmetReason =
  | { kind: 'waiting'; for: 'consent' | 'verification' }
  | { kind: 'noneEligible'; removed: Partial<Record<Rule, number>>; nearest: Rule | null }
  /** Every eligible resource is full, and no priority could win a place: no capacity, or kept by pins and floors. `atCap`: those that have units left themselves, but their organisation can carry no more; `atBudget`: but cannot pay for one more; `atShared`: but `shared`, which they take along, are fully taken. */
  | ({ kind: 'eligibleButFull'; resources: string[] } & HeldBy)
  /** Every eligible resource is full; with more than `margin` on top, this need would have had the place. */
  | ({ kind: 'outbid'; by: Outbid[] } & HeldBy);

export type Change =
  | { kind: 'serveCommunity'; communityCode: string }
  | { kind: 'addLanguage'; language: 'zh' | 'mn' }
  | { kind: 'addQualification'; qualification: string }
  | { kind: 'sendWorker'; sex: WorkerSex }
  | { kind: 'addSlot'; slot: string }
  /** The resident lets somebody else come, and the wish is taken off: a change that others go with. Where it is the only one it is a cure of its own. */
  | { kind: 'acceptAnother' }
  /** What was stated is said again for today, and is `units` in all: nothing more is asked of anybody. */
  | { kind: 'confirmCapacity'; units: number }
  /** More units, kept for this need by a pin: without it they might go to a need that comes first. */
  | { kind: 'addUnits'; units: number }
  /** The same of an organisation's cap. */
  | { kind: 'raiseCap'; organizationId: string; units: number }
  /** And of its budget. */
  | { kind: 'raiseBudget'; organizationId: string; fen: number }
  /** More units of what the resource takes along. */
  | { kind: 'addShared'; resourceId: string; units: number };

/** The least change after which the need is met. */
export type Cure =
  | { kind: 'giveConsent' } | { kind: 'verifyNeed' }
  | { kind: 'acceptAnother'; resourceId: string; costFen: number }
  | { kind: 'changeResource'; resourceId: string; changes: Change[]; costFen: number }
  /** `acceptsAnother`: who is new has served nobody, so the wish for somebody known is taken off. */
  | { kind: 'newResource'; category: string; communityCode: string; units: number; acceptsAnother?: true };

export type Unmet = { needId: string; units: number; reason: UnmetReason; cure: Cure };

/** What one more unit of a resource would bring; all zero where it has units left. */
export type ResourceValue = { resourceId: string; unitsLeft: number; nextUnit: Aims };
/** What it would bring if an organisation carried one unit more, its resources staying as they are. */
export type OrganizationValue = { organizationId: string; unitsLeft: number; nextUnit: Aims };
/** What so much more money for an organisation's month would bring. */
export type BudgetValue = { organizationId: string; fen: number; gain: Aims };
/** What one unit would bring that is free, serves this category in this community, and suits everyone there. */
export type Gap = { category: string; communityCode: string; unmetUnits: number; nextUnit: Aims };

/** How much is missing for a pin: money of its organisation's month, or units of its cap, of what is taken along, or of its own. */
export type PinLack = { of: 'budget'; fen: number } | { of: 'cap' | 'shared' | 'places'; units: number };
/** `lacks`: of the limits that defeat it, what each is short by. */
export type RefusedPin = Pin & ({ because: 'unknown' | 'alreadyPinned' | 'waiting' } | { because: 'full'; lacks: PinLack[] } | { because: 'notEligible'; rule: Rule });
