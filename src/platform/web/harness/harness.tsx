import HomeOutlined from '@ant-design/icons/es/icons/HomeOutlined';
import InboxOutlined from '@ant-design/icons/es/icons/InboxOutlined';
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined';
import SwapOutlined from '@ant-design/icons/es/icons/SwapOutlined';
import BankOutlined from '@ant-design/icons/es/icons/BankOutlined';
import ToolOutlined from '@ant-design/icons/es/icons/ToolOutlined';
import BarChartOutlined from '@ant-design/icons/es/icons/BarChartOutlined';
import { pages as accessPages } from '../../../areas/access/web/pages.ts';
import { messages as accessMessages } from '../../../areas/access/web/messages.ts';
import { messages as roleMessages } from '../../../areas/access/core/messages.ts';
import type { ComponentType } from 'react';
import { startApp } from '../app.tsx';
import { messages as ownMessages } from '../messages.ts';
import type { PageRow } from '../page-row.ts';
import { exampleMessages } from './example-messages.ts';

// Example pages, to try the platform without any area: never part of the product.
const menu = (path: string, label: string, icon: ComponentType, order: number, key?: string, count?: string): PageRow =>
  ({ path, component: () => import('./example-list.tsx'), menu: { label, permission: 'any', icon, order, ...(key ? { key } : {}), ...(count ? { count } : {}) } });

const pages: PageRow[] = [
  menu('/my-work', 'try.menu.work', HomeOutlined, 100, 'w', '/api/my-work'),
  menu('/needs', 'try.menu.needs', InboxOutlined, 200, 'n'),
  menu('/resources', 'try.menu.resources', ToolOutlined, 210),
  menu('/match', 'try.menu.match', SwapOutlined, 220),
  menu('/people', 'try.menu.people', TeamOutlined, 300),
  menu('/organizations', 'try.menu.organizations', BankOutlined, 310),
  menu('/city', 'try.menu.city', BarChartOutlined, 400),
  { path: '/needs/new', permission: 'any', component: () => import('./example-form.tsx') },
  { path: '/needs/:needId', permission: 'any', component: () => import('./example-record.tsx') },
];

const words = [ownMessages, accessMessages, roleMessages, exampleMessages];
void startApp({ pages: [...accessPages, ...pages], wordsOf: async (language) => Object.assign({}, ...words.map((messages) => messages[language])) as Record<string, string> });
