import { defineFigure } from './figure.ts';

export const sessionsHeld = defineFigure({
  code: 'sessionsHeld', unit: 'events', kind: 'flow', group: 'services', recordKind: 'session',
  words: {
    zh: { name: '举办的服务场次', definition: '所选时期内实际举办的活动场次和上门服务，各算一次。计划中的和取消的不算。' },
    en: { name: 'Sessions held', definition: 'Sessions of activities and services at home that were held in the period, each once. Planned or cancelled ones do not count.' },
  },
});
