import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { Binding, Dropped } from './bindings.ts';
import { LONGEST_ANSWER } from './check-answer.ts';
import { FAULT_CODES } from './answer-form.ts';
import { Questionnaire } from './questionnaire.ts';

const Count = z.int().min(0);
const LocalDay = z.iso.date().refine(isDayInReach);
const Version = z.coerce.number().int().min(1).max(100_000);

/** How it was asked; `paper` is a sheet that somebody filled in and a worker types. */
export const RESPONSE_CHANNELS = ['homeInquiry', 'talk', 'phone', 'questionnaire', 'paper', 'self'] as const;
export type ResponseChannel = (typeof RESPONSE_CHANNELS)[number];

/** 5,000: a household of twenty, asked two hundred things each. */
export const MOST_ANSWERS = 5000;
export const AnswersGiven = z.record(z.string().max(400), z.string().max(LONGEST_ANSWER)).refine((answers) => Object.keys(answers).length <= MOST_ANSWERS);

/** The pictures that answers name, each in base64; the rest is said at the question. */
export const PicturesGiven = z.record(z.string().max(80), z.string().max(8_000_000)).refine((pictures) => Object.keys(pictures).length <= 20);
export type PicturesGiven = z.infer<typeof PicturesGiven>;

export const SubmitResponse = z.object({
  requestId: z.uuid(), questionnaireId: z.uuid(), version: z.int().min(1).max(100_000), channel: z.enum(RESPONSE_CHANNELS), askedOn: LocalDay, askedBy: z.string().trim().max(50).nullish(),
  /** Without a person it is of nobody in particular, at a place. */ personId: z.uuid().nullish(), divisionCode: z.string().regex(/^\d{9,12}$/).nullish(), answers: AnswersGiven, pictures: PicturesGiven.nullish(),
  /** The round it was asked in, and the door if that is known; else the door of the person is looked up. */ roundId: z.uuid().nullish(), memberId: z.uuid().nullish(),
  /** The answered questionnaire that this one corrects. */ supersedes: z.uuid().nullish(),
});
export type SubmitResponse = z.infer<typeof SubmitResponse>;
export const Submitted = z.object({ responseId: z.uuid(), needs: z.array(z.object({ needId: z.uuid(), item: z.string(), outcome: z.enum(['new', 'joined', 'kept']) })) });
export type Submitted = z.infer<typeof Submitted>;
/** What a refusal of answers brings with it. */
export const FaultsTold = z.array(z.object({ key: z.string(), code: z.enum(FAULT_CODES) }));

/** Of whom an answer of a round is: of somebody drawn, of somebody off the list, of a discussion, of whoever came by a link on a wall. */
export const STANDINGS = ['drawn', 'outside', 'talk', 'wall'] as const;

