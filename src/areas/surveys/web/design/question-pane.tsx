import ArrowDownOutlined from '@ant-design/icons/es/icons/ArrowDownOutlined';
import ArrowUpOutlined from '@ant-design/icons/es/icons/ArrowUpOutlined';
import CopyOutlined from '@ant-design/icons/es/icons/CopyOutlined';
import DeleteOutlined from '@ant-design/icons/es/icons/DeleteOutlined';
import type { ReactNode } from 'react';
import { announce } from '../../../../platform/web/announce.tsx';
import { say } from '../../../../platform/web/say.ts';
import { copyRow, endOf, moveDown, moveUp, removeRow, type Edited } from '../../core/design.ts';
import type { DesignFault } from '../../core/design-faults.ts';
import type { Questionnaire } from '../../core/questionnaire.ts';
import { kindOf, rowLabel } from './design-words.ts';
import { RowEditor } from './row-editor.tsx';
import type { Design } from './use-design.ts';

/** The question that is open: where it stands, what is wrong with it, and everything that can be said of it. */
export function QuestionPane({ design, before, faults }: { design: Design; before: Questionnaire | null; faults: readonly DesignFault[] }) {
  const { form, at, turn, step, undo } = design;
  const item = form.items[at];
  if (!item) return <section className="design-question" aria-label={say('surveys.design.question')}><p className="design-none">{say(form.items.length === 0 ? 'surveys.design.noneYet' : 'surveys.design.noneOpen')}</p></section>;
  const label = rowLabel(item);
  const here = faults.filter((fault) => fault.at === at);
  const move = (edited: Edited | null, otherwise: string) => { if (edited) step(edited); else announce(say(otherwise)); };
  const remove = () => {
    const inside = endOf(form, at) - at - 1;
    step(removeRow(form, at));
    announce(inside > 0 ? say('surveys.design.removedMany', { label, count: inside }) : say('surveys.design.removed', { label }), 'steppe', { label: say('surveys.design.undo'), run: undo });
  };
  const button = (act: string, words: string, icon: ReactNode, run: () => void) => <button type="button" data-act={act} aria-label={say(words, { label })} title={say(words, { label })} onClick={run}>{icon}</button>;
  return (
    <section className="design-question" aria-labelledby="design-question">
      <div className="design-head">
        <h2 id="design-question">{say('surveys.design.place', { n: at + 1, all: form.items.length })} <span className="quiet">{say(`surveys.type.${kindOf(item)}`)}</span></h2>
        <span className="design-acts">
          {button('up', 'surveys.design.up', <ArrowUpOutlined />, () => move(moveUp(form, at), 'surveys.design.first'))}
          {button('down', 'surveys.design.down', <ArrowDownOutlined />, () => move(moveDown(form, at), 'surveys.design.last'))}
          {button('copy', 'surveys.design.copyRow', <CopyOutlined />, () => step(copyRow(form, at)))}
          {button('remove', 'surveys.design.remove', <DeleteOutlined />, remove)}
        </span>
      </div>
      {here.length > 0 && <ul className="design-wrongs">{here.map(({ code, what }, i) => <li key={i}>{say(`surveys.issue.${code}`, { what })}</li>)}</ul>}
      <RowEditor key={turn} design={design} at={at} before={before} />
    </section>
  );
}
