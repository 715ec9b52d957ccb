import { useLocation } from '@tanstack/react-router';
import Drawer from 'antd/es/drawer';
import MenuOutlined from '@ant-design/icons/es/icons/MenuOutlined';
import { Fragment, useState } from 'react';
import { useQueryOf } from './data.ts';
import { number } from './format.ts';
import { To } from './navigation.tsx';
import type { MenuRow } from './page-row.ts';
import { say } from './say.ts';

const isHere = (path: string, here: string) => here === path || here.startsWith(`${path}/`);

function Count({ path }: { path: string }) {
  const { data } = useQueryOf<{ total: number }>(path, {}, { kinds: ['*'] });
  return data && data.total > 0 ? <span className="menu-count">{number(data.total)}</span> : null;
}

function Links({ rows, here, follow }: { rows: MenuRow[]; here: string; follow?: () => void }) {
  const group = (row: MenuRow | undefined) => Math.floor((row?.menu.order ?? 0) / 100);
  return (
    <ul>
      {rows.map((row, i) => {
        const Icon = row.menu.icon;
        return (
          <Fragment key={row.path}>
            {i > 0 && group(row) !== group(rows[i - 1]) && <li className="menu-gap" aria-hidden="true" />}
            <li>
              <To path={row.path} aria-current={isHere(row.path, here) ? 'page' : undefined} onClick={() => follow?.()} onMouseEnter={() => void row.component()} onFocus={() => void row.component()}>
                <span aria-hidden="true" className="menu-icon"><Icon /></span>
                <span className="menu-label">{say(row.menu.label)}</span>
                {row.menu.count && <Count path={row.menu.count} />}
              </To>
            </li>
          </Fragment>
        );
      })}
    </ul>
  );
}

/** The left column: what this grant may do, and nothing else. A page's code comes when its link is pointed at. */
export function Menu({ rows }: { rows: MenuRow[] }) {
  const here = useLocation({ select: (location) => location.pathname });
  return <nav className="menu" aria-label={say('platform.mainMenu')}><Links rows={rows} here={here} /></nav>;
}

const TABS = 4; // five with "more": what a thumb reaches at 360 pixels

const forThumbs = (rows: MenuRow[]) => [...rows].sort((a, b) => (a.menu.onPhone ?? Infinity) - (b.menu.onPhone ?? Infinity) || a.menu.order - b.menu.order);

/** The phone's menu at the foot: what one does on one's feet as tabs, the others behind *more*. */
export function PhoneTabs({ rows }: { rows: MenuRow[] }) {
  const here = useLocation({ select: (location) => location.pathname });
  const [isOpen, open] = useState(false);
  const first = forThumbs(rows).slice(0, rows.length > TABS + 1 ? TABS : TABS + 1);
  const hasMore = rows.length > first.length;
  return (
    <>
      <nav className="tabs" aria-label={say('platform.mainMenu')}>
        <Links rows={first} here={here} />
        {hasMore && <button type="button" onClick={() => open(true)} aria-haspopup="dialog" className={rows.some((row) => !first.includes(row) && isHere(row.path, here)) ? 'is-here' : ''}><span aria-hidden="true" className="menu-icon"><MenuOutlined /></span>{say('platform.more')}</button>}
      </nav>
      <Drawer open={isOpen} onClose={() => open(false)} placement="bottom" size="80%" title={say('platform.mainMenu')}>
        <nav className="menu menu-drawer" aria-label={say('platform.more')}><Links rows={rows} here={here} follow={() => open(false)} /></nav>
      </Drawer>
    </>
  );
}
