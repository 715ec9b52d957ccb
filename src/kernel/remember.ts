/**
 * A reading of texts that keeps what it read: for words that come again in every row. Texts longer than `longest` characters are read anew each time;
 * after `most` of them it forgets all and begins again. The readings are shared: nobody may change one.
 */
export function remember<T>(read: (text: string) => T, { most, longest }: { most: number; longest: number }): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const there = known.get(text);
    if (there !== undefined) return there;
    const value = read(text);
    if (text.length > longest) return value;
    if (known.size >= most) known.clear();
    known.set(text, value);
    return value;
  };
}
