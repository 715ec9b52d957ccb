import { useState } from 'react';
import { useList } from './data.ts';
import { moment } from './format.ts';
import { canSay, say } from './say.ts';
import { ErrorState, LoadingState } from './states.tsx';

/** A row of `GET /api/history`: who did what when, with the change. */
export type HistoryItem = {
  id: string; at: string; action: string; actorName: string | null; actorRole?: string | null; reason?: string | null;
  changes?: Record<string, { from: unknown; to: unknown }> | null;
};

/** A value that has a word is said by it: `<area>.<field>.<value>`. */
const shown = (value: unknown, key: string): string => (typeof value === 'string' && canSay(`${key}.${value}`) ? say(`${key}.${value}`) : value === null || value === undefined || value === '' ? say('platform.timeline.nothing') : typeof value === 'object' ? JSON.stringify(value) : String(value));

/** The word of an action is `<area>.history.<action>`, of a field `<area>.field.<field>`; the area gives `words`. */
function Entry({ item, words, namesLinks }: { item: HistoryItem; words: string; namesLinks: boolean }) {
  const [isOpen, open] = useState(false);
  const changes = Object.entries(item.changes ?? {});
  const actionKey = `${words}.history.${item.action}`;
  const role = item.actorRole && canSay(`access.role.${item.actorRole}`) ? say(`access.role.${item.actorRole}`) : null;
  // whoever came by a slip's link is no account: the name kept with it says the role, in the language of that telephone
  // where a link is its owner's, that name is all there is to say
  const byLink = item.actorRole === 'link' && role, who = byLink ? (namesLinks && item.actorName) || role : [item.actorName, role].filter(Boolean).join(' · ');
  return (
    <li>
      <div className="timeline-what">{say(actionKey)}</div>
      <div className="timeline-who">{who}</div>
      <time className="timeline-when" dateTime={item.at}>{moment(item.at)}</time>
      {item.reason && <div className="timeline-reason">{say('platform.timeline.reason', { reason: item.reason })}</div>}
      {changes.length > 0 && (
        <>
          <button type="button" className="text-button" aria-expanded={isOpen} onClick={() => open(!isOpen)}>{say('platform.timeline.change')}</button>
          {isOpen && (
            <dl className="timeline-changes">
              {changes.map(([field, change]) => (
                <div key={field}>
                  <dt>{canSay(`${words}.field.${field}`) ? say(`${words}.field.${field}`) : field}</dt>
                  <dd><del><span className="unseen">{say('platform.timeline.was')} </span>{shown(change.from, `${words}.${field}`)}</del> <ins><span className="unseen">{say('platform.timeline.now')} </span>{shown(change.to, `${words}.${field}`)}</ins></dd>
                </div>
              ))}
            </dl>
          )}
        </>
      )}
    </li>
  );
}

/** What happened to a record, newest first. `kind` and `subjectId` are those of `appendHistory`; `words` is the area whose messages name the actions; `namesLinks`: whoever comes by a link here was named when it was made, and is no resident. */
export function Timeline({ kind, subjectId, words, namesLinks = false }: { kind: string; subjectId: string; words: string; namesLinks?: boolean }) {
  const history = useList<HistoryItem>('/api/history', { kind, subjectId }, null, { kinds: [kind] });
  const items = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="timeline" aria-label={say('platform.timeline')}>
      <h2>{say('platform.timeline')}</h2>
      {history.isPending ? <LoadingState lines={4} /> : history.error && items.length === 0 ? <ErrorState fault={history.error} tryAgain={() => void history.refetch()} /> : null}
      {history.isSuccess && items.length === 0 && <p className="quiet">{say('platform.timeline.empty')}</p>}
      <ol>{items.map((item) => <Entry key={item.id} item={item} words={words} namesLinks={namesLinks} />)}</ol>
      {history.hasNextPage && <button type="button" className="text-button" onClick={() => void history.fetchNextPage()}>{say('platform.timeline.earlier')}</button>}
    </section>
  );
}
