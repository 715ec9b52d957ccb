import { type ReactNode, useEffect, useRef } from 'react';
import { say } from './say.ts';
import { type ThreadLink, ThreadRow } from './thread.tsx';

/** The head of every page: its name (also the document's), what stands beside it, and what can be done. */
export type PageHead = {
  title: string;
  /** Beside the title: an exact count, a status. */
  beside?: ReactNode;
  /** One sentence under the title. */
  lead?: ReactNode;
  /** One primary and a few secondary `ActionButton`s. */
  actions?: ReactNode;
  /** need → match → referral → session → figure. */
  thread?: ThreadLink[];
  /** Items that later areas add to the thread (additions.tsx). */
  threadAdded?: ReactNode[];
};

/** The document's name follows the page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · ${say('platform.name')}` : say('platform.name');
  }, [title]);
}

let opened = 0;

/** A page of the app. `fills`: it scrolls inside itself (lists), instead of as a whole. */
export function Page({ title, beside, lead, actions, thread, threadAdded, fills, children }: PageHead & { fills?: boolean; children: ReactNode }) {
  const head = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  useEffect(() => {
    // On every page but the first, reading goes on at its name.
    if (opened++ > 0 && (document.activeElement === document.body || document.activeElement?.closest('nav'))) head.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={`page${fills ? ' page-fills' : ''}`}>
      <div className="page-head">
        <div className="page-name">
          <h1 ref={head} tabIndex={-1}>{title}</h1>
          {beside && <div className="page-beside">{beside}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {lead && <p className="page-lead">{lead}</p>}
      {thread && thread.length > 0 && <ThreadRow links={thread} added={threadAdded} />}
      {children}
    </div>
  );
}
