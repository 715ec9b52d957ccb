/** Where a list goes on: the sort value and the id of the last row shown, unreadable to those who only hand it back. */
export type Cursor = { value: string | number; id: string };

export const encodeCursor = ({ value, id }: Cursor): string => Buffer.from(JSON.stringify([value, id])).toString('base64url');

/** The place again; null for what no list of ours has given out. */
export function decodeCursor(text: string | undefined): Cursor | null {
  if (!text) return null;
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [unknown, unknown];
    const isKnown = (typeof value === 'string' || typeof value === 'number') && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    return isKnown ? { value, id } as Cursor : null;
  } catch {
    return null;
  }
}
