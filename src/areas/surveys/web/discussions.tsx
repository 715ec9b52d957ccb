import Input, { type InputRef } from 'antd/es/input';
import { type FormEvent, useRef, useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { DayField, DivisionField, NumberField, TextField } from '../../../platform/web/form-fields.tsx';
import { ChoiceInput } from '../../../platform/web/form-inputs.tsx';
import { day, today } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { ITEM_SOUNDS } from '../../needs/core/item-sounds.ts';
import { categoryOf, ITEM_CODES } from '../../needs/core/items.ts';
import { PersonPicker } from '../../needs/web/parts/person-picker.tsx';
import type { Discussion, RoundFile } from '../core/round-contract.ts';

const label = (key: string) => say(`surveys.round.field.${key}`);

/** The discussions held in a round, each with its voices; the next voice is one line and Enter. */
export function Discussions({ round }: { round: RoundFile }) {
  const list = useQueryOf<{ discussions: Discussion[] }>('/api/survey-rounds/:roundId/discussions', { roundId: round.id }, { kinds: ['surveyRound'] });
  const [isHolding, hold] = useState(false);
  const session = useSession();
  const place = grantOf(session)?.divisionCode ?? null;
  const under = place && place.startsWith(round.divisionCode) ? place : round.divisionCode;
  const isOpen = round.status === 'running';
  return (
    <div className="rounds-talks">
      <p className="page-lead">{say('surveys.round.talksLead')}</p>
      {isOpen && <p className="rounds-hold"><ActionButton label={say('surveys.round.hold')} onClick={() => hold(true)} /></p>}
      <FormDialog isOpen={isHolding} title={say('surveys.round.hold')} name={`hold-${round.id}`} path="/api/survey-rounds/discussion" fixed={{ roundId: round.id }} submit={say('surveys.round.hold')} onClose={() => hold(false)} onDone={() => announce(say('surveys.round.held'))}
        initial={{ heldOn: today(), divisionCode: under.length === 12 ? under : null, moderator: session?.account.name ?? null }}>
        <DivisionField name="divisionCode" label={label('community')} required under={under} />
        <TextField name="place" label={label('talkPlace')} required maxLength={100} />
        <DayField name="heldOn" label={label('heldOn')} required min={round.fromOn} max={today()} />
        <NumberField name="present" label={label('present')} required />
        <TextField name="moderator" label={label('moderator')} required maxLength={50} />
      </FormDialog>
      <Answer of={list} lines={4}>{({ discussions }) => (discussions.length === 0 ? <p className="quiet">{say('surveys.round.talksNone')}</p> : <>{discussions.map((one) => <Talk key={one.id} talk={one} isOpen={isOpen} />)}</>)}</Answer>
    </div>
  );
}

function Talk({ talk, isOpen }: { talk: Discussion; isOpen: boolean }) {
  return (
    <section className="rounds-talk" aria-label={talk.place}>
      <h2>{talk.divisionName} <span className="quiet">{say('surveys.round.voices', { count: talk.voices.length })}</span></h2>
      <p className="quiet">{say('surveys.round.talkFacts', { day: day(talk.heldOn), place: talk.place, present: talk.present, moderator: talk.moderator })}</p>
      <ol>
        {talk.voices.map((voice) => <li key={voice.id}><span className="rounds-voice-words">{voice.words}</span> <span className="quiet"><To path={`/needs/${voice.needId}`}>{say(`needs.item.${voice.item}`)}</To> · {voice.personName ?? say('surveys.round.ofPlace')}</span></li>)}
      </ol>
      {isOpen && <NextVoice discussionId={talk.id} />}
    </section>
  );
}

/** The next voice: what it is about stays, the words go, and one writes on. */
function NextVoice({ discussionId }: { discussionId: string }) {
  const [item, choose] = useState<string | null>(null);
  const [words, write] = useState('');
  const [personId, name] = useState<string | null>(null);
  const [agrees, agree] = useState(false);
  const [isNamed, showName] = useState(false);
  const [missing, miss] = useState<string | null>(null);
  const line = useRef<InputRef>(null);
  const voice = useCommand('/api/survey-rounds/voice');
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (voice.isSending) return;
    if (!item || !words.trim()) return miss(say(item ? 'surveys.round.voiceNoWords' : 'surveys.round.voiceNoItem'));
    miss(null);
    if (!await voice.send({ discussionId, item, words, ...(personId ? { personId, agrees } : {}) })) return;
    write(''); name(null); agree(false); showName(false);
    line.current?.focus();
  };
  return (
    <form className="rounds-voice" onSubmit={(event) => void add(event)}>
      <ChoiceInput value={item} onChange={(next) => { choose(next); miss(null); line.current?.focus(); }} label={say('surveys.round.voiceItem')} placeholder={say('surveys.round.voiceItem')} options={ITEM_CODES.map((value) => ({ value, label: say(`needs.item.${value}`), sound: ITEM_SOUNDS[value], hint: say(`needs.category.${categoryOf(value)}`) }))} />
      <Input ref={line} value={words} maxLength={1000} aria-label={say('surveys.round.voiceWords')} placeholder={say('surveys.round.voiceWords')} onChange={(event) => { write(event.target.value); miss(null); }} />
      <ActionButton kind="primary" submits label={say('surveys.round.voiceAdd')} isSending={voice.isSending} />
      {isNamed ? (
        <div className="rounds-voice-who">
          <PersonPicker value={personId} onChange={name} label={say('surveys.round.voicePerson')} />
          <label><input type="checkbox" checked={agrees} onChange={(event) => agree(event.target.checked)} /> {say('surveys.round.voiceAgrees')}</label>
        </div>
      ) : <button type="button" className="text-button" onClick={() => showName(true)}>{say('surveys.round.voiceName')}</button>}
      {missing && <p className="field-problem" role="alert">{missing}</p>}
      {voice.refusal && <Problem refusal={voice.refusal} />}
    </form>
  );
}
