import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import ConfigProvider from 'antd/es/config-provider';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import theme from 'antd/es/theme';
import { StrictMode, useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import type { Messages } from '../../kernel/messages.ts';
import { addAdditions, type Addition } from './additions.tsx';
import { queries } from './data.ts';
import { messages as ownMessages } from './messages.ts';
import type { Homes, PageRow } from './page-row.ts';
import { useMode, usePhone, usePreferences } from './preferences.ts';
import { makeRouter } from './router.tsx';
import { addMessages } from './say.ts';
import { Shell } from './shell.tsx';
import { antdTokens, keepColours } from './theme.ts';
import './styles/base.css';
import './styles/shell.css';
import './styles/page.css';
import './styles/list.css';
import './styles/form.css';

function App({ router }: { router: ReturnType<typeof makeRouter> }) {
  const { language } = usePreferences();
  const mode = useMode();
  const isPhone = usePhone();
  const look = useMemo(() => ({ ...antdTokens(mode, isPhone), algorithm: [mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm, keepColours(mode)], hashed: false }), [mode, isPhone]);
  // What the server said in the other language is asked for again.
  useEffect(() => void queries.invalidateQueries({ refetchType: 'none' }), [language]);
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={look} button={{ autoInsertSpace: false }}>
      {/* The key draws every page again in the other language; what is being typed is in the form's draft. */}
      <RouterProvider key={language} router={router as never} />
    </ConfigProvider>
  );
}

/** Starts the web app with what the areas declare. */
export function startApp(pages: PageRow[], areaMessages: Messages<string>[], additions: Addition[] = [], homes: Homes = {}): void {
  addAdditions(additions);
  for (const messages of [ownMessages, ...areaMessages]) addMessages(messages);
  const router = makeRouter(pages, () => <Shell pages={pages} />, homes);
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <QueryClientProvider client={queries}><App router={router} /></QueryClientProvider>
    </StrictMode>,
  );
}
