import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Language } from '../../../../kernel/messages.ts';
import { withoutTurn, type Fault, type Place, type Worked } from '../../core/answer-form.ts';
import { canAnswer } from '../../core/form-plan.ts';
import type { Answers } from '../../core/form-run.ts';
import { FillField } from './fill-field.tsx';
import { goOn } from './fill-keys.ts';
import { faultWords, tell } from './fill-words.ts';
import type { Pictures } from './use-pictures.ts';
import { idOf } from './use-worked.ts';
import './fill.css';

type Props = {
  worked: Worked; answers: Answers; onChange: (answers: Answers) => void; language: Language;
  /** Everything that is wrong is told, also at questions that nobody has been at. */ isTold: boolean;
  /** For who types sheets: a digit chooses, and what is not asked is named. */ hasKeys: boolean;
  /** Where pictures are kept until they are sent; without it they are only shown. */ pictures?: Pictures;
  /** What the server says of one answer. */ saidOf?: (key: string) => string | undefined;
};

/** The questions of a form on one page: groups as sections, what is wrong at its question. Enter goes on to the next. */
export function FillForm({ worked, answers, onChange, language, isTold, hasKeys, pictures, saidOf }: Props) {
  const [touched, touch] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<HTMLDivElement>(null);
  const leaving = useRef<string | null>(null);
  const faults = useMemo(() => new Map(worked.faults.map((fault) => [fault.key, fault])), [worked]);
  // what the answer asks for next is there only once it has been worked out
  useEffect(() => {
    const from = leaving.current && document.getElementById(leaving.current);
    leaving.current = null;
    if (from) goOn(from);
  }, [worked]);
  const change = (place: Place, value: string, isDone = false) => {
    const id = idOf(place.key);
    if (isDone && value === valueOf(place, answers)) { const here = document.getElementById(id); if (here) goOn(here); return; }
    if (isDone) leaving.current = id;
    onChange({ ...answers, [place.key]: value });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing || !(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    event.preventDefault();
    goOn(target);
  };
  return (
    <div className="fill" role="group" ref={list} data-questions onKeyDown={onKeyDown} lang={language === 'zh' ? 'zh-CN' : 'en'}>
      {worked.places.map((place, i) => (
        <Row isAfter={isAfter(place, worked.places[i - 1])} key={`${place.part} ${place.key}`} place={place} answers={answers} language={language} hasKeys={hasKeys} pictures={pictures} said={saidOf?.(place.key)} fault={isTold || touched.has(place.key) ? toldOf(faults.get(place.key), isTold) : undefined}
          onLeave={() => { if (!touched.has(place.key)) touch(new Set([...touched, place.key])); }} onChange={(value, isDone) => change(place, value, isDone)} onTurns={onChange} />
      ))}
      {isTold && faults.has('') && <p className="fill-fault" role="alert">{tell(language, 'fault.tooMuch')}</p>}
    </div>
  );
}

/** Who has only passed a question by is not told that it has to be answered; that is said when it is sent. */
const toldOf = (fault: Fault | undefined, isTold: boolean): Fault | undefined => (fault?.code === 'required' && !isTold ? undefined : fault);
const valueOf = (place: Place, answers: Answers): string => (Object.hasOwn(answers, place.key) ? answers[place.key]! : place.value);

/** What follows a group, and stands in it no longer. */
const isAfter = (place: Place, before: Place | undefined): boolean => place.part === 'row' && place.node.item.kind === 'question' && before !== undefined && (before.part === 'end' || before.depth > place.depth);

type RowProps = { place: Place; isAfter: boolean; answers: Answers; language: Language; hasKeys: boolean; pictures: Pictures | undefined; said: string | undefined; fault: Fault | undefined; onLeave: () => void; onChange: (value: string, isDone?: boolean) => void; onTurns: (answers: Answers) => void };

function Row(props: RowProps) {
  const { place, language, hasKeys } = props;
  const { item } = place.node;
  const indent = { marginInlineStart: `${Math.max(0, place.depth - 1) * 14}px` };
  if (item.kind === 'repeat') return <Repeat {...props} />;
  if (item.kind === 'group') return place.label ? <h2 className={`fill-group${place.depth > 0 ? ' fill-inner' : ''}`} style={indent}>{place.label}</h2> : null;
  if (item.kind === 'unread') return hasKeys ? <p className="fill-quiet" style={indent}>{tell(language, 'notAsked', { what: place.label || item.name || item.type })}</p> : null;
  if (item.type === 'calculate') return null;
  if (item.type === 'note') return <p className="fill-note" style={indent}>{place.label}</p>;
  return <div style={indent}><Question {...props} /></div>;
}

function Question({ place, isAfter: isBehind, answers, language, hasKeys, pictures, said, fault, onLeave, onChange }: RowProps) {
  const id = idOf(place.key);
  const { item } = place.node;
  const isOpen = canAnswer(item) && !place.isFixed;
  const wrong = fault ? faultWords(language, fault, place) : said;
  const described = [place.hint && `${id}-hint`, wrong && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={`fill-question${wrong ? ' is-wrong' : ''}${isBehind ? ' fill-after' : ''}`} {...(isOpen ? { 'data-stop': '' } : {})} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) onLeave(); }}>
      <div className="fill-label" id={`${id}-label`}>{place.label || item.name}{place.isRequired && <span className="fill-mark">{tell(language, 'required')}</span>}</div>
      {place.hint && <p className="fill-quiet" id={`${id}-hint`}>{place.hint}</p>}
      {isOpen ? <FillField place={place} value={valueOf(place, answers)} language={language} isWrong={wrong !== undefined} describedBy={described} onChange={onChange} hasKeys={hasKeys} pictures={pictures} />
        : <p className="fill-quiet">{place.value || '—'} <span className="fill-mark">{tell(language, 'calculated')}</span></p>}
      {wrong && <p className="fill-fault" id={`${id}-fault`} role="alert">{wrong}</p>}
    </div>
  );
}

/** What may be answered several times: its name, each time with its number, and a button for one more. */
function Repeat({ place, answers, language, fault, onTurns }: RowProps) {
  const { part, key, label, times, mayAdd, turns } = place;
  const name = label || place.node.item.name;
  const repeatKey = key.replace(/\[\d+\]$/, '');
  if (part === 'begin') return <><h2 className={`fill-group${place.depth > 0 ? ' fill-inner' : ''}`} id={idOf(key)}>{name} {times > 0 && <span className="fill-mark">{tell(language, 'several', { n: times })}</span>}</h2>{fault && <p className="fill-fault" role="alert">{faultWords(language, fault, place)}</p>}</>;
  if (part === 'turn') {
    const turn = turns.at(-1)!;
    return (
      <div className="fill-turn">
        <h3>{name} · {tell(language, 'turn', { n: turn })}</h3>
        {mayAdd && <button type="button" className="fill-text-button" aria-label={`${tell(language, 'away')} ${name} ${turn}`} onClick={() => onTurns(withoutTurn(answers, repeatKey, turn, times))}>{tell(language, 'away')}</button>}
      </div>
    );
  }
  return mayAdd && times < 100 ? <div data-stop=""><button type="button" className="fill-button" onClick={() => onTurns({ ...answers, [key]: String(times + 1) })}>{tell(language, 'again')} · {name}</button></div> : null;
}
