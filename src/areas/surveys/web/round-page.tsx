import { useState } from 'react';
import type { Role } from '../../../kernel/role.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { CheckField, DayField } from '../../../platform/web/form-fields.tsx';
import { day, days, today } from '../../../platform/web/format.ts';
import { To, useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { type Fact, RecordPage, type RecordTab } from '../../../platform/web/record-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, seesFiguresOnly, useMay, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { Timeline } from '../../../platform/web/timeline.tsx';
import type { RoundFile } from '../core/round-contract.ts';
import { admitBegin, moveRound, type RoundAction } from '../core/round.ts';
import { CallList } from './call-list.tsx';
import { Discussions } from './discussions.tsx';
import { RoundQuestionnaire } from './round-questionnaire.tsx';
import { RoundSaysTab } from './round-says.tsx';
import { RoundStatus, units } from './round-status.tsx';
import { RouteList } from './route-list.tsx';
import './rounds.css';

const label = (key: string) => say(`surveys.round.field.${key}`);

/** One round: whom it asks and how far it has come; the lists to walk and to call; what it says. */
export default function RoundPage() {
  const roundId = usePathPart('roundId');
  const round = useQueryOf<RoundFile>('/api/survey-rounds/:roundId', { roundId }, { kinds: ['surveyRound'] });
  return <Answer of={round}>{(answer) => <Round round={answer} />}</Answer>;
}

function Round({ round }: { round: RoundFile }) {
  const isRunning = round.status === 'running';
  const isPast = isRunning && round.untilOn < today();
  const lead = isPast ? <span className="word-poppy">{say('surveys.round.pastDue')}</span> : nextOf(round);
  return (
    <RecordPage title={round.purpose} beside={<RoundStatus status={round.status} untilOn={round.untilOn} />} lead={lead} facts={factsOf(round, seesFiguresOnly(grantOf(useSession())))} actions={<Acts round={round} />} tabs={useTabs(round)} aside={<DrawSaid round={round} />} isWorkedOnFoot
      timeline={<Timeline kind="surveyRound" subjectId={round.id} words="surveys" />} />
  );
}

/** What is next, in a sentence. */
function nextOf(round: RoundFile): string | undefined {
  if (round.status === 'planned') return round.fromOn > today() ? say('surveys.round.plannedLeadOn', { day: day(round.fromOn) }) : say('surveys.round.plannedNow');
  if (round.status === 'closed') return say('surveys.round.closedLead');
  if (round.status !== 'running' || round.members === 0) return undefined;
  const waiting = round.members - round.tried;
  return waiting + round.again === 0 ? say('surveys.round.runningDone') : say('surveys.round.runningLead', { waiting: units(round.unit, waiting), again: round.again, day: day(round.untilOn) });
}

const whom = (round: RoundFile): string => [
  round.ageGroup && say(`people.ageGroup.${round.ageGroup}`), round.circumstances.map((kind) => say(`people.circumstance.${kind}`)).join(say('needs.list.and')),
].filter(Boolean).join(' · ') || say('surveys.round.everybody');

function factsOf(round: RoundFile, isLookedOver: boolean): Fact[] {
  const counts = { heard: round.heard, tried: round.tried, members: units(round.unit, round.members) };
  return [
    { label: label('progress'), value: !round.drawn ? say('surveys.round.notDrawn') : round.members === 0 ? (isLookedOver ? say('surveys.round.drawnOnly', { members: units(round.unit, round.drawn.members) }) : say('surveys.round.noneHere')) : say(round.isAllSeen ? 'surveys.round.progress' : 'surveys.round.progressOwn', counts) },
    { label: label('place'), value: round.divisionName }, { label: label('unit'), value: say(`surveys.round.unit.${round.unit}`) }, { label: label('whom'), value: whom(round) },
    { label: label('howMany'), value: round.sampleSize ? `${say('surveys.round.howMany.sample')} · ${units(round.unit, round.sampleSize)}` : say('surveys.round.howMany.all') },
    { label: label('channels'), value: round.channels.map((channel) => say(`needs.channel.${channel}`)).join(say('needs.list.and')) },
    ...(round.questionnaire ? [{ label: label('questionnaire'), value: <To path={`/surveys/${round.questionnaire.id}?version=${round.questionnaire.version}`}>{round.questionnaire.title}</To> }] : []),
    { label: label('dates'), value: days(round.fromOn, round.untilOn) }, { label: label('owner'), value: round.ownerName },
  ];
}

/** How the list came about, for whoever wants to check it. */
function DrawSaid({ round: { drawn, unit, seed, sampleSize } }: { round: RoundFile }) {
  if (!drawn) return null;
  return (
    <details className="rounds-draw">
      <summary>{say('surveys.round.drawTitle')}</summary>
      <p>{sampleSize === null || drawn.members === drawn.frame ? say('surveys.round.drawnAll', { frame: units(unit, drawn.frame) }) : say('surveys.round.drawn', { frame: units(unit, drawn.frame), members: units(unit, drawn.members), strata: drawn.strata, seed: String(seed) })}</p>
    </details>
  );
}

function useTabs(round: RoundFile): RecordTab[] {
  const may = useMay();
  if (!round.drawn) return round.status === 'planned' ? [{ key: 'doors', label: say('surveys.round.tab.doors'), content: () => <p className="quiet">{say('surveys.round.beginFirst')}</p> }] : [];
  const isWalked = may('round.walk'), has = (channel: RoundFile['channels'][number]) => round.channels.includes(channel);
  const walked: (RecordTab | false)[] = [
    has('homeInquiry') && isWalked && { key: 'doors', label: say('surveys.round.tab.doors'), content: () => <RouteList round={round} /> },
    has('phone') && isWalked && { key: 'calls', label: say('surveys.round.tab.calls'), content: () => <CallList round={round} /> },
    has('talk') && isWalked && { key: 'talks', label: say('surveys.round.tab.talks'), content: () => <Discussions round={round} /> },
    round.questionnaire !== null && { key: 'questionnaire', label: say('surveys.round.tab.questionnaire'), content: () => <RoundQuestionnaire round={round} /> },
  ];
  const says: RecordTab = { key: 'says', label: say('surveys.round.tab.says'), content: () => <RoundSaysTab round={round} /> };
  const tabs = walked.filter((tab) => tab !== false);
  return round.status === 'closed' ? [says, ...tabs] : [...tabs, says];
}

function Acts({ round }: { round: RoundFile }) {
  const may = useMay();
  const go = useGo();
  const role = grantOf(useSession())?.role as Role;
  const [isOpen, open] = useState<'extend' | 'close' | null>(null);
  const begin = useCommand('/api/survey-rounds/begin', { onDone: () => announce(say('surveys.round.begun')) });
  const drop = useCommand('/api/survey-rounds/drop', { onDone: () => { announce(say('surveys.round.dropped')); go('/rounds'); } });
  if (!may('round.lead')) return null;
  const can = (action: RoundAction) => moveRound(round, action, role).ok;
  const elsewhere = round.isKeptHere ? null : say('surveys.refusal.roundNotHere');
  const early = admitBegin(round, today());
  const fixed = { roundId: round.id };
  const waiting = round.members - round.tried;
  return (
    <>
      {can('begin') && <ActionButton kind="primary" label={say('surveys.round.begin')} disabledReason={elsewhere ?? (early.ok ? null : say('surveys.refusal.roundTooEarly', early.refusal))} isSending={begin.isSending} onClick={() => void begin.send(fixed)} />}
      {can('change') && <ActionButton label={say('surveys.round.change')} disabledReason={elsewhere} onClick={() => go(`/rounds/${round.id}/change`)} />}
      {can('drop') && <ActionButton label={say('surveys.round.drop')} disabledReason={elsewhere} isSending={drop.isSending} onClick={() => void drop.send(fixed)} />}
      {can('close') && <ActionButton kind={waiting === 0 ? 'primary' : 'secondary'} label={say('surveys.round.close')} disabledReason={elsewhere} onClick={() => open('close')} />}
      {can('extend') && <ActionButton label={say('surveys.round.extend')} disabledReason={elsewhere} onClick={() => open('extend')} />}
      {(begin.refusal ?? drop.refusal) && <Problem refusal={(begin.refusal ?? drop.refusal)!} />}
      <FormDialog isOpen={isOpen === 'close'} title={say('surveys.round.close')} lead={say('surveys.round.closeLead', { members: units(round.unit, round.members), heard: round.heard, waiting, again: round.again })} name={`close-round-${round.id}`} path="/api/survey-rounds/close" fixed={fixed} submit={say('surveys.round.close')}
        onClose={() => open(null)} onDone={() => { announce(say('surveys.round.closed')); go(`/rounds/${round.id}`); }}>
        {waiting + round.again > 0 && <CheckField name="isKnown" label={label('isKnown')} words={say('surveys.round.isKnownYes')} />}
      </FormDialog>
      <FormDialog isOpen={isOpen === 'extend'} title={say('surveys.round.extend')} name={`extend-round-${round.id}`} path="/api/survey-rounds/extend" fixed={fixed} initial={{ untilOn: round.untilOn }} submit={say('platform.save')} onClose={() => open(null)} onDone={() => announce(say('surveys.round.extended'))}>
        <DayField name="untilOn" label={label('untilOn')} required min={today()} />
      </FormDialog>
    </>
  );
}
