import { levelOf } from '../../../kernel/division.ts';

/** What a unit is called in law, read from its code and its name (RULES §2.3). */
export type DivisionKind = 'prefectureCity' | 'district' | 'banner' | 'county' | 'subdistrict' | 'town' | 'township' | 'sumu' | 'developmentZone'
  | 'community' | 'village' | 'gacha' | 'virtualCommunity';

/** The kind of a unit; third digits 400 and up are zones of the statistical list, not administrative units. */
export function kindOf(code: string, name: string): DivisionKind {
  switch (levelOf(code)) {
    case 'city': return 'prefectureCity';
    case 'county': return name.endsWith('旗') ? 'banner' : name.endsWith('区') ? 'district' : 'county';
    case 'township':
      if (Number(code.slice(6)) >= 400) return 'developmentZone';
      return name.endsWith('街道') ? 'subdistrict' : name.endsWith('苏木') ? 'sumu' : name.endsWith('乡') ? 'township' : 'town';
    case 'community':
      if (Number(code.slice(6, 9)) >= 400) return 'virtualCommunity';
      return name.endsWith('嘎查') ? 'gacha' : Number(code.slice(9)) < 200 || name.endsWith('社区') ? 'community' : 'village';
    case null: throw new RangeError(`not a division code: ${code}`);
  }
}

export const isServiceArea = (kind: DivisionKind): boolean => kind === 'developmentZone' || kind === 'virtualCommunity';

/** The everyday name of an official one: 萨拉乌素社区居民委员会 → 萨拉乌素社区, 漫赖村委会 → 漫赖村, 布寨嘎查村委员会 → 布寨嘎查. */
export function everydayName(officialName: string): string {
  return officialName
    // a few are published with every level above them in front
    .replace(/^内蒙古自治区(鄂尔多斯市)?(.{2,5}[旗区])?(.{2,6}(镇|街道|苏木|乡))?/, '')
    .replace(/社区(居民委员会|居委会)$/, '社区')
    .replace(/嘎查(村委员会|村民委员会|村委会|委员会|村)$/, '嘎查')
    .replace(/(村民委员会|村委会)$/, '村').replace(/(居民委员会|居委会)$/, '社区')
    .replace(/村村$/, '村');
}
