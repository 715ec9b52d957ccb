import { keyOf, tidy } from '../../people/core/text.ts';

export { keyOf };

/** True when nothing can be seen in it. */
export const isBlank = (text: string | undefined): boolean => text === undefined || text === '' || (!/[0-9A-Za-z\u4E00-\u9FFF]/.test(text[0]!) && tidy(text) === '');

/** What people write where they have nothing to write. */
const NOTHING = new Set(['', '不详', '不祥', '不明', '未知', '未填', '未填写', '未提供', '未登记', '无', '暂无', '没有', '空', '缺', '待查', '待补', '待核实', '略', 'n/a', 'na', 'null', 'none', 'nil', '无姓名', '姓名不详', '不清楚', '匿名']);

/** Empty, or a word for it: 不详, 无, /, -, ——. */
export function isMissing(text: string | undefined): boolean {
  if (text === undefined) return true;
  if (text.length > 8 && /^[\w\u4E00-\u9FFF]/.test(text)) return false;
  const key = keyOf(text).replace(/^[(（]|[)）]$/g, '');
  return NOTHING.has(key) || /^[\p{P}\p{S}]*$/u.test(key);
}

const HAN_DIGITS: Record<string, number> = { 〇: 0, '○': 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** 三 → 3, 十二 → 12, 二百三十 → 230, 一千 → 1000; null if it is no such number. */
export function hanNumber(text: string): number | null {
  if (!/^[〇○零一二两三四五六七八九十百千万]+$/.test(text)) return null;
  if (!/[十百千万]/.test(text)) return Number([...text].map((c) => HAN_DIGITS[c]).join(''));
  let total = 0;
  let part = 0;
  let digit = 0;
  for (const c of text) {
    if (c === '万') { total += (part + digit) * 10_000; part = 0; digit = 0; continue; }
    const unit = c === '十' ? 10 : c === '百' ? 100 : c === '千' ? 1000 : 0;
    if (unit) { part += (digit || (unit === 10 ? 1 : 0)) * unit; digit = 0; } else digit = HAN_DIGITS[c]!;
  }
  return total + part + digit;
}

/** 二〇二一 → 2021, digit by digit. */
export const hanDigits = (text: string): string => [...text].map((c) => (c in HAN_DIGITS ? String(HAN_DIGITS[c]) : c)).join('');

/** The separators between several things in one cell. */
export const parts = (text: string): string[] => text.split(/[、，,；;\/|｜\n\r]+/).map(tidy).filter((part) => part !== '');
