import { type DragEvent, useMemo, useState } from 'react';
import { announce } from '../../../../platform/web/announce.tsx';
import { say } from '../../../../platform/web/say.ts';
import { giveList } from '../../core/design-choices.ts';
import { addRow, depthsOf, holdsRows, moveBefore, moveBehind, moveDown, moveUp, type RowKind } from '../../core/design.ts';
import type { DesignFault } from '../../core/design-faults.ts';
import { kindOf, lackOf, rowLabel } from './design-words.ts';
import type { Design } from './use-design.ts';

/** What is asked most stands first. */
const KINDS: readonly RowKind[] = ['text', 'select_one', 'select_multiple', 'integer', 'decimal', 'date', 'note', 'group', 'repeat', 'calculate', 'geopoint', 'image'];
/** Groups beyond this depth stand no further in: the margin of a phone holds three. */
const DEEPEST = 3;

type Props = { design: Design; faults: readonly DesignFault[]; onOpen: (at: number) => void };

/** Whoever holds a row over the lower half of another sets it down behind it. */
const isLow = ({ clientY, currentTarget }: DragEvent<HTMLElement>): boolean => { const { top, height } = currentTarget.getBoundingClientRect(); return clientY > top + height / 2; };

/** The rows of the form in order, one of them open beside it. Each can be dragged, and goes up and down by Alt with the arrows. */
export function RowList({ design, faults, onOpen }: Props) {
  const { form, at: open, step } = design;
  const [dragged, drag] = useState<number | null>(null);
  const [over, hold] = useState<{ at: number; isBehind: boolean } | null>(null);
  const depths = useMemo(() => depthsOf(form.items), [form.items]);
  const faulty = useMemo(() => new Set(faults.map(({ at }) => at)), [faults]);
  const letGo = () => { drag(null); hold(null); };
  const setDown = (at: number, isBehind: boolean) => { if (dragged !== null && dragged !== at) step((isBehind ? moveBehind : moveBefore)(form, dragged, at)); letGo(); };
  const move = (at: number, isUp: boolean) => {
    const moved = isUp ? moveUp(form, at) : moveDown(form, at);
    if (!moved) { announce(say(isUp ? 'surveys.design.first' : 'surveys.design.last')); return; }
    step(moved);
    requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${moved.at}"] button`)?.focus()));
  };
  if (form.items.length === 0) return <p className="design-none">{say('surveys.design.noQuestions')}</p>;
  return (
    <ol className="design-rows">
      {form.items.map((item, at) => {
        const lack = lackOf(item.label, item.kind === 'question' && item.type !== 'calculate');
        return (
          <li key={at} data-row={at} className={`design-row${at === open ? ' is-open' : ''}${holdsRows(item) ? ' is-group' : ''}${at === dragged ? ' is-dragged' : ''}${over?.at === at && at !== dragged ? (over.isBehind ? ' is-behind' : ' is-before') : ''}`} style={{ marginInlineStart: `${Math.min(depths[at]!, DEEPEST) * 14}px` }}
            draggable onDragStart={(event) => { event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', item.name); drag(at); }} onDragEnd={letGo}
            onDragOver={(event) => { if (dragged === null) return; event.preventDefault(); const isBehind = isLow(event); if (over?.at !== at || over.isBehind !== isBehind) hold({ at, isBehind }); }} onDrop={(event) => { event.preventDefault(); setDown(at, isLow(event)); }}
            onKeyDown={(event) => {
              if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
              event.preventDefault();
              move(at, event.key === 'ArrowUp');
            }}>
            <button type="button" aria-current={at === open ? 'true' : undefined} onClick={() => onOpen(at)}>
              <span className="design-row-label">{rowLabel(item)}</span>
              <span className="design-row-marks">
                <span>{say(`surveys.type.${kindOf(item)}`)}</span>
                {item.required !== '' && <span>{say('surveys.required')}</span>}
                {item.relevant !== '' && <span>{say('surveys.design.mark.relevant')}</span>}
                {lack && <span className="design-lack">{say(`surveys.design.lacks.${lack}`)}</span>}
                {faulty.has(at) && <span className="design-faulty">{say('surveys.design.mark.faulty')}</span>}
              </span>
            </button>
            <span className="design-grip" title={say('surveys.design.drag')} aria-hidden="true">⋮⋮</span>
          </li>
        );
      })}
    </ol>
  );
}

/** What can be added, behind the row that is open or at the end. Whoever adds a question writes it next. */
export function AddBar({ design: { form, at, step }, onLibrary, onAdded }: { design: Design; onLibrary: () => void; onAdded: () => void }) {
  const [isShown, show] = useState(form.items.length === 0);
  const here = form.items[at];
  const add = (kind: RowKind) => {
    const added = addRow(form, here ? at : null, kind);
    step(kind === 'select_one' || kind === 'select_multiple' ? { ...added, form: giveList(added.form, added.at, kind) } : added);
    onAdded();
    requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>('.design-editor :is(textarea, input):not([aria-hidden])')?.focus()));
  };
  const where = here ? say(holdsRows(here) ? 'surveys.design.addInto' : 'surveys.design.addAfter', { label: rowLabel(here) }) : say('surveys.design.addEnd');
  return (
    <div className="design-add">
      <button type="button" className="design-add-open" aria-expanded={isShown} onClick={() => show(!isShown)}><span aria-hidden>{isShown ? '−' : '＋'}</span> <span>{where}</span></button>
      {isShown && (
        <div className="design-kinds" role="group" aria-label={where}>
          {KINDS.map((kind) => <button key={kind} type="button" data-kind={kind} onClick={() => add(kind)}>{say(`surveys.type.${kind}`)}</button>)}
          <button type="button" className="design-kinds-library" onClick={onLibrary}>{say('surveys.design.library')}</button>
        </div>
      )}
    </div>
  );
}
