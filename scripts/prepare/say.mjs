/** One sentence in both languages, on the error stream: standard output belongs to commands that answer in JSON. */
export function say(zh, en) {
  console.error(`${zh}\n${en}`);
}

/** An end that needs no stack: the reader is told what is in the way. */
export function sentenceError(zh, en) {
  return Object.assign(new Error(`${zh}\n${en}`), { isSentence: true });
}
