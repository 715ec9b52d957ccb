import AppstoreOutlined from '@ant-design/icons/es/icons/AppstoreOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/resources', component: () => import('./resource-list.tsx'), menu: { label: 'resources.title', permission: 'resource.list', icon: AppstoreOutlined, order: 210, key: 's' } },
  { path: '/resources/new', permission: 'resource.add', component: () => import('./add-resource.tsx') },
  { path: '/resources/link-sheet/:kind/:ownerId', permission: 'resource.link', component: () => import('./link-sheet.tsx') },
  { path: '/resources/:resourceId', permission: 'resource.read', component: () => import('./resource-page.tsx') },
  { path: '/resources/:resourceId/edit', permission: 'resource.update', component: () => import('./edit-resource.tsx') },
];
