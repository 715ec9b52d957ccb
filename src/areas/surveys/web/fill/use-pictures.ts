import { useCallback, useMemo, useState } from 'react';
import type { Answers } from '../../core/form-run.ts';

/** The pictures taken for answers, which hold their names. They stay in memory only. */
export type Pictures = { srcOf(name: string): string | undefined; put(name: string, src: string): void };
type Taken = Readonly<Record<string, string>>;

export function usePictures(known?: (name: string) => string): { pictures: Pictures; /** What is sent beside these answers: no picture that none of them names. */ sentWith(answers: Answers): Record<string, string>; clear(): void } {
  const [taken, take] = useState<Taken>({});
  const put = useCallback((name: string, src: string) => take((before) => ({ ...before, [name]: src })), []);
  const pictures = useMemo(() => ({ put, srcOf: (name: string) => taken[name] ?? known?.(name) }), [taken, put, known]);
  return {
    pictures, clear: useCallback(() => take({}), []),
    sentWith: (answers) => {
      const names = Object.keys(answers).map((key) => answers[key]!).filter((name) => taken[name] !== undefined);
      const sent: Record<string, string> = {};
      for (const name of names) sent[name] = taken[name]!.slice(taken[name]!.indexOf(',') + 1);
      return sent;
    },
  };
}
