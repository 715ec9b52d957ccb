import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Language } from '../../../kernel/messages.ts';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { Form } from '../../../platform/web/form.tsx';
import { useForm, useFormValue, type Values } from '../../../platform/web/form-context.ts';
import { ChoiceField, DayField, DivisionField, Field, FieldGroup, RadioField, TextField } from '../../../platform/web/form-fields.tsx';
import { day, today } from '../../../platform/web/format.ts';
import { To, useAddress, useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { PersonPicker } from '../../needs/web/parts/person-picker.tsx';
import { withInitial, workOut } from '../core/answer-form.ts';
import type { QuestionnaireAnswer } from '../core/contract.ts';
import { planOf, type Plan } from '../core/form-plan.ts';
import type { Answers } from '../core/form-run.ts';
import { RESPONSE_CHANNELS, type ResponseChannel, type ResponseFile, type Submitted } from '../core/response-contract.ts';
import type { MemberFile, RoundFile } from '../core/round-contract.ts';
import { wayOf } from '../core/round.ts';
import { FillForm } from './fill/fill-form.tsx';
import { goTo, goToFirst } from './fill/fill-keys.ts';
import { faultWords } from './fill/fill-words.ts';
import { usePictures, type Pictures } from './fill/use-pictures.ts';
import { idOf, useWorked } from './fill/use-worked.ts';
import { LanguageSwitch } from './language-switch.tsx';
import './surveys.css';

const UUID = /^[0-9a-f-]{36}$/;

/** A questionnaire filled in by a worker: one after another, or one that is corrected. */
export default function FillPage() {
  const questionnaireId = usePathPart('questionnaireId');
  const [{ corrects, version, memberId, roundId, by }] = useAddress((raw) => ({ memberId: UUID.exec(raw['member'] ?? '')?.[0], roundId: UUID.exec(raw['round'] ?? '')?.[0], by: RESPONSE_CHANNELS.find((channel) => channel === raw['by']), corrects: /^[0-9a-f-]{36}$/.test(raw['corrects'] ?? '') ? raw['corrects'] : undefined, version: /^[1-9]\d{0,4}$/.test(raw['version'] ?? '') ? raw['version'] : undefined }));
  const questionnaire = useQueryOf<QuestionnaireAnswer>('/api/questionnaires/:questionnaireId', { questionnaireId, ...(version ? { version } : {}) }, { kinds: [] });
  const earlier = useQueryOf<ResponseFile>('/api/responses/:responseId', { responseId: corrects }, { kinds: [], enabled: corrects !== undefined });
  const door = useQueryOf<MemberFile>('/api/survey-rounds/members/:memberId', { memberId }, { kinds: [], enabled: memberId !== undefined });
  const round = useQueryOf<RoundFile>('/api/survey-rounds/:roundId', { roundId }, { kinds: [], enabled: roundId !== undefined && memberId === undefined });
  if (memberId) return <Answer of={questionnaire}>{(asked) => <Answer of={door}>{(member) => <Sheets asked={asked} earlier={null} inRound={{ roundId: member.roundId, purpose: member.purpose, channels: member.channels, by, member }} />}</Answer>}</Answer>;
  if (roundId && !corrects) return <Answer of={questionnaire}>{(asked) => <Answer of={round}>{({ purpose, channels }) => <Sheets asked={asked} earlier={null} inRound={{ roundId, purpose, channels, by }} />}</Answer>}</Answer>;
  return <Answer of={questionnaire}>{(asked) => (corrects ? <Answer of={earlier}>{(one) => <Sheets asked={asked} earlier={one} inRound={{}} />}</Answer> : <Sheets asked={asked} earlier={null} inRound={{ by }} />)}</Answer>;
}

type Taken = Submitted & { number: number };

/** The round that a sheet is of, the door if one comes from it, and how it is asked. */
type InRound = { roundId?: string; purpose?: string; channels?: RoundFile['channels']; by?: ResponseChannel | undefined; member?: MemberFile };

function Sheets({ asked, earlier, inRound }: { asked: QuestionnaireAnswer; earlier: ResponseFile | null; inRound: InRound }) {
  const go = useGo();
  const { roundId, by, member } = inRound;
  const plan = useMemo(() => planOf(asked.form), [asked.form]);
  const [taken, setTaken] = useState<Taken | null>(null);
  const [kept, keep] = useState<Values>({});
  const place = grantOf(useSession())?.divisionCode ?? null;
  const number = taken?.number ?? 0;
  const earlierId = earlier?.id;
  const { pictures, sentWith, clear } = usePictures(useMemo(() => (earlierId ? (name: string) => `/api/responses/${earlierId}/pictures/${name}` : undefined), [earlierId]));
  const initial: Values = earlier
    ? { personId: earlier.personId, divisionCode: earlier.divisionCode, channel: earlier.channel, askedOn: earlier.askedOn, askedBy: earlier.askedByName, answers: earlier.answers }
    : { personId: member?.people.length === 1 ? member.people[0]!.id : null, divisionCode: place?.length === 12 ? place : null, channel: by ?? 'homeInquiry', askedOn: today(), askedBy: null, ...kept, answers: withInitial(plan, {}, { today: (kept['askedOn'] as string | undefined) ?? today(), language: language() }) };
  const done = (made: Submitted, { channel, askedOn, askedBy }: Values) => {
    announce(say('surveys.fill.saved'));
    if (earlier) { go(`/responses/${made.responseId}`); return; }
    if (member) { go(`/rounds/${member.roundId}/doors/${member.id}?by=${by === 'phone' ? 'phone' : 'homeInquiry'}`); return; }
    keep({ channel, askedOn, askedBy });
    clear();
    setTaken({ ...made, number: number + 1 });
  };
  return (
    <Page title={say(earlier ? 'surveys.fill.correct' : 'surveys.fill.title')} lead={<>{asked.form.title} · {say('surveys.version', { version: asked.shown })}{earlier && <> · {say('surveys.fill.correctLead')}</>}</>}>
      {taken && <SavedStrip taken={taken} />}
      <Form<Submitted> key={number} name={`fill-${asked.id}${member ? `-${member.id}` : ''}${earlier ? `-${earlier.id}` : ''}`} path="/api/responses" initial={initial} fixed={{ questionnaireId: asked.id, version: asked.shown, ...(earlier ? { supersedes: earlier.id } : {}), ...(roundId ? { roundId } : {}), ...(member ? { memberId: member.id } : {}) }}
        also={(values) => { const sent = sentWith(answersOf(values)); return Object.keys(sent).length > 0 ? { pictures: sent } : {}; }} check={checkOf(plan)} submit={say(earlier ? 'surveys.fill.saveCorrection' : member ? 'surveys.fill.saveAtDoor' : 'surveys.fill.save')} onCancel={() => go(member ? `/rounds/${member.roundId}/doors/${member.id}` : roundId ? `/rounds/${roundId}?tab=questionnaire` : earlier ? `/responses/${earlier.id}` : `/responses?questionnaireId=${asked.id}`)} onDone={done}>
        <FieldGroup title={say('surveys.fill.sheet')}><Head place={place} isNext={number > 0} isFixed={earlier?.isByLink ?? false} inRound={inRound} /></FieldGroup>
        <FieldGroup title={say('surveys.fill.questions')}><Questions plan={plan} pictures={pictures} /></FieldGroup>
      </Form>
    </Page>
  );
}

/** What came of the sheet before, while the next one waits. */
function SavedStrip({ taken: { number, responseId, needs } }: { taken: Taken }) {
  const strip = useRef<HTMLParagraphElement>(null);
  useEffect(() => { strip.current?.scrollIntoView({ block: 'center' }); }, [number]);
  return (
    <p className="surveys-saved" role="status" ref={strip}>
      <span aria-hidden="true">✓</span> {say('surveys.fill.savedNth', { n: number })} {needs.length > 0 && <>{say('surveys.fill.needs')} {needs.map(({ needId, item, outcome }) => <span key={needId} className="surveys-came"><To path={`/needs/${needId}`}>{say(`needs.item.${item}`)}</To> ({say(`surveys.outcome.${outcome}`)})</span>)} </>}
      <To path={`/responses/${responseId}`}>{say('surveys.fill.look')}</To>
    </p>
  );
}

/** Of whom, how, when: the same for a pile of sheets, so it stays for the next. */
function Head({ place, isNext, isFixed, inRound: { purpose, member, channels } }: { place: string | null; isNext: boolean; isFixed: boolean; inRound: InRound }) {
  const personId = useFormValue<string>('personId');
  const box = useRef<HTMLDivElement>(null);
  const how = (
    <>
      <ChoiceField name="channel" label={say('surveys.field.channel')} required options={RESPONSE_CHANNELS.filter((value) => !channels || channels.includes(wayOf(value))).map((value) => ({ value, label: say(`surveys.channel.${value}`) }))} />
      <DayField name="askedOn" label={say('surveys.field.askedOn')} required max={today()} />
      <TextField name="askedBy" label={say('surveys.field.askedBy')} maxLength={50} hint={say('surveys.fill.askedByHint')} />
    </>
  );
  useEffect(() => { if (isNext) box.current?.querySelector('input')?.focus({ preventScroll: true }); }, [isNext]);
  // of a pile of sheets only the person changes: once found, one is at the first question
  useEffect(() => { if (isNext && personId) goToFirst(box.current?.closest('form') ?? null); }, [isNext, personId]);
  return (
    <div className="surveys-head" role="group" aria-label={say('surveys.fill.sheet')} ref={box} onKeyDown={goOnInHead}>
      {purpose && <p>{member && <strong>{member.place} </strong>}<span className="quiet">{say('surveys.fill.ofRound', { purpose })}</span></p>}
      {member && member.people.length > 0 && <RadioField name="personId" label={say('surveys.fill.person')} required options={member.people.map(({ id, name, age }) => ({ value: id, label: name, ...(age === null ? {} : { hint: say('surveys.round.years', { age }) }) }))} />}
      {!isFixed && !member && <Field<string> name="personId" label={say('surveys.fill.person')} hint={say(purpose ? 'surveys.fill.personInRound' : 'surveys.fill.personHint')}>{(props) => <PersonPicker {...props} allowNone />}</Field>}
      {!personId && !member && place?.length !== 12 && <DivisionField name="divisionCode" label={say('surveys.fill.place')} hint={say('surveys.fill.placeHint')} />}
      {member ? <KnownAtDoor>{how}</KnownAtDoor> : how}
    </div>
  );
}

/** Whoever comes from a door asks there and now: it is said in a line, and can be changed. */
function KnownAtDoor({ children }: { children: ReactNode }) {
  const { values, problemOf } = useForm();
  const isWrong = ['channel', 'askedOn', 'askedBy'].some((field) => problemOf(field) !== undefined);
  const { channel, askedOn, askedBy } = values as { channel: string | null; askedOn: string | null; askedBy: string | null };
  return (
    <details className="surveys-known" {...(isWrong ? { open: true } : {})}>
      <summary>{[channel && say(`surveys.channel.${channel}`), askedOn && day(askedOn), askedBy].filter(Boolean).join(' · ')} <span className="surveys-known-change">{say('surveys.fill.changeHow')}</span></summary>
      {children}
    </details>
  );
}

/** Enter goes on to the next field, and behind the last to the first question; in a list that opens it chooses. */
function goOnInHead(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing || !(target instanceof HTMLInputElement) || target.role === 'combobox') return;
  event.preventDefault();
  const inputs = [...currentTarget.querySelectorAll('input')];
  const next = inputs[inputs.indexOf(target) + 1];
  if (next) next.focus();
  else goToFirst(currentTarget.closest('form'));
}

