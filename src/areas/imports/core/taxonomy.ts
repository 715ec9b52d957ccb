import { keyOf } from './text.ts';

/** The one taxonomy of needs and services (RULES §11.4). */
export const CATEGORIES = [
  'assistance', 'elderCare', 'childCare', 'familyMarriage', 'mentalHealth', 'disability', 'employment', 'health',
  'lawSafety', 'governance', 'culture', 'emergency', 'translation',
] as const;
export type Category = (typeof CATEGORIES)[number];

export type Item = { code: string; category: Category; zh: string; en: string; words: string };

const item = (category: Category, code: string, zh: string, en: string, words: string): Item => ({ code, category, zh, en, words });

/** What can be needed and offered, and every word seen for it. A word stands under one item only. */
export const ITEMS: readonly Item[] = [
  item('elderCare', 'meals', '助餐', 'meals', '助餐 送餐 老年餐 助餐服务 送餐服务 送餐上门 上门送餐 老年助餐 老年人助餐 配餐 老年配餐 用餐 就餐 吃饭 做饭 代做饭 上门做饭 老年食堂 幸福餐 爱心餐 爱心午餐 营养餐 午餐 供餐 助老餐 长者餐 长者食堂 用餐服务 就餐服务 餐饮服务 膳食 订餐 助老送餐'),
  item('elderCare', 'bathing', '助浴', 'help with bathing', '助浴 助浴服务 上门助浴 洗澡 洗浴 沐浴 帮助洗澡 协助洗澡 洗澡服务 代浴 助老洗浴 老年助浴'),
  item('elderCare', 'cleaning', '家政', 'house cleaning', '家政 打扫 家政服务 保洁 保洁服务 打扫卫生 清洁 助洁 助洁服务 家庭保洁 上门保洁 卫生清扫 清扫 家务 家务劳动 料理家务 洗衣 收拾屋子 擦玻璃 居家保洁 入户保洁 钟点工 打扫房间 做家务'),
  item('elderCare', 'companionship', '探访陪伴', 'visits and company', '陪聊 探访陪伴 陪伴 探访 陪护聊天 聊天 谈心 陪伴聊天 关爱探访 上门探访 陪同聊天 独居探访 探视 巡访 巡访关爱 关怀探访 走访慰问 慰问 老年陪伴 电话问候 精神陪伴 聊天陪伴 谈心陪伴 陪伴服务 探访服务 探访关爱 陪老人聊天'),
  item('elderCare', 'dayCare', '日间照料', 'day care', '日间照料 日托 托老 老年日托 日间托老 日照 日间照护 短期托养 托养 喘息服务 长者日托'),
  item('elderCare', 'homeNursing', '居家照护', 'care at home', '居家照护 照护 护理 陪护 居家护理 上门护理 生活照料 生活照护 长期照护 失能照护 居家养老 居家养老服务 上门照料 照料'),
  item('elderCare', 'homeAdaptation', '适老化改造', 'home adaptation', '适老化改造 适老改造 居家适老化 居家适老化改造 安装扶手 扶手安装 防滑改造'),
  item('elderCare', 'abilityAssessment', '能力评估', 'ability assessment', '能力评估 老年人能力评估 失能评估 养老评估 照护评估'),
  item('elderCare', 'hairdressing', '理发', 'haircuts', '理发 剪发 上门理发 义务理发 助发 剪头发 免费理发 爱心理发'),
  item('elderCare', 'digitalSkills', '智能手机教学', 'help with smartphones', '智能手机 智能手机教学 手机培训 智能手机培训 手机使用 教用手机 学手机 跨越数字鸿沟 智能设备使用'),
  item('elderCare', 'errands', '代办跑腿', 'errands', '代办 代购 跑腿 代买 代缴费 代跑腿 代办服务 代购代办 代购服务 代购药品 代取快递 买菜 代买菜 买菜代购 助购 代缴代办 日常代办'),
  item('assistance', 'temporaryAid', '困难救助', 'hardship aid', '临时救助 困难救助 困难帮扶 救助 生活救助 生活困难 大病救助 医疗救助 帮困 帮扶 帮困救助 特困救助 社会救助 应急救助 经济困难 生活补助 经济救助 困难补助 资金救助 慈善救助 教育救助 住房救助 助困 济困'),
  item('assistance', 'policyAdvice', '政策咨询', 'advice on policy', '政策咨询 政策宣传 政策解读 政策讲解 救助政策咨询 惠民政策咨询 福利政策咨询 低保政策 政策宣讲'),
  item('assistance', 'applicationHelp', '申请协助', 'help with applications', '低保申请 协助申请 申请协助 材料代办 补贴申请 救助申请 证件办理 帮办代办 政务代办'),
  item('childCare', 'homeworkHelp', '课业辅导', 'help with homework', '课业辅导 作业辅导 功课辅导 学业辅导 学习辅导 课后辅导 课后服务 四点半课堂 四点半学校 4点半课堂 辅导作业 写作业 功课 补课 补习 课后作业辅导 课外辅导 学习帮扶 学业帮扶 儿童课业辅导 课后托管 辅导功课 作业帮扶'),
  item('childCare', 'holidayCare', '假期托管', 'holiday care', '假期托管 寒暑假班 寒暑假托管 暑期托管 暑假托管 寒假托管 暑托班 暑期班 寒假班 暑假班 夏令营 冬令营 假期班 托管 托管班 儿童托管 寒暑期托管 假期看护 暑期看护 假日托管 寒托班 假期照看'),
  item('childCare', 'infantCare', '婴幼儿照护', 'infant care', '婴幼儿照护 托育 婴幼儿托育 早教 亲子早教 育婴'),
  item('childCare', 'childProtection', '儿童保护', 'child protection', '儿童保护 未成年人保护 困境儿童关爱 留守儿童关爱 儿童关爱 关爱儿童 未保 监护指导 监护干预'),
  item('childCare', 'growthGroup', '成长小组', 'growth groups', '成长小组 儿童成长小组 青少年成长 青少年活动 儿童活动 兴趣小组 儿童兴趣班'),
  item('familyMarriage', 'parentChild', '亲子活动', 'parent and child', '亲子活动 亲子 亲子关系 亲子教育 亲子沟通 亲子阅读'),
  item('familyMarriage', 'familyEducation', '家庭教育', 'family education', '家庭教育 家教指导 家庭教育指导 家长课堂 家长学校 育儿指导'),
  item('familyMarriage', 'marriageCounselling', '婚姻家庭辅导', 'marriage counselling', '婚姻家庭 婚姻辅导 婚姻咨询 婚姻调解 家庭辅导 婚姻家庭辅导 婚姻家庭咨询 夫妻关系 婚恋服务 婚介 相亲'),
  item('mentalHealth', 'counselling', '心理咨询', 'counselling', '心理疏导 心理咨询 心理辅导 心理 心理健康 心理支持 心理援助 心理慰藉 精神慰藉 情绪疏导 情绪辅导 心理服务 心理干预 危机干预 哀伤辅导 心理关爱 心理健康服务 心理健康辅导 心理治疗'),
  item('mentalHealth', 'mentalRehab', '精神康复', 'mental rehabilitation', '精神康复 精康 精康融合 精神障碍康复 社区康复精神 精神障碍社区康复'),
  item('mentalHealth', 'carerSupport', '照顾者支持', 'support for carers', '照顾者支持 照护者支持 家属支持 家属小组 照顾者喘息'),
  item('disability', 'rehabilitation', '康复训练', 'rehabilitation', '康复指导 康复训练 康复 康复服务 康复治疗 康复锻炼 上门康复 残疾人康复 肢体康复 言语康复 康复理疗 社区康复 功能训练 康复护理'),
  item('disability', 'assistiveDevices', '辅具', 'assistive devices', '辅具 辅助器具 辅具适配 轮椅 轮椅租借 助行器 辅具租借 助听器 辅具租赁'),
  item('disability', 'barrierRemoval', '无障碍改造', 'barrier removal', '无障碍改造 无障碍 家庭无障碍改造 残疾人无障碍改造'),
  item('disability', 'disabilityCare', '助残服务', 'disability services', '助残 助残服务 残疾人服务 残疾人托养 阳光家园 残疾人照护'),
  item('employment', 'skillsTraining', '技能培训', 'skills training', '技能培训 职业培训 职业技能培训 就业培训 培训 技术培训 劳动技能培训 实用技术培训 技能提升 创业培训 技能学习 学技术 学手艺 电商培训 月嫂培训 种养殖培训 职业技能'),
  item('employment', 'jobLinks', '就业帮扶', 'help to find work', '就业帮扶 找工作 就业 就业服务 就业援助 就业推荐 就业指导 岗位推荐 介绍工作 求职 推荐就业 求职招聘 职业介绍 岗位对接 务工 灵活就业 就业安置 再就业 推荐工作 就业信息 公益岗 公益性岗位'),
  item('health', 'medicalEscort', '陪诊', 'escort to hospital', '陪诊 陪同就医 陪医 陪同看病 就医陪同 助医 陪护就医 陪诊服务 就医陪护 看病陪同 陪同就诊 就医协助 协助就医 陪看病 陪同体检 代挂号 陪同住院 陪护看病 就诊陪同'),
  item('health', 'healthCheck', '健康检查', 'health checks', '体检 义诊 健康体检 健康检查 量血压 血压测量 测血糖 健康筛查 免费体检 测血压 家庭医生 上门体检 巡诊 健康管理 健康监测'),
  item('health', 'healthTalk', '健康讲座', 'health talks', '健康讲座 健康教育 健康知识讲座 养生讲座 健康咨询 健康宣教 健康指导 卫生健康讲座'),
  item('health', 'medicineDelivery', '送药', 'medicine', '送药 送药上门 代取药 代配药 取药 上门送药'),
  item('lawSafety', 'mediation', '矛盾调解', 'mediation', '矛盾调解 邻里调解 调解 纠纷调解 邻里纠纷 矛盾纠纷 矛盾纠纷调解 邻里矛盾 家庭纠纷调解 人民调解 邻里纠纷调解 矛盾化解 纠纷化解 邻里矛盾调解 家庭矛盾调解 调处纠纷'),
  item('lawSafety', 'legalAid', '法律援助', 'legal advice', '法律咨询 法律援助 法律服务 法律 法律帮助 普法 法治宣传 法律顾问 律师咨询 法律讲座 维权 权益维护 司法援助 打官司 法务咨询 公共法律服务'),
  item('lawSafety', 'correction', '社区矫正', 'community correction', '社区矫正 安置帮教 社区戒毒 禁毒 戒毒康复 帮教'),
  item('lawSafety', 'safety', '平安建设', 'safety', '平安建设 治安巡逻 反诈宣传 防诈骗 安全教育 消防安全 安全检查 巡逻 防诈骗宣传 安全隐患排查'),
  item('governance', 'repairs', '家电维修', 'small repairs', '家电维修 小修小补 维修 修理 家庭维修 水电维修 水电维修服务 家电修理 便民维修 上门维修 管道疏通 水管维修 换灯泡 修水管 修家电 修电器 疏通下水 家居维修 房屋维修 电器维修 维修服务 修修补补 修锁 开锁 磨刀 便民服务'),
  item('governance', 'deliberation', '议事协商', 'deliberation', '议事协商 民主协商 居民议事 协商议事 社区治理'),
  item('governance', 'propertyDispute', '物业纠纷', 'property management', '物业纠纷 物业管理 物业 物业服务 小区管理'),
  item('governance', 'environment', '环境整治', 'environment', '环境整治 环境卫生 环境保护 清扫积雪 绿化 垃圾分类 环境治理 环境美化 人居环境'),
  item('governance', 'volunteering', '志愿服务组织', 'volunteering', '志愿者招募 志愿活动 志愿者培训'),
  item('culture', 'activities', '文体活动', 'culture and sports', '文体活动 文娱活动 文化活动 娱乐活动 文艺活动 文化娱乐 体育活动 健身活动 文体娱乐 唱歌跳舞 广场舞 书法班 书法 合唱 舞蹈 兴趣班 老年大学 文艺演出 健身 文化体育 文艺 文体 棋牌 文体服务 休闲娱乐 文化服务 节日活动 老年文娱 老年活动'),
  item('emergency', 'disasterAid', '灾害救助', 'disaster aid', '灾害救助 救灾 防灾减灾 应急 应急救援 应急处置 应急救护 急救培训'),
  item('emergency', 'winterSupply', '冬季保暖', 'winter supply', '取暖 冬季取暖 送煤 送炭 过冬物资 温暖过冬 御寒物资 采暖 暖冬'),
  item('translation', 'interpretation', '蒙汉翻译', 'Mongolian interpretation', '蒙汉翻译 双语代办 翻译 蒙语翻译 双语翻译 双语服务 蒙汉双语 汉蒙翻译 蒙汉双语翻译 双语帮办 蒙古语翻译 口译 双语陪办 蒙汉双语服务 蒙汉双语代办 语言翻译 翻译服务'),
  item('translation', 'transport', '出行接送', 'transport', '接送 出行 出行接送 助行 接送服务 交通接送 牧区接送 用车 车辆接送 爱心接送 出行服务 接送老人 接送孩子'),
];

