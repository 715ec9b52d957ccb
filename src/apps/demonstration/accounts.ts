import type { Role } from '../../kernel/role.ts';

export const DEMONSTRATION_PASSWORD = 'sanshe-demo';

export type DemonstrationAccount = {
  username: string; name: string; roleZh: string; roleEn: string;
  /** The first grant is the one acted under after sign-in. */
  grants: { role: Role; divisionCode: string; organization?: true; person?: true }[];
};

/** One invented person for each part in the linkage. The station worker's first grant is the city's hub, whose ledger covers several banners. */
export const DEMONSTRATION_ACCOUNTS: DemonstrationAccount[] = [
  { username: 'city-officer', name: '乌兰图雅', roleZh: '行政干部（市级）', roleEn: 'officer (city)', grants: [{ role: 'officer', divisionCode: '1506' }] },
  { username: 'banner-officer', name: '白建军', roleZh: '行政干部（东胜区）', roleEn: 'officer (Dongsheng)', grants: [{ role: 'officer', divisionCode: '150602' }] },
  { username: 'street-officer', name: '贺志强', roleZh: '行政干部（交通街道）', roleEn: 'officer (Jiaotong)', grants: [{ role: 'officer', divisionCode: '150602001' }] },
  { username: 'station-lead', name: '苏日娜', roleZh: '站长（东胜区）', roleEn: 'station lead (Dongsheng)', grants: [{ role: 'stationLead', divisionCode: '150602' }, { role: 'stationLead', divisionCode: '150603' }] },
  { username: 'station-worker', name: '高晓燕', roleZh: '站点工作人员（市总站）', roleEn: 'station worker (city hub)', grants: [
    { role: 'stationWorker', divisionCode: '1506' }, { role: 'stationWorker', divisionCode: '150602001003' }, { role: 'stationWorker', divisionCode: '150621' }] },
  { username: 'social-worker', name: '郝敏', roleZh: '社会工作者（康巴什区）', roleEn: 'social worker (Kangbashi)', grants: [{ role: 'socialWorker', divisionCode: '150603' }] },
  { username: 'organization-manager', name: '其木格', roleZh: '社会组织负责人', roleEn: 'organisation manager', grants: [{ role: 'organizationManager', divisionCode: '150602', organization: true }] },
  { username: 'volunteer', name: '孙志远', roleZh: '志愿者', roleEn: 'volunteer', grants: [{ role: 'volunteer', divisionCode: '150602001003', person: true }] },
  { username: 'resident', name: '张秀英', roleZh: '居民', roleEn: 'resident', grants: [{ role: 'resident', divisionCode: '150602001003', person: true }] },
  { username: 'finance', name: '刘慧', roleZh: '财务（市级）', roleEn: 'finance (city)', grants: [{ role: 'finance', divisionCode: '1506' }] },
  { username: 'auditor', name: '韩正', roleZh: '审计员（市级）', roleEn: 'auditor (city)', grants: [{ role: 'auditor', divisionCode: '1506' }] },
  { username: 'administrator', name: '王工', roleZh: '系统管理员', roleEn: 'administrator', grants: [{ role: 'administrator', divisionCode: '1506' }] },
];

/** The leads of the other banners: their timelines name them, and nobody has to be told how to sign in as one. */
export const LEADS_ELSEWHERE: DemonstrationAccount[] = ([
  ['dalad', '赵玉兰', '150621', '达拉特旗', 'Dalad'], ['jungar', '刘永胜', '150622', '准格尔旗', 'Jungar'], ['otog-front', '巴图', '150623', '鄂托克前旗', 'Otog Front'], ['otog', '斯琴', '150624', '鄂托克旗', 'Otog'],
  ['hanggin', '苏和', '150625', '杭锦旗', 'Hanggin'], ['uxin', '萨仁', '150626', '乌审旗', 'Uxin'], ['ejin-horo', '王秀梅', '150627', '伊金霍洛旗', 'Ejin Horo'],
] as const).map(([place, name, divisionCode, zh, en]) => ({ username: `lead-${place}`, name, roleZh: `站长（${zh}）`, roleEn: `station lead (${en})`, grants: [{ role: 'stationLead', divisionCode }] }));
