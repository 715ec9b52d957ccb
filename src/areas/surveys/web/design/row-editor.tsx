import { useState } from 'react';
import { ChoiceInput, TextInput } from '../../../../platform/web/form-inputs.tsx';
import { say } from '../../../../platform/web/say.ts';
import { NAME } from '../../core/check-form.ts';
import { giveList } from '../../core/design-choices.ts';
import { changeRow, holdsRows, renameRow } from '../../core/design.ts';
import { QUESTION_TYPES, type Item, type Questionnaire, type QuestionType, type Words } from '../../core/questionnaire.ts';
import { ChoicesField } from './choices-field.tsx';
import { Line, Sentence } from './fields.tsx';
import { RawText, RuleField } from './rule-field.tsx';
import type { Design } from './use-design.ts';

const isChosen = (type: string): boolean => type === 'select_one' || type === 'select_multiple';

/** Everything that can be said of a row. */
export function RowEditor({ design, at, before }: { design: Design; at: number; before: Questionnaire | null }) {
  const { form, type } = design;
  const item = form.items[at]!;
  if (item.kind === 'unread') return <div className="design-editor"><p className="quiet">{say('surveys.design.unreadWhy')}</p><OtherColumns item={item} /></div>;
  const isGroup = holdsRows(item), isNote = item.type === 'note', isFormula = item.type === 'calculate';
  const set = (key: keyof Item, more: Partial<Item>) => type(key, changeRow(form, at, more));
  const words = (key: 'label' | 'hint' | 'constraintMessage' | 'requiredMessage') => ({ words: item[key], onChange: (language: keyof Words, next: Words) => type(`${key} ${language}`, changeRow(form, at, { [key]: next })) });
  const rule = (key: 'relevant' | 'constraint' | 'required' | 'choiceFilter' | 'calculation' | 'repeatCount') => ({ form, at, text: item[key], onChange: (text: string) => set(key, { [key]: text }) });
  return (
    <div className="design-editor">
      <Sentence label={say(isGroup ? 'surveys.design.groupLabel' : isNote ? 'surveys.design.noteLabel' : 'surveys.design.label')} isNeeded={!isFormula && !isGroup} isLong {...words('label')} />
      {!isGroup && !isNote && !isFormula && <Sentence label={say('surveys.design.hint')} {...words('hint')} />}
      <div className="design-two">
        {!isGroup && <TypeField design={design} at={at} />}
        <NameField key={item.name} design={design} at={at} isOld={before?.items.some(({ name, kind }) => kind === 'question' && name === item.name) ?? false} />
      </div>
      {isChosen(item.type) && <ChoicesField design={design} at={at} />}
      {(isFormula || item.calculation) && <div className="design-line"><span className="design-caption">{say('surveys.design.calculation')}</span><RawText label={say('surveys.design.calculation')} {...rule('calculation')} /></div>}
      {item.kind === 'repeat' && <div className="design-line"><span className="design-caption">{say('surveys.design.repeatCount')}</span><RawText label={say('surveys.design.repeatCount')} {...rule('repeatCount')} />{!item.repeatCount && <p className="quiet">{say('surveys.design.repeatHint')}</p>}</div>}
      {!isGroup && !isNote && !isFormula && <Required design={design} at={at} />}
      {!isFormula && <RuleField label={say('surveys.design.relevant')} none={say('surveys.design.always')} {...rule('relevant')} />}
      {!isGroup && !isNote && !isFormula && (
        <>
          {item.type !== 'image' && <RuleField label={say('surveys.design.constraint')} none={say('surveys.design.anyAnswer')} isOfAnswer {...rule('constraint')} />}
          {(item.constraint || item.constraintMessage.zh || item.constraintMessage.en) && <Sentence label={say('surveys.design.constraintMessage')} {...words('constraintMessage')} />}
          <details className="design-more">
            <summary>{say('surveys.design.moreSettings')}</summary>
            <Sentence label={say('surveys.design.requiredMessage')} {...words('requiredMessage')} />
            <div className="design-two">
              <Line label={say('surveys.design.default')}>{(id) => <TextInput id={id} value={item.default} maxLength={1000} onChange={(text) => set('default', { default: text ?? '' })} />}</Line>
              <Line label={say('surveys.design.appearance')}>{(id) => <TextInput id={id} value={item.appearance} maxLength={200} onChange={(text) => set('appearance', { appearance: text ?? '' })} />}</Line>
            </div>
            {item.type === 'text' && <label className="design-check"><input type="checkbox" checked={/multiline/.test(item.appearance)} onChange={(event) => set('appearance', { appearance: event.target.checked ? `${item.appearance} multiline`.trim() : item.appearance.replace(/\s*multiline/, '').trim() })} /> {say('surveys.design.multiline')}</label>}
            {(item.readOnly === '' || item.readOnly === 'yes') && <label className="design-check"><input type="checkbox" checked={item.readOnly === 'yes'} onChange={(event) => set('readOnly', { readOnly: event.target.checked ? 'yes' : '' })} /> {say('surveys.design.readOnly')}</label>}
            {(item.choiceFilter || (isChosen(item.type) && form.choices.some(({ list, more }) => list === item.list && more.length > 0))) && <div className="design-line"><span className="design-caption">{say('surveys.design.choiceFilter')}</span><RawText label={say('surveys.design.choiceFilter')} isFilter {...rule('choiceFilter')} /></div>}
          </details>
        </>
      )}
      <OtherColumns item={item} />
    </div>
  );
}

