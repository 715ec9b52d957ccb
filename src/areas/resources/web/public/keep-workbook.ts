import { draw, fill } from '../../../../platform/web/confirm/draw.ts';
import type { Reply } from './keep-server.ts';
import { filled, type KeepWords } from './keep-words.ts';

/** As the server answers (areas/imports, which comes later): a row of the workbook beside what stands. */
export type SheetRow = {
  row: number; number: string; what: string; resourceId: string | null; mark: string; says: string | null; isStillSo: boolean;
  /** Corrected in the page since the workbook was made: the page's stands unless the sheet's is ticked. */
  corrected: { cell: string; column: string; key: string; page: string; sheet: string; by: string | null; canTake: boolean }[];
  changes: { cell: string; column: string; from: string; to: string }[]; problems: { cell: string; message: string }[];
};
export type SheetSeen = { file: string; rows: SheetRow[] };
export type SheetTaken = { changed: number; confirmed: number; leftOut: { name: string; by: string | null }[] };

type Acts = { download: string; read: (file: File) => Promise<Reply<SheetSeen>>; take: (file: File, fields: Record<string, string>) => Promise<Reply<SheetTaken>>; trouble: (reply: Reply<unknown>) => string; done: (text: string, isWrong: boolean) => void };

/** The workbook out and back: what it would change is shown first, and one press takes it over. */
export function workbookPart(w: KeepWords, acts: Acts): HTMLElement {
  const place = draw('section', { class: 'about keep-card keep-sheet', 'aria-labelledby': 'sheet-title' });
  let isSending = false;
  const line = (text: string, isWrong = false) => draw('p', { class: isWrong ? 'keep-note wrong' : 'keep-note', role: 'status', tabindex: '-1' }, text);
  const button = (text: string, kind: string, act: () => void) => draw('button', { type: 'button', class: `big ${kind}`, click: act }, text);
  const title = () => draw('h2', { class: 'what', id: 'sheet-title' }, w.sheet);

  function begin(text = '', isWrong = false): void {
    const input = draw('input', { type: 'file', id: 'sheet', accept: '.xlsx,.xls,.et,.csv' }) as HTMLInputElement, note = line(text, isWrong);
    input.addEventListener('change', () => { const file = input.files && input.files[0]; if (file && !isSending) void look(file, note); });
    fill(place, title(), draw('p', { class: 'keep-more' }, w.sheetLead), draw('a', { class: 'big quiet', href: acts.download, download: true }, w.sheetOut), draw('label', { for: 'sheet', class: 'keep-label' }, w.sheetIn), input, note);
    if (text) note.focus();
  }

  async function look(file: File, note: HTMLElement): Promise<void> {
    isSending = true;
    note.className = 'keep-note';
    note.textContent = w.sending;
    const reply = await acts.read(file);
    isSending = false;
    if (reply.ok) show(file, reply.value); else begin(acts.trouble(reply), true);
  }

  function correctedOf(row: SheetRow, one: SheetRow['corrected'][number], chosen: Set<string>): HTMLElement {
    const tick = draw('input', { type: 'checkbox', class: 'keep-tick' }) as HTMLInputElement, key = `${row.resourceId}.${one.key}`;
    tick.addEventListener('change', () => { if (tick.checked) chosen.add(key); else chosen.delete(key); });
    return draw('div', {}, draw('p', {}, `${one.cell} ${filled(one.by ? w.sheetCorrectedBy : w.sheetCorrected, { column: one.column, who: one.by || '' })}`, draw('strong', {}, one.page)),
      one.canTake ? draw('label', { class: 'keep-unsure' }, tick, filled(w.sheetTakeCell, { sheet: one.sheet })) : draw('p', {}, filled(w.sheetMasked, { sheet: one.sheet })));
  }

  function rowOf(row: SheetRow, chosen: Set<string>): HTMLElement {
    return draw('li', {}, draw('strong', {}, row.says ? filled(w.sheetRow, { n: row.row }) : row.what),
      row.says ? draw('p', { class: 'wrong' }, row.says) : null, ...row.changes.map(({ cell, column, from, to }) => draw('p', {}, `${cell} ${column}: ${from} → `, draw('strong', {}, to))),
      ...row.problems.map(({ cell, message }) => draw('p', { class: 'wrong' }, `${cell} ${message}`)),
      ...row.corrected.map((one) => correctedOf(row, one, chosen)));
  }

  function show(file: File, { file: digest, rows }: SheetSeen): void {
    const told = rows.filter((row) => row.says !== null || row.changes.length > 0 || row.problems.length > 0 || row.corrected.length > 0), same = rows.filter((row) => row.isStillSo), chosen = new Set<string>();
    const still = draw('input', { type: 'checkbox', class: 'keep-tick' }) as HTMLInputElement, note = line('');
    const take = async () => {
      const taken = rows.filter((row) => row.changes.length > 0 || row.corrected.some(({ key }) => chosen.has(`${row.resourceId}.${key}`)) || (still.checked && row.isStillSo)), sheet: string[] = [];
      chosen.forEach((key) => sheet.push(key));
      if (isSending) return;
      isSending = true;
      note.textContent = w.sending;
      const reply = await acts.take(file, { file: digest, rows: taken.map(({ resourceId, mark }) => `${resourceId}=${mark}`).join(','), stillSo: still.checked ? 'yes' : 'no', sheet: sheet.join(',') });
      isSending = false;
      if (!reply.ok) { note.className = 'keep-note wrong'; note.textContent = acts.trouble(reply); return note.focus(); }
      const { changed, confirmed, leftOut } = reply.value;
      acts.done(filled(w.sheetDone, { n: changed + confirmed }) + (leftOut.length > 0 ? ` ${filled(w.sheetLeftOut, { n: leftOut.length })}` : ''), leftOut.length > 0);
    };
    const head = draw('p', { tabindex: '-1', class: 'keep-much' }, told.length > 0 ? w.sheetSeen : w.sheetSame);
    fill(place, title(), head, draw('ul', { class: 'keep-changes' }, ...told.map((row) => rowOf(row, chosen))),
      same.length > 0 ? draw('label', { class: 'keep-unsure' }, still, filled(w.sheetStill, { n: same.length })) : null, note,
      told.some(({ changes, corrected }) => changes.length > 0 || corrected.some(({ canTake }) => canTake)) || same.length > 0 ? button(w.sheetTake, 'good', () => void take()) : null, button(w.cancel, 'plain', () => begin()));
    head.focus();
  }
  begin();
  return place;
}
