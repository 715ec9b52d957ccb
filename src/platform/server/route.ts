import type { z } from 'zod';
import type { Result } from '../../kernel/result.ts';
import type { Call } from './call.ts';
import type { Subject } from './subjects.ts';
import type { Tx } from './tx.ts';

/**
 * A route row says what may be asked, by whom, and what it is called in the audit log and the OpenAPI.
 * `permission` names an entry of an area's permissions; `signedIn` is for everyone with a session,
 * `link` for the holder of a confirmation code (`:code` in the path), `public` for all.
 */
type Row<I extends z.ZodObject, A = undefined> = {
  path: string;
  permission: string;
  /** One sentence for the API page, English. */
  says: string;
  input: I;
  /** Whose file or records this touches, for the audit log; a command that makes a record knows it by its answer, unless it was refused. */
  subject?: (input: z.output<I>, answer?: A) => Subject | Subject[] | undefined;
};

export type Query<I extends z.ZodObject = z.ZodObject, A extends z.ZodType = z.ZodType> = Row<I> & {
  method: 'GET';
  answer: A;
  /** `figures`: through the figures' own role; `file`: a read that is itself recorded, so not read-only. */
  reads?: 'records' | 'figures' | 'file';
  run(tx: Tx, call: Call, input: z.output<I>): Promise<z.input<A>>;
};

export type Command<I extends z.ZodObject = z.ZodObject, A extends z.ZodType = z.ZodType> = Row<I, z.output<A>> & {
  method: 'POST';
  answer: A;
  /** How large its body may be, where more than a megabyte is needed. */
  mostBytes?: number;
  /** A page sends it by itself while somebody writes: what one person changes of one record within the hour is one row of the audit log. */
  isBySitting?: true;
  run(tx: Tx, call: Call, input: z.output<I>): Promise<Result<z.input<A>>>;
};

export type FileAnswer = { fileName: string; contentType: string; bytes: Uint8Array };

/** A GET that answers with a file. */
export type Download<I extends z.ZodObject = z.ZodObject> = Row<I> & {
  method: 'GET';
  download: true;
  reads?: 'records' | 'figures' | 'file';
  run(tx: Tx, call: Call, input: z.output<I>): Promise<FileAnswer>;
};

export type UploadedFile = { fileName: string; bytes: Uint8Array };

/** A command whose body is a form with files; the other form fields are the input. */
export type Upload<I extends z.ZodObject = z.ZodObject, A extends z.ZodType = z.ZodType> = Row<I> & {
  method: 'POST';
  upload: true;
  answer: A;
  run(tx: Tx, call: Call, input: z.output<I>, files: UploadedFile[]): Promise<Result<z.input<A>>>;
};

// The rows of all areas stand in one list, where each one's own input type no longer matters: it was checked where the row was written.
export type Route = Omit<Query, 'run' | 'subject'> & Runs | Omit<Command, 'run' | 'subject'> & Runs | Omit<Download, 'run' | 'subject'> & Runs | Omit<Upload, 'run' | 'subject'> & Runs;
type Runs = { run(tx: Tx, call: Call, input: never, files: never): Promise<unknown>; subject?: (input: never, answer?: never) => Subject | Subject[] | undefined };

export const query = <I extends z.ZodObject, A extends z.ZodType>(row: Omit<Query<I, A>, 'method'>): Route => ({ ...row, method: 'GET' }) as Route;
export const command = <I extends z.ZodObject, A extends z.ZodType>(row: Omit<Command<I, A>, 'method'>): Route => ({ ...row, method: 'POST' }) as Route;
export const download = <I extends z.ZodObject>(row: Omit<Download<I>, 'method' | 'download'>): Route => ({ ...row, method: 'GET', download: true }) as Route;
export const upload = <I extends z.ZodObject, A extends z.ZodType>(row: Omit<Upload<I, A>, 'method' | 'upload'>): Route => ({ ...row, method: 'POST', upload: true }) as Route;
