import { useEffect } from 'react';
import { queries } from './data.ts';

/** Events name a record and nothing more: what one may see of it is asked for as always. */
type LiveEvent = { kind: string; id: string };

const pluralOf = (kind: string) => (kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : kind.endsWith('s') ? `${kind}es` : `${kind}s`);

/** True if an answer kept under this key may speak of records of that kind: `/api/needs/…` of `need`, or named by the query itself. */
export function speaksOf(queryKey: readonly unknown[], kind: string): boolean {
  const named = (queryKey[3] as { kinds?: string[] } | undefined)?.kinds;
  if (named) return named.includes(kind) || named.includes('*');
  const plural = pluralOf(kind).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return String(queryKey[0]).startsWith(`/api/${plural}`) || queryKey[0] === '/api/history';
}

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
    source.addEventListener('message', hear);
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, []);
}
