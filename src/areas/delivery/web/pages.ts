import CalendarOutlined from '@ant-design/icons/es/icons/CalendarOutlined';
import HeartOutlined from '@ant-design/icons/es/icons/HeartOutlined';
import ScheduleOutlined from '@ant-design/icons/es/icons/ScheduleOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/activities', component: () => import('./activity-list.tsx'), menu: { label: 'delivery.menu', permission: 'activity.list', icon: CalendarOutlined, order: 222, key: 'v' } },
  { path: '/activities/new', permission: 'activity.keep', component: () => import('./plan-activity.tsx') },
  { path: '/activities/:activityId', permission: 'activity.read', component: () => import('./activity-page.tsx') },
  { path: '/activities/:activityId/edit', permission: 'activity.keep', component: () => import('./edit-activity.tsx') },
  { path: '/referrals/:referralId/sheet', permission: 'referral.typeSheet', component: () => import('./type-sheet.tsx') },
  { path: '/sessions/:sessionId', permission: 'session.read', component: () => import('./session-page.tsx') },
  { path: '/my-service', component: () => import('./my-service.tsx'), menu: { label: 'delivery.served', permission: 'attendance.served', icon: HeartOutlined, order: 99 } },
  { path: '/whats-on', component: () => import('./whats-on.tsx'), menu: { label: 'delivery.on', permission: 'session.signUp', icon: ScheduleOutlined, order: 108 } },
];
