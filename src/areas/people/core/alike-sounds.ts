/**
 * Mongolian names come into Chinese by ear, and each clerk hears his own characters: 其其格 and 琪琪格, 图雅 and 托娅, 孟克 and 孟和 (RULES §11.5).
 * The characters that clerks write names with, by reading. Sources: 内蒙古's common transcriptions as registers of the region write them, laid over
 * 《蒙古语地名译音规则》 (GB 17693.6) for the syllables; a first-hand account of one man registered as 其力嘎, 其贺力嘎 and 其合力嘎.
 */
const SYLLABLES: Record<string, string> = {
  a: '阿', ao: '敖奥', ba: '巴芭', bai: '白拜', bao: '宝保葆包', bi: '毕必比', bu: '布卜', cang: '仓苍', cha: '查察', chao: '朝超潮', chu: '楚', ce: '策', da: '达大答', dai: '代岱黛', dan: '旦丹', de: '德得', deng: '登',
  du: '都杜督', dun: '顿敦', e: '额鄂', en: '恩', er: '尔耳儿', ga: '嘎噶嘠尕', gan: '干甘', gang: '钢刚', gao: '高', ge: '格戈葛歌哥革', gen: '根', geng: '更', ha: '哈', hai: '海亥', han: '汉', hao: '浩', he: '和赫贺合荷', hong: '红宏洪',
  hu: '呼胡', hua: '花华', ji: '吉济基', ke: '克可柯', la: '拉喇腊', lai: '来', le: '勒乐', leng: '楞', li: '力利里立丽莉', lin: '林', lu: '鲁露路卢', luo: '洛罗', ma: '玛马', man: '满曼', meng: '孟蒙', min: '敏', ming: '明', mo: '莫',
  mu: '木牧慕穆沐姆牡', na: '娜那纳呐拿', ni: '尼妮', ning: '宁', nu: '努', nuo: '诺', qi: '其琪齐奇淇祺麒旗启岐祁', qin: '琴钦勤沁', qing: '青清庆', ren: '仁任', ri: '日', ru: '茹如汝', sa: '萨莎撒', sai: '赛', sang: '桑', sen: '森', seng: '僧',
  shun: '顺舜', si: '斯思司丝', su: '苏素酥', ta: '塔它', tan: '坦潭', te: '特忒', teng: '腾', tie: '铁帖', tong: '通同彤统', tu: '图吐', tuo: '托陀', wa: '娃瓦', wei: '韦', wen: '温文', wu: '乌吾', xi: '希西锡', ya: '雅亚娅', yan: '彦颜延岩',
  yi: '伊依义', yin: '音因', yong: '勇永', yun: '云允芸', zha: '扎札', zhu: '珠朱',
};

/** Readings that are written for one Mongolian sound, the unstressed vowels and final consonants above all. */
const HEARD_AS_ONE: readonly string[][] = [
  ['ge', 'ga'], ['ge', 'gao'], ['er', 'ri'], ['ri', 'ren'], ['si', 'su'], ['tu', 'tuo', 'te'], ['he', 'ke'], ['la', 'le', 'li'], ['lu', 'luo'], ['nuo', 'nu'], ['hu', 'hao'], ['deng', 'dan', 'dun'], ['teng', 'tan'], ['chao', 'chu'], ['bao', 'bu'], ['mu', 'mo'], ['yin', 'yan'],
];

/** Ends of closed syllables, which one clerk writes and the next leaves out: 其力嘎 and 其贺力嘎. */
const WEAK = new Set('尔日勒和贺赫合格德特恩');

const READING_OF = new Map(Object.entries(SYLLABLES).flatMap(([reading, characters]) => [...characters].map((character) => [character, reading] as const)));
const HEARD_LIKE = new Map<string, Set<string>>();
for (const group of HEARD_AS_ONE) for (const one of group) HEARD_LIKE.set(one, new Set([...(HEARD_LIKE.get(one) ?? []), ...group]));

/** Is it a character that Mongolian names are written with? */
export const isTranscribing = (character: string): boolean => READING_OF.has(character);

/** The other readings under which a clerk may have written this one; without itself. */
export const readingsHeardLike = (reading: string): string[] => [...(HEARD_LIKE.get(reading) ?? [])].filter((other) => other !== reading);

