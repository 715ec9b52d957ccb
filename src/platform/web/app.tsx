import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import ConfigProvider from 'antd/es/config-provider';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import theme from 'antd/es/theme';
import { StrictMode, useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { addAdditions, type Addition } from './additions.tsx';
import { queries } from './data.ts';
import type { Homes, PageRow } from './page-row.ts';
import { firstLanguage, useMode, usePhone, usePreferences } from './preferences.ts';
import { makeRouter } from './router.tsx';
import { Shell } from './shell.tsx';
import { antdTokens, keepColours } from './theme.ts';
import { bringWords, takeWords, type WordsOf } from './words.ts';
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

/** Without words there is no page, and no language to say so in: both stand side by side. */
const Wordless = () => (
  <main className="state">
    <h1 className="state-title"><span lang="zh-CN">页面没有取全，请检查网络。</span><br /><span lang="en">Part of this page did not come; please check the network.</span></h1>
    <div className="state-ways"><button type="button" className="text-button" onClick={() => location.reload()}><span lang="zh-CN">再试一次</span> <span lang="en">Try again</span></button></div>
  </main>
);

/** Starts the web app with what the areas declare, as soon as the words of the reader's language have come. */
export async function startApp({ pages, wordsOf, additions = [], homes = {} }: { pages: PageRow[]; wordsOf: WordsOf; additions?: Addition[]; homes?: Homes }): Promise<void> {
  addAdditions(additions);
  takeWords(wordsOf);
  const place = createRoot(document.getElementById('app')!);
  const hasWords = await bringWords(firstLanguage()).then(() => true, () => false);
  if (!hasWords) return place.render(<Wordless />);
  const router = makeRouter(pages, () => <Shell pages={pages} />, homes);
  place.render(
    <StrictMode>
      <QueryClientProvider client={queries}><App router={router} /></QueryClientProvider>
    </StrictMode>,
  );
}
