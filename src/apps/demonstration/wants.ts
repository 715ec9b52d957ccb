import type { ItemCode } from '../../areas/needs/core/items.ts';

/** What people ask for here: how often, in which words, from which age. */
export type Want = { item: ItemCode; weight: number; fromAge: number; toAge: number; words: string[] };

export const WANTS: Want[] = [
  { item: 'meals', weight: 12, fromAge: 62, toAge: 120, words: ['中午送一顿热饭', '牙口不好，要稀软的', '行动不便，做不了饭', '少盐软烂，每天一餐'] },
  { item: 'cleaning', weight: 9, fromAge: 62, toAge: 120, words: ['擦窗户、收拾厨房', '每两周打扫一次', '换洗被褥', '冬天清雪、搬煤'] },
  { item: 'bathing', weight: 4, fromAge: 66, toAge: 120, words: ['卧床，需两人', '卫生间无扶手'] },
  { item: 'companionship', weight: 11, fromAge: 62, toAge: 120, words: ['独居，想有人说说话', '每周打个电话', '老伴刚走，睡不好'] },
  { item: 'medicalEscort', weight: 9, fromAge: 58, toAge: 120, words: ['每月去医院复查一次', '住院手续不会办', '做透析来回要人扶', '去中心医院取药'] },
  { item: 'hairdressing', weight: 4, fromAge: 65, toAge: 120, words: ['下不了楼，想理个发'] },
  { item: 'repairs', weight: 7, fromAge: 30, toAge: 120, words: ['灯坏了够不着', '暖气片漏水', '马桶堵'] },
  { item: 'rehabilitation', weight: 5, fromAge: 20, toAge: 120, words: ['脑梗后左侧无力', '需要助行器'] },
  { item: 'homeworkHelp', weight: 8, fromAge: 7, toAge: 16, words: ['三年级数学', '英语基础差', '蒙语授课转汉语授课跟不上'] },
  { item: 'holidayCare', weight: 8, fromAge: 6, toAge: 14, words: ['暑假父母上班', '寒假四周', '希望离家近'] },
  { item: 'counselling', weight: 5, fromAge: 10, toAge: 80, words: ['失眠两个月', '孩子不愿上学', '产后情绪低落'] },
  { item: 'skillsTraining', weight: 6, fromAge: 20, toAge: 55, words: ['电焊', '叉车证', '家政月嫂证', '电商'] },
  { item: 'jobLinks', weight: 6, fromAge: 20, toAge: 58, words: ['家门口的活', '四十五岁以上保洁保安', '残疾证三级，能坐着干'] },
  { item: 'legalAid', weight: 4, fromAge: 25, toAge: 80, words: ['拖欠工资', '草场承包合同', '房屋漏水官司'] },
  { item: 'mediation', weight: 4, fromAge: 25, toAge: 85, words: ['楼上噪音', '停车位', '赡养费'] },
  { item: 'temporaryAid', weight: 5, fromAge: 20, toAge: 90, words: ['低保申请材料', '大病花费高', '火灾后过渡'] },
  { item: 'activities', weight: 6, fromAge: 45, toAge: 90, words: ['想要合唱队场地', '呼麦、马头琴班'] },
];
