import { createHash } from 'node:crypto';
import { LANGUAGES, type Language } from '../../../kernel/messages.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { spokenCode } from '../../../kernel/spoken-code.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import type { FileAnswer, UploadedFile } from '../../../platform/server/route.ts';
import { makeSay } from '../../../platform/server/say.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { messages as resourceMessages } from '../../resources/core/messages.ts';
import { markOf, numberOf, type OwnResource } from '../../resources/core/own-resource.ts';
import { byLink, findLastOf, listOwn, readByLink, takeOverOwn, type Owner } from '../../resources/server/own-operations.ts';
import { messages } from '../core/messages.ts';
import type { OwnersWorkbook, OwnRowSeen, OwnSeen, OwnTaken, TakeOwn } from '../core/own-contract.ts';
import { ownMessages } from '../core/own-messages.ts';
import { cellOf, findOwnSheet, placeOf, readOwnRows, type OwnRow, type OwnSheet, type OwnWords } from '../core/own-workbook.ts';
import { readWorkbook } from './read/read-workbook.ts';

const say = makeSay([messages, ownMessages, resourceMessages]);
const WORDS = Object.fromEntries(LANGUAGES.map((language) => [language, {
  own: (key: string, details?: Record<string, string>) => say(language, `imports.own.${key}`, details), of: (key: string, details?: Record<string, string>) => say(language, `resources.${key}`, details),
}])) as OwnWords;
/** Five hundred rows take 60 KB: 4 MB leaves room for whatever a programme adds. */
const MOST_MEGABYTES = 4;

async function ownerOf(tx: Tx, { actor }: Call, { organizationId }: OwnersWorkbook): Promise<Result<Owner & { name: string }>> {
  const id = actor.organizationId ?? organizationId;
  if (!id) return refuse({ code: 'noOrganizationNamed' });
  const found = await tx.maybe<{ name: string }>(sql`select name from organization where city = current_setting('app.city') and id = ${id}`);
  if (!found) throw new NotFound('organization', id);
  return ok({ organizationId: id, resourceId: null, name: found.name });
}

async function download(call: Call, name: string, resources: OwnResource[]): Promise<FileAnswer> {
  const { writeOwnSheet } = await import('./write/own-sheet.ts'); // its library is large, and wanted only now and then
  const fileName = `${say(call.language, 'imports.own.file', { owner: name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' '), today: call.today })}.xlsx`;
  return { fileName, contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes: await writeOwnSheet(resources, WORDS, call.language) };
}

type Read = { file: string; sheet: OwnSheet; rows: OwnRow[]; own: OwnResource[] };

async function read(tx: Tx, call: Call, owner: Owner, files: UploadedFile[]): Promise<Result<Read>> {
  const [file] = files;
  if (!file || files.length > 1) return refuse({ code: 'oneWorkbook' });
  if (file.bytes.length > MOST_MEGABYTES * 1024 * 1024) return refuse({ code: 'ownTooLarge', limit: MOST_MEGABYTES });
  const book = await readWorkbook(file.bytes, file.fileName);
  if (!book.ok) return refuse({ code: 'ownUnreadable', why: say(call.language, `imports.file.${book.refusal.code}`, book.refusal) });
  const sheet = findOwnSheet(book.value, WORDS);
  if (!sheet) return refuse({ code: 'notAnOwnersWorkbook' });
  const own = await listOwn(tx, call, owner);
  return ok({ file: createHash('sha256').update(file.bytes).digest('hex'), sheet, rows: readOwnRows(sheet, own, WORDS, call.language, call.today), own });
}

const columnName = (language: Language, column: string): string => WORDS[language].own(`column.${column}`);

