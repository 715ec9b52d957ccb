import type { ItemCode } from './items.ts';

/** How each item is read aloud, for whoever types it in pinyin; no browser knows the readings. */
export const ITEM_SOUNDS: Record<ItemCode, string> = {
  temporaryAid: 'kunnanjiuzhu', policyAdvice: 'zhengcezixun', applicationHelp: 'shenqingxiezhu', assistanceOther: 'shehuijiuzhuqita', meals: 'zhucan', bathing: 'zhuyu',
  cleaning: 'jiazheng', companionship: 'tanfangpeiban', dayCare: 'rijianzhaoliao', homeNursing: 'jujiazhaohu', homeAdaptation: 'shilaohuagaizao', abilityAssessment: 'nenglipinggu',
  hairdressing: 'lifa', digitalSkills: 'zhinengshoujijiaoxue', errands: 'daibanpaotui', elderCareOther: 'laonianrenguanaiqita', homeworkHelp: 'keyefudao',
  holidayCare: 'jiaqituoguan', infantCare: 'yingyouerzhaohu', childProtection: 'ertongbaohu', growthGroup: 'chengzhangxiaozu', childCareOther: 'ertongfuwuqita',
  parentChild: 'qinzihuodong', familyEducation: 'jiatingjiaoyu', marriageCounselling: 'hunyinjiatingfudao', familyMarriageOther: 'hunyinjiatingqita', counselling: 'xinlizixun',
  mentalRehab: 'jingshenkangfu', carerSupport: 'zhaoguzhezhichi', mentalHealthOther: 'xinliyujingshenkangfuqita', rehabilitation: 'kangfuxunlian', assistiveDevices: 'fuju',
  barrierRemoval: 'wuzhangaigaizao', disabilityCare: 'zhucanfuwu', disabilityOther: 'zhucanqita', skillsTraining: 'jinengpeixun', jobLinks: 'jiuyebangfu',
  employmentOther: 'jiuyeyujinengqita', medicalEscort: 'peizhen', healthCheck: 'jiankangjiancha', healthTalk: 'jiankangjiangzuo', medicineDelivery: 'songyao',
  healthOther: 'jiankangqita', mediation: 'maoduntiaojie', legalAid: 'falvyuanzhu', correction: 'shequjiaozheng', safety: 'pinganjianshe', lawSafetyOther: 'falvyupinganqita',
  repairs: 'jiadianweixiu', deliberation: 'yishixieshang', propertyDispute: 'wuyejiufen', environment: 'huanjingzhengzhi', volunteering: 'zhiyuanfuwuzuzhi',
  governanceOther: 'shequzhiliqita', activities: 'wentihuodong', cultureOther: 'wentiqita', disasterAid: 'zaihaijiuzhu', winterSupply: 'dongjibaonuan', emergencyOther: 'yingjiqita',
  interpretation: 'menghanfanyi', transport: 'chuxingjiesong', translationOther: 'shuangyuyuchuxingqita',
};
