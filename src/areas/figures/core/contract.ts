import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { FIGURE_GROUPS, FIGURE_KINDS, FIGURE_UNITS, RECORD_KINDS } from './figure.ts';
import { FIGURE_CODES, isFigureCode, type FigureCode } from './figures.ts';

const Day = z.iso.date().refine(isDayInReach);
const Code = z.enum(FIGURE_CODES);

/** Where and when. The place is by default that of the grant, the period this year up to today; days are inclusive. */
export const Where = { division: z.string().regex(/^\d{4,12}$/).optional(), from: Day.optional(), to: Day.optional() };
export const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => !from || !to || from <= to;
const ORDER = { path: ['to'] };

export const ListFigures = z.object({
  ...Where,
  /** Comma separated; all figures if absent. */
  codes: z.string().max(1000).refine((text) => text.split(',').every(isFigureCode)).transform((text) => text.split(',') as FigureCode[]).optional(),
}).refine(inOrder, ORDER);
export type ListFigures = z.output<typeof ListFigures>;

export const FigureAnswer = z.object({
  code: Code, value: z.number().int(), unit: z.enum(FIGURE_UNITS), kind: z.enum(FIGURE_KINDS), group: z.enum(FIGURE_GROUPS), recordKind: z.enum(RECORD_KINDS),
  name: z.string(), definition: z.string(),
});
export type FigureAnswer = z.infer<typeof FigureAnswer>;

const Place = z.object({ code: z.string(), name: z.string(), level: z.string() });
/** `path` leads from the division of the grant down to this one. */
export const FiguresAnswer = z.object({ division: Place, path: z.array(Place), from: z.string(), to: z.string(), figures: z.array(FigureAnswer) });
export type FiguresAnswer = z.infer<typeof FiguresAnswer>;

export const FiguresByDivision = z.object({ ...Where, code: Code }).refine(inOrder, ORDER);
export type FiguresByDivision = z.output<typeof FiguresByDivision>;
export const ByDivisionAnswer = z.object({
  code: Code, unit: z.enum(FIGURE_UNITS), name: z.string(), division: Place, from: z.string(), to: z.string(),
  /** Of the whole place. Where `adds` is false (persons) the parts sum to more. */
  value: z.number().int(), adds: z.boolean(),
  divisions: z.array(Place.extend({ kind: z.string(), value: z.number().int() })),
  /** What belongs to the whole place and to none of its parts; null where values do not add. */
  elsewhere: z.number().int().nullable(),
});
export type ByDivisionAnswer = z.infer<typeof ByDivisionAnswer>;

export const FiguresByMonth = ListFigures;
export type FiguresByMonth = ListFigures;
export const ByMonthAnswer = z.object({
  /** `2021-07`; the last ends on the period's last day. */
  months: z.array(z.string()),
  figures: z.array(z.object({ code: Code, unit: z.enum(FIGURE_UNITS), values: z.array(z.number().int()) })),
});
export type ByMonthAnswer = z.infer<typeof ByMonthAnswer>;

export const ListRecords = z.object({
  ...Where, id: z.string().max(40), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(1000).default(100),
}).refine(inOrder, ORDER);
export type ListRecords = z.output<typeof ListRecords>;

export const FigureRecord = z.object({
  id: z.string(), on: z.string().nullable(), divisionCode: z.string(),
  /** From the banner down. */
  place: z.array(z.string()),
  title: z.string(),
  /** A code: the age group, the kind of session or organisation. */
  detail: z.string().nullable(),
  /** Of a person: at how many sessions in the period. */
  times: z.number().int().nullable(),
  /** Null unless the viewer's own scope holds the person; the rows are the same for all. */
  name: z.string().nullable(),
  /** The record to open, if the viewer's own scope holds it. */
  subject: z.object({ kind: z.enum(['session', 'referral', 'need', 'organization', 'person']), id: z.string() }).nullable(),
});
export type FigureRecord = z.infer<typeof FigureRecord>;
export const RecordsAnswer = z.object({ total: z.number().int(), records: z.array(FigureRecord), next: z.string().nullable() });
/** The same as lists of the web app take it. */
export const RecordRows = z.object({ total: z.number().int(), items: z.array(FigureRecord), next: z.string().nullable() });
