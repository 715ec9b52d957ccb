import { ancestorsOf } from '../../../kernel/division.ts';
import type { Language } from '../../../kernel/messages.ts';
import { join, raw, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { FigureAnswer } from '../core/contract.ts';
import { FIGURE_CODES, figureOf, type FigureCode } from '../core/figures.ts';
import type { Period } from '../core/period.ts';
import { RELATIONS, valueOf, type Window } from './relations.ts';

export type Place = { code: string; name: string; level: string; kind: string };

export const windowOf = (division: string, { from, to }: Period): Window => ({ code: sql`${division}::text`, from: sql`${from}::date`, to: sql`${to}::date` });

export const findPlace = (tx: Tx, code: string): Promise<Place | null> => tx.maybe(sql`select code, name, level, kind from division where code = ${code}`);

/** The places from one down to another below it. */
export const placesBetween = (tx: Tx, top: string, code: string): Promise<Place[]> =>
  tx.many(sql`select code, name, level, kind from division where code = any(${[...ancestorsOf(code), code].filter((part) => part.startsWith(top))}) order by code`);

/** The values of figures of one place and period, in one statement. Run under the figures' scope. */
export async function valuesOf(tx: Tx, division: string, period: Period, codes: FigureCode[]): Promise<Record<FigureCode, number>> {
  const window = windowOf(division, period);
  return tx.one(sql`select ${join(codes.map((code) => sql`${valueOf(code, window)}::bigint as ${raw(`"${code}"`)}`))}`);
}

/** Figures with their units, names and definitions: what the page, the API and `sanshe figures` show. Run under the figures' scope. */
export async function figuresFor(tx: Tx, { division, from, to, codes = FIGURE_CODES, language }: Period & { division: string; codes?: FigureCode[] | undefined; language: Language }): Promise<FigureAnswer[]> {
  if (codes.length === 0) return [];
  const values = await valuesOf(tx, division, { from, to }, codes);
  return codes.map((code) => {
    const { unit, kind, group, recordKind, words } = figureOf(code);
    return { code, value: values[code], unit, kind, group, recordKind, ...words[language] };
  });
}

/** One figure of each place directly below one. */
export async function valuesByDivision(tx: Tx, code: FigureCode, division: string, period: Period): Promise<(Place & { value: number })[]> {
  const window = { ...windowOf(division, period), code: sql`place.code` };
  return tx.many(sql`
    select place.code, place.name, place.level, place.kind, ${valueOf(code, window)}::bigint as value
    from division place
    where place.code > ${division} and place.code < ${`${division}:`} and length(place.code) = ${({ 4: 6, 6: 9, 9: 12 } as Record<number, number>)[division.length] ?? 0}
      and (place.valid_to is null or place.valid_to >= ${period.from}) -- valid_from is the day of the list, not of the place
    order by place.code`);
}

/** Figures of one place month by month. */
export async function valuesByMonth(tx: Tx, codes: FigureCode[], division: string, months: Period[]): Promise<Record<FigureCode, number>[]> {
  const window = { code: sql`${division}::text`, from: sql`month.first`, to: sql`month.last` };
  return tx.many(sql`
    select ${join(codes.map((code) => sql`${valueOf(code, window)}::bigint as ${raw(`"${code}"`)}`))}
    from unnest(${months.map(({ from }) => from)}::date[], ${months.map(({ to }) => to)}::date[]) as month(first, last)
    order by month.first`);
}

export type RecordRow = { id: string; onDay: string; divisionCode: string; subjectId: string | null; personId: string | null; detail: string | null };
export type Cursor = { onDay: string; id: string };

/** The records behind a figure, newest first, from where a page ended. */
export async function listRecords(tx: Tx, code: FigureCode, division: string, period: Period, after: Cursor | null, limit: number): Promise<RecordRow[]> {
  const start: Sql = after ? sql`where (on_day, id collate "C") < (${after.onDay}::date, ${after.id})` : sql``;
  return tx.many(sql`
    select id, on_day as "onDay", division_code as "divisionCode", subject_id as "subjectId", person_id as "personId", detail
    from (${RELATIONS[code](windowOf(division, period))}) record ${start}
    order by on_day desc, id collate "C" desc limit ${limit}`);
}

/** One record of a figure, by the id that its list gives it. `on` narrows the search to its day, which in a large period saves reading all the others. */
export const findRecord = (tx: Tx, code: FigureCode, division: string, period: Period, recordId: string, on: string | undefined): Promise<RecordRow | null> =>
  tx.maybe(sql`
    select id, on_day as "onDay", division_code as "divisionCode", subject_id as "subjectId", person_id as "personId", detail
    from (${RELATIONS[code](windowOf(division, period))}) record where id = ${recordId}${on ? sql` and on_day = ${on}::date` : sql``} limit 1`);
