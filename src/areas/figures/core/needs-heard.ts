import { defineFigure } from './figure.ts';

export const needsHeard = defineFigure({
  code: 'needsHeard', unit: 'needs', kind: 'flow', group: 'needs', recordKind: 'need',
  words: {
    zh: { name: '听到的需求', definition: '所选时期内第一次听到的居民需求。同一人的同一项需求从几个渠道听到，只算一项；合并掉的、记错了撤回的不算。' },
    en: { name: 'Needs heard', definition: 'Needs first heard in the period. One need of one person heard through several channels is one; those merged or recorded by mistake do not count.' },
  },
});
