import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { TextField } from '../../../platform/web/form-fields.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { PlaceWithPhone } from '../core/contract.ts';
import './divisions.css';

/** Whom residents call, place by place. */
export default function ServicePhones() {
  const may = useMay();
  const phones = useQueryOf<{ items: PlaceWithPhone[] }>('/api/service-phones', {}, { kinds: [] });
  const [chosen, choose] = useState<PlaceWithPhone | null>(null);
  return (
    <Page title={say('divisions.phones')} lead={say('divisions.phonesLead')}>
      <Answer of={phones}>
        {({ items }) => (
          <ul className="divisions-phones">
            {items.map((place) => (
              <li key={place.code}>
                <p><strong>{place.name}</strong> <span className="quiet">{place.above}</span></p>
                <p className="divisions-phone">{place.phone ?? <span className="quiet">{place.reaches ? say('divisions.phoneFrom', { place: place.reaches.placeName, phone: place.reaches.phone }) : say('divisions.phoneNone')}</span>}</p>
                {may('division.setPhone') && <ActionButton label={say(place.phone ? 'divisions.phoneChange' : 'divisions.phoneSet')} size="small" onClick={() => choose(place)} />}
              </li>
            ))}
          </ul>
        )}
      </Answer>
      <FormDialog<{ phone: string | null }> isOpen={chosen !== null} title={say('divisions.phoneOf', { place: chosen?.name ?? '' })} name={`service-phone-${chosen?.code ?? ''}`} path="/api/service-phones/set" fixed={{ divisionCode: chosen?.code }}
        initial={{ phone: chosen?.phone ?? null }} submit={say('platform.save')} onClose={() => choose(null)} onDone={({ phone }) => announce(say(phone ? 'divisions.phoneDone' : 'divisions.phoneGone'))}>
        <TextField name="phone" label={say('divisions.phone')} kind="tel" maxLength={40} hint={say('divisions.phoneHint')} />
      </FormDialog>
    </Page>
  );
}
