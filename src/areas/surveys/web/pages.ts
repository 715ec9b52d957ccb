import FormOutlined from '@ant-design/icons/es/icons/FormOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/surveys', component: () => import('./questionnaire-list.tsx'), menu: { label: 'surveys.menu', permission: 'questionnaire.list', icon: FormOutlined, order: 205, key: 'q' } },
  { path: '/surveys/new', permission: 'questionnaire.make', component: () => import('./upload-questionnaire.tsx') },
  { path: '/surveys/:questionnaireId', permission: 'questionnaire.read', component: () => import('./questionnaire-page.tsx') },
  { path: '/surveys/:questionnaireId/fill', permission: 'response.submit', component: () => import('./fill-page.tsx') },
  { path: '/surveys/:questionnaireId/links/:linkId', permission: 'questionnaire.link', component: () => import('./poster-page.tsx') },
  { path: '/responses', permission: 'response.list', component: () => import('./response-list.tsx') },
  { path: '/responses/:responseId', permission: 'response.read', component: () => import('./response-page.tsx') },
  { path: '/surveys/:questionnaireId/upload', permission: 'questionnaire.make', component: () => import('./upload-version.tsx') },
];
