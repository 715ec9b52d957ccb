/** Where each banner lies on the schematic map: first column and row, and how many it spans, on a grid of four columns and seven rows. */
export type Tile = { column: number; row: number; width: number; height: number };

// Roughly as Ordos lies: the Yellow River bends round the north, the city's heart is in the middle of the east.
const ORDOS: Record<string, Tile> = {
  150625: { column: 1, row: 1, width: 2, height: 2 }, // 杭锦旗
  150621: { column: 3, row: 1, width: 1, height: 2 }, // 达拉特旗
  150622: { column: 4, row: 1, width: 1, height: 5 }, // 准格尔旗
  150624: { column: 1, row: 3, width: 2, height: 2 }, // 鄂托克旗
  150602: { column: 3, row: 3, width: 1, height: 2 }, // 东胜区
  150623: { column: 1, row: 5, width: 1, height: 3 }, // 鄂托克前旗
  150626: { column: 2, row: 5, width: 1, height: 3 }, // 乌审旗
  150603: { column: 3, row: 5, width: 1, height: 1 }, // 康巴什区
  150627: { column: 3, row: 6, width: 2, height: 2 }, // 伊金霍洛旗
};

/** The map of a city, if each of its parts has a tile; other places are shown as bars. */
export const tilesOf = (codes: string[]): Record<string, Tile> | null => (codes.length > 0 && codes.every((code) => code in ORDOS) ? ORDOS : null);

export const SHADES = ['none', '1', '2', '3', '4', '5'] as const;
export type Shade = (typeof SHADES)[number];

/** How much a place has beside the one that has most: a word and a shade that say the same. */
export function shadeOf(value: number, most: number): Shade {
  if (value <= 0 || most <= 0) return 'none';
  return SHADES[Math.max(1, Math.ceil((value / most) * 5))]!;
}
