import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import type { FileAnswer } from '../../../platform/server/route.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Picture } from '../core/pictures.ts';
import type { OnePicture, PicturesGiven } from '../core/response-contract.ts';

export const picturesOf = (given: PicturesGiven | null | undefined): Picture[] => Object.entries(given ?? {}).map(([name, text]) => ({ name, bytes: Buffer.from(text, 'base64') }));
export const bytesOf = (pictures: readonly Picture[]): number => pictures.reduce((sum, { bytes }) => sum + bytes.length, 0);

export const listPictureNames = async (tx: Tx, responseId: string): Promise<Set<string>> =>
  new Set((await tx.many<{ name: string }>(sql`select name from response_picture where city = current_setting('app.city') and response_id = ${responseId}`)).map(({ name }) => name));

export function insertPictures(tx: Tx, call: Call, of: { responseId: string; divisionCode: string; linkHash?: string }, pictures: readonly Picture[]): void {
  for (const { name, bytes } of pictures) tx.send(sql`insert into response_picture (city, response_id, name, division_code, bytes, link_hash) values (${call.actor.city}, ${of.responseId}, ${name}, ${of.divisionCode}, ${Buffer.from(bytes)}, ${of.linkHash ?? null})`);
}

/** A correction keeps what was right of the answers before. */
export function copyPictures(tx: Tx, from: string, to: { responseId: string; divisionCode: string }, names: readonly string[]): void {
  if (names.length > 0) tx.send(sql`insert into response_picture (city, response_id, name, division_code, bytes) select city, ${to.responseId}, name, ${to.divisionCode}, bytes from response_picture where city = current_setting('app.city') and response_id = ${from} and name = any(${[...names]})`);
}

/** One picture, for whoever may see the answers that it belongs to. */
export async function readPicture(tx: Tx, _call: Call, { responseId, name }: OnePicture): Promise<FileAnswer> {
  const found = await tx.maybe<{ bytes: Uint8Array }>(sql`select bytes from response_picture where city = current_setting('app.city') and response_id = ${responseId} and name = ${name}`);
  if (!found) throw new NotFound('response', responseId);
  return { fileName: name, contentType: 'image/jpeg', bytes: found.bytes };
}
