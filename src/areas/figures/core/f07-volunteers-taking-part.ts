import { defineFigure } from './figure.ts';

export const volunteersTakingPart = defineFigure({
  code: 'F7', unit: 'persons', kind: 'flow', group: 'services', recordKind: 'person',
  words: {
    zh: { name: '参与志愿者', definition: '所选时期内至少在一场已举办的服务中到岗的志愿者，一人只算一次。人数不能按月或按地区相加。' },
    en: { name: 'Volunteers taking part', definition: 'People who served as volunteers at one or more sessions held in the period, each person once. Persons cannot be added over months or places.' },
  },
});
