import { defineFigure } from './figure.ts';

export const socialWorkAgencies = defineFigure({
  code: 'F17', unit: 'organizations', kind: 'stock', group: 'organizations', recordKind: 'organization',
  words: {
    zh: { name: '其中：社会工作服务机构', definition: '登记社会组织中，以社会工作服务为主业的机构，时期最后一天在册。' },
    en: { name: 'Of them, social-work agencies', definition: 'Registered social organisations whose main work is social work, on the register on the last day of the period.' },
  },
});
