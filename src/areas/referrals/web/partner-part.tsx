import { type ReactNode, useState } from 'react';
import { addDays, dayOf } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { LongTextField } from '../../../platform/web/form-fields.tsx';
import { day } from '../../../platform/web/format.ts';
import type { MoreAction } from '../../../platform/web/more-actions.tsx';
import { To, useGo } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import type { ReferralAnswer } from '../core/contract.ts';
import { mayHoldLink } from '../core/partner.ts';
import { whenWords } from './when.ts';
import './partner-sheet.css';

/** The day that the provider offers: agreed to by agreeing a day, or turned down with a word for the provider. */
export function Proposed({ referral, agree }: { referral: ReferralAnswer; agree: () => void }) {
  const [isTurning, turn] = useState(false);
  const may = useMay();
  if (!referral.proposedFor) return referral.proposalAnswer ? <p className="quiet">{say('referrals.partner.turnedDown', { why: referral.proposalAnswer })}</p> : null;
  const when = whenWords({ scheduledFrom: referral.proposedFrom, scheduledUntil: referral.proposedUntil }, referral.proposedFor);
  return (
    <section className="referrals-proposed" aria-labelledby="proposed">
      <h2 id="proposed">{say('referrals.partner.proposed', { when })}</h2>
      <p>{[referral.proposedBy, referral.proposedName && say('referrals.partner.proposedWho', { name: referral.proposedName }), referral.proposedWords && `“${referral.proposedWords}”`].filter(Boolean).join(' · ')}</p>
      {may('referral.agreeVisit') && (
        <div className="referrals-proposed-acts">
          <ActionButton kind="primary" label={say('referrals.partner.agree')} onClick={agree} />
          <ActionButton label={say('referrals.partner.notThen')} onClick={() => turn(true)} />
        </div>
      )}
      <FormDialog isOpen={isTurning} name={`turn-down-${referral.id}`} title={say('referrals.partner.notThen')} lead={say('referrals.partner.notThenLead')} path="/api/referrals/turn-visit-down" fixed={{ referralId: referral.id, version: referral.version }}
        submit={say('referrals.partner.notThen')} onClose={() => turn(false)} onDone={() => announce(say('referrals.partner.notThenDone'))}>
        <LongTextField name="reason" label={say('referrals.partner.notThenWhy')} required maxLength={200} />
      </FormDialog>
    </section>
  );
}

/** The way of a provider that does not sign in: its link, or what came back on its sheet; none where it needs none. `refused`: why a link could not be made. */
export function usePartnerActions(referral: ReferralAnswer): { link: MoreAction | null; type: MoreAction | null; refused: ReactNode } {
  const may = useMay();
  const go = useGo();
  const issue = useCommand<{ referralId: string; version: number }>('/api/referrals/issue-partner-link', { onDone: () => go(`/referrals/${referral.id}/partner`) });
  if (!may('referral.partnerLink') || !mayHoldLink(referral.status)) return { link: null, type: null, refused: null };
  const send = () => void issue.send({ referralId: referral.id, version: referral.version });
  return {
    link: referral.partnerLink ? { key: 'link', label: say('referrals.partner.open'), onClick: () => go(`/referrals/${referral.id}/partner`) } : { key: 'link', label: say('referrals.partner.issue'), isSending: issue.isSending, onClick: send },
    type: { key: 'type', label: say('referrals.partner.type'), onClick: () => go(`/referrals/${referral.id}/sheet`) },
    refused: issue.refusal && <Problem refusal={issue.refusal} />,
  };
}

/** Until when the link holds, and whether it was looked at. */
export function PartnerLinkFact({ referral: { id, partnerLink, status } }: { referral: ReferralAnswer }) {
  const may = useMay();
  if (!partnerLink) return null;
  const words = [say('referrals.slipUntil', { day: day(addDays(dayOf(partnerLink.until), -1)) }), partnerLink.openedAt ? say('referrals.partner.opened', { day: day(dayOf(partnerLink.openedAt)) }) : say('referrals.partner.notOpened')].join(' ');
  return may('referral.partnerLink') && mayHoldLink(status) ? <To path={`/referrals/${id}/partner`}>{words}</To> : <span>{words}</span>;
}
