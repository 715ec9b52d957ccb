import Modal from 'antd/es/modal';
import { useMemo, useState } from 'react';
import { ActionButton } from '../../../../platform/web/action-button.tsx';
import { announce } from '../../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../../platform/web/data.ts';
import { ChoiceInput, TextInput } from '../../../../platform/web/form-inputs.tsx';
import { say } from '../../../../platform/web/say.ts';
import { Answer } from '../../../../platform/web/states.tsx';
import type { QuestionnaireAnswer, QuestionnaireRow } from '../../core/contract.ts';
import { takeOver } from '../../core/design-choices.ts';
import { depthsOf, endOf, holdsRows } from '../../core/design.ts';
import type { Questionnaire } from '../../core/questionnaire.ts';
import { TEMPLATE_KEYS, type TemplateKey } from '../../core/template-keys.ts';
import { templateOf } from '../../core/templates.ts';
import { kindOf, rowLabel } from './design-words.ts';
import { Line } from './fields.tsx';
import type { Design } from './use-design.ts';

const TEMPLATE = 'template:';

/** Questions of the templates and of the questionnaires that one may read, to be taken over with their choices. */
export function Library({ design, isOpen, onClose }: { design: Design; isOpen: boolean; onClose: () => void }) {
  return <Modal open={isOpen} title={say('surveys.design.library')} footer={null} onCancel={onClose} destroyOnHidden width={640}><Sources design={design} onClose={onClose} /></Modal>;
}

function Sources({ design, onClose }: { design: Design; onClose: () => void }) {
  const [source, choose] = useState<string>(`${TEMPLATE}${TEMPLATE_KEYS[0]}`);
  const others = useQueryOf<{ items: QuestionnaireRow[] }>('/api/questionnaires', { limit: '200' });
  const options = [
    ...TEMPLATE_KEYS.map((key) => ({ value: `${TEMPLATE}${key}`, label: say('surveys.design.libraryFrom.template', { title: say(`surveys.template.${key}`) }) })),
    ...(others.data?.items ?? []).map(({ id, title, divisionName }) => ({ value: id, label: title, hint: divisionName })),
  ];
  const key = source.startsWith(TEMPLATE) ? source.slice(TEMPLATE.length) as TemplateKey : null;
  return (
    <div className="design-library">
      <Line label={say('surveys.design.librarySource')}>{(id) => <ChoiceInput id={id} options={options} value={source} onChange={(next) => { if (next) choose(next); }} />}</Line>
      {key ? <Picks key={source} design={design} source={templateOf(key)} onClose={onClose} /> : <OfQuestionnaire key={source} id={source} design={design} onClose={onClose} />}
    </div>
  );
}

function OfQuestionnaire({ id, design, onClose }: { id: string; design: Design; onClose: () => void }) {
  const questionnaire = useQueryOf<QuestionnaireAnswer>('/api/questionnaires/:questionnaireId', { questionnaireId: id }, { kinds: [] });
  return <Answer of={questionnaire}>{({ form }) => <Picks design={design} source={form} onClose={onClose} />}</Answer>;
}

function Picks({ design, source, onClose }: { design: Design; source: Questionnaire; onClose: () => void }) {
  const [q, search] = useState<string | null>(null);
  const [picked, pick] = useState<ReadonlySet<number>>(new Set());
  const depths = useMemo(() => depthsOf(source.items), [source]);
  const wanted = (q ?? '').trim().toLowerCase();
  const shown = source.items.flatMap((item, at) => (item.kind !== 'unread' && [item.name, item.label.zh, item.label.en, item.label.plain].some((text) => text.toLowerCase().includes(wanted)) ? [{ item, at }] : []));
  /** What stands in a group that is ticked comes along with it. */
  const inGroup = new Set([...picked].flatMap((at) => (holdsRows(source.items[at]!) ? Array.from({ length: endOf(source, at) - at - 1 }, (_one, i) => at + 1 + i) : [])));
  const count = new Set([...picked, ...inGroup]).size;
  const toggle = (at: number) => { const next = new Set(picked); if (!next.delete(at)) next.add(at); pick(next); };
  const take = () => {
    const { form, at, lost } = takeOver(design.form, design.form.items[design.at] ? design.at : null, source, [...picked]);
    design.step({ form, at });
    announce(lost.length > 0 ? say('surveys.design.libraryLost', { names: lost.join('、') }) : say('surveys.design.libraryGot', { count }));
    onClose();
  };
  return (
    <>
      <TextInput kind="search" label={say('surveys.design.librarySearch')} placeholder={say('surveys.design.librarySearch')} value={q} onChange={search} />
      {shown.length === 0 ? <p className="quiet">{say('surveys.design.libraryNone')}</p> : (
        <ul className="design-picks">
          {shown.map(({ item, at }) => (
            <li key={at} style={{ marginInlineStart: `${Math.min(depths[at]!, 3) * 16}px` }}>
              <label><input type="checkbox" checked={picked.has(at) || inGroup.has(at)} disabled={inGroup.has(at)} onChange={() => toggle(at)} /> <span>{rowLabel(item)}</span> <span className="design-mark">{say(`surveys.type.${kindOf(item)}`)}</span></label>
            </li>
          ))}
        </ul>
      )}
      <div className="design-foot"><ActionButton kind="primary" label={say('surveys.design.libraryPick', { count })} disabledReason={count === 0 ? say('surveys.design.libraryPickWhy') : null} onClick={take} /></div>
    </>
  );
}
