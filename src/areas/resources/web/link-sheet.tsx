import { ActionButton } from '../../../platform/web/action-button.tsx';
import { day } from '../../../platform/web/format.ts';
import { useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { QrCode } from '../../../platform/web/qr-code.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { type OwnerKind, useOuterAddress, useOwnerLink } from './owner-link.tsx';

/** A sheet for the partner: a code for the telephone, an address for who types, until when, and that it is theirs alone. */
export default function LinkSheetPage() {
  const kind: OwnerKind = usePathPart('kind') === 'organization' ? 'organization' : 'resource', id = usePathPart('ownerId');
  const found = useOwnerLink(kind, id), outer = useOuterAddress(), go = useGo();
  const word = (key: string, details?: Record<string, string>) => say(`resources.link.${key}`, details);
  return (
    <Page title={word('sheet')} actions={<>
      <ActionButton label={say('platform.back')} onClick={() => go(kind === 'organization' ? `/organizations/${id}?tab=resources` : `/resources/${id}?tab=link`)} />
      <ActionButton kind="primary" label={word('print')} onClick={() => window.print()} />
    </>}>
      <Answer of={found}>
        {({ link, ownerName }) => {
          const address = link?.state === 'open' ? outer(link.address) : '';
          if (!link || !address) return <p role="alert">{word('overSheet')}</p>;
          return (
            <article className="resources-sheet">
              <h2>{ownerName}</h2>
              <p>{word('sheetFor', { name: link.givenTo })}</p>
              <QrCode text={address} label={word('qr')} size={240} />
              <p>{word('sheetType')}</p>
              <p className="resources-sheet-address">{address.replace(/^https?:\/\//, '').replace(/[^/]*$/, '')}<br />{link.spoken}</p>
              <p>{word('sheetOwn')}</p>
              <p className="resources-sheet-until">{word('until', { day: day(link.expiresOn) })}</p>
            </article>
          );
        }}
      </Answer>
    </Page>
  );
}
