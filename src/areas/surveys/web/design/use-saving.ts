import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiRefusal, newRequestId, send } from '../../../../platform/web/api.ts';
import { dropDraft, findDraft, keepDraft } from '../../../../platform/web/form-draft.ts';
import type { DraftAnswer } from '../../core/draft-contract.ts';
import type { Questionnaire } from '../../core/questionnaire.ts';

/** So long nothing is typed before it is saved (a field that is left saves at once); and after a broken line, so long until the next try. */
const PAUSE_MS = 2000;
const AGAIN_MS = 5000;

const placeOf = (draftId: string): string => `questionnaire-draft-${draftId}`;

/** Whether two forms say the same, whatever order the server gives their fields in. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [names, others] = [Object.keys(a), Object.keys(b)];
  return names.length === others.length && names.every((name) => same((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]));
}

/** What is on its way, or may have come in though no answer came back. */
type Sent = { form: Questionnaire; revision: number; requestId: string };
type Kept = { form: Questionnaire; revision: number; sent: Sent | null };

export type Start = Kept & { /** Something is here that the server has not. */ isAhead: boolean; /** Somebody saved after what is here was begun. */ isBehind: boolean };

/** What to go on with: what this tab had and could not send before it was reloaded, else what the server has. */
export function startOf(draft: DraftAnswer): Start {
  const kept = findDraft(placeOf(draft.id))?.values as Kept | undefined;
  if (!kept || draft.ended || same(kept.form, draft.form)) return { form: draft.form, revision: draft.revision, sent: null, isAhead: false, isBehind: false };
  return { ...kept, isAhead: true, isBehind: kept.revision !== draft.revision && !kept.sent };
}

export type Saving = {
  state: 'saved' | 'waiting' | 'offline' | 'refused';
  refusal: ApiRefusal | null;
  revision: number;
  /** When the server last had everything. */ savedAt: string;
  /** Saves at once; true when the server has everything. */ flush: () => Promise<boolean>;
  /** Goes on from what another has saved. */ goOnFrom: (form: Questionnaire, revision: number) => void;
};

/** Keeps the form on the server as it is changed, and in this tab until the server has it. Sent is one at a time; what nobody knows to have come in is sent again before anything newer. */
export function useSaving(draft: DraftAnswer, start: Start, form: Questionnaire, isClosed: boolean): Saving {
  const [state, tell] = useState<Saving['state']>(start.isBehind ? 'refused' : start.isAhead ? 'waiting' : 'saved');
  const [refusal, refuse] = useState<ApiRefusal | null>(null);
  const [revision, setRevision] = useState(start.revision);
  const [savedAt, note] = useState(draft.savedAt);
  const held = useRef({ saved: start.isAhead ? draft.form : start.form, revision: start.revision, latest: form, isStopped: start.isBehind || isClosed, under: null as Promise<boolean> | null, sent: start.sent });
  held.current.latest = form;

  const run = useCallback(async (): Promise<boolean> => {
    const here = held.current;
    while (!here.isStopped && (here.sent || !same(here.saved, here.latest))) {
      here.sent ??= { form: here.latest, revision: here.revision, requestId: newRequestId() };
      keepDraft(placeOf(draft.id), { form: here.latest, revision: here.revision, sent: here.sent });
      const { requestId, ...what } = here.sent;
      try {
        const made = await send<{ revision: number }>('/api/questionnaire-drafts/save', { draftId: draft.id, ...what }, { requestId });
        Object.assign(here, { saved: what.form, revision: made.revision, sent: null });
        setRevision(made.revision);
        note(new Date().toISOString());
      } catch (fault) {
        const said = fault instanceof ApiRefusal ? fault : new ApiRefusal(0, 'fault', String(fault));
        // what was refused for another's sake is asked about; what was wrong in itself is tried again once it has been changed
        if (!said.isUncertain) { here.sent = null; here.isStopped = said.status === 409; }
        refuse(said);
        tell(said.isUncertain ? 'offline' : 'refused');
        return false;
      }
    }
    if (here.isStopped) return false;
    dropDraft(placeOf(draft.id));
    refuse(null);
    tell('saved');
    return true;
  }, [draft.id]);
  const flush = useCallback((): Promise<boolean> => {
    const here = held.current;
    here.under ??= run().finally(() => { here.under = null; });
    return here.under;
  }, [run]);

  useEffect(() => {
    const here = held.current;
    if (isClosed) return;
    if (same(here.saved, form)) {
      // taken back before it was sent
      if (!here.sent && !here.isStopped) { dropDraft(placeOf(draft.id)); tell('saved'); }
      return;
    }
    keepDraft(placeOf(draft.id), { form, revision: here.revision, sent: here.sent });
    if (here.isStopped) return;
    tell('waiting');
    const timer = setTimeout(() => void flush(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [form, isClosed, draft.id, flush]);
  // what came in while something else was being sent, or while there was no line
  useEffect(() => {
    if (state !== 'offline') return;
    const again = () => void flush();
    const timer = setInterval(again, AGAIN_MS);
    window.addEventListener('online', again);
    return () => { clearInterval(timer); window.removeEventListener('online', again); };
  }, [state, flush]);
  // whoever leaves the page leaves nothing behind; whoever would close it before everything is sent is asked
  useEffect(() => {
    const leave = () => void flush();
    const ask = (event: BeforeUnloadEvent) => { if (!same(held.current.saved, held.current.latest)) { leave(); event.preventDefault(); } };
    window.addEventListener('beforeunload', ask);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => { window.removeEventListener('beforeunload', ask); window.removeEventListener('pagehide', leave); document.removeEventListener('visibilitychange', leave); leave(); };
  }, [flush]);

  const goOnFrom = useCallback((theirs: Questionnaire, at: number) => {
    Object.assign(held.current, { saved: theirs, revision: at, isStopped: false, sent: null });
    dropDraft(placeOf(draft.id));
    setRevision(at);
    refuse(null);
    tell('saved');
  }, [draft.id]);
  return { state, refusal, revision, savedAt, flush, goOnFrom };
}