/** Two characters for one Mongolian sound. */
export function spellOneSound(one: string, other: string): boolean {
  const [a, b] = [READING_OF.get(one), READING_OF.get(other)];
  return a !== undefined && b !== undefined && (a === b || (HEARD_LIKE.get(a)?.has(b) ?? false));
}

/**
 * Two spellings of one Mongolian name: character for character one sound, or one weak syllable left out. A Han name is not compared so:
 * 李燕 and 李艳 are two sisters. A first character that no transcription uses is a surname before a Mongolian name (金图雅): two more must follow.
 */
export function areSpellingsOfOneName(one: string, other: string): boolean {
  const [short, long] = [[...one.replace(/·/g, '')], [...other.replace(/·/g, '')]].sort((a, b) => a.length - b.length) as [string[], string[]];
  if (short.length < 2 || long.length - short.length > 1 || short.join('') === long.join('')) return false;
  const first = isTranscribing(short[0]!) && isTranscribing(long[0]!) ? 0 : short[0] === long[0] ? 1 : -1;
  if (first < 0 || short.length - first < 2 || ![...short.slice(first), ...long.slice(first)].every(isTranscribing)) return false;
  if (short.length === long.length) return short.every((character, i) => i < first || isOneSound(character, long[i]!));
  return long.length > 3 && long.some((left, at) => at > 0 && WEAK.has(left) && short.every((character, i) => i < first || isOneSound(character, long[i < at ? i : i + 1]!)));
}

const isOneSound = (one: string, other: string): boolean => one === other || spellOneSound(one, other);

/** A syllable without what ears and dialects of the region confuse: zh and z, n and l, in and ing. */
export const foldedSound = (syllable: string): string => syllable.replace(/^([zcs])h/, '$1').replace(/^n(?=[^g])/, 'l').replace(/(?<=[aei])ng$/, 'n').replace(/^h(?=u[aio]|u$)/, 'f').replace(/^fu(?=[ai])/, 'f');

/** The syllables that fold to the same, as far as one turn away; some of them no Chinese ever says. */
export function soundsNear(syllable: string): string[] {
  const turned = [
    /^[zcs]h/.test(syllable) ? syllable[0] + syllable.slice(2) : /^[zcs](?=[aeiou])/.test(syllable) ? `${syllable[0]}h${syllable.slice(1)}` : '',
    syllable.startsWith('n') ? `l${syllable.slice(1)}` : syllable.startsWith('l') ? `n${syllable.slice(1)}` : '',
    /[aei]ng$/.test(syllable) ? syllable.slice(0, -1) : /[aei]n$/.test(syllable) ? `${syllable}g` : '',
  ];
  return turned.filter((sound) => sound !== '');
}

// 40: a name of two syllables with all its turns, a Mongolian one of four with one turn each
const MOST_READINGS = 40;

/** The readings, whole, under which a name may stand in the register: its own first, then those one syllable away, then two. */
export function readingsOfName(name: string, syllables: string[]): string[] {
  const characters = [...name.replace(/[^\p{L}\p{N}]/gu, '')];
  const isMongolian = characters.length === syllables.length && characters.length >= 2 && characters.slice(characters.length > 2 ? 1 : 0).every(isTranscribing);
  const turns = syllables.map((syllable) => [...new Set([...(isMongolian ? readingsHeardLike(syllable) : []), ...soundsNear(syllable)])]);
  const found = new Set([syllables.join('')]);
  let last: { said: string[]; from: number }[] = [{ said: syllables, from: 0 }];
  // a name of ten syllables has turns enough with one of them changed
  for (let changes = 0; changes < (syllables.length > 8 ? 1 : 2); changes++) {
    last = last.flatMap(({ said, from }) => turns.flatMap((others, at) => (at < from ? [] : others.map((other) => ({ said: said.with(at, other), from: at + 1 })))));
    for (const { said } of last) if (found.size < MOST_READINGS) found.add(said.join(''));
  }
  if (isMongolian && characters.length > 3) characters.forEach((character, at) => { if (at > 0 && WEAK.has(character)) found.add(syllables.filter((_, i) => i !== at).join('')); });
  return [...found];
}

/** The last two characters of a name of three or more, which stand though the first was misread. */
export function givenPair(name: string): string[] {
  const characters = [...name];
  return characters.length > 2 ? [characters.slice(-2).join('')] : [];
}
