import { useCallback, useReducer } from 'react';
import type { Edited } from '../../core/design.ts';
import type { Questionnaire } from '../../core/questionnaire.ts';

/** 100 steps back; a form is shared between them, but for what was changed. */
const MOST_STEPS = 100;
/** Letters typed in one field within this time are one step. */
const ONE_STEP_MS = 1500;

type Stand = { form: Questionnaire; at: number };
type State = Stand & { past: Stand[]; future: Stand[]; lastKey: string; lastMs: number; /** Counts what was not typed into a field: fields that remember are begun anew. */ turn: number };
type Act = { do: 'edit'; form: Questionnaire; at: number; key: string; ms: number } | { do: 'select'; at: number } | { do: 'undo' } | { do: 'redo' };

function next(state: State, act: Act): State {
  const { form, at, past, future } = state;
  switch (act.do) {
    case 'select': return { ...state, at: act.at, lastKey: '', turn: state.turn + 1 };
    case 'edit': {
      const goesOn = act.key !== '' && act.key === state.lastKey && act.ms - state.lastMs < ONE_STEP_MS;
      return { form: act.form, at: act.at, past: goesOn ? past : [...past, { form, at }].slice(-MOST_STEPS), future: [], lastKey: act.key, lastMs: act.ms, turn: act.key === '' ? state.turn + 1 : state.turn };
    }
    case 'undo': { const before = past.at(-1); return before ? { ...before, past: past.slice(0, -1), future: [{ form, at }, ...future], lastKey: '', lastMs: 0, turn: state.turn + 1 } : state; }
    case 'redo': { const [after, ...rest] = future; return after ? { ...after, past: [...past, { form, at }], future: rest, lastKey: '', lastMs: 0, turn: state.turn + 1 } : state; }
  }
}

export type Design = Stand & {
  turn: number; canUndo: boolean; canRedo: boolean;
  /** The row that is open; -1 for none. */ select: (at: number) => void;
  /** A step that stands by itself: a row added, moved, taken away. */ step: (edited: Edited | null) => void;
  /** What is typed into a field of that key. */ type: (key: string, form: Questionnaire) => void;
  undo: () => void; redo: () => void;
};

/** A form while it is changed, with the way back. */
export function useDesign(start: Questionnaire): Design {
  const [state, act] = useReducer(next, { form: start, at: start.items.length > 0 ? 0 : -1, past: [], future: [], lastKey: '', lastMs: 0, turn: 0 });
  const { form, at, turn, past, future } = state;
  return {
    form, at, turn, canUndo: past.length > 0, canRedo: future.length > 0,
    select: useCallback((to) => act({ do: 'select', at: to }), []),
    step: useCallback((edited) => { if (edited) act({ do: 'edit', ...edited, key: '', ms: Date.now() }); }, []),
    type: useCallback((key, changed) => act({ do: 'edit', form: changed, at, key: `${at} ${key}`, ms: Date.now() }), [at]),
    undo: useCallback(() => act({ do: 'undo' }), []), redo: useCallback(() => act({ do: 'redo' }), []),
  };
}
