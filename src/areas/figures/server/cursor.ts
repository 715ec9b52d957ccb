import { isLocalDate } from '../../../kernel/local-date.ts';
import { BadInput } from '../../../platform/server/errors.ts';
import type { Cursor } from './queries.ts';

// Not the platform's cursor: the id of a record is not always a uuid (a head that signed nothing, a community).

export const encodeCursor = ({ onDay, id }: Cursor): string => Buffer.from(`${onDay} ${id}`).toString('base64url');

/** Where a page ended; a text that is no such place is bad input, because starting over would give rows twice. */
export function decodeCursor(after: string | undefined): Cursor | null {
  if (!after) return null;
  const text = Buffer.from(after, 'base64url').toString('utf8');
  const [onDay, id] = [text.slice(0, 10), text.slice(11)];
  if (!isLocalDate(onDay) || !/^[0-9a-f#-]{1,60}$/.test(id)) throw new BadInput([{ path: 'after', code: 'wrong', message: 'after' }]);
  return { onDay, id };
}
