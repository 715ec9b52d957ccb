import react from '@vitejs/plugin-react';
import path from 'node:path';
import { build, defineConfig, type Plugin, runnerImport } from 'vite';
import { LANGUAGES, type Messages } from './src/kernel/messages.ts';

const root = path.resolve(import.meta.dirname, 'src/apps');
const outDir = path.resolve(import.meta.dirname, 'dist/web');

/**
 * The resident's pages are built on their own, for phones of 2017 and later (es2017, one classic script each, no modules):
 * an old phone must not wait for, or choke on, what only the desk needs. The server sends confirm.html for /c and /c/{code}, follow.html for /follow,
 * ask.html for /q/{code}; to an owner keep.html for /k/{code}, and to a provider without an account partner.html for /p/{code}.
 */
function confirmPage(): Plugin {
  const asClassicScript: Plugin = {
    name: 'classic-script', enforce: 'post',
    transformIndexHtml: { order: 'post', handler: (html) => html.replace(/<script type="module" crossorigin/g, '<script defer').replace(/<link rel="stylesheet" crossorigin/g, '<link rel="stylesheet"') },
  };
  return {
    name: 'confirm-page',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (/^\/c(\/|$)/.test(request.url ?? '')) request.url = '/confirm.html';
        if (/^\/p(\/|$)/.test(request.url ?? '')) request.url = '/partner.html';
        if (/^\/q(\/|$)/.test(request.url ?? '')) request.url = '/ask.html';
        if (/^\/k(\/|$)/.test(request.url ?? '')) request.url = '/keep.html';
        if (/^\/follow\/?$/.test(request.url ?? '')) request.url = '/follow.html';
        next();
      });
    },
    async closeBundle() {
      for (const page of ['confirm.html', 'follow.html', 'ask.html', 'keep.html', 'partner.html']) {
        await build({
          configFile: false, root, logLevel: 'warn', plugins: [asClassicScript],
          build: {
            outDir, emptyOutDir: false, target: 'es2017', cssTarget: 'chrome61', modulePreload: false, assetsInlineLimit: 0, cssCodeSplit: false,
            rolldownOptions: { input: path.join(root, page), output: { format: 'iife' } },
          },
        });
      }
    },
  };
}

/**
 * `virtual:words`: where the words of each language lie. They are written side by side (`src/apps/words.ts` collects them), and a reader loads one language:
 * each becomes a file of its own beside the scripts; while one develops, an address that holds it.
 */
function wordFiles(): Plugin {
  const NAME = '\0virtual:words';
  return {
    name: 'word-files',
    resolveId: (id) => (id === 'virtual:words' ? NAME : undefined),
    async load(id) {
      if (id !== NAME) return undefined;
      const { module, dependencies } = await runnerImport<{ words: Messages[] }>(path.join(root, 'words.ts'), { root, configFile: false, logLevel: 'warn' });
      for (const file of dependencies) this.addWatchFile(file);
      const files = LANGUAGES.map((language) => {
        const source = JSON.stringify(Object.assign({}, ...module.words.map((area) => area[language])));
        const address = this.environment.mode === 'build'
          ? `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name: `words-${language}.json`, source })}`
          : JSON.stringify(`data:application/json,${encodeURIComponent(source)}`);
        return `${language}: ${address}`;
      });
      return `export default { ${files.join(', ')} };`;
    },
  };
}

export default defineConfig({
  root,
  plugins: [react(), wordFiles(), confirmPage()],
  build: {
    outDir, emptyOutDir: true, target: 'es2022', sourcemap: false,
    assetsInlineLimit: 0, // nothing inline: the policy of the server allows own files only
    modulePreload: { polyfill: false }, // the polyfill would be an inline script
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: path.join(root, 'index.html') },
  },
  server: { proxy: { '/api': { target: process.env.SANSHE_SERVER ?? 'http://127.0.0.1:5180', changeOrigin: false } } },
});
