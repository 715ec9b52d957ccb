import RollbackOutlined from '@ant-design/icons/es/icons/RollbackOutlined';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { ActionButton } from '../../../../platform/web/action-button.tsx';
import { announce } from '../../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../../platform/web/data.ts';
import { TextInput } from '../../../../platform/web/form-inputs.tsx';
import { clock, moment } from '../../../../platform/web/format.ts';
import { To, useGo, usePathPart } from '../../../../platform/web/navigation.tsx';
import { Page } from '../../../../platform/web/page.tsx';
import { Problem } from '../../../../platform/web/problem.tsx';
import { say } from '../../../../platform/web/say.ts';
import { Answer } from '../../../../platform/web/states.tsx';
import { newFaults } from '../../core/design-faults.ts';
import type { DraftAnswer } from '../../core/draft-contract.ts';
import { Line } from './fields.tsx';
import { Library } from './library.tsx';
import { DropDialog, PublishDialog } from './publish.tsx';
import { QuestionPane } from './question-pane.tsx';
import { AddBar, RowList } from './row-list.tsx';
import { Preview, ToMend } from './side.tsx';
import { useDesign } from './use-design.ts';
import { startOf, useSaving, type Saving } from './use-saving.ts';
import './words.ts';
import '../surveys.css';
import './design.css';

/** A questionnaire made by hand: its rows, and beside them the phone and what is to be mended. */
export default function DesignPage() {
  const draftId = usePathPart('draftId');
  const draft = useQueryOf<DraftAnswer>('/api/questionnaire-drafts/:draftId', { draftId }, { kinds: ['questionnaireDraft', 'questionnaire'] });
  return <Answer of={draft}>{(answer) => (answer.ended ? <Ended draft={answer} /> : <Designer key={answer.id} draft={answer} />)}</Answer>;
}

function Ended({ draft: { ended, publishedAs, form } }: { draft: DraftAnswer }) {
  return (
    <Page title={form.title || say('surveys.design.untitled')}>
      <p>{say(ended === 'published' ? 'surveys.design.endedPublished' : 'surveys.design.endedDropped')} {publishedAs && <To path={`/surveys/${publishedAs.questionnaireId}?version=${publishedAs.version}`}>{say('surveys.design.toPublished')}</To>}</p>
    </Page>
  );
}

/** At the desk all three stand side by side; a phone shows one. */
const VIEWS = ['questions', 'question', 'preview'] as const;

/** Whoever opens a question reads it from its beginning. */
function toTop(): void {
  const pane = document.querySelector('.design-question');
  if (pane && pane.getBoundingClientRect().top < 0) pane.scrollIntoView({ block: 'start' });
}

