import BarChartOutlined from '@ant-design/icons/es/icons/BarChartOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/city', component: () => import('./city-page.tsx'), menu: { label: 'figures.menu', permission: 'figure.read', icon: BarChartOutlined, order: 400, onPhone: 5, key: 'c' } },
  { path: '/figures/:code', permission: 'figure.read', component: () => import('./records-page.tsx') },
  { path: '/figures/:code/records/:recordId', permission: 'figure.read', component: () => import('./record-page.tsx') },
];