/** Words for a whole category: the need is of it, though which service is not said. */
const CATEGORY_WORDS: Record<Category, string> = {
  assistance: '社会救助类 救助类 救助服务', elderCare: '老年人关爱 养老服务 为老服务 助老服务 助老 养老 老年服务 老年人服务 老人服务 为老 敬老 养老助老 居家养老类 老年关爱',
  childCare: '儿童服务 青少年服务 儿童青少年 少儿服务 未成年人服务 儿童 托幼', familyMarriage: '婚姻家庭类 家庭服务', mentalHealth: '心理健康类 心理与精神康复 心理类',
  disability: '助残类 残疾人帮扶 扶残助残', employment: '就业创业 就业与技能 就业类 就业创业服务', health: '健康 健康服务 医疗 医疗服务 医疗健康 医疗卫生 卫生健康 健康医疗 就医服务',
  lawSafety: '法律与平安 法律类 平安法治', governance: '社区治理类 治理', culture: '文化 文化体育类 文体类 精神文化', emergency: '应急类', translation: '双语与出行',
};

export type ItemWord = { item: string | null; category: Category };

const WORDS = new Map<string, ItemWord>();
for (const [category, words] of Object.entries(CATEGORY_WORDS)) for (const word of words.split(' ')) WORDS.set(keyOf(word), { item: null, category: category as Category });
for (const { code, category, zh, en, words } of ITEMS) for (const word of [zh, en, ...words.split(' ')]) WORDS.set(keyOf(word), { item: code, category });

const CATEGORY_OF = new Map(ITEMS.map(({ code, category }) => [code, category]));

/** What a word means, or null: then it is asked, once. `taught` holds the answers given before, word → item or category. */
export function findItem(word: string, taught: Record<string, string> = {}): ItemWord | null {
  const key = keyOf(word).replace(/[()\[\]【】“”"'·.。:：]/g, '');
  const answer = taught[key];
  if (answer !== undefined) {
    const category = CATEGORY_OF.get(answer);
    if (category) return { item: answer, category };
    if ((CATEGORIES as readonly string[]).includes(answer)) return { item: null, category: answer as Category };
  }
  return WORDS.get(key) ?? WORDS.get(key.replace(/^(?:需要?|想要?|希望|提供|上门|免费|义务|老年人?|居民|社区)/, '')) ?? WORDS.get(key.replace(/(?:服务|需求|类|帮助|支持|活动)$/, '')) ?? null;
}
