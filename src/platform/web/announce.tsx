import { useEffect, useState } from 'react';

/** What can still be done about what was told: take it back, mostly. */
type Act = { label: string; run: () => void };
type Told = { id: number; text: string; tone: 'steppe' | 'poppy'; act: Act | null };
let hear: (told: Told) => void = () => {};
let last = 0;

/** Tells in one line what has been done, over the header (on a phone above the tabs) and to screen readers. */
export const announce = (text: string, tone: Told['tone'] = 'steppe', act: Act | null = null): void => hear({ id: ++last, text, tone, act });

const STAYS_MS = 6000;
/** One who uses the keyboard has to find the button first. */
const STAYS_WITH_ACT_MS = 20_000;

/** Stands once, beside the page. */
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
    const timer = setTimeout(() => tell(null), told.act ? STAYS_WITH_ACT_MS : STAYS_MS);
    return () => clearTimeout(timer);
  }, [told]);
  return <div className="announcements" role="status" aria-live="polite">{told && <div key={told.id} className={`announcement edge-${told.tone}`}>{told.text}{told.act && <button type="button" className="text-button" onClick={() => { told.act?.run(); tell(null); }}>{told.act.label}</button>}</div>}</div>;
}
