import { useId, type ReactNode } from 'react';
import { LongTextInput, TextInput } from '../../../../platform/web/form-inputs.tsx';
import { say } from '../../../../platform/web/say.ts';
import type { Words } from '../../core/questionnaire.ts';
import { lackOf } from './design-words.ts';

/** A field with its name above and what there is to know below. */
export function Line({ label, hint, problem, children }: { label: string; hint?: string | undefined; problem?: string | null; children: (id: string, describedBy: string | undefined) => ReactNode }) {
  const id = useId();
  const told = problem ?? hint;
  return (
    <div className="design-line">
      <label htmlFor={id}>{label}</label>
      {children(id, told ? `${id}-told` : undefined)}
      {told && <p id={`${id}-told`} className={problem ? 'design-wrong' : 'quiet'} role={problem ? 'alert' : undefined}>{told}</p>}
    </div>
  );
}

/** A sentence in Chinese and English side by side; words of no stated language where the form has some. What is missing is marked, and nothing more. */
export function Sentence({ label, words, isNeeded = false, isLong = false, onChange }: { label: string; words: Words; isNeeded?: boolean; isLong?: boolean; onChange: (language: keyof Words, words: Words) => void }) {
  const id = useId();
  const lack = lackOf(words, isNeeded);
  const Text = isLong ? LongTextInput : TextInput;
  return (
    <div className="design-line" role="group" aria-labelledby={id}>
      <span className="design-caption" id={id}>{label}{lack && <span className="design-lack">{say(`surveys.design.lacks.${lack}`)}</span>}</span>
      <div className="design-pair">
        {([...(words.plain ? ['plain' as const] : []), 'zh', 'en'] as const).map((language) => (
          <div key={language} lang={language === 'zh' ? 'zh-CN' : language === 'en' ? 'en' : undefined}>
            <span className="design-tongue" aria-hidden>{say(`surveys.language.${language}`)}</span>
            <Text label={`${label} · ${say(`surveys.language.${language}`)}`} value={words[language]} onChange={(text) => onChange(language, { ...words, [language]: text ?? '' })} {...(isLong ? { lines: 1 } : {})} />
          </div>
        ))}
      </div>
    </div>
  );
}
