import { useState } from 'react';
import { dayOf, addDays } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { day, today } from '../../../platform/web/format.ts';
import { To, useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { QrCode } from '../../../platform/web/qr-code.tsx';
import { say } from '../../../platform/web/say.ts';
import { useHealth, useMay } from '../../../platform/web/session.ts';
import { Answer, EmptyState } from '../../../platform/web/states.tsx';
import { spokenReference } from '../../needs/core/reference.ts';
import type { ReferralAnswer, Slip } from '../core/contract.ts';
import { hasSlip } from '../core/referral.ts';
import './referrals.css';

/** The slip that a resident gets; where there is none, why, and what comes next. */
export default function SlipPage() {
  const referralId = usePathPart('referralId');
  const referral = useQueryOf<ReferralAnswer>('/api/referrals/:referralId', { referralId }, { kinds: ['referral'] });
  return <Answer of={referral}>{(answer) => (hasSlip(answer) ? <SlipOf referralId={referralId} /> : <NoSlip referral={answer} />)}</Answer>;
}

/** Answered: when, with which word, and what that set going. Else the slip is still to come, or will not be. */
function NoSlip({ referral: { id, needId, status, helped, confirmedAt } }: { referral: ReferralAnswer }) {
  const may = useMay();
  const ways = [...(status === 'confirmed' && may('need.read') ? [{ label: say('referrals.slipToNeed'), path: `/needs/${needId}` }] : []), { label: say('referrals.slipToReferral'), path: `/referrals/${id}` }];
  const title = status === 'confirmed' ? say('referrals.slipAnswered', { day: day(dayOf(confirmedAt ?? '')), word: say(helped ? 'referrals.yes' : 'referrals.no') }) : say('referrals.slipNotNow', { status: say(`referrals.status.${status}`) });
  const why = status === 'confirmed' ? say(helped ? 'referrals.slipThenMet' : 'referrals.slipThenOpen') : say('referrals.slipWait');
  return <Page title={say('referrals.slip')}><EmptyState title={title} why={why} ways={ways} /></Page>;
}

/** An address, a code, whom to call. Printed, or its address sent. */
function SlipOf({ referralId }: { referralId: string }) {
  const go = useGo();
  const [isRenewing, setRenewing] = useState(false);
  const slip = useQueryOf<Slip>('/api/referrals/:referralId/slip', { referralId }, { kinds: [] });
  const health = useHealth();
  // the slip may be made on an address that residents do not know
  const address = slip.data && health.data ? `${health.data.url ?? location.origin}${slip.data.address}` : '';
  const copy = () => void navigator.clipboard?.writeText(address).then(() => announce(say('referrals.slipCopied')));
  return (
    <Page title={say('referrals.slip')} lead={<span className="no-print">{say('referrals.slipLead')}</span>} actions={<>
      <ActionButton label={say('platform.back')} onClick={() => go(`/referrals/${referralId}`)} />
      {slip.data && address && 'clipboard' in navigator && <ActionButton label={say('referrals.slipCopy')} onClick={copy} />}
      {slip.data && <ActionButton label={say('referrals.slipRenew')} onClick={() => setRenewing(true)} />}
      {slip.data && <ActionButton kind="primary" label={say('referrals.slipPrint')} onClick={() => window.print()} />}
    </>}>
      <Answer of={slip}>
        {(answer) => (
          <article className="referrals-slip">
            <SlipWarnings slip={answer} />
            {lastDay(answer) < today() && <p className="slip-over no-print" role="alert">{say('referrals.slipOver', { day: day(lastDay(answer)) })}</p>}
            <p className="slip-from">{answer.community.name}</p>
            <h2>{say('referrals.slipTitle')}</h2>
            {answer.recipientName && <p>{say('referrals.slipFor', { name: answer.recipientName })}</p>}
            <p>{say('referrals.slipWhat', { day: answer.when ? day(answer.when) : '', who: answer.who, what: answer.what })}</p>
            <div className="slip-ways">
              {address && <QrCode text={address} label={say('referrals.slipQr')} />}
              <div>
                <p>{say('referrals.slipScan')}</p>
                <p className="slip-address">{address}</p>
                <p>{say('referrals.slipCode', { at: `${address.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '')}` })} <span className="slip-code">{answer.spoken}</span></p>
              </div>
            </div>
            <p>{say('referrals.slipUntil', { day: day(lastDay(answer)) })} {answer.community.phone ? say('referrals.slipTell', { place: answer.community.phoneOf }) : say('referrals.slipTellNobody', { place: answer.community.name })}{answer.community.phone && <strong className="slip-phone">{answer.community.phone}</strong>}</p>
            {answer.reference && address && <p className="slip-follow">{say('referrals.slipFollow', { at: `${new URL(address).host}/follow` })} <strong className="slip-reference">{spokenReference(answer.reference)}</strong></p>}
            {answer.personToCall && <p>{say('referrals.slipCall', { name: answer.personToCall.name, phone: answer.personToCall.phone })}</p>}
          </article>
        )}
      </Answer>
      <FormDialog isOpen={isRenewing} name={`slip-renew-${referralId}`} title={say('referrals.slipRenew')} lead={say('referrals.slipRenewLead')} path="/api/referrals/renew-slip" fixed={{ referralId }}
        submit={say('referrals.slipRenew')} onClose={() => setRenewing(false)} onDone={() => announce(say('referrals.slipRenewed'))}>{null}</FormDialog>
    </Page>
  );
}

/** What would be wrong with the slip on paper: nobody to call, or an address that no telephone reaches. */
function SlipWarnings({ slip }: { slip: Slip }) {
  const may = useMay();
  const isOnlyHere = /^(localhost|127\.|\[::1\])/.test(location.hostname);
  return (
    <>
      {isOnlyHere && <p className="slip-warning no-print">{say('referrals.slipOnlyHere', { host: location.host })}</p>}
      {!slip.community.phone && <p className="slip-warning no-print">{say('referrals.slipNoPhone', { place: slip.community.name })} {may('division.setPhone') ? <To path="/service-phones">{say('referrals.slipSetPhone')}</To> : say('referrals.slipAskPhone')}</p>}
    </>
  );
}

/** The code holds until midnight; people are told the day before it. */
const lastDay = ({ until }: Slip): string => addDays(dayOf(until), -1);
