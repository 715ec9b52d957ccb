// Old syntax only, and no imports: the Node.js that is too old must be able to read this file.

/** Whether this Node.js will do: 20.19 or later, 22.12 or later, or any after 22. The odd 21 and the early 22 cannot run the build. */
export function isNodeNewEnough(version) {
  var parts = version.split('.').map(Number);
  var major = parts[0], minor = parts[1];
  return major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
}

/** Says in both languages what to do, and ends, when this Node.js is too old. */
export function demandNode() {
  var found = process.versions.node;
  if (isNodeNewEnough(found)) return;
  console.error('当前 Node.js 版本是 ' + found + '，三社需要 20.19 以上、22.12 以上或 24：请升级 Node.js（建议 24）后再运行。');
  console.error('This is Node.js ' + found + ', and sanshe needs 20.19 or later, 22.12 or later, or 24: install a newer Node.js (24 is best) and try again.');
  process.exit(1);
}
