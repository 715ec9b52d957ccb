import type { Division } from './places.ts';
import type { Cell, Merge, Row, Sheet, Workbook } from './sheet.ts';

/** For tests: a sheet from plain values. Null is an empty cell; a number is a number cell; `{ serial }` a date cell. */
export type Made = string | number | null | { serial: number } | { error: string };

const cellOf = (value: Exclude<Made, null>, column: number): Cell => {
  if (typeof value === 'string') return { column, kind: 'text', text: value };
  if (typeof value === 'number') return { column, kind: 'number', text: String(value), number: value };
  if ('error' in value) return { column, kind: 'error', text: value.error };
  const iso = new Date((value.serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
  return { column, kind: 'date', text: iso, number: value.serial, format: 'yyyy-mm-dd' };
};

export function makeSheet(name: string, lines: readonly (readonly Made[])[], merges: Merge[] = []): Sheet {
  const rows: Row[] = lines.map((line, i) => ({ row: i + 1, cells: line.flatMap((value, j) => (value === null || value === '' ? [] : [cellOf(value, j + 1)])) }));
  return { name, rows: rows.filter(({ cells }) => cells.length > 0), rowCount: lines.length, merges };
}

export const makeBook = (...sheets: Sheet[]): Workbook => ({ file: 'made.xlsx', sheets });

/** A city of two banners: 新民村 stands twice in 东旗, 阳光社区 in both banners, 昂素 is a community and a gacha. */
export const MADE_DIVISIONS: Division[] = [
  ['9901', 'city', '河套市'], ['990101', 'county', '东旗'], ['990102', 'county', '西区'],
  ['990101001', 'township', '北门街道'], ['990101100', 'township', '柳沟镇'], ['990102001', 'township', '南门街道'],
  ['990101001001', 'community', '阳光社区'], ['990101001002', 'community', '昂素社区'], ['990101001200', 'community', '新民村'], ['990101001203', 'community', '四村'],
  ['990101100201', 'community', '新民村'], ['990101100202', 'community', '昂素嘎查'], ['990102001001', 'community', '阳光社区'], ['990102001002', 'community', '和平社区'],
].map(([code, level, name]) => ({ code: code!, level: level as Division['level'], kind: '', name: name! }));
