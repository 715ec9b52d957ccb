import { useEffect, useRef } from 'react';

/** What happens on a key, or on two in a row: `{ '/': find, 'g w': goToMyWork, j: down }`. `false`: not ours, let the browser have it. */
export type Keys = Record<string, (event: KeyboardEvent) => void | false>;

const PAIR_MS = 1200;
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [role=combobox], [role=spinbutton]'));
const isFloating = () => document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-dropdown:not(.ant-dropdown-hidden), .ant-drawer-open, .ant-popover:not(.ant-popover-hidden), .day-calendar') !== null;

/** Keys of a page or part while it is shown. They rest while somebody types or a dialogue is open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    let first = '';
    let at = 0;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isFloating()) return;
      const pair = `${first} ${event.key}`;
      const known = first && event.timeStamp - at < PAIR_MS ? latest.current[pair] : undefined;
      const act = known ?? latest.current[event.key];
      [first, at] = known ? ['', 0] : [event.key, event.timeStamp];
      if (act && act(event) !== false) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** A key as it is shown in help and on buttons. */
export function ShownKey({ combination }: { combination: string }) {
  return <span className="keys" aria-hidden="true">{combination.split(/[ +]/).map((key) => <kbd key={key}>{key}</kbd>)}</span>;
}
