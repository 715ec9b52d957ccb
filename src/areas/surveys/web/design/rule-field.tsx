import { useEffect, useId, useRef, useState } from 'react';
import { ChoiceInput, LongTextInput, NumberInput, TextInput, type Option } from '../../../../platform/web/form-inputs.tsx';
import { language, say } from '../../../../platform/web/say.ts';
import { choicesOf } from '../../core/design-choices.ts';
import { readExpression } from '../../core/expression.ts';
import { FUNCTIONS } from '../../core/functions.ts';
import { inLanguage } from '../../core/item.ts';
import type { Item, Questionnaire } from '../../core/questionnaire.ts';
import { readRule, signsFor, writeRule, type Condition, type RuleSign, type SimpleRule } from '../../core/simple-rule.ts';
import { rowLabel } from './design-words.ts';

type Props = { label: string; /** What holds where nothing is written. */ none: string; form: Questionnaire; at: number; text: string; onChange: (text: string) => void; /** The rule judges the answer to the question itself. */ isOfAnswer?: boolean };

const typeIn = (form: Questionnaire, at: number) => (question: string): string => (question === '.' ? form.items[at] : form.items.find(({ name }) => name === question))?.type ?? '';
/** What is wrong with an expression, in a sentence, or null. */
export function faultOfText(form: Questionnaire, text: string, isFilter = false): string | null {
  if (!text.trim()) return null;
  const read = readExpression(text, { isFilter });
  if (!read.ok) return say('surveys.design.rawAt', { at: read.at });
  const odd = read.functions.find((name) => !FUNCTIONS.has(name));
  if (odd) return say('surveys.design.rawFunction', { name: odd });
  const gone = read.references.find((reference) => !form.items.some(({ name }) => name === reference));
  return gone === undefined ? null : say('surveys.design.rawReference', { name: gone });
}

/** A rule said in a sentence where it can be, as its expression where not; both write the same text. */
export function RuleField(props: Props) {
  const { label, none, text, onChange } = props;
  const [isRaw, setRaw] = useState(() => readRule(text) === null);
  const [rule, setRule] = useState<SimpleRule>(() => readRule(text) ?? { joint: 'and', conditions: [] });
  const written = useRef(text);
  // changed from elsewhere: a question was renamed, something was undone
  useEffect(() => {
    if (text === written.current) return;
    written.current = text;
    const read = readRule(text);
    if (read) setRule(read); else setRaw(true);
  }, [text]);
  const say1 = (next: SimpleRule) => {
    setRule(next);
    written.current = writeRule(next, typeIn(props.form, props.at));
    onChange(written.current);
  };
  const toSentence = () => { const read = readRule(text); if (read) { setRule(read); setRaw(false); } };
  const id = useId();
  return (
    <div className="design-line" role="group" aria-labelledby={id}>
      <span className="design-caption" id={id}>{label}
        {isRaw ? readRule(text) && <button type="button" className="text-button" onClick={toSentence}>{say('surveys.design.simple')}</button> : <button type="button" className="text-button" onClick={() => setRaw(true)}>{say('surveys.design.raw')}</button>}
      </span>
      {isRaw ? <RawText {...props} onChange={(next) => { written.current = next; onChange(next); }} /> : <Sentences {...props} none={none} rule={rule} onSay={say1} />}
    </div>
  );
}

/** An expression as it is written, checked at once. */
export function RawText({ label, form, at, text, onChange, isFilter = false }: Pick<Props, 'label' | 'form' | 'at' | 'text' | 'onChange'> & { isFilter?: boolean }) {
  const fault = faultOfText(form, text, isFilter);
  const id = useId();
  return (
    <>
      <div className="design-raw" lang="en"><LongTextInput label={label} lines={1} value={text} isWrong={fault !== null} describedBy={`${id}-told`} onChange={(next) => onChange(next ?? '')} /></div>
      <div className="design-raw-insert"><ChoiceInput label={say('surveys.design.rawInsert')} placeholder={say('surveys.design.rawInsert')} options={questionsFor(form, at)} value={null} onChange={(name) => { if (name) onChange(`${text}${text && !text.endsWith(' ') ? ' ' : ''}\${${name}}`); }} /></div>
      <p id={`${id}-told`} className={fault ? 'design-wrong' : 'quiet'} role={fault ? 'alert' : undefined}>{fault ?? say(readRule(text) === null ? 'surveys.design.rawOnly' : 'surveys.design.rawHint')}</p>
    </>
  );
}

const isAskable = (item: Item): boolean => item.kind === 'question' && item.type !== 'note' && item.name !== '';
/** The questions that a rule may ask for; the one it stands at is not among them. */
const questionsFor = ({ items }: Questionnaire, at: number): Option[] => items.flatMap((item, i) => (i !== at && isAskable(item) ? [{ value: item.name, label: rowLabel(item), hint: item.name }] : []));

