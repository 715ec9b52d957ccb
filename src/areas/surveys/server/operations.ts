import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { encodeCursor } from '../../../platform/server/cursor.ts';
import type { FileAnswer, UploadedFile } from '../../../platform/server/route.ts';
import { makeSay } from '../../../platform/server/say.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { workbookOfPages } from '../../../platform/server/workbook.ts';
import { messages as fileWords } from '../../imports/core/messages.ts';
import { openWorkbook } from '../../imports/server/workbook-operations.ts';
import type { ListQuestionnaires, OneQuestionnaire, QuestionnaireAnswer, QuestionnaireRow, UploadQuestionnaire, Uploaded } from '../core/contract.ts';
import { readXlsform, type FormRead } from '../core/read-xlsform.ts';
import { writeXlsform } from '../core/write-xlsform.ts';
import { keepVersion } from './keep-version.ts';
import { countQuestionnaires, getKept, getVersion, listRows } from './queries.ts';
import { countResponses } from './response-queries.ts';

/** A form is questions, not a ledger: 4 MB holds thousands of them, and is read while the page waits. */
const MOST_BYTES = 4 * 1024 * 1024;
const say = makeSay([fileWords]);

async function readForm(call: Call, files: UploadedFile[]): Promise<Result<FormRead & { fileName: string }>> {
  const [file] = files;
  if (!file) return refuse({ code: 'noForm' });
  if (files.length > 1) return refuse({ code: 'oneFormAtATime' });
  if (file.bytes.length > MOST_BYTES) return refuse({ code: 'formTooLarge', limit: MOST_BYTES / 1024 / 1024 });
  const book = await openWorkbook(file.bytes, file.fileName);
  if (!book.ok) return refuse({ code: 'formUnreadable', why: say(call.language, `imports.file.${book.refusal.code}`, book.refusal) });
  const read = readXlsform(book.value, file.fileName.replace(/\.[^.]*$/, ''));
  return read.ok ? ok({ ...read.value, fileName: file.fileName.replace(/[\u0000-\u001f]/g, '').slice(0, 200) }) : read;
}

/** A new questionnaire from an XLSForm, or the next version of one. What was not understood is kept with it, by sheet and row. */
export async function uploadQuestionnaire(tx: Tx, call: Call, input: UploadQuestionnaire, files: UploadedFile[]): Promise<Result<Uploaded>> {
  if (input.questionnaireId && !isWithin((await getKept(tx, input.questionnaireId)).divisionCode, call.actor.divisionCode)) return refuse({ code: 'questionnaireKeptElsewhere' });
  const read = await readForm(call, files);
  return read.ok ? keepVersion(tx, call, { questionnaireId: input.questionnaireId, divisionCode: call.actor.divisionCode, ...read.value, actions: ['made', 'newVersion'] }) : read;
}

/** Questionnaires of one's own place and of the levels above, the newest first; `total` is exact. */
export async function listQuestionnaires(tx: Tx, _call: Call, input: ListQuestionnaires): Promise<{ total: number; items: QuestionnaireRow[]; next: string | null }> {
  const [total, rows] = await Promise.all([countQuestionnaires(tx, input), listRows(tx, input, input.limit + 1)]);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return { total, items, next: rows.length > input.limit && last ? encodeCursor({ value: last.at, id: last.id }) : null };
}

export async function readQuestionnaire(tx: Tx, call: Call, { questionnaireId, version }: OneQuestionnaire): Promise<QuestionnaireAnswer> {
  const [found, responses] = await Promise.all([getVersion(tx, questionnaireId, version), countResponses(tx, { questionnaireId })]);
  return { ...found, responses, isKeptHere: isWithin(found.divisionCode, call.actor.divisionCode) };
}

/** The version as an XLSForm, which other programs for surveys read too. */
export async function downloadQuestionnaire(tx: Tx, _call: Call, { questionnaireId, version }: OneQuestionnaire): Promise<FileAnswer> {
  const { form, shown } = await getVersion(tx, questionnaireId, version);
  return workbookOfPages(`${form.title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ').slice(0, 80).trim() || 'form'}-v${shown}.xlsx`, writeXlsform(form));
}
