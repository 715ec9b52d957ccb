import { Inflate } from 'fflate';
import { LIMITS, Unreadable, damaged } from './limits.ts';

export type ZipEntry = { name: string; method: number; packed: number; unpacked: number; offset: number; encrypted: boolean };
export type Zip = { bytes: Uint8Array; entries: Map<string, ZipEntry> };

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Reads the directory at the end of a zip and refuses one that would unpack to too much. Unpacks nothing. */
export function openZip(bytes: Uint8Array): Zip {
  const view = viewOf(bytes);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  let unpacked = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw damaged('zip directory');
    const nameLength = view.getUint16(at + 28, true);
    const entry: ZipEntry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/^\/+/, '').replaceAll('\\', '/'),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    unpacked += entry.unpacked;
    if (unpacked > LIMITS.unpacked || isBomb(entry)) throw new Unreadable({ code: 'unpacksTooLarge', limit: LIMITS.unpacked });
    entries.set(entry.name.toLowerCase(), entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { bytes, entries };
}

const isBomb = (entry: ZipEntry) => entry.unpacked > LIMITS.ratioFrom && entry.unpacked > entry.packed * LIMITS.ratio;

function findEnd(view: DataView): number {
  const from = Math.max(0, view.byteLength - 65_557); // a comment of 65,535 bytes may follow the 22 of the record
  for (let at = view.byteLength - 22; at >= from; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  throw damaged('zip end record');
}

/** The unpacked bytes of a part, piece by piece. Stops when more comes out than the directory said. */
export function* unpack(zip: Zip, entry: ZipEntry): Generator<Uint8Array> {
  if (entry.encrypted) throw new Unreadable({ code: 'passwordProtected' });
  const view = viewOf(zip.bytes);
  if (entry.offset + 30 > zip.bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) throw damaged(entry.name);
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.packed > zip.bytes.length) throw damaged(entry.name);
  const packed = zip.bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) { yield packed; return; }
  if (entry.method !== 8) throw damaged(`${entry.name}: method ${entry.method}`);
  let out: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate((piece) => { out.push(piece); });
  for (let at = 0; at < packed.length || at === 0; at += PIECE) {
    try {
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
    } catch (cause) {
      throw damaged(`${entry.name}: ${(cause as Error).message}`);
    }
    for (const piece of out) {
      total += piece.length;
      if (total > entry.unpacked || total > LIMITS.unpacked) throw new Unreadable({ code: 'unpacksTooLarge', limit: LIMITS.unpacked });
      yield piece;
    }
    out = [];
  }
  if (total !== entry.unpacked) throw damaged(entry.name);
}

/** 16 KB: at the highest ratio deflate knows (about 1000) one piece unpacks to 16 MB. */
const PIECE = 16 * 1024;

/** A whole small part as text (workbook, styles, relations); empty if it is not there. */
export function textOf(zip: Zip, name: string): string {
  const entry = zip.entries.get(name.toLowerCase());
  return entry ? [...unpackText(zip, entry)].join('') : '';
}

export function* unpackText(zip: Zip, entry: ZipEntry): Generator<string> {
  const decoder = new TextDecoder();
  for (const piece of unpack(zip, entry)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
