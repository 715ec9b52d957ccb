import { isWithin } from '../../../kernel/division.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { stepInto } from '../../../platform/server/step-into.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ByDivisionAnswer, ByMonthAnswer, FigureRecord, FiguresAnswer, FiguresByDivision, FiguresByMonth, ListFigures, ListRecords } from '../core/contract.ts';
import { addsOverPlaces } from '../core/figure.ts';
import { FIGURE_CODES, figureOf, isFigureCode } from '../core/figures.ts';
import { monthsOf, thisYear, type Period } from '../core/period.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { describeRows, placesOf, seenBy, toRecord } from './describe.ts';
import { figuresFor, findPlace, listRecords, placesBetween, valuesByDivision, valuesByMonth, valuesOf, type Place } from './queries.ts';

type Where = { division?: string | undefined; from?: string | undefined; to?: string | undefined };

/** The place, which must be the grant's or below it, and the period with what was left out filled in. */
export async function whereOf(tx: Tx, { actor, today }: Call, { division = actor.divisionCode, from, to }: Where): Promise<{ place: Place; period: Period }> {
  const place = isWithin(division, actor.role === 'system' ? actor.city : actor.divisionCode) ? await findPlace(tx, division) : null;
  if (!place) throw new NotFound('division', division);
  const last = to ?? (from && from > today ? from : today);
  const first = from ?? thisYear(last).from;
  return { place, period: { from: first, to: last } };
}

const named = ({ code, name, level }: Place) => ({ code, name, level });

/** The figures of one place and period, in the caller's language. Under the figures' scope, as all here. */
export async function listFigures(tx: Tx, call: Call, input: ListFigures): Promise<FiguresAnswer> {
  const { place, period } = await whereOf(tx, call, input);
  const path = placesBetween(tx, call.actor.divisionCode, place.code);
  const figures = await figuresFor(tx, { division: place.code, ...period, codes: input.codes, language: call.language });
  return { division: named(place), path: (await path).map(named), ...period, figures };
}

/** One figure of each part of a place: the map. */
export async function figureByDivision(tx: Tx, call: Call, input: FiguresByDivision): Promise<ByDivisionAnswer> {
  const { place, period } = await whereOf(tx, call, input);
  const figure = figureOf(input.code);
  const whole = valuesOf(tx, place.code, period, [input.code]);
  const divisions = await valuesByDivision(tx, input.code, place.code, period);
  const value = (await whole)[input.code];
  const adds = addsOverPlaces(figure);
  return {
    code: input.code, unit: figure.unit, name: figure.words[call.language].name, division: named(place), ...period, value, adds,
    divisions: divisions.map((part) => ({ ...named(part), kind: part.kind, value: part.value })),
    elsewhere: adds ? value - divisions.reduce((sum, part) => sum + part.value, 0) : null,
  };
}

/** Figures of one place month by month: the trend. */
export async function figuresByMonth(tx: Tx, call: Call, input: FiguresByMonth): Promise<ByMonthAnswer> {
  const { place, period } = await whereOf(tx, call, input);
  const codes = input.codes ?? FIGURE_CODES;
  const months = monthsOf(period);
  const values = await valuesByMonth(tx, codes, place.code, months);
  return {
    months: months.map(({ month }) => month),
    figures: codes.map((code) => ({ code, unit: figureOf(code).unit, values: values.map((row) => row[code]) })),
  };
}

/** The records behind a figure. The rows are the same for every viewer; names stand only where the viewer's own scope holds the person. */
export async function openFigure(tx: Tx, call: Call, input: ListRecords): Promise<{ total: number; records: FigureRecord[]; next: string | null }> {
  if (!isFigureCode(input.id)) throw new NotFound('figure', input.id);
  const { place, period } = await whereOf(tx, call, input);
  const { recordKind } = figureOf(input.id);
  const counted = valuesOf(tx, place.code, period, [input.id]);
  const rows = await listRecords(tx, input.id, place.code, period, decodeCursor(input.after), input.limit);
  const total = (await counted)[input.id];
  const describe = await describeRows(tx, recordKind, rows, call.language);
  const placeOf = await placesOf(tx, rows);
  const described = rows.map(describe);
  await stepInto(tx, scopeOf(call.actor));
  const { nameOf, maySee } = await seenBy(tx, call, rows, described.map(({ subject }) => subject));
  const records = rows.map((row, i) => toRecord(row, recordKind, {
    described: described[i]!, place: placeOf(row.divisionCode), name: nameOf(row.personId), isOpen: maySee(described[i]!.subject),
  }));
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return { total, records, next: last ? encodeCursor(last) : null };
}
