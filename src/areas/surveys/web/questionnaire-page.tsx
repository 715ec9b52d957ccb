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
import type { Issue } from '../core/questionnaire.ts';
import { Questions } from './questions.tsx';
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

function Shown({ questionnaire }: { questionnaire: QuestionnaireAnswer }) {
  const may = useMay();
  const go = useGo();
  const [{ words }, change] = useAddress((raw) => ({ words: oneOf(raw['words'], ['zh', 'en'] as const, language()) }));
  const { form, issues, shown, version, questions } = questionnaire;
  const facts = [
    { label: label('version'), value: say('surveys.version', { version: shown }) }, { label: label('questions'), value: number(questions) }, { label: label('languages'), value: languageWords(questionnaire.languages) },
    { label: label('place'), value: questionnaire.divisionName }, { label: label('file'), value: questionnaire.fileName }, { label: label('madeBy'), value: questionnaire.versions.find((one) => one.version === shown)?.madeByName ?? null },
    { label: label('madeAt'), value: moment(questionnaire.madeAt) },
  ];
  const actions = (
    <>
      <a className="surveys-download" href={`/api/questionnaires/${questionnaire.id}/xlsform?version=${shown}`} download>{say('surveys.download')}</a>
      {may('questionnaire.make') && <ActionButton label={say('surveys.uploadNext')} disabledReason={questionnaire.isKeptHere ? null : say('surveys.refusal.questionnaireKeptElsewhere')} onClick={() => go(`/surveys/${questionnaire.id}/upload`)} />}
    </>
  );
  return (
    <RecordPage title={form.title} actions={actions} facts={facts} aside={<Versions questionnaire={questionnaire} />} lead={shown < version ? <>{say('surveys.older', { shown, version })} <To path={`/surveys/${questionnaire.id}`}>{say('surveys.toNewest')}</To></> : undefined}
      timeline={<Timeline kind="questionnaire" subjectId={questionnaire.id} words="surveys" />}>
      <NotUnderstood issues={issues} />
      <div className="surveys-sheet">
        <div className="surveys-languages" role="group" aria-label={say('surveys.seenIn')}>
          <span className="quiet">{say('surveys.seenIn')}</span>
          {(['zh', 'en'] as const).map((one) => <button key={one} type="button" aria-pressed={words === one} onClick={() => change({ words: one })}>{say(`surveys.language.${one}`)}</button>)}
        </div>
        <Questions form={form} language={words} />
      </div>
    </RecordPage>
  );
}
