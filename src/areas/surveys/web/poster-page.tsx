import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { day } from '../../../platform/web/format.ts';
import { useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { QrCode } from '../../../platform/web/qr-code.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { QuestionnaireAnswer } from '../core/contract.ts';
import { useAddressOf, useLinks } from './links-tab.tsx';
import './surveys.css';

/** A sheet for the wall: what is asked, a code for the telephone, an address for who types, until when. */
export default function PosterPage() {
  const [questionnaireId, linkId] = [usePathPart('questionnaireId'), usePathPart('linkId')];
  const go = useGo();
  const questionnaire = useQueryOf<QuestionnaireAnswer>('/api/questionnaires/:questionnaireId', { questionnaireId }, { kinds: [] });
  const links = useLinks(questionnaireId);
  const addressOf = useAddressOf();
  return (
    <Page title={say('surveys.link.poster')} lead={<span className="no-print">{say('surveys.link.posterLead')}</span>} actions={<>
      <ActionButton label={say('platform.back')} onClick={() => go(`/surveys/${questionnaireId}?tab=links`)} />
      <ActionButton kind="primary" label={say('surveys.link.print')} onClick={() => window.print()} />
    </>}>
      <Answer of={questionnaire}>{({ title }) => (
        <Answer of={links}>{({ items }) => {
          const link = items.find(({ id }) => id === linkId);
          const address = link ? addressOf(link) : '';
          if (!link || link.state !== 'open') return <p role="alert">{say('surveys.link.over')}</p>;
          return (
            <article className="surveys-poster">
              <p className="surveys-poster-from">{link.divisionName}</p>
              <h2>{title}</h2>
              <p className="surveys-poster-ask">{say('surveys.link.posterAsk')}</p>
              {address && <QrCode text={address} label={say('surveys.link.qr', { place: link.place })} size={280} />}
              <p>{say('surveys.link.posterType')}</p>
              <p className="surveys-address">{address.replace(/^https?:\/\//, '')}</p>
              <p>{say('surveys.link.posterNobody')}</p>
              <p className="quiet">{say('surveys.link.until', { day: day(link.expiresOn) })}</p>
            </article>
          );
        }}</Answer>
      )}</Answer>
    </Page>
  );
}
