import { defineFigure } from './figure.ts';

export const communitiesTakingPart = defineFigure({
  code: 'F1', unit: 'communities', kind: 'during', group: 'services', recordKind: 'community',
  words: {
    zh: { name: '参与三社联动的社区', definition: '在所选时期内任何一天参与三社联动、设有三社联动工作站的社区、嘎查和村。中途加入或退出的也算；同一社区退出后又加入，只算一个。一年的数不是各月之和。' },
    en: { name: 'Communities taking part', definition: 'Communities, gacha and villages that took part in the linkage, with a workstation, on any day of the period. One that joined or left meanwhile counts; one that left and came back counts once. A year is not the sum of its months.' },
  },
});
