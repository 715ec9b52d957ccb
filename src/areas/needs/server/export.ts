import { PassThrough } from 'node:stream';
import type { Call } from '../../../platform/server/call.ts';
import { appendAudit } from '../../../platform/server/audit.ts';
import { BadInput } from '../../../platform/server/errors.ts';
import type { FileAnswer } from '../../../platform/server/route.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { ExportNeeds, NeedRow } from '../core/contract.ts';
import { CATEGORY_WORDS, ITEMS, type Category, type ItemCode } from '../core/items.ts';
import { messages } from '../core/messages.ts';
import { listNeeds } from './list-queries.ts';

/** What a spreadsheet on an office machine opens; more is a matter for reports. */
const MOST_ROWS = 100_000;
const PAGE = 2000;

const COLUMNS = ['person', 'item', 'category', 'description', 'urgency', 'quantity', 'status', 'division', 'heardOn', 'waitingDays', 'points', 'verified', 'evidences'] as const;
type ColumnKey = (typeof COLUMNS)[number];

/** The list exactly as filtered and sorted, as a workbook; that it was taken out is written in the audit log. */
export async function exportNeeds(tx: Tx, call: Call, { columns, format: _, ...filters }: ExportNeeds): Promise<FileAnswer> {
  const words = messages[call.language];
  const chosen = columns ? COLUMNS.filter((key) => columns.split(',').includes(key)) : [...COLUMNS];
  const said = (key: string) => words[key as keyof typeof words] ?? key;
  const value: Record<ColumnKey, (row: NeedRow) => string | number> = {
    person: (row) => row.personName ?? '', item: (row) => ITEMS[row.item as ItemCode]?.[call.language] ?? row.item, category: (row) => CATEGORY_WORDS[row.category as Category]?.[call.language] ?? row.category,
    description: (row) => row.description, urgency: (row) => said(`needs.urgency.${row.urgency}`), quantity: (row) => row.quantity, status: (row) => said(`needs.status.${row.status}`), division: (row) => row.divisionName,
    heardOn: (row) => row.heardOn, waitingDays: (row) => row.waitingDays, points: (row) => row.points, verified: (row) => said(row.isVerified ? 'needs.verifiedYes' : 'needs.verifiedNo'), evidences: (row) => row.evidences,
  };
  const out = new PassThrough();
  const chunks: Buffer[] = [];
  out.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { default: ExcelJS } = await import('exceljs'); // large, and wanted only now and then
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const sheet = workbook.addWorksheet(said('needs.title'), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = chosen.map((key) => ({ header: said(`needs.field.${key}`), key, width: key === 'description' ? 40 : 14 }));
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listNeeds>> = await listNeeds(tx, call, { ...filters, limit: PAGE, ...(after ? { after } : {}) });
    if (page.total > MOST_ROWS) throw new BadInput([{ path: '', code: 'tooLong', message: said('needs.exportTooMany') }]);
    for (const row of page.items) sheet.addRow(chosen.map((key) => value[key](row))).commit();
    after = page.next;
  } while (after);
  await workbook.commit();
  appendAudit(tx, call, { operation: 'need.export', divisionCode: call.actor.divisionCode, outcome: 'read', purpose: JSON.stringify(filters) });
  return { fileName: `${said('needs.title')}-${call.today}.xlsx`, contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes: Buffer.concat(chunks) };
}
