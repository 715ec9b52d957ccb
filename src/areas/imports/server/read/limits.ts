/** How much a file may ask of the machine. Each bound is generous for a ledger and small for a server. */
export const LIMITS = {
  /** 64 MB: a hundred thousand rows take 10 MB as xlsx and 30 MB as csv. */
  bytes: 64 * 1024 * 1024,
  /** What the parts of an xlsx may unpack to, all together; a hundred thousand rows of fifteen columns take 60 MB. */
  unpacked: 320 * 1024 * 1024,
  /** More than 300 times smaller is no ledger. Only asked of parts that unpack to more than `ratioFrom`. */
  ratio: 300,
  ratioFrom: 16 * 1024 * 1024,
  rows: 200_000,
  columns: 512,
  cells: 6_000_000,
  sheets: 64,
  merges: 200_000,
  /** Characters in one cell: Excel's own bound. */
  cellText: 32_767,
} as const;

export type ReadRefusal =
  | { code: 'fileEmpty' }
  | { code: 'fileTooLarge'; bytes: number; limit: string }
  | { code: 'unpacksTooLarge'; limit: number }
  | { code: 'tooManyRows'; limit: number }
  | { code: 'tooManyColumns'; limit: number }
  | { code: 'tooManyCells'; limit: number }
  | { code: 'tooManySheets'; limit: number }
  | { code: 'tooManyMerges'; limit: number }
  | { code: 'passwordProtected' }
  | { code: 'fileDamaged'; detail: string }
  | { code: 'notASpreadsheet'; detail: string }
  | { code: 'encodingUnknown' };

/** Thrown inside the reader only; `readWorkbook` turns it into the refusal it carries. */
export class Unreadable extends Error {
  readonly refusal: ReadRefusal;
  constructor(refusal: ReadRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export const damaged = (detail: string): Unreadable => new Unreadable({ code: 'fileDamaged', detail });
