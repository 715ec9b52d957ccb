import FieldTimeOutlined from '@ant-design/icons/es/icons/FieldTimeOutlined';
import SmileOutlined from '@ant-design/icons/es/icons/SmileOutlined';
import SwapOutlined from '@ant-design/icons/es/icons/SwapOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/referrals', component: () => import('./referral-board.tsx'), menu: { label: 'referrals.menu', permission: 'referral.list', icon: SwapOutlined, order: 221, onPhone: 3, key: 'r', ofResidents: true } },
  { path: '/my-help', component: () => import('./own-help.tsx'), menu: { label: 'referrals.own', permission: 'referral.own', icon: SmileOutlined, order: 98 } },
  { path: '/referral-clocks', component: () => import('./clock-page.tsx'), menu: { label: 'referrals.clocks.menu', permission: 'referral.clocks', icon: FieldTimeOutlined, order: 345 } },
  { path: '/referrals/all', permission: 'referral.list', component: () => import('./referral-list.tsx') },
  { path: '/referrals/offer', permission: 'referral.offer', component: () => import('./offer-page.tsx') },
  { path: '/referrals/:referralId', permission: 'referral.read', component: () => import('./referral-page.tsx') },
  { path: '/referrals/:referralId/partner', permission: 'referral.partnerLink', component: () => import('./partner-sheet.tsx') },
  { path: '/referrals/:referralId/slip', permission: 'referral.slip', component: () => import('./slip-page.tsx') },
];
