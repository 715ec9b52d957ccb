import Button from 'antd/es/button';
import Dropdown from 'antd/es/dropdown';
import BulbOutlined from '@ant-design/icons/es/icons/BulbOutlined';
import MoonOutlined from '@ant-design/icons/es/icons/MoonOutlined';
import SunOutlined from '@ant-design/icons/es/icons/SunOutlined';
import { useState } from 'react';
import { announce } from './announce.tsx';
import { prefer, preferLanguage, useMode, usePreferences } from './preferences.ts';
import { say } from './say.ts';
import { keepLanguage } from './session.ts';

/** 中 EN: pressing the language one has does nothing; anywhere else, or by the keyboard, it changes to the other, which is named in itself, once its words have come. */
export function LanguageSwitch() {
  const { language } = usePreferences();
  const [isComing, come] = useState(false);
  const other = language === 'zh' ? 'en' : 'zh';
  const change = async () => {
    come(true);
    const isHere = await preferLanguage(other);
    come(false);
    if (isHere) keepLanguage(other);
    else announce(say('platform.languageNotHere'), 'poppy');
  };
  return (
    <button type="button" className="language" lang={other === 'zh' ? 'zh-CN' : 'en'} title={say('platform.otherLanguage')} aria-busy={isComing} onClick={({ target }) => { if (!isComing && !(target instanceof Element && target.closest('.is-now'))) void change(); }}>
      <b className="unseen">{say('platform.otherLanguage')}</b><span aria-hidden="true" className={language === 'zh' ? 'is-now' : ''}>中</span><span aria-hidden="true" className={language === 'en' ? 'is-now' : ''}>EN</span>
    </button>
  );
}

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const { theme } = usePreferences();
  const mode = useMode();
  const items = (['system', 'light', 'dark'] as const).map((key) => ({ key, label: say(`platform.theme.${key}`), icon: key === 'system' ? <BulbOutlined aria-hidden /> : key === 'light' ? <SunOutlined aria-hidden /> : <MoonOutlined aria-hidden />, onClick: () => prefer({ theme: key }) }));
  return (
    <Dropdown menu={{ items, selectable: true, selectedKeys: [theme] }} trigger={['click']} placement="bottomRight" getPopupContainer={(button) => button.parentElement!}>
      <Button type="text" aria-label={`${say('platform.theme')}: ${say(`platform.theme.${theme}`)}`} title={say('platform.theme')} icon={mode === 'dark' ? <MoonOutlined aria-hidden /> : <SunOutlined aria-hidden />} />
    </Dropdown>
  );
}
