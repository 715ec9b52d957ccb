import type { Chance } from './chance.ts';

// Everyone here is invented: common surnames and given names put together by chance.
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文奇折苗'.split('');
const MALE = ['建国', '建军', '志强', '永生', '来福', '占林', '玉柱', '海龙', '文斌', '国栋', '振华', '宏伟', '学军', '俊峰', '晓东', '立新', '志明', '浩然', '子轩', '宇航', '磊', '涛', '刚', '勇', '波', '杰', '斌', '军', '强', '伟', '二小', '三小', '德胜', '满仓', '福贵'];
const FEMALE = ['秀兰', '桂英', '淑芬', '玉珍', '凤英', '翠花', '秀英', '桂兰', '改莲', '二女', '海燕', '春梅', '晓燕', '丽娟', '美玲', '雪玲', '瑞芳', '红梅', '艳', '敏', '娜', '静', '雪', '霞', '芳', '娟', '婷', '雨欣', '思琪', '子涵', '梦瑶', '佳怡', '若曦', '彩云', '润莲'];
const MONGOL_MALE = ['巴图', '巴特尔', '布和', '阿木尔', '牧仁', '青格勒', '斯钦', '乌力吉', '吉日嘎拉', '朝鲁', '那顺', '额尔敦', '孟克', '宝音', '毕力格', '哈斯巴根', '苏和', '特木尔', '达来', '查干'];
const MONGOL_FEMALE = ['其其格', '琪琪格', '乌云其木格', '萨仁', '娜仁花', '高娃', '斯琴', '乌日娜', '敖登', '阿拉坦其其格', '通拉嘎', '苏布德', '哈斯其木格', '图雅', '乌兰', '格日勒', '塔娜', '其木格', '萨日娜', '金花'];

export type InventedName = { fullName: string; isMongol: boolean };

export function inventName(chance: Chance, sex: 'male' | 'female', surname?: string): InventedName {
  if (!surname && chance.happens(0.12)) return { fullName: chance.pick(sex === 'male' ? MONGOL_MALE : MONGOL_FEMALE), isMongol: true };
  return { fullName: (surname ?? chance.pick(SURNAMES)) + chance.pick(sex === 'male' ? MALE : FEMALE), isMongol: false };
}

export const inventSurname = (chance: Chance): string => chance.pick(SURNAMES);

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A number with a right check character under prefix 999999, which belongs to no place: nobody can hold it (RULES §2.1). `n`: the n-th person of that day. */
export function inventResidentId(birthDate: string, sex: 'male' | 'female', n: number): string {
  const sequence = String(((n * 2) % 998) + (sex === 'male' ? 1 : 0)).padStart(3, '0');
  const body = `999999${birthDate.replaceAll('-', '')}${sequence}`;
  return body + '10X98765432'[[...body].reduce((sum, digit, i) => sum + Number(digit) * WEIGHTS[i]!, 0) % 11]!;
}

/** Numbers whose subscriber part begins with zeros and reach nobody. */
export const inventPhone = (n: number): string => `1${['98', '97', '96', '95'][Math.floor(n / 10_000) % 4]}0000${String(n % 10_000).padStart(4, '0')}`;

const ESTATES = ['阳光丽苑', '水岸人家', '万正华府', '天骄佳苑', '祥和家园', '绿洲小区', '民生小区', '金地小区', '鑫海花园', '安居小区', '牧民新村', '旧区家属院', '书香苑', '康馨园', '锦绣花园'];

/** An address as people say it: one of a community's three estates in town, where neighbours share a building; a team and a door in the country. */
export function inventAddress(chance: Chance, kind: string, code: string): string {
  if (kind === 'village' || kind === 'gacha') return `${chance.whole(1, 9)}${kind === 'gacha' ? '队' : '社'}${chance.whole(1, 80)}号`;
  return `${ESTATES[(Number(code.slice(-6)) * 3 + chance.whole(0, 2)) % ESTATES.length]}${chance.whole(1, 6)}号楼${chance.whole(1, 5)}单元${chance.whole(1, 12)}0${chance.whole(1, 3)}室`;
}

const TWO = ['乐助', '益家', '同行', '众合', '晨曦', '暖心', '草原情', '鸿雁', '百灵', '金色', '丰盈', '和悦', '星火', '青禾', '沙棘', '马兰', '胡杨', '银杏', '博雅', '康宁', '长青', '春蕾', '小骏马', '萨仁', '晨光', '吉祥', '天边', '敕勒', '河套', '绿洲'];
export const TAILS: Record<string, string[]> = {
  socialWorkAgency: ['社会工作服务中心'],
  socialServiceOrg: ['养老服务中心', '青少年服务中心', '托养中心', '培训学校', '幼儿园', '康复中心', '志愿者服务中心', '家庭服务中心'],
  socialAssociation: ['老年协会', '志愿者协会', '心理咨询师协会', '法律服务协会', '家政服务协会', '餐饮行业协会', '家电维修协会', '美容美发协会', '电子商务协会', '商会', '书画协会', '文化艺术协会'], foundation: ['慈善基金会', '教育发展基金会'],
  communitySocialOrg: ['邻里互助队', '红马甲志愿队', '合唱队', '舞蹈队', '夕阳红艺术团', '环保小分队', '调解室', '读书会', '牧区轻骑服务队', '巧手维修队', '爱心厨房', '法律明白人小组'],
};

/** Departments and enterprises that every banner has. */
export const COUNTY_DEPARTMENTS = ['人力资源和社会保障局', '残疾人联合会', '司法局', '民政局', '卫生健康委员会', '教育体育局', '文化和旅游局'];
export const COUNTY_ENTERPRISES = ['鼎信商贸', '绿源餐饮', '恒达物业', '天成家政'];

export const inventOrganizationName = (chance: Chance, place: string, kind: string): string => `${place}${chance.pick(TWO)}${chance.happens(0.6) ? chance.pick(TWO) : ''}${chance.pick(TAILS[kind]!)}`;

const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** A credit code with a right check character under division 150699, which is assigned to no place. */
export function inventUscc(prefix: '51' | '52' | '53', n: number): string {
  const number = `MK${String(n).padStart(6, '0')}`;
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const r = 11 - ([...number].reduce((sum, c, i) => sum + letters.indexOf(c) * [3, 7, 9, 10, 5, 8, 4, 2][i]!, 0) % 11);
  const body = `${prefix}150699${number}${r === 10 ? 'X' : r === 11 ? '0' : r}`;
  const sum = [...body].reduce((total, c, i) => total + USCC.indexOf(c) * [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28][i]!, 0);
  return body + USCC[(31 - (sum % 31)) % 31];
}