const answersOf = (values: Values): Answers => (values['answers'] ?? {}) as Answers;

/** What the server will say of the answers, said before they are sent. */
const checkOf = (plan: Plan) => ({
  safeParse: (values: unknown) => {
    const { answers, askedOn } = values as { answers?: Answers; askedOn?: string };
    const { faults, places } = workOut(plan, answers ?? {}, { today: askedOn ?? today(), language: language() });
    const issues = faults.map((fault) => ({ path: ['answers', fault.key], code: fault.code, message: `${fault.label}：${faultWords(language(), fault, places.find(({ key }) => key === fault.key))}` }));
    return issues.length === 0 ? { success: true } : { success: false, error: { issues } };
  },
});

/** The questions as a part of the form: its summary leads to them. */
function Questions({ plan, pictures }: { plan: Plan; pictures: Pictures }) {
  const form = useForm();
  const { know } = form;
  const [words, speak] = useState<Language>(language());
  const answers = answersOf(form.values);
  const worked = useWorked(plan, answers, (form.values['askedOn'] as string | null) ?? today(), words);
  const group = useId();
  const names = worked.places.filter(({ part }) => part === 'row' || part === 'begin').map(({ key, label }) => `${key}\u0000${label}`).join('\u0001');
  useEffect(() => {
    const known = names.split('\u0001').map((one) => { const [key = '', label = ''] = one.split('\u0000'); return know({ name: `answers.${key}`, label, id: idOf(key), required: false }); });
    return () => { for (const forget of known) forget(); };
  }, [names, know]);
  const told = worked.places.some(({ key }) => form.problemOf(`answers.${key}`) !== undefined);
  const [isTold, setTold] = useState(false);
  useEffect(() => { if (told) setTold(true); }, [told]);
  return (
    <div id={group}>
      <LanguageSwitch value={words} onChange={speak} />
      {/* a refusal of the server names places too; the same is worked out here, so it stands at the question */}
      <FillForm worked={worked} answers={answers} onChange={(next) => form.set('answers', next)} language={words} isTold={isTold} hasKeys pictures={pictures} saidOf={(key) => (form.refusal ? form.problemOf(`answers.${key}`) : undefined)} />
      {isTold && worked.faults.length > 0 && <p className="surveys-left"><button type="button" className="text-button" onClick={() => goTo(idOf(worked.faults[0]!.key))}>{say('surveys.fill.left', { count: worked.faults.length })}</button></p>}
    </div>
  );
}