const DATE_SIGNS: Partial<Record<RuleSign, string>> = { more: 'dateMore', atLeast: 'dateAtLeast', less: 'dateLess', atMost: 'dateAtMost' };
const NEEDS_NO_VALUE: readonly RuleSign[] = ['answered', 'unanswered'];

function Sentences({ form, at, none, rule, onSay, isOfAnswer = false }: Props & { rule: SimpleRule; onSay: (rule: SimpleRule) => void }) {
  const { joint, conditions } = rule;
  const typeOf = typeIn(form, at);
  const questions = questionsFor(form, at);
  const change = (i: number, more: Partial<Condition>) => onSay({ joint, conditions: conditions.map((one, j) => (j === i ? { ...one, ...more } : one)) });
  const choose = (i: number, question: string) => change(i, { question, sign: signsFor(typeOf(question))[0]!, value: '' });
  const add = () => onSay({ joint, conditions: [...conditions, { question: isOfAnswer ? '.' : '', sign: isOfAnswer ? signsFor(typeOf('.'))[0]! : 'is', value: '' }] });
  return (
    <>
      {conditions.length === 0 && <p className="quiet">{none}</p>}
      {conditions.length > 1 && <div className="design-joint"><ChoiceInput label={say('surveys.design.joint')} options={(['and', 'or'] as const).map((value) => ({ value, label: say(`surveys.design.joint.${value}`) }))} value={joint} onChange={(value) => onSay({ joint: value as 'and' | 'or', conditions })} /></div>}
      {conditions.map((condition, i) => {
        const { question, sign, value } = condition;
        const type = typeOf(question);
        const signs = signsFor(type);
        return (
          <div key={i} className="design-condition">
            {isOfAnswer ? <span>{say('surveys.design.thisAnswer')}</span> : <ChoiceInput label={say('surveys.design.whichQuestion')} placeholder={say('surveys.design.whichQuestion')} options={questions} value={question || null} onChange={(name) => choose(i, name ?? '')} />}
            <ChoiceInput label={say('surveys.design.whichSign')} options={(signs.includes(sign) ? signs : [sign, ...signs]).map((one) => ({ value: one, label: say(`surveys.sign.${type === 'date' ? DATE_SIGNS[one] ?? one : one}`) }))} value={sign} onChange={(next) => change(i, { sign: next as RuleSign })} />
            {NEEDS_NO_VALUE.includes(sign) ? <span /> : <Value form={form} question={question === '.' ? form.items[at]! : form.items.find(({ name }) => name === question)} value={value} onChange={(next) => change(i, { value: next })} />}
            <button type="button" className="text-button" aria-label={say('surveys.design.awayCondition', { n: i + 1 })} onClick={() => onSay({ joint, conditions: conditions.filter((_one, j) => j !== i) })}>×</button>
          </div>
        );
      })}
      {conditions.some(({ question, sign, value }) => question === '' || (value === '' && !NEEDS_NO_VALUE.includes(sign))) && <p className="quiet">{say('surveys.design.unfinished')}</p>}
      {(isOfAnswer || questions.length > 0) && <button type="button" className="text-button" onClick={add}>{say('surveys.design.addCondition')}</button>}
    </>
  );
}

/** What an answer is compared with: one of the choices, a number, a day, a text. */
function Value({ form, question, value, onChange }: { form: Questionnaire; question: Item | undefined; value: string; onChange: (value: string) => void }) {
  const label = say('surveys.design.whichValue');
  const props = { label, placeholder: label, value: value || null, onChange: (next: string | null) => onChange(next ?? '') };
  switch (question?.type) {
    case 'select_one': case 'select_multiple': {
      const options = [...choicesOf(form, question.list).map((choice) => ({ value: choice.name, label: inLanguage(choice.label, language()) || choice.name })), ...(question.orOther ? [{ value: 'other', label: say('surveys.other') }] : [])];
      return <ChoiceInput {...props} options={value && !options.some((one) => one.value === value) ? [...options, { value, label: value }] : options} />;
    }
    case 'integer': case 'decimal': return <NumberInput label={label} decimals={question.type === 'decimal' ? 6 : 0} value={value === '' || Number.isNaN(Number(value)) ? null : Number(value)} onChange={(next) => onChange(next === null ? '' : String(next))} />;
    case 'date': return (
      <span className="design-day">
        <input type="date" className="native-day" aria-label={label} value={/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : ''} onChange={(event) => onChange(event.target.value)} />
        <label><input type="checkbox" checked={value === 'today'} onChange={(event) => onChange(event.target.checked ? 'today' : '')} /> {say('surveys.design.today')}</label>
      </span>
    );
    default: return <TextInput {...props} maxLength={200} />;
  }
}
