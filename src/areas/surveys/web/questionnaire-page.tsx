import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { moment, number } from '../../../platform/web/format.ts';
import { oneOf, To, useAddress, useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { RecordPage } from '../../../platform/web/record-page.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { Timeline } from '../../../platform/web/timeline.tsx';
import type { QuestionnaireAnswer } from '../core/contract.ts';
import type { DraftList } from '../core/draft-contract.ts';
import type { Issue } from '../core/questionnaire.ts';
import { BindingsTab } from './bindings-tab.tsx';
import { useBegin } from './design/use-begin.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { LinksTab } from './links-tab.tsx';
import { Questions } from './questions.tsx';
import { TryIt } from './try-it.tsx';
import { languageWords } from './words.ts';
import './surveys.css';

const label = (key: string) => say(`surveys.field.${key}`);

export default function QuestionnairePage() {
  const questionnaireId = usePathPart('questionnaireId');
  const [{ version }] = useAddress((raw) => ({ version: /^[1-9]\d{0,4}$/.test(raw['version'] ?? '') ? raw['version'] : undefined }));
  const questionnaire = useQueryOf<QuestionnaireAnswer>('/api/questionnaires/:questionnaireId', { questionnaireId, ...(version ? { version } : {}) });
  return <Answer of={questionnaire}>{(answer) => <Shown questionnaire={answer} />}</Answer>;
}

const cellOf = ({ sheet, row, column }: Issue) => (column ? say('surveys.cell', { sheet, cell: `${column}${row}` }) : say('surveys.row', { sheet, row }));

/** What of the uploaded form was not understood, where it stands in the sheet. Long lists open. */
function NotUnderstood({ issues }: { issues: Issue[] }) {
  if (issues.length === 0) return null;
  const list = (some: Issue[]) => <ul>{some.map((issue, i) => <li key={i}><span className="surveys-cell">{cellOf(issue)}</span> <span>{say(`surveys.issue.${issue.code}`, { what: issue.what })}</span></li>)}</ul>;
  return (
    <section className="surveys-issues" aria-label={say('surveys.issuesTitle')}>
      <h2>{say('surveys.issuesHead', { count: issues.length })}</h2>
      <p className="quiet">{say('surveys.issuesWhy')}</p>
      {list(issues.slice(0, 6))}
      {issues.length > 6 && <details><summary>{say('surveys.issuesMore', { count: issues.length - 6 })}</summary>{list(issues.slice(6))}</details>}
    </section>
  );
}

function Versions({ questionnaire }: { questionnaire: QuestionnaireAnswer }) {
  if (questionnaire.versions.length < 2) return null;
  return (
    <ul className="surveys-versions">
      {questionnaire.versions.map(({ version, madeAt, madeByName }) => (
        <li key={version}>{version === questionnaire.shown ? <b>{say('surveys.version', { version })}</b> : <To path={`/surveys/${questionnaire.id}?version=${version}`}>{say('surveys.version', { version })}</To>} <span className="quiet">{moment(madeAt)} · {madeByName}</span></li>
      ))}
    </ul>
  );
}

/** The questions as they are answered, or all of them with their conditions. */
function QuestionsTab({ form }: { form: QuestionnaireAnswer['form'] }) {
  const [{ words, view }, change] = useAddress((raw) => ({ words: oneOf(raw['words'], ['zh', 'en'] as const, language()), view: oneOf(raw['view'], ['try', 'all'] as const, 'try') }));
  return (
    <div className={`surveys-sheet${view === 'try' ? ' surveys-phone' : ''}`}>
      <div className="surveys-languages" role="group" aria-label={say('surveys.view')}>
        {(['try', 'all'] as const).map((one) => <button key={one} type="button" aria-pressed={view === one} onClick={() => change({ view: one === 'try' ? null : one })}>{say(`surveys.view.${one}Questions`)}</button>)}
      </div>
      <LanguageSwitch value={words} onChange={(next) => change({ words: next })} />
      {view === 'try' ? <TryIt key={words} form={form} language={words} /> : <Questions form={form} language={words} />}
    </div>
  );
}

/** The draft of the next version that somebody has begun and not published. */
function useOpenDraft({ id, isKeptHere }: QuestionnaireAnswer) {
  const isMaker = useMay()('questionnaire.make') && isKeptHere;
  const drafts = useQueryOf<DraftList>('/api/questionnaire-drafts', { questionnaireId: id }, { enabled: isMaker, kinds: ['questionnaireDraft'] });
  return drafts.data?.items[0] ?? null;
}

function Shown({ questionnaire }: { questionnaire: QuestionnaireAnswer }) {
  const may = useMay();
  const go = useGo();
  const { id, form, issues, shown, version, questions, responses } = questionnaire;
  const keptElsewhere = questionnaire.isKeptHere ? null : say('surveys.refusal.questionnaireKeptElsewhere');
  const draft = useOpenDraft(questionnaire);
  const begin = useBegin();
  const facts = [
    { label: label('version'), value: say('surveys.version', { version: shown }) }, { label: label('questions'), value: number(questions) }, { label: label('languages'), value: languageWords(questionnaire.languages) },
    ...(may('response.list') ? [{ label: label('responses'), value: <To path={`/responses?questionnaireId=${id}`}>{say('surveys.answered', { count: responses })}</To> }] : []),
    { label: label('place'), value: questionnaire.divisionName }, { label: label('file'), value: questionnaire.fileName || say('surveys.madeHere') }, { label: label(questionnaire.fileName ? 'madeBy' : 'publishedBy'), value: questionnaire.versions.find((one) => one.version === shown)?.madeByName ?? null },
    { label: label(questionnaire.fileName ? 'madeAt' : 'publishedAt'), value: moment(questionnaire.madeAt) },
  ];
  const actions = (
    <>
      <a className="surveys-download" href={`/api/questionnaires/${id}/xlsform?version=${shown}`} download>{say('surveys.download')}</a>
      {may('questionnaire.make') && <ActionButton label={say(draft ? 'surveys.goOnDraft' : 'surveys.changeHere')} disabledReason={keptElsewhere} isSending={begin.isSending} onClick={() => void begin.send({ way: 'next', questionnaireId: id })} />}
      {may('questionnaire.make') && <ActionButton label={say('surveys.uploadNext')} disabledReason={keptElsewhere} onClick={() => go(`/surveys/${id}/upload`)} />}
      {may('response.submit') && <ActionButton kind="primary" label={say('surveys.fill.title')} onClick={() => go(`/surveys/${id}/fill${shown < version ? `?version=${shown}` : ''}`)} />}
    </>
  );
  const tabs = [
    { key: 'questions', label: say('surveys.tab.questions'), count: questions, content: () => <><NotUnderstood issues={issues} /><QuestionsTab form={form} /></> },
    { key: 'bindings', label: say('surveys.tab.bindings'), content: () => <BindingsTab questionnaire={questionnaire} /> },
    ...(may('questionnaire.link') ? [{ key: 'links', label: say('surveys.tab.links'), content: () => <LinksTab questionnaireId={id} /> }] : []),
  ];
  const older = shown < version && <>{say('surveys.older', { shown, version })} <To path={`/surveys/${id}`}>{say('surveys.toNewest')}</To> </>;
  const open = draft && <>{say('surveys.openDraft', { name: draft.savedByName, when: moment(draft.savedAt) })} <To path={`/surveys/drafts/${draft.id}`}>{say('surveys.toDraft')}</To></>;
  return (
    <RecordPage title={form.title} actions={actions} facts={facts} tabs={tabs} aside={<Versions questionnaire={questionnaire} />} lead={older || open ? <>{older}{open}</> : undefined}
      timeline={<Timeline kind="questionnaire" subjectId={id} words="surveys" />} />
  );
}
