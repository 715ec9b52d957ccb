import { defineFigure } from './figure.ts';

export const socialOrganizations = defineFigure({
  code: 'F16', unit: 'organizations', kind: 'stock', group: 'organizations', recordKind: 'organization',
  words: {
    zh: { name: '登记社会组织', definition: '时期最后一天在册的社会团体、社会服务机构（民办非企业单位）和基金会。社区备案的组织、志愿队伍、单位和企业不算。按登记机关所在地统计。' },
    en: { name: 'Registered social organisations', definition: 'Associations, social-service agencies and foundations on the register on the last day of the period. Community-filed organisations, volunteer teams, departments and enterprises do not count. Placed where they are registered.' },
  },
});
