import { useState } from 'react';
import { ActionButton } from '../../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../../platform/web/data.ts';
import { ChoiceInput, TextInput } from '../../../../platform/web/form-inputs.tsx';
import { moment } from '../../../../platform/web/format.ts';
import { To } from '../../../../platform/web/navigation.tsx';
import { Page } from '../../../../platform/web/page.tsx';
import { Problem } from '../../../../platform/web/problem.tsx';
import { say } from '../../../../platform/web/say.ts';
import { WayBack } from '../../../../platform/web/way-back.tsx';
import type { QuestionnaireRow } from '../../core/contract.ts';
import type { DraftList } from '../../core/draft-contract.ts';
import { TEMPLATE_KEYS } from '../../core/template-keys.ts';
import { UploadDrop } from '../upload-drop.tsx';
import { Line } from './fields.tsx';
import { useBegin } from './use-begin.ts';
import './words.ts';
import '../surveys.css';
import './design.css';

/** Four ways to begin a questionnaire, and what is not finished yet. */
export default function NewPage() {
  const begin = useBegin();
  const [title, write] = useState<string | null>(null);
  return (
    <Page title={say('surveys.design.new')} lead={say('surveys.design.newLead')}>
      <WayBack />
      <Drafts />
      {begin.refusal && <Problem refusal={begin.refusal} />}
      <div className="design-ways">
        <section aria-labelledby="way-blank">
          <h2 id="way-blank">{say('surveys.design.blank')}</h2>
          <p className="quiet">{say('surveys.design.blankWhy')}</p>
          <form onSubmit={(event) => { event.preventDefault(); void begin.send({ way: 'blank', title }); }}>
            <Line label={say('surveys.design.title')}>{(id) => <TextInput id={id} maxLength={200} value={title} onChange={write} />}</Line>
            <ActionButton kind="primary" submits label={say('surveys.design.begin')} isSending={begin.isSending} />
          </form>
        </section>
        <section aria-labelledby="way-template">
          <h2 id="way-template">{say('surveys.design.template')}</h2>
          <p className="quiet">{say('surveys.design.templateWhy')}</p>
          <ul className="design-templates">
            {TEMPLATE_KEYS.map((key) => <li key={key}><button type="button" data-template={key} onClick={() => void begin.send({ way: 'template', template: key, title: say(`surveys.template.${key}`) })}><b>{say(`surveys.template.${key}`)}</b><span className="quiet">{say(`surveys.template.${key}Why`)}</span></button></li>)}
          </ul>
        </section>
        <section aria-labelledby="way-upload">
          <h2 id="way-upload">{say('surveys.design.upload')}</h2>
          <p className="quiet">{say('surveys.design.uploadWhy')}</p>
          <UploadDrop />
        </section>
        <Copy begin={begin} />
      </div>
    </Page>
  );
}

/** What was begun and is not published. */
function Drafts() {
  const drafts = useQueryOf<DraftList>('/api/questionnaire-drafts');
  const items = drafts.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="design-drafts" aria-labelledby="open-drafts">
      <h2 id="open-drafts">{say('surveys.design.drafts')}</h2>
      <ul>{items.map((draft) => <li key={draft.id}><To path={`/surveys/drafts/${draft.id}`}>{draft.title || say('surveys.design.untitled')}</To>{draft.questionnaireId && <span className="design-mark">{say('surveys.design.nextOf')}</span>} <span className="quiet">{say('surveys.design.draftOf', { name: draft.savedByName, when: moment(draft.savedAt), count: draft.questions })}</span></li>)}</ul>
    </section>
  );
}

function Copy({ begin }: { begin: ReturnType<typeof useBegin> }) {
  const others = useQueryOf<{ items: QuestionnaireRow[] }>('/api/questionnaires', { limit: '200' });
  const [which, choose] = useState<string | null>(null);
  const [title, write] = useState<string | null>(null);
  const options = (others.data?.items ?? []).map((row) => ({ value: row.id, label: row.title, hint: row.divisionName }));
  return (
    <section aria-labelledby="way-copy">
      <h2 id="way-copy">{say('surveys.design.copy')}</h2>
      <p className="quiet">{say('surveys.design.copyWhy')}</p>
      <Line label={say('surveys.design.copyWhich')}>{(id) => <ChoiceInput id={id} options={options} value={which} onChange={choose} />}</Line>
      <Line label={say('surveys.design.copyName')} hint={say('surveys.design.copyNameHint')}>{(id, describedBy) => <TextInput id={id} describedBy={describedBy} maxLength={200} value={title} onChange={write} />}</Line>
      <ActionButton label={say('surveys.design.makeCopy')} disabledReason={which ? null : say('surveys.refusal.chooseQuestionnaire')} isSending={begin.isSending} onClick={() => void begin.send({ way: 'copy', questionnaireId: which, title })} />
    </section>
  );
}
