import type { ItemCode } from '../../areas/needs/core/items.ts';

/** What people ask for here: how often, in which words, from which age. */
export type Want = { item: ItemCode; weight: number; fromAge: number; toAge: number; words: string[] };

export const WANTS: Want[] = [
  { item: 'meals', weight: 12, fromAge: 62, toAge: 120, words: ['中午送一顿热饭', '牙口不好，要稀软的', '行动不便，做不了饭', '少盐软烂，每天一餐'] },
  { item: 'cleaning', weight: 9, fromAge: 62, toAge: 120, words: ['擦窗户、收拾厨房', '每两周打扫一次', '换洗被褥', '冬天清雪、搬煤'] },
  { item: 'bathing', weight: 4, fromAge: 66, toAge: 120, words: ['卧床，洗澡要两个人', '卫生间没有扶手，不敢自己洗'] },
  { item: 'companionship', weight: 11, fromAge: 62, toAge: 120, words: ['独居，想有人说说话', '每周打个电话', '老伴刚走，睡不好'] },
  { item: 'medicalEscort', weight: 9, fromAge: 58, toAge: 120, words: ['每月去医院复查一次', '住院手续不会办', '做透析来回要人扶', '去中心医院取药'] },
  { item: 'hairdressing', weight: 4, fromAge: 65, toAge: 120, words: ['下不了楼，想理个发', '卧床，头发长了'] },
  { item: 'repairs', weight: 7, fromAge: 30, toAge: 120, words: ['灯坏了够不着', '冰箱不制冷了', '洗衣机漏水', '电视收不到台'] },
  { item: 'rehabilitation', weight: 5, fromAge: 20, toAge: 120, words: ['脑梗后左侧无力，想做康复', '膝盖手术后要练走路'] },
  { item: 'homeworkHelp', weight: 8, fromAge: 7, toAge: 16, words: ['三年级数学跟不上', '英语基础差', '蒙语授课转汉语授课跟不上'] },
  { item: 'holidayCare', weight: 8, fromAge: 6, toAge: 14, words: ['暑假父母上班，没人带', '寒假四周要有人看', '放学到下班前没人管，希望离家近'] },
  { item: 'counselling', weight: 5, fromAge: 10, toAge: 80, words: ['失眠两个月', '孩子不愿上学', '产后情绪低落，想找人谈谈'] },
  { item: 'skillsTraining', weight: 6, fromAge: 20, toAge: 55, words: ['想学电焊', '想考叉车证', '想考家政月嫂证', '想学电商卖奶食'] },
  { item: 'jobLinks', weight: 6, fromAge: 20, toAge: 58, words: ['想找家门口的活', '四十五岁以上，想做保洁保安', '残疾证三级，想找能坐着干的'] },
  { item: 'legalAid', weight: 4, fromAge: 25, toAge: 80, words: ['被拖欠工资，不会打官司', '草场承包合同看不懂', '房屋漏水，想告开发商'] },
  { item: 'mediation', weight: 4, fromAge: 25, toAge: 85, words: ['楼上噪音，说不通', '和邻居争停车位', '子女不给赡养费'] },
  { item: 'temporaryAid', weight: 5, fromAge: 20, toAge: 90, words: ['低保申请材料不会填', '大病花费高，接不上', '火灾后没处住'] },
  { item: 'activities', weight: 6, fromAge: 45, toAge: 90, words: ['想参加合唱队', '想学呼麦、马头琴', '想有人教广场舞'] },
];
