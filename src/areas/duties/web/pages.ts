import BellOutlined from '@ant-design/icons/es/icons/BellOutlined';
import CheckSquareOutlined from '@ant-design/icons/es/icons/CheckSquareOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/my-work', component: () => import('./my-work.tsx'), menu: { label: 'duties.menu', permission: 'duty.mine', icon: CheckSquareOutlined, order: 100, onPhone: 1, key: 'w', count: '/api/my-work' } },
  { path: '/my-work/lines', permission: 'duty.mine', component: () => import('./my-lines.tsx') },
  { path: '/duties', component: () => import('./duty-list.tsx'), menu: { label: 'duties.places', permission: 'duty.list', icon: BellOutlined, order: 101, key: 'u' } },
];
