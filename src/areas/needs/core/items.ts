/** The thirteen categories of needs and services, one taxonomy for both lists (RULES §11.4). */
export const CATEGORIES = [
  'assistance', 'elderCare', 'childCare', 'familyMarriage', 'mentalHealth', 'disability', 'employment', 'health',
  'lawSafety', 'governance', 'culture', 'emergency', 'translation',
] as const;
export type Category = (typeof CATEGORIES)[number];

type Item = { category: Category; zh: string; en: string };

/** What can be asked for and offered. A need and a resource meet when they name the same item. */
export const ITEMS = {
  policyHelp: { category: 'assistance', zh: '政策咨询与代办', en: 'Policy advice and applications' },
  hardshipAid: { category: 'assistance', zh: '困难救助', en: 'Hardship aid' },
  meals: { category: 'elderCare', zh: '助餐', en: 'Meals' },
  housework: { category: 'elderCare', zh: '家政打扫', en: 'Housework' },
  bathing: { category: 'elderCare', zh: '助浴', en: 'Bathing help' },
  companionship: { category: 'elderCare', zh: '探访陪伴', en: 'Visits and company' },
  homeRepair: { category: 'elderCare', zh: '小修小补', en: 'Small repairs at home' },
  homeAdaptation: { category: 'elderCare', zh: '适老化改造', en: 'Home adaptation' },
  holidayCare: { category: 'childCare', zh: '假期托管', en: 'Holiday classes' },
  tutoring: { category: 'childCare', zh: '课业辅导', en: 'Tutoring' },
  guardianship: { category: 'childCare', zh: '监护指导', en: 'Guardianship guidance' },
  familyMediation: { category: 'familyMarriage', zh: '婚姻家庭辅导', en: 'Marriage and family guidance' },
  parenting: { category: 'familyMarriage', zh: '亲子教育', en: 'Parent and child education' },
  counselling: { category: 'mentalHealth', zh: '心理疏导', en: 'Counselling' },
  mentalRehab: { category: 'mentalHealth', zh: '精神康复', en: 'Mental rehabilitation' },
  rehabilitation: { category: 'disability', zh: '康复训练', en: 'Rehabilitation' },
  barrierRemoval: { category: 'disability', zh: '无障碍改造', en: 'Barrier removal' },
  skillTraining: { category: 'employment', zh: '技能培训', en: 'Skills training' },
  jobSeeking: { category: 'employment', zh: '就业帮扶', en: 'Help finding work' },
  accompanyToDoctor: { category: 'health', zh: '陪同就医', en: 'Going along to the doctor' },
  healthTalk: { category: 'health', zh: '健康服务', en: 'Health services' },
  legalAid: { category: 'lawSafety', zh: '法律援助', en: 'Legal aid' },
  mediation: { category: 'governance', zh: '矛盾调解', en: 'Mediation' },
  environment: { category: 'governance', zh: '环境与物业', en: 'Environment and property' },
  recreation: { category: 'culture', zh: '文体活动', en: 'Culture and recreation' },
  winterSupply: { category: 'emergency', zh: '应急与过冬物资', en: 'Emergency and winter supplies' },
  interpreting: { category: 'translation', zh: '蒙汉翻译与双语代办', en: 'Mongolian–Chinese interpreting' },
  transport: { category: 'translation', zh: '出行接送', en: 'Transport' },
} as const satisfies Record<string, Item>;

export type ItemCode = keyof typeof ITEMS;
export const ITEM_CODES = Object.keys(ITEMS) as [ItemCode, ...ItemCode[]];

export const categoryOf = (item: ItemCode): Category => ITEMS[item].category;

export const CATEGORY_WORDS: Record<Category, { zh: string; en: string }> = {
  assistance: { zh: '社会救助', en: 'Social assistance' }, elderCare: { zh: '老年人关爱', en: 'Care for elders' }, childCare: { zh: '儿童服务', en: 'Children' },
  familyMarriage: { zh: '婚姻家庭', en: 'Marriage and family' }, mentalHealth: { zh: '心理与精神康复', en: 'Mental health' }, disability: { zh: '助残', en: 'Disability' },
  employment: { zh: '就业与技能', en: 'Work and skills' }, health: { zh: '健康', en: 'Health' }, lawSafety: { zh: '法律与平安', en: 'Law and safety' },
  governance: { zh: '社区治理', en: 'Community governance' }, culture: { zh: '文体', en: 'Culture and sport' }, emergency: { zh: '应急', en: 'Emergency' }, translation: { zh: '双语与出行', en: 'Languages and transport' },
};
