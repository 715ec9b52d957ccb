import { findCounty, findPlace, type Places } from './places.ts';
import type { Layout } from './layout.ts';
import type { Row, Sheet } from './sheet.ts';
import { keyOf } from './text.ts';

/** Which banner and which community the rows of a part of a sheet are of, where their own cells do not say. */
export type Part = { banner: string | null; home: string | null };

/** 一、航空社区：（共12户） → 航空社区 */
const bare = (text: string): string => keyOf(text).replace(/^(?:[▲△◆●■★]|[(]?[一二三四五六七八九十\d]{1,3}[)、.:])+/, '').replace(/[:]$/, '').replace(/\([^)]*\)?$/, '').replace(/(?:共?\d+[户人条]|小组|片区)?$/, '');

/** A line between the rows may open another banner's or community's part of the sheet. One that names a place nobody knows ends the part before. */
export function partOf(places: Places, line: string, before: Part): Part {
  const banner = findCounty(places, line) ?? before.banner;
  const name = bare(line);
  const read = findPlace(places, name, banner);
  if ('code' in read) return { banner, home: read.code };
  return { banner, home: /(?:社区|嘎查|村|街道|镇|苏木|乡|旗|区)$/.test(name) ? null : before.home };
}

/** The community of a whole sheet: its name says it, or the lines over the header, or the file's name. Only asked where no column does. */
export function homeOf(places: Places, { file, sheet: name, banner }: { file: string; sheet: string; banner: string | null }, sheet: Sheet, layout: Layout): string | null {
  if (layout.columns.some(({ field }) => field === 'place')) return null;
  const titles: string[] = [];
  for (const row of sheet.rows as Iterable<Row>) { if (row.row >= layout.from) break; titles.push(...row.cells.map(({ text }) => text)); }
  for (const line of [name, ...titles, file.replace(/^.*[\\/]/, '').replace(/\.\w+$/, '')]) {
    const text = keyOf(line);
    // 四村居民需求, 新民村村民诉求: the first ending at which a community stands
    for (const { index, 0: ending } of text.matchAll(/社区|嘎查|村(?=[^级务干两]|$)/g)) {
      const read = findPlace(places, text.slice(0, index + ending.length), banner);
      if ('code' in read) return read.code;
    }
  }
  return null;
}
