import { useId, type ReactNode } from 'react';
import type { Language } from '../../../kernel/messages.ts';
import { say } from '../../../platform/web/say.ts';
import { inLanguage } from '../core/item.ts';
import type { Choice, Item, Questionnaire } from '../core/questionnaire.ts';

/** ${age} in a sentence stands for the answer: it is shown as a gap with the name of what fills it. */
const withGaps = (text: string): ReactNode => text.split(/(\$\{\s*[^}\s]+\s*\})/).map((part, i) => (i % 2 === 1 ? <span key={i} className="surveys-gap">{part.slice(2, -1).trim()}</span> : part));

/** From here on a list is searched, not read: only its length is said under it. */
const MOST_CHOICES = 40;

function Choices({ item, choices, language }: { item: Item; choices: Choice[]; language: Language }) {
  const name = useId();
  const type = item.type === 'select_one' ? 'radio' : 'checkbox';
  return (
    <div className="surveys-choices">
      {choices.slice(0, MOST_CHOICES).map((choice, i) => <label key={i}><input type={type} name={name} /> <span>{inLanguage(choice.label, language) || choice.name}</span></label>)}
      {choices.length > MOST_CHOICES && <p className="quiet">{say('surveys.moreChoices', { count: choices.length - MOST_CHOICES })}</p>}
      {item.orOther && <label><input type={type} name={name} /> <span>{say('surveys.other')}</span></label>}
      {item.choiceFilter && <p className="quiet">{say('surveys.filtered')}</p>}
    </div>
  );
}

function Field({ item, choices, language, labelledBy }: { item: Item; choices: Map<string, Choice[]>; language: Language; labelledBy: string }) {
  switch (item.type) {
    case 'select_one': case 'select_multiple': return <Choices item={item} choices={choices.get(item.list) ?? []} language={language} />;
    case 'integer': case 'decimal': return <input className="surveys-input surveys-short" type="number" inputMode={item.type === 'integer' ? 'numeric' : 'decimal'} step={item.type === 'integer' ? 1 : 'any'} aria-labelledby={labelledBy} />;
    case 'date': return <input className="surveys-input surveys-short" type="date" aria-labelledby={labelledBy} />;
    case 'geopoint': case 'image': return <p className="surveys-taken">{say(`surveys.asked.${item.type}`)}</p>;
    case 'text': return /multiline/.test(item.appearance) ? <textarea className="surveys-input" rows={3} aria-labelledby={labelledBy} /> : <input className="surveys-input" aria-labelledby={labelledBy} />;
    default: return null;
  }
}

/** Under which conditions it is asked, as the form says it. */
function Rules({ item, language }: { item: Item; language: Language }) {
  const rules = [
    item.relevant && ['relevant', item.relevant], item.constraint && ['constraint', item.constraint], item.repeatCount && ['repeatCount', item.repeatCount],
    item.required && item.required !== 'yes' && ['required', item.required], item.calculation && ['calculation', item.calculation],
  ].filter((rule): rule is [string, string] => Boolean(rule));
  const message = inLanguage(item.constraintMessage, language);
  if (rules.length === 0 && !message) return null;
  return <p className="surveys-rules">{rules.map(([kind, text]) => <span key={kind}>{say(`surveys.rule.${kind}`)} <code>{text}</code></span>)}{message && <span>{withGaps(message)}</span>}</p>;
}

/** A row of the form as people will see it. Its boxes can be tried; what is typed is kept nowhere. */
function Row({ item, depth, choices, language }: { item: Item; depth: number; choices: Map<string, Choice[]>; language: Language }) {
  const id = useId();
  const label = inLanguage(item.label, language);
  const hint = inLanguage(item.hint, language);
  const indent = { marginInlineStart: `${Math.min(depth, 4) * 14}px` };
  if (item.kind === 'group' || item.kind === 'repeat') {
    return <li className="surveys-group" style={indent}><h3>{withGaps(label || item.name || say('surveys.group'))}{item.kind === 'repeat' && <span className="surveys-mark">{say('surveys.repeated')}</span>}</h3><Rules item={item} language={language} /></li>;
  }
  if (item.kind === 'unread') return <li className="surveys-unread" style={indent}><b>{withGaps(label || item.name || item.type)}</b> <span>{say('surveys.notAsked', { type: item.type || '—' })}</span></li>;
  if (item.type === 'calculate') return <li className="surveys-calculated" style={indent}><span>{say('surveys.calculated')} <code>{item.name}</code></span><Rules item={item} language={language} /></li>;
  return (
    <li className={`surveys-question${item.type === 'note' ? ' surveys-note' : ''}`} style={indent}>
      <div className="surveys-label" id={id}>{withGaps(label || item.name)}{item.required === 'yes' && <span className="surveys-required">{say('surveys.required')}</span>}</div>
      {hint && <p className="quiet">{withGaps(hint)}</p>}
      <Field item={item} choices={choices} language={language} labelledBy={id} />
      <Rules item={item} language={language} />
    </li>
  );
}

/** The questions in their order, groups as headings. */
export function Questions({ form, language }: { form: Questionnaire; language: Language }) {
  const choices = groupByList(form.choices);
  const depths: number[] = [];
  form.items.forEach(({ within }) => depths.push(within < 0 ? 0 : (depths[within] ?? 0) + 1));
  return <ol className="surveys-questions">{form.items.map((item, i) => <Row key={i} item={item} depth={depths[i]!} choices={choices} language={language} />)}</ol>;
}

function groupByList(choices: Choice[]): Map<string, Choice[]> {
  const lists = new Map<string, Choice[]>();
  for (const choice of choices) { const list = lists.get(choice.list); if (list) list.push(choice); else lists.set(choice.list, [choice]); }
  return lists;
}
