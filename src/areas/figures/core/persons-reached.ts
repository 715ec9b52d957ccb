import { defineFigure } from './figure.ts';

export const personsReached = defineFigure({
  code: 'personsReached', unit: 'persons', kind: 'flow', group: 'services', recordKind: 'person',
  words: {
    zh: { name: '服务到的人数', definition: '所选时期内至少一次到场接受服务的登记居民，一人只算一次。未登记姓名的人头不加入人数。全市人数不等于各旗区人数之和，全年人数不等于各月之和。' },
    en: { name: 'Persons reached', definition: 'Registered residents present at one or more sessions held in the period, each person once. Heads without a name add nothing. The persons of a city are not the sum over its banners, nor those of a year the sum over its months.' },
  },
});
