import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { day, moment } from '../../../platform/web/format.ts';
import { oneOf, To, useAddress, useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { RecordPage } from '../../../platform/web/record-page.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { Timeline } from '../../../platform/web/timeline.tsx';
import { choiceWords, workOut, type Place } from '../core/answer-form.ts';
import { planOf } from '../core/form-plan.ts';
import type { ResponseFile } from '../core/response-contract.ts';
import { tell } from './fill/fill-words.ts';
import { LanguageSwitch } from './language-switch.tsx';
import './fill/fill.css';
import './surveys.css';

const label = (key: string) => say(`surveys.field.${key}`);

export default function ResponsePage() {
  const responseId = usePathPart('responseId');
  const response = useQueryOf<ResponseFile>('/api/responses/:responseId', { responseId }, { kinds: ['response', 'need'] });
  return <Answer of={response}>{(answer) => <Shown response={answer} />}</Answer>;
}

function Shown({ response }: { response: ResponseFile }) {
  const go = useGo();
  const may = useMay();
  const [{ words }, change] = useAddress((raw) => ({ words: oneOf(raw['words'], ['zh', 'en'] as const, language()) }));
  const plan = useMemo(() => planOf(response.form), [response.form]);
  const { places } = useMemo(() => workOut(plan, response.answers, { today: response.askedOn, language: words }), [plan, response, words]);
  const facts = [
    { label: label('questionnaire'), value: <To path={`/surveys/${response.questionnaireId}?version=${response.version}`}>{response.title}</To> },
    { label: label('version'), value: <>{say('surveys.version', { version: response.version })}{response.newestVersion > response.version && <span className="quiet"> {say('surveys.newestIs', { version: response.newestVersion })}</span>}</> },
    { label: label('person'), value: response.personId ? <To path={`/people/${response.personId}`}>{response.personName}</To> : say('surveys.nobody') }, { label: label('ofPlace'), value: response.divisionName },
    { label: label('channel'), value: response.isByLink ? `${say('surveys.channel.link')}${response.linkPlace ? ` · ${response.linkPlace}` : ''}` : say(`surveys.channel.${response.channel}`) },
    ...(response.round ? [{ label: say('surveys.standing'), value: <><To path={`/rounds/${response.round.id}?tab=questionnaire`}>{response.round.purpose}</To> · {response.round.memberId ? <To path={`/rounds/${response.round.id}/doors/${response.round.memberId}`}>{response.round.place || say('surveys.standing.drawn')}</To> : say(`surveys.standing.${response.standing ?? 'outside'}`)}</> }] : []),
    { label: label('askedOn'), value: day(response.askedOn) }, { label: label('askedBy'), value: response.askedByName || null }, { label: label('typedAt'), value: moment(response.createdAt) },
  ];
  const correct = `/surveys/${response.questionnaireId}/fill?corrects=${response.id}&version=${response.version}`;
  return (
    <RecordPage title={response.personName ?? say('surveys.oneResponse')} facts={facts} timeline={<Timeline kind="response" subjectId={response.id} words="surveys" />}
      lead={response.correctedBy ? <span className="surveys-superseded">{say('surveys.superseded')} <To path={`/responses/${response.correctedBy}`}>{say('surveys.toCorrection')}</To></span> : response.correctionOf ? <>{say('surveys.isCorrection')} <To path={`/responses/${response.correctionOf}`}>{say('surveys.toEarlier')}</To></> : undefined}
      actions={may('response.submit') && <ActionButton label={say('surveys.fill.correct')} disabledReason={response.correctedBy ? say('surveys.refusal.correctedAlready') : null} onClick={() => go(correct)} />}>
      <NeedsThatCame response={response} />
      <div className="surveys-sheet">
        <LanguageSwitch value={words} onChange={(next) => change({ words: next })} />
        <div className="surveys-answers">{places.map((place) => <Said key={`${place.part} ${place.key}`} place={place} words={words} responseId={response.id} />)}</div>
      </div>
    </RecordPage>
  );
}

/** The needs that the answers gave, and of a corrected answer those that it gives no longer. */
function NeedsThatCame({ response: { came } }: { response: ResponseFile }) {
  if (came.length === 0) return null;
  return (
    <section className="surveys-needs" aria-label={say('surveys.cameTitle')}>
      <h2>{say('surveys.cameTitle')}</h2>
      <ul>
        {came.map(({ needId, item, status, outcome, isStill }) => (
          <li key={needId}><To path={`/needs/${needId}`}>{say(`needs.item.${item}`)}</To> <span className="quiet">{say(`needs.status.${status}`)} · {say(isStill ? `surveys.outcome.${outcome}` : 'surveys.noLonger')}</span></li>
        ))}
      </ul>
    </section>
  );
}

function Said({ place, words, responseId }: { place: Place; words: 'zh' | 'en'; responseId: string }) {
  const { part, node: { item }, label: asked, value, turns, times } = place;
  if (item.kind === 'repeat') return part === 'begin' ? <h2 className="fill-group">{asked || item.name} <span className="fill-mark">{tell(words, 'several', { n: times })}</span></h2> : part === 'turn' ? <div className="fill-turn"><h3>{asked || item.name} · {tell(words, 'turn', { n: turns.at(-1)! })}</h3></div> : null;
  if (item.kind === 'group') return asked ? <h2 className="fill-group">{asked}</h2> : null;
  if (item.kind === 'unread' || item.type === 'note' || (item.type === 'calculate' && !asked)) return null;
  if (item.type === 'image' && value !== '') return <dl className="surveys-said"><dt>{asked || item.name}</dt><dd><img className="surveys-picture" src={`/api/responses/${responseId}/pictures/${value}`} alt={asked || item.name} loading="lazy" /></dd></dl>;
  return <dl className="surveys-said"><dt>{asked || item.name}</dt><dd className={value === '' ? 'quiet' : ''}>{value === '' ? say('surveys.unanswered') : choiceWords(place, words)}</dd></dl>;
}
