import { z } from 'zod';

/** Whose workbook: an organisation's, named by a worker; its manager and the holder of a link name nobody. */
export const OwnersWorkbook = z.object({ organizationId: z.uuid().optional() });
export type OwnersWorkbook = z.infer<typeof OwnersWorkbook>;
export const ReadOwn = OwnersWorkbook.extend({ requestId: z.uuid() });

const Cell = z.object({ cell: z.string(), column: z.string() });
/** A row of the workbook beside what stands now; `mark`: as it stands, given back with what is taken over. */
export const OwnRowSeen = z.object({
  row: z.int(), number: z.string(), name: z.string(), what: z.string(), resourceId: z.uuid().nullable(), mark: z.string(), says: z.string().nullable(),
  changes: z.array(Cell.extend({ from: z.string(), to: z.string() })), problems: z.array(Cell.extend({ message: z.string() })),
  /** Somebody has changed it since the workbook was made: what would be taken over stands against what they said. */
  meanwhile: z.object({ by: z.string().nullable(), at: z.string().nullable() }).nullable(),
  /** Its capacity could be said again as it stands. */ isStillSo: z.boolean(),
});
export type OwnRowSeen = z.infer<typeof OwnRowSeen>;
/** `file` stands for the bytes that were read. */
export const OwnSeen = z.object({ file: z.string(), rows: z.array(OwnRowSeen), /** Of the owner's resources, those that the file does not name. */ missing: z.int() });
export type OwnSeen = z.infer<typeof OwnSeen>;

const Taken = z.string().max(100_000).transform((text) => text.split(',').filter((one) => one !== '').map((one) => ({ resourceId: one.slice(0, 36), mark: one.slice(37) }))).pipe(z.array(z.object({ resourceId: z.uuid(), mark: z.string().min(1).max(60) })).max(500));
/** The same file again, with what was looked at: `rows` as `id=mark,id=mark`. */
export const TakeOwn = ReadOwn.extend({ file: z.string().length(64), rows: Taken, stillSo: z.enum(['yes', 'no']).default('no') });
export type TakeOwn = z.output<typeof TakeOwn>;
export const OwnTaken = z.object({ changed: z.int(), confirmed: z.int(), leftOut: z.array(z.object({ resourceId: z.uuid(), number: z.string(), name: z.string(), by: z.string().nullable() })) });
export type OwnTaken = z.infer<typeof OwnTaken>;

const Code = { code: z.string().max(64) };
export const KeptWorkbook = z.object(Code);
export const ReadKept = z.object({ ...Code, requestId: z.uuid() });
export const TakeKept = TakeOwn.omit({ organizationId: true }).extend(Code);
