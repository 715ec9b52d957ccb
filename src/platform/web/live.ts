import { useEffect } from 'react';
import { get } from './api.ts';
import { queries } from './data.ts';
import { speaksOf } from './live-kinds.ts';

/** Events name a record and nothing more: what one may see of it is asked for as always. */
type LiveEvent = { kind: string; id: string };

const GATHER_MS = 400; // one import touches thousands of records: ask once

/** Keeps what is on screen fresh while the page is open. */
export function useLive(): void {
  useEffect(() => {
    const source = new EventSource('/api/live');
    const kinds = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const heard = [...kinds];
      kinds.clear();
      void queries.invalidateQueries({ predicate: ({ queryKey }) => heard.some((kind) => speaksOf(queryKey, kind)) });
    };
    const hear = (event: MessageEvent<string>) => {
      try {
        const { kind } = JSON.parse(event.data) as LiveEvent;
        if (typeof kind !== 'string') return;
        kinds.add(kind);
        timer ??= setTimeout(flush, GATHER_MS);
      } catch {
        // a keep-alive line
      }
    };
    // refused for good: the session has ended elsewhere, and what is on screen is nobody's any more
    const end = () => { if (source.readyState === EventSource.CLOSED) void get('/api/session').catch(() => {}); };
    source.addEventListener('message', hear);
    source.addEventListener('error', end);
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, []);
}
