import { useId, useState } from 'react';
import { ActionButton } from '../../../../platform/web/action-button.tsx';
import { ChoiceInput, LongTextInput, TextInput } from '../../../../platform/web/form-inputs.tsx';
import { say } from '../../../../platform/web/say.ts';
import { addChoice, choicesOf, giveList, listsOf, ownList, pasteChoices, renameChoice, setChoices } from '../../core/design-choices.ts';
import { changeRow } from '../../core/design.ts';
import type { Choice } from '../../core/questionnaire.ts';
import { Line } from './fields.tsx';
import type { Design } from './use-design.ts';

/** A list longer than this is brought in by file or by pasting, and shown to here. */
const MOST_SHOWN = 60;
const NEW = '+';

/** The choices of a question: one of the form's lists, line by line. */
export function ChoicesField({ design, at }: { design: Design; at: number }) {
  const { form, step, type } = design;
  const item = form.items[at]!;
  const lists = listsOf(form);
  const held = choicesOf(form, item.list);
  const shared = lists.find(({ list }) => list === item.list)?.questions ?? 1;
  const choose = (list: string | null) => { if (list) step({ form: list === NEW ? giveList(form, at, item.type) : changeRow(form, at, { list }), at }); };
  const write = (key: string, choices: Choice[]) => type(key, setChoices(form, item.list, choices));
  const change = (i: number, key: string, more: Partial<Choice>) => write(`choice ${i} ${key}`, held.map((choice, j) => (j === i ? { ...choice, ...more } : choice)));
  const rearrange = (choices: Choice[]) => step({ form: setChoices(form, item.list, choices), at });
  const swap = (i: number) => rearrange([...held.slice(0, i), held[i + 1]!, held[i]!, ...held.slice(i + 2)]);
  return (
    <fieldset className="design-choices">
      <legend>{say('surveys.design.choices')}</legend>
      {lists.length > 1 && <Line label={say('surveys.design.list')}>{(id) => <ChoiceInput id={id} options={[...lists.map(({ list, questions }) => ({ value: list, label: say('surveys.design.listUsed', { list, count: questions }) })), { value: NEW, label: say('surveys.design.listNew') }]} value={item.list} onChange={choose} />}</Line>}
      {shared > 1 && <p className="design-shared">{say('surveys.design.listShared', { count: shared })} <button type="button" className="text-button" onClick={() => step({ form: ownList(form, at), at })}>{say('surveys.design.listOwn')}</button></p>}
      <ol>
        {held.slice(0, MOST_SHOWN).map((choice, i) => {
          const called = say('surveys.design.choiceN', { n: i + 1 });
          return (
            <li key={i}>
              {choice.label.plain && <TextInput label={`${called} · ${say('surveys.language.plain')}`} value={choice.label.plain} onChange={(text) => change(i, 'plain', { label: { ...choice.label, plain: text ?? '' } })} />}
              <TextInput label={`${called} · ${say('surveys.language.zh')}`} placeholder={say('surveys.language.zh')} value={choice.label.zh} onChange={(text) => change(i, 'zh', { label: { ...choice.label, zh: text ?? '' } })} />
              <TextInput label={`${called} · ${say('surveys.language.en')}`} placeholder={say('surveys.language.en')} value={choice.label.en} onChange={(text) => change(i, 'en', { label: { ...choice.label, en: text ?? '' } })} />
              <ChoiceValue key={choice.name} called={called} choice={choice} others={held.filter((_one, j) => j !== i)} onTake={(name) => step({ form: renameChoice(form, item.list, i, name), at })} />
              <span className="design-choice-acts">
                <button type="button" aria-label={say('surveys.design.choiceUp', { n: i + 1 })} disabled={i === 0} onClick={() => swap(i - 1)}>↑</button>
                <button type="button" aria-label={say('surveys.design.choiceDown', { n: i + 1 })} disabled={i === held.length - 1} onClick={() => swap(i)}>↓</button>
                <button type="button" aria-label={say('surveys.design.choiceAway', { n: i + 1 })} onClick={() => rearrange(held.filter((_one, j) => j !== i))}>×</button>
              </span>
            </li>
          );
        })}
      </ol>
      {held.length > MOST_SHOWN && <p className="quiet">{say('surveys.moreChoices', { count: held.length - MOST_SHOWN })}</p>}
      <div className="design-choice-more">
        <button type="button" className="text-button" onClick={() => step({ form: addChoice(form, item.list), at })}>{say('surveys.design.addChoice')}</button>
        <label><input type="checkbox" checked={item.orOther} onChange={(event) => step({ form: changeRow(form, at, { orOther: event.target.checked }), at })} /> {say('surveys.design.orOther')}</label>
      </div>
      <Paste onPaste={(text) => step({ form: pasteChoices(form, item.list, text), at })} />
    </fieldset>
  );
}

/** The value that is kept. It is taken over when it is whole: the rules that ask for it say it then, too. */
function ChoiceValue({ called, choice, others, onTake }: { called: string; choice: Choice; others: Choice[]; onTake: (name: string) => void }) {
  const [text, write] = useState<string | null>(choice.name);
  const id = useId();
  const typed = (text ?? '').trim().replace(/\s+/g, '_');
  const problem = typed === '' ? say('surveys.design.valueMissing') : others.some(({ name }) => name === typed) ? say('surveys.design.valueTaken', { name: typed }) : null;
  const take = () => { if (!problem && typed !== choice.name) onTake(typed); };
  return (
    <div className="design-value" role="presentation" onBlur={take} onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) take(); }}>
      <TextInput label={`${called} · ${say('surveys.design.choiceValue')}`} placeholder={say('surveys.design.choiceValue')} maxLength={200} value={text} isWrong={problem !== null} describedBy={problem ? id : undefined} onChange={write} />
      {problem && <p id={id} className="design-wrong" role="alert">{problem}</p>}
    </div>
  );
}

function Paste({ onPaste }: { onPaste: (text: string) => void }) {
  const [text, write] = useState<string | null>(null);
  return (
    <details className="design-paste">
      <summary>{say('surveys.design.paste')}</summary>
      <Line label={say('surveys.design.paste')} hint={say('surveys.design.pasteHint')}>{(id, describedBy) => <LongTextInput id={id} describedBy={describedBy} lines={3} value={text} onChange={write} />}</Line>
      <ActionButton label={say('surveys.design.pasteDo')} onClick={() => { onPaste(text ?? ''); write(null); }} />
    </details>
  );
}
