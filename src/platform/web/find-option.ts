// The first character of each initial in the order of pinyin: a browser knows that order, so no table of readings has to be sent to it.
const FIRST = [...'吖八嚓咑妸发旮哈讥咔垃呣拏噢妑七呥仨他屲夕丫帀'], LETTERS = [...'abcdefghjklmnopqrstwxyz'];
const order = new Intl.Collator('zh-Hans-CN-u-co-pinyin');

// 调解, not 调查
const AS_WE_SAY: Record<string, string> = { 调: 't' };

const initialOf = (character: string): string => {
  if (!/\p{Script=Han}/u.test(character)) return character;
  if (AS_WE_SAY[character]) return AS_WE_SAY[character];
  const at = FIRST.findLastIndex((first) => order.compare(first, character) <= 0);
  return at < 0 ? character : LETTERS[at]!;
};

const initials = new Map<string, string>();
/** 居家照护 → jjzh. Of a character with several readings, the most common. */
export function initialsOf(text: string): string {
  const known = initials.get(text) ?? [...text.toLowerCase()].map(initialOf).join('').replace(/[^\p{L}\p{N}]/gu, '');
  initials.set(text, known);
  return known;
}

/** Is a choice meant by what is typed: a part of its name, its pinyin initials, or where it is known how it sounds, its pinyin? The one rule of every box that searches its own choices. */
export function findOption(typed: string, option?: { label?: unknown; sound?: string }): boolean {
  const label = String(option?.label ?? ''), word = typed.trim().toLowerCase();
  return label.toLowerCase().includes(word) || (/^[a-z0-9]+$/.test(word) && initialsOf(label).includes(word))
    || (word !== '' && (option?.sound?.includes(word.replace(/[ '’]/g, '')) ?? false));
}
