import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { HandOnForm } from '../../duties/web/parts/hand-on.tsx';
import type { ProposalAnswer } from '../core/contract.ts';
import { sayItem } from './sentences.ts';

/** Why a proposal cannot be given to a colleague now; null where it can. */
function whyNotHandOn({ status, handed }: ProposalAnswer, may: boolean): string | null {
  if (status !== 'proposed') return say('matching.decidedAlready');
  if (!may) return say('matching.notYours');
  return handed && !handed.mayGive ? say('matching.handedElsewhere', { who: holderOf(handed) }) : null;
}

const holderOf = ({ name, role }: NonNullable<ProposalAnswer['handed']>): string => name ?? say(`access.role.${role}`);

/** Gives what is proposed to a colleague to decide; it stays in the list, with their name. */
export function HandOnButton({ proposal }: { proposal: ProposalAnswer }) {
  const may = useMay();
  const [isOpen, open] = useState(false);
  const { need, resource } = proposal;
  return (
    <>
      <ActionButton label={say('matching.handOn')} disabledReason={whyNotHandOn(proposal, may('match.decide'))} onClick={() => open(true)} />
      <HandOnForm isOpen={isOpen} what={`${sayItem(need.item)} · ${need.personName ?? say('matching.placeNeed')} → ${resource.providerName || say('matching.hidden')}`} lead={say('matching.handOnLead')}
        colleagues="/api/match-runs/peers/:proposalId" path="/api/match-runs/hand-on" about={{ proposalId: proposal.id }} onClose={() => open(false)} />
    </>
  );
}

/** Who has a proposal to decide, in a word for a line of the list; nothing where it is nobody's in particular. */
export function HandedTo({ handed }: Pick<ProposalAnswer, 'handed'>) {
  if (!handed) return null;
  return <span className="matching-handed">{handed.isMe ? say('matching.handedMe') : say('matching.handedTo', { who: holderOf(handed) })}</span>;
}

/** The same in full: from whom, and with which words. */
export function HandedWords({ handed }: Pick<ProposalAnswer, 'handed'>) {
  if (!handed) return null;
  return (
    <p className="matching-handed-words">
      <HandedTo handed={handed} />
      {handed.cameFrom && <span className="quiet"> · {say('duties.cameFrom', { who: handed.cameFrom })}</span>}
      {handed.note && <span> {say('duties.note', { note: handed.note })}</span>}
    </p>
  );
}
