import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useList } from '../../../platform/web/data.ts';
import { listed, number } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { canSay, language, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { ITEMS } from '../../needs/core/items.ts';
import type { ImportAnswer, RowSeen } from '../core/contract.ts';
import type { Outcome } from './parts-of-wizard.tsx';

const itemWord = (item: unknown): string => (typeof item === 'string' && item in ITEMS ? ITEMS[item as keyof typeof ITEMS][language()] : '');

/** A row in one line: who or what it speaks of. What was typed otherwise stands beside it. */
function What({ row, kind }: { row: RowSeen; kind: ImportAnswer['kind'] }) {
  const record = row.record as Record<string, unknown> | null;
  if (!record) return <span className="quiet">{row.reason && canSay(`imports.row.${row.reason}`) ? say(`imports.row.${row.reason}`) : ''}</span>;
  const typed = (record['typed'] ?? {}) as Record<string, string>;
  const items = kind === 'resources' ? listed((record['items'] as { item: string }[]).map(({ item }) => itemWord(item))) : itemWord(record['item']);
  const parts = [kind === 'resources' ? record['provider'] : record['name'], items, record['description'], record['heardOn'], record['uscc']].filter((part) => typeof part === 'string' && part !== '');
  const said = typed['item'] ?? typed['items'];
  return <>{parts.join(' · ')}{said && said !== items && <span className="quiet">（{say('imports.rows.typed', { typed: said })}）</span>}</>;
}

const PAGES: Record<ImportAnswer['kind'], string> = { needs: '/needs', resources: '/resources', organizations: '/organizations' };

function Fate({ row, kind }: { row: RowSeen; kind: ImportAnswer['kind'] }) {
  const target = row.mergedWith as { sheet?: string; row?: number; known?: string } | null;
  const path = row.subjectId && row.state === 'done' ? `${PAGES[kind]}/${row.subjectId}` : target?.known ? `${PAGES[kind]}/${target.known}` : null;
  return (
    <>
      {say(`imports.sum.${row.outcome}`)}
      {target && <span className="quiet"> {target.row ? say('imports.rows.with', { place: say('imports.rows.row', { sheet: target.sheet ?? '', row: target.row }) }) : say('imports.rows.known')}</span>}
      {path && <> <To path={path}>{say('imports.rows.open')}</To></>}
    </>
  );
}

/** Which other row a row is like: who or what that is, where it stands, and the question about the two. */
function AlikeRows({ made, row }: { made: ImportAnswer; row: RowSeen }) {
  const may = useMay();
  return row.alike.map((other) => (
    <div key={`${other.file} ${other.sheet} ${other.row}`} className="imports-problem">
      {other.title && (other.subjectId ? <To path={`${PAGES[made.kind]}/${other.subjectId}`}>{other.title}</To> : <b>{other.title}</b>)} <span className="quiet">{whereOf(made, other)}</span>
      {other.askedAbout && may('need.answerDuplicate') && <> <To path={`/duplicates?about=${other.askedAbout}`}>{say('imports.rows.answer')}</To></>}
    </div>
  ));
}

/** The place of a row, as the person sees it in his sheet. */
export const whereOf = (made: Pick<ImportAnswer, 'fileNames'>, { sheet, file, row }: { sheet: string; file: number; row: number }): string => say('imports.rows.row', { sheet: sheet || made.fileNames[file] || '', row });

/** Which rows: of one outcome, of one fault, or those that may be the same as another. */
export type Which = { outcome?: Outcome; code?: string; questions?: 'yes' };

/** The rows of an import, each with what it says and what is wrong in it. */
export function RowsTable({ made, which }: { made: ImportAnswer; which: Which }) {
  const list = useList<RowSeen>('/api/imports/:importId/rows', { importId: made.id, ...which, limit: 50 }, null);
  return (
      <Answer of={list}>
        {(answer) => {
          const rows = answer.pages.flatMap((page) => page.items);
          const total = answer.pages[0]?.total ?? 0;
          if (rows.length === 0) return <p className="quiet">{say('imports.rows.none')}</p>;
          return (
            <>
              <div className="imports-scroll" tabIndex={0} role="group" aria-label={say('imports.rows.title')}>
                <table className="imports-table imports-stack">
                  <thead><tr><th>{say('imports.rows.where')}</th><th>{say('imports.rows.what')}</th><th>{say('imports.rows.outcome')}</th>{which.questions && <th>{say('imports.rows.alike')}</th>}<th>{say('imports.rows.problems')}</th></tr></thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.ord}>
                        <td>{whereOf(made, row)}</td>
                        <td><What row={row} kind={made.kind} /></td>
                        <td><Fate row={row} kind={made.kind} /></td>
                        {which.questions && <td><span className="imports-stacked-label">{say('imports.rows.alike')}</span><AlikeRows made={made} row={row} /></td>}
                        <td>{row.problems.map((problem) => <div key={problem.cell + problem.code} className="imports-problem"><span className="imports-cell">{problem.cell}</span> {problem.message}</div>)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              {list.hasNextPage && <div className="imports-acts"><ActionButton label={say('imports.rows.more', { count: number(Math.min(50, total - rows.length)) })} isSending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} /></div>}
            </>
          );
        }}
      </Answer>
  );
}
