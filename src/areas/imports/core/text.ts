/** Characters as people mean them: full width to half, every kind of blank to one, the invisible ones gone. */
const MONGOLIAN = /[\u1800-\u18AF]/;
/** Blanks of all kinds but line ends. */
const BLANKS = /[\t\v\f \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+/g;
/** Of no width: left by web pages and by programs that mark bytes. Mongolian script needs its joiners (RULES §11.5). */
const INVISIBLE = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF\uFFFE\uFFFF]/g;
const INVISIBLE_BUT_JOINERS = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\uFEFF\uFFFE\uFFFF]/g;
const FULL_WIDTH = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g;
const NEEDS_TIDYING = /[^\u4E00-\u9FFF0-9A-Za-z]/;

/** What was typed, without what cannot be seen. Line ends inside become a space. */
export function tidy(text: string): string {
  if (!NEEDS_TIDYING.test(text) || text === '') return text;
  return text
    .replace(MONGOLIAN.test(text) ? INVISIBLE_BUT_JOINERS : INVISIBLE, '')
    .replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\r\n\u2028\u2029\u0085]+/g, ' ')
    .replace(BLANKS, ' ')
    .trim();
}

/** The keys of short texts: the words of a ledger come again in every row. */
const KEYS = new Map<string, string>();
const MANY_KEYS = 20_000;
const IS_KEY = /^[\u4E00-\u9FFF0-9a-z]*$/;

/** For looking a word up: no blanks, half width also in punctuation, lower case. */
export function keyOf(text: string): string {
  if (IS_KEY.test(text)) return text;
  const known = KEYS.get(text);
  if (known !== undefined) return known;
  const key = tidy(text).normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  if (text.length <= 16 && KEYS.size < MANY_KEYS) KEYS.set(text, key);
  return key;
}

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

const HAN = '\\u3400-\\u9FFF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}';
const BETWEEN_HAN = new RegExp(`(?<=[${HAN}“”（）()《》·])\\s+(?=[${HAN}“”（）()《》·])`, 'gu');
const DOTS = /[•・．‧∙●⋅᛫]/g;

/** A person's name: 张　三 → 张三; the dots of long names made one kind; never split (RULES §11.5). */
export function personName(text: string): string {
  return tidy(text).replace(BETWEEN_HAN, '').replace(DOTS, '·').replace(/\s*·\s*/g, '·');
}

/** An organisation's name: breaks and blanks between Chinese characters were made for looks. */
export const organizationName = (text: string): string => tidy(text).replace(BETWEEN_HAN, '');

/** Free text: 每两周打扫 一次 keeps its words, only blanks between Chinese characters go. */
export const plainText = (text: string): string => tidy(text).replace(BETWEEN_HAN, '');

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
