import { Outlet } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { IdleWatch } from './idle-watch.tsx';
import { useKeys } from './keys.tsx';
import { useLive } from './live.ts';
import { useGo } from './navigation.tsx';
import { menuOf, type PageRow } from './page-row.ts';
import { preferAccountLanguage, usePhone } from './preferences.ts';
import { say } from './say.ts';
import { menuSightOf, useSession } from './session.ts';
import { Header } from './shell-header.tsx';
import { KeysHelp } from './shell-keys.tsx';
import { Menu, PhoneTabs } from './shell-menu.tsx';

/** What stands around every page: the header, the menu of this grant, the keys that work everywhere. */
export function Shell({ pages }: { pages: PageRow[] }) {
  const session = useSession();
  const isPhone = usePhone();
  const go = useGo();
  const [isHelpOpen, openHelp] = useState(false);
  const rows = useMemo(() => menuOf(pages, menuSightOf(session)), [pages, session]);
  useLive();
  useEffect(() => {
    if (session.account.language) preferAccountLanguage(session.account.language);
  }, [session.account.language]);
  useKeys({
    '/': () => document.getElementById('search')?.focus(),
    '?': () => openHelp(true),
    ...Object.fromEntries(rows.flatMap((row) => (row.menu.key ? [[`g ${row.menu.key}`, () => go(row.path)]] : []))),
  });
  return (
    <div className={`shell${isPhone ? ' is-phone' : ''}`}>
      <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus(); }}>{say('platform.skip')}</a>
      <Header isPhone={isPhone} showKeys={() => openHelp(true)} />
      {!isPhone && <Menu rows={rows} />}
      <main id="main" tabIndex={-1} className="main"><Outlet /></main>
      {isPhone && <PhoneTabs rows={rows} />}
      <IdleWatch minutes={session.idleMinutes} />
      <KeysHelp isOpen={isHelpOpen} close={() => openHelp(false)} rows={rows} />
    </div>
  );
}
