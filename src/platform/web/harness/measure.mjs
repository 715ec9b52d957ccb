import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

// What a browser must have before the first page of the desk app, of the resident's page and of a questionnaire by link stands: html, its scripts and styles, what those import at once, and its words.
const folder = path.resolve(import.meta.dirname, '../../../../dist/web');
const LIMITS_KB = { 'index.html': 380, 'confirm.html': 80, 'ask.html': 120 };
const sizeOf = (name) => gzipSync(readFileSync(path.join(folder, name)), { level: 6 }).length;

function filesOf(page) {
  const found = new Set([page]);
  const queue = [...readFileSync(path.join(folder, page), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((hit) => hit[1]);
  for (let name = queue.shift(); name; name = queue.shift()) {
    if (found.has(name)) continue;
    found.add(name);
    // `import … from "./x.js"` and `import"./x.js"` are loaded at once; `import("./x.js")` is not.
    if (name.endsWith('.js')) for (const hit of readFileSync(path.join(folder, name), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) queue.push(`assets/${hit[1]}`);
  }
  return page === 'index.html' ? [...found, longestWords()] : [...found];
}

/** The desk waits for the words of one language besides: the longest are counted. */
const longestWords = () => readdirSync(path.join(folder, 'assets')).filter((name) => /^words-.*\.json$/.test(name)).map((name) => `assets/${name}`).sort((a, b) => sizeOf(b) - sizeOf(a))[0];

let isOver = false;
for (const [page, limit] of Object.entries(LIMITS_KB)) {
  const files = filesOf(page);
  const total = files.reduce((sum, name) => sum + sizeOf(name), 0) / 1024;
  isOver ||= total > limit;
  console.log(`${page}: ${total.toFixed(1)} KB of ${limit} KB compressed, in ${files.length} files`);
}
const later = readdirSync(path.join(folder, 'assets')).filter((name) => name.endsWith('.js')).map((name) => [name, sizeOf(`assets/${name}`) / 1024]).sort((a, b) => b[1] - a[1]).slice(0, 12);
for (const [name, size] of later) console.log(`  ${size.toFixed(1).padStart(7)} KB  ${name}`);
process.exit(isOver ? 1 : 0);
