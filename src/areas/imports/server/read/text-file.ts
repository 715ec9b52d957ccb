import { Unreadable } from './limits.ts';

/**
 * The text of a csv, whatever it was saved as. A mark at the start decides; else UTF-16 shows by its zero bytes, UTF-8 by being
 * faultless (Chinese in GB18030 never is), and what is left must be faultless GB18030, which holds GBK and GB2312.
 */
export function decodeText(bytes: Uint8Array): string {
  const label = marked(bytes) ?? guessed(bytes);
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    if (label !== 'utf-8') throw new Unreadable({ code: 'encodingUnknown' });
  }
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable({ code: 'encodingUnknown' });
  }
}

function marked(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return 'gb18030';
  return null;
}

function guessed(bytes: Uint8Array): string {
  let even = 0;
  let odd = 0;
  const length = Math.min(bytes.length, 4096);
  for (let i = 0; i < length; i++) if (bytes[i] === 0) { if (i % 2) odd++; else even++; }
  // Digits, commas and line ends have one zero byte each in UTF-16; no other encoding of text has any.
  if (odd > length / 100 && odd > even * 4) return 'utf-16le';
  if (even > length / 100 && even > odd * 4) return 'utf-16be';
  return 'utf-8';
}

/** Whether the bytes look like text at all: a picture or a program has control bytes. */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (marked(bytes) || guessed(bytes) !== 'utf-8') return true;
  const length = Math.min(bytes.length, 4096);
  let nulls = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i]!;
    // an old register leaves a null byte here and there, and it is left out; a program has them by the hundred
    if (byte === 0 && ++nulls <= length / 50) continue;
    if (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32) || byte === 127) return false;
  }
  return true;
}
