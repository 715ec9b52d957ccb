import { announce } from '../../../../platform/web/announce.tsx';
import { withBack } from '../../../../platform/web/back.ts';
import { FormDialog } from '../../../../platform/web/form-dialog.tsx';
import { listed as listedWords } from '../../../../platform/web/format.ts';
import { To, useGo } from '../../../../platform/web/navigation.tsx';
import { say } from '../../../../platform/web/say.ts';
import { useBack } from '../../../../platform/web/way-back.tsx';
import type { Uploaded } from '../../core/contract.ts';
import { changesSince } from '../../core/design.ts';
import type { DraftAnswer } from '../../core/draft-contract.ts';
import type { Questionnaire } from '../../core/questionnaire.ts';
import { rowLabel } from './design-words.ts';

type Props = { draft: DraftAnswer; form: Questionnaire; revision: number; isOpen: boolean; onClose: () => void };

/** What publishing does, said before it is done: to answers that are there, and beside versions that came meanwhile. */
export function PublishDialog({ draft, form, revision, isOpen, onClose }: Props) {
  const go = useGo();
  const back = useBack();
  const version = (draft.newestVersion ?? 0) + 1;
  return (
    <FormDialog<Uploaded> isOpen={isOpen} title={say('surveys.design.publishAs', { version })} name={`publish-${draft.id}`} path="/api/questionnaire-drafts/publish" fixed={{ draftId: draft.id, revision, newestVersion: draft.newestVersion }}
      submit={say('surveys.design.publishAs', { version })} lead={say(draft.questionnaireId ? 'surveys.design.publishLead' : 'surveys.design.publishFirst')} onClose={onClose}
      onDone={(made) => { announce(say('surveys.design.published', { version: made.version })); go(withBack(`/surveys/${made.questionnaireId}`, back)); }}>
      <Before draft={draft} form={form} />
    </FormDialog>
  );
}

const wordsOf = ({ items }: Questionnaire, name: string): string => { const item = items.find((one) => one.name === name); return item ? rowLabel(item) : name; };

/** What becomes of what was there before. */
function Before({ draft: { questionnaireId, before, responses, fromVersion, newestVersion }, form }: Pick<Props, 'draft' | 'form'>) {
  if (!questionnaireId || !before) return null;
  const { added, gone, otherKind } = changesSince(before, form);
  // a question is called as people read it; one under a new name reads like the old one, and both are then told apart by their names
  const both = [...added.map((name) => wordsOf(form, name)), ...gone.map((name) => wordsOf(before, name))];
  const called = (of: Questionnaire) => (name: string) => { const label = wordsOf(of, name); return both.filter((one) => one === label).length > 1 ? `${label} (${name})` : label; };
  const listed = (key: string, names: string[], of: Questionnaire) => names.length > 0 && <li>{say(key, { names: listedWords(names.map(called(of))) })}</li>;
  return (
    <div className="design-before">
      {newestVersion !== null && fromVersion !== null && newestVersion > fromVersion && <p className="design-wrong">{say('surveys.design.meanwhile', { from: fromVersion, newest: newestVersion })} <To path={`/surveys/${questionnaireId}`}>{say('surveys.design.lookAt', { version: newestVersion })}</To></p>}
      {added.length + gone.length + otherKind.length === 0 ? <p>{say('surveys.design.sameQuestions')}</p> : <ul>{listed('surveys.design.gone', gone, before)}{listed('surveys.design.otherKind', otherKind, form)}{listed('surveys.design.added', added, form)}</ul>}
      {responses > 0 && <p>{say('surveys.design.answersStay', { count: responses })}</p>}
    </div>
  );
}

export function DropDialog({ draft, form, isOpen, onClose }: Omit<Props, 'revision'>) {
  const go = useGo();
  return (
    <FormDialog isOpen={isOpen} title={say('surveys.design.drop')} name={`drop-${draft.id}`} path="/api/questionnaire-drafts/drop" fixed={{ draftId: draft.id }} submit={say('surveys.design.drop')}
      lead={say('surveys.design.dropLead', { title: form.title || say('surveys.design.untitled') })} onClose={onClose} onDone={() => { announce(say('surveys.design.dropped')); go(draft.questionnaireId ? `/surveys/${draft.questionnaireId}` : '/surveys'); }}>
      {null}
    </FormDialog>
  );
}
