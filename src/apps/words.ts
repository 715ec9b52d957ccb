/// <reference types="vite/types/importMeta.d.ts" />
import type { Messages } from '../kernel/messages.ts';
import { messages as platformWords } from '../platform/web/messages.ts';

const areas = import.meta.glob<{ messages: Messages }>('../areas/*/{core,web}/messages.ts', { eager: true });

/** The words of the platform and of every area that has some in their place, in both languages: the build makes one file of each language out of them (`vite.config.ts`). */
export const words: Messages[] = [platformWords, ...Object.values(areas).map(({ messages }) => messages)];
