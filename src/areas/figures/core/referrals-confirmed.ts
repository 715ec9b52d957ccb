import { defineFigure } from './figure.ts';

export const referralsConfirmed = defineFigure({
  code: 'referralsConfirmed', unit: 'referrals', kind: 'flow', group: 'needs', recordKind: 'referral',
  words: {
    zh: { name: '居民确认的转介', definition: '所选时期内由居民本人（或工作人员代为转告）确认了结果的转介，不论结果是得到帮助还是没有。拒接和中途退回的不算。' },
    en: { name: 'Referrals confirmed', definition: 'Referrals whose result the resident confirmed in the period, helped or not, in person or through a worker. Declined or failed ones do not count.' },
  },
});
