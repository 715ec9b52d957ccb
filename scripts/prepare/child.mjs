import { spawn } from 'node:child_process';

const children = new Set();

/** Runs a program to its end with our terminal; its exit code, or 1 when it could not be run or was cut off. Its output goes to the error stream. */
export function run(command, words, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, words, { stdio: ['ignore', 2, 2], ...options });
    children.add(child);
    const end = (code) => {
      children.delete(child);
      resolve(code ?? 1);
    };
    child.on('error', (thrown) => {
      console.error(thrown.message);
      end(1);
    });
    child.on('exit', end);
  });
}

/** Ctrl-C reaches the children by the terminal, a signal from elsewhere only through us. Either way they end before we do. */
export function endInOrder(cleanUp) {
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
    process.once(signal, () => {
      for (const child of children) child.kill('SIGTERM');
      const until = Date.now() + 5000;
      const wait = setInterval(() => {
        if (children.size > 0 && Date.now() < until) return;
        clearInterval(wait);
        cleanUp();
        process.exit(code);
      }, 20);
    });
  }
}
