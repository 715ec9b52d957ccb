// node scripts/prepare.mjs build [browser]
// Installs, builds and finds the browser: whatever is missing, and nothing that is there. Old syntax only: see node-version.mjs.
import { demandNode } from './node-version.mjs';

demandNode();
import('./prepare/run.mjs').then(function (run) {
  return run.prepare(process.argv.slice(2));
}).catch(function (thrown) {
  console.error(thrown && thrown.isSentence ? thrown.message : thrown);
  process.exit(1);
});
