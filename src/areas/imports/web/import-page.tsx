import { useQueryOf } from '../../../platform/web/data.ts';
import { day, moment } from '../../../platform/web/format.ts';
import { oneOf, useAddress, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { ImportAnswer } from '../core/contract.ts';
import { ColumnsStep } from './columns-step.tsx';
import { ImportStatusTag, OUTCOMES, StepBar, SumLine, type Outcome, type Step } from './parts-of-wizard.tsx';
import { Faults, PlanActs } from './plan-step.tsx';
import { Result, Running } from './result-step.tsx';
import { RowsTable } from './rows-table.tsx';

type Looking = { step: 'columns' | 'plan'; outcome: Outcome | null; code: string | null };

const stepOf = (made: ImportAnswer, asked: Looking['step']): Step => (made.status === 'understood' ? asked : made.status === 'running' || made.status === 'undoing' ? 'running' : 'result');

function Body({ made, looking, look }: { made: ImportAnswer; looking: Looking; look: (change: Record<string, string | null>) => void }) {
  const may = useMay();
  const step = stepOf(made, looking.step);
  const rows = <RowsTable made={made} outcome={looking.outcome} code={looking.code} />;
  const faults = <Faults faults={made.faults} chosen={looking.code} onChoose={(code) => look({ code, outcome: null })} />;
  return (
    <div className="imports">
      <StepBar at={step} />
      {step === 'columns' ? <ColumnsStep made={made} onNext={() => look({ step: 'plan' })} /> : (
        <>
          <SumLine counts={made.counts} rows={made.rows} chosen={looking.outcome} onChoose={(outcome) => look({ outcome, code: null })} />
          {made.status !== 'understood' && made.waiting > 0 && <p className="quiet">{say('imports.sum.waiting', { count: made.waiting })}</p>}
          {made.questions > 0 && made.status !== 'undone' && <p className="quiet">{say('imports.plan.questions', { count: made.questions })}</p>}
          {step === 'running' && <Running made={made} />}
          {step === 'result' && <Result made={made} />}
          {step === 'plan' && may('import.make') && <PlanActs made={made} onBack={() => look({ step: null })} />}
          {step !== 'running' && faults}
          {step !== 'running' && (looking.outcome || looking.code) && rows}
        </>
      )}
    </div>
  );
}

/** One import, at whichever step it is. The step and what is looked at stand in the address. */
export default function ImportPage() {
  const importId = usePathPart('importId');
  const [looking, look] = useAddress((raw): Looking => ({
    step: oneOf(raw['step'], ['columns', 'plan'] as const, 'columns'), outcome: OUTCOMES.find((outcome) => outcome === raw['outcome']) ?? null, code: raw['code'] ?? null,
  }));
  const made = useQueryOf<ImportAnswer>('/api/imports/:importId', { importId });
  return (
    <Answer of={made}>
      {(answer) => (
        <Page title={answer.fileNames.join('、')} beside={<ImportStatusTag status={answer.status} />}
          lead={`${say(`imports.kind.${answer.kind}`)} · ${answer.divisionName} · ${answer.madeByName} · ${moment(answer.madeAt)} · ${say('imports.file.asOf')} ${day(answer.asOf)}`}>
          <Body made={answer} looking={looking} look={look} />
        </Page>
      )}
    </Answer>
  );
}
