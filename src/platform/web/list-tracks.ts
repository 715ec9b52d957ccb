type Sized = { width?: number; fixed?: boolean; isPinned: boolean };

export const widthOf = (column: Pick<Sized, 'width'>): number => column.width ?? 140;

/** On a narrower screen columns give way that far before the table scrolls sideways: a shortened word says more than a column out of sight. */
const GIVES_WAY = 2 / 3;

/** A column's place in the grid, and the least it takes there; pinned ones keep their width, for what stands beside them is laid out by it. */
export function trackOf(column: Sized): { track: string; least: number } {
  const width = widthOf(column);
  if (column.fixed || column.isPinned) return { track: `${width}px`, least: width };
  const least = Math.round(width * GIVES_WAY);
  return { track: `minmax(${least}px, ${width}fr)`, least };
}
