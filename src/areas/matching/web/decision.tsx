import { type ReactNode, useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useAdditions } from '../../../platform/web/additions.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { useMay } from '../../../platform/web/session.ts';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { ApiRefusal } from '../../../platform/web/api.ts';
import type { AlternativeShape, ProposalAnswer } from '../core/contract.ts';
import { ReferralConsentDialog } from './consent-dialogs.tsx';
import { HandedWords, HandOnButton } from './handed.tsx';
import { NearnessPicture } from './nearness-picture.tsx';
import { ProposalStatusTag } from './proposal-status.tsx';
import { sayAlternative, sayItem, sayLacks, sayTime, sayWaited, sayWhy } from './sentences.ts';
import { VetoDialog } from './veto-dialog.tsx';

export type DecisionActs = { accept: () => void; veto: () => void; whyNoAccept: string | null; whyNoVeto: string | null; isSending: boolean; refusal: ApiRefusal | null; dialogs: ReactNode };

/** The two acts on a proposal, for its buttons and for the keys. Accepting is the referrals' own command, that offers the referral with it. */
export function useDecision(proposal: ProposalAnswer | null): DecisionActs {
  const may = useMay();
  const [asks, ask] = useState<{ what: 'veto' | 'consent'; proposal: ProposalAnswer } | null>(null);
  const accept = useCommand<{ proposalId: string }>('/api/referrals/accept-proposal', { onDone: () => announce(say('matching.accepted')) });
  const decided = proposal && proposal.status !== 'proposed' ? say('matching.decidedAlready') : null;
  const whyNoAccept = decided ?? (!may('referral.offer') ? say('matching.notYours') : proposal?.pin ? sayPin(proposal.pin) : null);
  const whyNoVeto = decided ?? (may('match.decide') ? null : say('matching.notYours'));
  const isAboutConsent = accept.refusal?.code === 'noConsent';
  return {
    whyNoAccept, whyNoVeto, isSending: accept.isSending, refusal: isAboutConsent ? null : accept.refusal,
    accept: () => {
      if (!proposal || whyNoAccept || accept.isSending) return;
      void accept.send({ proposalId: proposal.id }).then((answer) => { if (answer === undefined) ask({ what: 'consent', proposal }); });
    },
    veto: () => { if (proposal && !whyNoVeto) ask({ what: 'veto', proposal }); },
    dialogs: (
      <>
        <VetoDialog proposal={asks?.what === 'veto' ? asks.proposal : null} close={() => ask(null)} />
        <ReferralConsentDialog proposal={asks?.what === 'consent' && isAboutConsent ? asks.proposal : null} close={() => { ask(null); accept.forget(); }} />
      </>
    ),
  };
}

/** The chosen pair: the need, the resource, how far apart, when; what else there was and what that would cost others. */
export function Decision({ proposal, decision }: { proposal: ProposalAnswer; decision: DecisionActs }) {
  const { need, resource, why, units } = proposal;
  return (
    <div className="matching-pair">
      <div className="matching-pair-head">
        <p className="matching-pair-why">{sayWhy(proposal)}</p>
        <span className="matching-points"><ProposalStatusTag status={proposal.status} /> <span className="quiet">{say('matching.points', { points: proposal.points })}</span></span>
      </div>
      <div className="matching-sides">
        <section aria-label={say('matching.need')}>
          <h3>{say('matching.need')}</h3>
          <p className="matching-name"><To path={`/needs/${need.id}`}>{sayItem(need.item)}</To></p>
          <p>{need.personName ?? say('matching.placeNeed')} · {proposal.communityName}</p>
          <p className="matching-tags">
            <StatusTag word={say(`needs.urgency.${need.urgency}`)} tone={need.urgency === 3 ? 'poppy' : need.urgency === 2 ? 'sand' : 'stone'} shape={need.urgency === 3 ? 'cross' : need.urgency === 2 ? 'clock' : 'ring'} clock={sayWaited(need.waitingDays)} />
          </p>
          {need.description && <p className="matching-words">{need.description}</p>}
          {(need.wishedTime || need.qualification || need.workerSex || need.sameWorker || need.language === 'mn') && <p className="quiet">{[need.wishedTime, need.qualification, need.workerSex && say(`needs.workerSex.${need.workerSex}`), need.sameWorker && say(`needs.sameWorker.${need.sameWorker}`), need.language === 'mn' ? say('matching.language.mn') : null].filter(Boolean).join(' · ')}</p>}
        </section>
        <NearnessPicture nearness={why.nearness} />
        <section aria-label={say('matching.resource')}>
          <h3>{say('matching.resource')}</h3>
          <p className="matching-name"><To path={`/resources/${resource.id}`}>{resource.providerName || say('matching.hidden')}</To></p>
          <p>{resource.homeName}</p>
          <p>{sayTime(why.slot, resource.slotWords)} · {say('matching.unitsOf', { count: units })}</p>
          <p className="quiet">{say('matching.unitsLeft', { count: why.unitsLeft })}</p>
        </section>
      </div>
      {proposal.status === 'accepted' && <Follows id={proposal.id} />}
      <HandedWords handed={proposal.handed} />
      {proposal.pin && <PinStands pin={proposal.pin} />}
      {decision.refusal && <Problem refusal={decision.refusal} />}
      <div className="matching-acts">
        <ActionButton kind="primary" label={say('matching.accept')} hotkey="a" disabledReason={decision.whyNoAccept} isSending={decision.isSending} onClick={decision.accept} />
        <ActionButton label={say('matching.veto')} hotkey="v" disabledReason={decision.whyNoVeto} onClick={decision.veto} />
        <HandOnButton key={proposal.id} proposal={proposal} />
      </div>
      <section className="matching-others">
        <h3>{say('matching.nextBest')}</h3>
        {proposal.nextBest.length === 0 ? <p className="quiet">{say('matching.nextNone')}</p>
          : <ul>{proposal.nextBest.map((other) => <Other key={other.resourceId} needId={need.id} other={other} isDecided={proposal.status !== 'proposed'} isPinned={proposal.pin?.resourceId === other.resourceId} />)}</ul>}
      </section>
    </div>
  );
}

