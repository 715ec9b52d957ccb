import SearchOutlined from '@ant-design/icons/es/icons/SearchOutlined';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useState } from 'react';
import { useQueryOf } from './data.ts';
import { ShownKey } from './keys.tsx';
import { To, useGo } from './navigation.tsx';
import { canSay, say } from './say.ts';

/** A row of `GET /api/search?q=`. Some area says the word of a kind, `search.kind.<kind>`; without one it stays unsaid. */
type Found = { kind: string; id: string; title: string; detail: string | null; path: string };

/** What is needed comes as its code and is named in the reader's language. */
const titleOf = ({ kind, title }: Found): string => (kind === 'need' && canSay(`needs.item.${title}`) ? say(`needs.item.${title}`) : title);

const PAUSE_MS = 180;

/** What was typed, once nothing more came for a moment. */
function usePaused(text: string): string {
  const [paused, set] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => set(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** Finds people, needs, organisations and matters from every page. `/` leads here. */
export function SearchBox() {
  const [typed, type] = useState('');
  const [isOpen, open] = useState(false);
  const [at, move] = useState(0);
  const listId = useId();
  const go = useGo();
  const q = useDeferredValue(usePaused(typed.trim()));
  const answer = useQueryOf<{ items: Found[] }>('/api/search', { q }, { enabled: q.length > 0 });
  const items = q ? (answer.data?.items ?? []) : [];
  useEffect(() => move(0), [q]);
  const leave = () => {
    open(false);
    type('');
    (document.activeElement as HTMLElement | null)?.blur();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move((at + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % Math.max(items.length, 1));
    } else if (event.key === 'Enter' && items[at]) {
      go(items[at].path);
      leave();
    } else if (event.key === 'Escape') leave();
  };
  const isShown = isOpen && q.length > 0;
  return (
    <div className="search" role="search" aria-label={say('platform.search')} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && open(false)}>
      <SearchOutlined aria-hidden className="search-icon" />
      <input id="search" type="text" role="combobox" autoComplete="off" spellCheck={false} value={typed} placeholder={say('platform.searchHint')} aria-label={say('platform.search')} aria-expanded={isShown} aria-controls={isShown ? listId : undefined} aria-autocomplete="list"
        aria-activedescendant={isShown && items[at] ? `${listId}-${at}` : undefined} onChange={(event) => { type(event.target.value); open(true); }} onFocus={() => open(true)} onKeyDown={onKeyDown} />
      <ShownKey combination="/" />
      {isShown && (
        <div className="search-found">
          <p className="unseen" role="status">{answer.isFetching ? say('platform.searching') : say('platform.searchFound', { count: items.length })}</p>
          <div role="listbox" id={listId} aria-label={say('platform.search')}>
            {items.map((item, i) => (
              <To key={`${item.kind}${item.id}`} path={item.path} role="option" id={`${listId}-${i}`} aria-selected={i === at} tabIndex={-1} onClick={leave} onMouseEnter={() => move(i)}>
                <span className="search-title">{titleOf(item)}</span>
                {item.detail && <span className="quiet">{item.detail}</span>}
                {canSay(`search.kind.${item.kind}`) && <span className="search-kind">{say(`search.kind.${item.kind}`)}</span>}
              </To>
            ))}
          </div>
          {items.length === 0 && <p className="search-none">{answer.isFetching ? say('platform.searching') : answer.error ? answer.error.message : say('platform.searchNone', { q })}</p>}
        </div>
      )}
    </div>
  );
}
