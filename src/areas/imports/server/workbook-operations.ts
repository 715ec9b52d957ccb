import type { Result } from '../../../kernel/result.ts';
import type { Workbook } from '../core/sheet.ts';
import { readWorkbook } from './read/read-workbook.ts';

/** Bytes → sheets, for areas that read spreadsheets of their own kind; a file that cannot be read is refused by the code whose words are `imports.file.<code>`. */
export const openWorkbook = (bytes: Uint8Array, fileName: string): Promise<Result<Workbook>> => readWorkbook(bytes, fileName);
