import { Fragment, useState } from 'react';
import { useQueryOf } from '../../../platform/web/data.ts';
import { day, listed, moment } from '../../../platform/web/format.ts';
import { oneOf, useAddress, useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { ImportAnswer } from '../core/contract.ts';
import { ColumnsStep } from './columns-step.tsx';
import { HistoryView } from './history-view.tsx';
import { ImportStatusTag, StepBar, VIEWS, Views, type Step, type View } from './parts-of-wizard.tsx';
import { Faults, PlanActs } from './plan-step.tsx';
import { RefusedRows } from './refused-rows.tsx';
import { Result, Running } from './result-step.tsx';
import { RowsTable } from './rows-table.tsx';

type Looking = { step: 'columns' | 'plan'; view: View | null; code: string | null };

const stepOf = (made: ImportAnswer, asked: Looking['step']): Step => (made.status === 'understood' ? asked : made.status === 'running' || made.status === 'undoing' ? 'running' : 'result');

/** What somebody has to decide about comes first. */
const firstView = ({ counts, questions, faults }: ImportAnswer): View => (counts.refused > 0 ? 'refused' : questions > 0 ? 'asked' : faults.length > 0 ? 'faults' : counts.imported === 0 && counts.merged > 0 ? 'merged' : 'imported');

type Look = (change: Record<string, string | null>) => void;

/** What the chosen count opens to, in place. */
function Shown({ made, view, code, look }: { made: ImportAnswer; view: View; code: string | null; look: Look }) {
  switch (view) {
    case 'refused': return <RefusedRows made={made} />;
    case 'asked': return <><p className="quiet">{say('imports.plan.questions', { count: made.questions })}</p><RowsTable made={made} which={{ questions: 'yes' }} /></>;
    case 'faults':
      if (!code) return <Faults faults={made.faults} onChoose={(chosen) => look({ view: 'faults', code: chosen })} />;
      return <><button type="button" className="text-button imports-back" onClick={() => look({ code: null })}>← {say('imports.view.allFaults')}</button><RowsTable made={made} which={{ code }} /></>;
    case 'history': return <HistoryView made={made} />;
    default: return <RowsTable made={made} which={{ outcome: view }} />;
  }
}

function Body({ made, looking, look }: { made: ImportAnswer; looking: Looking; look: Look }) {
  const may = useMay();
  const go = useGo(); // a step is a page of its own: Back leads to the step before
  const step = stepOf(made, looking.step);
  // stays what was opened: putting the last refused row right does not carry one elsewhere
  const [first] = useState(() => firstView(made));
  const view = looking.view ?? first;
  if (step === 'columns') return <div className="imports"><StepBar at={step} /><ColumnsStep made={made} onNext={() => go(`/imports/${made.id}?step=plan`)} /></div>;
  return (
    <div className="imports">
      <StepBar at={step} />
      {step === 'running' && <Running made={made} />}
      {step === 'result' && <Result made={made} />}
      <Views made={made} chosen={view} onChoose={(chosen) => look({ view: chosen, code: null })} />
      {made.status !== 'understood' && made.waiting > 0 && <p className="quiet">{say('imports.sum.waiting', { count: made.waiting })}</p>}
      {step !== 'running' && <section className="imports-card" id="imports-view" aria-label={say(`imports.view.${view}.name`)}><Shown key={view} made={made} view={view} code={looking.code} look={look} /></section>}
      {step === 'plan' && may('import.make') && <PlanActs made={made} onBack={() => go(`/imports/${made.id}`)} />}
    </div>
  );
}

const factsOf = (made: ImportAnswer): string[] => [say(`imports.kind.${made.kind}`), made.divisionName, made.madeByName, moment(made.madeAt), `${say('imports.file.asOf')} ${day(made.asOf)}`];

/** One import, at whichever step it is. The step and what is looked at stand in the address. */
export default function ImportPage() {
  const importId = usePathPart('importId');
  const [looking, look] = useAddress((raw): Looking => ({
    step: oneOf(raw['step'], ['columns', 'plan'] as const, 'columns'), view: VIEWS.find((view) => view === raw['view']) ?? null, code: raw['code'] ?? null,
  }));
  const made = useQueryOf<ImportAnswer>('/api/imports/:importId', { importId });
  return (
    <Answer of={made}>
      {(answer) => (
        <Page title={listed(answer.fileNames)} beside={<ImportStatusTag status={answer.status} />}
          lead={<span className="imports-facts">{factsOf(answer).map((fact, i) => <Fragment key={fact}>{i > 0 && ' · '}<span>{fact}</span></Fragment>)}</span>}>
          <Body made={answer} looking={looking} look={look} />
        </Page>
      )}
    </Answer>
  );
}
