// npm run bench [-- NAME…]: runs bench/NAME.ts, or all of them one after another, and prints what each measured.
// A bench exports `run()`, which answers rows `{ what, measured, wanted, isMet }`; `isMet: null` where nothing is promised.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { keepHeapSmall } from './heap.mjs';

const root = resolve(import.meta.dirname, '..');
const known = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.ts')).map((name) => basename(name, '.ts')).sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(1);
}

// Within the project, because what is bundled still finds its packages by its place.
mkdirSync(join(root, 'dist'), { recursive: true });
const folder = mkdtempSync(join(root, 'dist', 'bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.setSourceMapsEnabled(true);
keepHeapSmall(); // as the product runs

const names = asked.length > 0 ? asked : known;
await build({
  entryPoints: names.map((name) => join(root, 'bench', `${name}.ts`)), outdir: folder, absWorkingDir: root, bundle: true, platform: 'node', target: 'node20',
  format: 'esm', packages: 'external', sourcemap: true, logLevel: 'warning', outExtension: { '.js': '.mjs' },
});
let isAllMet = true;
for (const name of names) {
  console.log(`\n== ${name}`);
  const { run } = await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
  const rows = await run();
  console.table(rows.map(({ what, measured, wanted, isMet }) => ({ what, measured, wanted: wanted ?? '', met: isMet === null ? '' : isMet ? 'yes' : 'NO' })));
  isAllMet &&= rows.every(({ isMet }) => isMet !== false);
}
process.exit(isAllMet ? 0 : 1);
