import Button from 'antd/es/button';
import Dropdown from 'antd/es/dropdown';
import DownOutlined from '@ant-design/icons/es/icons/DownOutlined';
import QuestionCircleOutlined from '@ant-design/icons/es/icons/QuestionCircleOutlined';
import UserOutlined from '@ant-design/icons/es/icons/UserOutlined';
import { announce } from './announce.tsx';
import { ApiRefusal } from './api.ts';
import { useQueryOf } from './data.ts';
import { To, useGo } from './navigation.tsx';
import { prefer, usePreferences } from './preferences.ts';
import { say } from './say.ts';
import { SearchBox } from './search-box.tsx';
import { actAs, grantOf, grantWords, loadSession, signOut, useSession } from './session.ts';
import { LanguageSwitch, ThemeSwitch } from './switches.tsx';
import { Wordmark } from './wordmark.tsx';

/** Who is here and for what he acts: the place below which everything else is seen. */
function Acting({ isPhone }: { isPhone: boolean }) {
  const session = useSession();
  const { theme } = usePreferences();
  const go = useGo();
  const now = grantOf(session);
  const words = now ? grantWords(now) : session.account.name;
  // a phone's one row has room for the place only, which changes everything below it; the rest stands in the menu
  const shown = (isPhone && (now?.organizationName ?? now?.divisionName)) || words;
  const attempt = (act: () => Promise<void>) => void act().catch((fault: unknown) => announce(fault instanceof ApiRefusal ? fault.message : say('platform.error.fault'), 'poppy'));
  const change = (grantId: string) => attempt(async () => {
    await actAs(grantId);
    const session = await loadSession();
    go('/', { replace: true });
    const grant = grantOf(session);
    if (grant) announce(say('platform.nowActing', { grant: grantWords(grant) }));
  });
  const leave = (everywhere: boolean) => attempt(async () => {
    await signOut(everywhere);
    go('/sign-in');
  });
  const items = [
    { key: 'name', type: 'group' as const, label: isPhone ? `${session.account.name} · ${words}` : session.account.name },
    ...(session.grants.length > 1 ? session.grants.map((grant) => ({ key: grant.id, label: grantWords(grant), onClick: () => change(grant.id) })) : []),
    { type: 'divider' as const },
    ...(isPhone ? (['system', 'light', 'dark'] as const).map((key) => ({ key: `theme-${key}`, label: `${say('platform.theme')}: ${say(`platform.theme.${key}`)}${key === theme ? ' ✓' : ''}`, onClick: () => prefer({ theme: key }) })) : []),
    { key: 'me', label: say('platform.myAccount'), onClick: () => go('/me') },
    { key: 'out', label: say('platform.signOut'), onClick: () => leave(false) },
    { key: 'everywhere', label: say('platform.signOutEverywhere'), onClick: () => leave(true) },
  ];
  return (
    <Dropdown menu={{ items, selectable: true, selectedKeys: now ? [now.id] : [] }} trigger={['click']} placement="bottomRight" getPopupContainer={(button) => button.parentElement!}>
      <button type="button" className="acting" title={words}>
        <span className="unseen">{say('platform.actingAs')} </span>
        {isPhone ? <UserOutlined aria-hidden /> : <span className="acting-name">{session.account.name}</span>}
        <span className="acting-words">{shown}</span>
        <DownOutlined aria-hidden className="acting-mark" />
      </button>
    </Dropdown>
  );
}

export function Header({ isPhone, showKeys }: { isPhone: boolean; showKeys: () => void }) {
  const session = useSession();
  const city = useQueryOf<{ items: { name: string }[] }>('/api/divisions', { level: 'city', limit: 1 }, { quietly: true }).data?.items[0]?.name;
  return (
    <header className="header">
      <To path="/" className="brand"><Wordmark />{city && <span className="brand-city">{city}</span>}</To>
      {session.demonstration && !isPhone && <span className="demonstration">{say('platform.demonstration')}</span>}
      {session.permissions.includes('record.search') ? <SearchBox /> : <span className="header-gap" />}
      <div className="header-end">
        <LanguageSwitch />
        {!isPhone && <ThemeSwitch />}
        {!isPhone && <Button type="text" aria-label={say('platform.keys')} title={`${say('platform.keys')} (?)`} icon={<QuestionCircleOutlined aria-hidden />} onClick={showKeys} />}
      </div>
      <Acting isPhone={isPhone} />
    </header>
  );
}
