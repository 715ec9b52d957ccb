import { ok, refuse, type Result } from '../../../../kernel/result.ts';
import type { Sheet, Workbook } from '../../core/sheet.ts';
import { readCsv } from './csv.ts';
import { looksLikeJson, readHsdsJson } from './hsds.ts';
import { looksLikeTables, readHsdsTables } from './hsds-tables.ts';
import { LIMITS, Unreadable, type ReadRefusal } from './limits.ts';
import { looksLikeText } from './text-file.ts';
import { readXlsx } from './xlsx.ts';

export type ReadResult = Result<Workbook, ReadRefusal>;

/**
 * Bytes → sheets of cells. What the file is, its content says; the name is only kept. Bad input is refused with a code, never thrown.
 * Rows of an xlsx or csv are unpacked as they are walked; nothing of them is held.
 */
export async function readWorkbook(bytes: Uint8Array, fileName: string): Promise<ReadResult> {
  try {
    return ok({ file: fileName, sheets: await readSheets(bytes) });
  } catch (cause) {
    if (cause instanceof Unreadable) return refuse(cause.refusal);
    if (cause instanceof RangeError) return refuse({ code: 'fileDamaged', detail: cause.message }); // a length in the file that points outside it
    throw cause;
  }
}

/** Its library is large, and few files are so old. */
const readBinary = async (bytes: Uint8Array): Promise<Sheet[]> => (await import('./biff.ts')).readBinaryWorkbook(bytes);

async function readSheets(bytes: Uint8Array): Promise<Sheet[]> {
  if (bytes.length === 0) throw new Unreadable({ code: 'fileEmpty' });
  if (bytes.length > LIMITS.bytes) throw new Unreadable({ code: 'fileTooLarge', bytes: bytes.length, limit: `${LIMITS.bytes / 1024 / 1024} MB` });
  if (startsWith(bytes, [0x50, 0x4b])) return notBlank(looksLikeTables(bytes) ? readHsdsTables(bytes) : readXlsx(bytes));
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return readBinary(bytes);
  if (bytes[0] === 0x09 && (bytes[1] === 0x08 || bytes[1] === 0x04 || bytes[1] === 0x02 || bytes[1] === 0x00) && bytes[3] === 0x00) return readBinary(bytes);
  if (!looksLikeText(bytes)) throw new Unreadable({ code: 'notASpreadsheet', detail: 'unknown content' });
  const head = new TextDecoder().decode(bytes.subarray(0, 2048)).replace(/^\uFEFF/, '').trimStart().toLowerCase();
  if (/^%pdf|^\{\\rtf/.test(head)) throw new Unreadable({ code: 'notASpreadsheet', detail: head.slice(0, 4) });
  if (/^<(?:html|table|!doctype html|meta|head)/.test(head) || (head.startsWith('<?xml') && head.includes('schemas-microsoft-com:office:spreadsheet'))) {
    return readBinary(bytes);
  }
  if (head.startsWith('<?xml')) throw new Unreadable({ code: 'notASpreadsheet', detail: 'xml' });
  if (looksLikeJson(head)) return readHsdsJson(bytes);
  return readCsv(bytes);
}

const startsWith = (bytes: Uint8Array, head: number[]) => head.every((byte, i) => bytes[i] === byte);

function notBlank(sheets: Sheet[]): Sheet[] {
  if (sheets.every((sheet) => sheet.rowCount === 0)) throw new Unreadable({ code: 'fileEmpty' });
  return sheets;
}
