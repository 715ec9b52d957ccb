import { query, type Route } from '../../../platform/server/route.ts';
import { ByDivisionAnswer, ByMonthAnswer, FiguresAnswer, FiguresByDivision, FiguresByMonth, ListFigures, ListRecords, RecordRows, RecordsAnswer } from '../core/contract.ts';
import { ReadRecord, RecordCard } from '../core/record-contract.ts';
import { figureByDivision, figuresByMonth, listFigures, openFigure } from './operations.ts';
import { readRecord } from './read-record.ts';

const permission = 'figure.read';

export const figureRoutes: Route[] = [
  query({
    path: '/api/figures', permission, reads: 'figures', says: 'Figures of a division and a period (days inclusive), each with its unit and definition',
    input: ListFigures, answer: FiguresAnswer, run: listFigures,
  }),
  query({
    path: '/api/figures/by-division', permission, reads: 'figures', says: 'One figure of each division directly below one; persons do not add up',
    input: FiguresByDivision, answer: ByDivisionAnswer, run: figureByDivision,
  }),
  query({
    path: '/api/figures/by-month', permission, reads: 'figures', says: 'Figures of a division month by month: the months of the period, at least twelve',
    input: FiguresByMonth, answer: ByMonthAnswer, run: figuresByMonth,
  }),
  query({
    path: '/api/figures/:id/records', permission, reads: 'figures', says: 'The records behind a figure, newest first; as many as its value says',
    input: ListRecords, answer: RecordsAnswer, run: openFigure,
  }),
  query({
    path: '/api/figures/:id/rows', permission, reads: 'figures', says: 'The same records, under the name that every list has (items)',
    input: ListRecords, answer: RecordRows, run: async (tx, call, input) => { const { records, ...page } = await openFigure(tx, call, input); return { ...page, items: records }; },
  }),
  query({
    path: '/api/figures/:id/records/:recordId', permission, reads: 'figures', says: 'One of these records as everybody who sees the figure may see it: what, where, when, by whom and how far, without the resident',
    input: ReadRecord, answer: RecordCard, run: readRecord,
  }),
];
