import wordFiles from 'virtual:words';
import type { Addition } from '../platform/web/additions.tsx';
import { startApp } from '../platform/web/app.tsx';
import type { PageRow } from '../platform/web/page-row.ts';
import { wordsFrom } from '../platform/web/words.ts';

// An area is on the web by having these files, and its words in their place (`words.ts`); nothing else needs to know of it.
const pages = import.meta.glob<{ pages: PageRow[] }>('../areas/*/web/pages.ts', { eager: true });
const additions = import.meta.glob<{ additions: Addition[] }>('../areas/*/web/additions.tsx', { eager: true });

// Everybody else starts with what is theirs to do; these three have little of that, and come to look.
const homes = { finance: '/city', auditor: '/audit', administrator: '/accounts' } as const;

void startApp({
  pages: Object.values(pages).flatMap((area) => area.pages), wordsOf: wordsFrom(wordFiles), additions: Object.values(additions).flatMap((area) => area.additions), homes,
});
