/** Whether a number format shows a day: it has a year, or a month together with a day. Hours alone are no day. */
export function isDateFormat(format: string | undefined): boolean {
  if (!format) return false;
  const bare = format.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h|m|s)[^\]]*\]/gi, '').toLowerCase();
  const words = format.toLowerCase();
  if (/^general|^@$/.test(bare)) return false;
  return /y|e(?![+-])/.test(bare) || (/m/.test(bare) && /d/.test(bare)) || (/[年月日]/.test(words) && /[ymd]/.test(bare));
}

/** 44260.5 → `2021-03-05 12:00`, as the person saw it. */
export function showDate(serial: number): string {
  const ms = Math.round((serial - 25_569) * 86_400) * 1000;
  if (!Number.isFinite(ms) || Math.abs(ms) > 8e15) return String(serial);
  const iso = new Date(ms).toISOString();
  return serial % 1 === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}
