import CheckSquareOutlined from '@ant-design/icons/es/icons/CheckSquareOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/my-work', component: () => import('./my-work.tsx'), menu: { label: 'duties.menu', permission: 'duty.mine', icon: CheckSquareOutlined, order: 100, key: 'w', count: '/api/my-work' } },
  { path: '/duties', permission: 'duty.list', component: () => import('./duty-list.tsx') },
];
