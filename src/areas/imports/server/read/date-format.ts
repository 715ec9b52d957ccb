/** Whether a number format shows a day: it has a year, or a month together with a day. Hours alone are no day. */
export function isDateFormat(format: string | undefined): boolean {
  if (!format) return false;
  const bare = format.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h|m|s)[^\]]*\]/gi, '').toLowerCase();
  const words = format.toLowerCase();
  if (/^general|^@$/.test(bare)) return false;
  return /y|e(?![+-])/.test(bare) || (/m/.test(bare) && /d/.test(bare)) || (/[年月日]/.test(words) && /[ymd]/.test(bare));
}

/** A day as the sheet shows it: 2021年3月5日, 3月5日, 2021/3/5; where its format says more than that, 44260.5 → `2021-03-05 12:00`. */
export function showDate(serial: number, format?: string): string {
  const ms = Math.round((serial - 25_569) * 86_400) * 1000;
  if (!Number.isFinite(ms) || Math.abs(ms) > 8e15) return String(serial);
  const iso = new Date(ms).toISOString();
  if (serial % 1 !== 0) return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
  return (format && asFormatted(iso, format)) ?? iso.slice(0, 10);
}

const PIECE = /"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(yyyy|yy|e|mm|m|dd|d)(?![a-z])|([年月日号.\/\- ])|(@)|./gi;

/** Null where the format holds anything but year, month, day and what stands between them. */
function asFormatted(iso: string, format: string): string | null {
  const [year, month, day] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10)];
  const parts: Record<string, string> = { yyyy: year, e: year, yy: year.slice(2), mm: month, m: String(Number(month)), dd: day, d: String(Number(day)) };
  let shown = '';
  for (const [all, quoted, escaped, token, between] of format.split(';')[0]!.matchAll(PIECE)) {
    if (quoted !== undefined || escaped !== undefined) shown += quoted ?? escaped;
    else if (token !== undefined) shown += parts[token.toLowerCase()]!;
    else if (between !== undefined) shown += between;
    else if (!/^[_*\[]/.test(all)) return null;
  }
  return /\d/.test(shown) ? shown : null;
}
