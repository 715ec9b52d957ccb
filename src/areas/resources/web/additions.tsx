import type { Addition } from '../../../platform/web/additions.tsx';

export const additions: Addition[] = [
  { to: 'organization', permission: 'resource.list', order: 5, tab: { key: 'resources', label: 'resources.title', content: () => import('./parts/of-organization.tsx') } },
];
