import ApartmentOutlined from '@ant-design/icons/es/icons/ApartmentOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/match', component: () => import('./match-page.tsx'), menu: { label: 'matching.menu', permission: 'match.read', icon: ApartmentOutlined, order: 220, key: 'd' } },
  { path: '/match/:runId', permission: 'match.read', component: () => import('./run-page.tsx') },
];
