import { defineFigure } from './figure.ts';

export const servicesToChildren = defineFigure({
  code: 'F5', unit: 'personTimes', kind: 'flow', group: 'services', recordKind: 'attendance',
  words: {
    zh: { name: '服务儿童', definition: '未满 18 周岁的人（按服务当天的年龄）实际到场接受一次服务，算一人次；同一场重复签到只算一次。只报名未到场、活动取消、工作人员和志愿者不算；不知道出生日期的人和只记人头的人不算在内。' },
    en: { name: 'Services to children', definition: 'One person under 18 on the day of the session, present at one session that was held, is one person-time; signing in twice at one session is once. Enrolled but absent, cancelled sessions, staff and volunteers do not count, nor do people of unknown age or heads that signed nothing.' },
  },
});
