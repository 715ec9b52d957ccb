import { encode } from 'uqr';

// Four modules of quiet zone, as ISO/IEC 18004 asks: without it a camera looks for the edge.
const QUIET = 4;

/** A QR code of a text as an SVG path: one square for each dark module, in a field of so many modules a side, its quiet zone included. */
export function qrDrawing(text: string): { path: string; side: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('');
  return { path, side: size + 2 * QUIET };
}
