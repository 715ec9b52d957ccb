import { defineFigure } from './figure.ts';

export const needsMet = defineFigure({
  code: 'needsMet', unit: 'needs', kind: 'flow', group: 'needs', recordKind: 'need',
  words: {
    zh: { name: '满足的需求', definition: '所选时期内居民确认已得到满足的需求，按确认当天计。服务送到但居民还没确认的不算。' },
    en: { name: 'Needs met', definition: 'Needs that the resident confirmed as met, on the day of the confirmation. Delivered but not yet confirmed does not count.' },
  },
});
