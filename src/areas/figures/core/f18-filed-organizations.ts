import { defineFigure } from './figure.ts';

export const filedOrganizations = defineFigure({
  code: 'F18', unit: 'organizations', kind: 'stock', group: 'organizations', recordKind: 'organization',
  words: {
    zh: { name: '社区备案社会组织', definition: '时期最后一天在街道、苏木乡镇或社区备案的社区社会组织。备案不等于登记，不具有法人资格。' },
    en: { name: 'Community-filed organisations', definition: 'Community organisations on file with a street, town or community on the last day of the period. Filing is not registration and gives no legal personality.' },
  },
});
