import { defineFigure } from './figure.ts';

export const gradedOrganizations = defineFigure({
  code: 'F19', unit: 'organizations', kind: 'stock', group: 'organizations', recordKind: 'organization',
  words: {
    zh: { name: '其中：3A 及以上社会组织', definition: '登记社会组织中，时期最后一天评估等级为 3A 及以上且在有效期内（含最后一天）的。等级过期即不算；有多次评估的按最近一次。' },
    en: { name: 'Of them, graded 3A or above', definition: 'Registered social organisations whose grade on the last day of the period was 3A or above and still valid, that day included. An expired grade does not count; the latest assessment decides.' },
  },
});
