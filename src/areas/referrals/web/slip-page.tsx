import { dayOf, addDays } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { day } from '../../../platform/web/format.ts';
import { useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { Slip } from '../core/contract.ts';
import './referrals.css';

/** The slip that a resident gets: an address, a code, whom to call. Printed, or its address sent. */
export default function SlipPage() {
  const referralId = usePathPart('referralId');
  const go = useGo();
  const slip = useQueryOf<Slip>('/api/referrals/:referralId/slip', { referralId }, { kinds: [] });
  const address = slip.data ? `${location.origin}${slip.data.address}` : '';
  const copy = () => void navigator.clipboard?.writeText(address).then(() => announce(say('referrals.slipCopied')));
  return (
    <Page title={say('referrals.slip')} lead={<span className="no-print">{say('referrals.slipLead')}</span>} actions={<>
      <ActionButton label={say('platform.back')} onClick={() => go(`/referrals/${referralId}`)} />
      {slip.data && 'clipboard' in navigator && <ActionButton label={say('referrals.slipCopy')} onClick={copy} />}
      {slip.data && <ActionButton kind="primary" label={say('referrals.slipPrint')} onClick={() => window.print()} />}
    </>}>
      <Answer of={slip}>
        {(answer) => (
          <article className="referrals-slip">
            <h2>{say('referrals.slipTitle')}</h2>
            {answer.recipientName && <p>{say('referrals.slipFor', { name: answer.recipientName })}</p>}
            <p>{say('referrals.slipWhat', { day: answer.when ? day(answer.when) : '', who: answer.who, what: answer.what })}</p>
            <p>{say('referrals.slipHow')}</p>
            <p className="slip-address">{address}</p>
            <p>{say('referrals.slipCode')} <span className="slip-code">{answer.spoken}</span></p>
            <p>{say('referrals.slipUntil', { day: day(addDays(dayOf(answer.until), -1)) })}</p>
            {answer.personToCall && <p>{say('referrals.slipCall', { name: answer.personToCall.name, phone: answer.personToCall.phone })}</p>}
          </article>
        )}
      </Answer>
    </Page>
  );
}
