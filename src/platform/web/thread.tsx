import { To } from './navigation.tsx';
import { say } from './say.ts';

/** One link of the thread a record hangs on. Without a path it has not come to that yet, or is the page itself (`isHere`). */
export type ThreadLink = { label: string; detail?: string; path?: string | null; isHere?: boolean };

/** need → match → referral → session → figure, in one row under the title. */
export function ThreadRow({ links }: { links: ThreadLink[] }) {
  return (
    <nav className="thread" aria-label={say('platform.thread')}>
      <ol>
        {links.map((link) => {
          const words = <><span className="thread-label">{link.label}</span>{link.detail && <span className="thread-detail">{link.detail}</span>}</>;
          return (
            <li key={link.label} className={link.isHere ? 'is-here' : link.path ? '' : 'is-open'}>
              {link.path && !link.isHere ? <To path={link.path}>{words}</To> : <span aria-current={link.isHere ? 'page' : undefined}>{words}</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
