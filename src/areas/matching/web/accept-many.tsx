import Checkbox from 'antd/es/checkbox';
import Modal from 'antd/es/modal';
import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { get } from '../../../platform/web/api.ts';
import { useCommand } from '../../../platform/web/data.ts';
import { Problem } from '../../../platform/web/problem.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import type { CommunityRow, RunAnswer } from '../core/contract.ts';

type Accepted = { accepted: number; refused: { proposalId: string; code: string }[] };

/** What could not be done, by reason: 名额已满 2 条、居民还没同意转介 3 条. */
function sayLeft(refused: Accepted['refused']): string {
  const counts = new Map<string, number>();
  for (const { code } of refused) {
    const known = canSay(`matching.left.${code}`) ? code : 'other';
    counts.set(known, (counts.get(known) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => say('matching.bulkReason', { reason: say(`matching.left.${code}`), count })).join(say('matching.list.and'));
}

/** Accepts all that is still to be decided, of one community or of the whole run, but for what colleagues have got to decide (`withColleagues`): each stands by itself, and what cannot be done is told. */
export function AcceptMany({ run, community, count, withColleagues }: { run: RunAnswer; community?: CommunityRow; count: number; withColleagues: number }) {
  const may = useMay();
  const [isOpen, open] = useState(false);
  const [isAgreed, agree] = useState(false);
  const [isGathering, gather] = useState(false);
  const accept = useCommand<Record<string, unknown>, Accepted>('/api/referrals/accept-proposals');
  const whyNot = may('referral.offer') ? null : say('matching.notYours');
  const place = community?.name ?? say('matching.bulkAll');
  const send = async () => {
    gather(true);
    const { proposalIds } = await get<{ proposalIds: string[] }>('/api/match-runs/:runId/proposed', { runId: run.id, ...(community ? { division: community.divisionCode } : {}) }).finally(() => gather(false));
    const answer = await accept.send({ proposalIds, ...(isAgreed ? { consent: { basis: 'consent', givenHow: 'importedLedger' } } : {}) });
    if (!answer) return;
    open(false);
    const left = answer.refused.length > 0 ? ` ${say('matching.bulkLeft', { count: answer.refused.length, reasons: sayLeft(answer.refused) })}` : '';
    announce(say('matching.bulkDone', { count: answer.accepted }) + left, answer.accepted === 0 ? 'poppy' : 'steppe');
  };
  const others = withColleagues > 0 && say('matching.bulkOthers', { count: withColleagues });
  if (count <= 0) return others && <span className="quiet">{others}</span>;
  return (
    <>
      {community && others && <span className="quiet">{others}</span>}
      <ActionButton kind={community ? 'quiet' : 'secondary'} {...(community ? { size: 'small' as const } : {})} disabledReason={whyNot} onClick={() => open(true)}
        label={community ? say('matching.acceptHere', { count }) : say('matching.acceptAll')} />
      <Modal open={isOpen} title={say('matching.bulkTitle', { count, place })} okText={say('matching.accept')} cancelText={say('platform.cancel')} confirmLoading={isGathering || accept.isSending}
        onOk={() => void send()} onCancel={() => open(false)} width={520} destroyOnHidden>
        <p className="page-lead">{say('matching.bulkLead')}{others && ` ${others}`}</p>
        <Checkbox checked={isAgreed} onChange={(event) => agree(event.target.checked)}>{say('matching.bulkConsent')}</Checkbox>
        {accept.refusal && <Problem refusal={accept.refusal} />}
      </Modal>
    </>
  );
}
