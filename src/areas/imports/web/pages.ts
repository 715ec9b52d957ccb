import ImportOutlined from '@ant-design/icons/es/icons/ImportOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/imports', component: () => import('./import-list.tsx'), menu: { label: 'imports.menu', permission: 'import.list', icon: ImportOutlined, order: 340, key: 'i' } },
  { path: '/imports/new', permission: 'import.make', component: () => import('./new-import.tsx') },
  { path: '/resources/workbook', permission: 'resource.workbook', component: () => import('./own-workbook.tsx') },
  { path: '/imports/:importId', permission: 'import.read', component: () => import('./import-page.tsx') },
];
