import FontSizeOutlined from '@ant-design/icons/es/icons/FontSizeOutlined';
import MailOutlined from '@ant-design/icons/es/icons/MailOutlined';
import NotificationOutlined from '@ant-design/icons/es/icons/NotificationOutlined';
import SendOutlined from '@ant-design/icons/es/icons/SendOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/messages', component: () => import('./message-list.tsx'), menu: { label: 'channels.sent.menu', permission: 'message.list', icon: MailOutlined, order: 355 } },
  { path: '/messages/:messageId', permission: 'message.list', component: () => import('./message-page.tsx') },
  { path: '/channels', component: () => import('./channel-page.tsx'), menu: { label: 'channels.menu', permission: 'channel.keep', icon: SendOutlined, order: 505 } },
  { path: '/message-texts', component: () => import('./text-list.tsx'), menu: { label: 'channels.texts.menu', permission: 'channel.keep', icon: FontSizeOutlined, order: 506 } },
  { path: '/message-texts/:occasion', permission: 'channel.keep', component: () => import('./text-page.tsx') },
  { path: '/my-reach', component: () => import('./my-reach.tsx'), menu: { label: 'channels.reach.menu', permission: 'message.own', icon: NotificationOutlined, order: 590 } },
];
