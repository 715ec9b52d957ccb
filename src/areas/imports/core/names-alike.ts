/**
 * Mongolian names come into Chinese by ear, and each clerk hears his own characters: 其其格 and 琪琪格, 巴雅尔 and 巴雅日 (RULES §11.5).
 * Each group holds characters that stand for one sound. A Han name is compared letter by letter: 李燕 and 李艳 are two sisters.
 */
const SOUNDS = [
  '其琪齐奇淇祺麒旗启岐', '斯思司丝', '琴钦勤沁', '娜那纳呐拿', '木牧慕穆沐姆', '仁任', '苏素', '和赫贺合', '尔日耳儿', '嘎格噶戈葛嘠尕', '图吐', '特忒', '巴芭', '乌吾',
  '云允', '雅亚娅', '布卜', '宝保葆', '音因', '毕必比', '力利里立丽莉', '德得', '达大答', '拉喇腊', '呼胡浩', '吉济基', '勒乐', '敖奥', '登丹', '花华', '通同彤统', '娃瓦',
  '满曼', '都杜督', '阿', '坦潭', '塔它', '萨莎撒', '茹如汝', '青清庆', '铁帖', '孟蒙', '克可柯', '仓苍', '朝超潮', '鲁洛露路卢', '海亥', '诺努', '顺舜', '白拜', '彦颜延岩',
  '温文', '代岱黛', '额鄂', '尼妮', '玛马', '希西锡', '伊依', '桑僧', '扎札', '旦', '珠朱', '查察', '干甘', '牡', '红宏洪', '图', '更', '根', '顿', '高', '哈', '巴', '孟',
  '萨', '茹', '拉', '贺', '希', '格', '日', '勒', '图', '恩', '策', '楞', '勇', '永', '敏', '明', '林', '哈', '森', '宁', '布', '仁', '钢', '刚', '呼', '义', '赛', '汉', '莫', '韦', '包',
];

const SOUND_OF = new Map<string, string>();
for (const group of SOUNDS) for (const character of group) if (!SOUND_OF.has(character)) SOUND_OF.set(character, group[0]!);

/** One name, or two spellings of one Mongolian name. */
export function areNamesAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const a = [...one.replace(/·/g, '')];
  const b = [...other.replace(/·/g, '')];
  if (a.length !== b.length || a.length < 2) return false;
  let differing = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) { if (!SOUND_OF.has(a[i]!) && i > 0) return false; continue; }
    const sound = SOUND_OF.get(a[i]!);
    if (sound === undefined || sound !== SOUND_OF.get(b[i]!)) return false;
    differing += 1;
  }
  // A first character that is in no group is a surname before a Mongolian name (金图雅): two more must follow.
  return differing > 0 && (SOUND_OF.has(a[0]!) || a.length > 2);
}
