import AuditOutlined from '@ant-design/icons/es/icons/AuditOutlined';
import IdcardOutlined from '@ant-design/icons/es/icons/IdcardOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/sign-in', isOpen: true, component: () => import('./sign-in.tsx') },
  { path: '/first-password', isOpen: true, component: () => import('./first-password.tsx') },
  { path: '/me', permission: 'account.own', component: () => import('./me.tsx') },
  { path: '/accounts', component: () => import('./account-list.tsx'), menu: { label: 'access.accounts', permission: 'account.list', icon: IdcardOutlined, order: 500, key: 'a' } },
  { path: '/accounts/new', permission: 'account.keep', component: () => import('./new-account.tsx') },
  { path: '/accounts/:accountId', permission: 'account.read', component: () => import('./account-page.tsx') },
  { path: '/audit', component: () => import('./audit-list.tsx'), menu: { label: 'access.audit', permission: 'audit.read', icon: AuditOutlined, order: 510, key: 'l' } },
];
