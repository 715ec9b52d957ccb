#!/usr/bin/env node
// The operator's command. Old syntax only: the Node.js that is too old must be able to read this file.
import { demandNode } from '../scripts/node-version.mjs';

demandNode();
import('../scripts/command.mjs').then(function (command) {
  return command.runCommand(process.argv.slice(2));
}).catch(function (thrown) {
  console.error(thrown && thrown.isSentence ? thrown.message : thrown);
  process.exit(1);
});
