import type { Language } from '../../../kernel/messages.ts';
import { say } from '../../../platform/web/say.ts';
import { render, TEMPLATES, type Template } from '../core/occasions.ts';
import { sampleOf, smsParts, type Worded } from '../core/texts.ts';
import './channels.css';

/** A message as it will be read, with made-up values; by SMS the body goes out alone, in so many parts. */
export function Letter({ occasion, language, template }: { occasion: Worded; language: Language; template: Template }) {
  const { title, body } = render(occasion, language, sampleOf(occasion, language), template);
  const isBySms = TEMPLATES[occasion].audience !== 'group';
  return (
    <div className="channels-letter" lang={language === 'zh' ? 'zh-CN' : 'en-GB'}>
      <p className="channels-headline">{title || '—'}</p>
      <p className="channels-body">{body || '—'}</p>
      {isBySms && <p className="quiet">{say('channels.texts.parts', { characters: body.length, count: smsParts(body) })}</p>}
    </div>
  );
}
