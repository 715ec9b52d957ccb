import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { ChoiceField, DayField, TextField } from '../../../platform/web/form-fields.tsx';
import { day, today } from '../../../platform/web/format.ts';
import { Masked } from '../../../platform/web/masked.tsx';
import { oneOf, To, useAddress, useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { REVEAL_PURPOSES } from '../../people/core/contract.ts';
import type { MemberFile } from '../core/round-contract.ts';
import { CONTACT_CHANNELS, DAY_PARTS, OUTCOMES_OF, type ContactChannel, type Outcome } from '../core/round.ts';
import { DoorQuestionnaire } from './door-questionnaire.tsx';
import { HearAtDoor } from './hear-at-door.tsx';
import { OutcomeTag } from './round-status.tsx';
import './rounds.css';

/** One door, or one call: who is there, what became of it, what they need, where to go next. */
export default function RoundDoor() {
  const memberId = usePathPart('memberId');
  const member = useQueryOf<MemberFile>('/api/survey-rounds/members/:memberId', { memberId }, { kinds: ['surveyRound', 'need'] });
  return <Answer of={member}>{(answer) => <Door key={answer.id} member={answer} />}</Answer>;
}

const addressOf = (roundId: string, memberId: string, by: string) => `/rounds/${roundId}/doors/${memberId}?by=${by}`;

function Door({ member }: { member: MemberFile }) {
  const ways = CONTACT_CHANNELS.filter((channel) => member.channels.includes(channel));
  const [{ by }, change] = useAddress((raw) => ({ by: oneOf(raw['by'], ways, ways[0] ?? 'homeInquiry') as ContactChannel }));
  const isOpen = member.status === 'running';
  // nothing more to do here today: what is next stands under what was pressed
  const isOver = isOpen && member.triedOn === today() && member.outcome !== 'heard';
  const isOne = member.people.length === 1 && member.place === '';
  return (
    <Page title={member.place || member.people[0]?.name || say('surveys.round.noPlace')} beside={<OutcomeTag {...member} />}
      lead={<>{member.divisionName} · <To path={`/rounds/${member.roundId}?tab=${by === 'phone' ? 'calls' : 'doors'}${by === 'phone' ? '' : `&block=${member.cell}`}`}>{member.purpose}</To></>}>
      <div className="rounds-at-door">
        {!isOpen && <p className="rounds-note">{say('surveys.round.notRunning')}</p>}
        <section aria-label={say(isOne ? 'surveys.round.whoAsked' : 'surveys.round.livesHere')}>
          <h2>{say(isOne ? 'surveys.round.whoAsked' : 'surveys.round.livesHere')}</h2>
          {member.people.length === 0 && <p className="quiet">{say('surveys.round.nobodyOnRecord')}</p>}
          <ul className="rounds-people">{member.people.map((person) => <Person key={person.id} person={person} isCalled={by === 'phone'} />)}</ul>
        </section>
        {isOpen && (
          <section aria-label={say('surveys.round.what')}>
            <div className="rounds-what"><h2>{say('surveys.round.what')}</h2>
              {ways.length > 1 && (
                <div className="rounds-views" role="group" aria-label={say('surveys.round.by')}>
                  {ways.map((one) => <button key={one} type="button" aria-pressed={one === by} onClick={() => change({ by: one })}>{say(`needs.channel.${one}`)}</button>)}
                </div>
              )}
            </div>
            <Outcomes member={member} by={by} />
            {isOver && <Neighbours member={member} by={by} />}
          </section>
        )}
        <DoorQuestionnaire member={member} by={by} isOpen={isOpen} />
        <Heard member={member} by={by} isOpen={isOpen} />
        {!isOver && <Neighbours member={member} by={by} />}
        {member.contacts.length > 0 && (
          <section aria-label={say('surveys.round.tries')}>
            <h2>{say('surveys.round.tries')}</h2>
            <ul className="rounds-tries">
              {member.contacts.map((contact) => <li key={contact.id}><strong>{say(`surveys.round.outcome.${contact.outcome}`)}</strong> <span className="quiet">{[say(`needs.channel.${contact.channel}`), day(contact.triedOn), contact.byName || say('surveys.channel.link'), contact.againOn && say('surveys.round.againShort', { day: contact.againOn.slice(5), part: contact.againPart ? say(`surveys.round.part.${contact.againPart}`) : '' }), contact.note].filter(Boolean).join(' · ')}</span></li>)}
            </ul>
          </section>
        )}
      </div>
    </Page>
  );
}

function Person({ person, isCalled }: { person: MemberFile['people'][number]; isCalled: boolean }) {
  const purposes = REVEAL_PURPOSES.map((value) => ({ value, label: say(`people.reveal.${value}`) }));
  return (
    <li>
      <p><To path={`/people/${person.id}`}><strong>{person.name}</strong></To> {person.age !== null && <span className="quiet">{say('surveys.round.years', { age: person.age })}</span>} {person.circumstances.map((kind) => <span key={kind} className="rounds-tag">{say(`people.circumstance.${kind}`)}</span>)}</p>
      {person.phones.map((phone) => (
        <p key={phone.id} className="rounds-phone">{phone.contactName && <span className="quiet">{phone.contactName}</span>}
          <Masked label={say('people.field.phone')} masked={phone.masked} path="/api/people/reveal" input={{ personId: person.id, field: phone.kind === 'contactPerson' ? 'contactPhone' : 'phone', contactId: phone.id }} purposes={purposes} isPhone {...(isCalled ? { button: say('surveys.round.call') } : {})} />
        </p>
      ))}
      {isCalled && person.phones.length === 0 && <p className="quiet">{say('surveys.round.noPhone')}</p>}
      {person.openItems.length > 0 && <p className="quiet">{say('surveys.round.openNeeds', { items: person.openItems.map((item) => say(`needs.item.${item}`)).join(say('needs.list.and')) })}</p>}
    </li>
  );
}

const wordOf = (outcome: Outcome, by: ContactChannel): string => (outcome === 'heard' ? say('surveys.round.act.heard') : outcome === 'again' ? say(by === 'phone' ? 'surveys.round.act.againPhone' : 'surveys.round.act.again') : say(`surveys.round.outcome.${outcome}`));

function Outcomes({ member, by }: { member: MemberFile; by: ContactChannel }) {
  const [isAsking, ask] = useState(false);
  const attempt = useCommand('/api/survey-rounds/attempt');
  const choose = async (outcome: Outcome) => {
    if (outcome === 'again') return ask(true);
    if (await attempt.send({ memberId: member.id, channel: by, outcome })) announce(say('surveys.round.noted', { outcome: say(`surveys.round.outcome.${outcome}`) }));
  };
  const stays = member.heard.length > 0 ? say('surveys.refusal.needsHeardHere', { needs: member.heard.length }) : null;
  return (
    <>
      <div className="rounds-outcomes">
        {OUTCOMES_OF[by].map((outcome) => <ActionButton key={outcome} label={wordOf(outcome, by)} disabledReason={outcome === 'heard' ? (member.outcome === 'heard' ? say('surveys.round.isNow', { outcome: say('surveys.round.outcome.heard') }) : null) : stays} isSending={attempt.isSending} onClick={() => void choose(outcome)} />)}
      </div>
      {attempt.refusal && <Problem refusal={attempt.refusal} />}
      <FormDialog isOpen={isAsking} title={wordOf('again', by)} name={`again-${member.id}`} path="/api/survey-rounds/attempt" fixed={{ memberId: member.id, channel: by, outcome: 'again' }} initial={{ againOn: today() }} submit={say('platform.save')} onClose={() => ask(false)} onDone={() => announce(say('surveys.round.noted', { outcome: say('surveys.round.outcome.again') }))}>
        <DayField name="againOn" label={say('surveys.round.field.againOn')} required min={today()} max={member.untilOn < today() ? '2199-12-31' : member.untilOn} />
        <ChoiceField name="againPart" label={say('surveys.round.field.againPart')} options={DAY_PARTS.map((value) => ({ value, label: say(`surveys.round.part.${value}`) }))} />
        <TextField name="note" label={say('surveys.round.field.note')} maxLength={200} />
      </FormDialog>
    </>
  );
}

function Heard({ member, by, isOpen }: { member: MemberFile; by: ContactChannel; isOpen: boolean }) {
  const [isHearing, hear] = useState(false);
  if (!isOpen && member.outcome !== 'heard') return null;
  return (
    <section aria-label={say('surveys.round.heardHere')}>
      <h2>{say('surveys.round.heardHere')}</h2>
      {member.outcome === 'heard' && member.heard.length === 0 && <p>{say('surveys.round.nothingHeard')}</p>}
      <ul className="rounds-heard">
        {member.heard.map((need) => <li key={need.id}><To path={`/needs/${need.needId}`}>{say(`needs.item.${need.item}`)}</To> <span className="quiet">{need.personName}</span>{need.words && <p>{need.words}</p>}</li>)}
      </ul>
      {isOpen && !isHearing && member.people.length > 0 && <ActionButton kind="primary" size="large" label={say(member.heard.length > 0 ? 'surveys.round.hearMore' : 'surveys.round.hear')} onClick={() => hear(true)} />}
      {isOpen && isHearing && <HearAtDoor key={member.heard.length} member={member} by={by} close={() => hear(false)} />}
    </section>
  );
}

/** On to the next, which is what one wants when this one is noted. */
function Neighbours({ member, by }: { member: MemberFile; by: ContactChannel }) {
  const go = useGo();
  if (by === 'phone') return <nav className="rounds-neighbours" aria-label={say('surveys.round.toRoute')}><ActionButton kind={member.triedOn === today() ? 'primary' : 'secondary'} label={say('surveys.round.toCalls')} onClick={() => go(`/rounds/${member.roundId}?tab=calls`)} /></nav>;
  return (
    <nav className="rounds-neighbours" aria-label={say('surveys.round.toRoute')}>
      {member.before && <ActionButton label={say('surveys.round.beforeDoor')} onClick={() => go(addressOf(member.roundId, member.before!, by))} />}
      {member.next && <ActionButton kind={member.triedOn === today() ? 'primary' : 'secondary'} label={say('surveys.round.nextDoor')} onClick={() => go(addressOf(member.roundId, member.next!, by))} />}
    </nav>
  );
}
