import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useList } from '../../../platform/web/data.ts';
import { number } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { CellSeen, ImportAnswer, ProblemSeen, RowSeen } from '../core/contract.ts';
import { CorrectRow } from './correct-row.tsx';
import { whereOf } from './rows-table.tsx';

function Cell({ cell, problems }: { cell: CellSeen; problems: ProblemSeen[] }) {
  const tone = problems.some(({ refuses }) => refuses) ? ' imports-typed-wrong' : problems.length > 0 ? ' imports-typed-odd' : '';
  return (
    <div className={`imports-typed${tone}`}>
      <dt className="imports-typed-header">{tone !== '' && <span className="imports-cell">{cell.cell}</span>} {cell.header}</dt>
      <dd>
        <span className="imports-typed-text">{cell.text === '' ? <span className="quiet">{say('imports.rows.empty')}</span> : cell.text}{cell.isCut && '…'}</span>{cell.isTaken && <span className="quiet"> {say('imports.rows.taken')}</span>}
        {problems.length > 0 && <div className="imports-typed-said">{problems.map(({ code, message }) => <p key={code}>{message}</p>)}</div>}
      </dd>
    </div>
  );
}

/** The cells of a row with something in them or wrong with them; and what is wrong with the row at no cell that is shown. */
function Cells({ row }: { row: RowSeen }) {
  const cells = row.cells ?? [];
  const problemsOf = (cell: CellSeen) => row.problems.filter((problem) => problem.cell === cell.cell);
  const elsewhere = row.problems.filter(({ cell }) => !cells.some((one) => one.cell === cell));
  return (
    <>
      {elsewhere.map(({ cell, code, message }) => <p key={cell + code} className="imports-typed-said"><span className="imports-cell">{cell}</span> {message}</p>)}
      {cells.length > 0 && <dl className="imports-typed-cells">{cells.filter((cell) => cell.text !== '' || problemsOf(cell).length > 0).map((cell) => <Cell key={cell.column} cell={cell} problems={problemsOf(cell)} />)}</dl>}
    </>
  );
}

function RefusedRow({ made, row, mayCorrect }: { made: ImportAnswer; row: RowSeen; mayCorrect: boolean }) {
  const [isOpen, open] = useState(false);
  return (
    <li className="imports-refused">
      <div className="imports-head">
        <h2>{whereOf(made, row)}</h2>
        {mayCorrect && !isOpen && <ActionButton size="small" label={say('imports.correct.begin')} onClick={() => open(true)} />}
      </div>
      {isOpen ? <CorrectRow made={made} ord={row.ord} onEnd={() => open(false)} /> : <Cells row={row} />}
    </li>
  );
}

/** The sheet of refused rows, before the import and after it. */
function Downloads({ made }: { made: ImportAnswer }) {
  const files = made.fileNames.flatMap((name, file) => (made.sheets.some((sheet) => sheet.file === file && sheet.header) ? [{ name, file }] : []));
  return (
    <p className="imports-downloads">
      {files.map(({ name, file }) => <a key={file} href={`/api/imports/${made.id}/refused?file=${file}`} download title={say('imports.result.refusedWhy')}>{files.length > 1 ? say('imports.result.refusedOf', { name }) : say('imports.result.refused')}</a>)}
    </p>
  );
}

/** Rows that cannot be taken, each with what stands in its cells and what is wrong at which; put right here, or in the sheet. */
export function RefusedRows({ made }: { made: ImportAnswer }) {
  const may = useMay();
  const mayCorrect = may('import.make') && (made.status === 'understood' || (made.begunAt !== null && ['done', 'cancelled', 'failed'].includes(made.status)));
  const list = useList<RowSeen>('/api/imports/:importId/rows', { importId: made.id, outcome: 'refused', limit: 20 }, null);
  return (
    <Answer of={list}>
      {(answer) => {
        const rows = answer.pages.flatMap((page) => page.items);
        const total = answer.pages[0]?.total ?? 0;
        if (rows.length === 0) return <p className="quiet">{say('imports.correct.none')}</p>;
        return (
          <>
            <div className="imports-head"><span className="quiet">{say(mayCorrect ? 'imports.correct.lead' : 'imports.correct.leadRead')}</span><Downloads made={made} /></div>
            <ul className="imports-refused-rows">{rows.map((row) => <RefusedRow key={row.ord} made={made} row={row} mayCorrect={mayCorrect} />)}</ul>
            {list.hasNextPage && <div className="imports-acts"><ActionButton label={say('imports.rows.more', { count: number(Math.min(20, total - rows.length)) })} isSending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} /></div>}
          </>
        );
      }}
    </Answer>
  );
}
