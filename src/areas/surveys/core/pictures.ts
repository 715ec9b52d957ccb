import { refuse, ok, type Result } from '../../../kernel/result.ts';
import { keyOf, type Plan } from './form-plan.ts';
import type { Answers } from './form-run.ts';

/** Five of a home say what is to be said; three of whoever comes by a link, whom we do not know. */
export const MOST_PICTURES = 5;
export const MOST_PICTURES_BY_LINK = 3;
/** 1 MB: a picture of 1,600 pixels is half as large. */
export const MOST_PICTURE_BYTES = 1024 * 1024;
/** 200 MB of pictures by one link: some 500 answers with one each. */
export const MOST_BYTES_OF_LINK = 200 * 1024 * 1024;
/** What a request with so many pictures weighs, written in base64 beside the answers. */
export const requestBytes = (pictures: number): number => Math.ceil(pictures * MOST_PICTURE_BYTES * 1.4) + 1024 * 1024;

/** `field` is the question it is about. */
export type PicturesRefusal = { code: 'pictureOfNoQuestion' | 'pictureUnreadable' | 'pictureMissing'; field?: string } | { code: 'pictureTooLarge'; field: string; limit: number } | { code: 'tooManyPictures'; field: string; most: number };
export type Picture = { name: string; bytes: Uint8Array };

const withoutTurns = (key: string): string => key.replace(/\[\d+\]/g, '');
const START = 0xff;

/** A JPEG without what stands beside the picture (where and with what it was taken, a preview, remarks), or null for what is no JPEG. */
export function plainJpeg(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== START || bytes[1] !== 0xd8) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  for (let at = 2; at + 4 <= bytes.length;) {
    const mark = bytes[at + 1]!, end = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!;
    if (bytes[at] !== START || end > bytes.length || end < at + 4) return null;
    // from the start of the scan on it is picture
    if (mark === 0xda) return joined([...kept, bytes.subarray(at)]);
    const isBeside = (mark > 0xe0 && mark <= 0xef && mark !== 0xee) || mark === 0xfe; // 0xee says how the colours are meant
    if (!isBeside) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

function joined(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}

/**
 * The pictures that go with answers: each is named by the answer to a question that asks for one. What a question asked for that is no longer asked falls away with its answer.
 * `known` are those that the corrected answers have already.
 */
export function admitPictures(plan: Plan, { given, kept }: { given: Answers; kept: Answers }, sent: readonly Picture[], known: ReadonlySet<string>, most: number): Result<{ added: Picture[]; copied: string[] }, PicturesRefusal> {
  const asking = new Set(plan.nodes.filter(({ item }) => item.kind === 'question' && item.type === 'image').map((node) => withoutTurns(keyOf(node, []))));
  const isAsking = (key: string): boolean => asking.has(withoutTurns(key));
  for (const { name } of sent) {
    const keys = Object.keys(given).filter((key) => given[key] === name);
    if (!keys.some(isAsking)) return refuse({ code: 'pictureOfNoQuestion', ...(keys[0] ? { field: `answers.${keys[0]}` } : {}) });
  }
  const wanted = Object.entries(kept).filter(([key]) => isAsking(key));
  const over = wanted[most];
  if (over) return refuse({ code: 'tooManyPictures', field: `answers.${over[0]}`, most });
  const added = new Map<string, Picture>(), copied = new Set<string>();
  for (const [key, name] of wanted) {
    const field = `answers.${key}`, picture = sent.find((one) => one.name === name);
    if (!picture) { if (!known.has(name)) return refuse({ code: 'pictureMissing', field }); copied.add(name); continue; }
    if (picture.bytes.length > MOST_PICTURE_BYTES) return refuse({ code: 'pictureTooLarge', field, limit: MOST_PICTURE_BYTES / 1024 / 1024 });
    const bytes = plainJpeg(picture.bytes);
    if (!bytes) return refuse({ code: 'pictureUnreadable', field });
    added.set(name, { name, bytes });
  }
  return ok({ added: [...added.values()], copied: [...copied] });
}