/** What the file says beside what stands; nothing is changed by it. */
async function show(tx: Tx, call: Call, owner: Owner, files: UploadedFile[]): Promise<Result<OwnSeen>> {
  const found = await read(tx, call, owner, files);
  if (!found.ok) return found;
  const { file, sheet, rows, own } = found.value, { language } = call, seen: OwnRowSeen[] = [];
  for (const one of rows) {
    const at = (column: OwnRow['problems'][number]['column']) => ({ cell: placeOf(sheet, one.row, column), column: columnName(language, column) });
    const corrected: OwnRowSeen['corrected'] = [];
    for (const { column, ...said } of one.corrected) {
      const last = await findLastOf(tx, one.own!.id, column === 'quantity' ? 'capacity' : column);
      corrected.push({ ...at(column), key: column, ...said, by: last?.by ?? null, at: last?.at ?? null });
    }
    seen.push({
      row: one.row, number: one.own ? spokenCode(numberOf(one.own)) : one.typed, name: one.own?.name ?? '', what: one.own ? String(cellOf('what', one.own, WORDS[language], language)) : '', resourceId: one.own?.id ?? null, mark: one.own ? markOf(one.own) : '',
      says: one.fault ? WORDS[language].own(`row.${one.fault.code}`, one.fault.details) : null, changes: one.changes.map(({ column, from, to }) => ({ ...at(column), from, to })),
      problems: one.problems.map(({ column, code, details }) => ({ ...at(column), message: WORDS[language].own(`problem.${code}`, details) })), corrected, isStillSo: one.isStillSo,
    });
  }
  const named = new Set(rows.map((one) => one.own?.id));
  return ok({ file, rows: seen, missing: own.filter(({ id }) => !named.has(id)).length });
}

type Taking = Pick<TakeOwn, 'file' | 'rows' | 'stillSo' | 'sheet'>;

/** Takes over what was looked at: of the same file, and of each row that still stands as it was shown. */
async function take(tx: Tx, call: Call, owner: Owner, input: Taking, files: UploadedFile[]): Promise<Result<OwnTaken>> {
  const found = await read(tx, call, owner, files);
  if (!found.ok) return found;
  if (found.value.file !== input.file) return refuse({ code: 'fileChanged' });
  const lookedAt = new Map(input.rows.map(({ resourceId, mark }) => [resourceId, mark])), stillSo = input.stillSo === 'yes', chosen = new Set(input.sheet);
  const takings = found.value.rows.flatMap(({ own, taking: plain, offered, isStillSo }) => {
    const taking = plain && { ...plain, ...Object.fromEntries(Object.entries(offered).filter(([column]) => chosen.has(`${plain.resourceId}.${column}`))) };
    const mark = taking && lookedAt.get(taking.resourceId);
    // what has moved on since it was looked at is named among what is left out
    return mark && (markOf(own!) !== mark || Object.keys(taking).length > 1 || (stillSo && isStillSo)) ? [{ taking: { ...taking, mark }, isStillSo }] : [];
  });
  if (takings.length === 0) return refuse({ code: 'ownNothing' });
  return takeOverOwn(tx, call, owner, takings.map(({ taking }) => taking), new Set(stillSo ? takings.flatMap(({ taking, isStillSo }) => (isStillSo ? [taking.resourceId] : [])) : []));
}

export async function downloadOwn(tx: Tx, call: Call, input: OwnersWorkbook): Promise<FileAnswer> {
  const owner = await ownerOf(tx, call, input);
  if (!owner.ok) throw new NotFound('organization', '');
  return download(call, owner.value.name, await listOwn(tx, call, owner.value));
}

export async function showOwn(tx: Tx, call: Call, input: OwnersWorkbook, files: UploadedFile[]): Promise<Result<OwnSeen>> {
  const owner = await ownerOf(tx, call, input);
  return owner.ok ? show(tx, call, owner.value, files) : owner;
}

export async function takeOwn(tx: Tx, call: Call, input: TakeOwn, files: UploadedFile[]): Promise<Result<OwnTaken>> {
  const owner = await ownerOf(tx, call, input);
  return owner.ok ? take(tx, call, owner.value, input, files) : owner;
}

/** The same three by the owner's link. */
export const downloadKept = (tx: Tx, call: Call): Promise<FileAnswer> => readByLink(tx, call, async (owner, link) => download(owner, link.givenTo, await listOwn(tx, owner, link)));
export const showKept = (tx: Tx, call: Call, _input: unknown, files: UploadedFile[]): Promise<Result<OwnSeen>> => byLink(tx, call, (owner, link) => show(tx, owner, link, files));
export const takeKept = (tx: Tx, call: Call, input: Taking, files: UploadedFile[]): Promise<Result<OwnTaken>> => byLink(tx, call, (owner, link) => take(tx, owner, link, input, files));
