import ArrowDownOutlined from '@ant-design/icons/es/icons/ArrowDownOutlined';
import ArrowUpOutlined from '@ant-design/icons/es/icons/ArrowUpOutlined';
import CopyOutlined from '@ant-design/icons/es/icons/CopyOutlined';
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { announce } from '../../../../platform/web/announce.tsx';
import { say } from '../../../../platform/web/say.ts';
import { giveList } from '../../core/design-choices.ts';
import { addRow, copyRow, depthsOf, endOf, holdsRows, moveBefore, moveDown, moveUp, removeRow, type Edited, type RowKind } from '../../core/design.ts';
import type { DesignFault } from '../../core/design-faults.ts';
import type { Questionnaire } from '../../core/questionnaire.ts';
import { kindOf, lackOf, rowLabel } from './design-words.ts';
import { RowEditor } from './row-editor.tsx';
import type { Design } from './use-design.ts';

/** What is asked most stands first. */
const KINDS: readonly RowKind[] = ['text', 'select_one', 'select_multiple', 'integer', 'decimal', 'date', 'note', 'group', 'repeat', 'calculate', 'geopoint', 'image'];
/** Groups beyond this depth stand no further in: the margin of a phone holds three. */
const DEEPEST = 3;

type Props = { design: Design; before: Questionnaire | null; faults: readonly DesignFault[]; onLibrary: () => void };
type ActName = 'up' | 'down' | 'copy' | 'remove' | 'open';

/** The rows of the form in order. One is open at a time; each goes up and down by buttons, by Alt with the arrows, or by dragging. */
export function RowList({ design, before, faults, onLibrary }: Props) {
  const { form, at: open, turn, select, step, undo } = design;
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef<{ at: number; act: ActName } | null>(null);
  const [dragged, drag] = useState<number | null>(null);
  const depths = useMemo(() => depthsOf(form.items), [form.items]);
  const faulty = useMemo(() => new Set(faults.map(({ at }) => at)), [faults]);
  // whoever moves a row by its button goes on from that button, wherever it stands now
  useEffect(() => {
    const wanted = focus.current;
    focus.current = null;
    if (wanted) list.current?.querySelector<HTMLElement>(`[data-row="${wanted.at}"] [data-act="${wanted.act}"]`)?.focus();
  });
  const move = (edited: Edited | null, act: ActName, otherwise: string) => {
    if (!edited) { announce(say(otherwise)); return; }
    focus.current = { at: edited.at, act };
    step(edited);
  };
  const remove = (at: number) => {
    const inside = endOf(form, at) - at - 1;
    const label = rowLabel(form.items[at]!);
    const edited = removeRow(form, at);
    focus.current = edited.at >= 0 ? { at: edited.at, act: 'open' } : null;
    step(edited);
    announce(inside > 0 ? say('surveys.design.removedMany', { label, count: inside }) : say('surveys.design.removed', { label }), 'steppe', { label: say('surveys.design.undo'), run: undo });
  };
  return (
    <>
      {form.items.length === 0 && <p className="design-none">{say('surveys.design.noQuestions')}</p>}
      <ol className="design-rows" ref={list}>
        {form.items.map((item, at) => {
          const label = rowLabel(item);
          const lack = lackOf(item.label, item.kind === 'question' && item.type !== 'calculate');
          const isOpen = at === open;
          const button = (act: ActName, words: string, icon: ReactNode, run: () => void) => <button type="button" data-act={act} aria-label={say(words, { label })} title={say(words, { label })} onClick={run}>{icon}</button>;
          return (
            <li key={at} data-row={at} className={`design-row${isOpen ? ' is-open' : ''}${holdsRows(item) ? ' is-group' : ''}`} style={{ marginInlineStart: `${Math.min(depths[at]!, DEEPEST) * 16}px` }}
              onDragOver={(event) => { if (dragged !== null) event.preventDefault(); }} onDrop={(event) => { event.preventDefault(); if (dragged !== null && dragged !== at) step(moveBefore(form, dragged, at)); drag(null); }}
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
                event.preventDefault();
                move(event.key === 'ArrowUp' ? moveUp(form, at) : moveDown(form, at), 'open', event.key === 'ArrowUp' ? 'surveys.design.first' : 'surveys.design.last');
              }}>
              <div className="design-row-head" draggable onDragStart={(event) => { event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', label); drag(at); }} onDragEnd={() => drag(null)}>
                <button type="button" data-act="open" className="design-row-name" aria-expanded={isOpen} onClick={() => select(isOpen ? -1 : at)}>
                  <span className="design-row-type">{say(`surveys.type.${kindOf(item)}`)}</span>
                  <span className="design-row-label">{label}</span>
                  {item.required !== '' && <span className="design-mark">{say('surveys.required')}</span>}
                  {item.relevant !== '' && <span className="design-mark">{say('surveys.design.mark.relevant')}</span>}
                  {lack && <span className="design-lack">{say(`surveys.design.lacks.${lack}`)}</span>}
                  {faulty.has(at) && <span className="design-faulty">{say('surveys.design.mark.faulty')}</span>}
                </button>
                <span className="design-acts">
                  {button('up', 'surveys.design.up', <ArrowUpOutlined />, () => move(moveUp(form, at), 'up', 'surveys.design.first'))}
                  {button('down', 'surveys.design.down', <ArrowDownOutlined />, () => move(moveDown(form, at), 'down', 'surveys.design.last'))}
                  {button('copy', 'surveys.design.copyRow', <CopyOutlined />, () => move(copyRow(form, at), 'copy', ''))}
                  {button('remove', 'surveys.design.remove', <DeleteOutlined />, () => remove(at))}
                </span>
              </div>
              {isOpen && <RowEditor key={turn} design={design} at={at} before={before} />}
              {isOpen && <AddBar design={design} onLibrary={onLibrary} onAdd={() => { focus.current = null; }} />}
            </li>
          );
        })}
      </ol>
      {(open < 0 || form.items.length === 0) && <AddBar design={design} onLibrary={onLibrary} onAdd={() => { focus.current = null; }} />}
    </>
  );
}

/** What can be added, behind the row that is open or at the end. Whoever adds a question writes it next. */
function AddBar({ design: { form, at, step }, onLibrary, onAdd }: { design: Design; onLibrary: () => void; onAdd: () => void }) {
  const here = form.items[at];
  const add = (kind: RowKind) => {
    const added = addRow(form, here ? at : null, kind);
    onAdd();
    step(kind === 'select_one' || kind === 'select_multiple' ? { ...added, form: giveList(added.form, added.at, kind) } : added);
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const field = document.querySelector<HTMLElement>('.design-row.is-open .design-editor :is(textarea, input):not([aria-hidden])');
      field?.focus({ preventScroll: true });
      field?.closest('.design-row')?.scrollIntoView({ block: 'nearest' });
    }));
  };
  const where = here ? say(holdsRows(here) ? 'surveys.design.addInto' : 'surveys.design.addAfter', { label: rowLabel(here) }) : say('surveys.design.addEnd');
  return (
    <div className="design-add" role="group" aria-label={where}>
      <span className="quiet">{where}</span>
      {KINDS.map((kind) => <button key={kind} type="button" data-kind={kind} onClick={() => add(kind)}>+ {say(`surveys.type.${kind}`)}</button>)}
      <button type="button" className="design-add-library" onClick={onLibrary}>{say('surveys.design.library')}</button>
    </div>
  );
}
