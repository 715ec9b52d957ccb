import { useState } from 'react';
import type { Language } from '../../../kernel/messages.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { useFormValue } from '../../../platform/web/form-context.ts';
import { CheckField, FieldGroup, LongTextField, TextField } from '../../../platform/web/form-fields.tsx';
import { Form } from '../../../platform/web/form.tsx';
import { moment } from '../../../platform/web/format.ts';
import { useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer, EmptyState } from '../../../platform/web/states.tsx';
import type { TextPage as Answered, TextVersion } from '../core/contract.ts';
import { TEMPLATES } from '../core/occasions.ts';
import { ALWAYS_GIVEN, lacksLink, permittedIn, type Worded } from '../core/texts.ts';
import { Letter } from './letter.tsx';
import './channels.css';

type Item = Answered['items'][number];

/** The words of one message in both languages, with what they will look like beside them. */
export default function TextPage() {
  const occasion = usePathPart('occasion');
  const texts = useQueryOf<Answered>('/api/message-texts', {});
  return <Answer of={texts} lines={8}>{({ place, items }) => { const item = items.find((one) => one.occasion === occasion); return item ? <Text key={item.version} item={item} place={place} /> : <EmptyState title={say('channels.texts.none')} />; }}</Answer>;
}

function Text({ item: { occasion, version, isOwn, counts, above, versions }, place }: { item: Item; place: string }) {
  const go = useGo();
  const [isAsked, ask] = useState(false);
  const { zh, en } = counts?.texts ?? TEMPLATES[occasion];
  const back = above ? say('channels.texts.backAbove', { place: above.place }) : say('channels.texts.back');
  return (
    <Page title={say('channels.texts.of', { occasion: say(`channels.occasion.${occasion}`), place })} lead={say('channels.texts.places', { may: shown(permittedIn(occasion)), title: ALWAYS_GIVEN[occasion].length > 0 ? say('channels.texts.inTitle', { may: shown(ALWAYS_GIVEN[occasion]) }) : say('channels.texts.titlePlain') })}
      actions={isOwn && <ActionButton label={back} onClick={() => ask(true)} />}>
      <Form name={`message-text-${occasion}-${version}`} path="/api/message-texts/set" fixed={{ occasion, version }} initial={{ zhTitle: zh.title, zhBody: zh.body, enTitle: en.title, enBody: en.body }}
        submit={say('platform.save')} onDone={() => { announce(say('channels.texts.saved')); go('/message-texts'); }} onCancel={() => go('/message-texts')}>
        <InLanguage occasion={occasion} language="zh" />
        <InLanguage occasion={occasion} language="en" />
        <WithoutLink occasion={occasion} />
      </Form>
      <Versions versions={versions} />
      <FormDialog isOpen={isAsked} title={back} lead={say('channels.texts.backLead')} name={`message-text-back-${occasion}`} path="/api/message-texts/back" fixed={{ occasion, version }} submit={back} onClose={() => ask(false)} onDone={() => { announce(say('channels.texts.isBack')); go('/message-texts'); }}>{null}</FormDialog>
    </Page>
  );
}

const shown = (names: readonly string[]) => names.map((name) => say('channels.texts.place', { name: `{{${name}}}`, what: say(`channels.place.${name}`) })).join(say('channels.texts.and'));

function InLanguage({ occasion, language }: { occasion: Worded; language: Language }) {
  const template = { title: useFormValue<string>(`${language}Title`) ?? '', body: useFormValue<string>(`${language}Body`) ?? '' };
  const hint = isLinkless(occasion, language, template.body) && <strong className="channels-warning">{say('channels.texts.noLink', { link: '{{link}}' })}</strong>;
  return (
    <FieldGroup title={say(`channels.language.${language}`)}>
      <TextField name={`${language}Title`} label={say('channels.texts.headline')} required maxLength={60} />
      <LongTextField name={`${language}Body`} label={say('channels.field.text')} required maxLength={500} lines={4} hint={hint} />
      <div className="field"><span className="field-label">{say('channels.texts.preview')}</span><Letter occasion={occasion} language={language} template={template} /></div>
    </FieldGroup>
  );
}

const isLinkless = (occasion: Worded, language: Language, body: string) => body.trim() !== '' && lacksLink(occasion, language, body);

/** Asked only of a text that leaves out the web address to which it sends its reader. */
function WithoutLink({ occasion }: { occasion: Worded }) {
  const zh = useFormValue<string>('zhBody') ?? '', en = useFormValue<string>('enBody') ?? '';
  return (isLinkless(occasion, 'zh', zh) || isLinkless(occasion, 'en', en)) && <CheckField name="withoutLink" label={say('channels.place.link')} words={say('channels.texts.withoutLink')} />;
}

/** Earlier versions of the own place; messages name the one from which they were written. */
function Versions({ versions }: { versions: TextVersion[] }) {
  if (versions.length === 0) return null;
  return (
    <section className="channels-versions">
      <h2>{say('channels.texts.versions')}</h2>
      <ul className="channels-told">
        {versions.map(({ version, texts, by, at }) => (
          <li key={version}>
            <p><strong>{say('channels.texts.version', { version })}</strong> <span className="quiet">{by} · {moment(at)}</span></p>
            {texts ? <><p lang="zh-CN">{texts.zh.title}</p><p className="channels-body" lang="zh-CN">{texts.zh.body}</p><p lang="en-GB">{texts.en.title}</p><p className="channels-body" lang="en-GB">{texts.en.body}</p></> : <p>{say('channels.texts.gaveUp')}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
