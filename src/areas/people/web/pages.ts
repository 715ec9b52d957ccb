import EyeOutlined from '@ant-design/icons/es/icons/EyeOutlined';
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/people', component: () => import('./person-list.tsx'), menu: { label: 'people.menu', permission: 'person.list', icon: TeamOutlined, order: 220, key: 'p', ofResidents: true } },
  { path: '/people/new', permission: 'person.register', component: () => import('./register-person.tsx') },
  { path: '/people/:personId', permission: 'person.read', component: () => import('./person-page.tsx') },
  { path: '/my-readings', component: () => import('./own-readings.tsx'), menu: { label: 'people.myReadings', permission: 'person.own', icon: EyeOutlined, order: 110 } },
];
