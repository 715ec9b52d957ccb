import { z } from 'zod';
import { OWN_CHANGEABLE } from './own-workbook.ts';

/** Whose workbook: an organisation's, named by a worker; its manager and the holder of a link name nobody. */
export const OwnersWorkbook = z.object({ organizationId: z.uuid().optional() });
export type OwnersWorkbook = z.infer<typeof OwnersWorkbook>;
export const ReadOwn = OwnersWorkbook.extend({ requestId: z.uuid() });

const Cell = z.object({ cell: z.string(), column: z.string() });
/** A row of the workbook beside what stands now; `mark`: as it stands, given back with what is taken over. */
export const OwnRowSeen = z.object({
  row: z.int(), number: z.string(), name: z.string(), what: z.string(), resourceId: z.uuid().nullable(), mark: z.string(), says: z.string().nullable(),
  changes: z.array(Cell.extend({ from: z.string(), to: z.string() })), problems: z.array(Cell.extend({ message: z.string() })),
  /** What was corrected in the page since the workbook was made, and by whom: the page's stands unless the cell is named in `sheet` of what is taken over. */
  corrected: z.array(Cell.extend({ key: z.enum(OWN_CHANGEABLE), page: z.string(), sheet: z.string(), by: z.string().nullable(), at: z.string().nullable(), canTake: z.boolean() })),
  /** Its capacity could be said again as it stands. */ isStillSo: z.boolean(),
});
export type OwnRowSeen = z.infer<typeof OwnRowSeen>;
/** `file` stands for the bytes that were read. */
export const OwnSeen = z.object({ file: z.string(), rows: z.array(OwnRowSeen), /** Of the owner's resources, those that the file does not name. */ missing: z.int() });
export type OwnSeen = z.infer<typeof OwnSeen>;

const Taken = z.string().max(100_000).transform((text) => text.split(',').filter((one) => one !== '').map((one) => ({ resourceId: one.slice(0, 36), mark: one.slice(37) }))).pipe(z.array(z.object({ resourceId: z.uuid(), mark: z.string().min(1).max(60) })).max(500));
const Chosen = z.string().max(100_000).default('').transform((text) => text.split(',').filter((one) => one !== ''));
/** The same file again, with what was looked at: `rows` as `id=mark,id=mark`; `sheet`, as `id.column,id.column`: the cells that were corrected in the page and are to be as the sheet says all the same. */
export const TakeOwn = ReadOwn.extend({ file: z.string().length(64), rows: Taken, stillSo: z.enum(['yes', 'no']).default('no'), sheet: Chosen });
export type TakeOwn = z.output<typeof TakeOwn>;
export const OwnTaken = z.object({ changed: z.int(), confirmed: z.int(), leftOut: z.array(z.object({ resourceId: z.uuid(), number: z.string(), name: z.string(), by: z.string().nullable() })) });
export type OwnTaken = z.infer<typeof OwnTaken>;

const Code = { code: z.string().max(64) };
export const KeptWorkbook = z.object(Code);
export const ReadKept = z.object({ ...Code, requestId: z.uuid() });
export const TakeKept = TakeOwn.omit({ organizationId: true }).extend(Code);
