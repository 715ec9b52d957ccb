import CopyOutlined from '@ant-design/icons/es/icons/CopyOutlined';
import HeartOutlined from '@ant-design/icons/es/icons/HeartOutlined';
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/needs', component: () => import('./need-list.tsx'), menu: { label: 'needs.menu', permission: 'need.list', icon: InboxOutlined, order: 200, onPhone: 2, key: 'n', ofResidents: true } },
  { path: '/needs/new', permission: 'need.hear', component: () => import('./hear-need.tsx') },
  { path: '/needs/:needId', permission: 'need.read', component: () => import('./need-page.tsx') },
  { path: '/duplicates', component: () => import('./duplicate-list.tsx'), menu: { label: 'needs.duplicates', permission: 'need.answerDuplicate', icon: CopyOutlined, order: 230, count: '/api/duplicates' } },
  { path: '/my-needs', component: () => import('./own-needs.tsx'), menu: { label: 'needs.mine', permission: 'need.own', icon: HeartOutlined, order: 105, key: 'm' } },
];
