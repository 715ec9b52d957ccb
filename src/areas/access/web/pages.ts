import type { PageRow } from '../../../platform/web/page-row.ts';

export const pages: PageRow[] = [{ path: '/sign-in', isOpen: true, component: () => import('./sign-in.tsx') }];
