/** What a figure counts. `persons` are distinct people, `personTimes` pairs of person and session: never one for the other. */
export const FIGURE_UNITS = ['communities', 'personTimes', 'persons', 'events', 'needs', 'referrals', 'organizations'] as const;
export type FigureUnit = (typeof FIGURE_UNITS)[number];

export const FIGURE_GROUPS = ['services', 'needs', 'organizations'] as const;
export type FigureGroup = (typeof FIGURE_GROUPS)[number];

/** What one record of a figure is. */
export const RECORD_KINDS = ['community', 'attendance', 'person', 'session', 'need', 'referral', 'organization'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** `flow`: what happened in the period. `stock`: what there was on its last day. `during`: what there was on any of its days. */
export const FIGURE_KINDS = ['flow', 'stock', 'during'] as const;

/** A figure is a definition that people can read, never a number that somebody typed: its value is the number of its records. */
export type FigureDefinition<Code extends string = string> = {
  code: Code;
  unit: FigureUnit;
  kind: (typeof FIGURE_KINDS)[number];
  group: FigureGroup;
  recordKind: RecordKind;
  /** The name, and what counts and what does not, as shown to whoever asks. */
  words: { zh: FigureWords; en: FigureWords };
};
export type FigureWords = { name: string; definition: string };

export const defineFigure = <const Code extends string>(definition: FigureDefinition<Code>): FigureDefinition<Code> => definition;

/** May the values of months be added to that of a year? Persons never, stocks never. */
export const addsOverTime = (figure: FigureDefinition): boolean => figure.kind === 'flow' && figure.unit !== 'persons';

/** May the values of places be added to that of the place above them? */
export const addsOverPlaces = (figure: FigureDefinition): boolean => figure.unit !== 'persons';
