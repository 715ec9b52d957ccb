import { remember } from '../../../kernel/remember.ts';

/** Characters as people mean them: full width to half, every kind of blank to one, the invisible ones gone. */
const MONGOLIAN = /[\u1800-\u18AF]/;
const BLANKS = /[\s\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+/g;
// Mongolian script needs its joiners U+200C and U+200D (RULES §11.5)
const INVISIBLE = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF\uFFFE\uFFFF]/g;
const INVISIBLE_BUT_JOINERS = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\uFEFF\uFFFE\uFFFF]/g;

const FULL_WIDTH = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g;
// most cells of a ledger, and there are a million of them
const NEEDS_TIDYING = /[^\u4E00-\u9FFF0-9A-Za-z]/;

/** What was typed, without what cannot be seen. Line ends inside become a space. */
export const tidy = (text: string): string => (!NEEDS_TIDYING.test(text) ? text : text
  .replace(MONGOLIAN.test(text) ? INVISIBLE_BUT_JOINERS : INVISIBLE, '')
  .replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  .replace(BLANKS, ' ').trim());

const IS_KEY = /^[\u4E00-\u9FFF0-9a-z]*$/;

/** For looking a word up: no blanks, half width also in punctuation, lower case. */
export const keyOf = (text: string): string => (IS_KEY.test(text) ? text : makeKey(text));

const makeKey = remember((text) => tidy(text).normalize('NFKC').replace(/\s+/g, '').toLowerCase(), { most: 20_000, longest: 16 });

const HAN = '\\u3400-\\u9FFF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}';
const BETWEEN_HAN = new RegExp(`(?<=[${HAN}“”（）()《》·])\\s+(?=[${HAN}“”（）()《》·])`, 'gu');

/** Without the blanks between Chinese characters: they were made for looks. */
export const joinHan = (text: string): string => tidy(text).replace(BETWEEN_HAN, '');
const DOTS = /[•・．‧∙●⋅᛫]/g;

/** A person's name: 张　三 → 张三; the dots of long names made one kind; never split into surname and given name (RULES §11.5). */
export const personName = (text: string): string => joinHan(text).replace(DOTS, '·').replace(/\s*·\s*/g, '·');
