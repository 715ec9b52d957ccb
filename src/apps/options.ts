/** What stands on a command line: words, `--name value` pairs and `--flags`. */
export type Options = { words: string[]; value(name: string): string | undefined; has(name: string): boolean };

/** `valued` names the options that take a value. Unknown options are returned for the refusal. */
export function readOptions(argv: string[], valued: string[], flags: string[]): Options & { unknown: string[] } {
  const words: string[] = [];
  const values = new Map<string, string>();
  const set = new Set<string>();
  const unknown: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (!word.startsWith('--')) { words.push(word); continue; }
    const [name, inline] = word.slice(2).split(/=(.*)/s) as [string, string | undefined];
    if (valued.includes(name)) values.set(name, inline ?? argv[++i] ?? '');
    else if (flags.includes(name)) set.add(name);
    else unknown.push(word);
  }
  return { words, unknown, value: (name) => values.get(name), has: (name) => set.has(name) };
}
