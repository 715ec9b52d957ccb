import { useDeferredValue, useState } from 'react';
import type { Language } from '../../../../kernel/messages.ts';
import { language, say } from '../../../../platform/web/say.ts';
import type { DesignFault } from '../../core/design-faults.ts';
import type { Questionnaire } from '../../core/questionnaire.ts';
import { LanguageSwitch } from '../language-switch.tsx';
import { TryIt } from '../try-it.tsx';
import { lackOf, rowLabel } from './design-words.ts';

/** What stands in the way of publishing; each line leads to its row. */
export function ToMend({ form, faults, onGo }: { form: Questionnaire; faults: readonly DesignFault[]; onGo: (at: number) => void }) {
  const isNameless = form.title.trim() === '';
  const sentences = [...form.items.map(({ label, kind, type }) => lackOf(label, kind === 'question' && type !== 'calculate')), ...form.choices.map(({ label }) => lackOf(label, false))].filter((lack) => lack === 'zh' || lack === 'en').length;
  if (!isNameless && faults.length === 0) return sentences > 0 ? <p className="quiet">{say('surveys.design.untranslated', { count: sentences })}</p> : null;
  return (
    <section className="design-mend" aria-labelledby="design-mend">
      <h3 id="design-mend">{say('surveys.design.problemCount', { count: faults.length + (isNameless ? 1 : 0) })}</h3>
      <ul>
        {isNameless && <li>{say('surveys.design.noTitle')}</li>}
        {faults.map((fault, i) => {
          const item = form.items[fault.at];
          return <li key={i}>{item && <button type="button" className="text-button" onClick={() => onGo(fault.at)}>{rowLabel(item)}</button>} <span>{say(`surveys.issue.${fault.code}`, { what: fault.what })}</span></li>;
        })}
      </ul>
    </section>
  );
}

/** The form as whoever answers has it, by the same engine; what is tried stays while the form is changed. */
export function Preview({ form }: { form: Questionnaire }) {
  const [words, speak] = useState<Language>(language());
  const latest = useDeferredValue(form);
  return (
    <section className="design-preview" aria-labelledby="design-preview">
      <h2 id="design-preview">{say('surveys.design.preview')}</h2>
      <LanguageSwitch value={words} onChange={speak} />
      <div className="design-phone">{latest.items.length === 0 ? <p className="quiet">{say('surveys.design.previewEmpty')}</p> : <TryIt key={words} form={latest} language={words} />}</div>
    </section>
  );
}
