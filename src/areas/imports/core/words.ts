import type { Language } from '../../../kernel/messages.ts';
import { hanNumber, isMissing, keyOf } from './text.ts';
import type { RegisteredKind } from './credit-code.ts';

/** Words that a blank sheet offers, in their order. */
export type Choices = Record<Language, string[]>;
type Table<T> = { words: Map<string, T>; choices: Choices };

/** A table of words: each line the meaning, the word that a blank sheet offers for it in Chinese and English, then every other way it is written. */
function table<T>(rows: [T, string, string, string][]): Table<T> {
  const words = new Map<string, T>();
  for (const [meaning, zh, en, list] of rows) for (const word of [zh, en, ...list.split(' ')]) words.set(keyOf(word), meaning);
  return { words, choices: { zh: rows.map(([, zh]) => zh), en: rows.map(([, , en]) => en) } };
}

/** Looks a word up; null means never seen. What a person has answered before comes first. */
function lookUp<T>({ words }: Table<T>, typed: string, taught?: Record<string, string>): T | null {
  const key = keyOf(typed).replace(/[()\[\]【】“”"']/g, '');
  const answer = taught?.[key];
  if (answer !== undefined) for (const meaning of words.values()) if (String(meaning) === answer) return meaning;
  return words.get(key) ?? words.get(keyOf(typed).replace(/\([^)]*\)/g, '')) ?? null;
}

export type Taught = Record<string, Record<string, string>>;

const URGENCY = table<1 | 2 | 3>([
  [1, '一般', 'can wait', '不急 不着急 不紧急 可缓 缓办 低 较低 普通 正常 日常 平常 常规 不太急 不是很急 一般急 一般紧急 慢慢来 可以等 轻'],
  [2, '较急', 'soon', '比较急 中 中等 较紧急 比较紧急 尽快 稍急 有点急 略急 较高 次急'],
  [3, '紧急', 'urgent', '急 特急 加急 非常急 很急 十分急 十万火急 立即 马上 高 极高 非常紧急 特别急 特别紧急 十分紧急 急需 急迫 紧迫 重 危急 火急 急办 很紧急'],
]);
/** 1 can wait, 2 soon, 3 at once (RULES §11.4). */
export const findUrgency = (typed: string, taught?: Taught) => lookUp(URGENCY, typed, taught?.urgency);

export type Channel = 'talk' | 'homeInquiry' | 'phone' | 'questionnaire';
const CHANNEL = table<Channel>([
  ['talk', '座谈', 'talk', '座谈会 座谈讨论 讨论 座谈交流 居民座谈 恳谈 恳谈会 座谈走访 居民会议 议事会 茶话会 圆桌会 面谈'],
  ['homeInquiry', '入户', 'home visit', '入户走访 上门 上门询问 走访 入户调查 入户询问 家访 上门走访 入户访谈 上门访问 入户了解 走访入户 网格员入户 入户摸底 探访 上门调查 入户访问 上门了解'],
  ['phone', '电话', 'phone', '电话访问 电访 电话询问 电话回访 打电话 来电 致电 电话调查 电话联系 电话访谈 电话了解 电话采集 热线 通话'],
  ['questionnaire', '问卷', 'questionnaire', '问卷调查 调查问卷 填问卷 网络问卷 问卷星 线上问卷 纸质问卷 调查表 问卷采集 电子问卷 发放问卷'],
]);
/** How a need was heard (RULES §11.4). */
export const findChannel = (typed: string, taught?: Taught) => lookUp(CHANNEL, typed, taught?.channel);

export type ServiceLanguage = 'zh' | 'mn-Mong';
const BOTH: ServiceLanguage[] = ['zh', 'mn-Mong'];
const LANGUAGE = table<ServiceLanguage[]>([
  [['zh'], '汉语', 'Chinese', '国家通用语言 普通话 汉 中文 国语 国家通用语 通用语言 汉话 汉文 国家通用语言文字 普通话即可 国通语 汉族语言'],
  [['mn-Mong'], '蒙语', 'Mongolian', '蒙古语 蒙 蒙文 蒙话 蒙古话 蒙古文 纯蒙语 只会蒙语 仅蒙语'],
  [BOTH, '双语', 'either', '蒙汉均可 汉蒙均可 蒙汉双语 汉蒙双语 蒙汉 汉蒙 均可 都可以 不限 都行 皆可 无要求 蒙汉兼通 蒙汉都可 蒙汉皆可 汉蒙皆可 蒙汉都行 双语均可 蒙汉语 蒙汉语均可 无所谓 任意'],
]);
/** Languages in which a service may be given; several in one cell add up. */
export function findLanguages(typed: string): ServiceLanguage[] | null {
  const whole = lookUp(LANGUAGE, typed);
  if (whole) return [...whole];
  const found = new Set<ServiceLanguage>();
  for (const part of typed.split(/[、，,；;\/|+＋和及与\s]+/).filter((piece) => piece.trim() !== '')) {
    const one = lookUp(LANGUAGE, part);
    if (!one) return null;
    for (const language of one) found.add(language);
  }
  return found.size ? BOTH.filter((language) => found.has(language)) : null;
}

export type Sex = 'male' | 'female';
const SEX = table<Sex>([['male', '男', 'male', '男性 男士 m 1男'], ['female', '女', 'female', '女性 女士 f 2女']]);
export const findSex = (typed: string) => lookUp(SEX, typed);

const YES_NO = table<boolean>([
  [true, '是', 'yes', '有 √ ✓ ✔ ☑ ☒是 对 y true 1 已 已建 已建立 已成立 已组建 建 建有 已设立 已覆盖 ○ v'],
  [false, '否', 'no', '无 没有 × x ✗ ✘ 不是 非 n false 0 未 未建 未建立 未成立 未组建 没建 未设立 尚未建立 未覆盖 待建 □'],
]);
export const findYesNo = (typed: string) => lookUp(YES_NO, typed);

/** Party organisation: 已建, 未建, or its own name (党支部, 联合党支部). */
export function findPartyOrganization(typed: string): boolean | null {
  const plain = findYesNo(typed);
  if (plain !== null) return plain;
  const key = keyOf(typed);
  if (/^(?:未|无|没)/.test(key)) return false;
  return /(?:党支部|党委|党总支|党小组|联合支部|功能型支部|党组织)/.test(key) ? true : null;
}

const KIND = table<RegisteredKind>([
  ['socialAssociation', '社会团体', 'association', '社团 社会团体法人 社团法人 协会类 社会团体类'],
  ['socialServiceOrg', '社会服务机构', 'social service organisation', '民办非企业单位 民非 民办非企业 民办非企业单位法人 社会服务机构(民非) 民非企业 社会服务机构法人 民办非企业单位(社会服务机构) 社会服务机构(民办非企业单位) 民办非企业单位社会服务机构 社会服务机构民非 社会服务机构民办非企业单位 民非单位'],
  ['foundation', '基金会', 'foundation', '基金会法人 公募基金会 非公募基金会 慈善基金会'],
]);
export const findOrganizationKind = (typed: string, taught?: Taught) => lookUp(KIND, typed, taught?.organizationKind);

export type ProviderKind = 'socialOrganization' | 'volunteerOrg' | 'department' | 'enterprise' | 'individual' | 'communityOrganization' | 'institution';
const PROVIDER = table<ProviderKind>([
  ['socialOrganization', '社会组织', 'social organisation', '社会团体 社团 民非 民办非企业单位 社会服务机构 社工机构 基金会 社会工作机构 公益组织 慈善组织 社工组织 社会工作服务机构'],
  ['volunteerOrg', '志愿服务队', 'volunteer team', '志愿者队伍 志愿队 志愿服务组织 志愿者组织 志愿团队 志愿者服务队 志愿服务队伍 志愿者团队 志愿组织 志愿者 志愿服务团队 志愿队伍'],
  ['department', '部门', 'department', '职能部门 政府部门 机关 党政机关 政府 机关单位 党政部门 机关部门 行政部门 驻区单位 共建单位 政府职能部门 行政机关 群团组织 群团 包联单位'],
  ['enterprise', '企业', 'enterprise', '公司 企业单位 商户 爱心企业 爱心商户 商家 辖区企业 民营企业 国企 国有企业 企业商户 个体工商户 爱心商家'],
  ['individual', '个人', 'individual', '自然人 居民 热心居民 爱心人士 居民个人 个体 能人 乡贤 达人 志愿者个人 热心人士'],
  ['communityOrganization', '社区', 'community', '社区居委会 嘎查 居委会 社区社会组织 社区自组织 村委会 嘎查村 街道 苏木 镇'],
  ['institution', '事业单位', 'public institution', '学校 医院 卫生院 社区卫生服务中心 养老机构 院校 高校 医疗机构'],
]);
export const findProviderKind = (typed: string, taught?: Taught) => lookUp(PROVIDER, typed, taught?.providerKind);

export type ResourceKind = 'people' | 'volunteering' | 'place' | 'money' | 'goods' | 'training' | 'jobs';
const RESOURCE = table<ResourceKind>([
  ['people', '人员服务时间', 'staff time', '人力 人员 服务时间 专业服务 人力资源 服务人员 专业人员 人员服务 工时 专业力量 人才 人员时间 服务工时 专业人员服务'],
  ['volunteering', '志愿服务', 'volunteer time', '志愿者 志愿 志愿力量 志愿者服务 志愿活动 志愿队伍 志愿资源'],
  ['place', '场地', 'place', '场所 活动场地 场地设施 活动室 阵地 空间 活动场所 会议室 教室 场地资源 服务场地 设施 场地使用'],
  ['money', '资金', 'money', '经费 捐款 善款 捐赠资金 资助 款项 现金 资金支持 慈善资金 项目资金 补贴'],
  ['goods', '物资', 'goods', '物品 实物 捐赠物资 设备 物资捐赠 生活物资 器材 爱心物资 慰问品 设备器材 物资设备 用品'],
  ['training', '培训名额', 'training place', '培训 培训机会 课程名额 学位 培训指标 名额 课程 培训课程 培训席位'],
  ['jobs', '就业岗位', 'job', '岗位 工作岗位 用工岗位 招聘岗位 就业 公益岗位 招工 用工'],
]);
export const findResourceKind = (typed: string, taught?: Taught) => lookUp(RESOURCE, typed, taught?.resourceKind);

const GRADES: Choices = { zh: ['5A', '4A', '3A', '2A', '1A', '未评估'], en: ['5A', '4A', '3A', '2A', '1A', 'not graded'] };
const NO_GRADE = new Set(['未评估', 'notgraded', '未评', '无', '未参评', '未评级', '无等级', '未评定', '未参加评估', '没有', '暂无', '未获评', '尚未评估', '不参评', '未定级']);

/** AAAA, 4A, 四A级, ４Ａ → 4; 未评估 → null; undefined: not understood. */
export function findGrade(typed: string): number | null | undefined {
  const key = keyOf(typed).replace(/级|等级|社会组织|评估|\s|[()（）]/g, '');
  if (isMissing(typed) || NO_GRADE.has(keyOf(typed)) || key === '未') return null;
  const letters = /^(a{1,5})$/.exec(key);
  if (letters) return letters[1]!.length;
  const counted = /^([1-5一二三四五])a$/.exec(key) ?? /^a([1-5])$/.exec(key);
  if (!counted) return undefined;
  return hanNumber(counted[1]!) ?? Number(counted[1]);
}

/** What a blank sheet offers for a column, as the reader knows it; a resource is of another kind than an organisation. */
export const CHOICES: Record<string, Choices> = {
  urgency: URGENCY.choices, channel: CHANNEL.choices, language: LANGUAGE.choices, sex: SEX.choices, providerKind: PROVIDER.choices, 'resources.kind': RESOURCE.choices,
  'organizations.kind': KIND.choices, grade: GRADES, isSocialWorkAgency: YES_NO.choices, partyOrganization: YES_NO.choices,
};
