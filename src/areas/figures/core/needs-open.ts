import { defineFigure } from './figure.ts';

export const needsOpen = defineFigure({
  code: 'needsOpen', unit: 'needs', kind: 'stock', group: 'needs', recordKind: 'need',
  words: {
    zh: { name: '未了结的需求', definition: '时期最后一天还没有了结的需求，不论是否已对接或正在服务；记错了撤回的不算。' },
    en: { name: 'Needs open', definition: 'Needs not yet closed at the end of the last day of the period, whether or not matched or in service; those recorded by mistake do not count.' },
  },
});
