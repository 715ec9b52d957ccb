import { useState } from 'react';
import { addDays, dayOf } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { day } from '../../../platform/web/format.ts';
import { useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { QrCode } from '../../../platform/web/qr-code.tsx';
import { say } from '../../../platform/web/say.ts';
import { useHealth } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { PartnerSheet } from '../core/partner-contract.ts';
import { DECLINE_CODES } from '../core/referral.ts';
import './referrals.css';
import './partner-sheet.css';

/** The sheet for a provider whose people do not sign in: its address to send, or to print with lines to fill in by hand. It names nobody. */
export default function PartnerSheetPage() {
  const referralId = usePathPart('referralId');
  const go = useGo();
  const [act, open] = useState<'renew' | 'revoke' | null>(null);
  const sheet = useQueryOf<PartnerSheet>('/api/referrals/:referralId/partner-sheet', { referralId }, { kinds: [] });
  const health = useHealth();
  // it may be made on an address that the provider does not know
  const address = sheet.data && health.data ? `${health.data.url ?? location.origin}${sheet.data.address}` : '';
  const copy = () => void navigator.clipboard?.writeText(address).then(() => announce(say('referrals.slipCopied')));
  const dialog = (action: 'renew' | 'revoke') => ({ isOpen: act === action, name: `partner-${action}-${referralId}`, fixed: { referralId }, onClose: () => open(null) });
  return (
    <Page title={say('referrals.partner.title')} lead={<span className="no-print">{say('referrals.partner.lead')}</span>} actions={<>
      <ActionButton label={say('platform.back')} onClick={() => go(`/referrals/${referralId}`)} />
      {address && 'clipboard' in navigator && <ActionButton label={say('referrals.slipCopy')} onClick={copy} />}
      {sheet.data && <ActionButton label={say('referrals.partner.renew')} onClick={() => open('renew')} />}
      {sheet.data && <ActionButton kind="danger" label={say('referrals.partner.revoke')} onClick={() => open('revoke')} />}
      {sheet.data && <ActionButton kind="primary" label={say('referrals.slipPrint')} onClick={() => window.print()} />}
    </>}>
      <Answer of={sheet}>{(answer) => <Sheet sheet={answer} address={address} />}</Answer>
      <FormDialog {...dialog('renew')} title={say('referrals.partner.renew')} lead={say('referrals.partner.renewLead')} path="/api/referrals/issue-partner-link" submit={say('referrals.partner.renew')} onDone={() => announce(say('referrals.partner.renewed'))}>{null}</FormDialog>
      <FormDialog {...dialog('revoke')} title={say('referrals.partner.revoke')} lead={say('referrals.partner.revokeLead')} path="/api/referrals/revoke-partner-link" submit={say('referrals.partner.revoke')} onDone={() => { announce(say('referrals.partner.revoked')); go(`/referrals/${referralId}`); }}>{null}</FormDialog>
    </Page>
  );
}

function Sheet({ sheet, address }: { sheet: PartnerSheet; address: string }) {
  const lastDay = addDays(dayOf(sheet.until), -1);
  const { community } = sheet;
  return (
    <article className="referrals-slip partner-sheet">
      {/^(localhost|127\.|\[::1\])/.test(location.hostname) && <p className="slip-warning no-print">{say('referrals.slipOnlyHere', { host: location.host })}</p>}
      <p className="no-print quiet">{sheet.openedAt ? say('referrals.partner.opened', { day: day(dayOf(sheet.openedAt)) }) : say('referrals.partner.notOpened')}</p>
      <p className="slip-from">{sheet.communityName} · {sheet.workerName}</p>
      {community.phone && <p className="slip-from">{say('referrals.partner.call', { place: community.phoneOf })} <span className="slip-phone">{community.phone}</span></p>}
      <h2>{say('referrals.partner.asks', { who: sheet.providerName })}</h2>
      <p className="partner-what"><strong>{say(`needs.item.${sheet.item}`)}</strong>{sheet.units > 1 && ` × ${sheet.units}`}{sheet.wishedTime && ` · ${say('referrals.wishedTime', { when: sheet.wishedTime })}`}</p>
      {sheet.needWords && <p>{sheet.needWords}</p>}
      {sheet.dueOn && <p>{say('referrals.partner.answerBy', { day: day(sheet.dueOn) })}</p>}
      <div className="slip-ways">
        {address && <QrCode text={address} label={say('referrals.slipQr')} />}
        <div>
          <p>{say('referrals.partner.scan')}</p>
          <p className="slip-address">{address}</p>
          <p>{say('referrals.slipCode', { at: `${address.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '')}` })} <span className="slip-code">{sheet.spoken}</span></p>
        </div>
      </div>
      <p>{say('referrals.slipUntil', { day: day(lastDay) })} {say('referrals.partner.byHand', { place: sheet.communityName })}</p>
      <ByHand units={sheet.units} />
    </article>
  );
}

/** What is filled in with a pen, in the order of the form in which a worker types it. */
function ByHand({ units }: { units: number }) {
  const blank = (width: string) => <span className={`partner-blank ${width}`} aria-hidden="true" />;
  const box = <span className="partner-box" aria-hidden="true" />;
  return (
    <section className="partner-by-hand" aria-label={say('referrals.partner.hand')}>
      <h3>1 {say('referrals.partner.handAnswer')}</h3>
      <p>{box}{say('referrals.partner.handYes')}</p>
      <p>{box}{say('referrals.partner.handNo')} {DECLINE_CODES.map((code) => <span key={code} className="partner-option">{box}{say(`referrals.decline.${code}`)}</span>)}{blank('is-medium')}</p>
      <h3>2 {say('referrals.partner.handVisit')}</h3>
      <p>{say('referrals.scheduleFor')} {blank('is-medium')} {say('referrals.from')} {blank('is-short')} {say('referrals.until')} {blank('is-short')}</p>
      <p>{say('referrals.whoComes')} {blank('is-medium')} {say('referrals.field.contactPhone')} {blank('is-medium')}</p>
      <p>{box}{say('referrals.partner.handAgreed')}</p>
      <h3>3 {say('referrals.partner.handReport')}</h3>
      <p>{say('referrals.servedOn')} {blank('is-medium')} {say('referrals.from')} {blank('is-short')} {say('referrals.until')} {blank('is-short')}</p>
      <p>{say('referrals.field.visitorName')} {blank('is-medium')} {units > 1 && <>{say('referrals.field.deliveredUnits')} {blank('is-short')}</>}</p>
      <p>{[say('referrals.result.full'), say('referrals.result.partly'), say('referrals.action.fail')].map((words) => <span key={words} className="partner-option">{box}{words}</span>)}{blank('is-medium')}</p>
      <p>{say('referrals.partner.handSigned')} {blank('is-medium')} {say('referrals.partner.handDay')} {blank('is-medium')}</p>
    </section>
  );
}