type Pin = NonNullable<ProposalAnswer['pin']>;
const sayPin = ({ isMine, byName, providerName, lacks }: Pin): string => say(`matching.pin${isMine ? 'Mine' : 'Theirs'}${lacks.length > 0 ? 'Lacks' : ''}`, {
  lacks: sayLacks(lacks), who: byName || say('matching.somebody'), provider: providerName || say('matching.hidden'),
});

/** The need has been promised to another since: that stands against this proposal until it is lifted. */
export function PinStands({ pin }: { pin: Pin }) {
  const may = useMay();
  const lift = useCommand<{ ruleId: string }>('/api/match-rules/lift', { onDone: () => announce(say('matching.lifted')) });
  return (
    <div className="matching-changed matching-pinned">
      <p>{sayPin(pin)}</p>
      {may('match.decide') && <ActionButton label={say('matching.liftPin')} isSending={lift.isSending} onClick={() => void lift.send({ ruleId: pin.ruleId })} />}
      {lift.refusal && <p className="field-problem" role="alert">{lift.refusal.message}</p>}
    </div>
  );
}

/** What an accepted proposal has become, as later areas tell it: the referral. */
function Follows({ id }: { id: string }) {
  const { thread } = useAdditions({ kind: 'proposal', id });
  return thread.length > 0 && <nav className="thread matching-follows" aria-label={say('matching.follows')}><ol>{thread}</ol></nav>;
}

function Other({ needId, other, isDecided, isPinned }: { needId: string; other: AlternativeShape; isDecided: boolean; isPinned: boolean }) {
  const may = useMay();
  const lacks = other.pinLacks?.length ? sayLacks(other.pinLacks) : null, isOffered = !isPinned && may('match.decide') && !isDecided && other.providerName;
  const pin = useCommand<{ needId: string; resourceId: string }>('/api/match-rules/pin', { onDone: () => announce(lacks ? say('matching.pinnedLacks', { lacks }) : say('matching.pinned')) });
  return (
    <li>
      <div>
        <p>{other.providerName ? <To path={`/resources/${other.resourceId}`}>{other.providerName}</To> : say('matching.hidden')} <span className="quiet">{other.homeName}</span></p>
        <p className="quiet">{sayAlternative(other)}</p>
        {lacks && isOffered && <p className="quiet">{say('matching.pinOnlyIf', { lacks })}</p>}
        {pin.refusal && <p className="field-problem" role="alert">{pin.refusal.message}</p>}
      </div>
      {isPinned ? <StatusTag word={say('matching.kind.pin')} tone="sky" shape="tick" /> : isOffered && <ActionButton kind="quiet" size="small" label={say('matching.pin')} isSending={pin.isSending} onClick={() => void pin.send({ needId, resourceId: other.resourceId })} />}
    </li>
  );
}