export const ListResponses = z.object({
  questionnaireId: z.uuid().optional(), personId: z.uuid().optional(), roundId: z.uuid().optional(), channel: z.string().max(200).optional().transform((text) => (text ? text.split(',') : undefined)).pipe(z.array(z.enum(RESPONSE_CHANNELS)).optional()),
  askedFrom: LocalDay.optional(), askedTo: LocalDay.optional(), sort: z.enum(['-askedOn', 'askedOn']).default('-askedOn'), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type ListResponses = z.infer<typeof ListResponses>;
export const ResponseRow = z.object({
  id: z.uuid(), questionnaireId: z.uuid(), title: z.string(), version: z.int(), channel: z.enum(RESPONSE_CHANNELS), personId: z.uuid().nullable(), personName: z.string().nullable(), divisionCode: z.string(), divisionName: z.string(),
  askedByName: z.string(), askedOn: z.string(), isByLink: z.boolean(), needs: Count, correctionOf: z.uuid().nullable(), standing: z.enum(STANDINGS).nullable(),
});
export type ResponseRow = z.infer<typeof ResponseRow>;
export const ResponsePage = z.object({ total: Count, items: z.array(ResponseRow), next: z.string().nullable() });

export const OneResponse = z.object({ responseId: z.uuid() });
export type OneResponse = z.infer<typeof OneResponse>;
export const OnePicture = OneResponse.extend({ name: z.string().max(80) });
export type OnePicture = z.infer<typeof OnePicture>;
export const ResponseFile = ResponseRow.extend({
  answers: z.record(z.string(), z.string()), form: Questionnaire, newestVersion: z.int(), correctedBy: z.uuid().nullable(), createdAt: z.string(), linkPlace: z.string().nullable(), round: z.object({ id: z.uuid(), purpose: z.string(), memberId: z.uuid().nullable(), place: z.string().nullable() }).nullable(),
  /** `isStill`: what is answered now says so too; a corrected answer may have given a need that it no longer gives. */
  came: z.array(z.object({ needId: z.uuid(), item: z.string(), status: z.string(), outcome: z.enum(['new', 'joined', 'kept']), isStill: z.boolean() })),
});
export type ResponseFile = z.infer<typeof ResponseFile>;

export const OneVersion = z.object({ questionnaireId: z.uuid(), version: Version });
export type OneVersion = z.infer<typeof OneVersion>;
export const SaveBindings = z.object({ requestId: z.uuid(), questionnaireId: z.uuid(), version: z.int().min(1).max(100_000), /** The revision that was read, so that nobody overwrites another's. */ revision: Count, bindings: z.array(Binding).max(300) });
export type SaveBindings = z.infer<typeof SaveBindings>;
export const BindingsSaved = z.object({ revision: Count });
export const BindingsAnswer = z.object({ revision: Count, bindings: z.array(Binding), dropped: z.array(Dropped), madeByName: z.string().nullable(), madeAt: z.string().nullable() });
export type BindingsAnswer = z.infer<typeof BindingsAnswer>;

/** A link is for weeks, not for years: a form left on a wall goes stale. */
export const LONGEST_LINK_DAYS = 366;
export const MakeLink = z.object({ requestId: z.uuid(), questionnaireId: z.uuid(), place: z.string().trim().min(1).max(100), expiresOn: LocalDay, mostAnswers: z.int().min(1).max(100_000), divisionCode: z.string().regex(/^\d{9,12}$/).nullish(), /** The round it asks for: in its version, until it ends. */ roundId: z.uuid().nullish() });
export type MakeLink = z.infer<typeof MakeLink>;
export const CloseLink = z.object({ requestId: z.uuid(), linkId: z.uuid() });
export type CloseLink = z.infer<typeof CloseLink>;
export const LinkMade = z.object({ linkId: z.uuid() });
export const LINK_STATES = ['open', 'closed', 'expired', 'full'] as const;
export const LinkRow = z.object({
  id: z.uuid(), code: z.string(), spoken: z.string(), /** Below the address at which the product is found. */ address: z.string(), place: z.string(), divisionName: z.string(), expiresOn: z.string(), mostAnswers: Count, answers: Count, state: z.enum(LINK_STATES), madeByName: z.string(), madeAt: z.string(),
});
export type LinkRow = z.infer<typeof LinkRow>;
export const LinksOfQuestionnaire = z.object({ questionnaireId: z.uuid(), roundId: z.uuid().optional() });
export type LinksOfQuestionnaire = z.infer<typeof LinksOfQuestionnaire>;
export const LinkList = z.object({ items: z.array(LinkRow) });

/** What whoever has a link is asked. */
export const AskByLink = z.object({ code: z.string().max(40) });
/** Whom to call at the place of a link. */
const ToCall = z.object({ name: z.string(), phone: z.string() }).nullable();
const SheetByLink = z.object({ state: z.literal('open'), /** The link is of one home, which answers once and is known by it. */ isOfHome: z.boolean(), title: z.string(), version: z.int(), form: Questionnaire, place: z.string(), divisionName: z.string(), today: z.string(), phone: ToCall });
export type SheetByLink = z.infer<typeof SheetByLink>;
/** A link that takes no answers says so with the telephone of its place, and nothing of what was asked or answered; `answered` only that of a home, which answers once. */
export const AskedByLink = z.discriminatedUnion('state', [SheetByLink, z.object({ state: z.enum(['answered', 'over']), phone: ToCall })]);
export type AskedByLink = z.infer<typeof AskedByLink>;
export const AnswerByLink = z.object({ requestId: z.uuid(), code: z.string().max(40), version: z.int().min(1).max(100_000), answers: AnswersGiven, pictures: PicturesGiven.nullish() });
export type AnswerByLink = z.infer<typeof AnswerByLink>;
export const AnsweredByLink = z.object({ isTaken: z.literal(true) });
