import type { ItemCode } from '../../areas/needs/core/items.ts';
import type { Chance } from './chance.ts';

/** What a provider of that kind can credibly offer, read from its name: a legal clinic serves no meals. The first pattern that fits counts. */
const OFFERS: [RegExp, ItemCode[]][] = [
  [/养老服务中心/, ['meals', 'bathing', 'cleaning', 'companionship', 'hairdressing', 'medicalEscort']],
  [/青少年服务中心/, ['homeworkHelp', 'holidayCare', 'counselling']],
  [/托养中心/, ['rehabilitation', 'bathing', 'companionship']],
  [/康复中心/, ['rehabilitation']],
  [/培训学校/, ['skillsTraining', 'jobLinks']],
  [/幼儿园/, ['holidayCare']],
  [/志愿者服务中心|志愿者协会/, ['companionship', 'medicalEscort', 'homeworkHelp', 'cleaning']],
  [/家庭服务中心/, ['cleaning', 'companionship', 'mediation', 'counselling']],
  [/社会工作服务中心/, ['counselling', 'companionship', 'mediation', 'holidayCare', 'homeworkHelp', 'temporaryAid', 'activities']],
  [/教育发展基金会/, ['homeworkHelp', 'holidayCare']],
  [/慈善基金会/, ['temporaryAid']],
  [/老年协会/, ['companionship', 'activities']],
  [/心理咨询师协会/, ['counselling']],
  [/法律服务协会/, ['legalAid', 'mediation']],
  [/家政服务协会/, ['cleaning', 'skillsTraining', 'jobLinks']],
  [/餐饮行业协会/, ['meals', 'skillsTraining', 'jobLinks']],
  [/家电维修协会/, ['repairs', 'skillsTraining']],
  [/美容美发协会/, ['hairdressing', 'skillsTraining']],
  [/电子商务协会|商会/, ['jobLinks', 'skillsTraining']],
  [/书画协会|文化艺术协会|合唱队|舞蹈队|艺术团/, ['activities']],
  [/邻里互助队/, ['companionship', 'medicalEscort', 'cleaning']],
  [/红马甲志愿队/, ['companionship', 'medicalEscort', 'hairdressing']],
  [/巧手维修队/, ['repairs']],
  [/爱心厨房/, ['meals']],
  [/环保小分队/, ['cleaning']],
  [/调解室/, ['mediation']],
  [/法律明白人小组/, ['legalAid', 'mediation']],
  [/读书会/, ['homeworkHelp', 'activities']],
  [/牧区轻骑服务队/, ['medicalEscort', 'repairs', 'companionship']],
  [/人力资源和社会保障局/, ['jobLinks', 'skillsTraining']],
  [/残疾人联合会/, ['rehabilitation', 'jobLinks']],
  [/司法局/, ['legalAid', 'mediation']],
  [/民政局/, ['temporaryAid']],
  [/卫生健康委员会/, ['counselling', 'rehabilitation']],
  [/教育体育局/, ['homeworkHelp', 'holidayCare']],
  [/文化和旅游局/, ['activities']],
  [/商贸有限公司/, ['jobLinks']],
  [/餐饮有限公司/, ['meals']],
  [/物业有限公司/, ['repairs', 'cleaning']],
  [/家政有限公司/, ['cleaning', 'bathing']],
];

export const offersOf = (providerName: string): readonly ItemCode[] => OFFERS.find(([pattern]) => pattern.test(providerName))?.[1] ?? [];

/** What a single resident gives of his time. */
export const PERSONAL: readonly ItemCode[] = ['companionship', 'medicalEscort', 'homeworkHelp', 'hairdressing', 'repairs'];

/** A time at which help of that kind is given, in words as a ledger has them. */
export function inventTimes(chance: Chance, item: ItemCode): string {
  switch (item) {
    case 'meals': return chance.pick(['工作日', '全天']);
    case 'homeworkHelp': return chance.pick(['周二、周四 19:00-21:00', '周末上午']);
    case 'holidayCare': return '工作日';
    case 'activities': case 'skillsTraining': return chance.pick(['周末上午', '周二、周四 19:00-21:00', '工作日']);
    case 'legalAid': case 'temporaryAid': case 'jobLinks': return '工作日';
    default: return chance.pick(['工作日', '周末上午', '全天']);
  }
}
