import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useList } from '../../../platform/web/data.ts';
import { moment, number } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Timeline } from '../../../platform/web/timeline.tsx';
import type { CorrectionSeen, ImportAnswer } from '../core/contract.ts';
import { whereOf } from './rows-table.tsx';

const said = (text: string) => (text === '' ? say('imports.rows.empty') : text);

/** Which cells were put right here, by whom and when; what the sheet says stays what it says. */
function CorrectedCells({ made }: { made: ImportAnswer }) {
  const list = useList<CorrectionSeen>('/api/imports/:importId/corrections', { importId: made.id, limit: 50 }, null);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <h2>{say('imports.correct.cells')}</h2>
      <table className="imports-table imports-stack">
        <thead><tr><th>{say('imports.rows.where')}</th><th>{say('imports.correct.cell')}</th><th>{say('imports.correct.change')}</th><th>{say('imports.rows.outcome')}</th><th>{say('imports.correct.by')}</th></tr></thead>
        <tbody>
          {items.map((one) => (
            <tr key={`${one.cell} ${one.at} ${one.ord}`}>
              <td>{whereOf(made, one)}</td>
              <td><span className="imports-cell">{one.cell}</span> {one.header}</td>
              <td><del className="quiet">{said(one.from)}</del> → <b>{said(one.to)}</b></td>
              <td>{say(`imports.sum.${one.outcome}`)}</td>
              <td>{one.byName} <span className="quiet">{moment(one.at)}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.hasNextPage && <div className="imports-acts"><ActionButton label={say('imports.correct.more', { count: number(Math.min(50, (list.data?.pages[0]?.total ?? 0) - items.length)) })} isSending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} /></div>}
    </>
  );
}

/** What was done with an import, and what was put right in it. */
export function HistoryView({ made }: { made: ImportAnswer }) {
  const may = useMay();
  return <>{made.corrected > 0 && <CorrectedCells made={made} />}{may('record.history') && <Timeline kind="import" subjectId={made.id} words="imports" />}</>;
}