const OtherColumns = ({ item }: { item: Item }) => (item.more.length === 0 ? null : <p className="quiet">{say('surveys.design.otherColumns', { columns: item.more.map(([header]) => header).join('、') })}</p>);

function TypeField({ design: { form, step }, at }: { design: Design; at: number }) {
  const item = form.items[at]!;
  const change = (type: QuestionType) => {
    if (type === item.type) return;
    const changed = changeRow(form, at, { type, ...(isChosen(type) ? {} : { list: '', orOther: false, choiceFilter: '' }) });
    step({ form: isChosen(type) && item.list === '' ? giveList(changed, at, type) : changed, at });
  };
  return <Line label={say('surveys.design.type')}>{(id) => <ChoiceInput id={id} options={QUESTION_TYPES.map((value) => ({ value, label: say(`surveys.type.${value}`) }))} value={item.type} onChange={(type) => { if (type) change(type as QuestionType); }} />}</Line>;
}

/** The name under which answers stand. It is taken over when it is whole: the rules of the others say it then, too. */
function NameField({ design: { form, step }, at, isOld }: { design: Design; at: number; isOld: boolean }) {
  const { name } = form.items[at]!;
  const [text, write] = useState<string | null>(name);
  const typed = (text ?? '').trim();
  const problem = typed === name ? null : !NAME.test(typed) ? say('surveys.design.nameOdd') : form.items.some((other, i) => i !== at && other.name === typed) ? say('surveys.design.nameTaken', { name: typed }) : null;
  const take = () => { if (typed !== name && !problem) step({ form: renameRow(form, at, typed), at }); };
  return (
    <div role="presentation" onBlur={take} onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) take(); }}>
      <Line label={say('surveys.design.name')} hint={say(isOld ? 'surveys.design.nameOld' : 'surveys.design.nameHint')} problem={problem}>{(id, describedBy) => <TextInput id={id} describedBy={describedBy} isWrong={problem !== null} maxLength={100} value={text} onChange={write} />}</Line>
    </div>
  );
}

function Required({ design: { form, type }, at }: { design: Design; at: number }) {
  const { required } = form.items[at]!;
  const [isByRule, ask] = useState(required !== '' && required !== 'yes');
  const held = isByRule ? 'rule' : required === 'yes' ? 'yes' : 'no';
  const set = (text: string) => type('required', changeRow(form, at, { required: text }));
  return (
    <>
      <Line label={say('surveys.design.required')}>{(id) => <ChoiceInput id={id} options={(['no', 'yes', 'rule'] as const).map((value) => ({ value, label: say(`surveys.design.required.${value}`) }))} value={held} onChange={(next) => { ask(next === 'rule'); set(next === 'yes' ? 'yes' : ''); }} />}</Line>
      {isByRule && <RuleField label={say('surveys.design.requiredWhen')} none="" form={form} at={at} text={required === 'yes' ? '' : required} onChange={set} />}
    </>
  );
}
