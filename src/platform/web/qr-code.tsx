import { qrDrawing } from './qr-drawing.ts';

/** A QR code of a text, drawn sharp at any size, black on white in every theme, for cameras and printers. */
export function QrCode({ text, label, size = 168 }: { text: string; label: string; size?: number }) {
  const { path, side } = qrDrawing(text);
  return (
    <svg className="qr-code" role="img" aria-label={label} width={size} height={size} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
