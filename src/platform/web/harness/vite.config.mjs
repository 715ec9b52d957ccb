import react from '@vitejs/plugin-react';
import path from 'node:path';

// The example pages, built apart from the product: `npx vite build --config src/platform/web/harness/vite.config.mjs`
const here = import.meta.dirname;
export default { root: here, plugins: [react()], build: { outDir: path.resolve(here, '../../../../dist/harness'), emptyOutDir: true, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1500 } };
