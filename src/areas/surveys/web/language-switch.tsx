import type { Language } from '../../../kernel/messages.ts';
import { say } from '../../../platform/web/say.ts';

/** The language of the questions, which need not be that of the page. */
export function LanguageSwitch({ value, onChange }: { value: Language; onChange: (language: Language) => void }) {
  return (
    <div className="surveys-languages" role="group" aria-label={say('surveys.seenIn')}>
      <span className="quiet">{say('surveys.seenIn')}</span>
      {(['zh', 'en'] as const).map((one) => <button key={one} type="button" aria-pressed={value === one} onClick={() => onChange(one)}>{say(`surveys.language.${one}`)}</button>)}
    </div>
  );
}
