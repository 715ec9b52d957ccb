import Popconfirm from 'antd/es/popconfirm';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { moment, number } from '../../../platform/web/format.ts';
import { To, useGo } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import type { ImportAnswer } from '../core/contract.ts';

/** Exactly what this import brought, in whichever state it is by now; the list of organisations does not know imports. */
const seeOf = ({ id, kind }: ImportAnswer): string => (kind === 'organizations' ? '/organizations' : `/${kind}?view=all&import=${id}`);
const PAGE_OF: Record<string, string> = { need: '/needs', person: '/people', resource: '/resources', organization: '/organizations' };

/** Step 4: how far it is. One can leave. */
export function Running({ made }: { made: ImportAnswer }) {
  const cancel = useCommand('/api/imports/cancel');
  const share = made.rows === 0 ? 1 : made.rowsDone / made.rows;
  const isUndoing = made.status === 'undoing';
  const sentence = isUndoing ? say('imports.run.undoing') : say('imports.run.sentence', { done: number(made.rowsDone), total: number(made.rows) });
  return (
    <section className="imports-card">
      <p role="status">{sentence}</p>
      {!isUndoing && <div className="imports-bar" role="progressbar" aria-label={say('imports.run.progress')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.floor(share * 100)}><div style={{ width: `${share * 100}%` }} /></div>}
      {cancel.refusal && <Problem refusal={cancel.refusal} />}
      {!isUndoing && <div className="imports-acts"><ActionButton label={say(made.cancelAsked ? 'imports.run.cancelling' : 'imports.run.cancel')} isSending={cancel.isSending || made.cancelAsked} onClick={() => void cancel.send({ importId: made.id })} /></div>}
    </section>
  );
}

function sentenceOf(made: ImportAnswer): string {
  const count = number(made.counts.imported + made.counts.merged - made.waiting);
  if (made.status === 'undone') return say('imports.result.undone', { by: made.undoneByName ?? '', at: made.undoneAt ? moment(made.undoneAt) : '', count: number(made.undone) });
  if (made.status === 'cancelled') return made.begunAt ? say('imports.result.cancelled', { count }) : say('imports.result.discarded');
  if (made.status === 'failed') return say('imports.result.failed', { count });
  return say(made.counts.imported === 0 && made.counts.merged > 0 ? 'imports.result.allKnown' : 'imports.result.done');
}

function Kept({ made }: { made: ImportAnswer }) {
  if (made.keptTotal === 0) return null;
  return (
    <div>
      <p>{say('imports.result.kept', { count: number(made.keptTotal) })}</p>
      <ul className="imports-kept">
        {made.kept.map(({ kind, id, title, why }) => <li key={id}><To path={`${PAGE_OF[kind] ?? '/needs'}/${id}`}>{canSay(`needs.item.${title}`) ? say(`needs.item.${title}`) : title}</To> <span className="quiet">{say(`imports.kept.${why}`)}</span></li>)}
      </ul>
    </div>
  );
}

/** Step 5: what came of it; undo all; download what was refused. */
export function Result({ made }: { made: ImportAnswer }) {
  const go = useGo();
  const may = useMay();
  const undo = useCommand('/api/imports/undo');
  const goOn = useCommand('/api/imports/begin');
  const canUndo = may('import.make') && made.begunAt !== null && ['done', 'cancelled', 'failed'].includes(made.status);
  const canGoOn = may('import.make') && made.waiting > 0 && ['cancelled', 'failed'].includes(made.status);
  return (
    <section className="imports-card">
      <p>{sentenceOf(made)}</p>
      <Kept made={made} />
      {(undo.refusal ?? goOn.refusal) && <Problem refusal={(undo.refusal ?? goOn.refusal)!} />}
      <div className="imports-acts">
        {canGoOn && <ActionButton kind="primary" label={say('imports.plan.goOn', { count: number(made.waiting) })} isSending={goOn.isSending} onClick={() => void goOn.send({ importId: made.id })} />}
        {made.status === 'done' && made.counts.imported > 0 && <ActionButton kind="primary" label={say(`imports.result.see.${made.kind}`)} onClick={() => go(seeOf(made))} />}
        {made.status === 'done' && made.openQuestions > 0 && may('need.answerDuplicate') && <ActionButton label={say('imports.result.questions', { count: made.openQuestions })} onClick={() => go(`/duplicates?import=${made.id}`)} />}
        <ActionButton label={say('imports.result.another')} onClick={() => go('/imports/new')} />
        {canUndo && (
          <Popconfirm title={say('imports.result.undoSure')} description={<div style={{ maxWidth: 320 }}>{say('imports.result.undoWhy')}</div>} okText={say('imports.result.undo')} onConfirm={() => void undo.send({ importId: made.id })}>
            <span><ActionButton kind="danger" label={say('imports.result.undo')} isSending={undo.isSending} /></span>
          </Popconfirm>
        )}
      </div>
    </section>
  );
}
