import { command, download, query, upload, type Route } from '../../../platform/server/route.ts';
import {
  BeginImport, Corrected, CorrectionPage, CorrectRow, DownloadRefused, GetImport, GetRow, GetTemplate, ImportAnswer, ImportPage, ListCorrections, ListImports, ListRows, Made, Moved, OneImport, RowPage, RowToCorrect, UnderstandAgain, UploadImport,
} from '../core/contract.ts';
import { correctRow } from './correct.ts';
import { downloadRefused, getImport, listImports, listRows } from './answers.ts';
import { beginImport, cancelImport, understandAgain, undoImport, uploadImport } from './operations.ts';
import { KeptWorkbook, OwnersWorkbook, OwnSeen, OwnTaken, ReadKept, ReadOwn, TakeKept, TakeOwn } from '../core/own-contract.ts';
import { downloadKept, downloadOwn, showKept, showOwn, takeKept, takeOwn } from './own-workbook.ts';
import { downloadTemplate } from './template.ts';
import { getRowToCorrect, listCorrectionsSeen } from './row-answers.ts';

const ofOrganization = ({ organizationId }: { organizationId?: string | undefined }) => (organizationId ? { kind: 'organization', id: organizationId } : undefined);
const about = ({ importId }: { importId: string }) => ({ kind: 'import', id: importId });

export const importRoutes: Route[] = [
  query({ path: '/api/imports', permission: 'import.list', says: 'Imports of the division acted for, newest first', input: ListImports, answer: ImportPage, run: listImports }),
  upload({ path: '/api/imports/upload', permission: 'import.make', says: 'Takes in spreadsheets (xlsx, xls, et, csv) or pasted text and says what would happen; nothing is brought in yet', input: UploadImport, answer: Made, subject: (_input, answer) => answer && about(answer), run: uploadImport }),
  download({ path: '/api/imports/template', permission: 'import.make', says: 'A blank sheet of a kind (xlsx): headers that the import knows, a worked example, lists to choose from', input: GetTemplate, run: downloadTemplate }),
  command({ path: '/api/imports/understand', permission: 'import.make', says: 'Reads the files again with columns put right and words explained; both are remembered', input: UnderstandAgain, answer: Made, subject: about, run: understandAgain }),
  command({ path: '/api/imports/begin', permission: 'import.make', says: 'Begins an import, or goes on after a stop, in the background', input: BeginImport, answer: Moved, subject: about, run: beginImport }),
  command({ path: '/api/imports/cancel', permission: 'import.make', says: 'Stops an import after the batch on its way; what is in stays', input: OneImport, answer: Moved, subject: about, run: cancelImport }),
  command({ path: '/api/imports/undo', permission: 'import.make', says: 'Takes a whole import back, except what somebody has worked on since', input: OneImport, answer: Moved, subject: about, run: undoImport }),
  query({ path: '/api/imports/:importId', permission: 'import.read', says: 'One import: what was understood, how far it is, what came of it', input: GetImport, answer: ImportAnswer, subject: about, run: getImport }),
  query({ path: '/api/imports/:importId/rows', permission: 'import.read', says: 'Rows of an import with what became of each, and what is wrong at which cell', input: ListRows, answer: RowPage, subject: about, run: listRows }),
  command({ path: '/api/imports/correct', permission: 'import.make', says: 'Understands a refused row again with what was typed: the preview changes, or the row comes in', input: CorrectRow, answer: Corrected, subject: about, run: correctRow }),
  query({ path: '/api/imports/:importId/rows/:ord', permission: 'import.make', reads: 'file', says: 'A refused row as it stands in its sheet, to put it right. The reading is recorded', input: GetRow, answer: RowToCorrect, subject: about, run: getRowToCorrect }),
  query({ path: '/api/imports/:importId/corrections', permission: 'import.read', says: 'What was put right in an import, by whom and when, the newest first', input: ListCorrections, answer: CorrectionPage, subject: about, run: listCorrectionsSeen }),
  download({ path: '/api/imports/:importId/refused', permission: 'import.read', says: 'The refused rows as the same sheet, the wrong cells marked', input: DownloadRefused, reads: 'file', subject: about, run: downloadRefused }),
  download({ path: '/api/resources/own-workbook', permission: 'resource.workbook', says: 'The own resources of an organisation as a workbook in which capacity, days not offered, telephone, term and status may be changed', input: OwnersWorkbook, run: downloadOwn }),
  upload({ path: '/api/resources/own-workbook/read', permission: 'resource.workbook', says: 'What such a workbook says beside what stands, cell by cell; nothing is changed yet', input: ReadOwn, answer: OwnSeen, subject: ofOrganization, run: showOwn }),
  upload({ path: '/api/resources/own-workbook/take', permission: 'resource.workbook', says: 'Takes over the rows that were looked at, all of them or none; those that somebody has changed since are left out and named', input: TakeOwn, answer: OwnTaken, subject: ofOrganization, run: takeOwn }),
  download({ path: '/api/keep/:code/workbook', permission: 'link', says: 'The same workbook by the owner’s link', input: KeptWorkbook, run: (tx, call) => downloadKept(tx, call) }),
  upload({ path: '/api/keep/:code/workbook/read', permission: 'link', says: 'What it says beside what stands, by the owner’s link', input: ReadKept, answer: OwnSeen, run: showKept }),
  upload({ path: '/api/keep/:code/workbook/take', permission: 'link', says: 'Takes over the rows that were looked at, by the owner’s link', input: TakeKept, answer: OwnTaken, run: takeKept }),
];
