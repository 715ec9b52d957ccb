import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useQueryOf } from '../../../platform/web/data.ts';
import { listed } from '../../../platform/web/format.ts';
import { To, useGo } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { RoundAnswers, RoundFile } from '../core/round-contract.ts';
import { LinksTab } from './links-tab.tsx';
import './surveys.css';

/** The questionnaire of a round in the version that it asks: sheets to type in, what has come, links for everybody. */
export function RoundQuestionnaire({ round }: { round: RoundFile }) {
  const { questionnaire } = round;
  const go = useGo();
  const isWalked = useMay()('round.walk');
  if (!questionnaire) return null;
  const { id, version, title, questions, newest } = questionnaire;
  const isOpen = round.status === 'running';
  return (
    <div className="rounds-says">
      <section aria-label={say('surveys.round.versionTitle')}>
        <h2>{say('surveys.round.versionTitle')}</h2>
        <p><To path={`/surveys/${id}?version=${version}`}>{title}</To> <span className="quiet">{say('surveys.round.questionnaireFacts', { version, count: questions })}</span></p>
        {isOpen && newest > version && <Newer roundId={round.id} now={version} newest={newest} isKeptHere={round.isKeptHere} />}
        {isOpen && isWalked && <p><ActionButton kind="primary" label={say('surveys.round.paper')} onClick={() => go(`/surveys/${id}/fill?version=${version}&round=${round.id}&by=paper`)} /></p>}
      </section>
      {isWalked && <Came round={round} />}
      {isWalked && isOpen && round.channels.includes('questionnaire') && <section aria-label={say('surveys.round.wallTitle')}><h2>{say('surveys.round.wallTitle')}</h2><LinksTab questionnaireId={id} round={round} /></section>}
    </div>
  );
}

function Newer({ roundId, now, newest, isKeptHere }: { roundId: string; now: number; newest: number; isKeptHere: boolean }) {
  const renew = useCommand('/api/survey-rounds/renew', { onDone: () => announce(say('surveys.round.renewed')) });
  const may = useMay();
  return (
    <div className="rounds-note">
      <p>{say('surveys.round.newer', { version: newest, now })}</p>
      {may('round.lead') && <ActionButton label={say('surveys.round.renew')} disabledReason={isKeptHere ? null : say('surveys.refusal.roundNotHere')} isSending={renew.isSending} onClick={() => void renew.send({ roundId })} />}
      {renew.refusal && <Problem refusal={renew.refusal} />}
    </div>
  );
}

/** How many came, of whom, in which way and version; where versions differ, what they have in common. */
function Came({ round }: { round: RoundFile }) {
  const answers = useQueryOf<RoundAnswers>('/api/survey-rounds/:roundId/answers', { roundId: round.id }, { kinds: ['surveyRound', 'response', 'questionnaire'] });
  const now = round.questionnaire?.version;
  return (
    <section aria-label={say('surveys.round.sheetsTitle')}>
      <h2>{say('surveys.round.sheetsTitle')}</h2>
      <Answer of={answers} lines={2}>
        {({ total, drawn, outside, talks, byWall, ways, versions }) => (total === 0 ? <p className="quiet">{say('surveys.round.answersNone')}</p> : (
          <>
            <p>{say('surveys.round.answersCount', { total, drawn, outside, talks, byWall })} <To path={`/responses?roundId=${round.id}`}>{say('surveys.round.toAnswers')}</To></p>
            <p className="quiet">{ways.map(({ channel, isByLink, answers: count }) => say('surveys.round.wayCount', { way: say(isByLink ? 'surveys.channel.link' : `surveys.channel.${channel}`), count })).join(' · ')}</p>
            {(versions.length > 1 || versions[0]?.version !== now) && <ul>{versions.map(({ version, answers: count, kept, changed, gone, added }) => (
              <li key={version}>{say('surveys.round.answersOf', { version, count })}{version !== now && <span className="quiet"> · {[say('surveys.round.map', { kept }), ...([['Changed', changed], ['Gone', gone], ['Added', added]] as const).flatMap(([what, names]) => (names.length > 0 ? [say(`surveys.round.map${what}`, { names: listed(names) })] : []))].join(' · ')}</span>}</li>
            ))}</ul>}
          </>
        ))}
      </Answer>
    </section>
  );
}
