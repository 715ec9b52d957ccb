/** The thirteen categories of needs and services, one taxonomy for both lists (RULES §11.4). */
export const CATEGORIES = [
  'assistance', 'elderCare', 'childCare', 'familyMarriage', 'mentalHealth', 'disability', 'employment', 'health',
  'lawSafety', 'governance', 'culture', 'emergency', 'translation',
] as const;
export type Category = (typeof CATEGORIES)[number];

type Item = { category: Category; zh: string; en: string };

/** What can be asked for and offered. A need and a resource meet when they name the same item; `…Other` is for what a ledger names by its category only. */
export const ITEMS = {
  temporaryAid: { category: 'assistance', zh: '困难救助', en: 'Hardship aid' },
  policyAdvice: { category: 'assistance', zh: '政策咨询', en: 'Advice on policy' },
  applicationHelp: { category: 'assistance', zh: '申请协助', en: 'Help with applications' },
  assistanceOther: { category: 'assistance', zh: '社会救助（其他）', en: 'Social assistance (other)' },
  meals: { category: 'elderCare', zh: '助餐', en: 'Meals' },
  bathing: { category: 'elderCare', zh: '助浴', en: 'Help with bathing' },
  cleaning: { category: 'elderCare', zh: '家政', en: 'House cleaning' },
  companionship: { category: 'elderCare', zh: '探访陪伴', en: 'Visits and company' },
  dayCare: { category: 'elderCare', zh: '日间照料', en: 'Day care' },
  homeNursing: { category: 'elderCare', zh: '居家照护', en: 'Care at home' },
  homeAdaptation: { category: 'elderCare', zh: '适老化改造', en: 'Home adaptation' },
  abilityAssessment: { category: 'elderCare', zh: '能力评估', en: 'Ability assessment' },
  hairdressing: { category: 'elderCare', zh: '理发', en: 'Haircuts' },
  digitalSkills: { category: 'elderCare', zh: '智能手机教学', en: 'Help with smartphones' },
  errands: { category: 'elderCare', zh: '代办跑腿', en: 'Errands' },
  elderCareOther: { category: 'elderCare', zh: '老年人关爱（其他）', en: 'Care for elders (other)' },
  homeworkHelp: { category: 'childCare', zh: '课业辅导', en: 'Help with homework' },
  holidayCare: { category: 'childCare', zh: '假期托管', en: 'Holiday care' },
  infantCare: { category: 'childCare', zh: '婴幼儿照护', en: 'Infant care' },
  childProtection: { category: 'childCare', zh: '儿童保护', en: 'Child protection' },
  growthGroup: { category: 'childCare', zh: '成长小组', en: 'Growth groups' },
  childCareOther: { category: 'childCare', zh: '儿童服务（其他）', en: 'Children (other)' },
  parentChild: { category: 'familyMarriage', zh: '亲子活动', en: 'Parent and child' },
  familyEducation: { category: 'familyMarriage', zh: '家庭教育', en: 'Family education' },
  marriageCounselling: { category: 'familyMarriage', zh: '婚姻家庭辅导', en: 'Marriage counselling' },
  familyMarriageOther: { category: 'familyMarriage', zh: '婚姻家庭（其他）', en: 'Marriage and family (other)' },
  counselling: { category: 'mentalHealth', zh: '心理咨询', en: 'Counselling' },
  mentalRehab: { category: 'mentalHealth', zh: '精神康复', en: 'Mental rehabilitation' },
  carerSupport: { category: 'mentalHealth', zh: '照顾者支持', en: 'Support for carers' },
  mentalHealthOther: { category: 'mentalHealth', zh: '心理与精神康复（其他）', en: 'Mental health (other)' },
  rehabilitation: { category: 'disability', zh: '康复训练', en: 'Rehabilitation' },
  assistiveDevices: { category: 'disability', zh: '辅具', en: 'Assistive devices' },
  barrierRemoval: { category: 'disability', zh: '无障碍改造', en: 'Barrier removal' },
  disabilityCare: { category: 'disability', zh: '助残服务', en: 'Disability services' },
  disabilityOther: { category: 'disability', zh: '助残（其他）', en: 'Disability (other)' },
  skillsTraining: { category: 'employment', zh: '技能培训', en: 'Skills training' },
  jobLinks: { category: 'employment', zh: '就业帮扶', en: 'Help to find work' },
  employmentOther: { category: 'employment', zh: '就业与技能（其他）', en: 'Work and skills (other)' },
  medicalEscort: { category: 'health', zh: '陪诊', en: 'Escort to hospital' },
  healthCheck: { category: 'health', zh: '健康检查', en: 'Health checks' },
  healthTalk: { category: 'health', zh: '健康讲座', en: 'Health talks' },
  medicineDelivery: { category: 'health', zh: '送药', en: 'Medicine' },
  healthOther: { category: 'health', zh: '健康（其他）', en: 'Health (other)' },
  mediation: { category: 'lawSafety', zh: '矛盾调解', en: 'Mediation' },
  legalAid: { category: 'lawSafety', zh: '法律援助', en: 'Legal advice' },
  correction: { category: 'lawSafety', zh: '社区矫正', en: 'Community correction' },
  safety: { category: 'lawSafety', zh: '平安建设', en: 'Safety' },
  lawSafetyOther: { category: 'lawSafety', zh: '法律与平安（其他）', en: 'Law and safety (other)' },
  repairs: { category: 'governance', zh: '家电维修', en: 'Small repairs' },
  deliberation: { category: 'governance', zh: '议事协商', en: 'Deliberation' },
  propertyDispute: { category: 'governance', zh: '物业纠纷', en: 'Property management' },
  environment: { category: 'governance', zh: '环境整治', en: 'Environment' },
  volunteering: { category: 'governance', zh: '志愿服务组织', en: 'Volunteering' },
  governanceOther: { category: 'governance', zh: '社区治理（其他）', en: 'Community governance (other)' },
  activities: { category: 'culture', zh: '文体活动', en: 'Culture and sports' },
  cultureOther: { category: 'culture', zh: '文体（其他）', en: 'Culture and sport (other)' },
  disasterAid: { category: 'emergency', zh: '灾害救助', en: 'Disaster aid' },
  winterSupply: { category: 'emergency', zh: '冬季保暖', en: 'Winter supply' },
  emergencyOther: { category: 'emergency', zh: '应急（其他）', en: 'Emergency (other)' },
  interpretation: { category: 'translation', zh: '蒙汉翻译', en: 'Mongolian interpretation' },
  transport: { category: 'translation', zh: '出行接送', en: 'Transport' },
  translationOther: { category: 'translation', zh: '双语与出行（其他）', en: 'Languages and transport (other)' },
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
