import { encode } from 'uqr';

// Four modules of quiet zone, as ISO/IEC 18004 asks: without it a camera looks for the edge.
const QUIET = 4;

/** A QR code of a text, drawn sharp at any size, black on white in every theme, for cameras and printers. */
export function QrCode({ text, label, size = 168 }: { text: string; label: string; size?: number }) {
  const { data, size: modules } = encode(text, { ecc: 'M', border: 0 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('');
  const side = modules + 2 * QUIET;
  return (
    <svg className="qr-code" role="img" aria-label={label} width={size} height={size} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
