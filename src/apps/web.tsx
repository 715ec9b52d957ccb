import type { Messages } from '../kernel/messages.ts';
import type { Addition } from '../platform/web/additions.tsx';
import { startApp } from '../platform/web/app.tsx';
import type { PageRow } from '../platform/web/page-row.ts';

// An area is on the web by having these files; nothing else needs to know of it.
const pages = import.meta.glob<{ pages: PageRow[] }>('../areas/*/web/pages.ts', { eager: true });
const words = import.meta.glob<{ messages: Messages<string> }>('../areas/*/{core,web}/messages.ts', { eager: true });
const additions = import.meta.glob<{ additions: Addition[] }>('../areas/*/web/additions.tsx', { eager: true });

// Everybody else starts with what is theirs to do; these three have little of that, and come to look.
const homes = { finance: '/city', auditor: '/audit', administrator: '/accounts' } as const;

startApp(Object.values(pages).flatMap((area) => area.pages), Object.values(words).map((area) => area.messages), Object.values(additions).flatMap((area) => area.additions), homes);
