import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { qrDrawing } from './qr-drawing.ts';

/** The drawing as a camera sees it: so many pixels a module, black where the path says so, white elsewhere. */
function photographed({ path, side: modules }: ReturnType<typeof qrDrawing>, pixels: number): { data: Uint8ClampedArray; side: number } {
  const side = modules * pixels;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = 0; row < pixels; row++) for (let column = 0; column < pixels; column++) {
      const at = ((Number(y) * pixels + row) * side + Number(x) * pixels + column) * 4;
      data.fill(0, at, at + 3);
    }
  }
  return { data, side };
}

test('the code on a slip leads to the address that is printed beside it', () => {
  for (const address of ['http://127.0.0.1:4173/c/7KQ2M9XW4TRB', 'https://sanshe.example.gov.cn/c/7KQ2M9XW4TRB', `https://fuwu.example.cn/${'shequ/'.repeat(12)}c/7KQ2M9XW4TRB`]) {
    const { data, side } = photographed(qrDrawing(address), 4);
    expect(jsQR(data, side, side)?.data).toBe(address);
  }
});
