import { describe, expect, test } from 'vitest';
import { contrast, ground } from './colour.ts';
import { antdTokens, GROUNDS, shadeOf, TONES } from './theme.ts';

describe.each(['light', 'dark'] as const)('in the %s theme', (mode) => {
  const { page, sheet, sunk, ink, strongLine } = GROUNDS[mode];

  test.each(TONES)('words in %s read on the page, a sheet, a sunk ground and their own tint', (tone) => {
    const shade = shadeOf(tone, mode);
    for (const under of [page, sheet, sunk, shade.tint]) expect(contrast(shade.word, under)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(shade.shape, sheet)).toBeGreaterThanOrEqual(3);
  });

  test('text, the edges of fields and words on the main button read', () => {
    for (const under of [page, sheet, sunk]) expect(contrast(ink, under)).toBeGreaterThanOrEqual(7);
    expect(contrast(strongLine, sheet)).toBeGreaterThanOrEqual(3);
    const primary = antdTokens(mode, false).token.colorPrimary;
    expect(contrast(ground(primary), primary)).toBeGreaterThanOrEqual(4.5);
  });
});
