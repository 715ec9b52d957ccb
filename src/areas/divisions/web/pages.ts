import PhoneOutlined from '@ant-design/icons/es/icons/PhoneOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/service-phones', component: () => import('./service-phones.tsx'), menu: { label: 'divisions.phones', permission: 'division.phones', icon: PhoneOutlined, order: 350 } },
];
