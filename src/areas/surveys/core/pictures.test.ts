import { expect, it } from 'vitest';
import { plainJpeg } from './pictures.ts';

const part = (mark: number, ...bytes: number[]) => [0xff, mark, 0, bytes.length + 2, ...bytes];
const START = [0xff, 0xd8], SCAN = [...part(0xda, 1, 2), 7, 7, 7, 0xff, 0xd9];
const place = part(0xe1, ...'Exif GPS 39.61 109.78'.split('').map((letter) => letter.charCodeAt(0)));

it('a picture is kept without where it was taken and what was written beside it', () => {
  const table = part(0xdb, 9, 9), colours = part(0xee, 1), remark = part(0xfe, 5, 5);
  const plain = plainJpeg(new Uint8Array([...START, ...part(0xe0, 1), ...place, ...table, ...remark, ...colours, ...SCAN]));
  expect([...plain!]).toEqual([...START, ...part(0xe0, 1), ...table, ...colours, ...SCAN]);
});

it('what is no whole JPEG is none', () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  for (const bytes of [[], START, png, [...START, ...place], [...START, 0xff, 0xe1, 0xff, 0xff, 1], [...START, 0xff, 0xe1, 0, 0, ...SCAN], [...'<svg onload=x>'].map((letter) => letter.charCodeAt(0)), [...START, ...'<script>'.split('').map((letter) => letter.charCodeAt(0))]]) expect(plainJpeg(new Uint8Array(bytes))).toBeNull();
});
