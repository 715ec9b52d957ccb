import { type FormEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language } from '../../../../kernel/messages.ts';
import type { Phone } from '../../../../platform/web/confirm/answers.ts';
import { withInitial, workOut } from '../../core/answer-form.ts';
import { planOf } from '../../core/form-plan.ts';
import type { Answers } from '../../core/form-run.ts';
import type { SheetByLink } from '../../core/response-contract.ts';
import { FillForm } from '../fill/fill-form.tsx';
import { goTo } from '../fill/fill-keys.ts';
import { usePictures } from '../fill/use-pictures.ts';
import { idOf, useWorked } from '../fill/use-worked.ts';
import { load, makeSender, type Problem } from './ask-server.ts';
import { askWord } from './ask-words.ts';
import './ask.css';

/** A questionnaire for whoever has its link: no account, no name, an old phone. Nothing of what is filled in stays on it. */
export function startAsking(place: HTMLElement, code: string): void {
  createRoot(place).render(<Ask code={code} />);
}

/** `gone`: why, and whom to call at the place of the link; a wrong address is of no place. */
type State = { at: 'loading' } | { at: 'asked'; asked: SheetByLink } | { at: 'thanks'; asked: SheetByLink } | { at: 'gone'; why: 'answered' | 'over' | 'wrong' | 'meanwhile'; phone: Phone | null } | { at: 'failed' };

const GONE = { answered: ['answered', 'answeredMore'], over: ['gone', 'goneOver'], wrong: ['wrongAddress', 'goneMore'], meanwhile: ['gone', 'goneMeanwhile'] } as const;

function Ask({ code }: { code: string }) {
  const [language, speak] = useState<Language>(/^en/i.test(navigator.language) ? 'en' : 'zh');
  const [isLarge, enlarge] = useState(false);
  const [state, setState] = useState<State>({ at: 'loading' });
  const [sheet, setSheet] = useState(0);
  const open = useCallback(() => {
    setState({ at: 'loading' });
    void load(code).then((reply) => {
      if (!reply.ok) setState(reply.why === 'gone' ? { at: 'gone', why: 'wrong', phone: null } : { at: 'failed' });
      else if (reply.value.state === 'open') setState({ at: 'asked', asked: reply.value });
      else setState({ at: 'gone', why: reply.value.state, phone: reply.value.phone });
    });
  }, [code]);
  useEffect(open, [open]);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.className = isLarge ? 'large' : '';
  }, [language, isLarge]);
  return (
    <>
      <header>
        <button type="button" onClick={() => enlarge(!isLarge)}>{askWord(language, isLarge ? 'smaller' : 'larger')}</button>
        <button type="button" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => speak(language === 'zh' ? 'en' : 'zh')}>{askWord(language, 'other')}</button>
      </header>
      <main>
        {state.at === 'loading' && <p role="status">{askWord(language, 'loading')}</p>}
        {state.at === 'failed' && <><h1>{askWord(language, 'cannotOpen')}</h1><button type="button" className="big plain" onClick={open}>{askWord(language, 'again')}</button></>}
        {state.at === 'gone' && <Said title={askWord(language, GONE[state.why][0])} words={askWord(language, GONE[state.why][1])} language={language} phone={state.phone} />}
        {state.at === 'asked' && <Sheet key={sheet} code={code} asked={state.asked} language={language} onSent={() => setState({ at: 'thanks', asked: state.asked })} onGone={() => setState({ at: 'gone', why: 'meanwhile', phone: state.asked.phone })} />}
        {state.at === 'thanks' && (
          <>
            <Said title={askWord(language, 'thanks')} words={askWord(language, 'thanksMore')} language={language} phone={state.asked.phone} />
            {!state.asked.isOfHome && <button type="button" className="big plain" onClick={() => { setSheet(sheet + 1); open(); }}>{askWord(language, 'another')}</button>}
          </>
        )}
      </main>
    </>
  );
}

/** What is said at the end, and whom one can call. */
function Said({ title, words, language, phone }: { title: string; words: string; language: Language; phone: Phone | null }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { heading.current?.focus(); }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      <p className="said">{words}</p>
      {phone && <div className="call"><p>{askWord(language, 'call')}</p><a className="big quiet" href={`tel:${phone.phone.replace(/[^\d+]/g, '')}`}>{phone.name} {phone.phone}</a></div>}
    </>
  );
}

function Sheet({ code, asked, language, onSent, onGone }: { code: string; asked: SheetByLink; language: Language; onSent: () => void; onGone: () => void }) {
  const plan = useMemo(() => planOf(asked.form), [asked]);
  const [answers, setAnswers] = useState<Answers>(() => withInitial(plan, {}, { today: asked.today, language }));
  const [isTold, setTold] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [refused, refuse] = useState<{ message: string; key: string | undefined } | null>(null);
  const { pictures, sentWith } = usePictures();
  const [isSending, setSending] = useState(false);
  const send = useMemo(() => makeSender(code), [code]);
  const worked = useWorked(plan, answers, asked.today, language);
  useEffect(() => { document.title = asked.title; }, [asked]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    const { faults } = workOut(plan, answers, { today: asked.today, language });
    setTold(true);
    setProblem(null);
    refuse(null);
    if (faults[0]) { setProblem('wrong'); goTo(idOf(faults[0].key)); return; }
    setSending(true);
    const reply = await send(language, asked.version, answers, sentWith(answers));
    setSending(false);
    if (reply.ok) onSent();
    else if (reply.why === 'gone') onGone();
    else {
      setProblem(reply.why);
      if (reply.why === 'picture') { refuse({ message: reply.message ?? '', key: reply.key }); if (reply.key) goTo(idOf(reply.key)); }
    }
  };
  const said = problem === 'wrong' ? (worked.faults.length > 0 ? askWord(language, 'left', { n: worked.faults.length }) : '') : problem === 'picture' ? refused?.message ?? '' : problem ? askWord(language, problem === 'gone' ? 'goneMore' : problem) : '';
  return (
    <form className="ask" onSubmit={(event) => void submit(event)} noValidate>
      <h1>{asked.title}</h1>
      <p className="ask-from">{askWord(language, 'whoAsks', { place: asked.place, division: asked.divisionName })}</p>
      <div className="about"><p>{askWord(language, asked.isOfHome ? 'homeShort' : 'whyShort')}</p><details><summary>{askWord(language, 'why')}</summary><p>{askWord(language, asked.isOfHome ? 'homeText' : 'whyText')}</p></details></div>
      <FillForm worked={worked} answers={answers} onChange={(next) => { setAnswers(next); if (problem && problem !== 'wrong') setProblem(null); refuse(null); }} language={language} isTold={isTold} hasKeys={false} pictures={pictures} saidOf={(key) => (refused?.key === key ? refused.message : undefined)} />
      <p className="wrong" role="alert">{said}</p>
      <button type="submit" className="big good">{askWord(language, isSending ? 'sending' : 'send')}</button>
    </form>
  );
}
