import CompassOutlined from '@ant-design/icons/es/icons/CompassOutlined';
import FormOutlined from '@ant-design/icons/es/icons/FormOutlined';
import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [
  { path: '/rounds', component: () => import('./round-list.tsx'), menu: { label: 'surveys.round.menu', permission: 'round.list', icon: CompassOutlined, order: 204, onPhone: 4, key: 'y' } },
  { path: '/rounds/new', permission: 'round.lead', component: () => import('./plan-round.tsx') },
  { path: '/rounds/:roundId', permission: 'round.list', component: () => import('./round-page.tsx') },
  { path: '/rounds/:roundId/change', permission: 'round.lead', component: () => import('./change-round.tsx') },
  { path: '/rounds/:roundId/sheet', permission: 'round.walk', component: () => import('./route-sheet.tsx') },
  { path: '/rounds/:roundId/doors/:memberId', permission: 'round.walk', component: () => import('./round-door.tsx') },
  { path: '/surveys', component: () => import('./questionnaire-list.tsx'), menu: { label: 'surveys.menu', permission: 'questionnaire.list', icon: FormOutlined, order: 205, key: 'q' } },
  { path: '/surveys/new', permission: 'questionnaire.make', component: () => import('./design/new-page.tsx') },
  { path: '/surveys/drafts/:draftId', permission: 'questionnaire.make', component: () => import('./design/design-page.tsx') },
  { path: '/surveys/:questionnaireId', permission: 'questionnaire.read', component: () => import('./questionnaire-page.tsx') },
  { path: '/surveys/:questionnaireId/fill', permission: 'response.submit', component: () => import('./fill-page.tsx') },
  { path: '/surveys/:questionnaireId/links/:linkId', permission: 'questionnaire.link', component: () => import('./poster-page.tsx') },
  { path: '/responses', permission: 'response.list', component: () => import('./response-list.tsx') },
  { path: '/responses/:responseId', permission: 'response.read', component: () => import('./response-page.tsx') },
  { path: '/surveys/:questionnaireId/upload', permission: 'questionnaire.make', component: () => import('./upload-version.tsx') },
];
