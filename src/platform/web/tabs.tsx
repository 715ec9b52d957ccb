import { type ComponentProps, useEffect, useRef } from 'react';
import AntTabs from 'antd/es/tabs';
import { usePhone } from './preferences.ts';

/** Scrolls the row of tabs, and nothing else, until this one is in sight. */
function reveal(tab: Element | null | undefined) {
  const row = tab?.closest('.ant-tabs-nav-wrap');
  if (!tab || !row) return;
  const { left, right, width } = tab.getBoundingClientRect(), seen = row.getBoundingClientRect();
  if (left < seen.left || right > seen.right) row.scrollLeft += left + width / 2 - seen.left - seen.width / 2;
}

/** Tabs of a page. On a phone, where they are wider than it, the chosen one is brought into sight: on opening, on choosing, and when the words on them change. */
export function Tabs({ activeKey, ...others }: ComponentProps<typeof AntTabs> & { activeKey: string }) {
  const isPhone = usePhone();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const list = box.current?.querySelector('.ant-tabs-nav-list');
    if (!isPhone || !list) return;
    const watch = new ResizeObserver(() => reveal(list.querySelector(`:scope > [data-node-key="${activeKey}"]`)));
    watch.observe(list);
    return () => watch.disconnect();
  }, [activeKey, isPhone]);
  // a tab of antd scrolls its row to the beginning when it gets the focus: under the finger that presses it, and away from the keyboard's place
  return (
    <div ref={box} role="presentation" onMouseDown={(event) => { if (isPhone && (event.target as Element).closest('.ant-tabs-tab')) event.preventDefault(); }}
      onFocus={(event) => { if (isPhone) reveal(event.target.closest('.ant-tabs-tab')); }}>
      <AntTabs activeKey={activeKey} {...others} />
    </div>
  );
}
