import { useEffect, useState } from 'react';

type Told = { id: number; text: string; tone: 'steppe' | 'poppy' };
let hear: (told: Told) => void = () => {};
let last = 0;

/** Tells in one line what has been done, at the foot of the page and to screen readers. */
export const announce = (text: string, tone: Told['tone'] = 'steppe'): void => hear({ id: ++last, text, tone });

const STAYS_MS = 6000;

/** Stands once, in the shell. */
export function Announcements() {
  const [told, tell] = useState<Told | null>(null);
  useEffect(() => {
    hear = tell;
    return () => {
      hear = () => {};
    };
  }, []);
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => tell(null), STAYS_MS);
    return () => clearTimeout(timer);
  }, [told]);
  return <div className="announcements" role="status" aria-live="polite">{told && <div key={told.id} className={`announcement edge-${told.tone}`}>{told.text}</div>}</div>;
}
