import type { OfRecord } from '../../../../platform/web/additions.tsx';
import { To } from '../../../../platform/web/navigation.tsx';
import { say } from '../../../../platform/web/say.ts';
import { Answer } from '../../../../platform/web/states.tsx';
import '../matching.css';
import { PinStands } from '../decision.tsx';
import { CureButton, WhyNotYet } from '../not-yet-tab.tsx';
import { HandedWords, HandOnButton } from '../handed.tsx';
import { ProposalStatusTag } from '../proposal-status.tsx';
import { sayAlternative, sayWhy } from '../sentences.ts';
import { useMatchesOf, useReadyFor } from './ask-matches.ts';
import { ReadyFor } from './ready-for.tsx';

/** For a need's own page: what the last match proposes for it, or why not yet and what would cure it. */
export function NeedMatches({ id }: OfRecord) {
  const found = useMatchesOf(id);
  // both are asked at once: where the run has nobody, the second stands there without another wait
  const ready = useReadyFor(id);
  return (
    <Answer of={found} lines={3}>
      {({ proposals, notYet }) => (
        <div className="matching-part">
          {proposals.map((proposal) => (
            <article key={proposal.id} className="matching-part-line">
              <p><ProposalStatusTag status={proposal.status} /> <To path={`/resources/${proposal.resource.id}`} className="matching-name">{proposal.resource.providerName || say('matching.hidden')}</To></p>
              <p>{sayWhy(proposal)}</p>
              {proposal.nextBest.length > 0 && <ul className="matching-part-others">{proposal.nextBest.map((other) => <li key={other.resourceId}>{other.providerName || say('matching.hidden')} <span className="quiet">{sayAlternative(other)}</span></li>)}</ul>}
              <HandedWords handed={proposal.handed} />
              {proposal.pin && <PinStands pin={proposal.pin} />}
              {proposal.status === 'proposed' && <div className="matching-part-acts"><To path={`/match/${proposal.runId}?division=${proposal.divisionCode}&chosen=${proposal.id}`}>{say('matching.part.review')}</To><HandOnButton proposal={proposal} /></div>}
            </article>
          ))}
          {notYet && <article className="matching-part-line"><WhyNotYet row={notYet} tone="sand" shape="clock" isOnNeed /><CureButton row={notYet} /></article>}
          {proposals.length === 0 && !notYet && <p className="quiet">{say('matching.part.none')}</p>}
          {!proposals.some(({ status }) => status === 'proposed') && <ReadyFor of={ready} told={notYet && !notYet.isCured ? notYet.reason.kind : null} />}
        </div>
      )}
    </Answer>
  );
}
