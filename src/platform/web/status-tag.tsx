import type { ReactNode } from 'react';
import type { Tone } from './theme.ts';

/** One shape a meaning, so that it is told without colour: to do, at work, waiting, done, wrong or late, over. */
export type Shape = 'ring' | 'half' | 'clock' | 'tick' | 'cross' | 'bar';

const DRAWN: Record<Shape, ReactNode> = {
  ring: <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  half: <><circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.4" /><path d="M6 1.4a4.6 4.6 0 0 1 0 9.2z" fill="currentColor" /></>,
  clock: <><circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.4" /><path d="M6 3.2V6l2 1.4" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" /></>,
  tick: <path d="M1.8 6.4 4.8 9.4 10.4 3" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />,
  cross: <path d="M6 .9 11.6 10.9H.4zM6 4.4v3M6 8.7v.9" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" strokeLinecap="round" />,
  bar: <path d="M2 6h8" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
};

/** Where something stands: a word and a shape; the colour only repeats them. `clock` is the words of its term: 已超期 2 天. */
export function StatusTag({ word, tone, shape, clock, clockTone }: { word: string; tone: Tone; shape: Shape; clock?: string; clockTone?: Tone }) {
  return (
    <span className="status">
      <span className={`tag tone-${tone}`}>
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">{DRAWN[shape]}</svg>
        {word}
      </span>
      {clock && <span className={`status-clock word-${clockTone ?? 'stone'}`}>{clock}</span>}
    </span>
  );
}
