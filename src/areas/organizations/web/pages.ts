import BankOutlined from '@ant-design/icons/es/icons/BankOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/organizations', component: () => import('./organization-list.tsx'), menu: { label: 'organizations.title', permission: 'organization.list', icon: BankOutlined, order: 320, key: 'o' } },
  { path: '/organizations/new', permission: 'organization.register', component: () => import('./register-organization.tsx') },
  { path: '/organizations/:organizationId', permission: 'organization.read', component: () => import('./organization-page.tsx') },
  { path: '/organizations/:organizationId/edit', permission: 'organization.update', component: () => import('./edit-organization.tsx') },
];
