import { useState } from 'react';
import { addDays } from '../../../kernel/local-date.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { DayField, DivisionField, NumberField, TextField } from '../../../platform/web/form-fields.tsx';
import { day, number, today } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { QrCode } from '../../../platform/web/qr-code.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useHealth, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import { LONGEST_LINK_DAYS, type LinkRow } from '../core/response-contract.ts';
import type { RoundFile } from '../core/round-contract.ts';

const TAGS = { open: ['half', 'sky'], full: ['tick', 'steppe'], expired: ['bar', 'stone'], closed: ['bar', 'stone'] } as const;
/** A month, and more than a community's hall has visitors in it. */
const [USUAL_DAYS, USUAL_ANSWERS] = [30, 500];

export const useLinks = (questionnaireId: string, roundId?: string) => useQueryOf<{ items: LinkRow[] }>('/api/questionnaires/:questionnaireId/links', { questionnaireId, ...(roundId ? { roundId } : {}) }, { kinds: ['questionnaire', 'response'] });
/** The whole address, on the name under which residents know the product. */
export function useAddressOf(): (link: LinkRow) => string {
  const health = useHealth();
  return ({ address }) => (health.data && address ? `${health.data.url ?? location.origin}${address}` : '');
}

/** The links by which residents answer without an account, each with its code. */
export function LinksTab({ questionnaireId, round }: { questionnaireId: string; /** Those of one round only. */ round?: RoundFile }) {
  const links = useLinks(questionnaireId, round?.id);
  const last = round && round.untilOn < addDays(today(), USUAL_DAYS) ? round.untilOn : addDays(today(), USUAL_DAYS);
  const addressOf = useAddressOf();
  const [isMaking, setMaking] = useState(false);
  const [closing, setClosing] = useState<LinkRow | null>(null);
  const place = grantOf(useSession())?.divisionCode ?? null;
  return (
    <div className="surveys-links">
      <p className="quiet">{say('surveys.link.lead')}</p>
      <ActionButton kind="primary" label={say('surveys.link.make')} onClick={() => setMaking(true)} />
      <Answer of={links}>
        {({ items }) => (items.length === 0 ? <p className="quiet">{say('surveys.link.none')}</p> : (
          <ul>{items.map((link) => <Link key={link.id} questionnaireId={questionnaireId} link={link} address={addressOf(link)} onClose={() => setClosing(link)} />)}</ul>
        ))}
      </Answer>
      <FormDialog isOpen={isMaking} name={`link-${questionnaireId}`} title={say('surveys.link.make')} lead={say('surveys.link.makeLead')} path="/api/questionnaires/links" fixed={{ questionnaireId, ...(round ? { roundId: round.id } : {}) }} submit={say('surveys.link.make')}
        initial={{ place: null, expiresOn: last, mostAnswers: USUAL_ANSWERS, divisionCode: place?.length === 12 ? place : null }} onClose={() => setMaking(false)} onDone={() => { setMaking(false); announce(say('surveys.link.made')); }}>
        <TextField name="place" label={say('surveys.link.place')} required maxLength={100} hint={say('surveys.link.placeHint')} />
        {place?.length !== 12 && <DivisionField name="divisionCode" label={say('surveys.field.ofPlace')} hint={say('surveys.fill.placeHint')} />}
        <DayField name="expiresOn" label={say('surveys.link.expiresOn')} required min={today()} max={round?.untilOn ?? addDays(today(), LONGEST_LINK_DAYS)} />
        <NumberField name="mostAnswers" label={say('surveys.link.mostAnswers')} required />
      </FormDialog>
      <FormDialog isOpen={closing !== null} name="link-close" title={say('surveys.link.close')} lead={say('surveys.link.closeLead', { place: closing?.place ?? '' })} path="/api/questionnaires/links/close" fixed={{ linkId: closing?.id }} submit={say('surveys.link.close')}
        onClose={() => setClosing(null)} onDone={() => { setClosing(null); announce(say('surveys.link.closed')); }}>{null}</FormDialog>
    </div>
  );
}

function Link({ questionnaireId, link, address, onClose }: { questionnaireId: string; link: LinkRow; address: string; onClose: () => void }) {
  const [shape, tone] = TAGS[link.state];
  const isOpen = link.state === 'open' && address !== '';
  return (
    <li className="surveys-link">
      {isOpen && <QrCode text={address} label={say('surveys.link.qr', { place: link.place })} size={112} />}
      <div>
        <h2>{link.place} <StatusTag word={say(`surveys.link.state.${link.state}`)} shape={shape} tone={tone} /></h2>
        <p>{say('surveys.link.came', { count: link.answers, most: number(link.mostAnswers) })} · {say('surveys.link.until', { day: day(link.expiresOn) })}</p>
        <p className="quiet">{link.divisionName} · {link.madeByName}</p>
        {isOpen && <p className="surveys-address">{address}</p>}
        {isOpen && (
          <p className="surveys-link-acts">
            {'clipboard' in navigator && <button type="button" className="text-button" onClick={() => void navigator.clipboard.writeText(address).then(() => announce(say('surveys.link.copied')))}>{say('surveys.link.copy')}</button>}
            <To path={`/surveys/${questionnaireId}/links/${link.id}`}>{say('surveys.link.poster')}</To>
            <button type="button" className="text-button" onClick={onClose}>{say('surveys.link.close')}</button>
          </p>
        )}
      </div>
    </li>
  );
}
