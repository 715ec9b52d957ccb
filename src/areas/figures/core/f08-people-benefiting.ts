import { defineFigure } from './figure.ts';

export const peopleBenefiting = defineFigure({
  code: 'F8', unit: 'personTimes', kind: 'flow', group: 'services', recordKind: 'attendance',
  words: {
    zh: { name: '受益群众', definition: '每个到场的受益人在每一场已举办的服务中算一人次，另加未登记姓名、只记人头的参加者。工作人员和志愿者不算；线上浏览、宣传覆盖不算。' },
    en: { name: 'People benefiting', definition: 'Each beneficiary present at each session that was held is one person-time; heads counted without a name are added. Staff and volunteers do not count, nor do views or reach of publicity.' },
  },
});