function Designer({ draft }: { draft: DraftAnswer }) {
  const [start] = useState(() => startOf(draft));
  const design = useDesign(start.form);
  const { form, step, select } = design;
  const saving = useSaving(draft, start, form, false);
  const latest = useDeferredValue(form);
  const faults = useMemo(() => newFaults(latest, draft.before), [latest, draft.before]);
  const [view, show] = useState<(typeof VIEWS)[number]>('questions');
  const [isPicking, pick] = useState(false);
  const [asking, ask] = useState<'publish' | 'drop' | null>(null);
  const isConflict = useTheirs(draft, saving, (theirs) => step({ form: theirs, at: Math.min(design.at, theirs.items.length - 1) }));
  const open = (at: number) => { select(at); toQuestion(); };
  const toQuestion = () => { show('question'); requestAnimationFrame(toTop); };
  const toMend = faults.length + (form.title.trim() ? 0 : 1);
  const mayNot = isConflict ? say('surveys.design.conflict') : form.items.length === 0 ? say('surveys.refusal.noQuestions') : toMend > 0 ? say('surveys.refusal.designFaulty', { count: toMend }) : null;
  const publish = async () => { if (await saving.flush()) ask('publish'); };
  return (
    <Page title={draft.questionnaireId ? say('surveys.design.pageNext', { version: (draft.newestVersion ?? 0) + 1 }) : say('surveys.design.page')} beside={<SavedState saving={saving} isConflict={isConflict} />}
      actions={<>
        <ActionButton kind="quiet" icon={<RollbackOutlined aria-hidden />} label={say('surveys.design.undo')} disabledReason={design.canUndo ? null : say('surveys.design.noUndo')} onClick={design.undo} />
        <ActionButton kind="quiet" icon={<RollbackOutlined aria-hidden className="design-redo" />} label={say('surveys.design.redo')} disabledReason={design.canRedo ? null : say('surveys.design.noRedo')} onClick={design.redo} />
        <ActionButton label={say('surveys.design.drop')} onClick={() => ask('drop')} />
        <ActionButton kind="primary" label={say('surveys.design.publish')} disabledReason={mayNot} onClick={() => void publish()} />
      </>}>
      {isConflict && <Conflict draft={draft} mine={form} onTake={() => { step({ form: draft.form, at: Math.min(design.at, draft.form.items.length - 1) }); saving.goOnFrom(draft.form, draft.revision); }} />}
      {saving.state === 'refused' && !isConflict && saving.refusal && <Problem refusal={saving.refusal} />}
      <div className="design-views" role="group" aria-label={say('surveys.design.showAs')}>
        {VIEWS.map((one) => <button key={one} type="button" aria-pressed={view === one} onClick={() => show(one)}>{say(`surveys.design.${one}`)}{one === 'questions' && toMend > 0 && <b>{toMend}</b>}</button>)}
      </div>
      <div className={`design design-on-${view}`} onBlur={() => void saving.flush()}>
        <section className="design-list" aria-labelledby="design-questions">
          <h2 id="design-questions">{say('surveys.design.questions')}</h2>
          <Line label={say('surveys.design.title')}>{(id) => <TextInput id={id} maxLength={200} value={form.title} onChange={(text) => design.type('title', { ...form, title: text ?? '' })} />}</Line>
          <ToMend form={latest} faults={faults} onGo={open} />
          <RowList design={design} faults={faults} onOpen={open} />
          <AddBar design={design} onLibrary={() => pick(true)} onAdded={toQuestion} />
        </section>
        <QuestionPane design={design} before={draft.questionnaireId ? draft.before : null} faults={faults} />
        <Preview form={form} />
      </div>
      <Library design={design} isOpen={isPicking} onClose={() => pick(false)} />
      <PublishDialog draft={draft} form={form} revision={saving.revision} isOpen={asking === 'publish'} onClose={() => ask(null)} />
      <DropDialog draft={draft} form={form} isOpen={asking === 'drop'} onClose={() => ask(null)} />
    </Page>
  );
}

/** What another has saved: shown at once where nothing is under way here, else told. True while that has to be decided. */
function useTheirs(draft: DraftAnswer, saving: Saving, onTheirs: (form: DraftAnswer['form']) => void): boolean {
  const isAhead = draft.revision > saving.revision;
  const isIdle = saving.state === 'saved';
  useEffect(() => {
    if (!isAhead || !isIdle) return;
    saving.goOnFrom(draft.form, draft.revision);
    onTheirs(draft.form);
    announce(say('surveys.design.changedBy', { name: draft.savedByName }));
  // only what came from the server sets it going
  // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draft.revision, isIdle]);
  return saving.state === 'refused' && (isAhead || saving.refusal?.code === 'draftChanged');
}

function SavedState({ saving, isConflict }: { saving: Saving; isConflict: boolean }) {
  return <span role="status" className={`design-saved is-${saving.state}`}>{isConflict ? say('surveys.design.refused') : say(`surveys.design.${saving.state}`, { at: clock(saving.savedAt) })}</span>;
}

/** Two have changed the draft. Nothing has been written over; whoever came second decides. */
function Conflict({ draft, mine, onTake }: { draft: DraftAnswer; mine: DraftAnswer['form']; onTake: () => void }) {
  const go = useGo();
  const keep = useCommand<{ way: 'mine'; draftId: string; form: DraftAnswer['form'] }, { draftId: string }>('/api/questionnaire-drafts/begin', { onDone: (made) => { onTake(); announce(say('surveys.design.minesKept')); go(`/surveys/drafts/${made.draftId}`); } });
  return (
    <section className="surveys-issues" role="alert" aria-labelledby="design-conflict">
      <h2 id="design-conflict">{say('surveys.design.conflict')}</h2>
      <p>{say('surveys.design.conflictWhy', { name: draft.savedByName, when: moment(draft.savedAt) })}</p>
      {keep.refusal && <Problem refusal={keep.refusal} />}
      <div className="design-foot">
        <ActionButton label={say('surveys.design.takeTheirs')} onClick={onTake} />
        <ActionButton kind="primary" label={say('surveys.design.keepMine')} isSending={keep.isSending} onClick={() => void keep.send({ way: 'mine', draftId: draft.id, form: mine })} />
      </div>
    </section>
  );
}
