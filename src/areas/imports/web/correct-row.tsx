import { useEffect, useRef, useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { queries, useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { LongTextInput, TextInput } from '../../../platform/web/form-inputs.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { ErrorState, LoadingState } from '../../../platform/web/states.tsx';
import type { CellSeen, Corrected, ImportAnswer, ProblemSeen, RowToCorrect } from '../core/contract.ts';

/** So long a text is written in lines. */
const LONG = 40;

function CellField({ cell, value, problems, onChange }: { cell: CellSeen; value: string; problems: ProblemSeen[]; onChange: (text: string) => void }) {
  const id = `imports-cell-${cell.cell}`;
  const isWrong = problems.some(({ refuses }) => refuses);
  const said = problems.length > 0 ? `${id}-said` : undefined;
  const input = { id, value, onChange: (text: string | null) => onChange(text ?? ''), maxLength: 1000, isWrong, describedBy: said };
  return (
    <div className={`imports-typed${problems.length > 0 ? isWrong ? ' imports-typed-wrong' : ' imports-typed-odd' : ''}`}>
      <label className="imports-typed-header" htmlFor={id}><span className="imports-cell">{cell.cell}</span> {cell.header}</label>
      {cell.isCut ? <p>{cell.text}… <span className="quiet">{say('imports.correct.isCut')}</span></p> : cell.text.length > LONG ? <LongTextInput {...input} lines={3} /> : <TextInput {...input} autoComplete="off" />}
      {said && <div id={said} className="imports-typed-said">{problems.map(({ code, message }) => <p key={code}>{message}</p>)}</div>}
    </div>
  );
}

function Fields({ made, row, onEnd }: { made: ImportAnswer; row: RowToCorrect; onEnd: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  const [typed, type] = useState<Record<number, string>>({});
  // `seen`: if another has been faster, the server says so
  const { seen, cells, problems } = row;
  const correct = useCommand<{ importId: string; ord: number; seen: number; cells: { column: number; text: string }[] }, Corrected>('/api/imports/correct', {
    onDone: ({ outcome }) => { announce(say(outcome === 'refused' ? 'imports.correct.refusedAnew' : made.status === 'understood' ? 'imports.correct.willCome' : 'imports.correct.isIn')); onEnd(); },
  });
  const changed = cells.flatMap(({ column, text }) => (typed[column] !== undefined && typed[column] !== text ? [{ column, text: typed[column] }] : []));
  useEffect(() => { (form.current?.querySelector<HTMLElement>('.imports-typed-wrong :is(input, textarea)') ?? form.current?.querySelector<HTMLElement>('input'))?.focus(); }, []);
  const end = () => { if (correct.refusal) void queries.invalidateQueries(); onEnd(); };
  return (
    <form ref={form} className="imports-correct" onSubmit={(event) => { event.preventDefault(); if (changed.length > 0) void correct.send({ importId: made.id, ord: row.ord, seen, cells: changed }); }}>
      <div className="imports-typed-cells">
        {cells.map((cell) => <CellField key={cell.column} cell={cell} value={typed[cell.column] ?? cell.text} problems={problems.filter((one) => one.cell === cell.cell)} onChange={(text) => type({ ...typed, [cell.column]: text })} />)}
      </div>
      {correct.refusal && <Problem refusal={correct.refusal} />}
      <div className="imports-acts">
        <ActionButton kind="primary" submits label={say('imports.correct.save')} disabledReason={changed.length > 0 ? null : say('imports.correct.nothingYet')} isSending={correct.isSending} />
        <ActionButton label={say('imports.correct.cancel')} onClick={end} />
        <span className="quiet">{say(made.status === 'understood' ? 'imports.correct.why' : 'imports.correct.whyAfter')}</span>
      </div>
    </form>
  );
}

/** A refused row with its cells as fields, in the clear; that they were looked at is recorded. */
export function CorrectRow({ made, ord, onEnd }: { made: ImportAnswer; ord: number; onEnd: () => void }) {
  const [opened, setOpened] = useState<RowToCorrect | null>(null);
  // asked once: each asking is recorded as a reading, and a row that has just been put right is none to correct any more
  const row = useQueryOf<RowToCorrect>('/api/imports/:importId/rows/:ord', { importId: made.id, ord }, { kinds: [], enabled: opened === null });
  useEffect(() => { if (row.data && !row.isFetching) setOpened(row.data); }, [row.data, row.isFetching]);
  if (opened) return <Fields made={made} row={opened} onEnd={onEnd} />;
  return row.error ? <ErrorState fault={row.error} tryAgain={() => void row.refetch()} /> : <LoadingState lines={3} />;
}
