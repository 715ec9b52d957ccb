import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { moment } from '../../../platform/web/format.ts';
import { To, useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { TextPage } from '../core/contract.ts';
import { TEMPLATES } from '../core/occasions.ts';
import { Letter } from './letter.tsx';
import './channels.css';

/** What each message says in the own place, and whose words they are. */
export default function TextList() {
  const texts = useQueryOf<TextPage>('/api/message-texts', {});
  return <Answer of={texts} lines={8}>{(page) => <Texts page={page} />}</Answer>;
}

function Texts({ page }: { page: TextPage }) {
  const go = useGo();
  return (
    <Page title={say('channels.texts.title', { place: page.place })} lead={say('channels.texts.lead')} actions={<To path="/channels">{say('channels.menu')}</To>}>
      <ul className="channels-list">
        {page.items.map(({ occasion, isOwn, counts }) => (
          <li key={occasion}>
            <div className="channels-head"><h2>{say(`channels.occasion.${occasion}`)}</h2><span className="quiet">{say(`channels.texts.to.${TEMPLATES[occasion].audience}`)}</span></div>
            <Letter occasion={occasion} language={language()} template={counts?.texts?.[language()] ?? TEMPLATES[occasion][language()]} />
            <p className="quiet">{!counts ? say('channels.texts.standing') : say(isOwn ? 'channels.texts.own' : 'channels.texts.above', { place: counts.place, version: counts.version, who: counts.by, when: moment(counts.at) })}</p>
            <div className="channels-acts"><ActionButton label={say('channels.texts.change')} size="small" disabledReason={page.mayChange ? null : say('channels.refusal.textsOfCityAndBanner')} onClick={() => go(`/message-texts/${occasion}`)} /></div>
          </li>
        ))}
      </ul>
    </Page>
  );
}
