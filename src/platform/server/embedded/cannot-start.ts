import { messages, type EmbeddedMessage } from './messages.ts';

/** One thing said in both languages: whoever starts the server has not chosen one yet. */
export type Sentence = { zh: string; en: string };

/** The words of an `embedded.…` key with their places filled. */
export function sentence(key: EmbeddedMessage, details: Record<string, string | number> = {}): Sentence {
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(details[name] ?? '?'));
  return { zh: fill(messages.zh[key]), en: fill(messages.en[key]) };
}

type CodeOf<K> = K extends `embedded.cannot.${infer C}` ? C : never;
export type CannotStartCode = CodeOf<EmbeddedMessage>;

/** Something on this machine is in the way; the two sentences say what, and how to mend it. No stack is of use to the reader. */
export class CannotStart extends Error {
  readonly code: CannotStartCode;
  readonly sentenceZh: string;
  readonly sentenceEn: string;

  constructor(code: CannotStartCode, details: Record<string, string | number> = {}, cause?: unknown) {
    const said = sentence(`embedded.cannot.${code}`, details);
    super(said.en, { cause });
    this.name = 'CannotStart';
    this.code = code;
    this.sentenceZh = said.zh;
    this.sentenceEn = said.en;
  }
}

/** The `code` of a system error (`EACCES`), or undefined for any other thing thrown. */
export function errnoOf(thrown: unknown): string | undefined {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG', 'ENOENT', 'ELOOP']);

/** Turns a file error met in `folder` into what the operator is told; anything else comes back as it was. */
export function asCannotStart(thrown: unknown, folder: string): unknown {
  const errno = errnoOf(thrown);
  if (thrown instanceof CannotStart || errno === undefined) return thrown;
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return new CannotStart('diskFull', { folder, free: 0, needed: 250 }, thrown);
  if (NOT_WRITABLE.has(errno)) return new CannotStart('folderNotWritable', { folder, detail: errno }, thrown);
  return thrown;
}
