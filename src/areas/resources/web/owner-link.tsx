import { useState } from 'react';
import { addDays } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { DayField, TextField } from '../../../platform/web/form-fields.tsx';
import { day, today } from '../../../platform/web/format.ts';
import { useGo } from '../../../platform/web/navigation.tsx';
import { QrCode } from '../../../platform/web/qr-code.tsx';
import { say } from '../../../platform/web/say.ts';
import { useHealth } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { OwnerLinkAnswer } from '../core/owner-contract.ts';
import { LONGEST_OWNER_LINK_DAYS, USUAL_OWNER_LINK_DAYS } from '../core/owner-link.ts';
import './resources.css';

export type OwnerKind = 'organization' | 'resource';
const ofOwner = (kind: OwnerKind, id: string) => (kind === 'organization' ? { organizationId: id } : { resourceId: id });
export const useOwnerLink = (kind: OwnerKind, id: string) => useQueryOf<OwnerLinkAnswer>('/api/resources/owner-link', ofOwner(kind, id), { kinds: ['organization', 'resource'] });

/** The whole address, on the name under which the product is known outside. */
export function useOuterAddress(): (path: string) => string {
  const health = useHealth();
  return (path) => (health.data && path ? `${health.data.url ?? location.origin}${path}` : '');
}

const STATES = { open: ['half', 'sky'], over: ['bar', 'stone'], revoked: ['bar', 'stone'] } as const;

/** The link by which a partner without an account keeps what it offers: made, copied, printed, made anew, taken back. */
export function OwnerLinkPanel({ kind, id }: { kind: OwnerKind; id: string }) {
  const found = useOwnerLink(kind, id), outer = useOuterAddress(), go = useGo();
  const [asking, ask] = useState<'make' | 'revoke' | null>(null);
  const word = (key: string, details?: Record<string, string>) => say(`resources.link.${key}`, details);
  return (
    <section className="resources-link no-print" aria-label={word('title')}>
      <h2>{word('title')}</h2>
      <p className="quiet">{word(`lead.${kind}`)}</p>
      <Answer of={found}>
        {({ link, isKeptHere, resources }) => {
          const address = link?.state === 'open' ? outer(link.address) : '';
          const away = !isKeptHere ? say('resources.keptElsewhere') : resources === 0 ? word('nothing') : null;
          return (
            <>
              {link && (
                <div className="resources-link-card">
                  {address && <QrCode text={address} label={word('qr')} size={112} />}
                  <div>
                    <p><strong>{link.givenTo}</strong> <StatusTag word={word(`state.${link.state}`)} shape={STATES[link.state][0]} tone={STATES[link.state][1]} /></p>
                    <p>{word('until', { day: day(link.expiresOn) })} · {link.usedOn ? word('used', { day: day(link.usedOn) }) : word('unused')}</p>
                    {address && <p className="resources-feed-address">{address}</p>}
                    <p className="quiet">{word('by', { who: link.madeByName })}</p>
                  </div>
                </div>
              )}
              <div className="resources-now-acts">
                {address && 'clipboard' in navigator && <ActionButton kind="primary" label={word('copy')} onClick={() => void navigator.clipboard.writeText(address).then(() => announce(word('copied')))} />}
                {address && <ActionButton label={word('print')} onClick={() => go(`/resources/link-sheet/${kind}/${id}`)} />}
                <ActionButton kind={link ? 'secondary' : 'primary'} label={word(link ? 'renew' : 'make')} disabledReason={away} onClick={() => ask('make')} />
                {link && <ActionButton kind="danger" label={word('revoke')} disabledReason={away} onClick={() => ask('revoke')} />}
              </div>
              <FormDialog isOpen={asking === 'make'} title={word(link ? 'renew' : 'make')} lead={word(link ? 'renewLead' : 'makeLead')} name={`owner-link-${id}`} path="/api/resources/owner-link/make" fixed={ofOwner(kind, id)} submit={word('make')}
                initial={{ givenTo: link?.givenTo ?? null, expiresOn: addDays(today(), USUAL_OWNER_LINK_DAYS) }} onClose={() => ask(null)} onDone={() => announce(word('made'))}>
                <TextField name="givenTo" label={word('givenTo')} required maxLength={50} hint={word('givenToHint')} />
                <DayField name="expiresOn" label={word('expiresOn')} required min={today()} max={addDays(today(), LONGEST_OWNER_LINK_DAYS)} />
              </FormDialog>
              <FormDialog isOpen={asking === 'revoke'} title={word('revoke')} lead={word('revokeLead')} name={`owner-link-revoke-${id}`} path="/api/resources/owner-link/revoke" fixed={{ linkId: link?.id }} submit={word('revoke')} onClose={() => ask(null)} onDone={() => announce(word('revoked'))}>{null}</FormDialog>
            </>
          );
        }}
      </Answer>
    </section>
  );
}
