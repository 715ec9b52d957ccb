import type { ReactNode } from 'react';
import { To } from './navigation.tsx';
import { say } from './say.ts';

/** One link of the thread a record hangs on. Without a path it has not come to that yet, or is the page itself (`isHere`). */
export type ThreadLink = { label: string; detail?: string | null; path?: string | null; isHere?: boolean };

export function ThreadItem({ label, detail, path, isHere }: ThreadLink) {
  const words = <><span className="thread-label">{label}</span>{detail && <span className="thread-detail">{detail}</span>}</>;
  return <li className={isHere ? 'is-here' : path ? '' : 'is-open'}>{path && !isHere ? <To path={path}>{words}</To> : <span aria-current={isHere ? 'page' : undefined}>{words}</span>}</li>;
}

/** need → match → referral → session → figure, in one row under the title; `added` are items that later areas bring. */
export function ThreadRow({ links, added }: { links: ThreadLink[]; added?: ReactNode[] | undefined }) {
  return (
    <nav className="thread" aria-label={say('platform.thread')}>
      <ol>
        {links.map((link) => <ThreadItem key={link.label} {...link} />)}
        {added}
      </ol>
    </nav>
  );
}
