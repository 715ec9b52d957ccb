import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { LongTextField, TextField } from '../../../platform/web/form-fields.tsx';
import { day } from '../../../platform/web/format.ts';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer, EmptyState } from '../../../platform/web/states.tsx';
import type { OwnNeedList } from '../core/contract.ts';
import { spokenReference } from '../core/reference.ts';
import { MessageSwitch } from '../../people/web/parts/message-switch.tsx';
import { NeedStatus } from './need-status.tsx';
import { ItemField, UrgencyField } from './parts/need-fields.tsx';
import './needs.css';

type Own = OwnNeedList['items'][number];

/** A resident's own page: what I asked, where it stands, in words a grandmother uses. */
export default function OwnNeeds() {
  const needs = useQueryOf<OwnNeedList>('/api/needs/own', {}, { kinds: ['need', 'referral'] });
  const [isRaising, raise] = useState(false);
  const [takenBack, takeBack] = useState<Own | null>(null);
  return (
    <Page title={say('needs.mine')} lead={say('needs.mineLead')} actions={<ActionButton kind="primary" size="large" label={say('needs.raise')} onClick={() => raise(true)} />}>
      <Answer of={needs}>
        {({ items }) => (items.length === 0
          ? <EmptyState title={say('needs.mineEmpty')} />
          : <ul className="needs-own">{items.map((need) => <OwnNeed key={need.id} need={need} takeBack={() => takeBack(need)} />)}</ul>)}
      </Answer>
      <MessageSwitch />
      <FormDialog isOpen={isRaising} title={say('needs.raise')} name="raise-need" path="/api/needs/raise" initial={{ urgency: 1 }} submit={say('needs.raise')} onClose={() => raise(false)} onDone={() => announce(say('needs.raised'))}>
        <LongTextField name="words" label={say('needs.own.words')} required maxLength={1000} />
        <ItemField />
        <UrgencyField />
        <TextField name="wishedTime" label={say('needs.field.wishedTime')} maxLength={100} />
      </FormDialog>
      <FormDialog isOpen={takenBack !== null} title={say('needs.own.takeBack')} name="take-back-need" path="/api/needs/withdraw-own" fixed={{ needId: takenBack?.id }} submit={say('needs.own.takeBack')} onClose={() => takeBack(null)} onDone={() => announce(say('needs.withdrawn'))}>
        <LongTextField name="reason" label={say('needs.own.takeBackWhy')} required maxLength={500} />
      </FormDialog>
    </Page>
  );
}

function OwnNeed({ need, takeBack }: { need: Own; takeBack: () => void }) {
  const words = need.status === 'open' && !need.isVerified ? 'needs.own.openNew' : `needs.own.${need.status}`;
  return (
    <li className="needs-own-one">
      <h2>{say(`needs.item.${need.item}`)} <NeedStatus status={need.status} /></h2>
      <p className="needs-own-words">{say(words, { reason: need.closeReason })}</p>
      {need.description && <p>{need.description}</p>}
      <p className="quiet">{say('needs.since', { day: day(need.heardOn) })} · {say('needs.field.reference')} <span className="needs-reference">{spokenReference(need.reference)}</span></p>
      {need.status === 'open' && <ActionButton label={say('needs.own.takeBack')} onClick={takeBack} />}
    </li>
  );
}
