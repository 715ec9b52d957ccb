import { useMemo, useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { ChoiceInput, NumberInput } from '../../../platform/web/form-inputs.tsx';
import { moment } from '../../../platform/web/format.ts';
import { Problem } from '../../../platform/web/problem.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { ITEM_SOUNDS } from '../../needs/core/item-sounds.ts';
import { categoryOf, ITEM_CODES, type ItemCode } from '../../needs/core/items.ts';
import { bind, choicesOfQuestion, listBindable, questionOf, type Binding, type Dropped } from '../core/bindings.ts';
import type { QuestionnaireAnswer } from '../core/contract.ts';
import { planOf, type Node, type Plan } from '../core/form-plan.ts';
import { inLanguage } from '../core/item.ts';
import type { BindingsAnswer } from '../core/response-contract.ts';

/** Which answers are needs: said for a version, used for everything that is answered under it from then on. */
export function BindingsTab({ questionnaire: { id, shown, form, isKeptHere } }: { questionnaire: QuestionnaireAnswer }) {
  const bindings = useQueryOf<BindingsAnswer>('/api/questionnaires/:questionnaireId/bindings', { questionnaireId: id, version: shown }, { kinds: [] }); // what another says meanwhile does not take away what is being written: saving is refused then
  const plan = useMemo(() => planOf(form), [form]);
  const mayMake = useMay()('questionnaire.make');
  return <Answer of={bindings}>{(held) => <Editor key={held.revision} id={id} version={shown} plan={plan} held={held} mayNot={!mayMake ? say('surveys.bind.notYours') : isKeptHere ? null : say('surveys.refusal.questionnaireKeptElsewhere')} />}</Answer>;
}

/** A line while it is written: what is not chosen yet is empty. */
type Line = Omit<Binding, 'item'> & { item: ItemCode | null };
const isWhole = (line: Line): line is Binding => line.item !== null && (line.choice !== null || line.least !== null);

function Editor({ id, version, plan, held, mayNot }: { id: string; version: number; plan: Plan; held: BindingsAnswer; mayNot: string | null }) {
  const [lines, write] = useState<Line[]>(held.bindings);
  const save = useCommand<{ questionnaireId: string; version: number; revision: number; bindings: Binding[] }>('/api/questionnaires/bind', { onDone: () => announce(say('surveys.bind.saved')) });
  const questions = listBindable(plan);
  const isChanged = JSON.stringify(lines) !== JSON.stringify(held.bindings);
  const whole = lines.filter(isWhole);
  const checked = whole.length < lines.length ? say('surveys.bind.unfinished') : (() => { const bound = bind(plan, whole); return bound.ok ? null : say(`surveys.refusal.${bound.refusal.code}`, bound.refusal); })();
  if (questions.length === 0) return <p className="quiet">{say('surveys.bind.none')}</p>;
  return (
    <div className="surveys-bind">
      <p className="quiet">{say('surveys.bind.lead')}{held.madeByName && held.madeAt && <> {say('surveys.bind.last', { name: held.madeByName, when: moment(held.madeAt) })}</>}</p>
      <NotCarried dropped={held.dropped} />
      {save.refusal && <Problem refusal={save.refusal} />}
      {questions.map((node) => <QuestionLines key={node.place} plan={plan} node={node} lines={lines} isFixed={mayNot !== null} onChange={write} />)}
      <div className="surveys-bind-foot">
        <ActionButton kind="primary" label={say('surveys.bind.save')} disabledReason={mayNot ?? (isChanged ? checked : say('surveys.bind.unchanged'))} isSending={save.isSending} onClick={() => void save.send({ questionnaireId: id, version, revision: held.revision, bindings: whole })} />
        {isChanged && mayNot === null && <ActionButton label={say('surveys.bind.undo')} onClick={() => write(held.bindings)} />}
      </div>
    </div>
  );
}

/** What the version before had and this one has no place for, until it is said anew. */
function NotCarried({ dropped }: { dropped: Dropped[] }) {
  if (dropped.length === 0) return null;
  return (
    <section className="surveys-issues" aria-label={say('surveys.bind.dropped')}>
      <h2>{say('surveys.bind.dropped')}</h2>
      <ul>{dropped.map((one, i) => <li key={i}>“{one.label}{one.choice !== null && <> · {one.choiceLabel}</>}{one.least !== null && <> ≥ {one.least}</>}” → {say(`needs.item.${one.item}`)} <span className="quiet">{say(`surveys.bind.why.${one.why}`)}</span></li>)}</ul>
    </section>
  );
}

function QuestionLines({ plan, node, lines, isFixed, onChange }: { plan: Plan; node: Node; lines: Line[]; isFixed: boolean; onChange: (lines: Line[]) => void }) {
  const question = questionOf(node);
  const title = inLanguage(node.item.label, language()) || node.item.name;
  const isNumber = node.item.list === '';
  const own = lines.flatMap((line, i) => (line.question === question ? [{ line, i }] : []));
  const change = (i: number, more: Partial<Line>) => onChange(lines.map((line, at) => (at === i ? { ...line, ...more } : line)));
  const choices = choicesOfQuestion(plan, node).map(({ name, label }) => ({ value: name, label }));
  if (isFixed && own.length === 0) return null;
  return (
    <section className="surveys-bound">
      <h2>{title.replace(/\$\{[^}]*\}/g, '…')}</h2>
      {own.map(({ line, i }) => (isFixed ? <p key={i}>{isNumber ? `≥ ${line.least}` : choices.find(({ value }) => value === line.choice)?.label} → {say(`needs.item.${line.item}`)} <span className="quiet">{say(`needs.urgency.${line.urgency}`)}</span></p> : (
        <div key={i} className="surveys-line">
          {isNumber ? <NumberInput label={say('surveys.bind.least')} placeholder={say('surveys.bind.least')} unit={say('surveys.bind.orMore')} decimals={node.item.type === 'decimal' ? 2 : 0} value={line.least} onChange={(least) => change(i, { least })} />
            : <ChoiceInput label={say('surveys.bind.choice')} placeholder={say('surveys.bind.choice')} options={choices} value={line.choice} onChange={(choice) => change(i, { choice })} />}
          <ChoiceInput label={say('needs.field.item')} placeholder={say('needs.field.item')} options={ITEM_CODES.map((value) => ({ value, label: say(`needs.item.${value}`), sound: ITEM_SOUNDS[value], hint: say(`needs.category.${categoryOf(value)}`) }))} value={line.item} onChange={(item) => change(i, { item: item as ItemCode | null })} />
          <ChoiceInput label={say('needs.field.urgency')} options={(['1', '2', '3'] as const).map((value) => ({ value, label: say(`needs.urgency.${value}`) }))} value={String(line.urgency)} onChange={(urgency) => change(i, { urgency: Number(urgency ?? 1) as 1 | 2 | 3 })} />
          <button type="button" className="text-button" aria-label={say('surveys.bind.awayOf', { question: title })} onClick={() => onChange(lines.filter((_line, at) => at !== i))}>{say('surveys.bind.away')}</button>
        </div>
      )))}
      {!isFixed && <button type="button" className="text-button" aria-label={say('surveys.bind.addTo', { question: title })} onClick={() => onChange([...lines, { question, choice: null, least: null, item: null, urgency: 1 }])}>{say('surveys.bind.add')}</button>}
    </section>
  );
}
