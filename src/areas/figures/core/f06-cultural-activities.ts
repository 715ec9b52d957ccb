import { defineFigure } from './figure.ts';

export const culturalActivities = defineFigure({
  code: 'F6', unit: 'events', kind: 'flow', group: 'services', recordKind: 'session',
  words: {
    zh: { name: '文体活动', definition: '实际举办的文化、体育、娱乐活动，一场算一次。计划中的和取消的不算；一个活动办了几场，就是几次。' },
    en: { name: 'Cultural and recreational activities', definition: 'Cultural, sports and recreational sessions that were held, each once. Planned or cancelled ones do not count; an activity held in several sessions counts as many.' },
  },
});
